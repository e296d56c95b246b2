package reports

import (
	"csi/assess"
	"csi/questionnaires/phrases"
)

// spareRows are the empty rows for own actions at the end of a plan's sheet.
const spareRows = 20

// planColumn is one column of a plan's sheet. Its key stands in a hidden row
// over the heads, so that the columns may be moved and their heads changed.
type planColumn struct {
	key    string
	width  float64
	locked bool
	format NumberFormat     // of what is typed
	field  assess.PlanField // 0 for what is no field of an entry
}

// planColumns are the columns of a plan's sheet, in their order. "currency"
// belongs to the field of the cost.
func planColumns() []planColumn {
	return []planColumn{
		{"id", 15, true, TextFormat, 0},
		{"about", 18, true, TextFormat, 0},
		{"for", 14, false, TextFormat, assess.PlanFor},
		{"horizon", 13, false, TextFormat, assess.PlanHorizon},
		{"text", 40, false, TextFormat, assess.PlanText},
		{"done_when", 30, false, TextFormat, assess.PlanDoneWhen},
		{"owner", 16, false, TextFormat, assess.PlanOwner},
		{"due", 11, false, DateFormat, assess.PlanDue},
		{"effort", 8, false, General, assess.PlanEffort},
		{"cost", 9, false, Amount, assess.PlanCost},
		{"currency", 11, false, TextFormat, assess.PlanCost},
		{"depends", 13, false, TextFormat, assess.PlanDepends},
		{"status", 14, false, TextFormat, assess.PlanStatus},
		{"since", 12, false, DateFormat, assess.PlanSince},
		{"proof", 22, false, TextFormat, assess.PlanProof},
	}
}

// keyMark begins the key of a column, in the hidden row over the heads.
const keyMark = "csi:"

// currencies are offered; any other of ISO 4217 may be typed.
func currencies() []string {
	return []string{"EUR", "GBP", "USD", "CHF", "UAH", "PLN", "CZK", "HUF", "RON", "BGN", "SEK", "NOK", "DKK", "MDL", "GEL", "AMD"}
}

// NewPlanWorkbook makes the spreadsheet of a plan, to be edited elsewhere and
// read back with ReadPlan: the actions of both sides with what the plan says of
// them, empty rows for own actions, and a hidden sheet with the plan as it is
// now.
func NewPlanWorkbook(in Input) *Workbook {
	b := newBuilder(in)
	base := b.planBase()
	hidden, places := base.sheet()
	s := b.planTable(b.planned(b.a), true)
	b.choices(&s, places)
	return &Workbook{
		Title:    b.s("plan.title", phrases.V{"name": b.name()}),
		Language: in.Phrases.Lang(), Date: b.a.Frame.Date, Footer: b.stamp(),
		Sheets: []Sheet{s, b.planHelp(), hidden},
	}
}

// planned lists the actions of both road maps, own side first.
func (b *builder) planned(a *assess.Assessment) []assess.PlannedAction {
	all := assess.PlannedActions(b.q, a, b.p, b.own)
	other := assess.ForAuthority
	if b.own == other {
		other = assess.ForCSO
	}
	return append(all, assess.PlannedActions(b.q, a, b.p, other)...)
}

// plainPlanSheet is the plan inside the workbook of a report: to read, not to
// hand back.
func (b *builder) plainPlanSheet() Sheet {
	s := b.planTable(b.planned(b.planShown()), false)
	s.Protected = false
	return s
}

// planTable lays out actions. The sheet to edit has the keys of its columns
// and empty rows.
func (b *builder) planTable(actions []assess.PlannedAction, edit bool) Sheet {
	s := Sheet{Name: b.s("name.plan"), FrozenRows: 1, FrozenColumns: 1, Filter: true, Protected: edit}
	heads := SheetRow{}
	keys := SheetRow{Hidden: true}
	for _, c := range planColumns() {
		s.Columns = append(s.Columns, SheetColumn{Width: c.width})
		keys.Cells = append(keys.Cells, cellText(keyMark+c.key, QuietLook))
		heads.Cells = append(heads.Cells, b.head(planHead(c.key)))
	}
	if edit {
		s.FrozenRows = 2
		s.Rows = append(s.Rows, keys)
	}
	s.Rows = append(s.Rows, heads)
	for _, x := range actions {
		s.add(b.planCells(x, edit)...)
	}
	if edit {
		for range spareRows {
			s.add(b.spareCells()...)
		}
	}
	return s
}

// planHead gives the id of a column's head: some heads are those of reports.
func planHead(key string) string {
	if key == "text" {
		return "action"
	}
	return key
}

// spareCells are one empty row for an own action.
func (b *builder) spareCells() []SheetCell {
	var cells []SheetCell
	for _, c := range planColumns() {
		cells = append(cells, SheetCell{Look: EntryLook, Format: c.format, Unlocked: !c.locked})
	}
	return cells
}

