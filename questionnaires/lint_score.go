package questionnaires

import (
	"fmt"

	"csi/assess"
)

// unit is what an item of weight 0.1 answered at the top brings, as package
// assess counts: the top values of the scales, 2 to 6, divide it.
const unit = 60

// scoring proves for the questionnaire at hand that a better response never
// lowers a score, and that every rating and band can be reached.
//
// The proof that nothing falls. Let one item that is answered go from v to
// v+1, everything else unchanged.
//
//  1. A set of items scores Σ w·v/M ÷ Σ w over its answered items. The step
//     changes no state, so the divisor, the coverage and whether there is a
//     value at all stay as they are. The sum grows by w/M, which does not
//     depend on any other response. Low and high have the same sum with a
//     constant added. So all three rise when w > 0 and M > 0: premises (a),
//     weight, and (b), scale.
//  2. The rating of a cell is the score cut at 1/3 and 2/3: it rises or stays.
//     So do attained and observed, which ask only whether cells are in place;
//     the running minimum of cells, its sum, the depth, which is that sum
//     times a constant; and the index, a mean of depths. Which cells and
//     stages apply depends on states alone.
//  3. Severity is 1 minus a score and falls or stays; a critical item lifts a
//     band only while it is answered 0, so the lift can only go away.
//  4. That holds when the item counts at most once and with its own sign in
//     each of these: premise (c), one place. And it holds for the whole
//     sitting because whether an item is asked never depends on a response:
//     the format has no key for that.
//
// By induction over the steps it holds for any raise of any responses. The
// premises are checked here on the values that scoring uses; that package
// assess computes these formulas is held by its own tests, which compare it
// with a second scorer and raise responses at random. That the anchors really
// rise in meaning no program can prove: see anchors for what can be seen.
func (t *linter) scoring() {
	sound := true
	for _, p := range t.places {
		sound = t.premises(p) && sound
	}
	if !sound {
		return // what can be reached is uncertain then
	}
	t.reachable()
}

// premises checks what the proof needs of one item.
func (t *linter) premises(p placed) bool {
	it := p.item
	switch top := it.Max(); {
	case it.Weight.Tenths() <= 0:
		t.add(or(p.node, "weight"), "score-falls", "%s has the weight %d/10; expected one above 0", p.name(), it.Weight.Tenths())
	case top < 1 || unit%top != 0:
		t.add(or(p.node, "scale"), "score-falls", "%s has a scale with the top value %d; expected 2 to 6", p.name(), top)
	case !rises(it.Anchors):
		t.add(or(p.node, "scale"), "score-falls", "%s has values that do not rise by one from 0; expected 0 to %d", p.name(), top)
	case it.Barrier != 0 && (it.Stage != 0 || it.Level != 0):
		t.add(or(p.node, "barrier"), "score-falls", "%s counts in a cell and in a barrier; expected one of the two", p.name())
	default:
		return true
	}
	return false
}

func rises(anchors []assess.Anchor) bool {
	for i, a := range anchors {
		if a.Value != i {
			return false
		}
	}
	return true
}

// reachable looks, over all responses there can be, for a rating of a cell or
// a band of a barrier that none leads to. It goes through the sums that a set
// of items can have; there are few, because weights are tenths and values are
// parts of 60.
//
// Where every cell of a stage can be in place and can be absent, each level
// that has an item can be attained, and none has to be.
func (t *linter) reachable() {
	sets := map[string][]placed{}
	var order []string
	for _, p := range t.places {
		name := ""
		switch it := p.item; {
		case it.IsCell():
			name = fmt.Sprintf("%s of stage %q", it.Level, it.Stage)
		case it.Barrier != 0:
			name = fmt.Sprintf("barrier %q", it.Barrier)
		default:
			continue
		}
		if sets[name] == nil {
			order = append(order, name)
		}
		sets[name] = append(sets[name], p)
	}
	for _, name := range order {
		if band := missedThird(sums(sets[name])); band != "" {
			t.add(or(sets[name][0].node, "scale"), "band-unreachable", "no responses bring %s into the %s third of its score; expected some that do", name, band)
		}
	}
}

// sums gives every sum of weighted points that a set can have; the last one is
// the largest.
func sums(set []placed) []bool {
	can := []bool{true}
	for _, p := range set {
		step := int(p.item.Weight.Tenths()) * unit / p.item.Max()
		next := make([]bool, len(can)+step*p.item.Max())
		for v := 0; v <= p.item.Max(); v++ {
			for i, ok := range can {
				next[i+v*step] = next[i+v*step] || ok
			}
		}
		can = next
	}
	return can
}

// missedThird names the third of the score that no sum lies in; "" when there
// is none. The thirds are those of ratings and, turned round, of bands.
func missedThird(can []bool) string {
	top := len(can) - 1
	var lower, middle, upper bool
	for i, ok := range can {
		switch {
		case !ok:
		case 3*i < top:
			lower = true
		case 3*i < 2*top:
			middle = true
		default:
			upper = true
		}
	}
	switch {
	case !lower:
		return "lowest"
	case !middle:
		return "middle"
	case !upper:
		return "highest"
	}
	return ""
}

// actions looks for steps that can never be proposed, that stand twice, or
// that nobody could call done.
func (t *linter) actions() {
	cells := t.cells()
	for _, p := range t.places {
		it := p.item
		if len(it.Actions) == 0 {
			t.add(p.node, "action-none", "%s has no action; expected one for each side", p.name())
			continue
		}
		if it.IsCell() && it.Level == assess.Partnership && cells[it.Stage][assess.Information] == 0 {
			t.add(or(p.node, "actions"), "action-blocked", "the actions of %s are never proposed: stage %q has no item for %q; expected one",
				p.name(), it.Stage, assess.Information)
		}
		t.steps(p)
	}
}

// steps looks at the actions of one item.
func (t *linter) steps(p placed) {
	seen := map[string]bool{}
	for i, n := range itemsOf(p.node.Get("actions")) {
		a := p.item.Actions[i]
		key := a.For.String() + " " + plain(a.Text)
		if seen[key] {
			t.add(or(n, "text"), "action-twice", "action number %d of %s stands there before; expected another step, or none", i+1, p.name())
		}
		seen[key] = true
		if plain(a.Text) == plain(a.DoneWhen) {
			t.add(or(n, "done_when"), "done-when-same", "\"done_when\" of action number %d of %s repeats the step; expected what can be seen then", i+1, p.name())
		}
	}
}

// sources looks for items that nothing but the list of the whole questionnaire
// stands behind. Where that list has one work, the work is clear.
func (t *linter) sources() {
	for _, p := range t.places {
		own := p.node.Get("sources") != nil || p.within.Get("sources") != nil
		if len(p.item.Sources) == 0 || !own && len(t.q.Sources) > 1 {
			t.add(or(p.node, "id"), "source-missing", "%s and its section name no source of the %d of the questionnaire; expected the one it rests on", p.name(), len(t.q.Sources))
		}
	}
}
