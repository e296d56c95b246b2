package cli

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/collection"
	"csi/assess/store"
	"csi/questionnaires/phrases"
)

// noMeasures asks for counts alone.
func noMeasures() []assess.Measure { return []assess.Measure{} }

// listOptions are the flags of "csi benchmark list".
type listOptions struct {
	by, where string
	json      bool
}

func (a *app) benchmarkListCommand() *cobra.Command {
	var o listOptions
	c := &cobra.Command{
		Use:  "list",
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.benchmarkList(c.Context(), o) },
	}
	c.Flags().StringVar(&o.by, "by", "questionnaire,country,group,year", "")
	c.Flags().StringVar(&o.where, "where", "", "")
	c.Flags().BoolVar(&o.json, "json", false, "")
	return c
}

// listed is one line of "csi benchmark list --json".
type listed struct {
	Segment     map[string]string `json:"segment"`
	Assessments int               `json:"assessments"`
	Versions    map[string]int    `json:"versions"`
}

// benchmarkList prints what the collection holds: counts, no results.
func (a *app) benchmarkList(ctx context.Context, o listOptions) error {
	q, err := chosenBy(o.where, o.by)
	if err != nil {
		return err
	}
	q.Measures = noMeasures()
	c, err := a.openCollection(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	groups, err := c.Groups(ctx, q)
	if err != nil {
		return a.fromCollection(err)
	}
	if o.json {
		list := []listed{}
		for _, g := range groups {
			l := listed{map[string]string{}, g.N, g.Versions}
			for i, key := range q.By {
				l.Segment[key] = g.Key[i]
			}
			list = append(list, l)
		}
		return writeJSON(a.env.Out, list)
	}
	return a.printCounts(q, groups)
}

// printCounts prints groups as a table.
func (a *app) printCounts(q collection.Query, groups []collection.Group) error {
	p := a.phrases()
	table := [][]string{}
	head := []string{}
	for _, key := range q.By {
		head = append(head, p.T("collection.key."+key))
	}
	table = append(table, append(head, p.T("collection.list.n")))
	total := 0
	for _, g := range groups {
		line := []string{}
		for _, v := range g.Key {
			if v == "" {
				v = "–"
			}
			line = append(line, printable(v))
		}
		table = append(table, append(line, p.Amount(int64(g.N))))
		total += g.N
	}
	wide := make([]int, len(head)+1)
	for _, line := range table {
		for i, cell := range line {
			wide[i] = max(wide[i], len([]rune(cell)))
		}
	}
	for _, line := range table {
		var b strings.Builder
		for i, cell := range line {
			gap := strings.Repeat(" ", wide[i]-len([]rune(cell)))
			if i == len(line)-1 {
				b.WriteString(gap + cell)
			} else {
				b.WriteString(cell + gap + "  ")
			}
		}
		if _, err := fmt.Fprintln(a.env.Out, b.String()); err != nil {
			return err
		}
	}
	a.env.say(p.T("collection.list.total", phrases.V{"db": a.dbName(), "assessments": a.counted("collection.assessments", total)}))
	a.env.say(p.T("collection.list.own"))
	return nil
}

// removeOptions are the flags of "csi benchmark remove".
type removeOptions struct {
	where string
	yes   bool
}

func (a *app) benchmarkRemoveCommand() *cobra.Command {
	var o removeOptions
	c := &cobra.Command{
		Use:               "remove [ID|FILE]...",
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: completeFiles("yaml", "json"),
		RunE: func(c *cobra.Command, args []string) error {
			if (len(args) == 0) == (o.where == "") {
				return &failure{code: ExitUsage, id: "collection.error.remove_missing", hints: []string{"collection.hint.remove"}}
			}
			return a.benchmarkRemove(c.Context(), args, o)
		},
	}
	c.Flags().StringVar(&o.where, "where", "", "")
	c.Flags().BoolVar(&o.yes, "yes", false, "")
	return c
}

// benchmarkRemove takes assessments out. What many files were read for goes
// only after the person has seen how many.
func (a *app) benchmarkRemove(ctx context.Context, args []string, o removeOptions) error {
	q, err := chosenBy(o.where, "")
	if err != nil {
		return err
	}
	ids, err := a.idsOf(args)
	if err != nil {
		return err
	}
	c, err := a.openCollection(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	n := 0
	switch {
	case o.where == "":
		n, err = c.Remove(ctx, ids)
	case o.yes:
		n, err = c.RemoveWhere(ctx, q.Where)
	default:
		q.Measures = noMeasures()
		groups, err := c.Groups(ctx, q)
		if err != nil {
			return a.fromCollection(err)
		}
		for _, g := range groups {
			n += g.N
		}
		return &failure{code: ExitUsage, id: "collection.error.remove_many", hints: []string{"collection.hint.yes"},
			parts: phrases.V{"assessments": a.counted("collection.assessments", n), "where": o.where, "db": a.dbName()}}
	}
	if err != nil {
		return a.fromCollection(err)
	}
	p := a.phrases()
	a.env.say(p.T("collection.removed", phrases.V{"assessments": a.counted("collection.assessments", n), "db": a.dbName()}))
	if o.where == "" && n < len(ids) {
		a.env.say(a.counted("collection.not_there", len(ids)-n))
		return quiet(ExitFailure)
	}
	return nil
}

// idsOf gives the ids that are meant: written out, or those of files.
func (a *app) idsOf(args []string) ([]string, error) {
	id := regexp.MustCompile(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`)
	var ids []string
	for _, arg := range args {
		if id.MatchString(arg) {
			ids = append(ids, arg)
			continue
		}
		doc, err := store.Read(arg, a.resolver(""))
		if err != nil {
			return nil, fromStore(err)
		}
		ids = append(ids, doc.Assessment.ID)
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

func (a *app) benchmarkVerifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:  "verify",
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.benchmarkVerify(c.Context()) },
	}
}

// benchmarkVerify counts everything anew and says whether it holds.
func (a *app) benchmarkVerify(ctx context.Context) error {
	c, err := a.openCollection(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	v, err := c.Verify(ctx)
	if err != nil {
		return a.fromCollection(err)
	}
	p := a.phrases()
	for _, line := range v.Damage {
		a.env.say(p.T("collection.verify.damage", phrases.V{"what": line}))
	}
	for _, d := range v.Differ {
		var values []string
		for _, key := range collection.Keys() {
			if s := collection.ValueOf(&d.Segment, key); s != "" {
				values = append(values, printable(s))
			}
		}
		a.env.say(p.T("collection.verify.differ", phrases.V{"segment": strings.Join(values, ", ")}))
	}
	if v.Unreadable != 0 {
		a.env.say(a.counted("collection.verify.unreadable", v.Unreadable))
	}
	if !v.OK() {
		a.env.hint(p, p.T("collection.hint.damaged", phrases.V{"db": a.dbName()}))
		return quiet(ExitFaults)
	}
	fmt.Fprintln(a.env.Out, p.T("collection.verify.ok", phrases.V{
		"db": a.dbName(), "assessments": a.counted("collection.assessments", v.Assessments), "segments": a.counted("collection.segments", v.Segments), "histograms": p.Amount(int64(v.Histograms)),
	}))
	return nil
}

// exists reports whether there is something at a path.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
