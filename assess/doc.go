// Package assess is the model of csi and its scorer: what a questionnaire, a
// response and an assessment are, and what profile and road map follow from
// them. It knows no files, no clock and no terminal; reports writes a profile
// as text, JSON, CSV, HTML or PDF, and computes nothing itself.
//
//	p := assess.NewProfile(questionnaire, assessment, framework.Targets)
//
// # Scoring reference
//
// All arithmetic is exact, in rational numbers (Ratio); comparisons are made
// on unrounded numbers, and whole numbers appear only in print. Nothing is
// coded by a special number: what is not known has no value and is a range,
// what does not apply is left out.
//
// Score of a set of items, with weight w, value v and the top value M of each
// item's own scale. A are the answered items, U those answered "don't know"
// or left blank, N those that do not apply; N counts nowhere.
//
//	value    = Σ_A w·v/M ÷ Σ_A w
//	low      = the same over A and U, with U at 0
//	high     = the same over A and U, with U at M
//	coverage = Σ_A w ÷ Σ_A+U w
//
// There is no value when coverage is below 0.60. A section more than 30 % of
// whose weight does not apply has no score, so that "not applicable" is no way
// to a better one.
//
// Rating of a cell, a level of a stage: not applicable when nothing of it
// applies, unknown without a value, in place from 2/3, partial from 1/3, else
// absent. Thirds, because on a scale of 0 to 3 they are "established" and "ad
// hoc". Source of stages and levels: Council of Europe, Code of Good Practice
// (2009, revised 2019). That cells are rated, and how, is this project's own
// design.
//
// Of every stage, over the levels that apply, in rising order:
//
//   - attained: climb while in place and stop at the first level that is not.
//     A stop at an unknown level makes the result "at least". Why cumulative:
//     the Code's scale ascends, and information is the base of all other steps.
//   - observed: the highest level in place, whatever lies below.
//   - hollow step: observed lies above attained, such as dialogue without
//     information. The missing lower level comes first.
//   - depth, 0 to 4: 4/k · Σ of the running minimum over the k levels, so that
//     a level never counts for more than the weakest one under it. Low and
//     high come from the low and high of the cells; one unknown cell leaves no
//     value.
//   - target: the assessment's, else the framework's, else DefaultTarget. The
//     gap counts the levels that apply above attained, up to the target.
//   - next rung: the lowest level that is not in place.
//
// Participation index: mean depth over the stages that apply, as a part of 4;
// low and high likewise; no value when one depth has none. It says nothing
// alone, so breadth (stages that attained each level), the weakest stages and
// the hollow steps stand beside it, and nothing is ranked by it. The weakest
// are all stages whose depth, or whose range of it, begins at or below the
// smallest upper end of all stages.
//
// Severity of a barrier: 1 - score of its items. It is low below 1/3, moderate
// below 2/3, else severe, and unknown without a value. A critical item answered
// 0 lifts low to moderate and is named, because some failures cannot be offset
// by others. Two severities less than 1/9 apart are called equal. Barriers stay
// out of the index: one describes practice, the other what goes together with
// it. Source of the four barriers: O'Gorman & Schatz 2021. The bands are this
// project's own design.
//
// Duties are scored over the cell items that carry their tag. Source of the
// four duties: the Code, under every step of the cycle.
//
// Confidence of a stage, a section or the whole: the lowest of coverage, mean
// evidence ÷ 3 over the answered items, and, in groups, consensus. High from
// 3/4, medium from 1/2, else low. Evidence counts only when any was recorded in
// the assessment; then items without it count 0. It never changes a score.
//
// Actions. One fires when its item is answered at or below the action's
// at-most value. Its priority is w · (1 - v/M) · m:
//
//   - cell items: m is 2 at the next rung of the stage, 1/2 above it, 1 at or
//     below the attained level;
//   - barrier items: m is 1 + severity (the middle of its range when it has no
//     value), 3/2 of that when the item is critical and answered 0;
//   - other items: m is 1, or 3/2 when the item is critical and answered 0.
//
// Actions are sorted by priority, then the nearer horizon, then stage (items of
// no stage follow in the order of their sections), then item, then ordinal. The
// road map takes, for each addressee, first the top action of every severe
// barrier, then the others in this order: at most 10, at most 3 of one stage,
// and none of partnership in a stage whose information is not rated in place,
// be it absent, unknown or not asked. An unknown item has an entry "find out"
// instead.
//
// What would follow if actions were done rests on an assumption and is no
// forecast: an action that fires does what it is for and lifts its item to one
// above the action's at-most value, never over the top of the scale, never
// lower. An item that is unknown or does not apply stays as it is; an action
// that the group added belongs to no item and moves no figure. The changed
// responses get the ordinary score. A shortest list brings every stage to its
// target, or to the highest level below it that actions alone can bring:
// partnership only where information applies and is in place by then, and
// nothing by what the group dropped.
//
// Comparison asks that place, policy and the major version agree, and looks at
// the items that both sides are asked. Of two views, mirrored or two groups of
// one questionnaire, the gap is the score of the side that has more say less
// that of the other: similar below 15/100, visible below 1/3, else large. The
// scores are never merged. Then and now, of one group, counts the items that
// moved by a descriptor, and tells a change of depth from 1/3. It says nothing
// of chance: the numbers are too small.
//
// Asked again: an earlier assessment stands beside the items and is a response
// to none of them before a person says "still so". That takes the value, the
// don't know or the not applicable over, and nothing else. Evidence shows what
// happened in its own period: when that ended before the new period starts, it
// shows nothing of the new one and has to be looked at again; a public source
// has to be anyway, for it may be out of date. What the plan has left to do
// goes on; what is done or dropped does not.
//
// Weights, caps, factors and cuts are this project's own design; the weights
// are 1 unless a questionnaire says otherwise, because nobody has yet
// legitimised others.
package assess
