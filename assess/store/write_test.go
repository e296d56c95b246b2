package store

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"csi/assess"
	"csi/questionnaires/yamldoc"

	"github.com/google/go-cmp/cmp"
)

// back writes and reads an assessment and gives what came back.
func back(t *testing.T, a *assess.Assessment) *assess.Assessment {
	t.Helper()
	data := Marshal(a, small())
	doc, err := Parse("x", data, shelf)
	if err != nil {
		t.Fatalf("Parse() = %v\n%s\n%s", err, faultsOf(t, err), data)
	}
	return doc.Assessment
}

// texts are what people and their programs put into text fields.
func texts() []string {
	return []string{
		"yes", "no", "null", "~", "true", "0x1F", "1e3", "2024-11-20", "<<", "=", "- a", "? b", ": c", "# d", "a: b", "a #b",
		"'", `"`, `\`, `\n`, "{", "}", "[", "]", ",", "&a", "*a", "!a", "|", ">", "%", "@", "`",
		" leading", "trailing ", "\t", "two\nlines\n\n", "\n", "win\r\ndows", "---", "...", "\x00\x01\x1b\x7f",
		"nel\u0085ls\u2028ps\u2029end", "\ufeffbom", "\u202eover\u202c", "\u00a0\u202f\u200d\u00ad", "\ufffd", "\ufffe\uffff\U0010ffff",
		"👩‍👩‍👧 🇮🇪 🫨", "Чернівці", "日本", "עברית", "e\u0301", strings.Repeat("é", MaxText), strings.Repeat("x y ", 1250),
	}
}

func TestMarshal_texts(t *testing.T) {
	t.Parallel()
	for _, s := range texts() {
		a := sample()
		a.Frame.Jurisdiction, a.Frame.Policy, a.Frame.Organisation = s, s, s
		a.Previous = assess.Previous{File: s, ID: a.ID, Date: a.Frame.Date}
		a.Responses["ag-inf"] = assess.Response{Note: s}
		a.Responses["re-inf"] = assess.Response{State: assess.NotApplicable, Reason: s + "."}
		if utf8.RuneCountInString(s) == MaxText {
			a.Responses["re-inf"] = assess.Response{State: assess.NotApplicable, Reason: s}
		}
		a.Plan[0].Owner, a.Plan[0].Proof = s, s
		if diff := cmp.Diff(a, back(t, a)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", s, diff)
		}
	}
}

func TestMarshal_everyCharacter(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	a := sample()
	for r := rune(0); r <= 0x1ffff; r++ {
		if utf8.ValidRune(r) {
			b.WriteRune(r)
		}
		if utf8.RuneCountInString(b.String()) < MaxText && r < 0x1ffff {
			continue
		}
		a.Responses["ag-inf"] = assess.Response{Note: b.String()}
		if got := back(t, a).Responses["ag-inf"].Note; got != b.String() {
			t.Errorf("the characters before %U came back different", r)
		}
		b.Reset()
	}
}

func TestMarshal_deterministic(t *testing.T) {
	t.Parallel()
	want := Marshal(sample(), small())
	for range 20 {
		if got := Marshal(sample(), small()); !bytes.Equal(got, want) {
			t.Fatalf("two writings differ:\n%s\n%s", want, got)
		}
	}
	golden(t, filepath.Join("..", "..", "testdata", "golden", "assessment.csi.yaml"), string(want))
}

func TestMarshal_foreignItems(t *testing.T) {
	t.Parallel()
	a := &assess.Assessment{Responses: map[string]assess.Response{"zz": {Flag: true}, "aa": {Flag: true}, "ag-inf": {Flag: true}}}
	if got := string(Marshal(a, small())); !strings.HasSuffix(got, "responses:\n  ag-inf: {flag: true}\n  aa: {flag: true}\n  zz: {flag: true}\n") {
		t.Errorf("responses to items that the questionnaire lacks are lost:\n%s", got)
	}
}

// FuzzRoundTrip holds that what is written reads back as it was.
func FuzzRoundTrip(f *testing.F) {
	for _, s := range texts() {
		f.Add(s, s, s, uint8(len(s)), 7)
	}
	f.Fuzz(func(t *testing.T, note, reason, place string, choice uint8, number int) {
		clean := func(s string) string {
			r := []rune(strings.ToValidUTF8(s, "?"))
			return string(r[:min(len(r), MaxText)])
		}
		note, reason, place = clean(note), clean(reason), clean(place)
		a := sample()
		a.Frame.Jurisdiction, a.Frame.Organisation, a.Frame.Policy = place, reason, note
		a.Previous = assess.Previous{File: place, ID: a.ID}
		a.Frame.People = max(number, 0)
		a.Frame.Facilitated = choice&1 == 1
		a.Plan[0].Owner, a.Plan[1].Proof = note, reason
		a.Responses["ag-inf"] = assess.Response{State: assess.Answered, Value: int(choice % 4), Evidence: assess.Evidence(choice % 5), Note: note}
		a.Responses["no"] = assess.Response{State: assess.DontKnow, Note: reason, Flag: true}
		if strings.TrimSpace(reason) != "" {
			a.Responses["re-inf"] = assess.Response{State: assess.NotApplicable, Reason: reason, Note: place}
		}
		maps.DeleteFunc(a.Responses, func(_ string, r assess.Response) bool { return r == assess.Response{} })
		if diff := cmp.Diff(a, back(t, a)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// FuzzParse holds that no input brings down the reader, that there is either
// an assessment or faults inside the file, and that what was read can be
// written and read again.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"*", "err/*", "ok/*"} {
		files, _ := filepath.Glob(filepath.Join(fixtures, pattern))
		for _, file := range files {
			if data, err := os.ReadFile(file); err == nil {
				f.Add(data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Parse("x", data, shelf)
		if err != nil {
			lines := bytes.Count(data, []byte("\n")) + 1
			for _, d := range err.(*FaultsError).List {
				if d.Line < 1 || d.Line > lines || d.Column < 1 || d.Code == "" || d.Message == "" || !utf8.ValidString(d.Message) {
					t.Errorf("fault %q in a file of %d lines", d, lines)
				}
			}
			return
		}
		again := Marshal(doc.Assessment, doc.Questionnaire)
		if len(again) > yamldoc.MaxSize {
			return // escapes can be longer than what they stand for; Save says so
		}
		if diff := cmp.Diff(doc.Assessment, back(t, doc.Assessment)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// FuzzJSON holds that JSON means to us what it means to everybody.
func FuzzJSON(f *testing.F) {
	for _, s := range texts() {
		b, _ := json.Marshal(s)
		f.Add(string(b))
	}
	f.Add("\"\"\r")
	f.Add(`"\ud83d\ude00 \ud83d \/ \u0000 \u2028"`)
	f.Fuzz(func(t *testing.T, text string) {
		var want string
		if json.Unmarshal([]byte(text), &want) != nil || !utf8.ValidString(text) || utf8.RuneCountInString(want) > MaxText {
			return
		}
		data := "\t{ \"csi\":1,\t\"kind\":\"assessment\",\"questionnaire\":{\"id\":\"small\",\"version\":\"1.0.0\"},\n\t\"frame\":{\"policy\":" + text + "}}"
		doc, err := Parse("x", []byte(data), shelf)
		if err != nil {
			t.Fatalf("Parse(%s) = %v\n%s", data, err, faultsOf(t, err))
		}
		if got := doc.Assessment.Frame.Policy; got != want {
			t.Errorf("policy %s = %q, want %q", text, got, want)
		}
	})
}
