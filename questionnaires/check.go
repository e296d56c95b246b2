package questionnaires

import (
	"fmt"
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// Checked is what looking at a questionnaire file yields.
type Checked struct {
	Questionnaire *assess.Questionnaire // nil when there are faults
	Faults        []yamldoc.Diagnostic  // in the order of the file
	Remarks       []yamldoc.Diagnostic  // what an author may have overlooked; the file can be used; none beside faults
}

// Check looks at a questionnaire of a reader's own, with every reference. The
// file name only serves the diagnostics.
func Check(file string, data []byte) Checked { return Builtin().Check(file, data) }

// Check looks at a questionnaire that may refer to what the library knows.
func (l *Library) Check(file string, data []byte) Checked { return check(file, data, l.Known()) }

// KindOf tells what a file says it is, such as "questionnaire" or
// "translation"; "" when it does not say so.
func KindOf(data []byte) string {
	root, _ := yamldoc.Parse("", data)
	if n := root.Get("kind"); n != nil && n.Kind == yamldoc.Scalar {
		return strings.TrimSpace(n.Text)
	}
	return ""
}

func check(file string, data []byte, known Known) Checked {
	root, diagnostics := yamldoc.Parse(file, data)
	p := &parser{
		walker: &walker{diagnostics, known}, q: &assess.Questionnaire{},
		sections: ids{}, items: ids{}, used: map[string]bool{},
		gaps: map[assess.Stage]*stageUse{},
	}
	p.remarks.File = file
	if root != nil && p.kindOf(root, "questionnaire") {
		p.questionnaire(root)
	}
	if len(p.List) > 0 {
		p.Sort()
		return Checked{Faults: p.List}
	}
	p.remark(root)
	p.q.Index()
	return Checked{Questionnaire: p.q, Remarks: p.remarks.List}
}

// stageUse says which levels of a stage have an item, and where the stage is
// first named.
type stageUse struct {
	at     *yamldoc.Node
	levels []assess.Level
}

// use remembers that a cell has an item.
func (p *parser) use(at *yamldoc.Node, s assess.Stage, l assess.Level) {
	if p.gaps[s] == nil {
		p.gaps[s] = &stageUse{at: at}
	}
	p.gaps[s].levels = append(p.gaps[s].levels, l)
}

// firstLook reports whether every stage has exactly one item: such a
// questionnaire leaves levels out on purpose.
func (p *parser) firstLook() bool {
	for _, s := range assess.Stages() {
		if use := p.gaps[s]; use == nil || len(use.levels) != 1 {
			return false
		}
	}
	return true
}

// remark notes what is allowed but seldom meant.
func (p *parser) remark(root *yamldoc.Node) {
	for _, s := range assess.Stages() {
		use := p.gaps[s]
		if use == nil || p.firstLook() {
			continue
		}
		for _, l := range assess.Levels() {
			if l < slices.Max(use.levels) && !slices.Contains(use.levels, l) {
				p.remarks.Add(use.at, "level-gap", "stage %q has no item for %q; its levels are counted without it", s, l)
			}
		}
	}
	for _, pair := range root.Get("scales").Pairs {
		if !p.used[pair.Key.Text] {
			p.remarks.Add(pair.Key, "scale-unused", "scale %q is used by no item; expected an item that uses it, or no such scale", pair.Key.Text)
		}
	}
	p.remarks.Sort()
}

// FaultsError says that a file has faults. Its callers print the list.
type FaultsError struct {
	File   string
	Faults []yamldoc.Diagnostic // at least one, in the order of the file
}

// Error counts the faults.
func (e *FaultsError) Error() string {
	if len(e.Faults) == 1 {
		return fmt.Sprintf("1 fault in %s", e.File)
	}
	return fmt.Sprintf("%d faults in %s", len(e.Faults), e.File)
}
