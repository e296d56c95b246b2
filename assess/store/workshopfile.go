package store

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// The kinds of file in the folder of a workshop.
var (
	workshopKind    = kind{"workshop", "a workshop"}
	participantKind = kind{"participant", "a participant of a workshop"}
	logKind         = kind{"workshop-log", "the log of a workshop"}
)

// marshalWorkshop writes what a workshop is.
func marshalWorkshop(w *assess.Workshop) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "csi: %d\nkind: %s\nid: %s\n", Format, workshopKind.id, word(w.ID))
	if w.Title != "" {
		fmt.Fprintf(&b, "title: %s\n", quoted(w.Title))
	}
	fmt.Fprintf(&b, "language: %s\ncreated: %s\nminutes: %d\nparties:\n", word(w.Language), w.Created, w.Minutes)
	for _, p := range w.Parties {
		ref, line := &flow{}, &flow{}
		ref.put("id", word(p.Questionnaire.ID))
		ref.put("version", word(p.Questionnaire.Version))
		ref.text("file", p.File)
		line.put("group", word(string(p.Group)))
		line.put("questionnaire", ref.String())
		fmt.Fprintf(&b, "  - %s\n", line)
	}
	if w.Cards > 0 {
		fmt.Fprintf(&b, "cards: %d\n", w.Cards)
	}
	fmt.Fprintf(&b, "minimum: {people: %d, organisations: %d}\n", w.Minimum.People, w.Minimum.Organisations)
	if w.Before != (assess.Minimum{}) {
		fmt.Fprintf(&b, "minimum_before: {people: %d, organisations: %d}\n", w.Before.People, w.Before.Organisations)
	}
	fmt.Fprintf(&b, "free_text: %t\n", w.FreeText)
	if w.Fictional {
		b.WriteString("fictional: true\n")
	}
	writeFrame(&b, &w.Frame)
	return b.Bytes()
}

// parsedWorkshop is a workshop with the questionnaires of its parties.
type parsedWorkshop struct {
	id             string // never changes
	workshop       *assess.Workshop
	questionnaires map[assess.Group]*assess.Questionnaire
}

// parseWorkshop reads what a workshop is. The error is a *FaultsError, or what
// resolve returned.
func parseWorkshop(file string, data []byte, resolve Resolver) (*parsedWorkshop, error) {
	r := &reader{a: new(assess.Assessment), file: file, resolve: resolve}
	root, err := r.open(data, workshopKind)
	if err != nil {
		return nil, err
	}
	w := &assess.Workshop{Minimum: assess.DefaultMinimum()}
	out := &parsedWorkshop{workshop: w, questionnaires: map[assess.Group]*assess.Questionnaire{}}
	e := r.entries(root, "csi", "kind", "id", "title", "language", "created", "minutes", "parties", "cards",
		"minimum", "minimum_before", "free_text", "fictional", "frame")
	r.require(root, e, "csi", "kind", "id", "language", "parties")
	w.ID = r.uuid(e["id"].Value)
	out.id = w.ID
	w.Title = r.text(e["title"].Value, "title")
	w.Language = r.text(e["language"].Value, "language")
	w.Created = r.date(e["created"].Value, "created")
	w.Minutes = r.number(e["minutes"].Value, "minutes", 1, 1440)
	w.Cards = r.number(e["cards"].Value, "cards", 1, 999)
	w.FreeText = r.flag(e["free_text"].Value, "free_text")
	w.Fictional = r.flag(e["fictional"].Value, "fictional")
	r.minimum(e["minimum"].Value, &w.Minimum)
	if before := e["minimum_before"].Value; filled(before) {
		w.Before = assess.DefaultMinimum()
		r.minimum(before, &w.Before)
	}
	r.frame(e["frame"].Value)
	w.Frame = r.a.Frame
	r.parties(e["parties"].Value, out)
	return out, r.finish()
}

// uuid reads an id; "" with a fault when it is none.
func (r *reader) uuid(n *yamldoc.Node) string {
	if !filled(n) {
		return ""
	}
	id := strings.ToLower(r.text(n, "id"))
	if id != "" && !uuid().MatchString(id) {
		r.d.Add(n, "id", "id is no UUID; expected one such as 01a1f833-df1e-7c5e-a6d0-49bab80469b8")
	}
	return id
}

// number reads a whole number between two bounds; 0 when there is none.
func (r *reader) number(n *yamldoc.Node, what string, low, high int) int {
	if !filled(n) {
		return 0
	}
	v, ok := n.Int()
	if !ok || v < low || v > high {
		r.d.Add(n, what, "%s is out of range; expected a whole number from %d to %d", what, low, high)
		return 0
	}
	return v
}

