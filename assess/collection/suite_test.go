//go:build linux

package collection

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
)

// everywhere runs a test on every make of database.
func everywhere(t *testing.T, test func(t *testing.T, where string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, filepath.Join(t.TempDir(), "c.db"))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, postgresURL(t))
	})
}

func created(t testing.TB, where string) *Collection {
	t.Helper()
	c, err := Create(context.Background(), where)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// drawn makes a random assessment of a small world, so that ids, segments and
// dates meet often.
func drawn(rng *rand.Rand, ids int) *assess.Assessment {
	pick := func(of ...string) string { return of[rng.IntN(len(of))] }
	a := sample(fmt.Sprint(rng.IntN(ids)), pick("XA", "XB", "ZZ"), rng.IntN(4))
	a.Questionnaire.Version = pick("1.0.0", "1.1.0")
	a.Frame.Tier = pick("local", "national")
	a.Frame.Jurisdiction = pick("Port Example", "Bay Example", "Isle \"quoted\" Example")
	a.Frame.Policy = pick("Strategy", "")
	if a.Frame.Policy == "" {
		a.Frame.Policy = "Plan"
	}
	a.Frame.Period.To.Year = 2024 + rng.IntN(2)
	a.Frame.Date.Day = 1 + rng.IntN(3)
	for _, id := range []string{"b1-1", "b1-2", "other", "ag-con"} {
		switch rng.IntN(5) {
		case 0:
			a.Responses[id] = assess.Response{State: assess.DontKnow}
		case 1:
			delete(a.Responses, id)
		default:
			a.Responses[id] = assess.Response{State: assess.Answered, Value: rng.IntN(4), Evidence: assess.Evidence(rng.IntN(5))}
		}
	}
	return a
}

func prepared(t testing.TB, c *Collection, q *assess.Questionnaire, list ...*assess.Assessment) []Item {
	t.Helper()
	var items []Item
	for _, a := range list {
		it, err := c.Prepare(q, a)
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, it)
	}
	return items
}

// queries are asked of a collection and of the naive count.
func queries() []Query {
	return []Query{
		{},
		{By: []string{KeyCountry}},
		{By: []string{KeyYear, KeyTier}},
		{By: []string{KeyJurisdiction, KeyQuestionnaire}},
		{Where: map[string]string{KeyCountry: "XA", KeyYear: "2025"}, By: []string{KeyGroup}},
		{Where: map[string]string{KeyJurisdiction: `Isle "quoted" Example`}, By: []string{KeyPolicy}},
		{Where: map[string]string{KeyQuestionnaire: "small"}, Measures: []assess.Measure{"index", "barrier/structure", "none"}},
		{Where: map[string]string{KeyQuestionnaire: "small 1"}},
		{Where: map[string]string{KeyQuestionnaire: "small 2"}},
		{Where: map[string]string{KeyYear: "soon"}},
		{By: Keys(), Measures: []assess.Measure{}},
		{By: []string{KeyVersion, KeyCountry}},
		{Where: map[string]string{KeyVersion: "1.1.0"}, By: []string{KeyPolicy}},
	}
}

