package yamldoc

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// tree writes a node with every position, for comparison.
func tree(n *Node) string {
	at := fmt.Sprintf("%d:%d", n.Line, n.Column)
	switch n.Kind {
	case Null:
		return at + "~"
	case Scalar:
		return fmt.Sprintf("%s%q", at, n.Text)
	case List:
		var parts []string
		for _, i := range n.Items {
			parts = append(parts, tree(i))
		}
		return at + "[" + strings.Join(parts, " ") + "]"
	}
	var parts []string
	for _, p := range n.Pairs {
		parts = append(parts, tree(p.Key)+"="+tree(p.Value))
	}
	return at + "{" + strings.Join(parts, " ") + "}"
}

func TestParsePositions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"mapping", "a: 1\nb:\n  - x\n  - \"y\"\n", `1:1{1:1"a"=1:4"1" 2:1"b"=3:3[3:5"x" 4:5"y"]}`},
		{"columns count characters", "\"éé\": {ü: ß, z: 1}\n", `1:1{1:1"éé"=1:7{1:8"ü"=1:11"ß" 1:14"z"=1:17"1"}}`},
		{"wide and combining characters", "- \"日本e\u0301😀\"\n- [\"日本\", z]\n", "1:1[1:3\"日本e\u0301😀\" 2:3[2:4\"日本\" 2:10\"z\"]]"},
		{"a byte-order mark is no column", "\ufeffa: 1\n", `1:1{1:1"a"=1:4"1"}`},
		{"carriage returns", "a: 1\r\nb: |\r\n  x\r\n  y\r\n", `1:1{1:1"a"=1:4"1" 2:1"b"=2:4"x\ny\n"}`},
		{"JSON", "{\"a\": [1, null], \"b\": \"\"}", `1:1{1:2"a"=1:7[1:8"1" 1:11~] 1:18"b"=1:23""}`},
		{"a document mark at the start", "---\na: 1\n...\n", `2:1{2:1"a"=2:4"1"}`},
		{"words that other readers change", "[no, yes, on, 0x10, 1_000, 2020-01-01, 1e3, .5, 012]", `1:1[1:2"no" 1:6"yes" 1:11"on" 1:15"0x10" 1:21"1_000" 1:28"2020-01-01" 1:40"1e3" 1:45".5" 1:49"012"]`},
		{"nothing in four ways", "[~, null, !x-not, '']", ""},
	} {
		root, d := Parse("f", []byte(c.in))
		if c.want == "" {
			if len(d.List) != 1 || d.List[0].Code != "tag" {
				t.Errorf("%s: %v", c.name, d.List)
			}
			continue
		}
		if root == nil || len(d.List) > 0 {
			t.Errorf("%s: %v", c.name, d.List)
			continue
		}
		if diff := cmp.Diff(c.want, tree(root)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestParseFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"empty", " \n\t\n", "f:1:1 empty"},
		{"a byte-order mark alone", "\ufeff", "f:1:1 empty"},
		{"no UTF-8", "a: é\nb: \xff\n", "f:2:4 not-utf8"},
		{"UTF-16", "\xff\xfea\x00:\x00", "f:1:1 not-utf8"},
		{"a lone carriage return", "a: 1\rb: 2\n", "f:1:5 control-character"},
		{"each line once", "a: \x01\x02\nb: \u0085\n", "f:1:4 control-character f:2:4 control-character"},
		{"direction override in a comment", "a: 1 # \u202e\n", "f:1:8 control-character"},
		{"a second byte-order mark", "a: \ufeff1\n", "f:1:4 control-character"},
		{"null key", "? \n: a\n", "f:1:2 key-kind"},
		{"tilde key", "~: a\n", "f:1:1 key-kind"},
		{"merge", "<<: {a: 1}\n", "f:1:1 merge-key"},
		{"merge of a list with a key that cannot be one", "<<: [{[]: 1}]\n", "f:1:1 merge-key"},
		{"quoted merge sign is a word", "\"<<\": 1\n", ""},
		{"key that is an alias", "- &a x\n- *a : 1\n", "f:1:3 anchor f:2:3 key-kind"},
		{"alias to itself", "&a [*a]\n", "f:1:1 anchor f:1:5 alias"},
		{"second document", "a: 1\n---\nb: 2\n", "f:2:1 second-document"},
		{"empty second document", "a: 1\n---\n", "f:2:1 second-document"},
		{"third document", "a: 1\n---\n---\n[", "f:2:1 second-document"},
		{"tagged mapping", "!!set {a, b}\n", "f:1:1 tag"},
		{"binary", "a: !!binary gIGC\n", "f:1:4 tag"},
		{"number that is none", "a: !!int x\n", "f:1:4 tag"},
		{"directive", "%YAML 9.9\n---\na: 1\n", "f:1:1 syntax"},
		{"quotation mark in the first line", "a: \"b\nc: 1\n", "f:1:1 syntax"},
		{"quotation mark in a later line", "a: 1\nb: \"b\nc: 1\nd: 1\n", "f:2:1 syntax"},
		{"quotation mark in the last line", "a: 1\nb: \"b", "f:2:1 syntax"},
		{"open list in the first line", "a: [1,\nb: 1\n", "f:2:1 syntax"},
		{"behind the end", "a: 1\nb: [", "f:2:1 syntax"},
		{"far from the start of its block", strings.Repeat("a: [1]\n", 1) + "b:\n" + strings.Repeat("  - x: 1\n    y: 2\n", 30) + "   z: 3\nc: 1\n", "f:63:4 syntax"},
	} {
		root, d := Parse("f", []byte(c.in))
		var got []string
		for _, x := range d.List {
			got = append(got, fmt.Sprintf("%s:%d:%d %s", x.File, x.Line, x.Column, x.Code))
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if root == nil && len(d.List) == 0 {
			t.Errorf("%s: neither a root nor a fault", c.name)
		}
	}
}