// minimum reads the smallest group that anything is shown of. It may be
// raised, never lowered under that of the rules.
func (r *reader) minimum(n *yamldoc.Node, least *assess.Minimum) {
	if !r.mapping(n, "minimum") {
		return
	}
	e := r.entries(n, "people", "organisations")
	if v := r.number(e["people"].Value, "people", assess.LeastPeople, 999); v > 0 {
		least.People = v
	}
	if v := r.number(e["organisations"].Value, "organisations", assess.LeastOrganisations, 999); v > 0 {
		least.Organisations = v
	}
}

// parties reads the groups with their questionnaires.
func (r *reader) parties(n *yamldoc.Node, out *parsedWorkshop) {
	if n == nil || n.Kind != yamldoc.List {
		if filled(n) {
			r.d.Add(n, "value-kind", "parties is %s; expected a list of groups with their questionnaires", n.Kind)
		}
		return
	}
	for _, item := range n.Items {
		if !r.mapping(item, "an entry of parties") {
			continue
		}
		e := r.entries(item, "group", "questionnaire")
		if !r.require(item, e, "group", "questionnaire") {
			continue
		}
		r.q, r.a.Questionnaire, r.a.QuestionnaireFile, r.a.Frame.Group = nil, assess.Ref{}, "", ""
		r.questionnaire(e["questionnaire"].Value)
		if r.q == nil {
			continue
		}
		r.group(e["group"].Value)
		g := r.a.Frame.Group
		switch {
		case g == "":
		case out.questionnaires[g] != nil:
			r.d.Add(e["group"].Value, "group", "found the group %q a second time; expected it once", g)
		default:
			out.questionnaires[g] = r.q
			out.workshop.Parties = append(out.workshop.Parties,
				assess.Party{Group: g, Questionnaire: r.a.Questionnaire, File: r.a.QuestionnaireFile})
		}
	}
}

// marshalParticipant writes one participant. Responses come in the order of
// the questionnaire.
func marshalParticipant(workshop string, p *assess.Participant, q *assess.Questionnaire) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "csi: %d\nkind: %s\nworkshop: %s\ncode: %s\ngroup: %s\n", Format, participantKind.id,
		word(workshop), word(p.Code), word(string(p.Group)))
	if p.Card > 0 {
		fmt.Fprintf(&b, "card: %d\n", p.Card)
	}
	fmt.Fprintf(&b, "from: %s\n", p.From)
	if p.Added != "" {
		fmt.Fprintf(&b, "added: %s\n", word(p.Added))
	}
	if len(p.Late) > 0 {
		fmt.Fprintf(&b, "late: [%s]\n", strings.Join(p.Late, ", "))
	}
	if len(p.Rounds) == 0 {
		b.WriteString("rounds: []\n")
		return b.Bytes()
	}
	b.WriteString("rounds:\n")
	for _, round := range p.Rounds {
		line := &flow{}
		for _, it := range q.Items() {
			if r := round[it.ID]; r != (assess.Response{}) {
				line.put(word(it.ID), responseFlow(r).String())
			}
		}
		fmt.Fprintf(&b, "  - %s\n", line)
	}
	return b.Bytes()
}

// parseParticipant reads one participant of a workshop.
func parseParticipant(file string, data []byte, w *parsedWorkshop) (*assess.Participant, error) {
	r := &reader{a: new(assess.Assessment), file: file}
	root, err := r.open(data, participantKind)
	if err != nil {
		return nil, err
	}
	e := r.entries(root, "csi", "kind", "workshop", "code", "group", "card", "from", "added", "late", "rounds")
	if !r.require(root, e, "csi", "kind", "workshop", "code", "group") {
		return nil, r.finish()
	}
	p := &assess.Participant{Code: r.text(e["code"].Value, "code"), Card: r.number(e["card"].Value, "card", 1, 999)}
	if id := r.uuid(e["workshop"].Value); id != w.workshop.ID {
		r.d.Add(e["workshop"].Value, "workshop", "the participant belongs to another workshop; expected this one")
	}
	if !validCode(p.Code) {
		r.d.Add(e["code"].Value, "code", "found no code of a participant; expected %d letters and digits", codeLength)
	}
	p.Added = r.text(e["added"].Value, "added")
	var known []string
	for _, party := range w.workshop.Parties {
		known = append(known, string(party.Group))
	}
	p.Group = assess.Group(r.member(e["group"].Value, "group", "group", known))
	if v := e["from"].Value; filled(v) {
		p.From, _ = assess.ParseOrigin(r.member(v, "from", "from", assess.OriginIDs()))
	}
	if r.q = w.questionnaires[p.Group]; r.q != nil {
		p.Late = r.items(e["late"].Value)
		r.rounds(e["rounds"].Value, p)
	}
	return p, r.finish()
}

