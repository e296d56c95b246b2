package html

import (
	"bytes"
	"strings"
	"testing"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// workshopPage draws a workshop of two groups with made-up people; what the
// groups wrote is hostile.
func workshopPage(t *testing.T, lang string, people int, public bool) string {
	t.Helper()
	const words = "PRIVATE <script>alert(1)</script> \x01\u202E"
	w := &assess.Workshop{ID: "01a1f833-df1e-7c5e-a6d0-49bab80469b8", Title: "Port Example <img src=x>", Language: "en", Cards: 4, Fictional: true,
		Created: assess.Date{Year: 2026, Month: 11, Day: 20}, Minimum: assess.DefaultMinimum(),
		Frame: assess.Frame{Jurisdiction: "Port Example", Tier: "local", Country: "ZZ", Policy: "Drug strategy"}}
	qs := map[assess.Group]*assess.Questionnaire{}
	var all []assess.Participant
	for i, p := range [][2]string{{"cso", "core-cso"}, {"authority", "core-pm"}} {
		l, err := questionnaires.Load(p[1], lang)
		if err != nil {
			t.Fatal(err)
		}
		g := assess.Group(p[0])
		qs[g] = l.Questionnaire
		w.Parties = append(w.Parties, assess.Party{Group: g, Questionnaire: assess.Ref{ID: p[1], Version: l.Questionnaire.Version}})
		all = append(all, assess.Simulate(l.Questionnaire, g, people, w.Cards, uint64(3+i))...)
	}
	of := func(g assess.Group) *assess.Questionnaire { return qs[g] }
	var log []assess.Event
	for _, s := range assess.ToShow(w, of, all, nil) {
		log = append(log, assess.Event{Group: s.Group, Item: s.Item, Turn: assess.TurnShown, Round: 1})
	}
	in := reports.WorkshopInput{Workshop: w, Published: assess.PublishedSpreads(w, of, all, log), Questionnaires: qs, Public: public,
		Agreed: map[assess.Group]*assess.Assessment{}, Date: w.Created, Framework: questionnaires.Framework(lang),
		Sources: questionnaires.Sources(), Reference: questionnaires.Reference(lang), Phrases: phrases.New(lang)}
	for g, q := range qs {
		a := &assess.Assessment{Questionnaire: w.Party(g).Questionnaire, Frame: w.Frame, Responses: map[string]assess.Response{}}
		a.Frame.Group, a.Frame.Organisation = g, "PRIVATE organisation"
		for k, it := range q.Items() {
			r := assess.Response{State: assess.Answered, Value: k % (it.Max() + 1)}
			a.Responses[it.ID] = r
			log = append(log, assess.Event{Group: g, Item: it.ID, Turn: assess.TurnAgreed, Agreed: r, People: people, Why: words, Object: words})
		}
		in.Agreed[g] = a
	}
	in.Log = log
	var b bytes.Buffer
	if err := WriteWorkshop(&b, reports.WorkshopReport(in)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWorkshopPage(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"en": workshopPage(t, "en", 12, false), "fr": workshopPage(t, "fr", 12, false), "uk": workshopPage(t, "uk", 12, false),
		"few": workshopPage(t, "en", 4, false), "many": workshopPage(t, "en", 200, true),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &checker{t: t, ids: map[string]bool{}}
			c.walk(text)
			for _, to := range c.links {
				if !c.ids[to] {
					t.Errorf("a link leads to #%s, which is nowhere", to)
				}
			}
			if c.count["h1"] != 1 || c.count["main"] != 1 || c.count["title"] == 0 || c.count["table"] != c.count["caption"] {
				t.Errorf("found %v; expected one h1, one main, a title, a caption for each table", c.count)
			}
			for _, no := range []string{"<script", "<img", "[[", "%!", "\x01", "\u202E"} {
				if strings.Contains(text, no) {
					t.Errorf("found %q", no)
				}
			}
			if strings.Count(text, `class="rehearsal"`) != 2 {
				t.Error("the page does not say at its head and its foot that it is fictional")
			}
		})
	}
	if strings.Contains(workshopPage(t, "en", 12, true), "PRIVATE") {
		t.Error("the public page tells what a group wrote")
	}
}
