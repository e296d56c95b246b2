package pdf

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
)

// The two styles of Noto Sans, made by fonts/make-fonts.sh. They are strings
// because gofpdf writes into the bytes it is given: every document gets its
// own copy, and documents can be written side by side.
var (
	//go:embed fonts/NotoSans-Regular.ttf
	regularFile string
	//go:embed fonts/NotoSans-Bold.ttf
	boldFile string
)

// lastRune is the highest character of the fonts; a test holds it.
const lastRune = 0x2122

// face knows the width of every character of one style.
type face struct {
	// advance holds the width in thousandths of the type size plus one; 0
	// means that the font has no such character.
	advance [lastRune + 1]uint16
}

// faces are the two styles in use.
type faces struct{ regular, bold *face }

// loadFaces reads the character tables of both styles.
func loadFaces() (faces, error) {
	r, err := parseFace(regularFile)
	if err != nil {
		return faces{}, fmt.Errorf("read regular font: %w", err)
	}
	b, err := parseFace(boldFile)
	if err != nil {
		return faces{}, fmt.Errorf("read bold font: %w", err)
	}
	return faces{r, b}, nil
}

// of picks the style.
func (f faces) of(bold bool) *face {
	if bold {
		return f.bold
	}
	return f.regular
}

// has reports whether the style can draw r.
func (f *face) has(r rune) bool { return r >= 0 && r <= lastRune && f.advance[r] > 0 }

// width gives the advance of r in thousandths of the type size, 0 for what
// the style cannot draw.
func (f *face) width(r rune) int {
	if !f.has(r) {
		return 0
	}
	return int(f.advance[r]) - 1
}

// parseFace reads the tables cmap (format 4, as pyftsubset writes it) and
// hmtx of a TrueType file with 1000 units per em. Reading them takes less
// time than any cache is worth, and cannot go stale.
func parseFace(file string) (*face, error) {
	data := []byte(file)
	if len(data) < 12 {
		return nil, errors.New("found no TrueType file")
	}
	tables := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		entry := data[12+16*i:]
		at, size := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		tables[string(entry[:4])] = data[at : at+size]
	}
	if em := binary.BigEndian.Uint16(tables["head"][18:]); em != 1000 {
		return nil, fmt.Errorf("found %d units per em; expected 1000", em)
	}
	cmap := tables["cmap"]
	for i := range int(binary.BigEndian.Uint16(cmap[2:])) {
		sub := cmap[binary.BigEndian.Uint32(cmap[8+8*i:]):]
		if binary.BigEndian.Uint16(sub) == 4 {
			metrics := int(binary.BigEndian.Uint16(tables["hhea"][34:]))
			return readSegments(sub, tables["hmtx"], metrics), nil
		}
	}
	return nil, errors.New("found no character table of format 4")
}

// readSegments walks a character table of format 4; hmtx has so many full
// metrics, the last of which serves all further glyphs.
func readSegments(sub, hmtx []byte, metrics int) *face {
	f := &face{}
	word := func(at int) int { return int(binary.BigEndian.Uint16(sub[at:])) }
	segs := word(6) / 2
	ends, starts := 14, 16+2*segs
	deltas, offsets := starts+2*segs, starts+4*segs
	for s := range segs {
		first, last := word(starts+2*s), word(ends+2*s)
		for r := first; r <= last && r <= lastRune; r++ {
			glyph := r
			if off := word(offsets + 2*s); off != 0 {
				glyph = word(offsets + 2*s + off + 2*(r-first))
				if glyph == 0 {
					continue
				}
			}
			glyph = (glyph + word(deltas+2*s)) & 0xFFFF
			if glyph == 0 {
				continue
			}
			f.advance[r] = binary.BigEndian.Uint16(hmtx[4*min(glyph, metrics-1):]) + 1
		}
	}
	return f
}
