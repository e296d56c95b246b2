package html

import (
	"fmt"
	"html/template"
	"strings"
	"unicode/utf8"

	"csi/assess"
	"csi/reports"
)

// drawing collects the shapes of one picture. Lengths are the millimetres of
// look/report.md section 8.
type drawing struct{ strings.Builder }

// shape writes markup; texts among the arguments must be escaped before.
func (d *drawing) shape(format string, args ...any) { fmt.Fprintf(d, format, args...) }

// html closes the picture.
func (d *drawing) html() template.HTML { return template.HTML(d.String() + "</svg>") }

func escape(s string) string { return template.HTMLEscapeString(s) }

// The row of steps from top to bottom: label of the target, names, cells,
// counting bars, bracket.
const (
	gap      = 2.0
	nameLine = 7.2
	cellTop  = 8.8
	cellHigh = 13.0
	barTop   = cellTop + cellHigh + 1.4
	barHigh  = 2.2
	bracket  = cellTop + cellHigh + 5.4
)

// steps draws the row of steps of a stage: with words for a page, with symbols
// and short names for a phone.
func steps(r *reports.Report, b *reports.StageBlock, wide bool) template.HTML {
	width, class := 126.5, "wide"
	if !wide {
		width, class = 66, "narrow"
	}
	height := barTop + barHigh + 0.6
	if b.Reached >= 0 {
		height = bracket + 4.6
	}
	each := (width - 3*gap) / 4
	d := &drawing{}
	d.shape(`<svg class="steps %s" role="img" viewBox="0 0 %.1f %.1f"><title>%s</title>`, class, width, height, escape(b.Alt))
	for i := range b.Steps {
		x := float64(i) * (each + gap)
		name := b.Steps[i].Level
		if !wide && i < len(r.Profile.LevelsShort) {
			name = r.Profile.LevelsShort[i]
		}
		d.shape(`<text class="level" x="%.2f" y="%.1f">%s</text>`, x, nameLine, escape(name))
		d.cell(&b.Steps[i], x, each, wide)
		d.counting(&b.Steps[i], x, barTop, each)
	}
	if b.Reached >= 0 {
		end := float64(b.Reached)*(each+gap) + each
		d.shape(`<path class="line" d="M.25 %.1fV%.1fH%.2fV%.1f"/>`, bracket-1, bracket, end-0.25, bracket-1)
		d.shape(`<text class="small" x="0" y="%.1f">%s</text>`, bracket+3.6, escape(b.ReachedWord))
	}
	if b.Target >= 0 {
		d.target(r.Words.Target, float64(b.Target)*(each+gap)+each, b.Target == len(b.Steps)-1)
	}
	return d.html()
}

// cell is one step with its symbol and, where there is room, word and value.
func (d *drawing) cell(s *reports.Step, x, each float64, wide bool) {
	if s.Mark.Rating == 0 {
		return
	}
	class := state(s.Mark)
	d.shape(`<g class="cell %s"><rect x="%.2f" y="%.1f" width="%.2f" height="%.1f"/>`, class, x+.1, cellTop+.1, each-.2, cellHigh-.2)
	if class == "unknown" {
		d.shape(`<rect class="hatched" x="%.2f" y="%.1f" width="%.2f" height="%.1f"/>`, x+.1, cellTop+.1, each-.2, cellHigh-.2)
	}
	switch {
	case !wide:
		cx, cy := x+each/2, cellTop+cellHigh/2
		d.plate(class, cx-2.6, cy-2.6, 5.2, 5.2)
		d.shape(`<use href="#s-%s" x="%.2f" y="%.2f" width="4" height="4"/>`, class, cx-2, cy-2)
	default:
		d.plate(class, x+1.2, cellTop+1.9, min(each-2.4, 6.4+1.4*runes(s.Mark.Word)), 5.2)
		d.shape(`<use href="#s-%s" x="%.2f" y="%.2f" width="3" height="3"/>`, class, x+2, cellTop+3)
		d.words(s.Mark.Word, x+6, cellTop+5.4, each-7.4)
		if s.Value != "" && s.Value != s.Mark.Word {
			d.plate(class, x+1.2, cellTop+7.6, min(each-2.4, 1.6+1.4*runes(s.Value)), 4.4)
			d.words(s.Value, x+2, cellTop+10.8, each-3.4)
		}
	}
	d.shape(`</g>`)
	if s.Hollow {
		hx := x + each - 8.6
		d.shape(`<g class="hollow %s"><rect class="dashed" x="%.2f" y="%.2f" width="3.2" height="2"/><rect class="solid" x="%.2f" y="%.2f" width="3.5" height="4.4"/></g>`,
			class, hx, cellTop+8.9, hx+3.5, cellTop+6.5)
	}
}

// plate is paper under a symbol or word on hatching.
func (d *drawing) plate(class string, x, y, w, h float64) {
	if class == "unknown" {
		d.shape(`<rect class="plate" x="%.2f" y="%.2f" width="%.2f" height="%.2f"/>`, x, y, w, h)
	}
}

// words sets a text of a cell, drawn together where it would not fit.
func (d *drawing) words(s string, x, y, room float64) {
	fit := ""
	if 1.36*runes(s) > room {
		fit = fmt.Sprintf(` textLength="%.2f" lengthAdjust="spacingAndGlyphs"`, room)
	}
	d.shape(`<text x="%.2f" y="%.2f"%s>%s</text>`, x, y, fit, escape(s))
}

