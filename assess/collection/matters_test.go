//go:build linux

package collection

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
)

// smallAuthority asks the authority what small asks civil society.
func smallAuthority() *assess.Questionnaire {
	q := *small()
	q.ID, q.Mirror, q.Groups = "small-pm", "small", []assess.Group{"authority"}
	return &q
}

// told is a matter as it was given, in one line.
type told struct {
	to     *[]string
	second []string
	first  []string
}

func (m *told) Add(r Row) error {
	m.first = append(m.first, fmt.Sprint(r.Hash, " ", r.Period.From.Year, " ", r.Responses[0].State, r.Responses[0].Value, len(r.Observations)))
	return nil
}

func (m *told) End() error {
	slices.Sort(m.first)
	*m.to = append(*m.to, strings.Join(m.second, ";")+" | "+strings.Join(m.first, ";"))
	return nil
}

// tell gives every matter of a collection in a line, sorted.
func tell(t *testing.T, c *Collection, m Mirror) (lines []string, alone int) {
	t.Helper()
	alone, err := c.Matters(context.Background(), m, func(second []Row) (MatterSink, error) {
		x := &told{to: &lines}
		for _, r := range second {
			x.second = append(x.second, r.Hash)
		}
		slices.Sort(x.second)
		return x, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return lines, alone
}

// Whatever is in a collection, matters are what a naive search finds: names
// that differ in capitals are one place, and other questionnaires, policies
// and countries stay apart.
func TestMatters_equalTheNaiveSearch(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, where string) {
		ctx, first, second := context.Background(), small(), smallAuthority()
		c, naive := created(t, where), Memory()
		rng := rand.New(rand.NewPCG(5, 5))
		for i := range 300 {
			a := drawn(rng, 100_000)
			a.Frame.Jurisdiction = []string{"Port Example", "PORT example ", "Bay Example", "Порт", "порт"}[rng.IntN(5)]
			a.Frame.Period.From.Year = 2020 + rng.IntN(5)
			q := first
			if i%4 == 0 {
				q = second
				a.Questionnaire.ID, a.Frame.Group = "small-pm", "authority"
			}
			for _, to := range []*Collection{c, naive} {
				if _, err := to.Add(ctx, prepared(t, to, q, a), false); err != nil {
					t.Fatal(err)
				}
			}
		}
		given := 0
		for _, w := range []map[string]string{nil, {KeyCountry: "XA"}, {KeyJurisdiction: "Bay Example", KeyTier: "local"}, {KeyYear: "2025", KeyPolicy: "Plan"}, {KeyJurisdiction: "nowhere"}} {
			m := Mirror{First: "small 1", Second: "small-pm 1", Where: w}
			got, alone := tell(t, c, m)
			want, wantAlone := tell(t, naive, m)
			if d := cmp.Diff(want, got); d != "" || alone != wantAlone {
				t.Fatalf("matters of %v differ, %d alone and %d:\n%s", w, alone, wantAlone, d)
			}
			given += len(got)
		}
		if given < 20 {
			t.Errorf("%d matters in all; expected more", given)
		}
		if _, err := c.Matters(ctx, Mirror{Where: map[string]string{"score": "1"}}, nil); !errors.As(err, new(*KeyError)) {
			t.Errorf("a key that there is not: %v", err)
		}
		stop := errors.New("stop")
		if _, err := c.Matters(ctx, Mirror{First: "small 1", Second: "small-pm 1"}, func([]Row) (MatterSink, error) { return nil, stop }); !errors.Is(err, stop) {
			t.Errorf("an error of the sink: %v", err)
		}
	})
}
