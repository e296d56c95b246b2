package docx

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// extras are reports that are asked for with more than a file: two pages, an
// annex, a second language, a logo, a plan with effort and cost.
func extras(tb testing.TB) map[string]*reports.Report {
	tb.Helper()
	all := map[string]*reports.Report{}
	for ending, lang := range map[string]string{"": "en", ".fr": "fr", ".uk": "uk"} {
		for name, doc := range map[string]*store.Document{
			"short": planned(tb), "short-peer-org": read(tb, "sample-peer-org"), "short-example": read(tb, "worked-example"),
			"short-unknown": unknown(read(tb, "worked-example")),
		} {
			in := input(doc, lang, false)
			in.Options.Short = true
			all[name+ending] = reports.Build(in)
		}
	}
	in := input(planned(tb), "en", true)
	in.Options.Short = true
	all["short-public"] = reports.Build(in)
	in = input(written(planned(tb), evil), "en", false)
	in.Options.Short = true
	all["short-hostile"] = reports.Build(in)
	for name, in := range map[string]reports.Input{
		"annex": input(planned(tb), "en", false), "annex.fr": input(planned(tb), "fr", false),
		"annex.uk": input(unknown(read(tb, "worked-example")), "uk", true), "annex-hostile": input(written(planned(tb), evil), "en", false),
		"annex-peer-org": input(read(tb, "sample-peer-org"), "en", false), "annex-network": input(read(tb, "sample-network"), "en", false),
	} {
		in.Explainer = assess.NewExplainer(in.Questionnaire, in.Assessment, in.Framework.Targets)
		all[name] = reports.Build(in)
	}
	for name, langs := range map[string][2]string{"pair": {"fr", "en"}, "pair.uk": {"uk", "fr"}, "pair-hostile": {"en", "uk"}} {
		doc := planned(tb)
		if name == "pair-hostile" {
			doc = written(doc, evil)
		}
		in := input(doc, langs[0], false)
		in.Second = &reports.SecondInput{Questionnaire: inLanguage(tb, doc, langs[1]), Phrases: phrases.New(langs[1])}
		in.Questionnaire, in.Logo = inLanguage(tb, doc, langs[0]), logoOf(tb, 900, 300)
		all[name] = reports.Build(in)
	}
	return all
}

// planned is an assessment whose plan says what its actions take, with an
// action of the group's own.
func planned(tb testing.TB) *store.Document {
	doc := read(tb, "harbour-outreach")
	for i := range doc.Assessment.Plan {
		doc.Assessment.Plan[i].Effort = 3 + i
		doc.Assessment.Plan[i].Cost = assess.Money{Amount: 1200, Currency: "EUR"}
		if i > 0 {
			doc.Assessment.Plan[i].Depends = []string{doc.Assessment.Plan[0].Action}
		}
	}
	return doc
}

// unknown says "don't know" to everything.
func unknown(doc *store.Document) *store.Document {
	for _, it := range doc.Questionnaire.Items() {
		doc.Assessment.Responses[it.ID] = assess.Response{State: assess.DontKnow}
	}
	return doc
}

func inLanguage(tb testing.TB, doc *store.Document, lang string) *assess.Questionnaire {
	l, err := questionnaires.Load(doc.Questionnaire.ID, lang)
	if err != nil {
		tb.Fatal(err)
	}
	return l.Questionnaire
}

func logoOf(tb testing.TB, w, h int) *reports.Logo {
	m := image.NewGray(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = uint8(i % w / 4)
	}
	m.Set(0, 0, color.White)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		tb.Fatal(err)
	}
	l, err := reports.NewLogo(b.Bytes())
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// shown leaves of a short report what its two pages show.
func shown(r *reports.Report) *reports.Report {
	if r.Short == nil {
		return r
	}
	s := *r.Short
	s.Find, s.Sides = slices.Clone(s.Find), slices.Clone(s.Sides)
	for i := range s.Find {
		s.Find[i].Place, s.Find[i].Changes = "", ""
	}
	for i := range s.Sides {
		rows := slices.Clone(s.Sides[i].Rows)
		for k, x := range rows {
			rows[k].ActionRow = reports.ActionRow{Number: x.Number, Text: x.Text, DoneWhen: x.DoneWhen, Owner: x.Owner, ByWhen: x.ByWhen, Status: x.Status}
		}
		s.Sides[i].Rows = rows
	}
	return &reports.Report{Title: r.Title, Heading: r.Heading, Stamp: r.Stamp, Footline: r.Footline, Summary: s.Summary, Short: &s}
}