// items reads a list of item ids.
func (r *reader) items(n *yamldoc.Node) []string {
	if !filled(n) {
		return nil
	}
	if n.Kind != yamldoc.List {
		r.d.Add(n, "value-kind", "late is %s; expected a list of items", n.Kind)
		return nil
	}
	var out []string
	for _, item := range n.Items {
		if it := r.item(item); it != nil && !slices.Contains(out, it.ID) {
			out = append(out, it.ID)
		}
	}
	return out
}

// rounds reads what was said in each round.
func (r *reader) rounds(n *yamldoc.Node, p *assess.Participant) {
	if !filled(n) {
		return
	}
	if n.Kind != yamldoc.List {
		r.d.Add(n, "value-kind", "rounds is %s; expected a list of rounds", n.Kind)
		return
	}
	for _, item := range n.Items {
		r.responses(item)
		p.Rounds = append(p.Rounds, r.a.Responses)
	}
}

// marshalLog writes the log of a workshop.
func marshalLog(workshop string, log []assess.Event) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "csi: %d\nkind: %s\nworkshop: %s\n", Format, logKind.id, word(workshop))
	if len(log) == 0 {
		b.WriteString("events: []\n")
		return b.Bytes()
	}
	b.WriteString("events:\n")
	for _, e := range log {
		f := &flow{}
		f.text("at", e.At)
		f.put("group", word(string(e.Group)))
		f.put("item", word(e.Item))
		f.put("turn", e.Turn.String())
		f.put("round", fmt.Sprint(e.Round))
		if e.Turn == assess.TurnAgreed {
			f.put("agreed", responseFlow(e.Agreed).String())
		}
		if e.People > 0 {
			f.put("people", fmt.Sprint(e.People))
		}
		f.text("why", e.Why)
		f.text("object", e.Object)
		fmt.Fprintf(&b, "  - %s\n", f)
	}
	return b.Bytes()
}

// parseLog reads the log of a workshop.
func parseLog(file string, data []byte, w *parsedWorkshop) ([]assess.Event, error) {
	r := &reader{a: new(assess.Assessment), file: file}
	root, err := r.open(data, logKind)
	if err != nil {
		return nil, err
	}
	e := r.entries(root, "csi", "kind", "workshop", "events")
	r.require(root, e, "csi", "kind", "workshop")
	var log []assess.Event
	n := e["events"].Value
	if filled(n) && n.Kind != yamldoc.List {
		r.d.Add(n, "value-kind", "events is %s; expected a list of events", n.Kind)
	} else if filled(n) {
		for _, item := range n.Items {
			if r.mapping(item, "an event") {
				log = append(log, r.event(item, w))
			}
		}
	}
	return log, r.finish()
}

// event reads one line of a log.
func (r *reader) event(n *yamldoc.Node, w *parsedWorkshop) assess.Event {
	e := r.entries(n, "at", "group", "item", "turn", "round", "agreed", "people", "why", "object")
	var ev assess.Event
	if !r.require(n, e, "at", "group", "item", "turn", "round") {
		return ev
	}
	ev.At = r.text(e["at"].Value, "at")
	if _, err := time.Parse(time.RFC3339, ev.At); err != nil {
		r.d.Add(e["at"].Value, "at", "at is no time; expected one such as 2026-11-20T10:15:00Z")
	}
	ev.Group = assess.Group(r.text(e["group"].Value, "group"))
	ev.Round = r.number(e["round"].Value, "round", 1, 99)
	ev.Turn, _ = assess.ParseTurn(r.member(e["turn"].Value, "turn", "turn", assess.TurnIDs()))
	ev.People = r.number(e["people"].Value, "people", 1, 9999)
	ev.Why, ev.Object = r.text(e["why"].Value, "why"), r.text(e["object"].Value, "object")
	r.length(e["why"].Value, "why", ev.Why)
	r.length(e["object"].Value, "object", ev.Object)
	if r.q = w.questionnaires[ev.Group]; r.q == nil {
		r.d.Add(e["group"].Value, "group", "the workshop has no such group; expected one of its parties")
		return ev
	}
	it := r.item(e["item"].Value)
	if it == nil {
		return ev
	}
	ev.Item = it.ID
	if v := e["agreed"].Value; filled(v) {
		ev.Agreed = r.response(v, it)
	}
	return ev
}
