package pdf

import (
	"math/rand/v2"
	"strconv"
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
		"nothing":   func(*assess.Item) assess.Response { return assess.Response{} },
		"dont know": func(*assess.Item) assess.Response { return assess.Response{State: assess.DontKnow} },
		"none apply": func(*assess.Item) assess.Response {
			return assess.Response{State: assess.NotApplicable, Reason: "None."}
		},
		"lowest":  answered(0),
		"highest": func(it *assess.Item) assess.Response { return answered(it.Max())(it) },
	}
	chance := rand.New(rand.NewPCG(1, 2))
	for _, name := range []string{"chance 1", "chance 2"} {
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
			y, most := b.drawing().steps(r.Short, shortFits()[0], r.Words), 0
			if y > bottom {
				t.Errorf("%s, %s: the second page ends at %.0f, so that texts are cut", name, lang, y)
			}
			shown, all := 0, 0
			for _, side := range r.Short.Sides {
				shown += len(side.Rows)
				most = max(most, len(side.Rows))
			}
			for _, m := range r.RoadMaps {
				for _, h := range m.Horizons {
					all += len(h.Rows)
				}
			}
			if shown < all && most < 5 && y < bottom-50 {
				t.Errorf("%s, %s: %d of %d steps, and the page ends at %.0f", name, lang, shown, all, y)
			}
		}
	}
}

// Two pages with texts of any length: names, plans and statements that nobody
// cut, and with signs that the font has not.
func TestShort_longTexts(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("A long name of an organisation and place that nobody cut ", 4)[:200]
	docs := map[string]*store.Document{
		"long names":    named(t, long, ""),
		"one long word": named(t, strings.Repeat("Organisation", 17)[:200], strings.Repeat("x", 5000)),
		"Georgian":      named(t, "საქართველოს დიალოგი", ""),
		"Arabic":        named(t, "منظمة الميناء", ""),
	}
	for name, doc := range docs {
		for _, lang := range languages {
			r := shortened(t, lang, doc, false)
			if b := checkPages(t, r); len(b.pages) != 2 {
				t.Errorf("%s, %s: %d pages, want 2", name, lang, len(b.pages))
			}
			write(t, r)
		}
	}
	for _, endless := range []string{strings.Repeat("Ask for the rules in writing and keep the reply. ", 40), strings.Repeat("WWWWW WWWWWWWWW ", 12)} {
		q := readCase(t, "harbour-outreach")
		for _, it := range q.Questionnaire.Items() {
			it.Text, it.Ask = endless, endless
			for i := range it.Actions {
				it.Actions[i].Text, it.Actions[i].DoneWhen = endless, endless
			}
			q.Assessment.Responses[it.ID] = assess.Response{State: assess.State(1 + len(it.ID)%2)}
		}
		for i := range q.Assessment.Plan {
			q.Assessment.Plan[i].Owner, q.Assessment.Plan[i].Status = endless, assess.Doing
		}
		if b := checkPages(t, reports.Build(endlessInput(q))); len(b.pages) != 2 {
			t.Errorf("endless texts: %d pages, want 2", len(b.pages))
		}
	}
}

func endlessInput(doc *store.Document) reports.Input {
	fw := questionnaires.Framework("en")
	return reports.Input{
		Questionnaire: doc.Questionnaire, Assessment: doc.Assessment, Framework: fw, Phrases: phrases.New("en"),
		Profile: assess.NewProfile(doc.Questionnaire, doc.Assessment, fw.Targets), Options: reports.Options{Short: true},
	}
}

// extras are reports with what a command can ask for beside the full one.
func extras(tb testing.TB) map[string]*reports.Report {
	tb.Helper()
	all := map[string]*reports.Report{}
	for _, c := range []string{"harbour-outreach", "sample-peer-org"} {
		doc := readCase(tb, c)
		all[c+".short"] = shortened(tb, "en", doc, false)
		fw := questionnaires.Framework("en")
		r := reports.Build(reports.Input{
			Questionnaire: doc.Questionnaire, Assessment: doc.Assessment, Framework: fw, Phrases: phrases.New("en"),
			Profile:   assess.NewProfile(doc.Questionnaire, doc.Assessment, fw.Targets),
			Explainer: assess.NewExplainer(doc.Questionnaire, doc.Assessment, fw.Targets),
		})
		all[c+".annex"] = &reports.Report{Language: "en", Title: r.Title, Heading: r.Heading, PageOf: r.PageOf, Words: r.Words, Cover: reports.Cover{Title: "T"}, Annex: r.Annex}
	}
	return all
}

