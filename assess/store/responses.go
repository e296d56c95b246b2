package store

import (
	"strings"
	"unicode/utf8"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// MaxText is the most characters that a note or another free text may have.
const MaxText = 5000

// responses reads what was said to each item.
func (r *reader) responses(n *yamldoc.Node) {
	r.a.Responses = map[string]assess.Response{}
	if !r.mapping(n, "responses") {
		return
	}
	for _, p := range n.Pairs {
		it := r.item(p.Key)
		if it == nil {
			continue
		}
		if resp := r.response(p.Value, it); resp != (assess.Response{}) {
			r.a.Responses[it.ID] = resp
		}
	}
}

// item finds the item of a node; nil with a fault when there is none.
func (r *reader) item(n *yamldoc.Node) *assess.Item {
	it := r.q.Item(n.Text)
	if it != nil {
		return it
	}
	var known []string
	for _, it := range r.q.Items() {
		known = append(known, it.ID)
	}
	r.d.Add(n, "item-unknown", "no item %s in %s; %s", yamldoc.Quote(n.Text), r.name(), nearOr(n.Text, known, "expected the id of one of its items"))
	return nil
}

// nearOr is instead for lists that are too long to print.
func nearOr(word string, known []string, expected string) string {
	if yamldoc.Closest(word, known) != "" {
		return instead(word, known)
	}
	return expected
}

// response reads one response: a number, or a mapping that says exactly one
// of value, dont_know and not_applicable. A mapping that says none of them is
// a blank response with what else it holds.
func (r *reader) response(n *yamldoc.Node, it *assess.Item) assess.Response {
	switch n.Kind {
	case yamldoc.Null:
		return assess.Response{}
	case yamldoc.Scalar:
		return assess.Response{State: assess.Answered, Value: r.value(n, it)}
	case yamldoc.List:
		r.d.Add(n, "value-kind", "the response to item %q is a list; expected a number or a mapping", it.ID)
		return assess.Response{}
	}
	e := r.entries(n, "value", "dont_know", "not_applicable", "evidence", "note", "flag")
	resp := assess.Response{
		Evidence: r.evidence(e["evidence"].Value, it),
		Note:     r.long(e["note"].Value, "note", it),
		Flag:     r.flag(e["flag"].Value, `flag of item "`+it.ID+`"`),
	}
	r.state(n, e, it, &resp)
	return resp
}

// state reads the one of three keys that says what is known.
func (r *reader) state(n *yamldoc.Node, e entries, it *assess.Item, resp *assess.Response) {
	var said []string
	for _, k := range []string{"value", "dont_know", "not_applicable"} {
		if e[k].Value != nil {
			said = append(said, k)
		}
	}
	switch {
	case len(said) == 0:
	case len(said) > 1:
		r.d.Add(n, "state", "item %q has %s; expected exactly one of value, dont_know, not_applicable", it.ID, strings.Join(said, " and "))
	case said[0] == "value":
		resp.State, resp.Value = assess.Answered, r.value(e["value"].Value, it)
	case said[0] == "dont_know":
		resp.State = assess.DontKnow
		v := e["dont_know"].Value
		if yes, _ := v.Bool(); !yes && !v.Refused {
			r.d.Add(v, "dont-know", "dont_know of item %q is not true; expected true, or the key left out", it.ID)
		}
	default:
		resp.State, resp.Reason = assess.NotApplicable, r.reason(e["not_applicable"].Value, it)
	}
}

// value reads a value that must be on the scale of the item.
func (r *reader) value(n *yamldoc.Node, it *assess.Item) int {
	v, ok := n.Int()
	if (!ok || v < 0 || v > it.Max()) && !n.Refused {
		r.d.Add(n, "value-range", "value of item %q is not on its scale; expected 0 to %d", it.ID, it.Max())
	}
	return v
}

// reason reads why an item does not apply.
func (r *reader) reason(n *yamldoc.Node, it *assess.Item) string {
	if !it.NotApplicable {
		r.d.Add(n, "not-applicable", "item %q always applies; use dont_know, or leave it out", it.ID)
		return ""
	}
	_, isFlag := n.Bool()
	if n.Kind == yamldoc.Null || isFlag || n.Kind == yamldoc.Scalar && strings.TrimSpace(n.Text) == "" {
		if !n.Refused {
			r.d.Add(n, "reason-missing", "item %q is marked not applicable without a reason; add one short sentence", it.ID)
		}
		return ""
	}
	return r.long(n, "reason", it)
}

// evidence reads a grade from 0 to 3.
func (r *reader) evidence(n *yamldoc.Node, it *assess.Item) assess.Evidence {
	if !filled(n) {
		return assess.EvidenceNotRecorded
	}
	v, ok := n.Int()
	if !ok || v < 0 || v > 3 {
		r.d.Add(n, "evidence", "evidence of item %q is no grade; expected 0 to 3", it.ID)
		return assess.EvidenceNotRecorded
	}
	return assess.EvidenceGrade(v)
}

// long reads a free text of at most MaxText characters.
func (r *reader) long(n *yamldoc.Node, what string, it *assess.Item) string {
	what += ` of item "` + it.ID + `"`
	s := r.text(n, what)
	r.length(n, what, s)
	return s
}

func (r *reader) length(n *yamldoc.Node, what, s string) {
	if count := utf8.RuneCountInString(s); count > MaxText {
		r.d.Add(n, "note-length", "%s has %s characters; expected at most %s", what, grouped(count), grouped(MaxText))
	}
}
