package pdf

import (
	"strings"

	"csi/reports"
)

// notes lays the free text that people wrote about items, line by line, so
// that a long note flows over pages. where names the stage or barrier that is
// repeated on a new page.
func (b *book) notes(list []reports.Note, where string) []block {
	var out []block
	again := func() block { return b.continued(where) }
	if len(list) > 0 && b.report.Words.Notes != "" {
		d := b.drawing()
		st := small.strong()
		d.open(roleText, "")
		y := d.lines(mainLeft, 0, st, d.atMost(st, mainWidth, 1, b.report.Words.Notes))
		d.close()
		out = append(out, block{marks: d.marks, height: y, gap: 1.2, keep: true})
	}
	for _, n := range list {
		lines := b.wrapLines(small.in(ink), mainWidth-keyWidth, n.Text)
		if len(lines) == 0 {
			continue
		}
		blocks := b.prose(mainLeft+keyWidth, small.in(ink), lines)
		d := b.drawing()
		title := d.most(small, keyWidth-2, max(2, min(3, len(lines))), d.wrap(small, keyWidth-2, n.Title))
		d.open(roleLabel, "")
		y := d.lines(mainLeft, 0, small, title)
		d.close()
		blocks[0].marks = listItem(d.marks, blocks[0].marks)
		reach := 0.0
		for i := range blocks {
			reach += blocks[i].height
			if i < len(blocks)-1 && reach < y {
				blocks[i].keep = true
			}
		}
		last := &blocks[len(blocks)-1]
		last.height += max(0, y-reach)
		blocks[0].gap = 0.9
		out = append(out, blocks...)
	}
	if n := len(out); n > 0 {
		for i := range out {
			out[i].again = again
		}
	}
	return out
}

// listItem makes an item of a list of a label and of a text, which becomes its
// body. The text may go on in later blocks.
func listItem(label, body []mark) []mark {
	out := make([]mark, 0, len(label)+len(body)+2)
	out = append(out, mark{kind: openMark, role: roleItem})
	out = append(out, label...)
	out = append(out, body...)
	if n := 1 + len(label); n < len(out) && out[n].kind == openMark {
		out[n].role = roleBody
	}
	return append(out, mark{kind: closeMark})
}

// cutLead parts a sentence after a short opening that ends in a colon: "Hollow
// step: …".
func cutLead(s string) (opening, rest string, found bool) {
	i := strings.IndexByte(s, ':')
	if i <= 0 || i > 40 {
		return "", s, false
	}
	return s[:i+1], s[i+1:], true
}
