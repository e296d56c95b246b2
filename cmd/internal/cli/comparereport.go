package cli

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
	"csi/reports"
	"csi/reports/html"
	"csi/reports/pdf"
)

// compareFormats are the forms of a comparison, by the ending of the file.
var compareFormats = []string{"pdf", "html", "txt", "md", "json"}

// compared is what a comparison found out, whichever relation it is: how to
// write it for a terminal and for machines, and as a report.
type compared struct {
	docs     []*store.Document
	show     func(w io.Writer, words reports.CompareWords, o reports.TextOptions) error
	machine  func(w io.Writer) error
	document func(words reports.CompareWords) *reports.Comparison
	warning  string // id of a message; "" for none
	small    bool   // it shows a group of a few people to another one
}

// compare prints two views, then and now, or a trend, or writes it as a
// report: which of them, the files say. Wrong use is found before anything is
// read.
func (a *app) compare(names []string, o compareOptions) error {
	format, err := a.compareFormat(o)
	if err != nil {
		return err
	}
	c, err := a.relate(names)
	if err != nil {
		return err
	}
	if o.public && c.small {
		return a.uncompared(ExitFailure, "comparison.error.small", nil, "comparison.hint.small")
	}
	if p := a.phrases(); c.warning != "" {
		a.env.say(p.T("cli.warning.word") + p.T("words.colon") + p.T(c.warning))
	}
	switch {
	case o.json || format == "json" && o.output == "-":
		return c.machine(a.env.Out)
	case format != "":
		return a.compareReport(c, format, o)
	}
	words := a.compareWords(c.docs)
	words.Public = o.public
	return c.show(a.env.Out, words, a.textOptions(a.env.Width(), a.env.OutTTY))
}

// compareFormat takes the format of a report from the flag or from the ending;
// "" when the terminal is meant.
func (a *app) compareFormat(o compareOptions) (string, error) {
	if o.output == "" && o.format == "" {
		return "", nil
	}
	if o.json {
		return "", a.uncompared(ExitUsage, "comparison.error.json_output", nil, "comparison.hint.json_output")
	}
	if o.output == "" {
		o.output = "-" // a format alone means standard output
	}
	return a.formatAmong(reportOptions{output: o.output, format: o.format}, compareFormats)
}

// relate reads the files and finds out what they are to each other.
func (a *app) relate(names []string) (*compared, error) {
	var docs []*store.Document
	var sheets []assess.Sheet
	for _, name := range names {
		doc, err := a.reported(name, "")
		if err != nil {
			return nil, err
		}
		docs = append(docs, doc)
		sheets = append(sheets, assess.Sheet{Questionnaire: doc.Questionnaire, Assessment: doc.Assessment})
	}
	if len(sheets) > 2 {
		return a.relateAll(names, docs, sheets)
	}
	relation, err := assess.Relate(sheets[0], sheets[1])
	if err != nil {
		return nil, a.unrelated(err, names, sheets, 0, 1)
	}
	first, second := assess.InOrder(sheets[0], sheets[1])
	if relation == assess.ThenAndNow {
		ch := assess.CompareChange(first, second)
		return &compared{
			docs: docs,
			show: func(w io.Writer, words reports.CompareWords, o reports.TextOptions) error {
				return reports.WriteChange(w, ch, words, o)
			},
			machine:  func(w io.Writer) error { return reports.WriteChangeJSON(w, ch) },
			document: func(words reports.CompareWords) *reports.Comparison { return reports.ComparisonOfChange(ch, words) },
		}, nil
	}
	v := assess.CompareViews(first, second)
	c := &compared{
		docs: docs, small: smallGroups(first, second),
		show: func(w io.Writer, words reports.CompareWords, o reports.TextOptions) error {
			return reports.WriteViews(w, v, words, o)
		},
		machine:  func(w io.Writer) error { return reports.WriteViewsJSON(w, v) },
		document: func(words reports.CompareWords) *reports.Comparison { return reports.ComparisonOfViews(v, words) },
	}
	if v.PeriodsFarApart {
		c.warning = "compare.warning.periods"
	}
	return c, nil
}

