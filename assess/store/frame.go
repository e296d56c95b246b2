package store

import (
	"slices"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// frame reads what the assessment is about. Every key may be missing; what is
// there must make sense.
func (r *reader) frame(n *yamldoc.Node) {
	if r.q != nil && len(r.q.Groups) == 1 {
		r.a.Frame.Group = r.q.Groups[0] // nothing to choose
	}
	if !r.mapping(n, "frame") {
		return
	}
	e := r.entries(n, "jurisdiction", "tier", "country", "policy", "period", "agencies",
		"relations", "group", "organisation", "people", "facilitated", "date")
	f := &r.a.Frame
	f.Jurisdiction = r.text(e["jurisdiction"].Value, "jurisdiction")
	f.Policy = r.text(e["policy"].Value, "policy")
	f.Organisation = r.text(e["organisation"].Value, "organisation")
	if v := e["tier"].Value; filled(v) {
		f.Tier = r.member(v, "tier", "tier", assess.Tiers())
	}
	r.country(e["country"].Value)
	r.period(e["period"].Value)
	f.Agencies = r.some(e["agencies"].Value, closedList{"agencies", "agency", "an agency", "[health, police]"}, assess.Agencies())
	f.Relations = r.some(e["relations"].Value, closedList{"relations", "relation", "a relation", "[adviser, provider]"}, assess.Relations())
	r.group(e["group"].Value)
	r.people(e["people"].Value)
	f.Facilitated = r.flag(e["facilitated"].Value, "facilitated")
	f.Date = r.date(e["date"].Value, "date")
}

// country reads a code of two capital letters. Whether the country exists is
// not checked: ZZ stands for fictional places, and codes come and go.
func (r *reader) country(n *yamldoc.Node) {
	if !filled(n) {
		return
	}
	s := r.text(n, "country")
	switch {
	case n.Kind != yamldoc.Scalar:
	case !assess.HasCountry(r.a.Frame.Tier):
		r.d.Add(n, "country", "found a country in a frame of tier %q; expected none", r.a.Frame.Tier)
	case len(s) != 2 || s[0] < 'A' || s[0] > 'Z' || s[1] < 'A' || s[1] > 'Z':
		r.d.Add(n, "country", "no country %s; expected two capital letters, such as IE, or ZZ for a fictional place", yamldoc.Quote(s))
	default:
		r.a.Frame.Country = s
	}
}

// period reads a run of months.
func (r *reader) period(n *yamldoc.Node) {
	if !r.mapping(n, "period") {
		return
	}
	e := r.entries(n, "from", "to")
	if !r.require(n, e, "from", "to") {
		return
	}
	from, ok := r.month(e["from"].Value, "from")
	to, ok2 := r.month(e["to"].Value, "to")
	if !ok || !ok2 {
		return
	}
	if to.Before(from) {
		r.d.Add(e["to"].Key, "period", "the period ends before it starts; expected from, then to")
		return
	}
	r.a.Frame.Period = assess.Period{From: from, To: to}
}

func (r *reader) month(n *yamldoc.Node, what string) (assess.Month, bool) {
	m, err := assess.ParseMonth(n.Text)
	if err != nil {
		r.d.Add(n, "month", "%s is no month; expected one such as 2026-11", what)
	}
	return m, err == nil
}

func (r *reader) date(n *yamldoc.Node, what string) assess.Date {
	if !filled(n) {
		return assess.Date{}
	}
	d, err := assess.ParseDate(n.Text)
	if err != nil {
		r.d.Add(n, "date", "%s is no day; expected one such as 2026-11-20", what)
		return assess.Date{}
	}
	return d
}

// closedList says how messages call a list whose entries come from a closed
// set: its key, one entry, which is also the code of its faults, the entry
// with its article, and a sample.
type closedList struct{ key, entry, one, sample string }

// some reads a list of ids from a closed set and puts it into the order of
// the model.
func (r *reader) some(n *yamldoc.Node, l closedList, from []string) []string {
	if !filled(n) {
		return nil
	}
	if n.Kind != yamldoc.List {
		r.d.Add(n, "value-kind", "%s is %s; expected a list such as %s", l.key, n.Kind, l.sample)
		return nil
	}
	var found, ordered []string
	for _, item := range n.Items {
		id := r.member(item, l.entry, l.entry, from)
		switch {
		case id == "" && item.Kind == yamldoc.Null && !item.Refused:
			r.d.Add(item, "value-missing", "an entry of %s is empty; expected %s", l.key, l.one)
		case id == "":
		case slices.Contains(found, id):
			r.d.Add(item, l.entry, "found the %s %q a second time; expected it once", l.entry, id)
		default:
			found = append(found, id)
		}
	}
	for _, id := range from {
		if slices.Contains(found, id) {
			ordered = append(ordered, id)
		}
	}
	return ordered
}

// group reads who answers: one of the questionnaire's groups.
func (r *reader) group(n *yamldoc.Node) {
	if r.q == nil || !filled(n) {
		return
	}
	known := make([]string, len(r.q.Groups))
	for i, g := range r.q.Groups {
		known[i] = string(g)
	}
	r.a.Frame.Group = assess.Group(r.member(n, "group", "group", known))
}

func (r *reader) people(n *yamldoc.Node) {
	if !filled(n) {
		return
	}
	v, ok := n.Int()
	if !ok || v < 1 {
		r.d.Add(n, "people", "people is no count of people; expected a whole number, 1 or more")
		return
	}
	r.a.Frame.People = v
}

// targets reads the levels that are aimed at.
func (r *reader) targets(n *yamldoc.Node) {
	if !r.mapping(n, "targets") {
		return
	}
	for _, p := range n.Pairs {
		stage, ok := assess.ParseStage(p.Key.Text)
		if !ok {
			r.d.Add(p.Key, "stage", "no stage %s; %s", yamldoc.Quote(p.Key.Text), instead(p.Key.Text, ids(assess.Stages())))
			continue
		}
		if p.Value.Kind == yamldoc.Null {
			if !p.Value.Refused {
				r.d.Add(p.Value, "value-missing", "the target of %s is empty; expected a level", stage)
			}
			continue
		}
		level, ok := assess.ParseLevel(r.member(p.Value, "level", "level", ids(assess.Levels())))
		if !ok {
			continue
		}
		if r.a.Targets == nil {
			r.a.Targets = map[assess.Stage]assess.Level{}
		}
		r.a.Targets[stage] = level
	}
}
