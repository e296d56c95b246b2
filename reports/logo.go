package reports

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
)

// Logo is a picture for the cover: small, opaque and made anew from its
// points, so that nothing of the file it came from (place, camera, author,
// profiles) goes into a report.
type Logo struct {
	Type          string // "png" or "jpeg"
	Data          []byte
	Width, Height int    // points
	Alt           string // the sentence for who cannot see it; Build sets it
}

// The box of a logo on the cover in mm (look/report.md, Cover), and the most
// points it is given: 300 to the inch.
const (
	LogoWidth, LogoHeight   = 40.0, 16.0
	logoPoints, logoPointsY = 472, 189
)

// What is read of a file, and what is decoded: a small file can unfold into
// points without end.
const (
	LogoBytes  = 8 << 20    // the most bytes of a file
	LogoPixels = 16_000_000 // the most points, width × height
)

// logoPNG is the size from which a PNG is tried as JPEG: photographs.
const logoPNG = 24 << 10

// What can be wrong with a logo.
var (
	ErrLogoType   = errors.New("neither PNG nor JPEG")
	ErrLogoBroken = errors.New("a broken picture")
	ErrLogoBytes  = errors.New("a file too large")
	ErrLogoPixels = errors.New("a picture too large")
)

// NewLogo makes a logo of a PNG or JPEG file: scaled down to the box of the
// cover, on white where it is transparent. The error is one of the ErrLogo
// values.
func NewLogo(file []byte) (*Logo, error) {
	if len(file) > LogoBytes {
		return nil, ErrLogoBytes
	}
	src, err := decodeLogo(file)
	if err != nil {
		return nil, err
	}
	way, w, h := upright, logoPoints, logoPointsY
	if bytes.HasPrefix(file, []byte("\xFF\xD8")) {
		way = orientation(file)
	}
	if way >= sideways {
		w, h = h, w
	}
	picture := turned(shrunk(src, w, h), way)
	size := picture.Bounds().Size()
	l := &Logo{Type: "png", Width: size.X, Height: size.Y}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, picture); err != nil {
		return nil, ErrLogoBroken
	}
	l.Data = out.Bytes()
	if len(l.Data) > logoPNG {
		var photo bytes.Buffer
		if err := jpeg.Encode(&photo, picture, &jpeg.Options{Quality: 90}); err == nil && photo.Len() < len(l.Data)/2 {
			l.Type, l.Data = "jpeg", photo.Bytes()
		}
	}
	return l, nil
}

// decodeLogo reads the points of a picture after its size was looked at. Only
// the two decoders named here see the file.
func decodeLogo(file []byte) (src image.Image, err error) {
	size, read := png.DecodeConfig, png.Decode
	switch {
	case bytes.HasPrefix(file, []byte("\x89PNG\r\n\x1a\n")):
	case bytes.HasPrefix(file, []byte("\xFF\xD8\xFF")):
		size, read = jpeg.DecodeConfig, jpeg.Decode
	default:
		return nil, ErrLogoType
	}
	config, err := size(bytes.NewReader(file))
	switch {
	case err != nil || config.Width <= 0 || config.Height <= 0:
		return nil, ErrLogoBroken
	case config.Width > LogoPixels/config.Height:
		return nil, ErrLogoPixels
	}
	if src, err = read(bytes.NewReader(file)); err != nil {
		return nil, ErrLogoBroken
	}
	return src, nil
}

// shrunk lays a picture on white and scales it down to fit a box, never up.
// Every new point is the mean of the area it covers, in linear light, so that
// thin dark lines stay as dark as they look.
func shrunk(src image.Image, width, height int) *image.RGBA {
	b := src.Bounds()
	flat := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(flat, flat.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), src, b.Min, draw.Over)
	scale := min(1, float64(width)/float64(b.Dx()), float64(height)/float64(b.Dy()))
	w, h := max(1, int(math.Round(float64(b.Dx())*scale))), max(1, int(math.Round(float64(b.Dy())*scale)))
	if w == b.Dx() && h == b.Dy() {
		return flat
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	light := newLight()
	sums := make([][3]float64, w)
	columns := shares(b.Dx(), w)
	for y, rows := range shares(b.Dy(), h) {
		clear(sums)
		for i, part := range rows.weights {
			line := flat.Pix[(rows.first+i)*flat.Stride:]
			for x, c := range columns {
				for j, more := range c.weights {
					point, k := line[4*(c.first+j):], part*more
					sums[x][0] += k * light[point[0]]
					sums[x][1] += k * light[point[1]]
					sums[x][2] += k * light[point[2]]
				}
			}
		}
		for x, s := range sums {
			out.SetRGBA(x, y, color.RGBA{encoded(s[0]), encoded(s[1]), encoded(s[2]), 0xFF})
		}
	}
	return out
}

// share says which old points one new point covers, and how much of it each.
type share struct {
	first   int
	weights []float64
}

// shares parts a line of old points among fewer new ones.
func shares(old, fresh int) []share {
	out := make([]share, fresh)
	step := float64(old) / float64(fresh)
	for i := range out {
		from, to := float64(i)*step, min(float64(i+1)*step, float64(old))
		first := int(from)
		s := share{first: first}
		for p := first; p < old && float64(p) < to; p++ {
			s.weights = append(s.weights, (min(to, float64(p+1))-max(from, float64(p)))/step)
		}
		out[i] = s
	}
	return out
}

// light turns the values of a picture into linear light, 0 to 1 (IEC 61966-2-1).
type light [256]float64

func newLight() *light {
	l := &light{}
	for i := range l {
		v := float64(i) / 255
		if v <= 0.04045 {
			l[i] = v / 12.92
		} else {
			l[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return l
}

// encoded turns linear light into the value of a point.
func encoded(v float64) uint8 {
	v = min(1, max(0, v))
	if v <= 0.0031308 {
		v *= 12.92
	} else {
		v = 1.055*math.Pow(v, 1/2.4) - 0.055
	}
	return uint8(math.Round(v * 255))
}
