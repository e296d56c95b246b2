package pdf

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// cases are the assessments whose pages are held as golden text.
var cases = []string{"worked-example", "harbour-outreach", "dublin-supervised-injecting-facility", "sample-peer-org", "sample-core-quick"}

// readCase gives the assessment of that name with its questionnaire.
func readCase(tb testing.TB, name string) *store.Document {
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
func build(doc *store.Document, public bool) *reports.Report { return buildIn("en", doc, public) }

// buildIn is build in another language.
func buildIn(lang string, doc *store.Document, public bool) *reports.Report {
	fw := questionnaires.Framework(lang)
	return reports.Build(reports.Input{
		Questionnaire: doc.Questionnaire,
		Assessment:    doc.Assessment,
		Profile:       assess.NewProfile(doc.Questionnaire, doc.Assessment, fw.Targets),
		Framework:     fw,
		Sources:       questionnaires.Sources(),
		Reference:     questionnaires.Reference(lang),
		Phrases:       phrases.New(lang),
		Options:       reports.Options{Public: public},
	})
}

// report is readCase and build.
func report(tb testing.TB, name string) *reports.Report {
	tb.Helper()
	return build(readCase(tb, name), false)
}

// write draws r and fails the test when that fails.
func write(tb testing.TB, r *reports.Report) ([]byte, Info) {
	tb.Helper()
	var out bytes.Buffer
	info, err := Write(&out, r)
	if err != nil {
		tb.Fatal(err)
	}
	return out.Bytes(), info
}

// resolve finds built-in questionnaires.
func resolve(ref assess.Ref, _ string) (*assess.Questionnaire, error) {
	l, err := questionnaires.Load(ref.ID, "")
	return l.Questionnaire, err
}
