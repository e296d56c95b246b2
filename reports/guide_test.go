package reports

import (
	"strings"
	"testing"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
)

// guideOf writes the guide of a workshop with one group, as one text.
func guideOf(t *testing.T, w *assess.Workshop, id, lang string) string {
	t.Helper()
	l, err := questionnaires.Load(id, lang)
	if err != nil {
		t.Fatal(err)
	}
	q := l.Questionnaire
	w.Parties = []assess.Party{{Group: q.Groups[0], Questionnaire: assess.Ref{ID: q.ID, Version: q.Version}}}
	g := NewGuide(GuideInput{Workshop: w, Questionnaires: []*assess.Questionnaire{q}, GroupTitles: []string{"us"}, Folder: "day", Phrases: phrases.New(lang)})
	var b strings.Builder
	b.WriteString(g.Lead + "\n" + g.Mark + "\n")
	for _, p := range g.Parts {
		b.WriteString(p.Title + "\n" + strings.Join(append(p.Paras, p.Points...), "\n") + "\n")
		for _, r := range p.Rows {
			b.WriteString(r.Time + " " + r.Name + "\n")
		}
	}
	return b.String()
}

// TestNewGuide_saysWhatIsSet: the guide tells people the settings of this
// workshop, and nothing that does not hold in it.
func TestNewGuide_saysWhatIsSet(t *testing.T) {
	t.Parallel()
	least := assess.DefaultMinimum()
	for name, c := range map[string]struct {
		workshop assess.Workshop
		id       string
		has, not []string
	}{
		"organisations with cards": {assess.Workshop{Minutes: 150, Cards: 9, Minimum: least, FreeText: true}, "core-cso",
			[]string{"5 people from 3 organisations", "each of the 9 organisations", "Notes can be written. Do not", "0:15–0:55"},
			[]string{"show of hands and no raised", "are paid for it", "made-up people, for practice"}},
		"peers": {assess.Workshop{Minutes: 120, Minimum: assess.Minimum{People: 7, Organisations: 3}}, "peer-org",
			[]string{"from 7 people on", "Nobody can write free text", "No show of hands", "are paid for it"},
			[]string{"numbered card", "organisations", "Notes can be written"}},
		"a rehearsal": {assess.Workshop{Minutes: 45, Minimum: least, Fictional: true, FreeText: true}, "peer-org",
			[]string{"Made up for practice", "filled with made-up people, for practice", "not in groups in which a word", "Choose sections before"}, nil},
	} {
		text := guideOf(t, &c.workshop, c.id, "en")
		for _, want := range c.has {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the guide does not say %q:\n%s", name, want, text)
			}
		}
		for _, no := range c.not {
			if strings.Contains(text, no) {
				t.Errorf("%s: the guide says %q", name, no)
			}
		}
	}
}

// TestNewGuide_noHoles: no sentence lacks a part, in any language.
func TestNewGuide_noHoles(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "fr", "uk"} {
		w := &assess.Workshop{Minutes: 60, Cards: 4, Minimum: assess.DefaultMinimum(), Fictional: true}
		if text := guideOf(t, w, "peer-org", lang); strings.ContainsAny(text, "{}[]") {
			t.Errorf("%s: a sentence has a hole:\n%s", lang, text)
		}
	}
}

// TestTimetable: the parts of a session add up to it, and none is negative.
func TestTimetable(t *testing.T) {
	t.Parallel()
	for minutes := 1; minutes <= 1440; minutes++ {
		for _, responding := range []int{1, 25, 40, 600} {
			sum := 0
			for _, s := range timetable(minutes, responding) {
				if s.minutes < 0 {
					t.Fatalf("%d minutes: %s has %d", minutes, s.id, s.minutes)
				}
				sum += s.minutes
			}
			if sum != minutes {
				t.Fatalf("%d minutes: the parts are %d", minutes, sum)
			}
		}
	}
}

// TestNewHandout: every item has its signs, and only what it allows.
func TestNewHandout(t *testing.T) {
	t.Parallel()
	l, err := questionnaires.Load("core-cso", "en")
	if err != nil {
		t.Fatal(err)
	}
	q := l.Questionnaire
	p := NewHandout(HandoutInput{Workshop: &assess.Workshop{Minimum: assess.DefaultMinimum()}, Group: "cso", GroupTitle: "us", Questionnaire: q, Phrases: phrases.New("en")})
	if p.Card != "" {
		t.Error("asks for a card; expected none in a workshop without cards")
	}
	for _, s := range p.Sections {
		for _, x := range s.Items {
			it := q.Item(x.ID)
			read := map[assess.Response]bool{}
			for _, b := range x.Boxes {
				onPaper, ok := assess.ReadSign(it, b.Value, "-")
				inFile, too := assess.ReadSign(it, b.Field, "-")
				if !ok || !too || onPaper != inFile {
					t.Errorf("%s: box %q means %+v on paper and %+v in a file", x.ID, b.Value, onPaper, inFile)
				}
				read[onPaper] = true
			}
			want := it.Max() + 2
			if it.NotApplicable {
				want += max(1, len(it.Reasons))
			}
			if len(read) != want {
				t.Errorf("%s: %d boxes that differ; expected %d", x.ID, len(read), want)
			}
		}
	}
}