// planCells are the cells of one action.
func (b *builder) planCells(x assess.PlannedAction, edit bool) []SheetCell {
	var cells []SheetCell
	for _, c := range planColumns() {
		cell := b.planCell(x, c.key)
		cell.Format = c.format
		switch {
		case c.locked || c.key == "for" && x.Item != nil:
			cell.Look = QuietLook
		case edit:
			cell.Look, cell.Unlocked = EntryLook, true
		}
		cells = append(cells, cell)
	}
	return cells
}

func (b *builder) planCell(x assess.PlannedAction, key string) SheetCell {
	e, public := x.Entry, b.Options.Public
	switch key {
	case "id":
		return cellText(x.Action.ID, QuietLook)
	case "about":
		return cellText(b.about(x), QuietLook)
	case "for":
		return cellText(b.t("side."+b.party(x.Action.For)), PlainLook)
	case "horizon":
		return cellText(b.t("horizon."+x.Action.Horizon.String()), PlainLook)
	case "text":
		return cellText(x.Action.Text, StrongLook)
	case "done_when":
		return cellText(x.Action.DoneWhen, PlainLook)
	case "owner":
		return cellText(orHidden(e.Owner, public), PlainLook)
	case "due":
		return cellDay(e.Due, PlainLook)
	case "effort":
		if e.Effort > 0 {
			return cellCount(e.Effort)
		}
	case "cost":
		if !e.Cost.IsZero() {
			return cellNumber(float64(e.Cost.Amount), Amount)
		}
	case "currency":
		return cellText(e.Cost.Currency, PlainLook)
	case "depends":
		return cellText(e.Value(assess.PlanDepends), PlainLook)
	case "status":
		if e.Status != 0 {
			return cellText(b.t("status."+e.Status.String()), PlainLook)
		}
	case "since":
		return cellDay(e.Since, PlainLook)
	case "proof":
		return cellText(orHidden(e.Proof, public), PlainLook)
	}
	return SheetCell{}
}

// orHidden leaves free text out of what is public.
func orHidden(s string, public bool) string {
	if public {
		return ""
	}
	return s
}

// about says where an action comes from, in few words.
func (b *builder) about(x assess.PlannedAction) string {
	switch {
	case x.Item != nil:
		return b.placeOf(x.Item)
	case x.Entry.Stage != 0:
		return b.stage(x.Entry.Stage)
	case x.Entry.Barrier != 0:
		return b.t("item.barrier", phrases.V{"letter": letter(x.Entry.Barrier), "name": b.low(b.barrier(x.Entry.Barrier))})
	}
	return b.s("plan.own")
}

// choices adds what may be entered in which column. Lists stand on the hidden
// sheet at the places given.
func (b *builder) choices(s *Sheet, places map[assess.PlanField]string) {
	from, to := s.FrozenRows, len(s.Rows)-1
	for i, c := range planColumns() {
		choice := SheetChoice{Column: i, From: from, To: to, Title: b.s("column." + planHead(c.key))}
		switch c.key {
		case "for", "horizon", "status":
			choice.Kind, choice.List, choice.Error = ChooseFrom, places[c.field], b.s("plan.choose")
		case "currency":
			choice.Kind, choice.Values, choice.Prompt = Suggest, currencies(), b.s("plan.currency")
		case "due", "since":
			choice.Kind, choice.Prompt, choice.Error = AnyDate, b.s("plan.date"), b.s("plan.date")
		case "effort":
			choice.Kind, choice.Low, choice.High = WholeNumber, 1, assess.MaxEffort
			choice.Prompt = b.s("plan.effort", phrases.V{"most": assess.MaxEffort})
			choice.Error = choice.Prompt
		case "cost":
			choice.Kind, choice.Low, choice.High = WholeNumber, 0, assess.MaxCost
			choice.Prompt = b.s("plan.cost", phrases.V{"most": assess.MaxCost})
			choice.Error = choice.Prompt
		default:
			continue
		}
		s.Choices = append(s.Choices, choice)
	}
}

// planHelp is the sheet that says how to fill in the plan.
func (b *builder) planHelp() Sheet {
	s := Sheet{Name: b.s("name.help"), Portrait: true}
	s.widths(24, 82)
	s.add(cellText(b.s("plan.title", phrases.V{"name": b.name()}), TitleLook))
	s.add(SheetCell{}, cellText(b.s("help.lead"), PlainLook))
	s.add()
	for _, id := range []string{"rows", "own", "names", "dates", "depends", "remove", "back"} {
		s.add(cellText(b.s("help."+id+"_title"), StrongLook), cellText(b.s("help."+id), PlainLook))
	}
	s.add()
	s.add(cellText(b.s("help.limits_title"), StrongLook), cellText(b.t("limits.whole"), PlainLook))
	return s
}
