package html

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"csi/reports"
)

//go:embed compare.gohtml compare.css
var compareFiles embed.FS

// WriteComparison draws a comparison as one self-contained page, under the
// promises of Write.
func WriteComparison(w io.Writer, c *reports.Comparison) error {
	var style []byte
	for _, name := range []string{"style.css", "compare.css"} {
		data, err := files.ReadFile(name)
		if err != nil {
			data, err = compareFiles.ReadFile(name)
		}
		if err != nil {
			return err
		}
		style = append(style, data...)
	}
	t, err := template.New("compare.gohtml").Funcs(functions(&reports.Report{Words: c.Words})).Funcs(template.FuncMap{
		"comparison": func() *reports.Comparison { return c },
		"side":       func(i int) template.HTML { return sideSign(i) },
		"dumbbell":   func(v reports.ViewsPicture, r reports.ViewsRow) template.HTML { return dumbbell(&v, &r) },
		"panel": func(p reports.TrendPanels, t reports.TrendPanel) template.HTML {
			return panel(&p, &t, c.Words.NotApplicable)
		},
		"axis":  axisNames,
		"first": func(i int) bool { return i == 0 },
	}).ParseFS(files, "parts.gohtml")
	if err == nil {
		t, err = t.ParseFS(compareFiles, "compare.gohtml")
	}
	if err != nil {
		return err
	}
	var b strings.Builder
	if err := t.Execute(&b, compareView{Comparison: c, Style: template.CSS(style)}); err != nil {
		return err
	}
	_, err = io.WriteString(w, reports.Printable(b.String()))
	return err
}

// compareView is what the template of a comparison sees.
type compareView struct {
	*reports.Comparison
	Style template.CSS
}

// sideSign is the mark of a side beside its name, which follows.
func sideSign(i int) template.HTML {
	d := &drawing{}
	d.shape(`<svg class="side-sign" aria-hidden="true" viewBox="-2 -2 4 4">`)
	d.viewMark(0, 0, i)
	return d.html()
}

// The row of two views: what is off the scale, the scale, room for a figure.
const (
	viewScale = 11.0
	viewWide  = 68.0
	viewAll   = 86.0
	viewHigh  = 7.0
)

// viewMark draws the mark of a side: a disc, or a square.
func (d *drawing) viewMark(x, y float64, side int) {
	if side == 0 {
		d.shape(`<circle class="view-a" cx="%.2f" cy="%.2f" r="1.7"/>`, x, y)
		return
	}
	d.shape(`<rect class="view-b" x="%.2f" y="%.2f" width="3.06" height="3.06"/>`, x-1.53, y-1.53)
}

// dumbbell draws one matter as two sides see it.
func dumbbell(v *reports.ViewsPicture, r *reports.ViewsRow) template.HTML {
	d := &drawing{}
	y := viewHigh / 2
	d.shape(`<svg class="dumbbell" role="img" viewBox="0 0 %.0f %.0f"><title>%s</title>`, viewAll, viewHigh, escape(r.Alt))
	at := func(v float64) float64 { return viewScale + viewWide*min(1, max(0, v)) }
	d.shape(`<path class="scale" d="M%.2f %.2fH%.2f`, viewScale, y, viewScale+viewWide)
	steps := max(1, len(v.Axis)-1)
	if v.Thirds {
		steps = len(v.Axis)
	}
	for i := range steps + 1 {
		d.shape(`M%.2f %.2fv1.6`, at(float64(i)/float64(steps)), y-0.8)
	}
	d.shape(`"/>`)
	for i, dot := range []reports.ViewsDot{r.A, r.B} {
		d.offScale(3+4.3*float64(i), y, i, &dot)
		if dot.High > dot.Low {
			top := y - 2.9
			if i == 1 {
				top = y + 1.5
			}
			d.shape(`<rect class="view-range-%c" x="%.2f" y="%.2f" width="%.2f" height="1.4"/>`, 'a'+rune(i), at(dot.Low), top, at(dot.High)-at(dot.Low))
		}
	}
	a, z := at(r.A.At), at(r.B.At)
	switch {
	case r.A.Known && r.B.Known && a-z < 0.01 && z-a < 0.01:
		d.shape(`<rect class="same" x="%.2f" y="%.2f" width="3.4" height="3.4"/><circle class="view-a" cx="%.2f" cy="%.2f" r="1.2"/>`, a-1.7, y-1.7, a, y)
		d.figure(a, y, r.A.Figure, false)
		return d.html()
	case r.A.Known && r.B.Known:
		d.shape(`<path class="between" d="M%.2f %.2fH%.2f"/>`, a, y, z)
	}
	if r.B.Known {
		d.viewMark(z, y, 1)
		d.figure(z, y, r.B.Figure, r.A.Known && z < a)
	}
	if r.A.Known {
		d.viewMark(a, y, 0)
		d.figure(a, y, r.A.Figure, r.B.Known && a < z)
	}
	return d.html()
}

// axisNames sets the names of the scale over its marks; the two ends stay
// within the picture.
func axisNames(v reports.ViewsPicture) template.HTML {
	d := &drawing{}
	d.shape(`<svg class="marks" aria-hidden="true" viewBox="0 0 %.0f 4">`, viewAll)
	n := len(v.Axis)
	pitch, offset := viewWide/float64(max(1, n-1)), 0.0
	if v.Thirds {
		pitch = viewWide / float64(n)
		offset = pitch / 2
	}
	for i, name := range v.Axis {
		if pitch < 14 && i > 0 && i < n-1 {
			continue // no room for the names between the ends
		}
		x, fit := viewScale+offset+pitch*float64(i), ""
		wide := 1.36 * runes(name)
		if room := max(pitch, 14) - 1; wide > room {
			wide, fit = room, fmt.Sprintf(` textLength="%.2f" lengthAdjust="spacingAndGlyphs"`, room)
		}
		x = min(max(x, wide/2), viewAll-wide/2)
		d.shape(`<text text-anchor="middle" x="%.2f" y="3"%s>%s</text>`, x, fit, escape(name))
	}
	return d.html()
}