// same compares the answers of two collections.
func same(t *testing.T, got, want *Collection) {
	t.Helper()
	ctx := context.Background()
	equal := cmp.Options{cmp.Comparer(func(a, b assess.Ratio) bool { return a.Equal(b) }), cmp.Comparer(func(a, b *assess.Histogram) bool { return a.String() == b.String() })}
	for _, q := range queries() {
		a, err := got.Groups(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		b, err := want.Groups(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		if len(a)+len(b) == 0 {
			continue
		}
		if d := cmp.Diff(b, a, equal); d != "" {
			t.Fatalf("groups of %v differ from the naive count:\n%s", q, d)
		}
		var counts [2]map[assess.Segment]int
		for i, c := range []*Collection{want, got} {
			counts[i] = map[assess.Segment]int{}
			if err := c.Counts(ctx, q, func(n Count) { counts[i][n.Segment] += n.N }); err != nil {
				t.Fatal(err)
			}
		}
		if d := cmp.Diff(counts[0], counts[1]); d != "" {
			t.Fatalf("counts of %v differ:\n%s", q, d)
		}
		var rows [2][]Row
		for i, c := range []*Collection{want, got} {
			if err := c.Rows(ctx, q, func(r Row) error { rows[i] = append(rows[i], r); return nil }); err != nil {
				t.Fatal(err)
			}
		}
		if d := cmp.Diff(rows[0], rows[1], equal); d != "" {
			t.Fatalf("rows of %v differ:\n%s", q, d)
		}
	}
	a, err := got.List(ctx)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := want.List(ctx)
	if d := cmp.Diff(b, a); d != "" {
		t.Fatalf("lists differ:\n%s", d)
	}
	v, err := got.Verify(ctx)
	if err != nil || !v.OK() {
		t.Fatalf("verify says %+v, %v", v, err)
	}
}

// Whatever is added, replaced and removed, in any order: every answer is the
// one that a naive count over all rows gives.
func TestCollection_equalsTheNaiveCount(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, where string) {
		ctx, q := context.Background(), small()
		for seed := range uint64(3) {
			rng := rand.New(rand.NewPCG(seed, 1))
			c, naive := created(t, where), Memory()
			for range 12 {
				if rng.IntN(4) == 0 {
					ids := []string{fmt.Sprint(rng.IntN(60)), fmt.Sprint(rng.IntN(60)), "none"}
					a, err := c.Remove(ctx, ids)
					if err != nil {
						t.Fatal(err)
					}
					if b, _ := naive.Remove(ctx, ids); a != b {
						t.Fatalf("removed %d; expected %d", a, b)
					}
					continue
				}
				var list []*assess.Assessment
				for range rng.IntN(40) {
					list = append(list, drawn(rng, 60))
				}
				replace := rng.IntN(3) == 0
				a, err := c.Add(ctx, prepared(t, c, q, list...), replace)
				if err != nil {
					t.Fatal(err)
				}
				b, _ := naive.Add(ctx, prepared(t, naive, q, list...), replace)
				if d := cmp.Diff(b, a); d != "" {
					t.Fatalf("outcomes differ:\n%s", d)
				}
			}
			same(t, c, naive)
			a, err := c.RemoveWhere(ctx, map[string]string{KeyCountry: "XB"})
			if err != nil {
				t.Fatal(err)
			}
			if b, _ := naive.RemoveWhere(ctx, map[string]string{KeyCountry: "XB"}); a != b {
				t.Fatalf("removed %d; expected %d", a, b)
			}
			same(t, c, naive)
			for _, country := range []string{"XA", "ZZ"} {
				if _, err := c.RemoveWhere(ctx, map[string]string{KeyCountry: country}); err != nil {
					t.Fatal(err)
				}
			}
			if list, err := c.List(ctx); err != nil || len(list) != 0 {
				t.Fatalf("after everything was removed: %v, %v", list, err)
			}
		}
	})
}

// What is closed and opened again is what it was; what is not there is not
// made by opening; other databases and newer ones are left alone.
func TestOpen(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, where string) {
		ctx, q := context.Background(), small()
		if _, err := Open(ctx, where); !errors.Is(err, ErrNotFound) {
			t.Fatalf("opening what is not there gives %v", err)
		}
		c := created(t, where)
		if _, err := c.Add(ctx, prepared(t, c, q, sample("1", "XA", 2)), false); err != nil {
			t.Fatal(err)
		}
		c.Close()
		again, err := Open(ctx, where)
		if err != nil {
			t.Fatal(err)
		}
		if list, err := again.List(ctx); err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		err = again.b.(relational).db.write(ctx, func(s session) error {
			_, err := s.exec("UPDATE csi_meta SET value = $1", strconv.Itoa(Format+1))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		again.Close()
		if _, err := Create(ctx, where); !errors.Is(err, ErrNewer) {
			t.Fatalf("a newer collection gives %v", err)
		}
	})
}

