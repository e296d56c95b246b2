package assess_test

import (
	"testing"

	"csi/assess"
)

func TestPlanDay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		minutes, responding int
		want                assess.Day
	}{
		{150, 40, assess.Day{Opening: 15, Responding: 40, Talking: 60, Plan: 25, Closing: 10}},
		{120, 40, assess.Day{Opening: 10, Responding: 40, Talking: 40, Plan: 20, Closing: 10}},
		{120, 12, assess.Day{Opening: 10, Responding: 12, Talking: 68, Plan: 20, Closing: 10}},
	} {
		if got := assess.PlanDay(c.minutes, c.responding); got != c.want {
			t.Errorf("%d minutes: %+v, want %+v", c.minutes, got, c.want)
		}
	}
	for minutes := 10; minutes < 700; minutes++ {
		d := assess.PlanDay(minutes, 40)
		if sum := d.Opening + d.Responding + d.Talking + d.Plan + d.Closing; sum != minutes {
			t.Errorf("%d minutes are spent as %d: %+v", minutes, sum, d)
		}
	}
}
