package docx

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"csi/reports"
)

// everything gives all that can be read or heard in a document, in plain
// spaces: text, header, footer, properties, what tables show.
func everything(t *testing.T, r *reports.Report) string {
	t.Helper()
	all := unpacked(t, write(t, r))
	var b strings.Builder
	for _, part := range []string{"word/document.xml", "word/header1.xml", "word/footer1.xml", "docProps/core.xml"} {
		n := tree(t, part, all[part])
		for _, p := range n.all("p") {
			b.WriteString(p.words() + "\n")
		}
		for _, d := range slices.Concat(n.all("tblDescription"), n.all("tblCaption")) {
			b.WriteString(d.at["val"] + "\n")
		}
		for _, d := range n.all("docPr") {
			b.WriteString(d.at["descr"] + "\n")
		}
		if title := n.kid("title"); title != nil {
			b.WriteString(title.text + "\n")
		}
	}
	return spaced(b.String())
}

// spaced makes every space a plain one.
func spaced(s string) string {
	return strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ")
}

// elsewhere lists the fields of a report that a document has in another way,
// or that are for other forms only.
func elsewhere() map[string]string {
	return map[string]string{
		"Report.Language":     "an attribute",
		"Report.PageOf":       "fields in the footer",
		"Report.Profile":      "for a terminal",
		"Report.Legend":       "every cell says its word",
		"Report.Limits":       "on the cover and in the method",
		"Report.Words":        "labels; those that are used stand with what they label",
		"Cover.Grid":          "the grid of the summary",
		"Cover.GridHead":      "the grid of the summary",
		"Finding.Bold":        "a part of the text",
		"Summary.IndexBold":   "a part of the text",
		"Unknown.FirmBold":    "a part of the text",
		"BarrierBar.Short":    "for a terminal",
		"BarrierBlock.Bar":    "in parts",
		"MatrixRow.Cells":     "in parts",
		"StageBlock.Steps":    "in parts",
		"SectionBar.Span":     "drawn",
		"Finding.Mark":        "a symbol",
		"BarrierItem.Mark":    "a symbol; the value beside it is the word",
		"ActionRow.ID":        "for machines",
		"BarrierBar.Band":     "drawn",
		"KeyEntry.Kind":       "chooses the sign",
		"KeyEntry.Step":       "an example",
		"Summary.StageHead":   "in parts",
		"Summary.ReachedHead": "in parts",
		"AnnexGroup.ID":       "for machines",
		"ExplainedPart.ID":    "for machines",
		"Logo.Type":           "the kind of the file",
		"Second.Language":     "an attribute",
	}
}

// sentences lists the texts of a value with the names of their fields.
func sentences(v reflect.Value, name string, skip map[string]string, out map[string]string) {
	switch v.Kind() {
	case reflect.String:
		out[v.String()] = name
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			sentences(v.Elem(), name, skip, out)
		}
	case reflect.Slice:
		for i := range v.Len() {
			sentences(v.Index(i), name, skip, out)
		}
	case reflect.Struct:
		quiet := unsaid(v)
		for i := range v.NumField() {
			field := v.Type().Name() + "." + v.Type().Field(i).Name
			if skip[field] == "" && !slices.Contains(quiet, v.Type().Field(i).Name) {
				sentences(v.Field(i), field, skip, out)
			}
		}
	}
}

// unsaid lists the labels of what a report has none of.
func unsaid(v reflect.Value) []string {
	var out []string
	unless := func(said bool, labels ...string) {
		if !said {
			out = append(out, labels...)
		}
	}
	switch x := v.Interface().(type) {
	case reports.Summary:
		unless(len(x.Grid) > 0, "GridTitle", "GridNote", "Levels")
		unless(len(x.Barriers) > 0, "BarriersTitle", "BarriersNote")
		unless(len(x.Sections) > 0, "SectionsTitle", "SectionsNote")
		unless(len(x.Works) > 0, "WorksTitle")
		unless(len(x.Missing) > 0, "MissingTitle")
		unless(len(x.First) > 0, "FirstTitle")
	case reports.Short:
		unless(len(x.Find) > 0, "AskLabel")
	case reports.StageBlock:
		unless(x.Reached >= 0, "ReachedWord")
		unless(x.Blocks != "", "BlocksLabel")
		unless(x.Next != "", "NextLabel")
	case reports.Unknown:
		unless(len(x.Find) > 0, "FindTitle", "FindNote", "AskLabel", "ChangesLabel", "WhoLabel", "WhenLabel")
		unless(len(x.Aside) > 0, "AsideTitle", "AsideNote")
		unless(len(x.Firm) > 0, "FirmTitle", "FirmText")
	case reports.SourcesPart:
		unless(len(x.Sources) > 0, "SourcesTitle", "SourcesNote")
		unless(len(x.Examples) > 0, "ExamplesTitle", "ExamplesNote")
		unless(len(x.Words) > 0, "WordsTitle")
	}
	return out
}

