package store

import (
	crand "crypto/rand"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"csi/assess"
)

// seen keeps every figure of item ag-inf that was ever published: people by
// round and group, the total under "".
type seen map[int]map[assess.Group]int

func (s seen) keep(t *testing.T, p *assess.Published) {
	t.Helper()
	for i := range p.Groups {
		s.item(t, p.Groups[i].Group, p.Groups[i].Items[0])
	}
	for i := range p.Totals {
		s.item(t, "", p.Totals[i].Items[0])
	}
}

func (s seen) item(t *testing.T, g assess.Group, it assess.PublishedItem) {
	t.Helper()
	for _, r := range it.Rounds {
		if r.Spread.Hidden {
			continue
		}
		if s[r.Round] == nil {
			s[r.Round] = map[assess.Group]int{}
		}
		if before, ok := s[r.Round][g]; ok && before != r.Spread.People {
			t.Errorf("round %d of %q was %d people, then %d: the difference tells", r.Round, g, before, r.Spread.People)
		}
		s[r.Round][g] = r.Spread.People
		if r.Spread.People < assess.LeastPeople {
			t.Errorf("round %d of %q shows %d people", r.Round, g, r.Spread.People)
		}
	}
}

// tells checks that no total less any groups leaves a few people.
func (s seen) tells(t *testing.T) {
	t.Helper()
	for round, by := range s {
		rest, ok := by[""]
		for g, n := range by {
			if g != "" {
				rest -= n
			}
		}
		if ok && rest != 0 && rest < assess.LeastPeople {
			t.Errorf("round %d tells of %d people", round, rest)
		}
	}
}

// hasty is a disk that does not wait: for tests that kill nothing.
type hasty struct{ system }

func (hasty) syncDir(string) error { return nil }

func (d hasty) temp(dir, pattern string) (tempFile, error) {
	f, err := d.system.temp(dir, pattern)
	return hastyFile{f}, err
}

type hastyFile struct{ tempFile }

func (hastyFile) Sync() error { return nil }

// TestWorkshop_Forget_tellsNothing plays random days with three groups of one
// questionnaire, looks at what is published all the time, forgets, and looks
// again: all of it together never tells of a group under the minimum.
func TestWorkshop_Forget_tellsNothing(t *testing.T) {
	t.Parallel()
	groups := []assess.Group{"peer", "manager", "service"}
	q := small()
	q.Groups = groups
	resolve := func(assess.Ref, string) (*assess.Questionnaire, error) { return q, nil }
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 3))
		description := aWorkshop()
		description.Parties, description.Cards = nil, 0
		for _, g := range groups {
			description.Parties = append(description.Parties, assess.Party{Group: g, Questionnaire: assess.Ref{ID: "small", Version: "1.2.0"}})
		}
		w, err := CreateWorkshop(filepath.Join(t.TempDir(), "day"), description, resolve)
		if err != nil {
			t.Fatal(err)
		}
		w.d = hasty{}
		all := seen{}
		for range 14 {
			g := groups[rng.IntN(3)]
			switch rng.IntN(8) {
			case 0, 1, 2:
				for range rng.IntN(6) {
					said := []map[string]assess.Response{{"ag-inf": value(rng.IntN(4))}}
					if _, err := w.Add(assess.Participant{Group: g, From: assess.FromPaper, Rounds: said}, crand.Reader); err != nil {
						t.Fatal(err)
					}
				}
			case 3, 4, 5, 6:
				e := event("ag-inf", assess.TurnShown, 1+w.Stand(g, "ag-inf").Shown)
				e.Group = g
				if err := w.Record(e); err != nil {
					t.Fatal(err)
				}
			case 7:
				if err := w.Change(func(w *assess.Workshop) { w.Minimum.People++ }); err != nil {
					t.Fatal(err)
				}
			}
			all.keep(t, w.Published())
			all.tells(t)
		}
		if err := w.Forget(forgotOn, []byte("Gone.\n")); err != nil {
			t.Fatal(err)
		}
		w.Close()
		after, err := ReadWorkshop(w.Dir(), resolve)
		if err != nil {
			t.Fatal(err)
		}
		all.keep(t, after.Published())
		all.tells(t)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}
