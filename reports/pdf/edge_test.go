package pdf

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"csi/assess"
	"csi/assess/store"
	"csi/reports"
)

// respond gives the worked example with every response replaced.
func respond(tb testing.TB, with func(*assess.Item) assess.Response) *store.Document {
	tb.Helper()
	doc := readCase(tb, "worked-example")
	a := *doc.Assessment
	a.Responses = map[string]assess.Response{}
	for _, it := range doc.Questionnaire.Items() {
		a.Responses[it.ID] = with(it)
	}
	return &store.Document{Assessment: &a, Questionnaire: doc.Questionnaire}
}

func answered(v int) func(*assess.Item) assess.Response {
	return func(*assess.Item) assess.Response { return assess.Response{State: assess.Answered, Value: v} }
}

// named gives the worked example with names and notes replaced.
func named(tb testing.TB, name, note string) *store.Document {
	tb.Helper()
	doc := readCase(tb, "worked-example")
	a := *doc.Assessment
	a.Frame.Jurisdiction, a.Frame.Organisation, a.Frame.Policy = name, name, name
	a.Responses = maps.Clone(a.Responses)
	for id, r := range a.Responses {
		if len(note) < 100 || id == "ag-inf" || id == "de-inf" || id == "b1-1" {
			r.Note = note
		}
		if r.State == assess.NotApplicable {
			r.Reason = note
		}
		a.Responses[id] = r
	}
	return &store.Document{Assessment: &a, Questionnaire: doc.Questionnaire}
}

// planned gives the worked example with a long plan for every action.
func planned(tb testing.TB, text string) *reports.Report {
	tb.Helper()
	r := report(tb, "worked-example")
	for _, m := range r.RoadMaps[:1] {
		for h := range m.Horizons {
			m.Horizons[h].Rows = nil
			for i := range 10 {
				m.Horizons[h].Rows = append(m.Horizons[h].Rows, reports.ActionRow{
					Number: i + 1, Text: text, Why: text, DoneWhen: text, Owner: text, ByWhen: "15 January 2027",
					Proof: text, Status: "done", Struck: i%2 == 0,
				})
			}
		}
	}
	return r
}

// edges are reports at the limits of what can happen.
func edges(tb testing.TB) map[string]*reports.Report {
	tb.Helper()
	long := strings.Repeat("A long name of an organisation and place that nobody cut ", 4)[:200]
	unknown := func(*assess.Item) assess.Response { return assess.Response{State: assess.DontKnow} }
	aside := func(*assess.Item) assess.Response {
		return assess.Response{State: assess.NotApplicable, Reason: "Parliament alone decides."}
	}
	one := func(it *assess.Item) assess.Response {
		if it.ID == "ag-inf" {
			return assess.Response{State: assess.Answered, Value: 2}
		}
		return assess.Response{State: assess.DontKnow}
	}
	of := func(doc *store.Document) *reports.Report { return build(doc, false) }
	all := map[string]*reports.Report{
		"all unknown":        of(respond(tb, unknown)),
		"none applies":       of(respond(tb, aside)),
		"empty":              of(respond(tb, func(*assess.Item) assess.Response { return assess.Response{} })),
		"one response":       of(respond(tb, one)),
		"everything 3":       of(respond(tb, answered(3))),
		"everything 0":       of(respond(tb, answered(0))),
		"everything 1":       of(respond(tb, answered(1))),
		"public":             build(readCase(tb, "harbour-outreach"), true),
		"long names":         of(named(tb, long, "")),
		"one long word":      of(named(tb, strings.Repeat("Organisation", 17)[:200], strings.Repeat("x", 5000))),
		"many lines":         of(named(tb, "Port Example", strings.Repeat("a\n", 2500))),
		"long notes":         of(named(tb, "Port Example", strings.Repeat("Words of a note. ", 294))),
		"Ukrainian":          of(named(tb, "Громадська організація «Порт», місто Приклад", "Проєкти, довідки та графік надходять вчасно; ґ є і ї.")),
		"Greek":              of(named(tb, "Οργάνωση Λιμάνι, Παράδειγμα", "Τα προσχέδια και το χρονοδιάγραμμα φτάνουν εγκαίρως.")),
		"Georgian":           of(named(tb, "საქართველოს დიალოგი", "საქართველო დიალოგი · სამოქალაქო საზოგადოება")),
		"Armenian":           of(named(tb, "Հայաստան երկխոսություն", "Հայաստան երկխոսություն և քաղաքացիական հասարակություն")),
		"emoji":              of(named(tb, "Harbour 🚢 Outreach", "Great 👍🏽 work 🎉🎉 done")),
		"Arabic":             of(named(tb, "منظمة الميناء", "هذا نص طويل لا يمكن طباعته")),
		"Chinese":            of(named(tb, "港口外展", strings.Repeat("港口外展", 1000))),
		"long actions":       planned(tb, strings.Repeat("Ask for the rules in writing and keep the reply. ", 5)),
		"endless actions":    planned(tb, strings.Repeat("Ask for the rules in writing and keep the reply. ", 40)),
		"actions in a word":  planned(tb, strings.Repeat("x", 300)),
		"nothing but a name": {PageOf: "Page {page} of {pages}", Cover: reports.Cover{Title: "Road map", Name: "Nobody"}},
	}
	all["dense"] = dense(tb)
	all["crowded cover"] = of(named(tb, strings.Repeat(long, 3), ""))
	cover := &all["crowded cover"].Cover
	cover.Facts = append(cover.Facts, cover.Facts[:2]...)
	return all
}

