package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires"
	"csi/reports"
)

// languages are those that a report can be in.
var languages = []string{"en", "fr", "uk"}

// translated gives the report of a case in a language, questionnaire and all.
func translated(tb testing.TB, name, lang string) *reports.Report {
	tb.Helper()
	doc := readCase(tb, name)
	l, err := questionnaires.Load(doc.Questionnaire.ID, lang)
	if err != nil {
		tb.Fatal(err)
	}
	return buildIn(lang, &store.Document{Assessment: doc.Assessment, Questionnaire: l.Questionnaire}, false)
}

// allReports are the edges and every case in every language.
func allReports(tb testing.TB) map[string]*reports.Report {
	tb.Helper()
	all := edges(tb)
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "assessments", "*.csi.yaml"))
	if err != nil || len(files) < len(cases) {
		tb.Fatalf("found %d assessments, %v", len(files), err)
	}
	for _, f := range files {
		c := strings.TrimSuffix(filepath.Base(f), ".csi.yaml")
		for _, lang := range languages {
			all[c+" "+lang] = translated(tb, c, lang)
		}
	}
	for _, lang := range languages[1:] {
		for name, with := range map[string]func(*assess.Item) assess.Response{
			"all unknown":  func(*assess.Item) assess.Response { return assess.Response{State: assess.DontKnow} },
			"everything 0": answered(0),
		} {
			doc := respond(tb, with)
			l, err := questionnaires.Load(doc.Questionnaire.ID, lang)
			if err != nil {
				tb.Fatal(err)
			}
			doc.Questionnaire = l.Questionnaire
			all[name+" "+lang] = buildIn(lang, doc, false)
		}
	}
	return all
}

// The structure of every report, as poppler reads it from the finished file.
func TestWrite_structure(t *testing.T) {
	t.Parallel()
	for _, c := range cases {
		t.Run(c, func(t *testing.T) {
			t.Parallel()
			got := tool(t, report(t, c), "pdfinfo", "-enc", "UTF-8", "-struct-text", "FILE")
			sameAsGolden(t, c+".pdf.tags.txt", got)
		})
	}
}

func TestWrite_saysTagged(t *testing.T) {
	t.Parallel()
	all := allReports(t)
	for _, name := range []string{"worked-example en", "sample-process fr", "all unknown uk", "one long word", "nothing but a name"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if out := tool(t, all[name], "pdfinfo", "FILE"); !regexp.MustCompile(`(?m)^Tagged: +yes$`).Match(out) {
				t.Errorf("pdfinfo says:\n%s", out)
			}
		})
	}
}

// The catalog names the language and shows the title; every page knows its
// place in the tree.
func TestWrite_catalog(t *testing.T) {
	t.Parallel()
	for _, lang := range languages {
		r := translated(t, "worked-example", lang)
		var got struct {
			Qpdf []json.RawMessage
		}
		if err := json.Unmarshal(tool(t, r, "qpdf", "--json=2", "--json-key=qpdf", "FILE"), &got); err != nil {
			t.Fatal(err)
		}
		var raw map[string]json.RawMessage
		if err := json.Unmarshal(got.Qpdf[1], &raw); err != nil {
			t.Fatal(err)
		}
		objects := map[string]map[string]any{}
		for k, v := range raw {
			var o struct{ Value map[string]any }
			if json.Unmarshal(v, &o) == nil { // streams and lists are passed over
				objects[k] = o.Value
			}
		}
		catalog, _ := objects["trailer"]["/Root"].(string)
		root := objects["obj:"+catalog]
		if got, want := root["/Lang"], "u:"+lang; got != want {
			t.Errorf("/Lang = %v, want %v", got, want)
		}
		if diff := cmp.Diff(map[string]any{"/DisplayDocTitle": true}, root["/ViewerPreferences"]); diff != "" {
			t.Errorf("%s: viewer preferences (-want +got):\n%s", lang, diff)
		}
		if diff := cmp.Diff(map[string]any{"/Marked": true}, root["/MarkInfo"]); diff != "" {
			t.Errorf("%s: mark info (-want +got):\n%s", lang, diff)
		}
		pages := 0
		for _, o := range objects {
			if o["/Type"] == "/Page" {
				pages++
				if o["/Tabs"] != "/S" || o["/StructParents"] == nil {
					t.Errorf("%s: a page has %v, %v", lang, o["/Tabs"], o["/StructParents"])
				}
			}
		}
		if pages < 10 {
			t.Errorf("%s: %d pages, want ten at least", lang, pages)
		}
	}
}

