package html

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"math"
	"strings"

	"csi/reports"
)

//go:embed workshop.gohtml agreed.gohtml workshop.css
var workshopFiles embed.FS

// WriteWorkshop draws the report of a workshop as one self-contained page,
// under the promises of Write.
func WriteWorkshop(w io.Writer, r *reports.Workshop) error {
	v := workshopView{Workshop: r}
	for _, f := range []struct {
		name string
		from embed.FS
	}{{"style.css", files}, {"compare.css", compareFiles}, {"workshop.css", workshopFiles}} {
		data, err := f.from.ReadFile(f.name)
		if err != nil {
			return err
		}
		v.Style += template.CSS(data)
	}
	for i := range r.Pages {
		x := pageView{WorkshopPart: &r.Pages[i]}
		if m := r.Pages[i].RoadMap; m != nil {
			body, err := roadMapBody(m, r.Pages[i].ID)
			if err != nil {
				return err
			}
			x.Body = body
		}
		v.Parts = append(v.Parts, x)
	}
	t, err := workshopTemplates(r)
	if err != nil {
		return err
	}
	var b strings.Builder
	if err := t.Execute(&b, v); err != nil {
		return err
	}
	_, err = io.WriteString(w, reports.Printable(b.String()))
	return err
}

// workshopTemplates are the templates of a report and of a comparison with
// those of a workshop. Sides are those of the part that is drawn.
func workshopTemplates(r *reports.Workshop) (*template.Template, error) {
	current := r.Comparison
	t, err := template.New("workshop.gohtml").Funcs(functions(&reports.Report{Words: r.Words})).Funcs(template.FuncMap{
		"comparison": func() *reports.Comparison { return &current },
		"begin": func(p pageView) string {
			current.Sides = p.SideNames
			return ""
		},
		"number":   func(i int) int { return i + 1 },
		"side":     sideSign,
		"dumbbell": func(v reports.ViewsPicture, r reports.ViewsRow) template.HTML { return dumbbell(&v, &r) },
		"panel": func(p reports.TrendPanels, t reports.TrendPanel) template.HTML {
			return panel(&p, &t, r.Words.NotApplicable)
		},
		"axis":  axisNames,
		"first": func(i int) bool { return i == 0 },
		"field": fieldPicture,
		"dots":  dots,
	}).ParseFS(files, "parts.gohtml")
	if err == nil {
		t, err = t.ParseFS(compareFiles, "compare.gohtml")
	}
	if err == nil {
		t, err = t.ParseFS(workshopFiles, "workshop.gohtml")
	}
	return t, err
}

// workshopView is what the template of a workshop sees.
type workshopView struct {
	*reports.Workshop
	Style template.CSS
	Parts []pageView
}

// pageView is one part; Body is a road map that is drawn already.
type pageView struct {
	*reports.WorkshopPart
	Body template.HTML
}

// roadMapBody draws what a group agreed on. Its parts have names of their own,
// so that two road maps can stand on one page.
func roadMapBody(m *reports.Report, id string) (template.HTML, error) {
	t, err := template.New("agreed.gohtml").Funcs(functions(m)).ParseFS(files, "parts.gohtml")
	if err == nil {
		t, err = t.ParseFS(workshopFiles, "agreed.gohtml")
	}
	if err != nil {
		return "", err
	}
	var b strings.Builder
	if err := t.Execute(&b, m); err != nil {
		return "", err
	}
	return template.HTML(strings.ReplaceAll(b.String(), `<section id="`, `<section id="`+id+`-`)), nil
}

// The field of agreement and result, in millimetres.
const (
	fieldLeft = 9.0
	fieldTop  = 2.0
	fieldWide = 119.0
	fieldHigh = 104.0
)

