package questionnaires

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
)

var update = flag.Bool("update", false, "rewrite the expected outputs")

const cases = "../testdata/questionnaires/"

// files reads the YAML files of a folder by their names.
func files(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(cases, dir, "*.yaml"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases in %s: %v", dir, err)
	}
	found := map[string][]byte{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		found[filepath.Base(path)] = data
	}
	return found
}

// faults reads a case with the parser that its name asks for.
func faults(name string, data []byte, known Known) []yamldoc.Diagnostic {
	var list []yamldoc.Diagnostic
	switch {
	case strings.HasPrefix(name, "framework-"):
		_, list = ParseFramework(name, data, known.Sources)
	case strings.HasPrefix(name, "sources-"):
		_, list = ParseSources(name, data)
	case strings.HasPrefix(name, "translation-"):
		list = Builtin().CheckTranslation(name, data).Faults
	case strings.HasPrefix(name, "library-"):
		_, list = ParseReference(name, data, known)
	case strings.HasPrefix(name, "case-"):
		l := Builtin()
		_, list = ParseCase(name, data, known, func(id string) *assess.Questionnaire { q, _ := l.source(id); return q })
	case strings.HasPrefix(name, "phrases-"):
		list = phrases.CheckFile(strings.TrimPrefix(name, "phrases-"), data)
	default:
		_, list = Parse(name, data, known)
	}
	return list
}

func lines(list []yamldoc.Diagnostic) string {
	var b strings.Builder
	for _, d := range list {
		b.WriteString(d.String() + "\n")
	}
	return b.String()
}

func TestFilesWithFaults(t *testing.T) {
	t.Parallel()
	known := BuiltinKnown()
	for name, data := range files(t, "err") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := lines(faults(name, data, known))
			out := filepath.Join(cases, "err", strings.TrimSuffix(name, ".yaml")+".out")
			if *update {
				if err := os.WriteFile(out, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			if len(want) == 0 {
				t.Error("a case of this folder has at least one fault")
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFilesWithoutFaults(t *testing.T) {
	t.Parallel()
	for name, data := range files(t, "ok") {
		c := Check(name, data)
		if c.Questionnaire == nil || len(c.Faults) > 0 {
			t.Errorf("%s has faults:\n%s", name, lines(c.Faults))
		}
		if (name == "remarks.yaml") != (len(c.Remarks) > 0) {
			t.Errorf("%s has the remarks:\n%s", name, lines(c.Remarks))
		}
	}
}

func TestRemarks(t *testing.T) {
	t.Parallel()
	c := Check("remarks.yaml", files(t, "ok")["remarks.yaml"])
	want := `remarks.yaml:16:3: scale "spare" is used by no item; expected an item that uses it, or no such scale [scale-unused]
remarks.yaml:28:16: stage "drafting" has no item for "information"; its levels are counted without it [level-gap]
remarks.yaml:28:16: stage "drafting" has no item for "consultation"; its levels are counted without it [level-gap]
`
	if diff := cmp.Diff(want, lines(c.Remarks)); diff != "" {
		t.Errorf("remarks (-want +got):\n%s", diff)
	}
}

// TestLargeFiles covers what is too big to keep in the repository.
func TestLargeFiles(t *testing.T) {
	t.Parallel()
	minimal := files(t, "ok")["minimal.yaml"]
	comment := func(n int) []byte {
		return append(bytes.Repeat([]byte("#"), n-1-len(minimal)), append([]byte("\n"), minimal...)...)
	}
	if _, list := Parse("big.yaml", comment(yamldoc.MaxSize), Known{}); len(list) > 0 {
		t.Errorf("a file of just 1 MiB:\n%s", lines(list))
	}
	_, list := Parse("big.yaml", comment(yamldoc.MaxSize+1), Known{})
	if diff := cmp.Diff("big.yaml:1:1: the file has 1.1 MB; expected at most 1 MB [too-large]\n", lines(list)); diff != "" {
		t.Errorf("a file of 1 MiB and a byte (-want +got):\n%s", diff)
	}
	_, list = Parse("big.yaml", append(minimal, bytes.Repeat([]byte("  - x\n"), 5000)...), Known{})
	if last := list[len(list)-1]; len(list) != 1001 || last.Code != "too-many" {
		t.Errorf("5000 faults yield %d diagnostics, the last one %v", len(list), last)
	}
}

var code = regexp.MustCompile(`\[([a-z0-9-]+)\]\n`)

// TestEveryCodeHasACase holds three lists together: the codes that the source
// uses, those that Codes explains, and those that a case shows.
func TestEveryCodeHasACase(t *testing.T) {
	t.Parallel()
	shown := map[string]bool{}
	for _, c := range []string{
		"too-large", "too-many", "level-gap", "scale-unused", // tested above
		"language-folder", "translation-missing", "translation-stale", "translation-orphan", "translation-version", // in overlay_test.go
		"id-builtin", "id-file", "folder", // in folders_test.go
	} {
		shown[c] = true
	}
	outs, _ := filepath.Glob(filepath.Join(cases, "err", "*.out"))
	for _, out := range outs {
		data, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range code.FindAllSubmatch(data, -1) {
			shown[string(m[1])] = true
		}
	}
	explained := map[string]bool{}
	for _, c := range Codes() {
		explained[c.ID] = true
		if !shown[c.ID] {
			t.Errorf("code %q is in no case", c.ID)
		}
		if c.Text == "" || strings.HasSuffix(c.Text, ".") {
			t.Errorf("code %q is explained by %q; expected a fragment", c.ID, c.Text)
		}
	}
	for c := range shown {
		if !explained[c] {
			t.Errorf("code %q is not explained", c)
		}
	}
	if len(outs) < 45 {
		t.Errorf("%d cases; expected at least 45", len(outs))
	}
}

// TestCodesInTheSource finds codes that no case can know of because nothing
// explains them.
func TestCodesInTheSource(t *testing.T) {
	t.Parallel()
	call := regexp.MustCompile(`(?:Add\((?:[A-Za-z.]+(?:\("?[a-z_]+"?\))?|&Node\{[^}]*\}), |refuse\([a-zA-Z.[\]]+, [a-zA-Z"+.]+, |(?:number|oneOf|names|matching)\("[a-z_]+", )"([a-z0-9-]+)"`)
	found := 0
	sources, _ := filepath.Glob("*.go")
	more, _ := filepath.Glob("yamldoc/*.go")
	words, _ := filepath.Glob("phrases/*.go")
	for _, source := range slices.Concat(sources, more, words) {
		if strings.HasSuffix(source, "_test.go") {
			continue
		}
		data, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range call.FindAllSubmatch(data, -1) {
			found++
			if !slices.ContainsFunc(Codes(), func(c Code) bool { return c.ID == string(m[1]) }) {
				t.Errorf("%s uses the code %q, which is not explained", source, m[1])
			}
		}
	}
	if found < len(Codes()) {
		t.Errorf("%d places with a code were found; the pattern of this test is out of date", found)
	}
}