// contents gives what is drawn on each page.
func contents(tb testing.TB, file []byte, pages int) []string {
	tb.Helper()
	var out []string
	head := regexp.MustCompile(`<</Filter /FlateDecode /Length \d+>>\nstream\n`)
	for _, at := range head.FindAllIndex(file, pages) {
		z, err := zlib.NewReader(bytes.NewReader(file[at[1]:]))
		if err != nil {
			tb.Fatal(err)
		}
		data, err := io.ReadAll(z)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, string(data))
	}
	return out
}

// Every report has a whole tree, and everything drawn lies in marked content.
func TestWrite_everyReport(t *testing.T) {
	t.Parallel()
	for name, r := range allReports(t) {
		b, err := layOut(r)
		if err != nil {
			t.Fatal(err)
		}
		p := b.print()
		checkTree(t, name, p.tags)
		var out bytes.Buffer
		if err := p.write(&out, r.Language); err != nil {
			t.Fatal(err)
		}
		for n, page := range contents(t, out.Bytes(), len(b.pages)) {
			checkContent(t, fmt.Sprintf("%s, page %d", name, n+1), page)
		}
	}
}

// checkContent holds that marked content is never nested, is numbered from 0
// and has everything in it.
func checkContent(t *testing.T, name, page string) {
	t.Helper()
	begins := regexp.MustCompile(`^/(\w+) (?:<</MCID (\d+)>> BDC|<</Type /Pagination>> BDC|BMC)$`)
	draws := regexp.MustCompile(`(Tj ET|Tj ET Q| re [fS]| [SfB]|S Q|Do Q)$`)
	open, next := false, 0
	for line := range strings.SplitSeq(page, "\n") {
		switch m := begins.FindStringSubmatch(line); {
		case m != nil:
			if open {
				t.Fatalf("%s: %q inside other content", name, line)
			}
			open = true
			if m[1] != "Artifact" {
				if m[2] != strconv.Itoa(next) {
					t.Fatalf("%s: %q, want number %d", name, line, next)
				}
				next++
			}
		case line == "EMC":
			if !open {
				t.Fatalf("%s: closed what was not opened", name)
			}
			open = false
		case !open && draws.MatchString(line):
			t.Fatalf("%s: %.60q outside of marked content", name, line)
		}
	}
	if open {
		t.Errorf("%s: content is left open", name)
	}
}

// What stands outside of every role is an artifact, also right after a text.
func TestPress_rulesAreArtifacts(t *testing.T) {
	t.Parallel()
	b, err := layOut(&reports.Report{Cover: reports.Cover{Title: "T"}})
	if err != nil {
		t.Fatal(err)
	}
	d := b.drawing()
	d.rule(30)
	d.open(roleRow, "")
	for range 2 {
		d.open(roleCell, "")
		d.put(left, 40, body, d.one(body, 50, "Cell"))
		d.close()
		d.hairline(left, right, 50)
	}
	d.close()
	d.rule(60)
	p := newPress(newDocument(b))
	p.page(d.marks)
	var out bytes.Buffer
	if err := p.write(&out, ""); err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.SplitSeq(contents(t, out.Bytes(), 1)[0], "\n") {
		if strings.HasSuffix(line, "BMC") || strings.HasSuffix(line, "BDC") {
			got = append(got, strings.Fields(line)[0])
		}
	}
	if diff := cmp.Diff([]string{"/Artifact", "/TD", "/Artifact", "/TD", "/Artifact", "/Artifact"}, got); diff != "" {
		t.Errorf("marked content (-want +got):\n%s", diff)
	}
}

// treeOf draws a report and gives its tree.
func treeOf(tb testing.TB, r *reports.Report) *tags {
	tb.Helper()
	b, err := layOut(r)
	if err != nil {
		tb.Fatal(err)
	}
	return b.print().tags
}

