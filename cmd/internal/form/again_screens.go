package form

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// lastTop is what an item shows of last time under its text: one line with the
// response and its evidence, which stays, then the rest, where all rows show
// their texts as well. Where they do not, the rest stands in the place of the
// text of the first row: see lastLines.
func (f *flow) lastTop(i int) []para {
	said := f.lastSaid(i, f.responseWords)
	if said == "" {
		return nil
	}
	u := f.u
	if evidence := f.seen(i); evidence != "" {
		said += f.say.shown(" · ") + evidence
	}
	top := []para{u.text("quiet", said, 0)}
	if len(f.lastLines(i, u.w)) == 0 {
		return top
	}
	return append(top, para{full: true, lines: func(w int) []string {
		lines := f.lastLines(i, w)
		for k, l := range lines {
			lines[k] = "   " + u.look.in("quiet", l)
		}
		return lines
	}})
}

// lastLines is what an item shows of last time beside the response: its note
// and what became of its actions, in a few lines; all of it is under ?.
func (f *flow) lastLines(i, w int) []string {
	var lines []string
	if note := f.noteThen(i); note != "" {
		lines = f.short(note, w-5, 2)
	}
	for k, action := range f.lastActions(i) {
		if k == 2 {
			break
		}
		lines = append(lines, f.short(action, w-5, 1)...)
	}
	return lines
}

// noteThen is the note of last time with a word before it; "" for none.
func (f *flow) noteThen(i int) string {
	note := f.lastNote(i)
	if note == "" {
		return ""
	}
	return f.say.again("note", "text", f.say.shown(note))
}

// short wraps a text into a few lines at most; what is left out is under ?.
func (f *flow) short(text string, w, most int) []string {
	lines := wrap(text, w)
	if len(lines) <= most {
		return lines
	}
	mark := " " + f.u.look.ellipsis() + " ?"
	lines = wrap(text, w-width(mark))[:most]
	lines[most-1] += mark
	return lines
}

// lastHelp is the part of the help of item i that tells of last time in full.
func (f *flow) lastHelp(i int) (title, text string) {
	said := f.lastSaid(i, f.responseWords)
	if said == "" {
		return "", ""
	}
	var lines []string
	if evidence := f.lastEvidence(i); evidence != "" {
		lines = append(lines, strings.TrimSpace(f.say.again("evidence", "name", evidence)+" "+f.look(i)))
	}
	lines = append(lines, filled(f.noteThen(i))...)
	lines = append(lines, f.lastActions(i)...)
	if len(lines) == 0 {
		return f.say.again("title"), said
	}
	return said, strings.Join(lines, "\n")
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
