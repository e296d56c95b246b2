package html

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"csi/assess"
	"csi/reports"
)

//go:embed benchmark.gohtml benchmark.css
var benchmarkFiles embed.FS

// WriteBenchmark draws the report of a collection as one self-contained page,
// under the promises of Write.
func WriteBenchmark(w io.Writer, r *reports.BenchmarkReport) error {
	v := benchmarkView{BenchmarkReport: r}
	for _, f := range []struct {
		name string
		from embed.FS
	}{{"style.css", files}, {"compare.css", compareFiles}, {"benchmark.css", benchmarkFiles}} {
		data, err := f.from.ReadFile(f.name)
		if err != nil {
			return err
		}
		v.Style += template.CSS(data)
	}
	t, err := template.New("benchmark.gohtml").Funcs(functions(&reports.Report{Words: r.Words})).Funcs(template.FuncMap{
		"comparison": func() *reports.Comparison { return &reports.Comparison{} },
		"side":       sideSign,
		"dumbbell":   func(v reports.ViewsPicture, r reports.ViewsRow) template.HTML { return dumbbell(&v, &r) },
		"panel":      func(p reports.TrendPanels, t reports.TrendPanel) template.HTML { return panel(&p, &t, "") },
		"axis":       axisNames,
		"first":      func(i int) bool { return i == 0 },
		"cellbar":    func(c reports.CellCount) template.HTML { return stretchBar(c.Bar, 34, c.Alt, true) },
		"sharebar":   func(r reports.ShareRow) template.HTML { return stretchBar(r.Bar, 126, "", false) },
		"countbar":   countBar,
		"keybox":     keyBox,
	}).ParseFS(files, "parts.gohtml")
	if err == nil {
		t, err = t.ParseFS(compareFiles, "compare.gohtml")
	}
	if err == nil {
		t, err = t.ParseFS(benchmarkFiles, "benchmark.gohtml")
	}
	if err != nil {
		return err
	}
	var b strings.Builder
	if err := t.ExecuteTemplate(&b, "benchmark.gohtml", v); err != nil {
		return err
	}
	_, err = io.WriteString(w, reports.Printable(b.String()))
	return err
}

// benchmarkView is what the template of a benchmark sees.
type benchmarkView struct {
	*reports.BenchmarkReport
	Style template.CSS
}

// stretchHigh is the height of a bar in its picture.
const stretchHigh = 7.0

// shadeClass names the class of a shade; unknown and not shown are hatched.
func shadeClass(s reports.Shade) string {
	if s == reports.Shade(assess.Inapplicable.String()) {
		return "sh-na"
	}
	return "sh-" + string(s)
}

// stretchBar draws a bar. With a sentence it is a picture by itself and shows
// the symbols of ratings; without, the words below say the same, and counts
// stand in it where there is room.
func stretchBar(bar []reports.Stretch, wide float64, alt string, symbols bool) template.HTML {
	d := &drawing{}
	if alt != "" {
		d.shape(`<svg class="stretch" role="img" viewBox="0 0 %.0f %.1f"><title>%s</title>`, wide, stretchHigh, escape(alt))
	} else {
		d.shape(`<svg class="stretch" aria-hidden="true" viewBox="0 0 %.0f %.1f">`, wide, stretchHigh)
	}
	for _, s := range bar {
		x, w := wide*s.From, wide*(s.To-s.From)
		class := shadeClass(s.Shade)
		d.shape(`<g class="%s"><rect x="%.2f" y=".1" width="%.2f" height="%.1f"/>`, class, x+0.1, max(0.1, w-0.2), stretchHigh-0.2)
		if s.Shade == "unknown" || s.Shade == reports.ShadeHidden {
			d.shape(`<rect class="lines" x="%.2f" y=".1" width="%.2f" height="%.1f"/>`, x+0.1, max(0.1, w-0.2), stretchHigh-0.2)
		}
		middle := x + w/2
		switch {
		case symbols && s.Mark.Rating != 0 && w > 5:
			if s.Shade == "unknown" {
				d.shape(`<rect class="plate" x="%.2f" y="1.5" width="3.4" height="4"/>`, middle-1.7)
			}
			d.shape(`<use href="#s-%s" x="%.2f" y="%.2f" width="2.4" height="2.4"/>`, state(s.Mark), middle-1.2, stretchHigh/2-1.2)
		case !symbols && s.Figure != "" && 1.7*runes(s.Figure)+1.6 < w:
			if s.Shade == "unknown" {
				d.shape(`<rect class="plate" x="%.2f" y="1.6" width="%.2f" height="3.8"/>`, middle-0.85*runes(s.Figure)-0.5, 1.7*runes(s.Figure)+1)
			}
			d.shape(`<text text-anchor="middle" x="%.2f" y="%.2f">%s</text>`, middle, stretchHigh/2+1, escape(s.Figure))
		}
		d.shape(`</g>`)
	}
	return d.html()
}

// countBar draws how many of all there are; the figure beside it says so.
func countBar(c reports.CountBar) template.HTML {
	d := &drawing{}
	d.shape(`<svg class="stretch" aria-hidden="true" viewBox="0 0 50 3"><rect class="track" width="50" height="3"/>`)
	if c.Share > 0 {
		d.shape(`<rect class="count" width="%.2f" height="3"/>`, 50*min(1, c.Share))
	}
	if c.Open > 0 {
		d.shape(`<g class="sh-hidden"><rect width="%.2f" height="3"/><rect class="lines" width="%.2f" height="3"/></g>`, 50*min(1, c.Open), 50*min(1, c.Open))
	}
	return d.html()
}

// keyBox draws the mark of a shade; its word follows.
func keyBox(k reports.ShadeKey) template.HTML {
	if k.Mark.Rating != 0 {
		return template.HTML(fmt.Sprintf(`<span class="box %s"><svg class="s" aria-hidden="true" focusable="false"><use href="#s-%s"/></svg></span>`, state(k.Mark), state(k.Mark)))
	}
	d := &drawing{}
	d.shape(`<svg class="keybox" aria-hidden="true" viewBox="0 0 5 4"><g class="%s"><rect x=".1" y=".1" width="4.8" height="3.8"/>`, shadeClass(k.Shade))
	if k.Shade == reports.ShadeHidden {
		d.shape(`<rect class="lines" x=".1" y=".1" width="4.8" height="3.8"/>`)
	}
	d.shape(`</g>`)
	return d.html()
}
