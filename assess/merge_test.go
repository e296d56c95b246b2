package assess_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
)

// anyEntry makes an entry that says something at random in few values, so that
// two of them often agree.
func anyEntry(r *rand.Rand, id string) assess.PlanEntry {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	e := assess.PlanEntry{Action: id}
	e.Owner, e.Proof = pick("", "Office", "Coordinator"), pick("", "Minutes")
	e.Text, e.DoneWhen = pick("", "Write a letter"), pick("", "It was sent")
	e.Status, e.Horizon = assess.Status(r.IntN(5)), assess.Horizon(r.IntN(4))
	e.Effort = r.IntN(3)
	if r.IntN(2) == 0 {
		e.Due = assess.Date{Year: 2027, Month: 1 + r.IntN(2), Day: 1}
		e.Since = assess.Date{Year: 2026, Month: 12, Day: 1 + r.IntN(2)}
		e.Cost = assess.Money{Amount: int64(r.IntN(2)), Currency: pick("EUR", "UAH")}
		e.Depends = []string{pick("a/cso/1", "b/cso/1")}
	}
	if e.IsOwn() {
		e.For, e.Text, e.Horizon = assess.ForCSO, pick("Own", "Own two"), assess.Short
	}
	return e
}

// anyPlan makes a plan of some of a few actions.
func anyPlan(r *rand.Rand) []assess.PlanEntry {
	var plan []assess.PlanEntry
	for _, id := range []string{"a/cso/1", "b/cso/1", "c/authority/1", "own/1"} {
		if r.IntN(3) > 0 {
			plan = append(plan, anyEntry(r, id))
		}
	}
	return plan
}

// edited changes some fields of some entries.
func edited(r *rand.Rand, plan []assess.PlanEntry) []assess.PlanEntry {
	out := slices.Clone(plan)
	for i, e := range out {
		other := anyEntry(r, e.Action)
		for _, f := range assess.PlanFields() {
			if r.IntN(4) == 0 {
				out[i] = out[i].With(f, other)
			}
		}
	}
	return out
}

func eachSeed(t *testing.T, try func(*testing.T, *rand.Rand)) {
	t.Helper()
	for seed := range uint64(400) {
		try(t, rand.New(rand.NewPCG(seed, 4)))
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func TestMergePlans_identity(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, r *rand.Rand) {
		base := anyPlan(r)
		m := assess.MergePlans(assess.PlanVersions{Base: base, Theirs: base, Ours: base}, nil)
		if d := cmp.Diff(base, m.Plan); d != "" || m.Changes != nil || m.Conflicts != nil || m.Missing != nil {
			t.Errorf("no change merged into a change: %s %+v", d, m)
		}
	})
}

func TestMergePlans_oneSide(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, r *rand.Rand) {
		base := anyPlan(r)
		changed := edited(r, base)
		for name, v := range map[string]assess.PlanVersions{
			"theirs": {Base: base, Theirs: changed, Ours: base},
			"ours":   {Base: base, Theirs: base, Ours: changed},
			"both":   {Base: base, Theirs: changed, Ours: changed},
		} {
			m := assess.MergePlans(v, nil)
			if d := cmp.Diff(changed, m.Plan); d != "" || m.Conflicts != nil {
				t.Errorf("%s: %s %v", name, d, m.Conflicts)
			}
		}
	})
}

// TestMergePlans_bothSides holds that what does not meet is kept from both
// sides, that the sides may change places, and that each conflict is one.
func TestMergePlans_bothSides(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, r *rand.Rand) {
		base := anyPlan(r)
		a, b := edited(r, base), edited(r, base)
		m := assess.MergePlans(assess.PlanVersions{Base: base, Theirs: a, Ours: b}, nil)
		back := assess.MergePlans(assess.PlanVersions{Base: base, Theirs: b, Ours: a}, nil)
		if len(m.Conflicts) != len(back.Conflicts) {
			t.Errorf("%d conflicts one way, %d the other", len(m.Conflicts), len(back.Conflicts))
		}
		if len(m.Conflicts) == 0 {
			if d := cmp.Diff(m.Plan, back.Plan); d != "" {
				t.Error(d)
			}
		}
		conflicts := map[string]bool{}
		for _, c := range m.Conflicts {
			conflicts[fmt.Sprint(c.Action, c.Field)] = true
		}
		for i := range base {
			for _, f := range assess.PlanFields() {
				o, x, y, got := base[i].Value(f), a[i].Value(f), b[i].Value(f), m.Plan[i].Value(f)
				meets := x != o && y != o && x != y
				if meets != conflicts[fmt.Sprint(base[i].Action, f)] {
					t.Errorf("%s %s: conflict %t, want %t", base[i].Action, f, !meets, meets)
				}
				want := y
				if x != o && y == o {
					want = x
				}
				if got != want {
					t.Errorf("%s %s: %q of base %q, theirs %q, ours %q", base[i].Action, f, got, o, x, y)
				}
			}
		}
	})
}

