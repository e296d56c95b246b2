package questionnaires

import (
	"strings"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// mostCells is from how many of the 24 cells on a questionnaire counts as one
// that means to cover them all.
const mostCells = 13

// cells counts the items of each cell.
func (t *linter) cells() map[assess.Stage]map[assess.Level]int {
	cells := map[assess.Stage]map[assess.Level]int{}
	for _, p := range t.places {
		if it := p.item; it.IsCell() {
			if cells[it.Stage] == nil {
				cells[it.Stage] = map[assess.Level]int{}
			}
			cells[it.Stage][it.Level]++
		}
	}
	return cells
}

// isQuick reports whether every stage is asked about at exactly one level.
// Such a questionnaire is a first look that leaves levels out on purpose.
func (t *linter) isQuick() bool {
	cells := t.cells()
	for _, s := range assess.Stages() {
		if len(cells[s]) != 1 {
			return false
		}
	}
	return true
}

// isCore reports whether a questionnaire means to cover all stages, levels and
// barriers: it has cells and either is set against a mirror or fills most of
// them. A first look does not.
func (t *linter) isCore() bool {
	filled := 0
	for _, levels := range t.cells() {
		filled += len(levels)
	}
	return filled > 0 && (t.q.Mirror != "" || filled >= mostCells) && !t.isQuick()
}

// coverage looks for cells and barriers that a questionnaire of the core type
// leaves out, and for stages that cannot reach the level they aim at.
func (t *linter) coverage() {
	cells := t.cells()
	if t.isCore() {
		for _, s := range assess.Stages() {
			var missing []string
			for _, l := range assess.Levels() {
				if cells[s][l] == 0 {
					missing = append(missing, l.String())
				}
			}
			if len(missing) > 0 {
				t.add(t.stageNode(s), "cell-missing", "stage %q has no item for %s; expected one for each level, as in a questionnaire on all stages", s, strings.Join(missing, ", "))
			}
		}
		t.barriers()
		return
	}
	if t.isQuick() {
		return
	}
	for _, s := range assess.Stages() {
		if target := assess.DefaultTarget(s); len(cells[s]) > 0 && highest(cells[s]) < target {
			t.add(t.stageNode(s), "target-unreachable", "stage %q has no item above %q, and aims at %q; expected an item for %q",
				s, highest(cells[s]), target, target)
		}
	}
}

func highest(levels map[assess.Level]int) assess.Level {
	var top assess.Level
	for l := range levels {
		top = max(top, l)
	}
	return top
}

// stageNode gives the place where a stage is first named, or the key of the
// sections.
func (t *linter) stageNode(s assess.Stage) *yamldoc.Node {
	for _, p := range t.places {
		if p.item.Stage == s {
			return p.node.Get("stage")
		}
	}
	return t.keyOf("sections")
}

// keyOf gives the place of a key of the root.
func (t *linter) keyOf(key string) *yamldoc.Node {
	for _, p := range t.root.Pairs {
		if p.Key.Text == key {
			return p.Key
		}
	}
	return t.root
}

// barriers looks for barriers without an item.
func (t *linter) barriers() {
	for _, b := range assess.Barriers() {
		found := false
		for _, p := range t.places {
			found = found || p.item.Barrier == b
		}
		if !found {
			t.add(t.keyOf("sections"), "barrier-missing", "no item asks about the barrier %q; expected at least one", b)
		}
	}
}