// checkTree holds that the tree is one and that every part of it is what its
// place asks for.
func checkTree(t *testing.T, name string, tree *tags) {
	t.Helper()
	under := map[string][]string{"TR": {"Table"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}, "Span": {"TH"}, "Link": {"P", "LBody"}}
	level, runs := 0, 0
	for i, e := range tree.elements {
		parent := tree.elements[e.parent].kind
		if want, ok := under[e.kind]; ok && !slices.Contains(want, parent) {
			t.Errorf("%s: %s under %s", name, e.kind, parent)
		} else if !ok && i > 0 && parent != "Document" {
			t.Errorf("%s: %s under %s", name, e.kind, parent)
		}
		if len(e.kids) == 0 && e.kind != "TD" {
			t.Errorf("%s: %s %d is empty", name, e.kind, i)
		}
		for _, k := range e.kids {
			if k.element == 0 && k.link == 0 {
				runs++
				if got := tree.pages[k.page][k.mcid]; got != i {
					t.Errorf("%s: run %d of page %d leads to %d, want %d", name, k.mcid, k.page, got, i)
				}
			}
		}
		switch e.kind {
		case "Figure":
			if e.alt == "" || e.extent.w <= 0 || e.extent.h <= 0 {
				t.Errorf("%s: figure %d has the text %q and the box %v", name, i, e.alt, e.extent)
			}
		case "TH":
			if !strings.Contains(e.attr, "/Scope") {
				t.Errorf("%s: a head cell of nothing", name)
			}
		case "Table":
			checkTable(t, name, tree, e)
		case "H1", "H2", "H3", "H4":
			now := int(e.kind[1] - '0')
			if now > level+1 {
				t.Errorf("%s: %s after a heading of level %d", name, e.kind, level)
			}
			level = now
		}
	}
	for _, p := range tree.pages {
		runs -= len(p)
	}
	if runs != 0 {
		t.Errorf("%s: %d runs more in the tree than on the pages", name, runs)
	}
}

// checkTable holds that all rows of a table have the same number of columns
// and that it has a head cell.
func checkTable(t *testing.T, name string, tree *tags, table element) {
	t.Helper()
	want, heads := 0, 0
	for _, row := range table.kids {
		columns := 0
		for _, c := range tree.elements[row.element].kids {
			cell := tree.elements[c.element]
			columns++
			if _, span, ok := strings.Cut(cell.attr, "/ColSpan "); ok {
				n, err := strconv.Atoi(span)
				if err != nil {
					t.Errorf("%s: a cell over %q columns", name, span)
				}
				columns += n - 1
			}
			if cell.kind == "TH" {
				heads++
			}
		}
		if want == 0 {
			want = columns
		}
		if columns != want {
			t.Errorf("%s: a row of %d columns in a table of %d", name, columns, want)
		}
	}
	if heads == 0 {
		t.Errorf("%s: a table without a head cell", name)
	}
}

// A note over several pages is one body of one item.
func TestTags_longTextIsOneElement(t *testing.T) {
	t.Parallel()
	tree := treeOf(t, build(named(t, "Port Example", strings.Repeat("Words of a note. ", 294)), false))
	longest, pages := 0, map[int]bool{}
	for _, e := range tree.elements {
		if e.kind == "LBody" && len(e.kids) > longest {
			longest = len(e.kids)
			clear(pages)
			for _, k := range e.kids {
				pages[k.page] = true
			}
		}
	}
	if longest < 30 || len(pages) < 2 {
		t.Errorf("the longest item has %d lines on %d pages, want the whole note", longest, len(pages))
	}
}

// What is no plain string of PDF is written in UTF-16, brackets and all.
func TestLiteral(t *testing.T) {
	t.Parallel()
	for in, want := range map[text]string{
		"plain":   "(plain)",
		"a(b)\\":  `(a\(b\)\\)`,
		"é":       "(\xfe\xff\x00\xe9)",
		"Ĩ":       "(\xfe\xff\x01\\()",
		"č\u010d": "(\xfe\xff\x01\r\x01\r)",
	} {
		want = strings.ReplaceAll(want, "\r", `\r`)
		if got := string(literal(in)); got != want {
			t.Errorf("literal(%q) = %q, want %q", in, got, want)
		}
	}
}

// A file of another make is refused, not spoilt.
func TestAddTags_refusesOtherFiles(t *testing.T) {
	t.Parallel()
	good, _ := write(t, report(t, "worked-example"))
	for _, file := range []string{"", "%PDF-1.3\n", "%PDF-1.3\n\ntrailer\n<<\n/Size 9\n/Root 8 0 R\n/Info 7 0 R\n>>\nstartxref\n0\n%%EOF\n", string(good)} {
		if _, err := addTags([]byte(file), newTags(), nil, nil, "en"); err == nil {
			t.Errorf("%.20q: no error", file)
		}
	}
}

func TestWritePaper_isTagged(t *testing.T) {
	t.Parallel()
	f, err := loadFaces()
	if err != nil {
		t.Fatal(err)
	}
	for _, items := range []int{1, 40} {
		p := sheet("Counts: a list.", items)
		b := &book{setter: &setter{faces: f, clean: newCleaner(f.regular)}, report: &reports.Report{}, y: top, bottom: bottom}
		b.paper(p)
		checkTree(t, fmt.Sprint(items, " items"), b.print().tags)
	}
}
