package reports

import (
	"bytes"
	"encoding/binary"
	"image"
)

// A camera writes which way up it was held into the metadata of a JPEG (tag
// 0x0112 of Exif, values 1 to 8) and leaves the points as they came. The
// metadata stay out of a report, so the points are turned.

const (
	upright  = 1
	sideways = 5 // from here on width and height change places
)

// orientation reads how a picture has to be turned; upright where nothing, or
// nothing sensible, is said.
func orientation(file []byte) int {
	for at := 2; at+4 <= len(file) && file[at] == 0xFF; {
		marker, size := file[at+1], int(binary.BigEndian.Uint16(file[at+2:]))
		if marker == 0xDA || size < 2 || at+2+size > len(file) {
			break
		}
		if exif, found := bytes.CutPrefix(file[at+4:at+2+size], []byte("Exif\x00\x00")); found && marker == 0xE1 {
			return tagged(exif)
		}
		at += 2 + size
	}
	return upright
}

// tagged finds the orientation in the first directory of a TIFF.
func tagged(tiff []byte) int {
	var order binary.ByteOrder = binary.BigEndian
	if bytes.HasPrefix(tiff, []byte("II")) {
		order = binary.LittleEndian
	}
	if len(tiff) < 8 {
		return upright
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return upright
	}
	entries := tiff[at+2:]
	for n := order.Uint16(tiff[at:]); n > 0 && len(entries) >= 12; n-- {
		if order.Uint16(entries) == 0x0112 {
			if v := int(order.Uint16(entries[8:])); v >= upright && v <= 8 {
				return v
			}
			return upright
		}
		entries = entries[12:]
	}
	return upright
}

// turned gives a picture the way up that an orientation asks for.
func turned(m *image.RGBA, orientation int) *image.RGBA {
	if orientation == upright {
		return m
	}
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	size := image.Rect(0, 0, w, h)
	if orientation >= sideways {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			from := [...]image.Point{
				2: {w - 1 - x, y}, 3: {w - 1 - x, h - 1 - y}, 4: {x, h - 1 - y},
				5: {y, x}, 6: {y, h - 1 - x}, 7: {w - 1 - y, h - 1 - x}, 8: {w - 1 - y, x},
			}[orientation]
			out.SetRGBA(x, y, m.RGBAAt(from.X, from.Y))
		}
	}
	return out
}
