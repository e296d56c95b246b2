package pdf

import "csi/assess"

// Lengths in mm, type sizes in points.
const (
	mmPerPt = 0.352778
	half    = 0.357 // half the cap height in em: centres a line by its capitals

	pageWidth, pageHeight = 210.0, 297.0
	left, right           = 20.0, 190.0
	top, bottom           = 24.0, 279.0
	mainLeft              = 63.5 // column 4 of 12
	sideWidth             = 39.5 // columns 1 to 3
	mainWidth             = right - mainLeft
	fullWidth             = right - left
	afterRule             = 2.6 // from a rule to the text under it
	betweenParts          = 4.0
)

// colour is 0xRRGGBB; none draws nothing.
type colour int32

// The colours. Petrol is involvement (more is better), rust is barriers (more
// is worse); the two never mix.
const (
	none   colour = -1
	paper  colour = 0xFFFFFF
	ink    colour = 0x16202A
	ink2   colour = 0x46525E
	ink3   colour = 0x66717C
	ruling colour = 0xC6CDD3 // hairlines, never with a meaning of their own
	edge   colour = 0x7D8891 // lines to write on
	tint   colour = 0xF1F4F5
	accent colour = 0x0E5A6B
	warn   colour = 0x96401F
	hatch  colour = 0xB4BCC3
)

// paint is how a rating fills a cell.
type paint struct{ fill, on, edge colour }

// paintOf gives the colours of a rating; a level without items is left white.
func paintOf(r assess.Rating) paint {
	switch r {
	case assess.InPlace:
		return paint{accent, paper, accent}
	case assess.Partial:
		return paint{0x9FCBD0, ink, 0x4F8E96}
	case assess.Absent:
		return paint{0xF7E6C8, ink, 0xA87A2E}
	case assess.Unknown:
		return paint{paper, ink, ink3}
	case assess.Inapplicable:
		return paint{tint, ink2, ruling}
	}
	return paint{paper, ink2, ruling}
}

// bandColour gives the colour of a bar of severity.
func bandColour(b assess.Band) colour {
	switch b {
	case assess.LowBand:
		return 0xEBCDA8
	case assess.ModerateBand:
		return 0xD0853F
	case assess.SevereBand:
		return 0x96401F
	}
	return tint
}

// chipColour gives the colour of a barrier's letter. It helps the eye in this
// one place; the name always stands beside it.
func chipColour(letter string) colour {
	switch letter {
	case "A":
		return 0x39507E
	case "B":
		return 0x8C3F2B
	case "C":
		return 0x59651C
	case "D":
		return 0x713A74
	}
	return ink2
}

// style is how a text is set: size and distance of baselines in points.
type style struct {
	size, lead float64
	bold       bool
	colour     colour
}

// The type scale. Nothing is smaller than micro.
var (
	coverTitle = style{29, 35, true, ink}
	coverName  = style{15, 20, false, ink}
	h1         = style{20, 25, true, ink}
	h2         = style{12.5, 17, true, ink}
	lead       = style{11, 16, false, ink2}
	h3         = style{9.5, 13.5, true, ink}
	body       = style{9.5, 13.5, false, ink}
	table      = style{8.5, 11.5, false, ink}
	small      = style{7.5, 10.2, false, ink2}
	micro      = style{7, 9, false, ink2}
)

// in gives the style in another colour.
func (s style) in(c colour) style { s.colour = c; return s }

// strong gives the style in bold.
func (s style) strong() style { s.bold = true; return s }

// step is the distance from baseline to baseline in mm.
func (s style) step() float64 { return s.lead * mmPerPt }

// rise is the distance from the top of a line to its baseline in mm.
func (s style) rise() float64 { return s.step()/2 + half*s.size*mmPerPt }

// centred gives the baseline that centres the capitals on y.
func (s style) centred(y float64) float64 { return y + half*s.size*mmPerPt }
