// Package html draws a report as one web page: no script, no request, readable
// without a network, on paper and by a screen reader. It is the accessible twin
// of the PDF and decides nothing; the look is that of look/report.md section 11.
package html

import (
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"

	"csi/assess"
	"csi/reports"
)

//go:embed page.gohtml parts.gohtml extras.gohtml style.css extras.css
var files embed.FS

// Write draws a report as one self-contained page.
func Write(w io.Writer, r *reports.Report) error {
	var style []byte
	for _, name := range []string{"style.css", "extras.css"} {
		css, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		style = append(style, css...)
	}
	t, err := template.New("page.gohtml").Funcs(functions(r)).ParseFS(files, "page.gohtml", "parts.gohtml", "extras.gohtml")
	if err != nil {
		return err
	}
	var b strings.Builder
	if err := t.Execute(&b, view{Report: r, Style: template.CSS(style)}); err != nil {
		return err
	}
	_, err = io.WriteString(w, reports.Printable(b.String()))
	return err
}

// view is what the page template sees.
type view struct {
	*reports.Report
	Style template.CSS
}

// functions are the helpers of the templates: they turn marks and figures into
// shapes and cut texts where a part stands out.
func functions(r *reports.Report) template.FuncMap {
	return template.FuncMap{
		"state":   state,
		"report":  func() *reports.Report { return r },
		"second":  func() reports.Second { return r.Second },
		"logo":    func() template.URL { return logo(r.Logo) },
		"words":   func() reports.Words { return r.Words },
		"hollow":  func() string { return legendText(r, "hollow") },
		"target":  func() string { return legendText(r, "target") },
		"cut":     cut,
		"wide":    func(b reports.StageBlock) template.HTML { return steps(r, &b, true) },
		"narrow":  func(b reports.StageBlock) template.HTML { return steps(r, &b, false) },
		"example": example,
		"barrier": func(b reports.BarrierBar) template.HTML { return bar(b.Span, b.Band.String(), b.Alt, thirds()) },
		"plain":   func(s reports.Span, alt string) template.HTML { return bar(s, "share", alt, nil) },
		"firm": func(f reports.FirmBar) template.HTML {
			s := reports.Span{HasValue: true, Value: f.Value, Low: f.Value, High: f.Value}
			return bar(s, "firm", f.Name+r.Words.Colon+f.Text, []float64{50, 75})
		},
		"squares": squares,
		"grouped": grouped,
		"named":   newNamed,
		"rated":   func(c reports.ExplainedCell) reports.Mark { return reports.Mark{Rating: c.Rating, Word: c.Text} },
	}
}

// logo gives a picture as an address that holds it; "" for none. The picture
// was made anew by the report, so nothing of a stranger's file is in it.
func logo(l *reports.Logo) template.URL {
	if l == nil {
		return ""
	}
	return template.URL("data:image/" + l.Type + ";base64," + base64.StdEncoding.EncodeToString(l.Data))
}

// state names the class and the symbol of a rating.
func state(m reports.Mark) string {
	if m.Rating == assess.Inapplicable {
		return "na"
	}
	return m.Rating.String()
}

// legendText takes a word from the legend; "" where there is none.
func legendText(r *reports.Report, kind string) string {
	for _, l := range r.Legend {
		if l.Kind == kind {
			return l.Text
		}
	}
	return ""
}

// cut parts a text at the words that are set in bold: before, bold, after.
func cut(text, bold string) [3]string {
	before, after, found := strings.Cut(text, bold)
	if bold == "" || !found {
		return [3]string{text}
	}
	return [3]string{before, bold, after}
}

// named is a table with its caption.
type named struct {
	Name  string
	Table *reports.ExplainedTable
}

func newNamed(t any, name string) (named, error) {
	switch t := t.(type) {
	case *reports.ExplainedTable:
		return named{name, t}, nil
	case reports.ExplainedTable:
		return named{name, &t}, nil
	}
	return named{}, fmt.Errorf("draw a table: found %T", t)
}

// group is a key with what is said about it.
type group struct {
	Key    string
	Values []string
}

// grouped puts facts without a key under the one before.
func grouped(facts []reports.ExplainedFact) []group {
	var out []group
	for _, f := range facts {
		if n := len(out); f.Key == "" && n > 0 {
			out[n-1].Values = append(out[n-1].Values, f.Value)
			continue
		}
		out = append(out, group{f.Key, []string{f.Value}})
	}
	return out
}
