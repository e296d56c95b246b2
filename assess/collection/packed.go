package collection

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strings"
	"sync"

	"csi/assess"
)

// key stands for the id of an assessment. The id itself is not kept: who gets
// hold of a collection cannot find out whose files are in it without having
// the files.
type key [16]byte

// keyOf hashes an id.
func keyOf(id string) key {
	sum := sha256.Sum256([]byte("csi assessment " + strings.ToLower(id)))
	return key(sum[:16])
}

// String writes a key as Row.Hash has it.
func (k key) String() string { return hex.EncodeToString(k[:]) }

// layout says what the packed bytes of an assessment mean: the items and
// measures of one version of a questionnaire, in order. It is kept in the
// collection, so that rows can be read, and taken out again, without the
// questionnaire that they were scored with.
type layout struct {
	questionnaire string
	version       string // as it was answered
	items         []string
	actions       []string
	measures      []assess.Measure
	itemAt        []int          // by measure: the place of its item, -1 for other measures
	actionAt      map[string]int // the places of actions

	once sync.Once
	id   string // of hash
}

// newLayout makes the layout of a questionnaire for assessments that were
// answered in a version.
func newLayout(q *assess.Questionnaire, version string) *layout {
	l := &layout{questionnaire: q.ID, version: version, measures: assess.Measures(q)}
	for _, it := range q.Items() {
		l.items = append(l.items, it.ID)
		for _, a := range it.Actions {
			l.actions = append(l.actions, a.ID)
		}
	}
	l.place()
	return l
}

// place finds the items of the measures and the places of the actions.
func (l *layout) place() {
	l.actionAt = make(map[string]int, len(l.actions))
	for i, id := range l.actions {
		l.actionAt[id] = i
	}
	l.itemAt = make([]int, len(l.measures))
	for i, m := range l.measures {
		l.itemAt[i] = -1
		if m.Kind() == assess.MeasureItem {
			l.itemAt[i] = slices.Index(l.items, m.About())
		}
	}
}

// text writes a layout as the database keeps it: ids hold no spaces.
func (l *layout) text() string {
	names := make([]string, len(l.measures))
	for i, m := range l.measures {
		names[i] = string(m)
	}
	return strings.Join([]string{l.questionnaire, l.version, strings.Join(l.items, " "), strings.Join(l.actions, " "), strings.Join(names, " ")}, "\n")
}

// parseLayout reads what text wrote.
func parseLayout(s string) (*layout, error) {
	lines := strings.Split(s, "\n")
	if len(lines) != 5 {
		return nil, errPacked
	}
	l := &layout{questionnaire: lines[0], version: lines[1], items: strings.Fields(lines[2]), actions: strings.Fields(lines[3])}
	for _, m := range strings.Fields(lines[4]) {
		l.measures = append(l.measures, assess.Measure(m))
	}
	l.place()
	if slices.Contains(l.items, "") || len(l.measures) == 0 {
		return nil, errPacked
	}
	return l, nil
}

// entry is one assessment as a collection keeps it.
type entry struct {
	key     key
	segment assess.Segment
	layout  *layout
	data    []byte
}

// How the state of an item and its evidence share a byte: the states first,
// then the values; five grades of evidence to each.
const (
	packedBlank = iota
	packedDontKnow
	packedInapplicable
	packedValue // and above
	grades      = 5
)

// pack adds an assessment to bytes.
func pack(b []byte, l *layout, q *assess.Questionnaire, a *assess.Assessment, observed []assess.Observation) []byte {
	f := &a.Frame
	for _, n := range [...]int{f.Date.Year, f.Date.Month, f.Date.Day, f.Period.From.Year, f.Period.From.Month, f.Period.To.Year, f.Period.To.Month, f.People} {
		b = binary.AppendUvarint(b, uint64(max(n, 0)))
	}
	facilitated := byte(0)
	if f.Facilitated {
		facilitated = 1
	}
	b = append(b, facilitated, bits(f.Agencies, assess.Agencies()), bits(f.Relations, assess.Relations()))
	for i := range q.Sections {
		for j := range q.Sections[i].Items {
			it := &q.Sections[i].Items[j]
			b = append(b, packResponse(a.Responses[it.ID], it.Max()))
		}
	}
	b = appendPlan(b, l, a.Plan)
	for i, o := range observed {
		if l.itemAt[i] < 0 {
			b = appendValue(b, valueOf(o))
		}
	}
	return b
}

