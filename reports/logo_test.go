package reports

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
)

// pngOf encodes a picture as PNG.
func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// painted is a picture with something in it.
func painted(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, color.NRGBA{uint8(x), uint8(y), uint8(x * y), 0xFF})
		}
	}
	return m
}

// withChunk puts a chunk after the head of a PNG.
func withChunk(file []byte, kind string, data []byte) []byte {
	const head = 8 + 25
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	chunk = append(append(chunk, kind...), data...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return append(append(append([]byte{}, file[:head]...), chunk...), file[head:]...)
}

// withSize writes another size into the head of a PNG.
func withSize(file []byte, w, h uint32) []byte {
	out := bytes.Clone(file)
	binary.BigEndian.PutUint32(out[16:], w)
	binary.BigEndian.PutUint32(out[20:], h)
	binary.BigEndian.PutUint32(out[29:], crc32.ChecksumIEEE(out[12:29]))
	return out
}

func TestNewLogo_fitsTheBox(t *testing.T) {
	t.Parallel()
	deep := image.NewNRGBA64(image.Rect(0, 0, 700, 300))
	cmyk := image.NewCMYK(image.Rect(0, 0, 10, 10))
	for name, c := range map[string]struct {
		file []byte
		w, h int
	}{
		"wide":     {pngOf(t, painted(2000, 100)), 472, 24},
		"high":     {pngOf(t, painted(100, 2000)), 9, 189},
		"small":    {pngOf(t, painted(30, 12)), 30, 12},
		"a line":   {pngOf(t, painted(5000, 1)), 472, 1},
		"16 bit":   {pngOf(t, deep), 441, 189},
		"grey":     {pngOf(t, image.NewGray(image.Rect(0, 0, 40, 40))), 40, 40},
		"grey16":   {pngOf(t, image.NewGray16(image.Rect(0, 0, 40, 40))), 40, 40},
		"palette":  {pngOf(t, image.NewPaletted(image.Rect(0, 0, 400, 400), color.Palette{color.Black, color.White})), 189, 189},
		"jpeg":     {jpegOf(t, painted(944, 100)), 472, 50},
		"grey jpg": {jpegOf(t, image.NewGray(image.Rect(0, 0, 40, 40))), 40, 40},
		"cmyk":     {jpegOf(t, cmyk), 10, 10},
	} {
		l, err := NewLogo(c.file)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if l.Width != c.w || l.Height != c.h {
			t.Errorf("%s: found %d × %d; expected %d × %d", name, l.Width, l.Height, c.w, c.h)
		}
		m, kind, err := image.Decode(bytes.NewReader(l.Data))
		if err != nil || kind != l.Type || m.Bounds().Dx() != c.w || m.Bounds().Dy() != c.h {
			t.Errorf("%s: a %s of %d × %d came out as %s (%v)", name, l.Type, c.w, c.h, kind, err)
		}
		if again, _ := NewLogo(c.file); !bytes.Equal(again.Data, l.Data) {
			t.Errorf("%s: two runs differ", name)
		}
	}
}

// What is transparent is white, and black and white in equal parts are the
// grey that looks half as bright, not the number half way.
func TestNewLogo_colours(t *testing.T) {
	t.Parallel()
	clear := image.NewNRGBA(image.Rect(0, 0, 20, 20))
	stripes := image.NewNRGBA(image.Rect(0, 0, 944, 378))
	for y := range 378 {
		for x := range 944 {
			stripes.Set(x, y, color.Gray{uint8(x % 2 * 255)})
		}
	}
	for name, c := range map[string]struct {
		m    image.Image
		want uint8
	}{"transparent": {clear, 255}, "stripes": {stripes, 188}} {
		l, err := NewLogo(pngOf(t, c.m))
		if err != nil {
			t.Fatal(err)
		}
		m, _, err := image.Decode(bytes.NewReader(l.Data))
		if err != nil {
			t.Fatal(err)
		}
		got := color.NRGBAModel.Convert(m.At(5, 5)).(color.NRGBA)
		if want := (color.NRGBA{c.want, c.want, c.want, 255}); got != want {
			t.Errorf("%s: found %v; expected %v", name, got, want)
		}
	}
}

// Nothing of the file but its points goes on.
func TestNewLogo_leavesMetadataOut(t *testing.T) {
	t.Parallel()
	const secret = "SECRET 52.1N 4.3E"
	photo := jpegOf(t, painted(100, 40))
	exif := append([]byte{0xFF, 0xD8, 0xFF, 0xE1, 0, byte(2 + 6 + len(secret))}, "Exif\x00\x00"+secret...)
	photo = append(exif, photo[2:]...)
	picture := withChunk(withChunk(pngOf(t, painted(40, 20)), "tEXt", []byte("Author\x00"+secret)), "eXIf", []byte(secret))
	picture = append(picture, secret...)
	for name, file := range map[string][]byte{"jpeg": photo, "png": picture} {
		l, err := NewLogo(file)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !bytes.Contains(file, []byte(secret)) || bytes.Contains(l.Data, []byte("SECRET")) {
			t.Errorf("%s: the metadata goes on", name)
		}
	}
}

// held writes an orientation into a JPEG, as cameras do.
func held(photo []byte, order binary.ByteOrder, way uint16) []byte {
	tiff := []byte("MM")
	if order == binary.LittleEndian {
		tiff = []byte("II")
	}
	put := func(v any) { tiff, _ = binary.Append(tiff, order, v) }
	put([]uint16{42})
	put(uint32(8))
	put([]uint16{2, 0x010F, 2}) // two entries, the first about the maker
	put([]uint32{4, 0x41414141})
	put([]uint16{0x0112, 3})
	put(uint32(1))
	put([]uint16{way, 0})
	segment := append([]byte("Exif\x00\x00"), tiff...)
	out := []byte{0xFF, 0xD8, 0xFF, 0xE1, 0, byte(len(segment) + 2)}
	return append(append(out, segment...), photo[2:]...)
}

// A picture that a camera took sideways stands upright: the dark corner is
// where it was seen.
func TestNewLogo_upright(t *testing.T) {
	t.Parallel()
	m := image.NewGray(image.Rect(0, 0, 64, 32))
	for i := range m.Pix {
		m.Pix[i] = 255
		if x, y := i%64, i/64; x < 16 && y < 16 {
			m.Pix[i] = 0
		}
	}
	photo := jpegOf(t, m)
	corners := map[uint16]string{0: "left top", 1: "left top", 2: "right top", 3: "right bottom", 4: "left bottom", 5: "left top", 6: "right top", 7: "right bottom", 8: "left bottom", 9: "left top"}
	for way, want := range corners {
		for _, order := range []binary.ByteOrder{binary.BigEndian, binary.LittleEndian} {
			l, err := NewLogo(held(photo, order, way))
			if err != nil {
				t.Fatal(err)
			}
			if tall := l.Height > l.Width; tall != (way >= 5 && way <= 8) {
				t.Errorf("%d: found %d × %d", way, l.Width, l.Height)
			}
			got, _, err := image.Decode(bytes.NewReader(l.Data))
			if err != nil {
				t.Fatal(err)
			}
			dark := func(x, y int) bool { r, _, _, _ := got.At(x, y).RGBA(); return r < 0x4000 }
			for corner, at := range map[string]image.Point{
				"left top": {4, 4}, "right top": {l.Width - 5, 4}, "left bottom": {4, l.Height - 5}, "right bottom": {l.Width - 5, l.Height - 5},
			} {
				if dark(at.X, at.Y) != (corner == want) {
					t.Errorf("orientation %d, %v: the %s corner is wrong; expected the dark one %s", way, order, corner, want)
				}
			}
		}
	}
}

// A photograph stays small.
func TestNewLogo_photo(t *testing.T) {
	t.Parallel()
	m := image.NewNRGBA(image.Rect(0, 0, 472, 189))
	seed := uint32(1)
	for i := range m.Pix {
		seed = seed*1664525 + 1013904223
		m.Pix[i] = uint8(i/40) + uint8(seed>>29)
		if i%4 == 3 {
			m.Pix[i] = 255
		}
	}
	l, err := NewLogo(pngOf(t, m))
	if err != nil {
		t.Fatal(err)
	}
	if l.Type != "jpeg" || len(l.Data) > 120_000 {
		t.Errorf("found a %s of %d bytes; expected a JPEG", l.Type, len(l.Data))
	}
}

func TestNewLogo_refuses(t *testing.T) {
	t.Parallel()
	good, photo := pngOf(t, painted(40, 20)), jpegOf(t, painted(40, 20))
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"nothing":     {nil, ErrLogoType},
		"svg":         {[]byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), ErrLogoType},
		"gif":         {[]byte("GIF89a\x01\x00\x01\x00"), ErrLogoType},
		"head only":   {good[:8], ErrLogoBroken},
		"cut":         {good[:len(good)-20], ErrLogoBroken},
		"cut jpeg":    {photo[:len(photo)/3], ErrLogoBroken},
		"flipped":     {append(append([]byte{}, good[:60]...), bytes.Repeat([]byte{7}, len(good)-60)...), ErrLogoBroken},
		"bomb":        {withSize(good, 100_000, 100_000), ErrLogoPixels},
		"empty side":  {withSize(good, 0, 20), ErrLogoBroken},
		"large file":  {append(bytes.Clone(good), make([]byte, LogoBytes)...), ErrLogoBytes},
		"thin bomb":   {withSize(good, 1<<30, 1), ErrLogoPixels},
		"lying sizes": {withSize(good, 4000, 4000), ErrLogoBroken},
	} {
		l, err := NewLogo(c.file)
		if !errors.Is(err, c.want) || l != nil {
			t.Errorf("%s: found %v; expected %v", name, err, c.want)
		}
	}
}

// FuzzNewLogo holds that no file is a panic, and that what comes out is a
// picture inside the box.
func FuzzNewLogo(f *testing.F) {
	f.Add(pngOf(f, painted(12, 7)))
	f.Add(jpegOf(f, painted(12, 7)))
	f.Add(held(jpegOf(f, painted(12, 7)), binary.LittleEndian, 6))
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if len(file) > 1<<16 {
			return
		}
		l, err := NewLogo(file)
		if err != nil {
			return
		}
		if l.Width < 1 || l.Height < 1 || l.Width > logoPoints || l.Height > logoPointsY {
			t.Errorf("found %d × %d", l.Width, l.Height)
		}
		if _, kind, err := image.Decode(bytes.NewReader(l.Data)); err != nil || kind != l.Type {
			t.Errorf("what came out is no %s: %v", l.Type, err)
		}
	})
}
