package reports

import (
	"io"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// CompareWords are the words that a comparison is written in.
type CompareWords struct {
	Phrases   *phrases.Catalogue
	Framework *assess.Framework
}

// compareText writes a comparison: a page, and the names that reports give to
// stages, levels and ratings.
type compareText struct {
	*page
	b *builder
	o TextOptions
}

func newCompareText(w io.Writer, words CompareWords, o TextOptions) *compareText {
	return &compareText{page: newPage(w, o), b: &builder{Input: Input{Phrases: words.Phrases}, f: words.Framework}, o: o}
}

func (c *compareText) say(id string, parts ...phrases.V) string {
	return c.b.Phrases.T("compare."+id, parts...)
}

func (c *compareText) count(id string, n int, parts ...phrases.V) string {
	return c.b.Phrases.N("compare."+id, n, parts...)
}

func (c *compareText) group(s assess.Sheet) string {
	return c.b.low(assess.Find(c.b.f.Groups, string(s.Group())).Name())
}

// side says who answered and of which period; then and now, on which date.
func (c *compareText) side(letter string, s assess.Sheet, dated bool) {
	f := s.Assessment.Frame
	parts := []string{c.group(s)}
	if f.People > 0 {
		parts = append(parts, c.count("people", f.People))
	}
	if dated {
		parts = append(parts, c.b.date(f.Date))
	} else if p := c.b.Phrases.Period(f.Period); p != "" {
		parts = append(parts, p)
	}
	c.hang("  "+letter+"  ", 5, strings.Join(parts, ", "), ink)
}

// head opens a comparison.
func (c *compareText) head(title string, a, b assess.Sheet, dated bool) {
	f := a.Assessment.Frame
	c.hang("", 0, c.say(title, phrases.V{"policy": strings.TrimSpace(f.Policy), "place": strings.TrimSpace(f.Jurisdiction)}), strong)
	c.side("A", a, dated)
	c.side("B", b, dated)
}

// share says on how many items two versions are compared, where that is not
// all of them or the versions differ.
func (c *compareText) share(a, b assess.Sheet, common, items int) {
	x, y := a.Assessment.Questionnaire, b.Assessment.Questionnaire
	if x.ID == y.ID && x.Version != y.Version {
		c.text(0, c.say("versions", phrases.V{"a": x.ID + " " + x.Version, "b": y.ID + " " + y.Version}))
	} else if common == items {
		return
	}
	c.text(0, c.say("common", phrases.V{"common": common, "items": items}))
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

// WriteViews writes two views beside each other: tables, sentences with the
// option Plain and where a table is too wide. Everything stands in the order
// of the model, and the two results are never merged.
func WriteViews(w io.Writer, v *assess.Views, words CompareWords, o TextOptions) error {
	c := newCompareText(w, words, o)
	c.head("title.views", v.A, v.B, false)
	c.share(v.A, v.B, v.Common, v.Items)
	c.comparable(v)
	c.stageViews(v)
	c.otherViews(v)
	c.viewCounts(v)
	c.talk(v)
	c.line("")
	c.hang("", 0, c.say("limits"), quiet)
	return c.flush()
}

// comparable says how much can be compared, and why the rest cannot.
func (c *compareText) comparable(v *assess.Views) {
	n, id := v.Counts, "comparable.cells"
	if len(v.Cells) == 0 {
		id = "comparable.items"
	}
	text := c.say(id, phrases.V{"comparable": n.Comparable, "all": n.All})
	parts := []string{text}
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
	c.joined(0, parts)
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
	section := map[string]string{}
	for _, s := range v.A.Questionnaire.Sections {
		for i := range s.Items {
			section[s.Items[i].ID] = s.Title
		}
	}
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
		name := it.Item.Short
		if name == "" {
			name = it.Item.ID
		}
		last.rows = append(last.rows, viewRow{name, it.Pairing})
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
				c.hang("  ", 4, up(r.name)+". "+c.spokenRow(v, r), ink)
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

// spokenRow writes a row as a sentence.
func (c *compareText) spokenRow(v *assess.Views, r viewRow) string {
	parts := phrases.V{
		"a": c.group(v.A), "b": c.group(v.B), "rating_a": c.b.mark(r.A).Word, "rating_b": c.b.mark(r.B).Word,
		"gap": signed(r.Gap), "kind": c.kind(v, r.Kind),
	}
	id := "row"
	switch {
	case r.Kind == 0:
		id = "row_out"
	case !r.HasGap:
		id = "row_unknown"
	case r.Size == assess.LargeGap:
		parts["gap"] = c.say("large", phrases.V{"gap": signed(r.Gap)})
	}
	return up(c.say(id, parts))
}

// kind names what two sides together say; "" where they cannot be compared.
func (c *compareText) kind(v *assess.Views, k assess.ViewKind) string {
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
		var levels []string
		for _, l := range s.profile.Breadth {
			levels = append(levels, c.say("breadth_row", phrases.V{"level": c.b.level(l.Level), "reached": l.InPlace, "all": l.Applicable}))
		}
		c.hang("  ", 4, up(c.group(s.sheet))+c.b.Phrases.T("words.colon")+strings.Join(levels, ", "), ink)
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
		name := it.Item.Short
		switch {
		case it.Item.IsCell():
			name = c.b.stage(it.Item.Stage) + ", " + c.b.level(it.Item.Level)
		case name == "":
			name = it.Item.ID
		}
		c.hang("  ", 4, name+c.b.Phrases.T("words.colon")+it.Item.Talk, ink)
	}
}