// The text and the structure of the two pages and of the annex.
func TestExtras_golden(t *testing.T) {
	t.Parallel()
	for name, r := range extras(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for ending, got := range map[string][]byte{
				".pdf.txt":      tool(t, r, "pdftotext", "-layout", "-enc", "UTF-8", "FILE", "-"),
				".pdf.tags.txt": tool(t, r, "pdfinfo", "-enc", "UTF-8", "-struct-text", "FILE"),
			} {
				sameAsGolden(t, name+ending, got)
			}
			if out := tool(t, r, "qpdf", "--check", "FILE"); !strings.Contains(string(out), "No syntax or stream encoding errors found") {
				t.Errorf("qpdf says:\n%s", out)
			}
		})
	}
}

// explained gives the full report of an assessment with its annex.
func explained(tb testing.TB, lang string, doc *store.Document) *reports.Report {
	tb.Helper()
	l, err := questionnaires.Load(doc.Questionnaire.ID, lang)
	if err != nil {
		tb.Fatal(err)
	}
	fw := questionnaires.Framework(lang)
	return reports.Build(reports.Input{
		Questionnaire: l.Questionnaire, Assessment: doc.Assessment, Framework: fw, Phrases: phrases.New(lang),
		Profile:   assess.NewProfile(l.Questionnaire, doc.Assessment, fw.Targets),
		Explainer: assess.NewExplainer(l.Questionnaire, doc.Assessment, fw.Targets),
	})
}

// Annex and two pages of every questionnaire keep to the margins and have a
// whole tree: heads in every table, headings without a gap.
func TestExtras_pagesAndTags(t *testing.T) {
	t.Parallel()
	for name, doc := range shortCases(t) {
		edge := strings.HasSuffix(name, "none apply") || strings.HasSuffix(name, "one response")
		if !strings.HasSuffix(name, "chance 1") && !(edge && strings.HasPrefix(name, "core-cso")) {
			continue
		}
		for _, lang := range languages {
			long := explained(t, lang, doc)
			long.Matrix, long.Stages, long.Barriers, long.RoadMaps = nil, nil, nil, nil // drawn in other tests
			for form, r := range map[string]*reports.Report{"annex": long, "short": shortened(t, lang, doc, true)} {
				b := checkPages(t, r)
				tree := b.print().tags
				checkTree(t, name+", "+lang+", "+form, tree)
			}
		}
	}
}

// A sum over many items is printed to its last term.
func TestAnnex_keepsLongSumsWhole(t *testing.T) {
	t.Parallel()
	var terms []string
	for i := range 300 {
		terms = append(terms, strconv.Itoa(1000+i)+"/3")
	}
	sum := strings.Join(terms, " + ")
	r := &reports.Report{PageOf: "{page}", Cover: reports.Cover{Title: "T"}, Annex: &reports.Annex{
		Running: "Annex", Heading: "Annex", Groups: []reports.AnnexGroup{{
			Title: "Sections",
			Parts: []reports.ExplainedPart{{Title: "One", Lead: "One.", Facts: []reports.ExplainedFact{{Key: "Score", Value: sum}}}},
			Table: &reports.ExplainedTable{Heads: []string{"section", "score"}, Right: []bool{false, false}, Rows: [][]reports.ExplainedCell{{{Text: "One"}, {Text: sum}}}},
		}},
	}}
	b := checkPages(t, r)
	var text strings.Builder
	for _, p := range b.pages {
		for _, m := range p.marks {
			if m.kind == textMark {
				text.WriteString(string(m.text) + " ")
			}
		}
	}
	for _, term := range terms {
		if strings.Count(text.String(), term) != 2 {
			t.Fatalf("%s of the sum stands %d times, want 2", term, strings.Count(text.String(), term))
		}
	}
}
