package reports

import (
	"slices"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// findings is how many strengths and how many gaps a summary names.
const findings = 3

// candidate is a cell that may be named as a strength.
type candidate struct {
	stage *assess.StageProfile
	cell  *assess.Cell
	order int
}

// strengths names the highest cells in place, in model order. Among equal
// ones those without a hole below come first, then stages not named yet, then
// higher levels.
func (b *builder) strengths() []Finding {
	if !b.hasCells() {
		return b.strongItems()
	}
	var all, chosen []candidate
	for i := range b.p.Stages {
		s := &b.p.Stages[i]
		for j := range s.Cells {
			if s.Cells[j].Rating == assess.InPlace {
				all = append(all, candidate{s, &s.Cells[j], len(all)})
			}
		}
	}
	for len(chosen) < findings && len(all) > 0 {
		best := slices.MinFunc(all, func(x, y candidate) int { return compareStrength(x, y, chosen) })
		chosen = append(chosen, best)
		all = slices.DeleteFunc(all, func(c candidate) bool { return c.order == best.order })
	}
	slices.SortFunc(chosen, func(x, y candidate) int { return x.order - y.order })
	var out []Finding
	for i, c := range chosen {
		stage := b.stage(c.stage.Stage)
		f := Finding{Mark: b.mark(assess.InPlace), Bold: stage}
		if wholeStage(c.stage) {
			if i > 0 && chosen[i-1].stage == c.stage {
				continue // said once
			}
			f.Text = b.t("summary.finding_whole", phrases.V{"stage": stage})
		} else {
			f.Text = b.t("summary.finding_cell", phrases.V{"stage": stage, "level": b.level(c.cell.Level), "title": b.cellTitle(c.cell)})
		}
		out = append(out, f)
	}
	return out
}

// wholeStage reports whether a stage has several levels that apply, and all of
// them are in place.
func wholeStage(s *assess.StageProfile) bool {
	n := 0
	for _, c := range s.Cells {
		switch c.Rating {
		case assess.Inapplicable:
		case assess.InPlace:
			n++
		default:
			return false
		}
	}
	return n > 1
}

// strongItems names the items answered highest, in model order, for
// questionnaires without cells.
func (b *builder) strongItems() []Finding {
	var items []*assess.Item
	for _, it := range b.q.Items() {
		if b.itemMark(it).Rating == assess.InPlace {
			items = append(items, it)
		}
	}
	top := slices.Clone(items)
	slices.SortStableFunc(top, func(x, y *assess.Item) int {
		return b.a.Responses[y.ID].Value*x.Max() - b.a.Responses[x.ID].Value*y.Max()
	})
	var out []Finding
	for _, it := range items {
		if slices.Contains(top[:min(findings, len(top))], it) {
			out = append(out, b.finding(it))
		}
	}
	return out
}

func compareStrength(x, y candidate, chosen []candidate) int {
	if c := y.cell.Score.Value.Cmp(x.cell.Score.Value); c != 0 {
		return c
	}
	used := func(c candidate) bool {
		return slices.ContainsFunc(chosen, func(o candidate) bool { return o.stage == c.stage })
	}
	for _, later := range [][2]bool{
		{hollowAt(x.stage, x.cell.Level), hollowAt(y.stage, y.cell.Level)},
		{used(x), used(y)},
	} {
		if later[0] != later[1] {
			if later[0] {
				return 1
			}
			return -1
		}
	}
	if x.cell.Level != y.cell.Level {
		return int(y.cell.Level) - int(x.cell.Level)
	}
	return x.order - y.order
}

// gaps names the items with the highest priority, in model order.
func (b *builder) gaps() []Finding {
	var chosen []*assess.Item
	for _, f := range b.p.Actions {
		if len(chosen) < findings && !slices.Contains(chosen, f.Item) {
			chosen = append(chosen, f.Item)
		}
	}
	var out []Finding
	for _, it := range b.q.Items() {
		if slices.ContainsFunc(chosen, func(c *assess.Item) bool { return c.ID == it.ID }) {
			out = append(out, b.finding(it))
		}
	}
	return out
}

// finding names one item with its mark and where it stands.
func (b *builder) finding(it *assess.Item) Finding {
	f := Finding{Mark: b.itemMark(it)}
	v := phrases.V{"title": title(it), "hollow": b.t("word.hollow")}
	switch {
	case it.IsCell():
		f.Bold = b.stage(it.Stage)
		v["stage"], v["level"] = f.Bold, b.level(it.Level)
		f.Text = b.t("summary.finding_cell", v)
		if s := b.p.Stage(it.Stage); s != nil && isHollow(s) && slices.Contains(s.Missing, it.Level) {
			v["over"] = b.level(s.Observed)
			f.Text = b.t("summary.finding_hollow", v)
		}
	case it.Barrier != 0:
		f.Bold = b.barrier(it.Barrier)
		v["name"] = f.Bold
		f.Text = b.t("summary.finding_other", v)
	default:
		f.Bold = b.sectionOf(it)
		v["name"] = f.Bold
		f.Text = b.t("summary.finding_other", v)
	}
	return f
}