// TestWrite_everySentence: nothing that a report says is left out. A field
// that comes new to the report fails here until the document has it.
func TestWrite_everySentence(t *testing.T) {
	t.Parallel()
	for name, r := range states(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, want := everything(t, r), map[string]string{}
			r := shown(r)
			sentences(reflect.ValueOf(r), "", elsewhere(), want)
			for _, b := range inParts(r) {
				want[b] = "a figure"
			}
			for text, field := range want {
				for line := range strings.SplitSeq(text, "\n") {
					if s := spaced(clean(line)); !strings.Contains(got, s) {
						t.Errorf("%s: %.80q is not in the document", field, s)
					}
				}
			}
		})
	}
}

// inParts lists the texts of the fields that "elsewhere" leaves to it.
func inParts(r *reports.Report) []string {
	var out []string
	if len(r.Summary.Grid) > 0 {
		out = append(out, r.Summary.StageHead, r.Summary.ReachedHead)
	}
	if r.Matrix != nil {
		for _, row := range r.Matrix.Rows {
			for _, c := range row.Cells {
				out = append(out, c.Mark.Word)
				if row.Applicable && c.Mark.Rating != 0 {
					out = append(out, c.Title, c.Value)
				}
			}
		}
	}
	if r.Stages != nil {
		for _, b := range r.Stages.Blocks {
			for _, s := range b.Steps {
				out = append(out, s.Level, s.Mark.Word, s.Value)
			}
		}
	}
	if r.Barriers != nil {
		for _, b := range r.Barriers.Blocks {
			out = append(out, b.Bar.Name, b.Bar.Long)
			if !b.Bar.None {
				out = append(out, b.Bar.Alt)
			}
		}
	}
	return out
}

// TestWrite_everyWordOfTheText: every word and figure of the text form stands
// in the document too.
func TestWrite_everyWordOfTheText(t *testing.T) {
	t.Parallel()
	word := regexp.MustCompile(`[\p{L}\p{N}][\p{L}\p{N}.,–/:@_’'-]*[\p{L}\p{N}]|[\p{L}\p{N}]`)
	for name, r := range states(t) {
		if name == "hostile" || name == "huge" {
			continue // the text form breaks such lines elsewhere
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			if err := reports.WriteText(&b, r, reports.TextOptions{}); err != nil {
				t.Fatal(err)
			}
			found := map[string]bool{}
			for _, w := range word.FindAllString(everything(t, r), -1) {
				found[strings.ToLower(w)] = true
			}
			missing := map[string]bool{}
			for _, w := range word.FindAllString(b.String(), -1) {
				if !found[strings.ToLower(w)] {
					missing[w] = true
				}
			}
			if len(missing) > 0 {
				t.Errorf("the text has %q, the document has not", slices.Sorted(maps.Keys(missing)))
			}
		})
	}
}

// TestLibreOffice opens documents in LibreOffice and reads what it prints:
// every part is there, in order.
func TestLibreOffice(t *testing.T) {
	t.Parallel()
	for _, tool := range []string{"soffice", "pdftotext"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatalf("%s is not installed; CI needs it", tool)
			}
			t.Skipf("SKIPPED, NOTHING CHECKED: %s is not installed", tool)
		}
	}
	folder, all := t.TempDir(), states(t)
	names := []string{"harbour-outreach", "harbour-outreach.fr", "harbour-outreach.uk", "dont-know", "one-response", "sample-peer-org", "hostile",
		"annex", "pair.uk", "short-hostile"}
	args := []string{"-env:UserInstallation=file://" + filepath.Join(folder, "profile"), "--headless", "--convert-to", "pdf", "--outdir", folder}
	for _, name := range names {
		file := filepath.Join(folder, name+".docx")
		if err := os.WriteFile(file, write(t, all[name]), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	if out, err := exec.CommandContext(t.Context(), "soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	for _, name := range names {
		out, err := exec.CommandContext(t.Context(), "pdftotext", "-f", "2", filepath.Join(folder, name+".pdf"), "-").Output()
		if err != nil {
			t.Fatalf("%s: pdftotext: %v", name, err)
		}
		text, from := spaced(string(out)), 0
		if strings.HasSuffix(name, "hostile") {
			continue // that it opens is what counts
		}
		for _, part := range headings(all[name]) {
			at := strings.Index(text[from:], spaced(clean(part)))
			if at < 0 {
				t.Errorf("%s: %q is not there, or not in its place", name, part)
				continue
			}
			from += at + len(part)/2
		}
		if !strings.Contains(text, spaced(clean(all[name].Footline))) {
			t.Errorf("%s: the pages have no footer", name)
		}
	}
}

// headings are the headings of the parts in order, from the summary on.
func headings(r *reports.Report) []string {
	out := []string{r.Summary.Heading}
	if r.Matrix != nil {
		out = append(out, r.Matrix.Heading, r.Stages.Heading)
	}
	if r.Barriers != nil {
		out = append(out, r.Barriers.Heading)
	}
	if r.Sections != nil {
		out = append(out, r.Sections.Heading)
	}
	for _, m := range r.RoadMaps {
		out = append(out, m.Heading)
	}
	out = append(out, r.Unknown.Heading, r.Method.Heading, r.Sources.Heading)
	if r.Annex != nil {
		out = append(out, r.Annex.Heading)
	}
	return out
}
