package pdf

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// workshopIn is a workshop with made-up people; agreed says that the first
// group agreed on everything.
func workshopIn(tb testing.TB, lang string, people int, agreed bool, parties ...string) *reports.Workshop {
	tb.Helper()
	w := &assess.Workshop{ID: "01a1f833-df1e-7c5e-a6d0-49bab80469b8", Title: "Port Example network", Language: "en", Minutes: 150, Cards: 4,
		Fictional: true, Created: assess.Date{Year: 2026, Month: 11, Day: 20}, Minimum: assess.DefaultMinimum(),
		Frame: assess.Frame{Jurisdiction: "Port Example", Tier: "local", Country: "ZZ", Policy: "Drug strategy 2024-2028"}}
	qs := map[assess.Group]*assess.Questionnaire{}
	var all []assess.Participant
	for i, p := range parties {
		g, id, _ := strings.Cut(p, ":")
		l, err := questionnaires.Load(id, lang)
		if err != nil {
			tb.Fatal(err)
		}
		qs[assess.Group(g)] = l.Questionnaire
		w.Parties = append(w.Parties, assess.Party{Group: assess.Group(g), Questionnaire: assess.Ref{ID: id, Version: l.Questionnaire.Version}})
		all = append(all, assess.Simulate(l.Questionnaire, assess.Group(g), people, w.Cards, uint64(3+i))...)
	}
	of := func(g assess.Group) *assess.Questionnaire { return qs[g] }
	var log []assess.Event
	for _, s := range assess.ToShow(w, of, all, nil) {
		log = append(log, assess.Event{At: "2026-11-20T14:00:00Z", Group: s.Group, Item: s.Item, Turn: assess.TurnShown, Round: 1})
	}
	in := reports.WorkshopInput{Workshop: w, Published: assess.PublishedSpreads(w, of, all, log), Questionnaires: qs,
		Agreed: map[assess.Group]*assess.Assessment{}, Date: w.Created, Framework: questionnaires.Framework(lang),
		Sources: questionnaires.Sources(), Reference: questionnaires.Reference(lang), Phrases: phrases.New(lang)}
	if g := w.Parties[0].Group; agreed {
		a := &assess.Assessment{Questionnaire: w.Parties[0].Questionnaire, Frame: w.Frame, Responses: map[string]assess.Response{}}
		a.Frame.Group, a.Frame.People, a.Frame.Date = g, people, w.Created
		for k, it := range qs[g].Items() {
			r := assess.Response{State: assess.Answered, Value: k % (it.Max() + 1)}
			a.Responses[it.ID] = r
			log = append(log, assess.Event{Group: g, Item: it.ID, Turn: assess.TurnAgreed, Agreed: r, People: people,
				Why: strings.Repeat("we looked at the minutes ", k%4), Object: strings.Repeat("one has never seen it ", k%3)})
		}
		in.Agreed[g] = a
	}
	in.Log = log
	return reports.WorkshopReport(in)
}

// workshopsIn are the workshops that every page must stand.
func workshopsIn(tb testing.TB, lang string) map[string]*reports.Workshop {
	tb.Helper()
	return map[string]*reports.Workshop{
		"agreed":   workshopIn(tb, lang, 12, true, "cso:core-quick"),
		"two":      workshopIn(tb, lang, 9, true, "cso:core-cso", "authority:core-pm"),
		"too few":  workshopIn(tb, lang, 4, false, "cso:core-cso"),
		"sections": workshopIn(tb, lang, 20, false, "peer:peer-org", "manager:peer-org"),
		"many":     workshopIn(tb, lang, 300, false, "cso:core-cso"),
	}
}

func workshopFile(tb testing.TB, r *reports.Workshop) string {
	tb.Helper()
	var out bytes.Buffer
	if _, err := WriteWorkshop(&out, r); err != nil {
		tb.Fatal(err)
	}
	file := filepath.Join(tb.TempDir(), "workshop.pdf")
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		tb.Fatal(err)
	}
	return file
}

// The text of the pages, and the tree that a screen reader goes by.
func TestWriteWorkshop_golden(t *testing.T) {
	t.Parallel()
	file := workshopFile(t, workshopsIn(t, "en")["agreed"])
	for name, got := range map[string][]byte{
		"workshop.pdf.txt":      readWith(t, "pdftotext", "-layout", "-enc", "UTF-8", file, "-"),
		"workshop.pdf.tags.txt": readWith(t, "pdfinfo", "-struct-text", file),
	} {
		sameAsGolden(t, name, got)
	}
}

// Every workshop in every language: a sound file, all within the margins, the
// mark of a rehearsal on every page.
func TestWriteWorkshop_pages(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "fr", "uk"} {
		mark := phrases.New(lang).T("workshop.fictional")
		for name, r := range workshopsIn(t, lang) {
			b, err := layOutWorkshop(r)
			if err != nil {
				t.Fatal(err)
			}
			for i, p := range b.pages {
				for _, m := range p.marks {
					if m.kind == openMark || m.kind == closeMark || m.kind == outlineMark {
						continue
					}
					e := extentOf(m)
					if e.x < left-2.3 || e.x+e.w > right+2.3 || e.y+e.h > pageHeight-5 || e.y < 15 {
						t.Errorf("%s, %s, page %d: %q stands at %.1f %.1f, %.1f wide, %.1f high", lang, name, i+1, m.text, e.x, e.y, e.w, e.h)
					}
				}
				whole := ""
				for _, m := range append(b.furniture(p, i+1, len(b.pages)), p.marks...) {
					whole += string(m.text) + " "
				}
				if !strings.Contains(whole, string(b.clean.line(mark))) {
					t.Errorf("%s, %s, page %d does not say that it is fictional", lang, name, i+1)
				}
			}
			if name == "two" || name == "sections" {
				if out := readWith(t, "qpdf", "--check", workshopFile(t, r)); !bytes.Contains(out, []byte("No syntax or stream encoding errors found")) {
					t.Errorf("%s, %s: qpdf says:\n%s", lang, name, out)
				}
			}
		}
	}
}

// What a group wrote stands whole in the minutes, however long it is.
func TestWriteWorkshop_longWords(t *testing.T) {
	t.Parallel()
	r := workshopIn(t, "en", 9, true, "cso:core-quick")
	for i := range r.Pages {
		if r.Pages[i].ID == "minutes" {
			l := &r.Pages[i].Lists[1]
			l.Items[3] = strings.Repeat("we talked about it for long ", 180) + "and that is the END"
		}
	}
	text := readWith(t, "pdftotext", "-enc", "UTF-8", workshopFile(t, r), "-")
	if !bytes.Contains(bytes.Join(bytes.Fields(text), []byte(" ")), []byte("that is the END")) {
		t.Error("the end of a long reason is not in the file")
	}
}