func runes(s string) float64 { return float64(utf8.RuneCountInString(s)) }

// counting is the bar under a step: full up to what counts, hatched over what
// may count, dashed where a step in place counts for nothing.
func (d *drawing) counting(s *reports.Step, x, y, each float64) {
	if s.Mark.Rating == 0 || s.Mark.Rating == assess.Inapplicable {
		d.shape(`<path class="hair" d="M%.2f %.2fh%.2f"/>`, x, y+barHigh/2, each)
		return
	}
	d.shape(`<rect class="track" x="%.2f" y="%.2f" width="%.2f" height="%.1f"/>`, x, y, each, barHigh)
	low, high := s.Running.Low*each, s.Running.High*each
	if s.Running.HasValue && low == high {
		low = s.Running.Value * each
		high = low
	}
	if low > 0 {
		d.shape(`<rect class="counts" x="%.2f" y="%.2f" width="%.2f" height="%.1f"/>`, x, y, low, barHigh)
	}
	if high > low {
		d.shape(`<rect class="range" x="%.2f" y="%.2f" width="%.2f" height="%.1f"/>`, x+low, y, high-low, barHigh)
	}
	if s.Hollow {
		d.shape(`<rect class="dashed" x="%.2f" y="%.2f" width="%.2f" height="%.1f"/>`, x+.15, y, each-.3, barHigh)
	}
}

// target is the line after the target step, with its word.
func (d *drawing) target(word string, right float64, last bool) {
	x := right + gap/2
	if last {
		x = right - 0.35
	}
	d.shape(`<path class="target-line" d="M%.2f 0V%.1f"/><text class="level" text-anchor="end" x="%.2f" y="2.7">%s</text>`,
		x, barTop+barHigh, x-1.1, escape(word))
}

// thirds are the ends of the bands of severity, in percent.
func thirds() []float64 { return []float64{100.0 / 3, 200.0 / 3} }

// bar draws a figure of 0 to 100 with its range. Without a value there is no
// fill and no point: a range must not look like a low result.
func bar(s reports.Span, class, alt string, ticks []float64) template.HTML {
	d := &drawing{}
	d.shape(`<svg class="bar" role="img" width="100%%" height="16"><title>%s</title><rect class="track" y="3" width="100%%" height="10"/>`, escape(alt))
	if s.HasValue {
		d.shape(`<rect class="fill %s" y="3" width="%.2f%%" height="10"/>`, class, 100*s.Value)
	}
	for _, t := range ticks {
		d.shape(`<rect class="tick" x="%.2f%%" y="1" width="1" height="14"/>`, t)
	}
	if s.High > s.Low {
		low, high := 100*s.Low, 100*s.High
		d.shape(`<rect class="range" x="%.2f%%" y="3" width="%.2f%%" height="10"/>`, low, high-low)
		d.shape(`<rect class="point" x="%.2f%%" y="1.5" width="1.5" height="13" transform="translate(%s 0)"/>`, low, shift(low))
		d.shape(`<rect class="point" x="%.2f%%" y="1.5" width="1.5" height="13" transform="translate(%s 0)"/>`, high, shift(high))
	}
	if s.HasValue {
		v := 100 * s.Value
		d.shape(`<rect class="halo" x="%.2f%%" y="0" width="6" height="16" transform="translate(%.1f 0)"/>`, v, -6*s.Value)
		d.shape(`<rect class="point" x="%.2f%%" y="0" width="3" height="16" transform="translate(%.1f 0)"/>`, v, 1.5-6*s.Value)
	}
	return d.html()
}

// shift keeps the ends of a range inside the bar.
func shift(percent float64) string { return fmt.Sprintf("%.2f", -1.5*percent/100) }

// example draws one entry of the key; the text beside it says what it is.
func example(k reports.KeyEntry) template.HTML {
	d := &drawing{}
	d.shape(`<svg class="key" aria-hidden="true" viewBox="0 0 16 9">`)
	switch {
	case k.Kind == "target":
		d.shape(`<path class="target-line" d="M8 0V9"/>`)
	case k.Kind == "reached":
		d.shape(`<path class="line" d="M.5 4V5.5H15.5V4"/>`)
	case k.Kind == "hollow":
		d.shape(`<g class="hollow"><rect class="dashed" x="4" y="4.2" width="3.2" height="2"/><rect class="solid" x="7.5" y="1.8" width="3.5" height="4.4"/></g>`)
	case k.Step != nil:
		class := state(k.Step.Mark)
		d.shape(`<g class="cell %s"><rect x=".1" y=".1" width="15.8" height="4.8"/>`, class)
		if class == "unknown" {
			d.shape(`<rect class="hatched" x=".1" y=".1" width="15.8" height="4.8"/>`)
		}
		d.plate(class, 6.2, .5, 3.6, 4)
		d.shape(`<use href="#s-%s" x="6.7" y="1.2" width="2.6" height="2.6"/></g>`, class)
		d.counting(k.Step, 0, 6.2, 16)
	}
	return d.html()
}

// squares are the sign of a horizon: one, two or three of three filled.
func squares(n int) template.HTML {
	d := &drawing{}
	d.shape(`<svg class="squares" aria-hidden="true" viewBox="0 0 9.4 3">`)
	for i := range 3 {
		class := "open"
		if i < n {
			class = "full"
		}
		d.shape(`<rect class="%s" x="%.1f" y=".2" width="2.6" height="2.6"/>`, class, 0.2+3.2*float64(i))
	}
	return d.html()
}
