package form

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"csi/assess"
)

// The questions of the frame. Each has its texts in the catalogue under
// form.frame.ID.
const (
	askJurisdiction = "jurisdiction"
	askTier         = "tier"
	askCountry      = "country"
	askPolicy       = "policy"
	askPeriod       = "period"
	askAgencies     = "agencies"
	askGroup        = "group"
	askPeople       = "people"
	askEvidence     = "evidence"
	askOrganisation = "organisation"
)

// Bounds of what the frame takes, in characters and people.
const (
	maxPlace  = 120
	maxPolicy = 200
	maxPeople = 9999
)

// otherPeriod is the option that asks for two months.
const otherPeriod = "other"

// option is one row of a question of the frame.
type option struct{ id, label, note string }

// asked lists the questions that a new frame puts, in order: all of them, or
// what differs from last time.
func (s *session) asked(f assess.Frame) []string {
	ids := s.questions(f)
	if s.New && s.Last != nil {
		ids = slices.DeleteFunc(ids, func(id string) bool { return !s.askedAgain(id) })
	}
	return ids
}

// questions lists the questions of a frame in order. The country is left out
// where no single one can be meant, the group where only one can answer.
func (s *session) questions(f assess.Frame) []string {
	ids := []string{askJurisdiction, askTier}
	if assess.HasCountry(f.Tier) {
		ids = append(ids, askCountry)
	}
	ids = append(ids, askPolicy, askPeriod, askAgencies)
	if len(s.Questionnaire.Groups) > 1 {
		ids = append(ids, askGroup)
	}
	return append(ids, askPeople, askEvidence)
}

// changeable lists what can be changed in a frame that is complete.
func (s *session) changeable(f assess.Frame) []string {
	ids := s.questions(f)
	at := slices.Index(ids, askPeople) + 1
	if s.NotesOff || f.Group.Sensitive() {
		return ids // the name of an organisation is free text as well
	}
	return slices.Insert(slices.Clone(ids), at, askOrganisation)
}

// options lists the rows of a question; nil where it is answered in words.
func (s *session) options(id string) []option {
	switch id {
	case askTier:
		return s.terms(s.Framework.Tiers, func(t assess.Term) option {
			return option{t.ID, s.say.shown(t.Name()), s.say.t("tier." + t.ID)}
		})
	case askAgencies:
		return s.terms(s.Framework.Agencies, func(t assess.Term) option {
			return option{t.ID, s.say.shown(t.Name()), ""}
		})
	case askGroup:
		var list []option
		for _, g := range s.Questionnaire.Groups {
			list = append(list, option{string(g), s.say.shown(assess.Find(s.Framework.Groups, string(g)).Name()), ""})
		}
		return list
	case askPeriod:
		list := []option{
			{"24", s.say.t("frame.period.last", "months", 24), s.say.shown(s.say.p.Period(s.lastMonths(24)))},
			{"12", s.say.t("frame.period.last", "months", 12), s.say.shown(s.say.p.Period(s.lastMonths(12)))},
			{otherPeriod, s.say.t("frame.period.another"), ""},
		}
		if p, ok := s.since(); ok {
			words := s.say.shown(s.say.p.Period(p))
			list = slices.DeleteFunc(list, func(o option) bool { return o.note == words })
			list = slices.Insert(list, 0, option{sinceLast, s.say.again("since"), words})
		}
		return list
	case askEvidence:
		return []option{
			{"pass", s.say.t("frame.evidence.pass"), s.say.t("frame.evidence.pass_note")},
			{"go", s.say.t("frame.evidence.go"), ""},
			{"none", s.say.t("frame.evidence.none"), s.say.t("frame.evidence.none_note")},
		}
	}
	return nil
}

func (s *session) terms(terms []assess.Term, row func(assess.Term) option) []option {
	list := make([]option, 0, len(terms))
	for _, t := range terms {
		list = append(list, row(t))
	}
	return list
}

