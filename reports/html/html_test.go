package html

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

var update = flag.Bool("update", false, "write the golden files anew")

func resolve(ref assess.Ref, _ string) (*assess.Questionnaire, error) {
	l, err := questionnaires.Load(ref.ID, "")
	return l.Questionnaire, err
}

// read gives an assessment of the test data with its questionnaire.
func read(t *testing.T, name string) *store.Document {
	t.Helper()
	path := filepath.Join("..", "..", "testdata", "assessments", name+".csi.yaml")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := store.Parse(path, data, resolve)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// page draws an assessment as the command does.
func page(t *testing.T, doc *store.Document, lang string, public bool) string {
	t.Helper()
	fw := questionnaires.Framework(lang)
	var b bytes.Buffer
	err := Write(&b, reports.Build(reports.Input{
		Questionnaire: doc.Questionnaire,
		Assessment:    doc.Assessment,
		Profile:       assess.NewProfile(doc.Questionnaire, doc.Assessment, fw.Targets),
		Framework:     fw,
		Sources:       questionnaires.Sources(),
		Reference:     questionnaires.Reference(lang),
		Phrases:       phrases.New(lang),
		Options:       reports.Options{Public: public},
	}))
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// states are the pages that the rules of this test must hold for.
func states(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, name := range []string{"harbour-outreach", "worked-example", "worked-example-authority", "sample-peer-org", "sample-core-quick", "sample-enabling"} {
		all[name] = page(t, read(t, name), "en", false)
	}
	for _, lang := range []string{"fr", "uk"} {
		all["harbour-outreach."+lang] = page(t, read(t, "harbour-outreach"), lang, false)
	}
	for name, r := range map[string]assess.Response{
		"dont-know": {State: assess.DontKnow}, "not-applicable": {State: assess.NotApplicable, Reason: "none"},
		"all-in-place": {State: assess.Answered, Value: 3}, "all-absent": {State: assess.Answered},
	} {
		doc := read(t, "worked-example")
		for _, it := range doc.Questionnaire.Items() {
			doc.Assessment.Responses[it.ID] = r
		}
		all[name] = page(t, doc, "en", false)
	}
	one := read(t, "worked-example")
	one.Assessment.Responses = map[string]assess.Response{"ag-inf": {State: assess.Answered, Value: 2}}
	all["one-response"] = page(t, one, "en", false)
	all["hostile"] = page(t, hostile(t), "en", false)
	all["fr and en"], all["uk and fr"] = inTwo(t, "fr", "en"), inTwo(t, "uk", "fr")
	return all
}

// evil is text that must stay text.
const evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{.}} =1+1 | a \x01\u202Eend"

// hostile is an assessment with such texts wherever people write.
func hostile(t *testing.T) *store.Document {
	t.Helper()
	doc := read(t, "harbour-outreach")
	f := &doc.Assessment.Frame
	f.Organisation, f.Jurisdiction, f.Policy = evil, evil, evil
	for id, r := range doc.Assessment.Responses {
		r.Note = evil
		if r.State == assess.NotApplicable {
			r.Reason = evil
		}
		doc.Assessment.Responses[id] = r
	}
	for i := range doc.Assessment.Plan {
		doc.Assessment.Plan[i].Owner, doc.Assessment.Plan[i].Proof = evil, evil
	}
	return doc
}

func TestGolden(t *testing.T) {
	t.Parallel()
	for name, got := range map[string]string{
		"harbour-outreach.html":        page(t, read(t, "harbour-outreach"), "en", false),
		"harbour-outreach.public.html": page(t, read(t, "harbour-outreach"), "en", true),
		"sample-peer-org.html":         page(t, read(t, "sample-peer-org"), "en", false),
	} {
		path := filepath.Join("..", "..", "testdata", "golden", "reports", name)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s differs (-want +got); -update writes it anew:\n%s", name, diff)
		}
	}
}

// TestPage holds what a browser, a screen reader and a cautious reader ask of
// every page, whatever stands in it.
func TestPage(t *testing.T) {
	t.Parallel()
	for name, text := range states(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &checker{t: t, ids: map[string]bool{}}
			c.walk(text)
			for _, to := range c.links {
				if !c.ids[to] {
					t.Errorf("a link leads to #%s, which is nowhere", to)
				}
			}
			if c.count["h1"] != 1 || c.count["main"] != 1 || c.count["title"] == 0 {
				t.Errorf("found %v; expected one h1, one main and a title", c.count)
			}
			if c.count["table"] != c.count["caption"] {
				t.Errorf("%d tables and %d captions", c.count["table"], c.count["caption"])
			}
		})
	}
}