// A collection of the first format, which kept histograms beside the rest of a
// segment, is brought to the present one when it is opened.
func TestOpen_firstFormat(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, where string) {
		ctx := context.Background()
		c, naive := created(t, where), Memory()
		rng := rand.New(rand.NewPCG(7, 7))
		for range 40 {
			a := drawn(rng, 1000)
			for _, to := range []*Collection{c, naive} {
				if _, err := to.Add(ctx, prepared(t, to, small(), a), false); err != nil {
					t.Fatal(err)
				}
			}
		}
		err := c.b.(relational).db.write(ctx, func(s session) error {
			for _, sql := range []string{
				"ALTER TABLE csi_segments ADD COLUMN histograms BYTES",
				"UPDATE csi_segments SET histograms = (SELECT packed FROM csi_histograms h WHERE h.id = csi_segments.id)",
				"DROP TABLE csi_histograms", "UPDATE csi_meta SET value = '1' WHERE name = 'format'",
			} {
				if _, err := s.exec(sql); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		if c, err = Open(ctx, where); err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		same(t, c, naive)
	})
}

func TestOpen_otherFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "x.db")
	if err := os.WriteFile(file, []byte("this is a text and no database, whatever it is called, and it is long enough"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, where := range []string{file, dir} {
		if _, err := Create(context.Background(), where); !errors.Is(err, ErrOther) {
			t.Errorf("%s gives %v", where, err)
		}
	}
}

// Eight clients that write at once lose nothing and count nothing twice.
func TestCollection_eightWriters(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, where string) {
		q := small()
		var wg sync.WaitGroup
		for w := range 8 {
			wg.Go(func() {
				c, err := Create(context.Background(), where)
				if err != nil {
					t.Error(err)
					return
				}
				defer c.Close()
				rng := rand.New(rand.NewPCG(uint64(w), 2))
				for range 5 {
					var list []*assess.Assessment
					for range 20 {
						a := drawn(rng, 100)
						a.Frame.Date.Day = 1 // whoever comes first stays
						list = append(list, a)
					}
					if _, err := c.Add(context.Background(), prepared(t, c, q, list...), true); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		c := created(t, where)
		v, err := c.Verify(context.Background())
		if err != nil || !v.OK() || v.Assessments != 100 {
			t.Fatalf("verify says %+v, %v", v, err)
		}
	})
}

// A transaction that is stopped in the middle leaves nothing behind.
func TestCollection_stopped(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, where string) {
		q, c := small(), created(t, where)
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if _, err := c.Add(ctx, prepared(t, c, q, sample("1", "XA", 2)), false); !errors.Is(err, context.Canceled) {
			t.Fatalf("gives %v", err)
		}
		if list, err := c.List(context.Background()); err != nil || len(list) != 0 {
			t.Fatal(list, err)
		}
		if _, err := c.Add(context.Background(), prepared(t, c, q, sample("1", "XA", 2)), false); err != nil {
			t.Fatal(err)
		}
	})
}

// Verify finds what somebody changed behind our back.
func TestVerify_findsDamage(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, where string) {
		q, c := small(), created(t, where)
		ctx := context.Background()
		if _, err := c.Add(ctx, prepared(t, c, q, sample("1", "XA", 2), sample("2", "XB", 1)), false); err != nil {
			t.Fatal(err)
		}
		err := c.b.(relational).db.write(ctx, func(s session) error {
			_, err := s.exec("UPDATE csi_segments SET n = 2 WHERE country = $1 AND level = $2", "XA", 0)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		v, err := c.Verify(ctx)
		if err != nil || v.OK() || len(v.Differ) != 1 || v.Differ[0].Segment.Country != "XA" {
			t.Fatalf("verify says %+v, %v", v, err)
		}
	})
}