// lastMonths gives the n whole months before this one.
func (s *session) lastMonths(n int) assess.Period {
	to := assess.DateOf(s.now).YearMonth().Add(-1)
	return assess.Period{From: to.Add(1 - n), To: to}
}

// accept puts what was said into the frame. It gives the id of a sentence
// that says what was expected, "" when all is well; the frame is then changed.
func (s *session) accept(f *assess.Frame, id, input string) string {
	switch id {
	case askJurisdiction:
		return acceptText(&f.Jurisdiction, input, maxPlace, true)
	case askPolicy:
		return acceptText(&f.Policy, input, maxPolicy, true)
	case askOrganisation:
		return acceptText(&f.Organisation, input, maxPlace, false)
	case askTier:
		f.Tier = input
		if !assess.HasCountry(input) {
			f.Country = ""
		}
	case askCountry:
		f.Country = input
	case askGroup:
		f.Group = assess.Group(input)
	case askPeople:
		n, err := strconv.Atoi(strings.TrimSpace(input))
		if err != nil || n < 1 || n > maxPeople {
			return "frame.people.digits"
		}
		f.People = n
	case askPeriod:
		return s.acceptPeriod(f, input)
	case askAgencies:
		f.Agencies = nil
		chosen := strings.Fields(input)
		for _, t := range s.Framework.Agencies {
			if slices.Contains(chosen, t.ID) {
				f.Agencies = append(f.Agencies, t.ID)
			}
		}
	case askEvidence:
		s.evidence = input
	}
	return ""
}

func acceptText(field *string, input string, most int, needed bool) string {
	input = clean(input, false)
	switch {
	case input == "" && needed:
		return "frame.needed"
	case len([]rune(input)) > most:
		return "frame.too_long"
	case needed && !strings.ContainsFunc(input, unicode.IsLetter):
		return "frame.letters" // a number typed for a list that was not there
	}
	*field = input
	return ""
}

// acceptPeriod takes "24" or "12" for the last months, or two months such as
// "2024-11 2026-10".
func (s *session) acceptPeriod(f *assess.Frame, input string) string {
	if n, err := strconv.Atoi(input); err == nil {
		f.Period = s.lastMonths(n)
		return ""
	}
	if p, ok := s.since(); ok && input == sinceLast {
		f.Period = p
		return ""
	}
	from, to, _ := strings.Cut(input, " ")
	a, aok := readMonth(from)
	b, bok := readMonth(to)
	switch {
	case !aok || !bok:
		return "frame.period.month"
	case b.Before(a):
		return "frame.period.order"
	}
	f.Period = assess.Period{From: a, To: b}
	return ""
}

// readMonth reads 2024-11, 11/2024 and 11.2024, from 1900 to 2199.
func readMonth(s string) (assess.Month, bool) {
	s = strings.TrimSpace(s)
	if i := strings.IndexAny(s, "/."); i > 0 && i < 3 {
		s = s[i+1:] + "-" + padMonth(s[:i])
	}
	if i := strings.IndexByte(s, '-'); i == 4 {
		s = s[:5] + padMonth(s[5:])
	}
	m, err := assess.ParseMonth(s)
	return m, err == nil && m.Year >= 1900 && m.Year < 2200
}

