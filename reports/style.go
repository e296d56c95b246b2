package reports

import (
	"fmt"

	"csi/assess"
)

// Theme says for which background colours are chosen (look/terminal.md
// section 2.2). The zero value is for a background that is not known.
type Theme uint8

// The themes of CSI_THEME, and Either where nothing is set.
const (
	Either Theme = iota
	Light
	Dark
	Plain // bold only
)

// Colours says what a terminal can show. The zero value is nothing: text as
// it is, for files and pipes.
type Colours uint8

// What terminals can show, rising.
const (
	NoStyle    Colours = iota // not even bold
	BoldOnly                  // NO_COLOR, or 16 colours on an unknown background
	Colours16                 // the sixteen of the terminal's own palette
	Colours256                // the 6 × 6 × 6 cube
	TrueColour
)

// role is what a piece of text is for; its colour follows from the theme.
type role uint8

const (
	ink role = iota
	strong
	quiet
	accent
	inPlace
	partial
	absent
	bar
)

// shade is the colour of a role: hexadecimal for light, dark and either, and
// the sixteen-colour numbers for light and dark, -1 for the terminal's own.
type shade struct {
	light, dark, either     uint32
	sixteenLight, sixteenDk int
	bold                    bool
}

// shadeOf holds the table of look/terminal.md section 2.
func shadeOf(r role) shade {
	switch r {
	case strong:
		return shade{sixteenLight: -1, sixteenDk: -1, bold: true}
	case quiet:
		return shade{0x46525E, 0xB3BDC6, 0x757575, -1, -1, false}
	case accent, inPlace:
		return shade{0x0E5A6B, 0x6FC3D0, 0x00829A, 4, 14, true}
	case bar:
		return shade{0x0E5A6B, 0x6FC3D0, 0x00829A, 4, 14, false}
	case partial:
		return shade{0x35747E, 0x9FCBD0, 0x00829A, 4, 6, false}
	case absent:
		return shade{0x85590F, 0xE0B46A, 0xA56800, -1, 11, false}
	}
	return shade{sixteenLight: -1, sixteenDk: -1}
}

// roleOf gives the role of a rating.
func roleOf(r assess.Rating) role {
	switch r {
	case assess.InPlace:
		return inPlace
	case assess.Partial:
		return partial
	case assess.Absent:
		return absent
	}
	return quiet
}

// paint wraps a text in the colour of its role. It never changes the width.
func (o TextOptions) paint(r role, text string) string {
	s := shadeOf(r)
	if o.Colours == NoStyle || text == "" || r == ink {
		return text
	}
	code := o.colour(s)
	if s.bold {
		code = "1" + code
	} else if code != "" {
		code = code[1:]
	}
	if code == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// colour gives the colour part of an escape sequence with a semicolon before
// it; "" for the terminal's own colour.
func (o TextOptions) colour(s shade) string {
	if o.Colours <= BoldOnly || o.Theme == Plain || s.light == 0 {
		return ""
	}
	if o.Colours == Colours16 {
		n := s.sixteenLight
		if o.Theme == Dark {
			n = s.sixteenDk
		}
		switch {
		case o.Theme == Either || n < 0:
			return ""
		case n >= 8:
			return fmt.Sprintf(";%d", 90+n-8)
		}
		return fmt.Sprintf(";%d", 30+n)
	}
	hex := s.either
	switch o.Theme {
	case Light:
		hex = s.light
	case Dark:
		hex = s.dark
	}
	red, green, blue := hex>>16&0xFF, hex>>8&0xFF, hex&0xFF
	if o.Colours == TrueColour {
		return fmt.Sprintf(";38;2;%d;%d;%d", red, green, blue)
	}
	return fmt.Sprintf(";38;5;%d", 16+36*cube(red)+6*cube(green)+cube(blue))
}

// cube gives the nearest of the six steps 0, 95, 135, 175, 215, 255.
func cube(v uint32) uint32 {
	switch {
	case v < 48:
		return 0
	case v < 115:
		return 1
	}
	return min((v-35)/40, 5)
}
