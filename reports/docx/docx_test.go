package docx

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"csi/reports"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestWrite_package holds what Word asks of a file before it opens it: every
// part is XML, has a type, and leads nowhere that is not there.
func TestWrite_package(t *testing.T) {
	t.Parallel()
	for name, r := range states(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all := unpacked(t, write(t, r))
			types := map[string]bool{}
			for _, o := range tree(t, "types", all["[Content_Types].xml"]).all("Override") {
				types[strings.TrimPrefix(o.at["PartName"], "/")] = true
			}
			for part, text := range all {
				if strings.HasPrefix(part, "word/media/") {
					if !strings.Contains(all["[Content_Types].xml"], `Extension="`+strings.TrimPrefix(path.Ext(part), ".")+`"`) {
						t.Errorf("%s has no content type", part)
					}
					continue
				}
				n := tree(t, part, text)
				inOrder(t, part, n)
				if strings.HasSuffix(part, ".rels") {
					for _, l := range n.all("Relationship") {
						folder := path.Dir(path.Dir(part))
						if target := path.Join(folder, l.at["Target"]); all[target] == "" {
							t.Errorf("%s leads to %s, which is nowhere", part, target)
						}
						if l.at["TargetMode"] != "" {
							t.Errorf("%s leads out of the file: %s", part, l.at["Target"])
						}
					}
				} else if part != "[Content_Types].xml" && !types[part] {
					t.Errorf("%s has no content type", part)
				}
				delete(types, part)
			}
			if len(types) > 0 {
				t.Errorf("there are types for %v and no parts", types)
			}
		})
	}
}

// TestWrite_document holds what a reader and a screen reader ask of the text.
func TestWrite_document(t *testing.T) {
	t.Parallel()
	for name, r := range states(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all := unpacked(t, write(t, r))
			doc := tree(t, "document", all["word/document.xml"])
			styles := map[string]bool{}
			for _, s := range tree(t, "styles", all["word/styles.xml"]).all("style") {
				styles[s.at["styleId"]] = true
			}
			for _, kind := range []string{"pStyle", "rStyle", "tblStyle", "basedOn", "next"} {
				for _, n := range append(doc.all(kind), tree(t, "styles", all["word/styles.xml"]).all(kind)...) {
					if !styles[n.at["val"]] {
						t.Errorf("style %q is not defined", n.at["val"])
					}
				}
			}
			checkHeadings(t, doc)
			checkLinks(t, doc)
			for _, n := range doc.all("tbl") {
				checkTable(t, n)
			}
			links := all["word/_rels/document.xml.rels"]
			for _, kind := range []string{"headerReference", "footerReference"} {
				for _, n := range doc.all(kind) {
					if !strings.Contains(links, `Id="`+n.at["id"]+`"`) {
						t.Errorf("%s has no relationship %s", kind, n.at["id"])
					}
				}
			}
			if body := doc.kid("body").kids; len(body) > 1 && body[len(body)-2].name != "p" {
				t.Error("the text ends with a table; Word asks for a paragraph")
			}
		})
	}
}

func checkHeadings(t *testing.T, doc *node) {
	t.Helper()
	last, ones := 0, 0
	for _, p := range doc.all("p") {
		digit, found := strings.CutPrefix(p.value("pPr", "pStyle"), "Heading")
		if !found {
			continue
		}
		level, err := strconv.Atoi(digit)
		if err != nil || level > last+1 {
			t.Errorf("heading %s %q follows level %d", digit, p.words(), last)
		}
		if strings.TrimSpace(p.words()) == "" {
			t.Error("a heading is empty")
		}
		if level == 1 {
			ones++
		}
		last = level
	}
	if marks := len(doc.all("bookmarkStart")); marks != ones {
		t.Errorf("%d parts and %d bookmarks", ones, marks)
	}
}

func checkLinks(t *testing.T, doc *node) {
	t.Helper()
	names, ids := map[string]bool{}, map[string]bool{}
	for _, b := range doc.all("bookmarkStart") {
		if names[b.at["name"]] || ids[b.at["id"]] || len(b.at["name"]) > 40 {
			t.Errorf("bookmark %s stands twice or is too long", b.at["name"])
		}
		names[b.at["name"]], ids[b.at["id"]] = true, true
	}
	for _, l := range doc.all("hyperlink") {
		if !names[l.at["anchor"]] {
			t.Errorf("a link leads to %q, which is nowhere", l.at["anchor"])
		}
	}
}

