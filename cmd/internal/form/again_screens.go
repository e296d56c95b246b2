package form

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// lastTop is what an item shows of last time under its text: one line with the
// response and its evidence, which stays, then what there is room for.
func (f *flow) lastTop(i int) []para {
	said := f.lastSaid(i, f.responseWords)
	if said == "" {
		return nil
	}
	u := f.u
	if evidence := f.lastEvidence(i); evidence != "" {
		said += f.say.shown(" · ") + evidence
	}
	details := f.lastDetails(i)
	top := []para{u.text("quiet", said, 0)}
	if len(details) == 0 {
		return top
	}
	return append(top, more(fixed(func(w int) []string {
		var lines []string
		for _, d := range details {
			lines = append(lines, f.short("quiet", d, w, 2)...)
		}
		return lines
	})))
}

// lastDetails gives what there is to know of last time beside the response.
func (f *flow) lastDetails(i int) []string {
	details := f.lastActions(i)
	if note := f.lastNote(i); note != "" {
		details = append([]string{f.say.again("note", "text", f.say.shown(note))}, details...)
	}
	if look := f.look(i); look != "" {
		details = append(details, look)
	}
	return details
}

// short draws a text in a few lines; what is left out is under ?.
func (f *flow) short(role, text string, w, most int) []string {
	lines := wrap(text, w-4)
	if len(lines) > most {
		lines = lines[:most]
		mark := f.u.look.ellipsis() + " ?"
		lines[most-1] = shorten(lines[most-1], w-4-width(mark)-1, "") + " " + mark
	}
	for k, l := range lines {
		lines[k] = "   " + f.u.look.in(role, l)
	}
	return lines
}

// lastHelp is the part of the help of item i that tells of last time in full.
func (f *flow) lastHelp(i int) (title, text string) {
	said := f.lastSaid(i, f.responseWords)
	if said == "" {
		return "", ""
	}
	lines := []string{said}
	if evidence := f.lastEvidence(i); evidence != "" {
		lines = append(lines, f.say.again("evidence", "name", evidence))
	}
	lines = append(lines, f.lastDetails(i)...)
	return f.say.again("title"), strings.Join(lines, "\n")
}

// keepLast saves for item i what was said last time; where an item is settled
// already, that stays.
func (f *flow) keepLast(i int) {
	if !f.open(i) {
		f.leaveOpen(i)
		return
	}
	r, ok := f.keepable(i)
	if !ok {
		f.u.note = f.u.quiet(f.say.again("nothing"))
		return
	}
	it := f.items[i]
	f.settleSaying(i, r, func() {
		f.u.note = f.u.look.in("saved", f.say.again("tick", "id", it.ID, "response", f.responseWords(it, r)))
	})
}

// evidenceThen is what the panel of evidence says of last time.
func (f *flow) evidenceThen(i int) []para {
	evidence := f.lastEvidence(i)
	if evidence == "" {
		return nil
	}
	text := f.say.again("evidence_then", "when", f.then(), "date", f.lastDate(), "name", evidence)
	if look := f.look(i); look != "" {
		text += " " + look
	}
	return []para{f.u.text("quiet", text, 2)}
}

// overview is the first screen of an assessment that asks an earlier one anew:
// which one, what became of its plan, and that nothing is taken over by
// itself.
func (f *flow) overview(then func()) *scrollScreen {
	u, fr := f.u, f.Last.Assessment.Frame
	where := f.placeWords(fr)
	if fr.Policy != "" {
		where = f.say.t("head.of", "place", where, "rest", fr.Policy)
	}
	parts := []para{u.text("strong", f.lastAbout(), 0), u.text("ink", f.say.shown(where), 2),
		u.text("ink", f.say.again("confirm"), 2)}
	if plan := f.planSummary(); plan != "" {
		parts = append(parts, u.text("strong", plan, 0), fixed(func(w int) []string {
			var lines []string
			for _, l := range f.planLines() {
				for k, part := range wrap("- "+l, w-6) {
					if k > 0 {
						part = "  " + part
					}
					lines = append(lines, "   "+u.look.in("ink", part))
				}
			}
			return lines
		}))
	}
	s := &scrollScreen{u: u, head: headOf(f.say.again("head"), f.say.shown(f.Questionnaire.Title))}
	s.text = func(w int) []string {
		var lines []string
		for _, p := range parts {
			lines = u.add(lines, p.lines(w), true)
		}
		return lines
	}
	s.tail = []option{{"go", f.say.again("go"), ""}}
	s.hints = []hint{u.hint("scroll", 1), u.hint("enter", 0, "verb", f.say.t("verb.go_on")), u.hint("stop", 1)}
	s.endHints = []hint{u.hint("enter", 0, "verb", f.say.t("verb.go_on")), u.hint("stop", 1)}
	s.close = func() {}
	s.enter = func(string) { then() }
	s.other = func(k tea.KeyMsg) bool {
		if k.String() == "q" {
			u.stop()
			return true
		}
		return false
	}
	return s
}
