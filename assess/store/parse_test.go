package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"csi/assess"

	"github.com/google/go-cmp/cmp"
)

// TestParse_faults holds every diagnostic, its place and its words.
func TestParse_faults(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(fixtures, "err", "*.csi.yaml"))
	if err != nil || len(files) < 40 {
		t.Fatalf("found %d files with faults (%v), want at least 40", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), Ending), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := Parse(filepath.Base(file), data, shelf)
			if err == nil || doc != nil {
				t.Fatalf("Parse() = %v, %v, want faults alone", doc, err)
			}
			golden(t, strings.TrimSuffix(file, Ending)+".out", faultsOf(t, err))
		})
	}
}

// TestParse_good holds what is read from good files, as the canonical file
// that a save would make of them.
func TestParse_good(t *testing.T) {
	t.Parallel()
	files, _ := filepath.Glob(filepath.Join(fixtures, "ok", "*"))
	for _, file := range files {
		if strings.HasSuffix(file, ".out") {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := Parse(filepath.Base(file), data, shelf)
			if err != nil {
				t.Fatalf("Parse() = %v\n%s", err, faultsOf(t, err))
			}
			golden(t, file+".out", string(Marshal(doc.Assessment, doc.Questionnaire)))
		})
	}
}

func TestParse_privacy(t *testing.T) {
	t.Parallel()
	const secret = "Xanthippe"
	files, _ := filepath.Glob(filepath.Join(fixtures, "err", "*.csi.yaml"))
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"note: \"", "owner: \"", "not_applicable: \""} {
			data = bytes.ReplaceAll(data, []byte(key), []byte(key+secret+" "))
		}
		if _, err := Parse("x", data, shelf); err != nil && strings.Contains(faultsOf(t, err), secret) {
			t.Errorf("%s: a fault repeats what was said:\n%s", filepath.Base(file), faultsOf(t, err))
		}
	}
}

func TestParse_sentinels(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]error{"newer": ErrNewer, "kind": ErrKind, "list": ErrKind, "truncated": ErrTruncated} {
		data, err := os.ReadFile(filepath.Join(fixtures, "err", file+Ending))
		if err != nil {
			t.Fatal(err)
		}
		_, err = Parse("x", data, shelf)
		for _, sentinel := range []error{ErrNewer, ErrKind, ErrTruncated} {
			if got := errors.Is(err, sentinel); got != (sentinel == want) {
				t.Errorf("%s: errors.Is(err, %q) = %v", file, sentinel, got)
			}
		}
	}
}

func TestParse_ownQuestionnaire(t *testing.T) {
	t.Parallel()
	a := sample()
	a.QuestionnaireFile = "own/small.yaml"
	var asked string
	doc, err := Parse(filepath.Join("here", "x.csi.yaml"), Marshal(a, small()), func(_ assess.Ref, file string) (*assess.Questionnaire, error) {
		asked = file
		return small(), nil
	})
	if err != nil || asked != filepath.Join("here", "own", "small.yaml") || doc.Assessment.QuestionnaireFile != "own/small.yaml" {
		t.Errorf("asked for %q (%v), want it from the folder of the assessment", asked, err)
	}

	broken := errors.New("broken")
	_, err = Parse("x", Marshal(a, small()), func(assess.Ref, string) (*assess.Questionnaire, error) { return nil, broken })
	if !errors.Is(err, broken) {
		t.Errorf("Parse() = %v, want the error of the resolver", err)
	}

	other := small()
	other.ID = "other"
	_, err = Parse("x", Marshal(a, small()), func(assess.Ref, string) (*assess.Questionnaire, error) { return other, nil })
	if got := faultsOf(t, err); !strings.Contains(got, `holds "other"; expected "small"`) {
		t.Errorf("faults = %s", got)
	}
}

func TestParse_groups(t *testing.T) {
	t.Parallel()
	several := small()
	several.Groups = []assess.Group{"peer", "manager"}
	resolve := func(assess.Ref, string) (*assess.Questionnaire, error) { return several, nil }
	a := sample()
	for group, good := range map[assess.Group]bool{"": true, "peer": true, "manager": true, "cso": false} {
		a.Frame.Group = group
		doc, err := Parse("x", Marshal(a, several), resolve)
		if (err == nil) != good {
			t.Errorf("group %q: Parse() = %v", group, err)
		}
		if err == nil && doc.Assessment.Frame.Group != group {
			t.Errorf("group %q became %q", group, doc.Assessment.Frame.Group)
		}
	}
}

func TestParse_everyCut(t *testing.T) {
	t.Parallel()
	whole := Marshal(sample(), small())
	for i := range whole {
		doc, err := Parse("x", whole[:i], shelf)
		if err == nil && whole[i-1] != '\n' && whole[i] != '\n' && !bytes.HasPrefix(whole[:i], []byte("csi: 1\nkind: assessment\nid: ")) {
			t.Errorf("a file cut after byte %d parses: %v", i, doc)
		}
	}
}

func TestParse_order(t *testing.T) {
	t.Parallel()
	doc, err := Parse("x", []byte("csi: 1\nkind: assessment\nquestionnaire: {id: small, version: 1.0.0}\nframe: {agencies: [other, police, health]}\n"), shelf)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"health", "police", "other"}, doc.Assessment.Frame.Agencies); diff != "" {
		t.Errorf("agencies (-want +got):\n%s", diff)
	}
	if doc.Assessment.Language != "en" || doc.Assessment.Frame.Group != "cso" {
		t.Errorf("language %q and group %q, want those of the questionnaire", doc.Assessment.Language, doc.Assessment.Frame.Group)
	}
}
