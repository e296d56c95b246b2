package reports

import (
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// CompareWords are the words that a comparison is written in.
type CompareWords struct {
	Phrases   *phrases.Catalogue
	Framework *assess.Framework
	Public    bool // leave out what is not for everybody
}

// comparer finds the words of a comparison; every form of one takes them here.
type comparer struct{ b *builder }

func newComparer(words CompareWords) comparer {
	return comparer{&builder{Input: Input{Phrases: words.Phrases, Options: Options{Public: words.Public}}, f: words.Framework}}
}

func (c comparer) say(id string, parts ...phrases.V) string {
	return c.b.Phrases.T("compare."+id, parts...)
}

func (c comparer) count(id string, n int, parts ...phrases.V) string {
	return c.b.Phrases.N("compare."+id, n, parts...)
}

// tell and tellN are say and count for the words of a comparison as a report.
func (c comparer) tell(id string, parts ...phrases.V) string {
	return c.b.Phrases.T("comparison."+id, parts...)
}

func (c comparer) tellN(id string, n int, parts ...phrases.V) string {
	return c.b.Phrases.N("comparison."+id, n, parts...)
}

// heading is a heading that counts. A figure is never first in a sentence:
// what begins with a count that has no word of its own gets the count last.
func (c comparer) heading(id string, n int, parts phrases.V) string {
	text := c.tellN(id, n, parts)
	if text != "" && text[0] >= '0' && text[0] <= '9' {
		return c.tell(id+"_many", parts)
	}
	return text
}

func (c comparer) colon() string { return c.b.Phrases.T("words.colon") }

func (c comparer) group(s assess.Sheet) string {
	return c.b.low(assess.Find(c.b.f.Groups, string(s.Group())).Name())
}

// people says how many answered; "" where nobody said so, and where a public
// comparison keeps a small number to itself.
func (c comparer) people(s assess.Sheet) string {
	n := s.Assessment.Frame.People
	if n == 0 || c.b.Options.Public && n < smallGroup {
		return ""
	}
	return c.count("people", n)
}

// sideLine says who answered and of which period; then and now, on which date.
func (c comparer) sideLine(s assess.Sheet, dated bool) string {
	f := s.Assessment.Frame
	parts := []string{c.group(s), c.people(s)}
	if dated {
		parts = append(parts, c.b.date(f.Date))
	} else {
		parts = append(parts, c.b.Phrases.Period(f.Period))
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// kind names what two sides together say; "" where they cannot be compared.
func (c comparer) kind(v *assess.Views, k assess.ViewKind) string {
	switch k {
	case 0:
		return ""
	case assess.KnownToFirst:
		return c.say("one_side", phrases.V{"group": c.group(v.A)})
	case assess.KnownToSecond:
		return c.say("one_side", phrases.V{"group": c.group(v.B)})
	}
	return c.say("kind." + k.String())
}

// shares says on how many items versions are compared, where that is not all
// of them or the versions differ; nothing where there is nothing to say.
func (c comparer) shares(sheets []assess.Sheet, common, items int, byID bool) []string {
	var refs []string
	for _, s := range sheets {
		if ref := s.Assessment.Questionnaire.ID + " " + s.Assessment.Questionnaire.Version; !slices.Contains(refs, ref) {
			refs = append(refs, ref)
		}
	}
	parts := phrases.V{"common": common, "items": items, "here": sheets[len(sheets)-1].Questionnaire.Version}
	one := !slices.ContainsFunc(sheets, func(s assess.Sheet) bool { return s.Questionnaire.ID != sheets[0].Questionnaire.ID })
	var out []string
	if one && len(refs) > 1 {
		out = append(out, c.say("versions", phrases.V{"a": c.b.list(refs[:len(refs)-1]), "b": refs[len(refs)-1]}))
	}
	switch {
	case byID:
		out = append(out, c.tell("share.by_id", parts))
	case len(sheets) > 2 && (len(out) > 0 || common < items):
		out = append(out, c.tell("share.all", parts))
	case len(out) > 0 || common < items:
		out = append(out, c.say("common", parts))
	}
	return out
}

// comparableText says how much of two views can be compared, and why the rest
// cannot.
func (c comparer) comparableText(v *assess.Views) []string {
	n, id := v.Counts, "comparable.cells"
	if len(v.Cells) == 0 {
		id = "comparable.items"
	}
	parts := []string{c.say(id, phrases.V{"comparable": n.Comparable, "all": n.All})}
	for _, k := range []struct {
		id    string
		n     int
		group string
	}{
		{"aside", n.Kinds[0], ""},
		{"only", n.Kinds[assess.KnownToFirst], c.group(v.A)},
		{"only", n.Kinds[assess.KnownToSecond], c.group(v.B)},
		{"neither", n.Kinds[assess.KnownToNeither], ""},
	} {
		if k.n > 0 {
			parts = append(parts, c.count(k.id, k.n, phrases.V{"group": k.group}))
		}
	}
	return parts
}

// sentenceOf writes what two sides say of one matter as a sentence.
func (c comparer) sentenceOf(v *assess.Views, p assess.Pairing) string {
	parts := phrases.V{
		"a": c.group(v.A), "b": c.group(v.B), "rating_a": c.b.mark(p.A).Word, "rating_b": c.b.mark(p.B).Word,
		"gap": signed(p.Gap), "kind": c.kind(v, p.Kind),
	}
	id := "row"
	switch {
	case p.Kind == 0:
		id = "row_out"
	case !p.HasGap:
		id = "row_unknown"
	case p.Size == assess.LargeGap:
		parts["gap"] = c.say("large", phrases.V{"gap": signed(p.Gap)})
	}
	return up(c.say(id, parts))
}

// breadthLine says how many stages a side sees in place up to each level.
func (c comparer) breadthLine(s assess.Sheet, p *assess.Profile) string {
	var levels []string
	for _, l := range p.Breadth {
		levels = append(levels, c.say("breadth_row", phrases.V{"level": c.b.level(l.Level), "reached": l.InPlace, "all": l.Applicable}))
	}
	return up(c.group(s)) + c.colon() + strings.Join(levels, ", ")
}

// stageChange says what a stage reached, then and now.
func (c comparer) stageChange(s assess.StageChange) string {
	text := c.say("change.same", phrases.V{"level": c.b.reached(s.Now)})
	if s.Moved() {
		text = c.say("change.stage", phrases.V{"before": c.b.reached(s.Before), "after": c.b.reached(s.Now)})
	}
	if s.HasDepth {
		id := "change.depth_up"
		if s.Depth.Sign() < 0 {
			id = "change.depth_down"
		}
		text = c.say(id, phrases.V{"text": text, "steps": strings.Replace(s.Depth.Abs().Fixed(1), ".", c.say("decimal"), 1)})
	}
	return text
}

// actionText finds the words of an entry of a plan: those that the group wrote,
// those of the questionnaire, else its id. A public comparison has the words of
// the questionnaire alone, and leaves out an action that it does not have.
func (c comparer) actionText(q *assess.Questionnaire, e assess.PlanEntry) (string, bool) {
	if e.Text != "" && !c.b.Options.Public {
		return e.Text, true
	}
	for _, it := range q.Items() {
		for _, a := range it.Actions {
			if a.ID == e.Action {
				return a.Text, true
			}
		}
	}
	return e.Action, !c.b.Options.Public
}

// ask gives the neutral question of an item, a general one where the
// questionnaire has none.
func (c comparer) ask(it *assess.Item) string {
	if it.Talk != "" {
		return it.Talk
	}
	return c.tell("ask_any")
}

// nameOf gives the short name of an item, its id where it has none.
func nameOf(it *assess.Item) string {
	if it.Short != "" {
		return it.Short
	}
	return it.ID
}

// spotOf names where an item stands: its cell, its barrier or its section.
func (c comparer) spotOf(q *assess.Questionnaire, it *assess.Item) string {
	switch {
	case it.IsCell():
		return c.b.stage(it.Stage) + " · " + c.b.level(it.Level)
	case it.Barrier != 0:
		return c.b.barrier(it.Barrier)
	}
	return sectionTitles(q)[it.ID]
}

// sectionTitles gives the title of the section of every item.
func sectionTitles(q *assess.Questionnaire) map[string]string {
	titles := map[string]string{}
	for _, s := range q.Sections {
		for i := range s.Items {
			titles[s.Items[i].ID] = s.Title
		}
	}
	return titles
}

// signed writes a gap in points of 100 with its sign.
func signed(r assess.Ratio) string {
	n := whole(r)
	switch {
	case n > 0:
		return "+" + digits(n)
	case n < 0:
		return "-" + digits(-n)
	}
	return "0"
}
