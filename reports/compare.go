package reports

import (
	"io"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// compareText writes a comparison: a page, and the names that reports give to
// stages, levels and ratings.
type compareText struct {
	*page
	comparer
	o TextOptions
}

func newCompareText(w io.Writer, words CompareWords, o TextOptions) *compareText {
	return &compareText{page: newPage(w, o), comparer: newComparer(words), o: o}
}

// side says who answered.
func (c *compareText) side(letter string, s assess.Sheet, dated bool) {
	c.hang("  "+letter+"  ", 5, c.sideLine(s, dated), ink)
}

// head opens a comparison.
func (c *compareText) head(title string, a, b assess.Sheet, dated bool) {
	f := a.Assessment.Frame
	c.hang("", 0, c.say(title, phrases.V{"policy": strings.TrimSpace(f.Policy), "place": strings.TrimSpace(f.Jurisdiction)}), strong)
	c.side("A", a, dated)
	c.side("B", b, dated)
}

// share says on how many items two versions are compared.
func (c *compareText) share(sheets []assess.Sheet, common, items int, byID bool) {
	for _, text := range c.shares(sheets, common, items, byID) {
		c.text(0, text)
	}
}

// WriteViews writes two views beside each other: tables, sentences with the
// option Plain and where a table is too wide. Everything stands in the order
// of the model, and the two results are never merged.
func WriteViews(w io.Writer, v *assess.Views, words CompareWords, o TextOptions) error {
	c := newCompareText(w, words, o)
	c.head("title.views", v.A, v.B, false)
	c.share([]assess.Sheet{v.A, v.B}, v.Common, v.Items, v.ByID)
	c.joined(0, c.comparableText(v))
	c.stageViews(v)
	c.otherViews(v)
	c.viewCounts(v)
	c.talk(v)
	c.line("")
	c.hang("", 0, c.say("limits"), quiet)
	return c.flush()
}

// viewBlock is a heading with what stands under it.
type viewBlock struct {
	title string
	rows  []viewRow
}

// alike says in a few words what holds for all rows of a block: that they
// apply to neither side, or are known to one side only. "" where rows differ
// or can be compared.
func (c *compareText) alike(v *assess.Views, b viewBlock) string {
	first := b.rows[0]
	for _, r := range b.rows {
		if r.HasGap || r.Kind != first.Kind || r.Kind == 0 && (r.A != assess.Inapplicable || r.B != assess.Inapplicable) {
			return ""
		}
	}
	if first.Kind == 0 {
		return c.say("stage_out")
	}
	return c.kind(v, first.Kind)
}

type viewRow struct {
	name string
	assess.Pairing
}

// stageViews lists the cells of each stage.
func (c *compareText) stageViews(v *assess.Views) {
	var blocks []viewBlock
	for _, cell := range v.Cells {
		if title := c.b.stage(cell.Stage); len(blocks) == 0 || blocks[len(blocks)-1].title != title {
			blocks = append(blocks, viewBlock{title: title})
		}
		last := &blocks[len(blocks)-1]
		last.rows = append(last.rows, viewRow{c.b.level(cell.Level), cell.Pairing})
	}
	c.blocks(v, blocks)
}

// otherViews lists the items outside the cells, under their barrier or
// section.
func (c *compareText) otherViews(v *assess.Views) {
	section := sectionTitles(v.A.Questionnaire)
	var blocks []viewBlock
	for _, it := range v.Others {
		title := section[it.Item.ID]
		if it.Item.Barrier != 0 {
			title = c.b.barrier(it.Item.Barrier)
		}
		if len(blocks) == 0 || blocks[len(blocks)-1].title != title {
			blocks = append(blocks, viewBlock{title: title})
		}
		last := &blocks[len(blocks)-1]
		last.rows = append(last.rows, viewRow{nameOf(it.Item), it.Pairing})
	}
	if len(blocks) > 0 && len(v.Cells) > 0 {
		c.line("")
		c.hang("", 0, c.say("others"), strong)
	}
	c.blocks(v, blocks)
}

// blocks draws a table where it fits, and sentences where not.
func (c *compareText) blocks(v *assess.Views, blocks []viewBlock) {
	heads := []string{"", c.group(v.A), c.group(v.B), c.say("head.gap"), c.say("head.kind")}
	table := c.viewColumns(v, blocks, heads)
	if table == nil {
		heads[1], heads[2] = "A", "B" // as the lines above the tables name them
		table = c.viewColumns(v, blocks, heads)
	}
	if table != nil {
		c.line("")
		c.line(c.o.paint(quiet, c.columnsOf(table, heads)))
	}
	for i, b := range blocks {
		if same := c.alike(v, b); same != "" {
			if i == 0 || c.alike(v, blocks[i-1]) == "" {
				c.line("")
			}
			c.hang("", 2, b.title+" · "+same, quiet)
			continue
		}
		if table == nil {
			c.line("")
		}
		c.hang("", 0, b.title, strong)
		for _, r := range b.rows {
			if table == nil {
				c.hang("  ", 4, up(r.name)+". "+c.sentenceOf(v, r.Pairing), ink)
				continue
			}
			c.tableRow(v, table, r)
		}
	}
}

// kindColumn is the narrowest column that kinds are read in.
const kindColumn = 16

// viewColumns gives the widths of the columns; nil when there is nothing for a
// table, when it is wider than the page or when sentences are asked for.
func (c *compareText) viewColumns(v *assess.Views, blocks []viewBlock, heads []string) []int {
	if c.o.Plain || c.width < narrow {
		return nil
	}
	widths, rows := make([]int, len(heads)), 0
	for i, h := range heads {
		widths[i] = c.columns(h)
	}
	for _, b := range blocks {
		if c.alike(v, b) != "" {
			continue
		}
		rows += len(b.rows)
		for _, r := range b.rows {
			for i, s := range c.cellsOf(v, r) {
				widths[i] = max(widths[i], c.columns(c.clean(s)))
			}
		}
	}
	// What both say together may take several lines; the rest may not.
	last := len(widths) - 1
	rest := c.width - 2
	for i := range last {
		widths[i] += 2
		rest -= widths[i]
	}
	if rows == 0 || rest < min(widths[last], kindColumn) {
		return nil
	}
	widths[last] = rest
	return widths
}

func (c *compareText) cellsOf(v *assess.Views, r viewRow) []string {
	gap := "–"
	if r.HasGap {
		gap = signed(r.Gap)
	}
	return []string{r.name, c.mark(c.b.mark(r.A)), c.mark(c.b.mark(r.B)), gap, c.kind(v, r.Kind)}
}

func (c *compareText) columnsOf(widths []int, cells []string) string {
	line := "  "
	for i, s := range cells {
		line += c.pad(s, widths[i])
	}
	return strings.TrimRight(line, " ")
}

// tableRow draws one row. A large gap is bold, and has no colour: it is
// neither good nor bad.
func (c *compareText) tableRow(v *assess.Views, widths []int, r viewRow) {
	line, cells := "  ", c.cellsOf(v, r)
	last := len(cells) - 1
	for i, s := range cells[:last] {
		role := ink
		switch {
		case i == 1:
			role = roleOf(r.A)
		case i == 2:
			role = roleOf(r.B)
		case i == 3 && r.Size == assess.LargeGap:
			role = strong
		}
		s = c.clean(s)
		line += c.o.paint(role, s) + strings.Repeat(" ", max(0, widths[i]-c.columns(s)))
	}
	if cells[last] == "" {
		c.line(line)
		return
	}
	c.hang(line, c.width-widths[last], cells[last], ink)
}

// viewCounts says how many of each kind there are, and how far each side sees
// the stages come.
func (c *compareText) viewCounts(v *assess.Views) {
	n, groups := v.Counts, phrases.V{"a": c.group(v.A), "b": c.group(v.B)}
	c.line("")
	c.joined(0, []string{
		c.count("counts.strengths", n.Kinds[assess.SharedStrength]), c.count("counts.gaps", n.Kinds[assess.SharedGap]),
		c.count("counts.blind", n.Kinds[assess.BlindSpot]), c.count("counts.hidden", n.Kinds[assess.HiddenPractice]),
	})
	if n.Comparable > 0 {
		c.text(0, c.count("mean", n.Large, phrases.V{"mean": signed(n.Mean)}))
		c.text(0, c.say("gap_note", groups))
		c.text(0, c.say("blind_note", groups))
	}
	if len(v.Cells) == 0 {
		return
	}
	c.line("")
	c.hang("", 0, c.say("breadth"), strong)
	for _, s := range []struct {
		sheet   assess.Sheet
		profile *assess.Profile
	}{{v.A, v.ProfileA}, {v.B, v.ProfileB}} {
		c.hang("  ", 4, c.breadthLine(s.sheet, s.profile), ink)
	}
}

// talk lists a neutral question for every large gap.
func (c *compareText) talk(v *assess.Views) {
	if v.Counts.Comparable == 0 && len(v.Talk()) == 0 {
		return
	}
	c.line("")
	list := v.Talk()
	if len(list) == 0 {
		if v.Counts.Large == 0 {
			c.text(0, c.say("no_talk"))
		}
		return
	}
	c.hang("", 0, c.say("talk"), strong)
	for _, it := range list {
		name := nameOf(it.Item)
		if it.Item.IsCell() {
			name = c.b.stage(it.Item.Stage) + ", " + c.b.level(it.Item.Level)
		}
		c.hang("  ", 4, name+c.colon()+c.ask(it.Item), ink)
	}
}