// Every action, horizon and head of the second language says which it is, and
// nothing else does.
func TestSecondLanguage(t *testing.T) {
	t.Parallel()
	all := extras(t)
	for name, tag := range map[string]string{"pair": "en-GB", "pair.uk": "fr-FR"} {
		r := all[name]
		var want, got []string
		for _, m := range r.RoadMaps {
			want = append(want, r.Second.Action+" · "+r.Second.Name)
			for _, h := range m.Horizons {
				want = append(want, h.Second.Text, " ("+h.Second.Until+")")
				for _, a := range h.Rows {
					want = append(want, a.Second.Text, a.Second.DoneWhen)
				}
			}
		}
		want = slices.DeleteFunc(want, func(s string) bool { return s == "" })
		for _, x := range tree(t, "document", unpacked(t, write(t, r))["word/document.xml"]).all("r") {
			if lang := x.value("rPr", "lang"); lang == tag {
				got = append(got, x.words())
			} else if lang != "" {
				t.Errorf("%s: %q is marked as %s", name, x.words(), lang)
			}
		}
		if len(want) < 20 || !slices.Equal(want, got) {
			t.Errorf("%s: marked as %s: %q; want %q", name, tag, got, want)
		}
	}
}

// The picture lies in the file as it was made, keeps its shape within its box,
// and is described.
func TestLogo(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{900, 300}, {60, 24}, {20, 300}} {
		in := input(read(t, "harbour-outreach"), "en", false)
		in.Logo = logoOf(t, size[0], size[1])
		r := reports.Build(in)
		all := unpacked(t, write(t, r))
		if all["word/media/logo."+r.Logo.Type] != string(r.Logo.Data) {
			t.Fatalf("%v: the picture is not in the file", size)
		}
		doc := tree(t, "document", all["word/document.xml"])
		pictures := doc.all("inline")
		if len(pictures) != 1 || pictures[0].kid("docPr").at["descr"] != "Logo of Harbour Outreach, Port Example" {
			t.Fatalf("%v: the picture is not described", size)
		}
		w, _ := strconv.Atoi(pictures[0].kid("extent").at["cx"])
		h, _ := strconv.Atoi(pictures[0].kid("extent").at["cy"])
		if w <= 0 || h <= 0 || w > reports.LogoWidth*emu || h > reports.LogoHeight*emu {
			t.Errorf("%v: the picture is %d by %d", size, w, h)
		}
		if shape := float64(w) / float64(h) * float64(r.Logo.Height) / float64(r.Logo.Width); shape < 0.99 || shape > 1.01 {
			t.Errorf("%v: the picture has lost its shape: %v", size, shape)
		}
	}
	if _, found := unpacked(t, write(t, report(t, "harbour-outreach")))["word/media/logo.png"]; found {
		t.Error("a report without a logo has a picture")
	}
}

// The annex has every figure of its sums in a table with a head of its own.
func TestAnnex(t *testing.T) {
	t.Parallel()
	all := extras(t)
	for _, name := range []string{"annex", "annex.uk", "annex-peer-org"} {
		r := all[name]
		got := map[string]int{}
		for _, n := range tree(t, "document", unpacked(t, write(t, r))["word/document.xml"]).all("tbl") {
			got[n.value("tblPr", "tblCaption")] += len(n.all("tr")) - 1
		}
		for _, g := range r.Annex.Groups {
			if g.Table != nil && got[g.Title] < len(g.Table.Rows) {
				t.Errorf("%s: table %q has %d rows; want %d", name, g.Title, got[g.Title], len(g.Table.Rows))
			}
			for _, p := range g.Parts {
				if got[clean(p.Lead)] < len(p.Table.Rows) {
					t.Errorf("%s: table %q has %d rows; want %d", name, p.Lead, got[p.Lead], len(p.Table.Rows))
				}
			}
		}
	}
}

// A report on two pages has two, whatever the language and the responses.
func TestShort_twoPages(t *testing.T) {
	t.Parallel()
	for _, tool := range []string{"soffice", "pdftotext"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatalf("%s is not installed; CI needs it", tool)
			}
			t.Skipf("SKIPPED, NOTHING CHECKED: %s is not installed", tool)
		}
	}
	folder := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(folder, "profile"), "--headless", "--convert-to", "pdf", "--outdir", folder}
	var names []string
	for name, r := range extras(t) {
		if r.Short == nil || name == "short-hostile" {
			continue // a name of many hundred letters takes the room it needs
		}
		file := filepath.Join(folder, name+".docx")
		if err := os.WriteFile(file, write(t, r), 0o600); err != nil {
			t.Fatal(err)
		}
		names, args = append(names, name), append(args, file)
	}
	if out, err := exec.CommandContext(t.Context(), "soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	for _, name := range names {
		out, err := exec.CommandContext(t.Context(), "pdftotext", filepath.Join(folder, name+".pdf"), "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		if pages := strings.Count(string(out), "\f"); pages != 2 {
			t.Errorf("%s has %d pages", name, pages)
		}
	}
}
