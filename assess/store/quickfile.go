package store

import (
	"bytes"
	"slices"

	"csi/assess"
)

// file reads the whole file, in the order in which Marshal writes it. What
// few files have (an earlier assessment, a questionnaire of one's own) is left
// to Parse.
func (s *quick) file() {
	c := s.start(0)
	if !s.key(&c, "csi") || !s.take("1") {
		s.bad = true
		return
	}
	s.end(&c)
	if !s.key(&c, "kind") || string(s.word()) != "assessment" {
		s.bad = true
		return
	}
	s.end(&c)
	if s.key(&c, "id") {
		if s.a.ID = string(s.word()); !isUUID(s.a.ID) {
			s.bad = true
		}
		s.end(&c)
	}
	s.questionnaire(&c)
	if s.bad {
		return
	}
	s.a.Language = s.q.Language
	if s.key(&c, "language") {
		if w := s.word(); string(w) != s.a.Language {
			s.a.Language = string(w)
		}
		if !isLanguage(s.a.Language) {
			s.bad = true
		}
		s.end(&c)
	}
	s.frame(&c)
	if s.key(&c, "targets") {
		s.targets()
		s.end(&c)
	}
	s.responses(&c)
	s.plan(&c)
	s.stop(c)
	if s.json {
		s.take("\n") // a file of its own ends like this
	}
	if len(s.b) > 0 {
		s.bad = true
	}
}

// isUUID is uuid without a regular expression.
func isUUID(id string) bool {
	if len(id) != 36 {
		return false
	}
	for i := range len(id) {
		c := id[i]
		hyphen := i == 8 || i == 13 || i == 18 || i == 23
		if hyphen != (c == '-') || !hyphen && !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f') {
			return false
		}
	}
	return true
}

// isLanguage reports whether a language is one of two or three letters.
func isLanguage(tag string) bool {
	if len(tag) != 2 && len(tag) != 3 {
		return false
	}
	for i := range len(tag) {
		if tag[i] < 'a' || tag[i] > 'z' {
			return false
		}
	}
	return true
}

// questionnaire reads which questionnaire was answered, and finds it.
func (s *quick) questionnaire(top *scope) {
	if !s.key(top, "questionnaire") {
		s.bad = true
		return
	}
	c := s.start(-1)
	if !s.key(&c, "id") {
		s.bad = true
		return
	}
	id := s.word()
	if !s.key(&c, "version") {
		s.bad = true
		return
	}
	version := s.word()
	s.stop(c)
	s.end(top)
	if s.bad {
		return
	}
	if string(id) != s.ref.ID || string(version) != s.ref.Version {
		s.find(assess.Ref{ID: string(id), Version: string(version)})
	}
	s.a.Questionnaire = s.ref
}

// find finds the questionnaire of a reference.
func (s *quick) find(ref assess.Ref) {
	s.ref = assess.Ref{}
	if !semver().MatchString(ref.Version) {
		s.bad = true
		return
	}
	q, err := s.resolve(ref, "")
	if err != nil || q.ID != ref.ID || q.Major() != ref.Major() {
		s.bad = true
		return
	}
	s.ref, s.q = ref, q
}

// frame reads the frame.
func (s *quick) frame(top *scope) {
	if !s.key(top, "frame") {
		s.bad = true
		return
	}
	if len(s.q.Groups) == 1 {
		s.a.Frame.Group = s.q.Groups[0]
	}
	f, c := &s.a.Frame, s.start(1)
	line := func(name string, read func()) {
		if s.key(&c, name) {
			read()
			s.end(&c)
		}
	}
	line("jurisdiction", func() { f.Jurisdiction = s.text(s.before.Jurisdiction) })
	line("tier", func() { f.Tier = s.one(assess.Tiers()) })
	line("country", func() { f.Country = s.country() })
	line("policy", func() { f.Policy = s.text(s.before.Policy) })
	line("period", s.period)
	line("agencies", func() { f.Agencies = s.list(assess.Agencies()) })
	line("relations", func() { f.Relations = s.list(assess.Relations()) })
	line("group", s.group)
	line("organisation", func() { f.Organisation = s.text(s.before.Organisation) })
	line("people", func() {
		if f.People = s.number(); f.People < 1 {
			s.bad = true
		}
	})
	line("facilitated", func() { f.Facilitated = s.flag() })
	line("date", func() { f.Date = s.date() })
	s.stop(c)
	if c.n == 0 {
		s.bad = true
	}
	if s.json {
		s.end(top)
	}
}

// one reads a word of a closed list.
func (s *quick) one(from []string) string {
	w := s.word()
	for _, one := range from {
		if one == string(w) {
			return one
		}
	}
	s.bad = true
	return ""
}

func (s *quick) country() string {
	code := s.before.Country
	if w := s.word(); string(w) != code {
		code = string(w)
	}
	if len(code) != 2 || code[0] < 'A' || code[0] > 'Z' || code[1] < 'A' || code[1] > 'Z' || !assess.HasCountry(s.a.Frame.Tier) {
		s.bad = true
	}
	return code
}

func (s *quick) group() {
	w := s.word()
	for _, g := range s.q.Groups {
		if string(g) == string(w) {
			s.a.Frame.Group = g
			return
		}
	}
	s.bad = true
}

