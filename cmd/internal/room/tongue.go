package room

import (
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// tongue is a language with what was said in it before, since every phone asks
// for the same words.
type tongue struct {
	Tongue
	plain sync.Map // messages without parts, by id
}

func newTongue(t Tongue) *tongue {
	first, size := utf8.DecodeRuneInString(t.Name)
	t.Name = string(unicode.ToUpper(first)) + t.Name[size:]
	return &tongue{Tongue: t}
}

// S gives a message of the room, with pairs of a part's name and its value.
func (t *tongue) S(id string, pairs ...any) string {
	if len(pairs) == 0 {
		if text, ok := t.plain.Load(id); ok {
			return text.(string)
		}
		text := t.Phrases.T("room." + id)
		t.plain.Store(id, text)
		return text
	}
	return t.Phrases.T("room."+id, parts(pairs))
}

// N gives the form of a message that fits a count.
func (t *tongue) N(id string, count int, pairs ...any) string {
	return t.Phrases.N("room."+id, count, parts(pairs))
}

func parts(pairs []any) phrases.V {
	v := phrases.V{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v[pairs[i].(string)] = pairs[i+1]
	}
	return v
}

// count writes how many of the people have responded, or that they are too few
// to say.
func (t *tongue) count(c tally, of int) string {
	if !c.tell {
		return t.S("count.few")
	}
	return t.S("count.of", "count", c.n, "all", of)
}

// option is one response that can be chosen.
type option struct {
	Value  string // of the form: 0 to the top of the scale, dk, n0, n1 …
	Lead   string // in bold
	Rest   string // after it, on the same line
	Anchor string
	Chosen bool
	First  bool // the response of an earlier round
}

// options lists what can be chosen for an item, always in one order. own is
// what the person said in this round, before what was said in an earlier one.
// reasons are those of the item in the language that responses are kept in.
func (t *tongue) options(it *assess.Item, own, before assess.Response, reasons []string) []option {
	var out []option
	add := func(o option, is func(assess.Response) bool) {
		o.Chosen, o.First = is(own), is(before)
		out = append(out, o)
	}
	for _, a := range it.Anchors {
		add(option{Value: strconv.Itoa(a.Value), Lead: strings.TrimSpace(strconv.Itoa(a.Value) + " " + a.Label), Anchor: a.Text},
			func(r assess.Response) bool { return r.State == assess.Answered && r.Value == a.Value })
	}
	add(option{Value: "dk", Lead: t.S("response.dk"), Rest: t.S("response.pass")},
		func(r assess.Response) bool { return r.State == assess.DontKnow })
	if !it.NotApplicable {
		return out
	}
	if len(reasons) == 0 {
		add(option{Value: "n", Lead: t.S("response.na")}, func(r assess.Response) bool { return r.State == assess.NotApplicable })
	}
	for i, reason := range reasons {
		rest := reason
		if i < len(it.Reasons) {
			rest = it.Reasons[i]
		}
		add(option{Value: "n" + strconv.Itoa(i), Lead: t.S("response.na"), Rest: ", " + rest},
			func(r assess.Response) bool { return r.State == assess.NotApplicable && r.Reason == reason })
	}
	return out
}

// said writes a response as the person chose it.
func (t *tongue) said(it *assess.Item, r assess.Response) string {
	switch r.State {
	case assess.Answered:
		if r.Value <= it.Max() {
			return strings.TrimSpace(strconv.Itoa(r.Value) + " " + it.Anchors[r.Value].Label)
		}
	case assess.DontKnow:
		return t.S("response.dk")
	case assess.NotApplicable:
		return t.S("response.na")
	}
	return t.S("response.none")
}

// read turns what a form chose into a response; false when it is none of the
// item's. Reasons are kept as the item has them in the language of the
// workshop.
func read(it *assess.Item, chosen, noReason string) (assess.Response, bool) {
	if chosen == "dk" {
		return assess.Response{State: assess.DontKnow}, true
	}
	if which, na := strings.CutPrefix(chosen, "n"); na {
		if !it.NotApplicable {
			return assess.Response{}, false
		}
		if which == "" && len(it.Reasons) == 0 {
			return assess.Response{State: assess.NotApplicable, Reason: noReason}, true
		}
		i, ok := small(which)
		if !ok || i >= len(it.Reasons) {
			return assess.Response{}, false
		}
		return assess.Response{State: assess.NotApplicable, Reason: it.Reasons[i]}, true
	}
	v, ok := small(chosen)
	if !ok || v > it.Max() {
		return assess.Response{}, false
	}
	return assess.Response{State: assess.Answered, Value: v}, true
}

// small reads a whole number of at most four digits, written in the one way.
func small(s string) (int, bool) {
	v, err := strconv.Atoi(s)
	return v, err == nil && v >= 0 && len(s) <= 4 && strconv.Itoa(v) == s
}

// bar is one row of a spread.
type bar struct {
	Label   string
	Count   int
	Was     int // in the first round
	Width   int // 0 to 100
	WasLong string
	Hatch   bool
	Marks   []int // where the lines of the hatching begin
	You     bool
}

// spreadView is how a group responded, ready to be drawn.
type spreadView struct {
	Hidden    bool
	Bars      []bar
	Two       bool // first round beside the second
	Who       string
	Score     string
	Consensus string
	Closer    string // "", "closer" or "apart": against the first round
	Fictional bool
}

// view lays a spread out; before is that of the first round where there is
// one, own the response of the person who looks.
func (t *tongue) view(it *assess.Item, s assess.Spread, before *assess.Spread, own assess.Response) *spreadView {
	v := &spreadView{Hidden: s.Hidden}
	if s.Hidden {
		return v
	}
	if before != nil && before.Hidden {
		before = nil
	}
	v.Two = before != nil
	add := func(label string, n int, was func(*assess.Spread) int, hatch, you bool) {
		b := bar{Label: label, Count: n, Hatch: hatch, You: you}
		if v.Two {
			b.Was = was(before)
		}
		v.Bars = append(v.Bars, b)
	}
	for i, a := range it.Anchors {
		add(strings.TrimSpace(strconv.Itoa(a.Value)+" "+a.Label), s.Counts[i], func(x *assess.Spread) int { return x.Counts[i] }, false,
			own.State == assess.Answered && own.Value == i)
	}
	add(t.S("response.dk"), s.DontKnow, func(x *assess.Spread) int { return x.DontKnow }, true, own.State == assess.DontKnow)
	if it.NotApplicable {
		add(t.S("response.na"), s.NotApplicable, func(x *assess.Spread) int { return x.NotApplicable }, true, own.State == assess.NotApplicable)
	}
	v.scale()
	v.Who = t.N("spread.people", s.People)
	if s.Organisations > 0 {
		v.Who = t.S("spread.who", "people", v.Who, "organisations", t.N("spread.organisations", s.Organisations))
	}
	v.Score, v.Consensus = t.score(s.Score), t.agreement(s.Consensus)
	if v.Two && s.Consensus.Has() && before.Consensus.Has() {
		if c := before.Consensus.Variance.Cmp(s.Consensus.Variance); c > 0 {
			v.Closer = "closer"
		} else if c < 0 {
			v.Closer = "apart"
		}
		if s.Consensus.Grade() != before.Consensus.Grade() {
			v.Consensus = t.S("spread.was", "now", v.Consensus, "before", t.agreement(before.Consensus))
		}
	}
	return v
}

// scale sets the lengths of bars: the longest takes the whole width.
func (v *spreadView) scale() {
	longest := 1
	for _, b := range v.Bars {
		longest = max(longest, b.Count, b.Was)
	}
	for i := range v.Bars {
		b := &v.Bars[i]
		b.Width = (b.Count*100 + longest/2) / longest
		was := float64(b.Was*100)/float64(longest) - 0.4
		b.WasLong = strconv.FormatFloat(max(0, was), 'f', 1, 64)
		for x := 0; b.Hatch && x+4 <= b.Width; x += 3 {
			b.Marks = append(b.Marks, x)
		}
	}
}

// score writes the score of a spread: a whole number, or the range when too
// few know.
func (t *tongue) score(s assess.Score) string {
	switch {
	case !s.Applicable:
		return t.S("spread.no_score")
	case !s.HasValue:
		return t.S("spread.range", "low", s.Low.Round100(), "high", s.High.Round100())
	}
	return t.S("spread.score", "score", s.Value.Round100())
}

func (t *tongue) agreement(c assess.Consensus) string { return t.S("consensus." + c.Grade().String()) }
