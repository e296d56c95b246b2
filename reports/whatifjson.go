package reports

import (
	"encoding/json"
	"io"

	"csi/assess"
)

// WhatIfSchema names the layout of the JSON that WriteWhatIfJSON writes.
const WhatIfSchema = "csi/what-if/1"

// WriteWhatIfJSON writes what would follow for machines, unrounded, in the
// units of csi/profile/1. It holds responses to the items of the actions it
// names, but no free text. What was not asked for is null.
func WriteWhatIfJSON(w io.Writer, s *assess.Supposer, x Supposition) error {
	out := whatIfJSON{
		Schema:        WhatIfSchema,
		Questionnaire: refJSON{s.Profile.Questionnaire.ID, s.Profile.Questionnaire.Version},
		Assumes:       "done lifts an answered item to at_most + 1",
		For:           []string{},
	}
	for _, side := range x.Sides {
		out.For = append(out.For, side.String())
	}
	if x.Done != nil {
		out.Done = newDone(x.Done)
	}
	switch {
	case x.Reach != nil:
		out.Reach = newReach(x.Reach)
	case x.Done == nil:
		list := newSingles(s.Singles(x.Sides...))
		out.Singles = &list
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

type whatIfJSON struct {
	Schema        string        `json:"schema"`
	Questionnaire refJSON       `json:"questionnaire"`
	Assumes       string        `json:"assumes"`
	For           []string      `json:"for"`
	Done          *doneJSON     `json:"done"`
	Singles       *[]singleJSON `json:"singles"`
	Reach         *reachJSON    `json:"reach"`
}

type doneJSON struct {
	Actions []supposedJSON `json:"actions"`
	Before  resultsJSON    `json:"before"`
	After   resultsJSON    `json:"after"`
	Alone   []singleJSON   `json:"alone"`
}

type supposedJSON struct {
	ID      string   `json:"id"`
	Item    *string  `json:"item"`
	For     string   `json:"for"`
	Horizon string   `json:"horizon"`
	Status  *string  `json:"status"`
	Effect  string   `json:"effect"`
	From    *int     `json:"from"`
	To      *int     `json:"to"`
	Waits   []string `json:"waits_for"`
}

type singleJSON struct {
	supposedJSON
	Stages []levelMoveJSON `json:"stages"`
}

type levelMoveJSON struct {
	ID            string `json:"id"`
	Before        string `json:"before"`
	BeforeAtLeast bool   `json:"before_at_least"`
	After         string `json:"after"`
	AfterAtLeast  bool   `json:"after_at_least"`
}

// resultsJSON is what of a profile actions can change.
type resultsJSON struct {
	Stages   []stageJSON   `json:"stages"`
	Index    *rangeJSON    `json:"participation_index"`
	Barriers []barrierJSON `json:"barriers"`
	Sections []sectionJSON `json:"sections"`
}

type reachJSON struct {
	Goals    []goalJSON     `json:"goals"`
	Before   resultsJSON    `json:"before"`
	Fewest   actionListJSON `json:"fewest"`
	Earliest actionListJSON `json:"earliest"`
	Same     bool           `json:"same"`
	FindOut  []string       `json:"find_out"`
}

type goalJSON struct {
	ID     string   `json:"id"`
	Target string   `json:"target"`
	State  string   `json:"state"`
	Level  *string  `json:"blocked_level"`
	Reason *string  `json:"reason"`
	Items  []string `json:"items"`
}

type actionListJSON struct {
	Actions []supposedJSON `json:"actions"`
	Short   int            `json:"short"`
	Medium  int            `json:"medium"`
	Long    int            `json:"long"`
	Proved  bool           `json:"proved"`
	After   resultsJSON    `json:"after"`
}

func newDone(w *assess.WhatIf) *doneJSON {
	return &doneJSON{Actions: newSupposed(w.Done), Before: newResults(w.Before), After: newResults(w.After), Alone: newSingles(w.Alone)}
}

func newSupposed(all []assess.Supposed) []supposedJSON {
	out := []supposedJSON{}
	for _, x := range all {
		made := supposedJSON{ID: x.Action.ID, For: x.Action.For.String(), Horizon: x.Action.Horizon.String(), Effect: x.Effect.String(),
			Waits: append([]string{}, x.Waits...)}
		if x.Item != nil {
			made.Item = &x.Item.ID
		}
		if x.Status != 0 {
			status := x.Status.String()
			made.Status = &status
		}
		if x.Effect == assess.Lifts {
			made.From, made.To = &x.From, &x.To
		}
		out = append(out, made)
	}
	return out
}

func newSingles(all []assess.Single) []singleJSON {
	out := []singleJSON{}
	for _, x := range all {
		made := singleJSON{supposedJSON: newSupposed([]assess.Supposed{x.Supposed})[0], Stages: []levelMoveJSON{}}
		for _, m := range x.Moves {
			made.Stages = append(made.Stages, levelMoveJSON{m.Stage.String(), m.Before.String(), m.OpenBefore, m.After.String(), m.OpenAfter})
		}
		out = append(out, made)
	}
	return out
}

// newResults takes the results out of the JSON of a profile, so that figures
// never differ between the two.
func newResults(p *assess.Profile) resultsJSON {
	whole := newProfileJSON(p)
	return resultsJSON{Stages: whole.Stages, Index: whole.Index, Barriers: whole.Barriers, Sections: whole.Sections}
}

func newReach(r *assess.Reach) *reachJSON {
	out := &reachJSON{
		Goals: []goalJSON{}, Before: newResults(r.Given.After), Same: r.Same(), FindOut: []string{},
		Fewest: newActionList(&r.Fewest), Earliest: newActionList(&r.Earliest),
	}
	for _, g := range r.Goals {
		made := goalJSON{ID: g.Stage.String(), Target: g.Target.String(), State: g.State.String(), Items: []string{}}
		if g.State == assess.GoalBlocked {
			level, reason := g.Level.String(), g.Reason.String()
			made.Level, made.Reason = &level, &reason
		}
		for _, it := range g.Items {
			made.Items = append(made.Items, it.ID)
		}
		out.Goals = append(out.Goals, made)
	}
	for _, it := range r.FindOut {
		out.FindOut = append(out.FindOut, it.ID)
	}
	return out
}

func newActionList(l *assess.ActionList) actionListJSON {
	return actionListJSON{newSupposed(l.Actions), l.Short, l.Medium, l.Long, l.Proved, newResults(l.After)}
}