// packResponse packs state, value and evidence.
func packResponse(r assess.Response, top int) byte {
	state := byte(packedBlank)
	switch {
	case r.State == assess.DontKnow:
		state = packedDontKnow
	case r.State == assess.NotApplicable:
		state = packedInapplicable
	case r.State == assess.Answered && r.Value >= 0 && r.Value <= top && top <= 6:
		state = packedValue + byte(r.Value)
	}
	return state*grades + byte(min(r.Evidence, grades-1))
}

// unpackResponse gives a response back.
func unpackResponse(c byte) assess.Response {
	r := assess.Response{Evidence: assess.Evidence(c % grades)}
	switch state := c / grades; state {
	case packedBlank:
	case packedDontKnow:
		r.State = assess.DontKnow
	case packedInapplicable:
		r.State = assess.NotApplicable
	default:
		r.State, r.Value = assess.Answered, int(state-packedValue)
	}
	return r
}

// appendPlan packs which actions are planned. Own actions are texts of the
// group, and stay with it.
func appendPlan(b []byte, l *layout, plan []assess.PlanEntry) []byte {
	var room [32]int
	places := room[:0]
	for j := range plan {
		p := &plan[j]
		if i, known := l.actionAt[p.Action]; known && p.Status != assess.Dropped {
			places = append(places, i)
		}
	}
	slices.Sort(places)
	b = binary.AppendUvarint(b, uint64(len(places)))
	for _, i := range places {
		b = binary.AppendUvarint(b, uint64(i))
	}
	return b
}

// bits packs a choice from a list of at most eight.
func bits(some, from []string) byte {
	var b byte
	for i, s := range from {
		if slices.Contains(some, s) {
			b |= 1 << i
		}
	}
	return b
}

// chosen reads what bits packed.
func chosen(b byte, from []string) []string {
	var out []string
	for i, s := range from {
		if b&(1<<i) != 0 {
			out = append(out, s)
		}
	}
	return out
}

// hashOf is how histograms are compared.
func hashOf(packed []byte) [32]byte { return sha256.Sum256(packed) }

// date reads the date of a packed assessment, which comes first.
func (e *entry) date() (assess.Date, error) {
	u := &unpacker{b: e.data}
	d := assess.Date{Year: int(u.uint()), Month: int(u.uint()), Day: int(u.uint())}
	return d, u.err
}

// values reads the value of every measure, in the order of the layout.
func (e *entry) values(out []value) ([]value, error) {
	u := &unpacker{b: e.data}
	for range 8 {
		u.uint()
	}
	u.byte()
	u.byte()
	u.byte()
	if len(u.b) < len(e.layout.items) {
		return nil, errPacked
	}
	items := u.b[:len(e.layout.items)]
	u.b = u.b[len(items):]
	for range u.count() {
		u.uint()
	}
	for _, at := range e.layout.itemAt {
		if at < 0 {
			out = append(out, u.value())
			continue
		}
		r := unpackResponse(items[at])
		out = append(out, valueOf(assess.Observation{State: r.State, Value: assess.Whole(int64(r.Value))}))
	}
	if u.err != nil || len(u.b) > 0 {
		return nil, errPacked
	}
	return out, nil
}

// row opens everything that is packed.
func (e *entry) row() (Row, error) {
	r, err := e.sheet()
	if err != nil {
		return Row{}, err
	}
	values, err := e.values(nil)
	if err != nil {
		return Row{}, err
	}
	for i, v := range values {
		o, err := v.observation()
		if err != nil {
			return Row{}, errPacked
		}
		o.Measure = e.layout.measures[i]
		r.Observations = append(r.Observations, o)
	}
	return r, nil
}

// sheet opens frame, responses and plan, and leaves the observations packed.
func (e *entry) sheet() (Row, error) {
	l := e.layout
	u := &unpacker{b: e.data}
	n := func() int { return int(u.uint()) }
	r := Row{
		Hash: e.key.String(), Segment: e.segment, Version: l.version, Items: l.items,
		Date:   assess.Date{Year: n(), Month: n(), Day: n()},
		Period: assess.Period{From: assess.Month{Year: n(), Month: n()}, To: assess.Month{Year: n(), Month: n()}},
		People: n(), Responses: make([]assess.Response, 0, len(l.items)),
	}
	r.Facilitated = u.byte() == 1
	r.Agencies, r.Relations = chosen(u.byte(), assess.Agencies()), chosen(u.byte(), assess.Relations())
	for range l.items {
		r.Responses = append(r.Responses, unpackResponse(u.byte()))
	}
	for range u.count() {
		i := n()
		if i >= len(l.actions) {
			return Row{}, errPacked
		}
		r.Plan = append(r.Plan, l.actions[i])
	}
	if u.err != nil {
		return Row{}, errPacked
	}
	return r, nil
}