// offScale draws a question mark in the mark of the side, or a dash.
func (d *drawing) offScale(x, y float64, side int, dot *reports.ViewsDot) {
	class := 'a' + rune(side)
	switch {
	case dot.Aside:
		d.shape(`<path class="view-line-%c" d="M%.2f %.2fh3"/>`, class, x-1.5, y)
	case dot.Unknown && side == 0:
		d.shape(`<circle class="view-line-%c" cx="%.2f" cy="%.2f" r="1.7"/>`, class, x, y)
	case dot.Unknown:
		d.shape(`<rect class="view-line-%c" x="%.2f" y="%.2f" width="3.4" height="3.4"/>`, class, x-1.7, y-1.7)
	}
	if dot.Unknown {
		d.shape(`<g class="view-text-%c"><use href="#s-unknown" x="%.2f" y="%.2f" width="2.2" height="2.2"/></g>`, class, x-1.1, y-1.2)
	}
}

// figure sets a whole number beside a mark.
func (d *drawing) figure(x, y float64, s string, before bool) {
	if s == "" {
		return
	}
	anchor := "start"
	if before {
		anchor, x = "end", x-2.4
	} else {
		x += 2.4
	}
	d.shape(`<text class="figure-text" text-anchor="%s" x="%.2f" y="%.2f">%s</text>`, anchor, x, y+0.95, escape(s))
}

// The picture of a small multiple.
const (
	panelWide = 51.0
	panelHigh = 36.0
	plotLeft  = 6.0
	plotTop   = 5.0
	plotHigh  = 24.0
)

// panel draws one line over the dates. The words under it have all figures.
func panel(p *reports.TrendPanels, t *reports.TrendPanel, notApplicable string) template.HTML {
	d := &drawing{}
	class := "more"
	if p.Worse {
		class = "worse"
	}
	d.shape(`<svg class="panel %s" role="img" viewBox="0 0 %.0f %.0f"><title>%s</title>`, class, panelWide, panelHigh, escape(t.Alt))
	wide := panelWide - plotLeft
	high := func(v float64) float64 { return plotTop + plotHigh - plotHigh*min(1, max(0, v)) }
	for i, name := range p.Axis {
		y := high(float64(i) / float64(max(1, len(p.Axis)-1)))
		d.shape(`<path class="grid-line" d="M%.2f %.2fh%.2f"/><text class="axis-text" text-anchor="end" x="%.2f" y="%.2f">%s</text>`, plotLeft, y, wide, plotLeft-1.2, y+0.9, escape(name))
	}
	for i, date := range p.Dates {
		anchor, x := "start", plotLeft
		if i > 0 {
			anchor, x = "end", panelWide
		}
		d.shape(`<text class="axis-text" text-anchor="%s" x="%.2f" y="%.2f">%s</text>`, anchor, x, plotTop+plotHigh+4, escape(date))
	}
	if !d.course(t, wide, high) {
		d.shape(`<text class="axis-text" text-anchor="middle" x="%.2f" y="%.2f">%s</text>`, plotLeft+wide/2, plotTop+plotHigh/2, escape(notApplicable))
	}
	return d.html()
}

// course draws ranges, line, points and the labels at both ends; false when
// nothing applied at any date.
func (d *drawing) course(t *reports.TrendPanel, wide float64, high func(float64) float64) bool {
	at := func(p reports.TrendPoint) float64 { return plotLeft + 2 + (wide-4)*p.When }
	any := false
	for i, p := range t.Points {
		any = any || p.Asked
		if p.Asked && p.Span.High > p.Span.Low {
			d.shape(`<rect class="range" x="%.2f" y="%.2f" width="2.4" height="%.2f"/>`, at(p)-1.2, high(p.Span.High), high(p.Span.Low)-high(p.Span.High))
		}
		if i == 0 || !p.Asked || !p.Span.HasValue {
			continue
		}
		if q := t.Points[i-1]; q.Asked && q.Span.HasValue {
			d.shape(`<path class="course" d="M%.2f %.2fL%.2f %.2f"/>`, at(q), high(q.Span.Value), at(p), high(p.Span.Value))
		}
	}
	for _, p := range t.Points {
		if p.Asked && p.Span.HasValue {
			d.shape(`<circle class="course-point" cx="%.2f" cy="%.2f" r="1.2"/>`, at(p), high(p.Span.Value))
		}
	}
	n := len(t.Points)
	for _, i := range []int{n - 1, 0} {
		p := t.Points[i]
		if !p.Asked || p.Label == "" {
			continue
		}
		v := max(p.Span.Value, p.Span.High)
		anchor, x := "end", panelWide
		if i == 0 {
			anchor, x = "start", plotLeft
		}
		fit := ""
		if room := wide/2 - 1; 1.36*runes(p.Label) > room {
			fit = fmt.Sprintf(` textLength="%.2f" lengthAdjust="spacingAndGlyphs"`, room)
		}
		d.shape(`<text class="point-text" text-anchor="%s" x="%.2f" y="%.2f"%s>%s</text>`, anchor, x, high(v)-2.1, fit, escape(p.Label))
	}
	return any
}