// fieldPicture draws the four fields; the list below it says the same.
func fieldPicture(f reports.FieldPicture) template.HTML {
	d := &drawing{}
	d.shape(`<svg class="field" role="img" viewBox="0 0 132 119"><title>%s</title>`, escape(f.Alt))
	cutX, cutY := fieldLeft+fieldWide*f.CutX, fieldTop+fieldHigh*(1-f.CutY)
	d.shape(`<rect class="act" x="%.2f" y="%.2f" width="%.2f" height="%.2f"/>`, cutX, cutY, fieldLeft+fieldWide-cutX, fieldTop+fieldHigh-cutY)
	d.shape(`<path class="cut" d="M%.2f %.2fH%.2fV%.2fH%.2fZM%.2f %.2fV%.2fM%.2f %.2fH%.2f"/>`, fieldLeft, fieldTop, fieldLeft+fieldWide, fieldTop+fieldHigh, fieldLeft,
		cutX, fieldTop, fieldTop+fieldHigh, fieldLeft, cutY, fieldLeft+fieldWide)
	for i, c := range f.Corners {
		x, anchor, y := fieldLeft+2, "start", fieldTop+5.0
		room := cutX - fieldLeft - 4
		if i%2 == 1 {
			x, anchor, room = fieldLeft+fieldWide-2, "end", fieldLeft+fieldWide-cutX-4
		}
		if i >= 2 {
			y = fieldTop + fieldHigh - 6.4
		}
		d.shape(`<text class="corner" text-anchor="%s" x="%.2f" y="%.2f"%s>%s</text>`, anchor, x, y, squeezed(c.Name, 1.9, room), escape(c.Name))
		d.shape(`<text class="axis-text" text-anchor="%s" x="%.2f" y="%.2f"%s>%s</text>`, anchor, x, y+4, squeezed(c.Advice, 1.4, room), escape(c.Advice))
	}
	for _, t := range []struct {
		v    float64
		text string
	}{{0, "0"}, {f.CutY, "67"}, {1, "100"}} {
		d.shape(`<text class="axis-text" text-anchor="end" x="%.2f" y="%.2f">%s</text>`, fieldLeft-1.2, fieldTop+fieldHigh*(1-t.v)+1, t.text)
	}
	for _, t := range []struct {
		v    float64
		text string
	}{{0, "0"}, {f.CutX, "60"}, {1, "100"}} {
		d.shape(`<text class="axis-text" text-anchor="middle" x="%.2f" y="%.2f">%s</text>`, fieldLeft+fieldWide*t.v, fieldTop+fieldHigh+4, t.text)
	}
	d.shape(`<text class="axis-text" text-anchor="middle" x="%.2f" y="%.2f">%s</text>`, fieldLeft+fieldWide/2, fieldTop+fieldHigh+8.6, escape(f.Across))
	d.fieldPoints(&f)
	return d.html()
}

// squeezed draws a text together where it would not fit into room.
func squeezed(s string, each, room float64) string {
	if each*runes(s) <= room {
		return ""
	}
	return fmt.Sprintf(` textLength="%.2f" lengthAdjust="spacingAndGlyphs"`, room)
}

// fieldPoints draws the points with a letter, or a number that stands in the
// list.
func (d *drawing) fieldPoints(f *reports.FieldPicture) {
	for i, p := range f.Points {
		x, y := fieldLeft+fieldWide*math.Min(1, math.Max(0, p.X)), fieldTop+fieldHigh*(1-math.Min(1, math.Max(0, p.Y)))
		if p.Letter != "" {
			d.shape(`<g class="mark-%s"><rect x="%.2f" y="%.2f" width="4.8" height="4.8"/><text text-anchor="middle" x="%.2f" y="%.2f">%s</text></g>`,
				p.Letter, x-2.4, y-2.4, x, y+1.15, p.Letter)
			continue
		}
		d.shape(`<g class="mark"><circle cx="%.2f" cy="%.2f" r="2.6"/><text text-anchor="middle" x="%.2f" y="%.2f">%d</text></g>`, x, y, x, y+1.1, i+1)
	}
}

// dots draws one dot for each person, three in a row; a bar where they are
// many.
func dots(s reports.DotStrips, n, column int) template.HTML {
	d := &drawing{}
	class := "dot"
	if column >= s.Values {
		class = "ring"
	}
	if s.Bars {
		most := 1
		for _, r := range s.Rows {
			for _, c := range r.Counts {
				most = max(most, c)
			}
		}
		d.shape(`<svg class="people" aria-hidden="true" viewBox="0 0 10 10"><rect class="%s-bar" x="1" y="%.2f" width="8" height="%.2f"/>`, class, 10-10*float64(n)/float64(most), 10*float64(n)/float64(most))
		return d.html()
	}
	rows := max(1, (n+2)/3)
	d.shape(`<svg class="people" aria-hidden="true" viewBox="0 0 10 %.1f">`, 3.2*float64(rows))
	for i := range n {
		row := i / 3
		in := min(3, n-3*row)
		d.shape(`<circle class="%s" cx="%.2f" cy="%.2f" r="1.2"/>`, class, 5+3.2*(float64(i%3)-float64(in-1)/2), 3.2*float64(rows-row)-1.6)
	}
	return d.html()
}
