package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
)

// tallyOptions are the flags of "csi workshop tally".
type tallyOptions struct {
	enterOptions
	item    string
	counts  string
	replace bool
}

// mostRaised is how many cards one tally may count.
const mostRaised = 999

// workshopTallyCommand is "csi workshop tally": cards that were raised and
// counted.
func (a *app) workshopTallyCommand() *cobra.Command {
	var o tallyOptions
	c := &cobra.Command{
		Use: "tally FOLDER ITEM",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 2 {
				return wrongPaper("enter.error.tally", phrases.V{"command": c.CommandPath()}, "enter.hint.tally")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			o.folder, o.item = args[0], args[1]
			return a.tally(o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.group, "group", "", "")
	f.IntVar(&o.card, "card", 0, "")
	f.StringVar(&o.counts, "counts", "", "")
	f.BoolVar(&o.replace, "replace", false, "")
	return c
}

// tally takes the counts of one item in.
func (a *app) tally(o tallyOptions) error {
	if o.counts == "" {
		return wrongPaper("enter.error.counts_missing", nil, "enter.hint.tally")
	}
	e, err := a.paperDesk(o.enterOptions)
	if err != nil {
		return err
	}
	defer e.w.Close()
	p := a.phrases()
	parts := phrases.V{"item": o.item, "group": a.groupName(e.party.Group), "folder": quote(o.folder), "cards": e.about.Cards}
	if e.party.Group.Sensitive() {
		return &failure{code: ExitFailure, id: "enter.error.hands", parts: parts, hints: []string{"enter.hint.hands"}}
	}
	if e.about.Cards > 0 && o.card == 0 {
		return wrongPaper("enter.error.card_missing", parts, "enter.hint.card")
	}
	it := e.q.Item(o.item)
	if it == nil {
		return a.noSuchItem(e.q, o.item)
	}
	responses, err := a.counts(it, o.counts)
	if err != nil {
		return err
	}
	late := e.w.Stand(e.party.Group, it.ID).Shown > 0
	switch err := e.w.Tally(e.party.Group, o.card, it.ID, responses, o.replace, e.env.Rand); {
	case errors.Is(err, store.ErrTallied):
		return &failure{code: ExitFailure, id: "enter.error.tallied", parts: parts, hints: []string{"enter.hint.replace"}}
	case errors.Is(err, store.ErrShown):
		return &failure{code: ExitFailure, id: "enter.error.tally_shown", parts: parts}
	case err != nil:
		return fromStore(err)
	}
	fmt.Fprintln(a.env.Out, p.N("enter.tally.taken", len(responses), phrases.V{"item": it.ID, "short": it.Short}))
	if late {
		a.env.say(p.T("enter.tally.late"))
	}
	a.next("csi workshop results " + quote(o.folder))
	return nil
}

// noSuchItem says that a questionnaire has no item of a name.
func (a *app) noSuchItem(q *assess.Questionnaire, found string) error {
	var ids []string
	for _, it := range q.Items() {
		ids = append(ids, it.ID)
	}
	parts := phrases.V{"found": found, "id": q.ID, "near": yamldoc.Closest(found, ids)}
	if parts["near"] == "" {
		return wrongPaper("enter.error.item", parts, "enter.hint.items")
	}
	return wrongPaper("enter.error.item", parts, "enter.hint.near_item")
}

// counts reads "0:3,1:7,2:5,d:1" as that many responses.
func (a *app) counts(it *assess.Item, typed string) ([]assess.Response, error) {
	parts := phrases.V{"typed": typed, "item": it.ID, "signs": strings.TrimSuffix(assess.Signs(it), " "+assess.SignOpen), "most": mostRaised}
	var out []assess.Response
	seen := map[assess.Response]bool{}
	for pair := range strings.SplitSeq(typed, ",") {
		sign, number, found := strings.Cut(strings.TrimSpace(pair), ":")
		parts["pair"] = strings.TrimSpace(pair)
		n, err := strconv.Atoi(strings.TrimSpace(number))
		r, ok := assess.ReadSign(it, sign, a.phrases().T("enter.unsaid"))
		switch {
		case !found || err != nil || n < 0 || !ok || r.State == assess.Blank:
			return nil, wrongPaper("enter.error.pair", parts, "enter.hint.counts")
		case seen[r]:
			return nil, wrongPaper("enter.error.pair_twice", parts)
		case n > mostRaised || len(out)+n > mostRaised:
			return nil, wrongPaper("enter.error.too_many", parts)
		}
		seen[r] = true
		for range n {
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return nil, wrongPaper("enter.error.nobody", parts)
	}
	return out, nil
}