// checker walks a page as XML, which every page of ours is too.
type checker struct {
	t     *testing.T
	ids   map[string]bool
	links []string
	count map[string]int
	level int // of the last heading
	image int // depth of a picture that still needs its title
}

func (c *checker) walk(text string) {
	c.count = map[string]int{}
	d := xml.NewDecoder(strings.NewReader(text))
	d.Entity = xml.HTMLEntity
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			c.t.Fatalf("not well-formed: %v", err)
		}
		if e, ok := token.(xml.StartElement); ok {
			c.element(e)
		}
	}
}

func (c *checker) element(e xml.StartElement) {
	name := e.Name.Local
	c.count[name]++
	if slices.Contains([]string{"script", "iframe", "link", "object", "embed", "form", "foreignObject"}, name) {
		c.t.Errorf("found <%s>", name)
	}
	if c.image > 0 && name != "title" {
		c.t.Errorf("a picture begins with <%s>; expected its title", name)
	}
	c.image = 0
	at := map[string]string{}
	for _, a := range e.Attr {
		at[a.Name.Local] = a.Value
		if strings.HasPrefix(a.Name.Local, "on") || slices.Contains([]string{"style", "action", "srcset"}, a.Name.Local) {
			c.t.Errorf("<%s> has %s", name, a.Name.Local)
		}
		if a.Name.Local == "src" && !(name == "img" && strings.HasPrefix(a.Value, "data:image/")) {
			c.t.Errorf("<%s> is taken from %.20s", name, a.Value)
		}
	}
	if id := at["id"]; id != "" {
		if c.ids[id] {
			c.t.Errorf("id %s stands twice", id)
		}
		c.ids[id] = true
	}
	if to, ok := at["href"]; ok {
		if !strings.HasPrefix(to, "#") {
			c.t.Errorf("<%s> leads out of the page: %s", name, to)
		}
		c.links = append(c.links, strings.TrimPrefix(to, "#"))
	}
	switch name {
	case "html":
		if at["lang"] == "" {
			c.t.Error("the page has no language")
		}
	case "th":
		if at["scope"] == "" {
			c.t.Error("a head cell has no scope")
		}
	case "svg":
		if at["role"] == "img" {
			c.image = 1
		} else if at["aria-hidden"] != "true" {
			c.t.Error("a picture has neither a role nor is it hidden")
		}
	case "h1", "h2", "h3", "h4":
		level := int(name[1] - '0')
		if level > c.level+1 {
			c.t.Errorf("h%d follows h%d", level, c.level)
		}
		c.level = level
	}
}

func TestHostileTextStaysText(t *testing.T) {
	t.Parallel()
	got := page(t, hostile(t), "en", false)
	for _, no := range []string{"<script", "<img", "\x01", "\u202E"} {
		if strings.Contains(got, no) {
			t.Errorf("found %q", no)
		}
	}
	if !strings.Contains(got, "&lt;script&gt;alert(1)&lt;/script&gt;") {
		t.Error("the text itself is lost")
	}
}

// TestPublic holds that nothing that people wrote, and no name of theirs, is
// left in a public page.
func TestPublic(t *testing.T) {
	t.Parallel()
	doc := read(t, "harbour-outreach")
	doc.Assessment.Frame.Organisation = "SECRET house"
	for id, r := range doc.Assessment.Responses {
		r.Note = "SECRET note"
		if r.State == assess.NotApplicable {
			r.Reason = "SECRET reason"
		}
		doc.Assessment.Responses[id] = r
	}
	for i := range doc.Assessment.Plan {
		doc.Assessment.Plan[i].Owner, doc.Assessment.Plan[i].Proof = "SECRET owner", "SECRET proof"
	}
	if !strings.Contains(page(t, doc, "en", false), "SECRET note") {
		t.Error("the test tests nothing: notes are not in the page for the owner either")
	}
	if strings.Contains(page(t, doc, "en", true), "SECRET") {
		t.Error("a public page holds what people wrote")
	}
}
