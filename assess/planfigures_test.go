package assess

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSumPlan(t *testing.T) {
	t.Parallel()
	eur := func(n int64) Money { return Money{Amount: n, Currency: "EUR"} }
	got := SumPlan([]PlannedAction{
		{Entry: PlanEntry{Effort: 3, Cost: eur(100)}},
		{Entry: PlanEntry{Effort: 2, Cost: Money{Amount: 50, Currency: "CHF"}, Status: Done}},
		{Entry: PlanEntry{Cost: eur(0)}},
		{Entry: PlanEntry{Effort: 99, Cost: eur(999), Status: Dropped}},
		{},
	})
	want := PlanSum{Days: 5, NoEffort: 2, Costs: []Money{eur(100), {Amount: 50, Currency: "CHF"}}, NoCost: 1}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("SumPlan (-want +got):\n%s", diff)
	}
}

func TestOverdue(t *testing.T) {
	t.Parallel()
	day := func(d int) Date { return Date{Year: 2026, Month: 11, Day: d} }
	for _, c := range []struct {
		e    PlanEntry
		want bool
	}{
		{PlanEntry{}, false}, {PlanEntry{Due: day(19)}, true}, {PlanEntry{Due: day(20)}, false}, {PlanEntry{Due: day(21)}, false},
		{PlanEntry{Due: day(1), Status: Doing}, true}, {PlanEntry{Due: day(1), Status: Done}, false}, {PlanEntry{Due: day(1), Status: Dropped}, false},
	} {
		if got := Overdue(c.e, day(20)); got != c.want {
			t.Errorf("Overdue(due %v, %v) = %v", c.e.Due, c.e.Status, got)
		}
	}
}

func TestHorizon_Holds(t *testing.T) {
	t.Parallel()
	from := Date{Year: 2026, Month: 11, Day: 20}
	for _, c := range []struct {
		h    Horizon
		day  Date
		want bool
	}{
		{Short, Date{Year: 2027, Month: 2, Day: 28}, true}, {Short, Date{Year: 2027, Month: 3, Day: 1}, false},
		{Medium, Date{Year: 2027, Month: 11, Day: 30}, true}, {Medium, Date{Year: 2027, Month: 12, Day: 1}, false},
		{Long, Date{Year: 2090, Month: 1, Day: 1}, true}, {0, Date{Year: 2090, Month: 1, Day: 1}, true},
	} {
		if got := c.h.Holds(from, c.day); got != c.want {
			t.Errorf("%v holds %v: %v", c.h, c.day, got)
		}
	}
	if !Short.Holds(Date{}, from) {
		t.Error("a horizon that is counted from no day holds every day")
	}
}
