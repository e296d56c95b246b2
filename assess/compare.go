package assess

import (
	"cmp"
	"slices"
	"strings"
)

// Sheet is an assessment with the questionnaire it answers: one side of a
// comparison. Both pointers must be set.
type Sheet struct {
	Questionnaire *Questionnaire
	Assessment    *Assessment
}

// Group gives who answered: the group of the frame, or the only one that the
// questionnaire asks; "" when it is not known.
func (s Sheet) Group() Group {
	if g := s.Assessment.Frame.Group; g != "" {
		return g
	}
	if len(s.Questionnaire.Groups) == 1 {
		return s.Questionnaire.Groups[0]
	}
	return ""
}

// Relation is what two assessments are to each other. The zero value is
// unset: they cannot be compared.
type Relation uint8

// The two relations.
const (
	TwoViews   Relation = iota + 1 // two sides on one policy
	ThenAndNow                     // one side at two dates
)

var relationNames = []string{"views", "change"}

// String gives the id of the relation, "none" for the zero value.
func (r Relation) String() string { return name(relationNames, int(r), "none") }

// Mismatch says why two assessments cannot be compared.
type Mismatch struct {
	// What differs or is missing: questionnaire, version, country, tier,
	// jurisdiction, policy, organisation, group, date or items. It is an id.
	What string
	// A and B are what the two sides have, as the frame or the questionnaire
	// has it; "" where a side has nothing.
	A, B string
}

// Error names what differs; a command has words of its own for people.
func (m *Mismatch) Error() string {
	return "two assessments cannot be compared: " + m.What
}

// Relate says what two assessments are to each other, or, as a *Mismatch, why
// they cannot be compared. Two views need mirrored questionnaires, or two
// groups of one; then and now needs one group, one organisation and two dates.
// Jurisdiction, policy and the major version of the questionnaire agree
// always. Source: design.md section 6.
func Relate(a, b Sheet) (Relation, error) {
	if m := mismatch(a, b); m != nil {
		return 0, m
	}
	if len(common(a, b)) == 0 {
		return 0, &Mismatch{What: "items"}
	}
	return relation(a, b), nil
}

// relation tells views from dates; the sheets go together.
func relation(a, b Sheet) Relation {
	if a.Questionnaire.ID != b.Questionnaire.ID || a.Group() != b.Group() {
		return TwoViews
	}
	return ThenAndNow
}

// mismatch finds the first thing that keeps two sheets apart; nil when there
// is none.
func mismatch(a, b Sheet) *Mismatch {
	p, q := a.Questionnaire, b.Questionnaire
	f, g := a.Assessment.Frame, b.Assessment.Frame
	if p.ID != q.ID && p.Mirror != q.ID && q.Mirror != p.ID {
		return &Mismatch{What: "questionnaire", A: p.ID, B: q.ID}
	}
	if v, w := a.Assessment.Questionnaire, b.Assessment.Questionnaire; v.Major() != w.Major() || p.Major() != q.Major() {
		return &Mismatch{What: "version", A: v.ID + " " + v.Version, B: w.ID + " " + w.Version}
	}
	for _, k := range []struct {
		what, a, b string
		needed     bool
	}{
		{"country", f.Country, g.Country, false},
		{"tier", f.Tier, g.Tier, false},
		{"jurisdiction", f.Jurisdiction, g.Jurisdiction, true},
		{"policy", f.Policy, g.Policy, true},
	} {
		x, y := strings.TrimSpace(k.a), strings.TrimSpace(k.b)
		known := x != "" && y != ""
		if known && !strings.EqualFold(x, y) || !known && k.needed {
			return &Mismatch{What: k.what, A: x, B: y}
		}
	}
	if a.Group() == "" || b.Group() == "" {
		return &Mismatch{What: "group", A: string(a.Group()), B: string(b.Group())}
	}
	if relation(a, b) == TwoViews {
		return nil
	}
	if x, y := strings.TrimSpace(f.Organisation), strings.TrimSpace(g.Organisation); x != "" && y != "" && !strings.EqualFold(x, y) {
		return &Mismatch{What: "organisation", A: x, B: y}
	}
	if f.Date == g.Date || f.Date.IsZero() || g.Date.IsZero() {
		return &Mismatch{What: "date", A: f.Date.String(), B: g.Date.String()}
	}
	return nil
}

// sayOrder lists the groups that have the say in what is assessed, most say
// first. Groups that are not here have less.
var sayOrder = []Group{"authority", "city", "organiser", "manager", "secretariat", "service", "expert"}

// InOrder gives two sheets as they stand beside each other: of two views the
// side that has less say first, of two dates the earlier one.
func InOrder(a, b Sheet) (first, second Sheet) {
	say := func(s Sheet) int {
		if i := slices.Index(sayOrder, s.Group()); i >= 0 {
			return len(sayOrder) - i
		}
		return 0
	}
	later := cmp.Compare(a.Assessment.Frame.Date.String(), b.Assessment.Frame.Date.String()) > 0
	if relation(a, b) == TwoViews {
		later = say(a) > say(b)
	}
	if later {
		return b, a
	}
	return a, b
}

// common gives the ids of the items that both sheets are asked. Mirrored items have the same id, place and scale; items of one
// questionnaire, in two versions, must also ask in the same words.
func common(a, b Sheet) map[string]bool {
	ids := map[string]bool{}
	for _, it := range a.Questionnaire.Items() {
		o := b.Questionnaire.Item(it.ID)
		switch {
		case o == nil || it.Max() != o.Max():
		case it.Stage != o.Stage || it.Level != o.Level || it.Barrier != o.Barrier:
		case a.Questionnaire.ID == b.Questionnaire.ID && !sameItem(it, o):
		default:
			ids[it.ID] = true
		}
	}
	return ids
}

// only gives a questionnaire with nothing but the items of a set; itself when
// that is all of them.
func (q *Questionnaire) only(ids map[string]bool) *Questionnaire {
	if q.size() == len(ids) {
		return q
	}
	part := *q
	part.Sections = nil
	for _, s := range q.Sections {
		s.Items = slices.DeleteFunc(slices.Clone(s.Items), func(it Item) bool { return !ids[it.ID] })
		if len(s.Items) > 0 {
			part.Sections = append(part.Sections, s)
		}
	}
	part.Index()
	return &part
}

// months counts the months of a period, both ends included; 0 when an end is
// missing.
func (p Period) months() int {
	if p.From.IsZero() || p.To.IsZero() {
		return 0
	}
	return max(0, (p.To.Year-p.From.Year)*12+p.To.Month-p.From.Month+1)
}

// OverlapsLittle reports whether two periods have less than half of the longer
// one in common. It is false when a period is not known.
func (p Period) OverlapsLittle(o Period) bool {
	n, m := p.months(), o.months()
	if n == 0 || m == 0 {
		return false
	}
	shared := Period{From: p.From, To: p.To}
	if shared.From.Before(o.From) {
		shared.From = o.From
	}
	if o.To.Before(shared.To) {
		shared.To = o.To
	}
	return 2*shared.months() < max(n, m)
}
