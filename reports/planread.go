package reports

import (
	"slices"
	"strings"
	"unicode/utf8"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// PlanRules are what ReadPlan holds the cells to.
type PlanRules struct {
	Known      []string          // ids of the questionnaire's actions
	Now        *PlanBase         // of the file as it is: for what a sheet without a base cannot say
	LastOwn    int               // assess.LastOwnAction of the file
	IsCurrency func(string) bool // is it a code of ISO 4217
	MaxText    int               // characters of one text
}

// PlanSheet is a plan as a spreadsheet has it.
type PlanSheet struct {
	Base    *PlanBase // nil where the spreadsheet has none, or it was changed
	Entries []assess.PlanEntry
	Added   []string // ids given to rows without one
	places  map[placeKey]string
}

type placeKey struct {
	action string
	field  assess.PlanField
}

// Place names the cell of a field, such as "Plan!G4"; of field 0 the cell of
// the id, "" where there is no such cell.
func (p *PlanSheet) Place(action string, f assess.PlanField) string {
	return p.places[placeKey{action, f}]
}

// SheetFault is one fault in a spreadsheet.
type SheetFault struct {
	Place string // "Plan!G4"; "" for the file
	Code  string // stable, and the id of its message
	Parts phrases.V
}

// Text says what was found and what was expected.
func (f SheetFault) Text(c *phrases.Catalogue) string {
	return c.T("sheet.fault."+strings.ReplaceAll(f.Code, "-", "_"), f.Parts)
}

// maxSheetFaults bounds what one file can make us print.
const maxSheetFaults = 200

// ReadPlan reads a plan back from a spreadsheet that NewPlanWorkbook made. It
// finds the columns by their keys and the actions by their ids, wherever they
// were moved to. With faults there is no plan.
func ReadPlan(book *Book, rules PlanRules) (*PlanSheet, []SheetFault) {
	r := &planReader{
		book: book, rules: rules,
		out:  &PlanSheet{Base: readBase(book), places: map[placeKey]string{}},
		seen: map[string]string{},
	}
	r.base = r.out.Base
	if r.base == nil {
		r.base = rules.Now
	}
	if f := otherPlan(r.base, rules.Now); f != nil {
		return nil, []SheetFault{*f}
	}
	if !r.findKeys() {
		return nil, []SheetFault{{Code: "no-plan"}}
	}
	for _, key := range []string{"id", "for", "horizon", "text"} {
		if _, ok := r.columns[key]; !ok {
			r.faults = append(r.faults, SheetFault{r.sheet.Name, "column-missing", phrases.V{"key": keyMark + key}})
		}
	}
	if len(r.faults) == 0 {
		r.rows()
	}
	if len(r.faults) > 0 {
		return nil, r.faults
	}
	return r.out, nil
}

// otherPlan refuses the plan of another assessment, or of another version of
// the questionnaire: their ids may mean something else.
func otherPlan(base, now *PlanBase) *SheetFault {
	switch {
	case base.Questionnaire != now.Questionnaire:
		found, wanted := base.Questionnaire, now.Questionnaire
		return &SheetFault{Code: "other-questionnaire", Parts: phrases.V{
			"found": found.ID + " " + found.Version, "wanted": wanted.ID + " " + wanted.Version}}
	case base.Assessment != now.Assessment:
		return &SheetFault{Code: "other-assessment"}
	}
	return nil
}

// planReader reads one sheet.
type planReader struct {
	book    *Book
	rules   PlanRules
	base    *PlanBase
	sheet   *BookSheet
	columns map[string]int // by key
	keyRow  int
	out     *PlanSheet
	seen    map[string]string // place of each id so far
	faults  []SheetFault
}

// findKeys finds the sheet with the hidden row of keys.
func (r *planReader) findKeys() bool {
	for i := range r.book.Sheets {
		s := &r.book.Sheets[i]
		at := slices.IndexFunc(s.Cells, func(c BookCell) bool { return c.Text == keyMark+"id" })
		if at < 0 {
			continue
		}
		r.sheet, r.keyRow, r.columns = s, s.Cells[at].Row, map[string]int{}
		for _, c := range s.Cells {
			if key, ok := strings.CutPrefix(c.Text, keyMark); ok && c.Row == r.keyRow {
				if _, twice := r.columns[key]; twice {
					r.fault(c.Row, c.Column, "column-twice", phrases.V{"key": c.Text})
				}
				r.columns[key] = c.Column
			}
		}
		return true
	}
	return false
}

func (r *planReader) fault(row, column int, code string, parts phrases.V) {
	if len(r.faults) < maxSheetFaults {
		r.faults = append(r.faults, SheetFault{r.sheet.place(row, column), code, parts})
	}
}

// rows reads every row below the keys.
func (r *planReader) rows() {
	heads := true
	var cells map[string]BookCell
	flush := func() {
		if len(cells) == 0 {
			return
		}
		// The first row holds the heads, unless somebody took them away.
		if id := strings.TrimSpace(cells["id"].Text); !heads || strings.Contains(id, "/") {
			r.row(cells)
		}
		heads = false
	}
	last := -1
	for _, c := range r.sheet.Cells {
		if c.Row <= r.keyRow || strings.TrimSpace(c.Text) == "" {
			continue
		}
		if c.Row != last {
			flush()
			cells, last = map[string]BookCell{}, c.Row
		}
		for key, column := range r.columns {
			if column == c.Column {
				cells[key] = c
			}
		}
	}
	flush()
}

// row reads one action.
func (r *planReader) row(cells map[string]BookCell) {
	var any BookCell
	for _, c := range planColumns() {
		if x, ok := cells[c.key]; ok && c.key != "about" {
			any = x
			break
		}
	}
	if any.Text == "" {
		return
	}
	row := &rowReader{planReader: r, cells: cells, at: any.Row}
	row.entry.Action = strings.TrimSpace(cells["id"].Text)
	row.own = row.entry.Action == "" || assess.IsOwnAction(row.entry.Action)
	if !row.identify() {
		return
	}
	row.fields()
	if row.entry.Action == "" {
		row.entry.Action = r.idFor(row.entry)
		r.out.Added = append(r.out.Added, row.entry.Action)
	}
	for _, c := range planColumns() {
		if column, ok := r.columns[c.key]; ok && c.key != "currency" && c.key != "about" {
			r.out.places[placeKey{row.entry.Action, c.field}] = r.sheet.place(row.at, column)
		}
	}
	r.out.Entries = append(r.out.Entries, row.entry)
}

// rowReader reads the cells of one row.
type rowReader struct {
	*planReader
	cells    map[string]BookCell
	at       int
	entry    assess.PlanEntry
	was      assess.PlanEntry // as the base has it
	proposed assess.PlanEntry // what stood where the plan said nothing
	own      bool
}

// bad notes a fault in a cell of this row.
func (r *rowReader) bad(key, code string, parts phrases.V) {
	r.fault(r.at, r.columns[key], code, parts)
}

// identify finds out which action the row is of; a row without an id is a new
// one of the group.
func (r *rowReader) identify() bool {
	id := r.entry.Action
	if id == "" {
		return true // it gets one when it is known what it says
	}
	known := slices.Contains(r.rules.Known, id)
	if r.own {
		in := func(plan []assess.PlanEntry) bool {
			return slices.ContainsFunc(plan, func(e assess.PlanEntry) bool { return e.Action == id })
		}
		known = in(r.base.Plan) || in(r.rules.Now.Plan)
	}
	if !known {
		r.bad("id", "id-unknown", phrases.V{"found": shown(id)})
		return false
	}
	if first, twice := r.seen[id]; twice {
		r.bad("id", "id-twice", phrases.V{"found": id, "first": first})
		return false
	}
	r.seen[id] = r.sheet.place(r.at, r.columns["id"])
	for _, e := range r.base.Plan {
		if e.Action == id {
			r.was = e
		}
	}
	for _, e := range r.base.Defaults {
		if e.Action == id {
			r.proposed = e
		}
	}
	return true
}

// idFor gives the id of a row without one: that of the own action which an
// earlier import made of the same row, else one above all that either side
// holds or held.
func (r *planReader) idFor(e assess.PlanEntry) string {
	for _, now := range r.rules.Now.Plan {
		used := func(all []assess.PlanEntry) bool {
			return slices.ContainsFunc(all, func(x assess.PlanEntry) bool { return x.Action == now.Action })
		}
		if now.IsOwn() && now.For == e.For && alike(now.Text, e.Text) && !used(r.base.Plan) && !used(r.out.Entries) {
			return now.Action
		}
	}
	return assess.NextOwnAction(r.rules.LastOwn, slices.Concat(r.base.Plan, r.rules.Now.Plan, r.out.Entries))
}

// fields reads all cells of the row. What has no column stays as it was.
func (r *rowReader) fields() {
	r.entry.Stage, r.entry.Barrier = r.was.Stage, r.was.Barrier
	for _, c := range planColumns() {
		if c.field == 0 || c.key == "currency" {
			continue
		}
		column, there := r.columns[c.key]
		if !there {
			r.entry = r.entry.With(c.field, r.was)
			continue
		}
		cell := r.cells[c.key]
		if cell.IsError {
			r.fault(r.at, column, "cell-error", nil)
			continue
		}
		r.field(c.key, c.field, cell)
	}
	if !r.own {
		return
	}
	for _, key := range []string{"text", "for", "horizon"} {
		if strings.TrimSpace(r.cells[key].Text) == "" {
			r.bad(key, "own-"+key, nil)
		}
	}
}

// field reads one cell.
func (r *rowReader) field(key string, f assess.PlanField, cell BookCell) {
	text := strings.TrimSpace(cell.Text)
	switch f {
	case assess.PlanFor, assess.PlanHorizon, assess.PlanStatus:
		r.choice(key, f, text)
	case assess.PlanDue, assess.PlanSince:
		if text == "" {
			return
		}
		d, ok := r.book.dateIn(cell)
		if !ok {
			r.bad(key, "date", phrases.V{"found": shown(text)})
		}
		r.entry, _ = r.entry.Set(f, d.String())
	case assess.PlanEffort:
		n, ok := wholeIn(cell)
		switch {
		case text == "":
		case !ok || n < 1 || n > assess.MaxEffort:
			r.bad(key, "effort", phrases.V{"found": shown(text), "most": assess.MaxEffort})
		default:
			r.entry.Effort = int(n)
		}
	case assess.PlanCost:
		r.cost(cell)
	case assess.PlanDepends:
		r.depends(text)
	default:
		r.words(key, f, cell.Text)
	}
}

// words reads a free text. Where only spaces differ it is what was there.
func (r *rowReader) words(key string, f assess.PlanField, text string) {
	text = strings.TrimSpace(Printable(strings.ReplaceAll(text, "\r\n", "\n")))
	if n := utf8.RuneCountInString(text); n > r.rules.MaxText {
		r.bad(key, "length", phrases.V{"found": n, "most": r.rules.MaxText})
		return
	}
	switch was := r.was.Value(f); {
	case text != "" && alike(text, was):
		text = was
	case alike(text, r.proposed.Value(f)):
		text = ""
	}
	r.entry, _ = r.entry.Set(f, text)
}

func alike(a, b string) bool { return slices.Equal(strings.Fields(a), strings.Fields(b)) }

// choice reads a word of a closed list: the word of the sheet, or the id.
func (r *rowReader) choice(key string, f assess.PlanField, text string) {
	if text == "" {
		return
	}
	id, labels := "", []string{}
	for _, l := range slices.Concat(r.base.Labels, r.rules.Now.Labels) {
		if l.Field != f {
			continue
		}
		if strings.EqualFold(text, l.Label) || strings.EqualFold(text, l.ID) {
			id = l.ID
			break
		}
		if !slices.Contains(labels, l.Label) {
			labels = append(labels, l.Label)
		}
	}
	switch proposed := r.proposed.Value(f); {
	case id == "":
		r.bad(key, "choice", phrases.V{"found": shown(text), "list": strings.Join(labels, ", ")})
		return
	case f == assess.PlanFor && !r.own && proposed != "":
		if id != proposed {
			r.bad(key, "for-fixed", phrases.V{"found": shown(text)})
		}
		return
	case f == assess.PlanFor && !r.own:
		return // a row without a base: the questionnaire knows
	case id == proposed && r.was.Value(f) == "":
		id = ""
	case id == proposed && !r.own && r.was.Value(f) != id:
		id = "" // back to what the questionnaire says
	}
	r.entry, _ = r.entry.Set(f, id)
}

// cost reads an amount with its currency.
func (r *rowReader) cost(cell BookCell) {
	code := strings.ToUpper(strings.TrimSpace(r.cells["currency"].Text))
	amount := strings.TrimSpace(cell.Text)
	if _, there := r.columns["currency"]; !there {
		code = r.was.Cost.Currency
	}
	n, ok := wholeIn(cell)
	switch {
	case amount == "" && code == "":
	case amount == "":
		r.bad("cost", "currency-alone", nil)
	case !ok || n < 0 || n > assess.MaxCost:
		r.bad("cost", "cost", phrases.V{"found": shown(amount), "most": assess.MaxCost})
	case code == "":
		r.bad("currency", "currency-missing", nil)
	case !r.rules.IsCurrency(code):
		r.bad("currency", "currency", phrases.V{"found": shown(code)})
	default:
		r.entry.Cost = assess.Money{Amount: n, Currency: code}
	}
}

// depends reads ids of actions that come first.
func (r *rowReader) depends(text string) {
	split := func(c rune) bool { return strings.ContainsRune(",; \n\t\u00a0", c) }
	for _, id := range strings.FieldsFunc(text, split) {
		own := assess.IsOwnAction(id)
		switch {
		case id == r.entry.Action: // never of a row without an id
			r.bad("depends", "depends-self", nil)
		case !own && !slices.Contains(r.rules.Known, id):
			r.bad("depends", "id-unknown", phrases.V{"found": shown(id)})
		case !slices.Contains(r.entry.Depends, id):
			r.entry.Depends = append(r.entry.Depends, id)
		}
	}
}

// shown quotes what a cell of a closed kind held, cut short: a person may have
// put a free text into the wrong column.
func shown(s string) string {
	s = strings.Join(strings.Fields(Printable(s)), " ")
	if r := []rune(s); len(r) > 30 {
		s = string(r[:29]) + "…"
	}
	return "“" + s + "”"
}