func TestMergePlans_decided(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, r *rand.Rand) {
		base := anyPlan(r)
		a, b := edited(r, base), edited(r, base)
		for _, side := range []assess.PlanSide{assess.Theirs, assess.Ours} {
			m := assess.MergePlans(assess.PlanVersions{Base: base, Theirs: a, Ours: b},
				func(assess.PlanConflict) assess.PlanSide { return side })
			if len(m.Conflicts) != 0 {
				t.Fatal("a decided conflict stayed")
			}
			for i := range base {
				for _, f := range assess.PlanFields() {
					o, x, y := base[i].Value(f), a[i].Value(f), b[i].Value(f)
					if x == o || y == o || x == y {
						continue
					}
					if want := map[assess.PlanSide]string{assess.Theirs: x, assess.Ours: y}[side]; m.Plan[i].Value(f) != want {
						t.Errorf("%s %s: %q, want %q", base[i].Action, f, m.Plan[i].Value(f), want)
					}
				}
			}
		}
	})
}

func TestMergePlans_entries(t *testing.T) {
	t.Parallel()
	entry := func(id, owner string) assess.PlanEntry { return assess.PlanEntry{Action: id, Owner: owner} }
	plan := func(es ...assess.PlanEntry) []assess.PlanEntry { return es }
	for name, c := range map[string]struct {
		v         assess.PlanVersions
		want      []assess.PlanEntry
		missing   []string
		conflicts int
	}{
		"an action nobody took on stays so": {
			v: assess.PlanVersions{Theirs: plan(entry("a", ""))}},
		"taken on in the copy": {
			v: assess.PlanVersions{Theirs: plan(entry("a", "Office"))}, want: plan(entry("a", "Office"))},
		"taken on in both": {
			v:    assess.PlanVersions{Theirs: plan(entry("a", "Office")), Ours: plan(entry("a", "Board"))},
			want: plan(entry("a", "Board")), conflicts: 1},
		"taken on in the file alone": {
			v:    assess.PlanVersions{Theirs: plan(entry("a", "")), Ours: plan(entry("a", "Board"))},
			want: plan(entry("a", "Board"))},
		"a row that went away stays in the file": {
			v:    assess.PlanVersions{Base: plan(entry("a", "Office")), Ours: plan(entry("a", "Office"))},
			want: plan(entry("a", "Office")), missing: []string{"a"}},
		"given up in the file": {
			v: assess.PlanVersions{Base: plan(entry("a", "Office")), Theirs: plan(entry("a", "Office"))}},
		"given up in the file, changed in the copy": {
			v: assess.PlanVersions{Base: plan(entry("a", "Office")), Theirs: plan(entry("a", "Board"))}, conflicts: 1},
		"without a base, whatever differs": {
			v: assess.PlanVersions{NoBase: true, Theirs: plan(entry("a", ""), entry("b", "Office")),
				Ours: plan(entry("a", "Board"), entry("b", "Office"))},
			want: plan(entry("a", "Board"), entry("b", "Office")), conflicts: 1},
		"without a base, taken on in the copy": {
			v: assess.PlanVersions{NoBase: true, Theirs: plan(entry("a", "Office"))}, conflicts: 1},
	} {
		m := assess.MergePlans(c.v, nil)
		if d := cmp.Diff(c.want, m.Plan); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if d := cmp.Diff(c.missing, m.Missing); d != "" {
			t.Errorf("%s: missing %s", name, d)
		}
		if len(m.Conflicts) != c.conflicts {
			t.Errorf("%s: conflicts %+v, want %d", name, m.Conflicts, c.conflicts)
		}
	}
}

// TestPlanEntry_Set holds that Set reads what Value writes.
func TestPlanEntry_Set(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, r *rand.Rand) {
		for _, e := range anyPlan(r) {
			back := assess.PlanEntry{Action: e.Action}
			for _, f := range assess.PlanFields() {
				var ok bool
				if back, ok = back.Set(f, e.Value(f)); !ok {
					t.Fatalf("%s refuses %q", f, e.Value(f))
				}
			}
			if d := cmp.Diff(e, back); d != "" {
				t.Error(d)
			}
		}
	})
	for f, value := range map[assess.PlanField]string{
		0: "x", assess.PlanFor: "both", assess.PlanHorizon: "soon", assess.PlanDue: "2027-02-30", assess.PlanEffort: "0",
		assess.PlanCost: "12", assess.PlanStatus: "late", assess.PlanSince: "1.1.2027", assess.PlanStage: "x", assess.PlanBarrier: "x",
	} {
		if _, ok := (assess.PlanEntry{}).Set(f, value); ok {
			t.Errorf("%s takes %q", f, value)
		}
	}
}