// TestHostileFilesEnd: no file of the permitted size keeps the program busy.
func TestHostileFilesEnd(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]string{
		"deep lists":        strings.Repeat("[", MaxSize/2),
		"deep mappings":     strings.Repeat("{a: ", MaxSize/8),
		"deep sequences":    strings.Repeat("- ", MaxSize/4),
		"deep keys":         strings.Repeat("? ", MaxSize/4),
		"wide below depth":  strings.Repeat("[", 51) + strings.Repeat("[],", MaxSize/8) + strings.Repeat("]", 51),
		"same key":          strings.Repeat("a: 1\n", MaxSize/8),
		"alias bomb":        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\n",
		"comments":          strings.Repeat("#\n", MaxSize/4),
		"fault at the end":  strings.Repeat("- a\n", maxLocated/4-8) + " b: [\n",
		"open quote":        "\"" + strings.Repeat("a\n", maxLocated/2-8),
		"controls":          strings.Repeat("\x01\n", MaxSize/4),
		"documents":         strings.Repeat("---\n", MaxSize/8),
		"long anchor":       "&" + strings.Repeat("a", MaxSize/2) + " x",
		"long plain text":   strings.Repeat("a ", MaxSize/2-1),
		"unhashable merges": strings.Repeat("- <<: {[a]: {[b]: c}}\n", MaxSize/64),
	} {
		start := time.Now()
		root, d := Parse("f", []byte(in))
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s took %s", name, took)
		}
		if root == nil && len(d.List) == 0 || len(d.List) > maxFaults+1 {
			t.Errorf("%s: root %v, %d faults", name, root != nil, len(d.List))
		}
		for _, x := range d.List {
			if len(x.Message) > 300 {
				t.Errorf("%s: a message of %d bytes", name, len(x.Message))
			}
		}
	}
}

