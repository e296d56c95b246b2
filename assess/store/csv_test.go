package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"csi/assess"

	"github.com/google/go-cmp/cmp"
)

func TestParseCSV_good(t *testing.T) {
	t.Parallel()
	want := map[string]assess.Response{
		"ag-inf": {State: assess.Answered, Value: 2, Evidence: assess.InternalRecord, Note: "Minutes; \"public\",\nall of them"},
		"ag-con": {State: assess.DontKnow},
		"re-inf": {State: assess.NotApplicable, Reason: "No revision was due."},
		"dr-con": {Note: "Ask."},
	}
	for name, text := range map[string]string{
		"commas": "item,state,value,reason,evidence,note\n" +
			"ag-inf,answered,2,,2,\"Minutes; \"\"public\"\",\nall of them\"\nag-con,dont-know,,,,\nre-inf,not-applicable,,No revision was due.,,\ndr-con,blank,,,,Ask.\nde-par,,,,,\n",
		"semicolons, byte-order mark, other order, other words": "\ufeffNote;Evidence;Value;Item;State;Reason;;\r\n" +
			"\"Minutes; \"\"public\"\",\nall of them\";2;2;ag-inf;;;;\r\n;;;ag-con;Don't know;;;\r\n;;;re-inf;not_applicable;No revision was due.;;\r\nAsk.;;;dr-con;;;;\r\n;;;;;;;\r\n",
		"a line for spreadsheets": "sep=;\nitem;value;state;reason;note;evidence\nag-inf;2;answered;;\"Minutes; \"\"public\"\",\nall of them\";2\nag-con;;dont know\nre-inf;;not applicable;No revision was due.\ndr-con;;;;Ask.\n",
		"tabs":                    "item\tstate\tvalue\treason\tevidence\tnote\nag-inf\tanswered\t 2 \t\t2\t\"Minutes; \"\"public\"\",\nall of them\"\n\nag-con\tdont-know\nre-inf\tnot-applicable\t\tNo revision was due.\ndr-con\t\t\t\t\tAsk.\n",
	} {
		got, err := ParseCSV("r.csv", []byte(text), small())
		if err != nil {
			t.Errorf("%s: %s", name, faultsOf(t, err))
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestParseCSV_faults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"empty":   {"\n", "r.csv:1:1: the file is empty; expected a heading \"item,state,value,reason,evidence,note\" and one row per item [empty]\n"},
		"latin-1": {"item,value\nag-inf,\xfc\n", "r.csv:1:1: found a byte that is no UTF-8 text; expected the file to be saved as CSV UTF-8 [not-utf8]\n"},
		"heading": {"question,value\nag-inf,1\n", "r.csv:1:1: unknown column \"question\"; expected one of item, state, value, reason, evidence, note [column-unknown]\n" +
			"r.csv:1:1: found no column \"item\"; expected a heading \"item,state,value,reason,evidence,note\" [column-missing]\n"},
		"no value": {"item,note\nag-inf,1\n", "r.csv:1:1: found neither a column \"state\" nor \"value\"; expected at least one of them [column-missing]\n"},
		"twice":    {"item,value,value\nag-inf,1,2\n", "r.csv:1:12: found the column \"value\" a second time; expected it once [column-duplicate]\n"},
		"quotes": {"item,value,note\nag-inf,1,say \"no\"\n", "r.csv:2:14: found a quotation mark that has no partner; " +
			"expected texts with quotation marks between quotation marks, each inner one twice [syntax]\n"},
		"rows": {"item,state,value,reason,evidence,note\n" +
			"ag-inf,,4,,5,é\nag-cn,,1\nag-con,maybe,1\nag-con,dont-know,1\n,answered,1\ndr-con,not-applicable,,x\nre-inf,not-applicable\nde-par,answered\nag-dia,,1,because\n",
			`r.csv:2:9: value of item "ag-inf" is not on its scale; expected 0 to 3 [value-range]
r.csv:2:12: evidence of item "ag-inf" is no grade; expected 0 to 3 [evidence]
r.csv:3:1: no item "ag-cn" in small 1.2.0; did you mean "ag-con"? [item-unknown]
r.csv:4:8: no state "maybe"; expected one of answered, dont-know, not-applicable, blank [state]
r.csv:5:1: found item "ag-con" a second time; expected it once, it stands in line 4 already [item-duplicate]
r.csv:6:1: a row has no item; expected the id of an item of small 1.2.0 [value-missing]
r.csv:7:24: item "dr-con" always applies; use dont_know, or leave it out [not-applicable]
r.csv:8:1: item "re-inf" is marked not applicable without a reason; add one short sentence [reason-missing]
r.csv:9:1: value of item "de-par" is not on its scale; expected 0 to 3 [value-range]
r.csv:10:11: item "ag-dia" is answered and has a reason; expected a reason only for not-applicable [state]
`},
		"columns count characters": {"note,item,value\né,ag-inf,9\n", "r.csv:2:10: value of item \"ag-inf\" is not on its scale; expected 0 to 3 [value-range]\n"},
		"long":                     {"item,value,note\nag-inf,1," + strings.Repeat("x", 5001), "r.csv:2:10: note of item \"ag-inf\" has 5,001 characters; expected at most 5,000 [note-length]\n"},
	} {
		got, err := ParseCSV("r.csv", []byte(c.text), small())
		if got != nil || err == nil {
			t.Errorf("%s: ParseCSV() = %v, %v, want faults alone", name, got, err)
		} else if diff := cmp.Diff(c.want, faultsOf(t, err)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// FuzzCSV holds that no table brings down the reader, and that faults have a
// place inside the file.
func FuzzCSV(f *testing.F) {
	f.Add([]byte("item,state,value,reason,evidence,note\nag-inf,answered,2,,2,\"x\ny\"\n"))
	f.Add([]byte("\ufeffsep=;\r\nitem;value\r\nag-inf;9\r\n"))
	f.Add([]byte("item\tvalue\n\"é\"\"\tag\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := ParseCSV("r.csv", data, small())
		if (got == nil) != (err != nil) {
			t.Fatalf("ParseCSV() = %v, %v", got, err)
		}
		if err == nil {
			a := sample()
			a.Responses = got
			if diff := cmp.Diff(a, back(t, a)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			return
		}
		for _, d := range err.(*FaultsError).List {
			if d.Line < 1 || d.Line > strings.Count(string(data), "\n")+2 || d.Column < 1 {
				t.Errorf("fault %q lies outside the file", d)
			}
		}
	})
}

func TestParseFrame(t *testing.T) {
	t.Parallel()
	const frame = "frame: {jurisdiction: Port Example, tier: local, country: ZZ, people: 3}\n"
	want := &assess.Assessment{
		Questionnaire: assess.Ref{ID: "small", Version: "1.2.0"}, Language: "en",
		Frame:     assess.Frame{Jurisdiction: "Port Example", Tier: "local", Country: "ZZ", People: 3, Group: "cso"},
		Responses: map[string]assess.Response{},
	}
	for name, text := range map[string]string{
		"alone":             frame,
		"in an assessment":  "csi: 1\nkind: assessment\nquestionnaire: {id: small, version: 1.0.0}\nlanguage: en\n" + frame + "responses: {}\n",
		"as JSON":           `{"frame": {"jurisdiction": "Port Example", "tier": "local", "country": "ZZ", "people": 3}}`,
		"id is not taken":   "id: 01a1f833-df1e-7c5e-a6d0-49bab80469b8\n" + frame,
		"empty plan, marks": "\ufeff" + frame + "plan:\n",
	} {
		got, err := ParseFrame("f.yaml", []byte(text), small())
		if err != nil {
			t.Errorf("%s: %s", name, faultsOf(t, err))
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	for text, want := range map[string]string{
		frame + "responses: {ag-inf: 1}\n":                   "f.yaml:2:1: found responses in a file that gives the frame; expected the frame alone [frame-only]\n",
		"language: en\n":                                     "f.yaml:1:1: the key \"frame\" is missing; expected it here [key-missing]\n",
		"questionnaire: {id: big, version: 1.0.0}\n" + frame: "f.yaml:1:21: the file of the questionnaire holds \"small\"; expected \"big\" [questionnaire-unknown]\n",
		"frame: {tier: moon}\n":                              "f.yaml:1:15: no tier \"moon\"; expected one of local, regional, national, eu, un [tier]\n",
		"kind: questionnaire\n":                              "f.yaml:1:7: this file is a questionnaire; expected an assessment [kind]\n",
	} {
		_, err := ParseFrame("f.yaml", []byte(text), small())
		if got := faultsOf(t, err); got != want {
			t.Errorf("ParseFrame(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	saved(t, filepath.Join(dir, "old.csi.yaml")).Close()
	a := sample()
	a.Frame.Jurisdiction = "Far Example"
	a.Questionnaire.ID = "gone"
	for name, data := range map[string][]byte{
		"gone.csi.yaml":      Marshal(a, small()),
		"damaged.csi.yaml":   []byte("csi: 1\nkind: assessment\nframe: {jurisdiction: \"Port Ex"),
		"faulty.csi.yaml":    []byte("csi: 1\nkind: assessment\nquestionnaire: {id: small, version: 1.0.0}\nframe: {jurisdiction: Port Example}\nresponses: {ag-inf: 9, ag-con: 1}\n"),
		"empty.csi.yaml":     nil,
		"workshop.csi.yaml":  []byte("csi: 1\nkind: workshop\n"),
		".hidden.csi.yaml":   Marshal(a, small()),
		"old.csi.yaml~":      Marshal(a, small()),
		"questionnaire.yaml": []byte("csi: 1\nkind: questionnaire\n"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder.csi.yaml"), 0o700); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, "gone.csi.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	at := info.ModTime()
	for i, name := range []string{"gone", "damaged", "faulty", "empty", "old"} {
		if err := os.Chtimes(filepath.Join(dir, name+Ending), at, at.Add(-time.Duration(i)*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := List(dir, shelf)
	if err != nil {
		t.Fatal(err)
	}
	for i := range got {
		got[i].Path, got[i].Modified = filepath.Base(got[i].Path), at
	}
	ref := assess.Ref{ID: "small", Version: "1.2.0"}
	want := []Entry{
		{Path: "gone.csi.yaml", Jurisdiction: "Far Example", Questionnaire: assess.Ref{ID: "gone", Version: "1.2.0"}, Faulty: true},
		{Path: "damaged.csi.yaml", Faulty: true},
		{Path: "faulty.csi.yaml", Jurisdiction: "Port Example", Group: "cso", Questionnaire: assess.Ref{ID: "small", Version: "1.0.0"},
			Title: "A small one", Settled: 2, Total: 13, Faulty: true},
		{Path: "empty.csi.yaml", Faulty: true},
		{Path: "old.csi.yaml", Jurisdiction: "Port Example", Group: "cso", Questionnaire: ref, Title: "A small one", Settled: 4, Total: 13},
	}
	for i := range want {
		want[i].Modified = at
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := List(filepath.Join(dir, "nowhere"), shelf); err == nil {
		t.Error("List() of a folder that is not there gives no error")
	}
}
