package docx

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"csi/assess"
	"csi/reports"
)

// colour is 0xRRGGBB; the zero value leaves the colour to the style.
type colour uint32

func (c colour) hex() string { return fmt.Sprintf("%06X", uint32(c)) }

// The colours of look/report.md section 4. Petrol is involvement (more is
// better), rust is barriers (more is worse); the two never mix.
const (
	paper  colour = 0xFFFFFF
	ink    colour = 0x16202A
	ink2   colour = 0x46525E
	ink3   colour = 0x66717C
	ruling colour = 0xC6CDD3
	edge   colour = 0x7D8891 // lines to write on
	tint   colour = 0xF1F4F5
	accent colour = 0x0E5A6B
	warn   colour = 0x96401F
	hatch  colour = 0xB4BCC3
)

// shade fills a cell: plainly, or hatched with lines over the fill.
type shade struct{ fill, lines colour }

// paint is how a rating looks: its fill and what is written on it.
type paint struct {
	shade
	on colour
}

// paintOf gives the colours of a rating. What is not known is hatched, never
// filled: it must not look like a result.
func paintOf(r assess.Rating) paint {
	switch r {
	case assess.InPlace:
		return paint{shade{fill: accent}, paper}
	case assess.Partial:
		return paint{shade{fill: 0x9FCBD0}, ink}
	case assess.Absent:
		return paint{shade{fill: 0xF7E6C8}, ink}
	case assess.Unknown:
		return paint{shade{fill: paper, lines: hatch}, ink}
	case assess.Inapplicable:
		return paint{shade{fill: tint}, ink2}
	}
	return paint{shade{}, ink2}
}

// bandColour gives the colour of a bar of severity.
func bandColour(b assess.Band) colour {
	switch b {
	case assess.LowBand:
		return 0xEBCDA8
	case assess.ModerateBand:
		return 0xD0853F
	case assess.SevereBand:
		return warn
	}
	return tint
}

// chipColour gives the colour of a barrier's letter.
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

// sign is the symbol of a rating (look/report.md section 5). The word always
// stands beside it.
func sign(r assess.Rating) string {
	switch r {
	case assess.InPlace:
		return "●"
	case assess.Partial:
		return "◐"
	case assess.Absent:
		return "○"
	case assess.Unknown:
		return "?"
	case assess.Inapplicable:
		return "–"
	}
	return ""
}

// noBreak joins a symbol and its word.
const noBreak = "\u00A0"

// joined keeps a short text on one line.
func joined(s string) string {
	if utf8.RuneCountInString(s) > 24 {
		return s
	}
	return strings.ReplaceAll(s, " ", noBreak)
}

// on writes a mark into a cell of its colours: symbol and word. On hatching
// the text gets paper behind it.
func on(m reports.Mark) []run {
	p := paintOf(m.Rating)
	return []run{
		{text: sign(m.Rating), style: "Symbol", colour: p.on, fill: p.plate()},
		{text: noBreak + m.Word, bold: true, colour: p.on, fill: p.plate()},
	}
}

// plate is what stands behind a text on hatching.
func (p paint) plate() colour {
	if p.lines != 0 {
		return paper
	}
	return 0
}

// chip writes a text with the symbol and the colours of a rating.
func chip(r assess.Rating, text string) []run {
	if text == "" {
		return nil
	}
	p := paintOf(r)
	return []run{
		{text: " ", colour: p.on, fill: p.fill},
		{text: sign(r), style: "Symbol", colour: p.on, fill: p.fill},
		{text: noBreak + joined(text) + noBreak, colour: p.on, fill: p.fill},
	}
}

// signed puts the symbol of a mark before a text, with a tab between.
func signed(m reports.Mark, text []run) []run {
	return append([]run{{text: sign(m.Rating), style: "Symbol"}, {tab: true}}, text...)
}

// letter writes the letter of a barrier on its colour.
func letter(l string) run {
	return run{text: " " + l + " ", bold: true, colour: paper, fill: chipColour(l)}
}
