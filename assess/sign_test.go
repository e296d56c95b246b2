package assess

import "testing"

// TestReadSign: what SignOf writes, ReadSign reads, for every response that an
// item can have, and nothing else is a response.
func TestReadSign(t *testing.T) {
	t.Parallel()
	anchors := []Anchor{{Value: 0}, {Value: 1}, {Value: 2}}
	for name, it := range map[string]*Item{
		"no reason":      {Anchors: anchors, NotApplicable: true},
		"one reason":     {Anchors: anchors, NotApplicable: true, Reasons: []string{"By law"}},
		"three reasons":  {Anchors: anchors, NotApplicable: true, Reasons: []string{"By law", "Another", "None"}},
		"not applicable": {Anchors: anchors},
	} {
		all := []Response{{}, {State: DontKnow}, {State: Answered}, {State: Answered, Value: 2}}
		if it.NotApplicable {
			for _, reason := range append(it.Reasons, "unsaid")[:max(1, len(it.Reasons))] {
				all = append(all, Response{State: NotApplicable, Reason: reason})
			}
		}
		for _, want := range all {
			sign := SignOf(it, want)
			if got, ok := ReadSign(it, sign, "unsaid"); !ok || got != want {
				t.Errorf("%s: %q is read as %+v, %t; expected %+v", name, sign, got, ok, want)
			}
		}
		for _, sign := range []string{"", "3", "-1", "12", "x", "n4", "n0", "n01", "n-1", "nn", "²", "1.0", "n999999999999"} {
			if got, ok := ReadSign(it, sign, "unsaid"); ok {
				t.Errorf("%s: %q is read as %+v; expected nothing", name, sign, got)
			}
		}
	}
	it := &Item{Anchors: anchors, NotApplicable: true, Reasons: []string{"By law", "Another"}}
	if _, ok := ReadSign(it, "n", ""); ok {
		t.Error("n is read where there are two reasons; expected the number of one")
	}
	if _, ok := ReadSign(&Item{Anchors: anchors}, "n", ""); ok {
		t.Error("n is read for an item that always applies")
	}
}