func (s *quick) period() {
	c := s.start(-1)
	if !s.key(&c, "from") {
		s.bad = true
		return
	}
	from := s.month()
	if !s.key(&c, "to") {
		s.bad = true
		return
	}
	to := s.month()
	s.stop(c)
	if to.Before(from) {
		s.bad = true
	}
	s.a.Frame.Period = assess.Period{From: from, To: to}
}

// targets reads the levels that are aimed at.
func (s *quick) targets() {
	s.a.Targets = map[assess.Stage]assess.Level{}
	c := s.start(-1)
	for _, stage := range assess.Stages() {
		if !s.key(&c, stage.String()) {
			continue
		}
		level, ok := assess.ParseLevel(string(s.word()))
		if !ok || level == 0 {
			s.bad = true
		}
		s.a.Targets[stage] = level
	}
	s.stop(c)
	if c.n == 0 {
		s.bad = true
	}
}

// responses reads what was said to each item.
func (s *quick) responses(top *scope) {
	if !s.key(top, "responses") {
		s.bad = true
		return
	}
	clear(s.answers)
	s.a.Responses = s.answers
	if !s.json && s.take("{}") {
		s.end(top)
		return
	}
	c := s.start(1)
	for !s.bad && !s.over(&c) {
		it := s.q.Item(string(s.keyWord(&c)))
		if it == nil || s.bad {
			s.bad = true
			return
		}
		s.answers[it.ID] = s.response(it)
		s.end(&c)
		if len(s.answers) != c.n {
			s.bad = true // twice
		}
	}
	s.stop(c)
	if c.n == 0 {
		s.bad = true
	}
}

// over reports whether a mapping has no further entry.
func (s *quick) over(c *scope) bool {
	if s.json {
		return len(s.b) == 0 || s.b[0] == '}'
	}
	return len(s.b) < 3 || s.b[0] != ' ' || s.b[1] != ' ' || s.b[2] == '-' // the plan is a list
}

// response reads one response.
func (s *quick) response(it *assess.Item) assess.Response {
	var r assess.Response
	c := s.start(-1)
	switch {
	case s.key(&c, "value"):
		r.State, r.Value = assess.Answered, s.digits(1)
		if r.Value > it.Max() {
			s.bad = true
		}
	case s.key(&c, "dont_know"):
		r.State = assess.DontKnow
		s.want("true")
	case s.key(&c, "not_applicable"):
		r.State, r.Reason = assess.NotApplicable, s.text("")
		if !it.NotApplicable {
			s.bad = true
		}
	}
	if s.key(&c, "evidence") {
		grade := s.digits(1)
		if grade > 3 {
			s.bad = true
		}
		r.Evidence = assess.EvidenceGrade(grade)
	}
	if s.key(&c, "note") {
		r.Note = s.text("")
	}
	if s.key(&c, "flag") {
		s.want("true")
		r.Flag = true
	}
	s.stop(c)
	if c.n == 0 {
		s.bad = true
	}
	return r
}

// plan reads the actions of the questionnaire that somebody took on; plans
// with own actions, costs or an order are left to Parse.
func (s *quick) plan(top *scope) {
	if !s.key(top, "plan") {
		return
	}
	if s.json {
		s.want("[")
	} else {
		s.want("\n")
	}
	s.a.Plan = s.entries[:0]
	for !s.bad {
		if s.json {
			if len(s.a.Plan) > 0 && !s.take(",") {
				break
			}
		} else if !s.take("  - ") {
			break
		}
		s.planEntry()
		if !s.json {
			s.want("\n")
		}
	}
	if s.json {
		s.want("]")
	}
	if len(s.a.Plan) == 0 {
		s.bad = true
	}
	s.entries = s.a.Plan
}

func (s *quick) planEntry() {
	var p assess.PlanEntry
	c := s.start(-1)
	if !s.key(&c, "action") {
		s.bad = true
		return
	}
	p.Action = s.known(s.word())
	if p.Action == "" || slices.ContainsFunc(s.a.Plan, func(o assess.PlanEntry) bool { return o.Action == p.Action }) {
		s.bad = true
	}
	if s.key(&c, "owner") {
		p.Owner = s.text("")
	}
	if s.key(&c, "due") {
		p.Due = s.date()
	}
	if s.key(&c, "status") {
		status, ok := assess.ParseStatus(string(s.word()))
		if p.Status = status; !ok {
			s.bad = true
		}
	}
	if s.key(&c, "since") {
		p.Since = s.date()
	}
	if s.key(&c, "proof") {
		p.Proof = s.text("")
	}
	s.stop(c)
	s.a.Plan = append(s.a.Plan, p)
}

// known gives the id of an action of the questionnaire; "" when it has none of
// this id. It begins with that of its item.
func (s *quick) known(id []byte) string {
	item, _, _ := bytes.Cut(id, []byte("/"))
	it := s.q.Item(string(item))
	if it == nil || len(item) == len(id) {
		return ""
	}
	for i := range it.Actions {
		if it.Actions[i].ID == string(id) {
			return it.Actions[i].ID
		}
	}
	return ""
}