func TestPositionsStayInside(t *testing.T) {
	t.Parallel()
	_, d := Parse("f", []byte("ab\néé\n"))
	for _, c := range []struct{ line, column, wantLine, wantColumn int }{
		{0, 0, 1, 1}, {1, 3, 1, 3}, {1, 4, 1, 3}, {2, 3, 2, 3}, {2, 9, 2, 3}, {3, 1, 2, 3}, {99, 1, 2, 3}, {-1, -1, 1, 1},
	} {
		d.List = nil
		d.Add(&Node{Line: c.line, Column: c.column}, "x", "x")
		if got := d.List[0]; got.Line != c.wantLine || got.Column != c.wantColumn {
			t.Errorf("%d:%d became %d:%d; expected %d:%d", c.line, c.column, got.Line, got.Column, c.wantLine, c.wantColumn)
		}
	}
	var loose Diagnostics
	loose.Add(&Node{Line: 7, Column: 9}, "x", "%s", "y")
	if got := loose.List[0].String(); got != ":7:9: y [x]" {
		t.Errorf("without a file: %s", got)
	}
}

func TestSortKeepsTheOrderOfOnePlace(t *testing.T) {
	t.Parallel()
	var d Diagnostics
	for _, p := range []struct {
		line, column int
		code         string
	}{{2, 1, "c"}, {1, 5, "b"}, {2, 1, "d"}, {1, 1, "a"}} {
		d.Add(&Node{Line: p.line, Column: p.column}, p.code, "x")
	}
	d.Sort()
	got := ""
	for _, x := range d.List {
		got += x.Code
	}
	if got != "abcd" {
		t.Errorf("order is %s", got)
	}
}

func TestNumbersAndTruth(t *testing.T) {
	t.Parallel()
	root, _ := Parse("f", []byte(`{a: 12, b: "12", c: -3, d: 012, e: 1e1, f: 99999999999999999999, g: true, h: "true", i: yes, j: [1], k: +1}`))
	numbers := map[string]int{"a": 12, "c": -3}
	for _, p := range root.Pairs {
		want, isNumber := numbers[p.Key.Text]
		if v, ok := p.Value.Int(); ok != isNumber || ok && v != want {
			t.Errorf("%s as a number: %d, %v", p.Key.Text, v, ok)
		}
	}
	if _, ok := root.Get("none").Int(); ok {
		t.Error("a key that is not there is taken for a number")
	}
	for key, want := range map[string]bool{"g": true, "h": false, "i": false, "a": false, "j": false, "zz": false} {
		if v, ok := root.Get(key).Bool(); ok != want || v != want {
			t.Errorf("%s as truth: %v, %v", key, v, ok)
		}
	}
}

func TestClosest(t *testing.T) {
	t.Parallel()
	names := []string{"label", "level", "value", "done_when", "stage", "id", "agenda-setting", "drafting", "to", "text", "title"}
	for word, want := range map[string]string{
		"lable": "label", "levle": "level", "done": "done_when", "agenda": "agenda-setting", "draftnig": "drafting",
		"ID": "", "di": "id", "xyz": "", "": "", "t": "to", "tex": "text", "tit": "title", "é": "", "notes": "",
		strings.Repeat("label", 99): "",
	} {
		if got := Closest(word, names); got != want {
			t.Errorf("closest to %.20q is %q; expected %q", word, got, want)
		}
	}
}

func TestQuote(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"a": `"a"`, "a\nb\x1b\u202e": `"a\nb\x1b\u202e"`, "é日": `"é日"`, "\"": `"\""`,
		strings.Repeat("é", 40): `"` + strings.Repeat("é", 40) + `"`,
		strings.Repeat("é", 41): `"` + strings.Repeat("é", 39) + `…"`,
	} {
		if got := Quote(in); got != want {
			t.Errorf("quote %q is %s; expected %s", in, got, want)
		}
	}
}

func TestEveryKnownErrorHasPlainWords(t *testing.T) {
	t.Parallel()
	for _, err := range []string{"yaml: line 3: did not find expected key", "yaml: unknown anchor 'x' referenced", "yaml: " + confused} {
		if _, what := cutLine(errors.New(err)); plainWords(what) == notYAML {
			t.Errorf("%q has no words of its own", err)
		}
	}
	if plainWords("something new") != notYAML {
		t.Error("an error that is not known has the words of another")
	}
}
