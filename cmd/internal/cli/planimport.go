package cli

import (
	"bufio"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
	"csi/reports"
	"csi/reports/xlsx"
)

// importOptions are the flags of "csi plan import".
type importOptions struct {
	take, questionnaire string
	dry                 bool
}

// planImportCommand is "csi plan import PLAN.xlsx FILE".
func (a *app) planImportCommand() *cobra.Command {
	var o importOptions
	c := &cobra.Command{
		Use:               "import PLAN.xlsx FILE",
		ValidArgsFunction: completeFiles("xlsx", "yaml", "json"),
		Args: func(c *cobra.Command, args []string) error {
			switch {
			case len(args) != 2:
				return a.planUsage("two_files", phrases.V{"command": c.CommandPath()}, "sheet.cli.two_files_hint")
			case strings.HasSuffix(strings.ToLower(args[1]), ".xlsx"):
				parts := phrases.V{"command": c.CommandPath(), "sheet": quote(args[1]), "file": quote(args[0])}
				return a.planUsage("two_files", parts, "sheet.cli.swapped_hint")
			case o.take != "" && o.take != "sheet" && o.take != "file":
				return a.planUsage("take_unknown", phrases.V{"found": yamlQuote(o.take)})
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.planImport(args[0], args[1], o) },
	}
	c.Flags().StringVar(&o.take, "take", "", "")
	c.Flags().BoolVar(&o.dry, "dry-run", false, "")
	c.Flags().StringVar(&o.questionnaire, "questionnaire", "", "")
	return c
}

// planImport merges an edited plan into its assessment. Nothing is written
// before every fault is mended and every conflict is decided.
func (a *app) planImport(sheetName, name string, o importOptions) error {
	data, err := store.ReadFile(sheetName)
	if err != nil {
		return fromStore(err)
	}
	file, doc, err := a.openPlan(name, o)
	if err != nil {
		return err
	}
	if file != nil {
		defer file.Close()
	}
	im := &planImporter{app: a, sheetName: sheetName, doc: doc, now: reports.NewPlanBase(a.planInput(doc))}
	if err := im.read(data); err != nil {
		return err
	}
	m, err := im.merge(o.take, !o.dry && a.env.InTTY && a.env.ErrTTY)
	if err != nil {
		return err
	}
	plan := im.dated(m.Plan)
	if err := im.checkDepends(plan); err != nil {
		return err
	}
	return im.finish(file, name, plan, m)
}

// openPlan opens an assessment: for saving, unless this is a trial.
func (a *app) openPlan(name string, o importOptions) (*store.File, *store.Document, error) {
	resolve := a.resolverIn(o.questionnaire, a.reportLanguage())
	if o.dry {
		doc, err := store.Read(name, resolve)
		return nil, doc, fromStore(err)
	}
	file, doc, err := store.Open(name, resolve)
	return file, doc, fromStore(err)
}

// planImporter is an import under way.
type planImporter struct {
	*app
	sheetName string
	doc       *store.Document
	now       *reports.PlanBase
	sheet     *reports.PlanSheet
	in        *bufio.Reader
}

// read takes the plan out of the spreadsheet.
func (im *planImporter) read(data []byte) error {
	book, err := xlsx.Read(data)
	if err != nil {
		return im.faults([]reports.SheetFault{{Code: codeOf(err)}})
	}
	var known []string
	for _, it := range im.doc.Questionnaire.Items() {
		for _, x := range it.Actions {
			known = append(known, x.ID)
		}
	}
	sheet, faults := reports.ReadPlan(book, reports.PlanRules{
		Known: known, Now: im.now, LastOwn: assess.LastOwnAction(im.doc.Assessment), IsCurrency: store.IsCurrency, MaxText: store.MaxText,
	})
	if len(faults) > 0 {
		return im.faults(faults)
	}
	if im.sheet = sheet; sheet.Base == nil {
		im.env.say(im.phrases().T("sheet.cli.no_base"))
	}
	return nil
}

// codeOf gives the code of a file that cannot be read at all.
func codeOf(err error) string {
	for _, k := range []struct {
		err  error
		code string
	}{
		{xlsx.ErrNoSpreadsheet, "no-spreadsheet"}, {xlsx.ErrOld, "old"}, {xlsx.ErrOpenDocument, "open-document"},
		{xlsx.ErrEncrypted, "encrypted"}, {xlsx.ErrMacros, "macros"}, {xlsx.ErrTooLarge, "too-large"},
	} {
		if errors.Is(err, k.err) {
			return k.code
		}
	}
	return "damaged"
}

// faults prints the faults of the spreadsheet, each with its cell.
func (im *planImporter) faults(list []reports.SheetFault) error {
	p := im.phrases()
	for _, f := range list {
		place := im.sheetName
		if f.Place != "" {
			place += ": " + f.Place
		}
		fmt.Fprintf(im.env.Err, "%s: %s [%s]\n", place, f.Text(p), f.Code)
	}
	return &failure{code: ExitFaults, text: p.N("sheet.cli.faults", len(list), phrases.V{"file": im.sheetName})}
}

// merge joins the three versions. On a terminal a person decides conflict by
// conflict, elsewhere a flag does, or all of them are shown.
func (im *planImporter) merge(take string, ask bool) (assess.PlanMerge, error) {
	v := assess.PlanVersions{Theirs: im.sheet.Entries, Ours: im.doc.Assessment.Plan, NoBase: im.sheet.Base == nil}
	if im.sheet.Base != nil {
		v.Base = im.sheet.Base.Plan
	}
	var decide func(assess.PlanConflict) assess.PlanSide
	stopped := false
	switch {
	case take == "sheet":
		decide = func(assess.PlanConflict) assess.PlanSide { return assess.Theirs }
	case take == "file":
		decide = func(assess.PlanConflict) assess.PlanSide { return assess.Ours }
	case ask:
		im.in = bufio.NewReader(im.env.In)
		decide = func(c assess.PlanConflict) assess.PlanSide {
			if stopped {
				return 0
			}
			im.showConflict(c)
			side := im.ask()
			stopped = side == 0
			return side
		}
	}
	m := assess.MergePlans(v, decide)
	p := im.phrases()
	switch {
	case stopped:
		im.env.say(p.T("sheet.cli.stopped"))
		return m, quiet(ExitStopped)
	case len(m.Conflicts) > 0:
		for _, c := range m.Conflicts {
			im.showConflict(c)
		}
		return m, &failure{code: ExitFailure, text: p.N("sheet.cli.conflicts", len(m.Conflicts)), hints: []string{"sheet.cli.conflicts_hint"}}
	}
	return m, nil
}

// ask reads one decision; 0 when the person stops or the input ends.
func (im *planImporter) ask() assess.PlanSide {
	for {
		fmt.Fprint(im.env.Err, im.phrases().T("sheet.cli.ask"), " ")
		line, err := im.in.ReadString('\n')
		switch strings.ToLower(strings.TrimSpace(line)) {
		case "s":
			return assess.Theirs
		case "f":
			return assess.Ours
		case "q":
			return 0
		}
		if err != nil {
			return 0
		}
	}
}

// showConflict prints a cell with what each version has.
func (im *planImporter) showConflict(c assess.PlanConflict) {
	p := im.phrases()
	out := &lines{w: im.env.Out, width: min(80, im.env.Width())}
	place := im.sheet.Place(c.Action, c.Field)
	if c.Field == 0 {
		out.say(0, p.T("sheet.cli.conflict_gone", phrases.V{"place": place, "action": c.Action}))
		return
	}
	out.say(0, p.T("sheet.cli.conflict", phrases.V{"place": place, "action": c.Action, "field": im.field(c.Field)}))
	if !c.NoBase {
		out.hang(2, p.T("sheet.cli.base")+p.T("words.colon"), im.value(c.Field, c.Base))
	}
	out.hang(2, p.T("sheet.cli.sheet")+p.T("words.colon"), im.value(c.Field, c.Theirs))
	out.hang(2, p.T("sheet.cli.file")+p.T("words.colon"), im.value(c.Field, c.Ours))
}

// field names a field as the head of its column does.
func (im *planImporter) field(f assess.PlanField) string {
	id := f.String()
	if f == assess.PlanText {
		id = "action"
	}
	return im.phrases().T("sheet.column." + id)
}

// value shows what a cell holds in the words of the reader.
func (im *planImporter) value(f assess.PlanField, v string) string {
	for _, l := range im.now.Labels {
		if l.Field == f && l.ID == v {
			return l.Label
		}
	}
	if v == "" {
		return im.phrases().T("sheet.cli.empty")
	}
	return strings.Join(strings.Fields(reports.Printable(v)), " ")
}

// dated sets the day of every status that the sheet changed without saying
// since when.
func (im *planImporter) dated(plan []assess.PlanEntry) []assess.PlanEntry {
	before := map[string]assess.PlanEntry{}
	for _, e := range im.doc.Assessment.Plan {
		before[e.Action] = e
	}
	for i, e := range plan {
		if was := before[e.Action]; e.Status != was.Status && e.Status != 0 && e.Since == was.Since {
			plan[i].Since = assess.DateOf(im.env.Now())
		}
	}
	return plan
}

// checkDepends refuses what only the whole plan can tell.
func (im *planImporter) checkDepends(plan []assess.PlanEntry) error {
	var list []reports.SheetFault
	held := map[string]bool{}
	for _, e := range plan {
		held[e.Action] = true
	}
	for _, e := range plan {
		for _, id := range e.Depends {
			if assess.IsOwnAction(id) && !held[id] {
				list = append(list, reports.SheetFault{Place: im.sheet.Place(e.Action, assess.PlanDepends), Code: "depends-missing", Parts: phrases.V{"found": id}})
			}
		}
	}
	if loop := assess.DependencyLoop(plan); len(list) == 0 && len(loop) > 0 {
		place := im.sheet.Place(loop[0], assess.PlanDepends)
		list = append(list, reports.SheetFault{Place: place, Code: "depends-loop", Parts: phrases.V{"found": strings.Join(loop, ", ")}})
	}
	if len(list) > 0 {
		return im.faults(list)
	}
	return nil
}

// finish shows what changes, and writes it unless this is a trial.
func (im *planImporter) finish(file *store.File, name string, plan []assess.PlanEntry, m assess.PlanMerge) error {
	p := im.phrases()
	out := &lines{w: im.env.Out, width: min(80, im.env.Width())}
	for _, c := range m.Changes {
		parts := phrases.V{"place": im.sheet.Place(c.Action, c.Field), "action": c.Action}
		if c.Field == 0 {
			out.say(0, p.T("sheet.cli.change_added", parts))
			continue
		}
		parts["field"], parts["was"], parts["now"] = im.field(c.Field), im.value(c.Field, c.Was), im.value(c.Field, c.Now)
		out.say(0, p.T("sheet.cli.change", parts))
	}
	if out.err != nil {
		return out.err
	}
	for _, id := range m.Missing {
		im.env.say(p.T("sheet.cli.missing", phrases.V{"action": id}))
	}
	n := len(m.Changes)
	switch {
	case n == 0:
		im.env.say(p.T("sheet.cli.nothing"))
		return nil
	case file == nil:
		im.env.say(p.N("sheet.cli.dry", n, phrases.V{"file": name}))
		return nil
	}
	after := *im.doc.Assessment
	after.Plan = plan
	if err := file.Save(&after); err != nil {
		return fromStore(err)
	}
	im.env.say(p.N("sheet.cli.merged", n, phrases.V{"file": name, "backup": name + "~"}))
	return nil
}