// checkTable holds a table to its grid, and to a name and a head.
func checkTable(t *testing.T, n *node) {
	t.Helper()
	title := n.value("tblPr", "tblCaption")
	if title == "" {
		t.Error("a table has no name")
	}
	var grid []int
	for _, g := range n.kid("tblGrid").kids {
		w, err := strconv.Atoi(g.at["w"])
		if err != nil || w <= 0 {
			t.Errorf("table %q has a column of width %s", title, g.at["w"])
		}
		grid = append(grid, w)
	}
	if len(grid) > 63 {
		t.Errorf("table %q has %d columns; Word takes 63", title, len(grid))
	}
	heads, over := 0, false
	for _, r := range n.all("tr") {
		if r.kid("trPr").kid("cantSplit") == nil {
			t.Errorf("a row of table %q may be split", title)
		}
		if r.kid("trPr").kid("tblHeader") == nil {
			over = true
		} else if heads++; over {
			t.Errorf("table %q has a head below its rows", title)
		}
		column := 0
		for _, c := range r.all("tc") {
			span := 1
			if s := c.value("tcPr", "gridSpan"); s != "" {
				span, _ = strconv.Atoi(s)
			}
			sum := 0
			for _, w := range grid[column:min(column+span, len(grid))] {
				sum += w
			}
			column += span
			if got := c.kid("tcPr").kid("tcW").at["w"]; got != strconv.Itoa(sum) {
				t.Errorf("a cell of table %q is %s wide; its columns are %d", title, got, sum)
			}
			if len(c.all("p")) == 0 {
				t.Errorf("a cell of table %q has no paragraph", title)
			}
		}
		if column != len(grid) {
			t.Errorf("a row of table %q has %d columns; expected %d", title, column, len(grid))
		}
	}
	style := n.value("tblPr", "tblStyle")
	fill := style == "PlanTable" && len(grid) == 2 && n.value("tblPr", "tblDescription") == "" && heads == 0 // lines to write on
	if style != "BarTable" && !fill && heads != 1 {
		t.Errorf("table %q has %d rows as its head", title, heads)
	}
}

func TestWrite_sameReportSameBytes(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"harbour-outreach", "sample-peer-org"} {
		want := sha256.Sum256(write(t, report(t, name)))
		for range 5 {
			if sha256.Sum256(write(t, report(t, name))) != want {
				t.Fatalf("%s: two runs differ", name)
			}
		}
	}
}

// A document says nothing about who made it, where and when.
func TestWrite_metadata(t *testing.T) {
	t.Parallel()
	for lang, tag := range map[string]string{"en": "en-GB", "fr": "fr-FR", "uk": "uk-UA"} {
		r := build(read(t, "harbour-outreach"), lang, false)
		all := unpacked(t, write(t, r))
		core := tree(t, "core", all["docProps/core.xml"])
		got := map[string]string{}
		for _, k := range core.kids {
			got[k.name] = k.text
		}
		want := map[string]string{"title": r.Title, "language": tag, "created": "2026-11-20T00:00:00Z", "modified": "2026-11-20T00:00:00Z"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: properties (-want +got):\n%s", lang, diff)
		}
		if l := tree(t, "styles", all["word/styles.xml"]).all("lang"); len(l) != 1 || l[0].at["val"] != tag {
			t.Errorf("%s: the language of the text is not %s", lang, tag)
		}
		for part, text := range all {
			for _, bad := range []string{"creator", "lastModifiedBy", os.TempDir(), "LANGUAGE"} {
				if strings.Contains(text, bad) {
					t.Errorf("%s holds %q", part, bad)
				}
			}
		}
	}
}

func TestLanguageTag(t *testing.T) {
	t.Parallel()
	for lang, want := range map[string]string{
		"en": "en-GB", "en-US": "en-US", "fr": "fr-FR", "uk": "uk-UA", "ka": "ka-GE", "": "en-GB", "not a tag": "en-GB",
	} {
		if got := languageTag(lang); got != want {
			t.Errorf("languageTag(%q) = %q, want %q", lang, got, want)
		}
	}
}

// Without a date the clock must not get in.
func TestWrite_withoutDate(t *testing.T) {
	t.Parallel()
	if core := unpacked(t, write(t, &reports.Report{}))["docProps/core.xml"]; !strings.Contains(core, "2000-01-01T00:00:00Z") {
		t.Errorf("the properties have another date than the fixed one: %s", core)
	}
}

// TestEscaped: whatever the character, the text stays XML, and what can be
// read stays.
func TestEscaped(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for r := rune(0); r <= utf8.MaxRune; r++ {
		text.WriteRune(r)
	}
	got := "<t>" + escaped(text.String()+"\xff\xc0") + "</t>"
	n := tree(t, "text", got)
	for _, keep := range []string{"A", "é", "ї", "გ", "ա", "α", "ש", "س", "政", "😀", "\u200d", "<", "&", "\""} {
		if !strings.Contains(n.text, keep) {
			t.Errorf("%q is lost", keep)
		}
	}
	for _, r := range n.text {
		if r < 0x20 || r == 0xFFFE || r == 0xFFFF || r == 0x202E {
			t.Errorf("%U is left", r)
		}
	}
}

func TestHostileTextStaysText(t *testing.T) {
	t.Parallel()
	all := unpacked(t, write(t, states(t)["hostile"]))
	doc := tree(t, "document", all["word/document.xml"])
	if len(doc.all("script")) > 0 || len(doc.all("fldSimple")) > 0 {
		t.Error("a text has become markup")
	}
	for _, want := range []string{"</w:t><w:p/> & <script>\"' ]]> {PAGE}", "😀 سلام 政策"} {
		if !strings.Contains(doc.words(), want) {
			t.Errorf("%q is lost", want)
		}
	}
}