// dense gives the worked example with every text of the summary as long as a
// wordy language makes it.
func dense(tb testing.TB) *reports.Report {
	tb.Helper()
	r := report(tb, "worked-example")
	more := func(s string) string { return s + " " + s }
	s := &r.Summary
	s.Heading, s.Lead, s.GridNote, s.Index = more(s.Heading), more(s.Lead), more(s.GridNote), more(more(s.Index))
	for i := range s.Works {
		s.Works[i].Text = more(s.Works[i].Text)
	}
	for i := range s.Missing {
		s.Missing[i].Text = more(s.Missing[i].Text)
	}
	for i := range s.First {
		s.First[i].Text = more(more(s.First[i].Text))
	}
	return r
}

func TestLayOut_edges(t *testing.T) {
	t.Parallel()
	for name, r := range edges(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := checkPages(t, r)
			if len(b.pages) > 250 {
				t.Errorf("%d pages", len(b.pages))
			}
			pages := 0
			for _, p := range b.pages {
				if p.running == r.Summary.Running && r.Summary.Running != "" {
					pages++
				}
			}
			if r.Summary.Running != "" && pages != 1 {
				t.Errorf("the summary has %d pages, want 1", pages)
			}
			write(t, r)
		})
	}
}

// Nothing that stands for text that cannot be set may go uncounted.
func TestWrite_countsReplaced(t *testing.T) {
	t.Parallel()
	r := build(named(t, "Harbour 🚢 Outreach", ""), false)
	if _, info := write(t, r); info.Replaced == 0 {
		t.Error("Replaced = 0, want the ship counted")
	}
	if _, info := write(t, report(t, "worked-example")); info.Replaced != 0 {
		t.Errorf("Replaced = %d in plain English, want 0", info.Replaced)
	}
}

// A note of 5,000 characters is printed to its last word.
func TestLayOut_keepsLongNotesWhole(t *testing.T) {
	t.Parallel()
	var words []string
	for i := range 700 {
		words = append(words, fmt.Sprintf("word%03d", i))
	}
	doc := readCase(t, "worked-example")
	a := *doc.Assessment
	a.Responses = maps.Clone(a.Responses)
	r := a.Responses["de-inf"]
	r.Note = strings.Join(words, " ")
	a.Responses["de-inf"] = r
	b := checkPages(t, build(&store.Document{Assessment: &a, Questionnaire: doc.Questionnaire}, false))
	var all strings.Builder
	for _, p := range b.pages {
		for _, m := range p.marks {
			if m.kind == textMark {
				all.WriteString(string(m.text) + "\n")
			}
		}
	}
	for _, w := range words {
		if !strings.Contains(all.String(), w) {
			t.Fatalf("%q of the note is missing", w)
		}
	}
}