func padMonth(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// line is one line of the card that shows the frame so far.
type line struct{ label, value, note string }

// card lists what is known of a frame, in the order of the screens.
func (s *session) card(f assess.Frame, whole bool) []line {
	var list []line
	add := func(id, value, note string) {
		if value != "" {
			list = append(list, line{s.say.t("card." + id), s.say.shown(value), note})
		}
	}
	add(askJurisdiction, s.placeWords(f), "")
	add(askPolicy, f.Policy, "")
	add(askPeriod, s.say.p.Period(f.Period), "")
	add(askAgencies, strings.Join(s.agencyNames(f), ", "), "")
	if whole {
		add("respondent", s.respondent(f), "")
		organisation := f.Organisation
		if organisation == "" {
			organisation = s.say.t("card.left_out")
		}
		if !s.NotesOff && !f.Group.Sensitive() {
			add(askOrganisation, organisation, s.say.t("card.organisation_note"))
		}
		add(askEvidence, s.say.t("card.evidence_"+s.evidence), "")
		return list
	}
	add("questionnaire", s.Questionnaire.Title, "")
	return list
}

// placeWords puts place, tier and country into one line, as far as known.
func (s *session) placeWords(f assess.Frame) string {
	var parts []string
	if f.Jurisdiction != "" {
		parts = append(parts, f.Jurisdiction)
	}
	if f.Tier != "" {
		parts = append(parts, s.say.t("tier."+f.Tier))
	}
	if f.Country != "" {
		parts = append(parts, s.say.p.Country(f.Country))
	}
	return strings.Join(parts, ", ")
}

func (s *session) agencyNames(f assess.Frame) []string {
	var names []string
	for _, id := range f.Agencies {
		names = append(names, assess.Find(s.Framework.Agencies, id).Name())
	}
	return names
}

// respondent says who answers and how many agree.
func (s *session) respondent(f assess.Frame) string {
	group := f.Group
	if group == "" && len(s.Questionnaire.Groups) > 0 {
		group = s.Questionnaire.Groups[0]
	}
	if group == "" {
		return ""
	}
	name := s.say.shown(assess.Find(s.Framework.Groups, string(group)).Name())
	if f.People < 1 {
		return name
	}
	return s.say.n("card.respondents", f.People, "group", name)
}

// current gives what a question of the frame holds, as its field shows it.
func (s *session) current(f assess.Frame, id string) string {
	switch id {
	case askJurisdiction:
		return f.Jurisdiction
	case askTier:
		return f.Tier
	case askCountry:
		return f.Country
	case askPolicy:
		return f.Policy
	case askGroup:
		return string(f.Group)
	case askOrganisation:
		return f.Organisation
	case askPeople:
		if f.People > 0 {
			return strconv.Itoa(f.People)
		}
	case askEvidence:
		return s.evidence
	case askAgencies:
		return strings.Join(f.Agencies, " ")
	case askPeriod:
		if p, ok := s.since(); ok && f.Period == p {
			return sinceLast
		}
		for _, n := range []int{24, 12} {
			if f.Period == s.lastMonths(n) {
				return strconv.Itoa(n)
			}
		}
		if !f.Period.From.IsZero() {
			return otherPeriod
		}
	}
	return ""
}

// currentWords is current for a list of what can be changed.
func (s *session) currentWords(f assess.Frame, id string) string {
	switch id {
	case askTier:
		if f.Tier != "" {
			return s.say.t("tier." + f.Tier)
		}
	case askCountry:
		if f.Country != "" {
			return s.say.shown(s.say.p.Country(f.Country))
		}
	case askPeriod:
		return s.say.shown(s.say.p.Period(f.Period))
	case askAgencies:
		return s.say.shown(strings.Join(s.agencyNames(f), ", "))
	case askGroup:
		if f.Group != "" {
			return s.say.shown(assess.Find(s.Framework.Groups, string(f.Group)).Name())
		}
	case askEvidence:
		return s.say.t("card.evidence_" + s.evidence)
	case askOrganisation:
		if f.Organisation == "" {
			return s.say.t("card.left_out")
		}
	}
	return s.say.shown(s.current(f, id))
}

// finish fills in what is not asked: the day, and the group where only one
// can answer.
func (s *session) finish(f *assess.Frame) {
	if f.Date.IsZero() {
		f.Date = assess.DateOf(s.now)
	}
	if f.Group == "" && len(s.Questionnaire.Groups) == 1 {
		f.Group = s.Questionnaire.Groups[0]
	}
}
