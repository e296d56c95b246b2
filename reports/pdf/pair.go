package pdf

import (
	"strings"

	"csi/reports"
)

// column is a column of a table: the left edge of its text and its width, in mm.
type column struct{ x, width float64 }

// columns are those of the road map. second has no width in a report in one
// language. most is how many lines owner, date and proof may have.
type columns struct {
	action, second, owner, when, proof column
	most                               int
}

// columns gives those of the report. With two languages both stand side by
// side, as wide as each other; owner, date and proof keep room for a pen.
func (b *book) columns() columns {
	if !b.report.Second.In() {
		return columns{
			action: column{actionX, actionWidth},
			owner:  column{ownerX, ownerWidth}, when: column{whenX, whenWidth}, proof: column{proofX, proofWidth}, most: 3,
		}
	}
	return columns{
		action: column{actionX, 46.6}, second: column{78.2, 46.6},
		owner: column{127.2, 18.6}, when: column{148.2, 18.6}, proof: column{169.2, 19.6}, most: 6,
	}
}

// pairBandHeight is the height of a band with a line for each language.
const pairBandHeight = 10.6

// pairBand draws the head of a horizon in two languages, the second under the
// first and quieter.
func (b *book) pairBand(h reports.HorizonPart, continued bool) block {
	d := b.drawing()
	d.fill(box{left, 0, fullWidth, pairBandHeight}, tint)
	d.squares(left+1.4, 2, 2.6, h.Squares)
	d.open(roleRow, "")
	d.open(roleBand, "")
	line := func(y float64, st style, name, until, more string) {
		end := d.one(small, 60, until)
		x := d.put(left+13, st.centred(y), st, d.one(st, fullWidth-13-end.width()-24, name))
		if more != "" {
			d.put(x+2, small.centred(y), small, d.one(small, 20, more))
		}
		d.putRight(right-1.4, small.centred(y), small, end)
	}
	more := ""
	if continued {
		more = b.report.Words.Continued
	}
	d.open(rolePart, "")
	line(3.3, table.strong(), h.Name, h.Until, more)
	d.close()
	d.openIn(rolePart, b.report.Second.Language)
	line(7.4, table.in(ink2), h.Second.Text, h.Second.Until, "")
	d.close()
	d.close()
	d.close()
	return block{marks: d.marks, height: pairBandHeight, keep: true}
}

// The most lines of a text beside its twin. A row with two languages is never
// split, so that what belongs together stays together; only a text of many
// hundred characters is cut, and stands whole in the web page.
const (
	pairLines = 20
	whyLines  = 8
)

// pairRow draws one action in two languages side by side. Both texts begin on
// one line, and so do both conditions; what calls for the action stands once,
// below.
func (b *book) pairRow(r reports.ActionRow) block {
	d, at, lang := b.drawing(), b.columns(), b.report.Second.Language
	first, second, quiet := table.strong(), table, small
	if r.Struck {
		first, second = first.in(ink2), second.in(ink2)
	}
	text := d.atMost(first, at.action.width, pairLines, r.Text)
	twin := d.atMost(second, at.second.width, pairLines, r.Second.Text)
	done := d.atMost(quiet, at.action.width, pairLines, r.DoneWhen)
	doneTwin := d.atMost(quiet, at.second.width, pairLines, r.Second.DoneWhen)
	why := d.atMost(quiet, at.second.x+at.second.width-at.action.x, whyLines, strings.TrimSpace(r.Why+" "+r.Example))

	middle := rowAbove + 0.4 + first.step()*float64(max(len(text), len(twin)))
	below := middle + quiet.step()*float64(max(len(done), len(doneTwin)))
	d.open(roleRow, "")
	d.rowHead(r)
	d.open(roleCell, "")
	d.lines(at.action.x, rowAbove, first, text)
	d.lines(at.action.x, middle, quiet, done)
	y := d.lines(at.action.x, below+0.6, quiet, why)
	d.close()
	d.openIn(roleCell, lang)
	d.lines(at.second.x, rowAbove, second, twin)
	d.lines(at.second.x, middle, quiet, doneTwin)
	d.close()
	height := max(y+rowBelow, rowLeast, d.rowPlan(r, at)+rowBelow)
	d.rowLines(r, at, height)
	d.close()
	return block{marks: d.marks, height: height}
}