// relateAll is relate for three and more files.
func (a *app) relateAll(names []string, docs []*store.Document, sheets []assess.Sheet) (*compared, error) {
	if x, y, err := assess.RelateAll(sheets); err != nil {
		return nil, a.unrelated(err, names, sheets, x, y)
	}
	t := assess.CompareTrend(sheets)
	return &compared{
		docs: docs,
		show: func(w io.Writer, words reports.CompareWords, o reports.TextOptions) error {
			return reports.WriteComparison(w, reports.ComparisonOfTrend(t, words), o)
		},
		machine:  func(w io.Writer) error { return reports.WriteTrendJSON(w, t) },
		document: func(words reports.CompareWords) *reports.Comparison { return reports.ComparisonOfTrend(t, words) },
	}, nil
}

// unrelated says why two of the files do not go together.
func (a *app) unrelated(err error, names []string, sheets []assess.Sheet, x, y int) error {
	var m *assess.Mismatch
	if !errors.As(err, &m) {
		return err
	}
	return a.mismatch(m, sheets[x], sheets[y], names[x], names[y])
}

// publicGroup is the number of people from which a group of one house may be
// set beside another in public (design.md section 6, groups).
const publicGroup = 5

// smallGroups reports whether two groups of one questionnaire are compared of
// which one is made of a few people, or nobody said how many: each could be
// told what the few others said. Organisations and authorities are no groups
// of people.
func smallGroups(x, y assess.Sheet) bool {
	if x.Questionnaire.ID != y.Questionnaire.ID {
		return false
	}
	for _, s := range []assess.Sheet{x, y} {
		switch s.Group() {
		case "peer", "manager", "member", "participant", "duo":
			if s.Assessment.Frame.People < publicGroup {
				return true
			}
		}
	}
	return false
}

// compareReport writes a comparison in one of the formats. The file appears
// only when it is whole.
func (a *app) compareReport(c *compared, format string, o compareOptions) error {
	var out bytes.Buffer
	if format == "json" {
		if err := c.machine(&out); err != nil {
			return err
		}
	} else {
		words := a.compareWords(c.docs)
		words.Public = o.public
		if err := a.drawComparison(&out, format, c.document(words)); err != nil {
			return err
		}
	}
	if o.output == "-" || o.output == "" {
		_, err := io.Copy(a.env.Out, &out)
		return err
	}
	if err := store.Put(o.output, out.Bytes()); err != nil {
		return fromStore(err)
	}
	a.env.say(a.phrases().T("comparison.written", phrases.V{"file": o.output}))
	named := slices.ContainsFunc(c.docs, func(d *store.Document) bool { return strings.TrimSpace(d.Assessment.Frame.Organisation) != "" })
	if named && !o.public && format != "json" {
		a.env.say(a.phrases().T("comparison.private"))
	}
	return nil
}

// drawComparison writes a comparison in a format for people.
func (a *app) drawComparison(out *bytes.Buffer, format string, c *reports.Comparison) error {
	switch format {
	case "txt":
		return reports.WriteComparison(out, c, reports.TextOptions{})
	case "md":
		return reports.WriteComparisonMarkdown(out, c)
	case "html":
		return html.WriteComparison(out, c)
	}
	info, err := pdf.WriteComparison(out, c)
	a.warnSigns(info)
	return err
}

// compareWords gives the words of a comparison, and says what is to be known
// of their language.
func (a *app) compareWords(docs []*store.Document) reports.CompareWords {
	fw := a.library().Framework(a.reportLanguage())
	told := map[string]bool{}
	for i, d := range docs {
		q := d.Questionnaire
		t := q.Translation
		switch {
		case i == 0:
			a.warnLanguage(q, fw, a.reportLanguage())
		case !told[q.ID] && (t == nil || t.Done < t.Texts || t.Stale > 0):
			a.warnLanguage(q, &assess.Framework{}, a.reportLanguage())
		}
		told[q.ID] = true
	}
	return reports.CompareWords{Phrases: a.reportPhrases(), Framework: fw}
}
