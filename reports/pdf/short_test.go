package pdf

import (
	"math/rand/v2"
	"strings"
	"testing"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// shortened gives the two pages of an assessment in a language.
func shortened(tb testing.TB, lang string, doc *store.Document, public bool) *reports.Report {
	tb.Helper()
	l, err := questionnaires.Load(doc.Questionnaire.ID, lang)
	if err != nil {
		tb.Fatal(err)
	}
	fw := questionnaires.Framework(lang)
	return reports.Build(reports.Input{
		Questionnaire: l.Questionnaire,
		Assessment:    doc.Assessment,
		Profile:       assess.NewProfile(l.Questionnaire, doc.Assessment, fw.Targets),
		Framework:     fw,
		Sources:       questionnaires.Sources(),
		Phrases:       phrases.New(lang),
		Options:       reports.Options{Public: public, Short: true},
	})
}

// answers are ways to fill a questionnaire: the edges, and chance.
func answers() map[string]func(*assess.Item) assess.Response {
	all := map[string]func(*assess.Item) assess.Response{
		"nothing":    func(*assess.Item) assess.Response { return assess.Response{} },
		"dont know":  func(*assess.Item) assess.Response { return assess.Response{State: assess.DontKnow} },
		"none apply": func(*assess.Item) assess.Response { return assess.Response{State: assess.NotApplicable, Reason: "None."} },
		"lowest":     answered(0),
		"highest":    func(it *assess.Item) assess.Response { return answered(it.Max())(it) },
	}
	chance := rand.New(rand.NewPCG(1, 2))
	for _, name := range []string{"chance 1", "chance 2", "chance 3"} {
		all[name] = func(it *assess.Item) assess.Response {
			switch n := chance.IntN(10); {
			case n == 0:
				return assess.Response{State: assess.NotApplicable, Reason: "None."}
			case n < 3:
				return assess.Response{State: assess.DontKnow}
			}
			return assess.Response{State: assess.Answered, Value: chance.IntN(it.Max() + 1)}
		}
	}
	return all
}

// shortCases are all built-in questionnaires, filled in every way.
func shortCases(tb testing.TB) map[string]*store.Document {
	tb.Helper()
	out := map[string]*store.Document{}
	frame := readCase(tb, "harbour-outreach").Assessment.Frame
	for _, q := range questionnaires.List() {
		l, err := questionnaires.Load(q.ID, "")
		if err != nil {
			tb.Fatal(err)
		}
		for name, with := range answers() {
			a := &assess.Assessment{Questionnaire: assess.Ref{ID: q.ID, Version: l.Questionnaire.Version}, Frame: frame, Responses: map[string]assess.Response{}}
			a.Frame.Group = l.Questionnaire.Groups[0]
			for _, it := range l.Questionnaire.Items() {
				a.Responses[it.ID] = with(it)
			}
			out[q.ID+", "+name] = &store.Document{Questionnaire: l.Questionnaire, Assessment: a}
		}
		one := &assess.Assessment{Questionnaire: assess.Ref{ID: q.ID, Version: l.Questionnaire.Version}, Frame: frame}
		one.Responses = map[string]assess.Response{l.Questionnaire.Items()[0].ID: {State: assess.Answered, Value: 2}}
		out[q.ID+", one response"] = &store.Document{Questionnaire: l.Questionnaire, Assessment: one}
	}
	return out
}

// Two pages, whatever was answered, in every language; nothing on the second
// is cut, and it is not left half empty while steps wait.
func TestShort_twoPages(t *testing.T) {
	t.Parallel()
	for name, doc := range shortCases(t) {
		for _, lang := range languages {
			r := shortened(t, lang, doc, false)
			b := checkPages(t, r)
			if len(b.pages) != 2 {
				t.Errorf("%s, %s: %d pages, want 2", name, lang, len(b.pages))
			}
			y := b.drawing().steps(r.Short, shortFits()[0], r.Words)
			shown := 0
			for _, side := range r.Short.Sides {
				shown = max(shown, len(side.Rows))
			}
			t.Logf("%s %s: %d a side, ends at %.0f", name, lang, shown, y)
			if y > bottom {
				t.Errorf("%s, %s: the second page ends at %.0f, so that texts are cut", name, lang, y)
			}
			_ = strings.Contains
		}
	}
}
