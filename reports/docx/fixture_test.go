package docx

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// resolve finds built-in questionnaires.
func resolve(ref assess.Ref, _ string) (*assess.Questionnaire, error) {
	l, err := questionnaires.Load(ref.ID, "")
	return l.Questionnaire, err
}

// read gives an assessment of the test data with its questionnaire.
func read(tb testing.TB, name string) *store.Document {
	tb.Helper()
	path := filepath.Join("..", "..", "testdata", "assessments", name+".csi.yaml")
	data, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	doc, err := store.Parse(path, data, resolve)
	if err != nil {
		tb.Fatal(err)
	}
	return doc
}

// build makes the report of an assessment as the command does.
func build(doc *store.Document, lang string, public bool) *reports.Report {
	return reports.Build(input(doc, lang, public))
}

// input is what a report is built from.
func input(doc *store.Document, lang string, public bool) reports.Input {
	fw := questionnaires.Framework(lang)
	return reports.Input{
		Questionnaire: doc.Questionnaire,
		Assessment:    doc.Assessment,
		Profile:       assess.NewProfile(doc.Questionnaire, doc.Assessment, fw.Targets),
		Framework:     fw,
		Sources:       questionnaires.Sources(),
		Reference:     questionnaires.Reference(lang),
		Phrases:       phrases.New(lang),
		Options:       reports.Options{Public: public},
	}
}

// report is read and build, in English, for the owner.
func report(tb testing.TB, name string) *reports.Report {
	tb.Helper()
	return build(read(tb, name), "en", false)
}

// write gives the bytes of a document.
func write(tb testing.TB, r *reports.Report) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := Write(&b, r); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// states are the reports that the rules of these tests must hold for.
func states(tb testing.TB) map[string]*reports.Report {
	tb.Helper()
	all := map[string]*reports.Report{}
	for _, name := range []string{"harbour-outreach", "worked-example", "worked-example-authority", "dublin-supervised-injecting-facility",
		"sample-peer-org", "sample-core-quick", "sample-enabling"} {
		all[name] = report(tb, name)
	}
	for _, lang := range []string{"fr", "uk"} {
		all["harbour-outreach."+lang] = build(read(tb, "harbour-outreach"), lang, false)
	}
	all["public"] = build(read(tb, "harbour-outreach"), "en", true)
	for name, r := range map[string]assess.Response{
		"dont-know": {State: assess.DontKnow}, "not-applicable": {State: assess.NotApplicable, Reason: "none"},
		"all-in-place": {State: assess.Answered, Value: 3}, "all-absent": {State: assess.Answered},
	} {
		doc := read(tb, "worked-example")
		for _, it := range doc.Questionnaire.Items() {
			doc.Assessment.Responses[it.ID] = r
		}
		all[name] = build(doc, "en", false)
	}
	one := read(tb, "worked-example")
	one.Assessment.Responses = map[string]assess.Response{"ag-inf": {State: assess.Answered, Value: 2}}
	all["one-response"] = build(one, "en", false)
	all["hostile"] = build(written(read(tb, "harbour-outreach"), evil), "en", false)
	all["huge"] = build(written(read(tb, "harbour-outreach"), strings.Repeat("Довга нотатка 😀 ", 330)), "en", false)
	all["empty"] = &reports.Report{}
	maps.Copy(all, extras(tb))
	return all
}

// evil is text that must stay text: markup, fields of Word, what XML does not
// allow, what turns the direction of writing.
const evil = "</w:t><w:p/> & <script>\"' ]]> {PAGE} \x00\x01\x0B\x1F\uFFFE\uFFFF\u202Eend\xff\xfe 😀 سلام 政策\n\nsecond line"

// written fills every place where people write.
func written(doc *store.Document, text string) *store.Document {
	f := &doc.Assessment.Frame
	f.Organisation, f.Jurisdiction, f.Policy = text, text, text
	for id, r := range doc.Assessment.Responses {
		r.Note = text
		if r.State == assess.NotApplicable {
			r.Reason = text
		}
		doc.Assessment.Responses[id] = r
	}
	for i := range doc.Assessment.Plan {
		doc.Assessment.Plan[i].Owner, doc.Assessment.Plan[i].Proof = text, text
	}
	return doc
}

// unpacked gives the parts of a document by their names.
func unpacked(tb testing.TB, data []byte) map[string]string {
	tb.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		tb.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			tb.Fatal(err)
		}
		if _, twice := all[f.Name]; twice {
			tb.Errorf("%s stands twice in the file", f.Name)
		}
		all[f.Name] = string(text)
	}
	return all
}