// TestPublic holds that nothing that people wrote, and no name of theirs, is
// left in a public document.
func TestPublic(t *testing.T) {
	t.Parallel()
	doc := read(t, "harbour-outreach")
	place := doc.Assessment.Frame.Jurisdiction
	written(doc, "SECRET")
	doc.Assessment.Frame.Jurisdiction, doc.Assessment.Frame.Policy = place, "Strategy"
	holds := func(public bool) bool {
		for _, text := range unpacked(t, write(t, build(doc, "en", public))) {
			if strings.Contains(text, "SECRET") {
				return true
			}
		}
		return false
	}
	if !holds(false) {
		t.Error("the test tests nothing: the owner's document has no notes either")
	}
	if holds(true) {
		t.Error("a public document holds what people wrote")
	}
}

func TestGolden(t *testing.T) {
	t.Parallel()
	more := extras(t)
	for name, r := range map[string]*reports.Report{
		"harbour-outreach.docx.txt":    report(t, "harbour-outreach"),
		"harbour-outreach.fr.docx.txt": build(read(t, "harbour-outreach"), "fr", false),
		"harbour-outreach.uk.docx.txt": build(read(t, "harbour-outreach"), "uk", false),
		"sample-peer-org.docx.txt":     report(t, "sample-peer-org"),

		"harbour-outreach.short.docx.txt":    more["short"],
		"harbour-outreach.short.uk.docx.txt": more["short.uk"],
		"harbour-outreach.annex.docx.txt":    more["annex"],
		"harbour-outreach.pair.docx.txt":     more["pair"],
	} {
		all := unpacked(t, write(t, r))
		var b strings.Builder
		for _, part := range []string{"header1", "footer1"} {
			b.WriteString("(" + part + ")\n" + structure(tree(t, part, all["word/"+part+".xml"])) + "\n")
		}
		b.WriteString("(text)\n" + structure(tree(t, "document", all["word/document.xml"]).kid("body")))
		file := filepath.Join("..", "..", "testdata", "golden", "reports", name)
		if *update {
			if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); diff != "" {
			t.Errorf("%s differs; if it should, run go test -update (-want +got):\n%s", name, diff)
		}
	}
}

type brokenWriter struct{}

var errFull = errors.New("disk full")

func (brokenWriter) Write([]byte) (int, error) { return 0, errFull }

func TestWrite_errors(t *testing.T) {
	t.Parallel()
	if err := Write(brokenWriter{}, report(t, "worked-example")); !errors.Is(err, errFull) {
		t.Errorf("Write = %v, want %v", err, errFull)
	}
	if err := Write(&bytes.Buffer{}, nil); err == nil {
		t.Error("Write of no report gives no error")
	}
}

// TestBar holds the pieces of a bar to its figures.
func TestBar(t *testing.T) {
	t.Parallel()
	span := func(v, low, high float64) reports.Span {
		return reports.Span{HasValue: v >= 0, Value: v, Low: low, High: high}
	}
	for _, c := range []struct {
		name string
		s    reports.Span
		want string
	}{
		{"a value", span(0.78, 0.78, 0.78), "33 full, 67 full, 78 full point, 100 empty"},
		{"nothing", span(0, 0, 0), "point 33 empty, 67 empty, 100 empty"},
		{"everything", span(1, 1, 1), "33 full, 67 full, 100 full point"},
		{"a range with a value", span(0.5, 1.0/3, 2.0/3), "33 full, 50 full hatched point, 67 empty hatched, 100 empty"},
		{"a range alone", span(-1, 0.22, 0.89), "22 empty, 33 paper hatched, 67 paper hatched, 89 paper hatched, 100 empty"},
		{"nothing known", span(-1, 0, 1), "33 paper hatched, 67 paper hatched, 100 paper hatched"},
	} {
		var got []string
		for i, p := range barPieces(0, c.s, warn, thirds()) {
			text := strconv.Itoa(p.to) + " " + map[colour]string{warn: "full", tint: "empty", paper: "paper"}[p.shade.fill]
			if p.shade.lines != 0 {
				text += " hatched"
			}
			if p.right.colour == ink {
				text += " point"
			}
			if i == 0 && p.left.colour == ink {
				text = "point " + text
			}
			got = append(got, text)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %s; want %s", c.name, strings.Join(got, ", "), c.want)
		}
	}
}

// The styles that editors know by name are there under these names, in every
// language of Word.
func TestStyles_areWordsOwn(t *testing.T) {
	t.Parallel()
	var names []string
	for _, s := range tree(t, "styles", unpacked(t, write(t, &reports.Report{}))["word/styles.xml"]).all("style") {
		names = append(names, s.kid("name").at["val"])
	}
	for _, want := range []string{"Normal", "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "caption", "List", "List Bullet",
		"Quote", "header", "footer", "toc 1", "Table Grid", "Strong", "Hyperlink"} {
		if !slices.Contains(names, want) {
			t.Errorf("no style %q", want)
		}
	}
}
