package questionnaires

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// FuzzParse: whatever the file, there is a questionnaire or there are faults;
// every fault lies inside the file; reading twice gives the same.
func FuzzParse(f *testing.F) {
	for _, dir := range []string{"ok", "err"} {
		for _, data := range files(f, dir) {
			f.Add(data)
		}
	}
	known := BuiltinKnown()
	f.Fuzz(func(t *testing.T, data []byte) {
		q, list := Parse("f.yaml", data, known)
		if (q == nil) != (len(list) > 0) {
			t.Fatalf("questionnaire %v with the faults\n%s", q, lines(list))
		}
		checkPositions(t, data, list)
		again, second := Parse("f.yaml", data, known)
		if diff := cmp.Diff(list, second); diff != "" {
			t.Errorf("faults differ when read twice:\n%s", diff)
		}
		if diff := cmp.Diff(q, again, cmpopts.IgnoreUnexported(assess.Questionnaire{})); diff != "" {
			t.Errorf("questionnaires differ when read twice:\n%s", diff)
		}
		if q != nil {
			checkPromises(t, q)
		}
		ParseFramework("f.yaml", data, known.Sources)
		ParseSources("f.yaml", data)
	})
}

// checkPositions holds every fault to a place that an editor can go to, in
// the order of the file, and to a message without what a terminal obeys.
func checkPositions(t *testing.T, data []byte, list []yamldoc.Diagnostic) {
	t.Helper()
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	rows := bytes.Split(bytes.TrimSuffix(data, []byte("\n")), []byte("\n"))
	line, column := 1, 1
	for _, d := range list {
		if d.Line < line || d.Line == line && d.Column < column {
			t.Errorf("%s stands behind line %d, column %d", d, line, column)
		}
		line, column = d.Line, d.Column
		if d.Line > len(rows) || d.Column < 1 || d.Column > utf8.RuneCount(rows[d.Line-1])+1 {
			t.Errorf("%s lies outside the file of %d lines", d, len(rows))
		}
		for _, r := range d.Message {
			if yamldoc.IsControl(r) {
				t.Errorf("the message %q has a control character", d.Message)
			}
		}
		if len(d.Message) > 2000 {
			t.Errorf("a message has %d bytes", len(d.Message))
		}
	}
}

// checkPromises holds a questionnaire to what its type promises.
func checkPromises(t *testing.T, q *assess.Questionnaire) {
	t.Helper()
	if len(q.Items()) == 0 || len(q.Groups) == 0 || len(q.Sources) == 0 || q.Minutes < 1 || q.Minutes > 600 {
		t.Errorf("an empty part or a wrong number in %+v", q)
	}
	seen := map[string]bool{}
	for _, it := range q.Items() {
		if seen[it.ID] || q.Item(it.ID) != it {
			t.Errorf("item %q is not the only one of its id", it.ID)
		}
		seen[it.ID] = true
		if it.Text == "" || it.Short == "" || it.Help == "" || it.Max() < 2 || it.Max() > 6 || it.Weight < 5 || it.Weight > 30 || len(it.Sources) == 0 {
			t.Errorf("item %+v", it)
		}
		if (it.Stage == 0) != (it.Level == 0) || it.IsCell() && it.Barrier != 0 {
			t.Errorf("item %q has stage %s, level %s, barrier %s", it.ID, it.Stage, it.Level, it.Barrier)
		}
		for _, a := range it.Actions {
			if a.For == 0 || a.Horizon == 0 || a.AtMost < 0 || a.AtMost >= it.Max() || a.Text == "" || a.DoneWhen == "" {
				t.Errorf("action %+v", a)
			}
		}
	}
}

func BenchmarkParse(b *testing.B) {
	data := read("core-cso.yaml")
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if q, _ := Parse("core-cso.yaml", data, Known{}); q == nil {
			b.Fatal("core-cso has faults")
		}
	}
}

func BenchmarkList(b *testing.B) {
	for b.Loop() {
		List()
	}
}

func BenchmarkFramework(b *testing.B) {
	for b.Loop() {
		Framework("en")
	}
}

// FuzzTranslation: whatever the file, it is a translation or it has faults in
// places that are there; bringing it up to date keeps every text and is done
// after one run.
func FuzzTranslation(f *testing.F) {
	for name, data := range files(f, "err") {
		if bytes.HasPrefix([]byte(name), []byte("translation-")) {
			f.Add(bytes.Replace(data, []byte("core-cso"), []byte("my-city"), 1))
		}
	}
	source := files(f, "ok")["minimal.yaml"]
	f.Add([]byte(frHead + "# a\ntitle: b\nitems:\n  # c\n  ag-inf: {short: d, actions: {cso/1: {text: e}}}\n  gone: [1, {a: b}]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		q, _ := Parse("s.yaml", source, Known{})
		c := CheckTranslationOf(q, "f.yaml", data)
		if (c.Translation == nil) != (len(c.Faults) > 0) {
			t.Fatalf("translation %v with the faults\n%s", c.Translation, lines(c.Faults))
		}
		checkPositions(t, data, c.Faults)
		checkPositions(t, data, c.Remarks)
		if c.Translation == nil {
			return
		}
		d, err := TranslateOf(q, c.Translation.Language, Existing{"f.yaml", data}, nil)
		if err != nil {
			t.Fatalf("%v\n%s", err, lines(faultsOf(err)))
		}
		if d.Result.Done != c.Translation.Done || d.Result.Stale != c.Translation.Stale {
			t.Errorf("%+v became %+v in\n%s", c.Translation, d.Result, d.Data)
		}
		again, err := TranslateOf(q, c.Translation.Language, Existing{"f.yaml", d.Data}, nil)
		if err != nil || !bytes.Equal(d.Data, again.Data) {
			t.Errorf("the second run changes the file: %v\n%s\n%s", err, d.Data, again.Data)
		}
	})
}
