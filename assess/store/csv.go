package store

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// columns names the columns of a file of responses.
func columns() []string { return []string{"item", "state", "value", "reason", "evidence", "note"} }

// ParseCSV reads responses from a table with a heading. The columns item,
// state, value, reason, evidence and note come in any order; only item and one
// of state and value have to be there. Commas, semicolons and tabs separate,
// whichever the heading uses, and a byte-order mark or a line "sep=;" on top is
// accepted, as spreadsheets write them. A state that is left out follows from
// the value. The error is a *FaultsError that holds every fault.
func ParseCSV(file string, data []byte, q *assess.Questionnaire) (map[string]assess.Response, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	t := &table{
		reader: reader{a: new(assess.Assessment), q: q, file: file, d: &yamldoc.Diagnostics{File: file}},
		out:    map[string]assess.Response{},
		lines:  map[string]int{},
		text:   strings.Split(string(data), "\n"),
	}
	if t.usable(data) {
		t.read(data)
	}
	if err := t.faults(); err != nil {
		return nil, err
	}
	return t.out, nil
}

// table walks one file of responses.
type table struct {
	reader
	out    map[string]assess.Response
	lines  map[string]int // where an item was found
	text   []string       // the lines of the file
	column map[string]int // where a column is in a row
}

// usable notes what makes reading pointless.
func (t *table) usable(data []byte) bool {
	switch {
	case len(data) > yamldoc.MaxSize:
		t.d.Add(nil, "too-large", "the file has more than 1 MB; expected at most 1 MB")
	case !utf8.Valid(data):
		t.d.Add(nil, "not-utf8", "found a byte that is no UTF-8 text; expected the file to be saved as CSV UTF-8")
	case len(bytes.TrimSpace(data)) == 0:
		t.d.Add(nil, "empty", "the file is empty; expected a heading %q and one row per item", strings.Join(columns(), ","))
	}
	return len(t.d.List) == 0
}

// read walks the rows.
func (t *table) read(data []byte) {
	first, rest, _ := bytes.Cut(data, []byte("\n"))
	comma := separator(first)
	if mark, named := bytes.CutPrefix(bytes.ToLower(first), []byte("sep=")); named {
		comma = separator(mark)
		data = append([]byte("\n"), rest...) // an empty line keeps the count of lines
	}
	c := csv.NewReader(bytes.NewReader(data))
	c.Comma, c.FieldsPerRecord = comma, -1
	for {
		row, err := c.Read()
		var syntax *csv.ParseError
		switch {
		case err == io.EOF:
			return
		case errors.As(err, &syntax):
			t.d.Add(t.at(syntax.Line, syntax.Column), "syntax", "found a quotation mark that has no partner; expected texts with quotation marks between quotation marks, each inner one twice")
			return
		case err != nil:
			t.d.Add(nil, "syntax", "found text that is no table; expected rows of the same columns")
			return
		}
		cells := make([]*yamldoc.Node, len(row))
		for i, text := range row {
			line, column := c.FieldPos(i)
			cells[i] = t.at(line, column)
			cells[i].Kind, cells[i].Plain, cells[i].Text = yamldoc.Scalar, true, text
		}
		if t.column != nil {
			t.row(cells)
		} else if !t.heading(cells) {
			return
		}
	}
}

// separator finds what separates the columns of a heading.
func separator(heading []byte) rune {
	for _, r := range ";\t" {
		if bytes.ContainsRune(heading, r) {
			return r
		}
	}
	return ','
}

// at makes a node at a place that is counted in bytes.
func (t *table) at(line, column int) *yamldoc.Node {
	n := &yamldoc.Node{Line: line, Column: column}
	if line >= 1 && line <= len(t.text) && column-1 <= len(t.text[line-1]) {
		n.Column = utf8.RuneCountInString(t.text[line-1][:column-1]) + 1
	}
	return n
}

// heading reads the names of the columns.
func (t *table) heading(cells []*yamldoc.Node) bool {
	t.column = map[string]int{}
	for i, n := range cells {
		name := strings.ToLower(strings.TrimSpace(n.Text))
		_, twice := t.column[name]
		switch {
		case name == "" && i > 0: // spreadsheets write empty columns at the end
		case !slices.Contains(columns(), name):
			t.d.Add(n, "column-unknown", "unknown column %s; expected one of %s", yamldoc.Quote(n.Text), strings.Join(columns(), ", "))
		case twice:
			t.d.Add(n, "column-duplicate", "found the column %q a second time; expected it once", name)
		default:
			t.column[name] = i
		}
	}
	if _, ok := t.column["item"]; !ok {
		t.d.Add(cells[0], "column-missing", "found no column \"item\"; expected a heading %q", strings.Join(columns(), ","))
		return false
	}
	_, state := t.column["state"]
	_, value := t.column["value"]
	if !state && !value {
		t.d.Add(cells[0], "column-missing", "found neither a column \"state\" nor \"value\"; expected at least one of them")
		return false
	}
	return true
}

// row reads the response to one item.
func (t *table) row(cells []*yamldoc.Node) {
	cell := func(name string) *yamldoc.Node {
		i, ok := t.column[name]
		if !ok || i >= len(cells) {
			return &yamldoc.Node{Line: cells[0].Line, Column: cells[0].Column}
		}
		n := *cells[i]
		n.Text = strings.TrimSpace(n.Text)
		if n.Text == "" {
			n.Kind = yamldoc.Null
		}
		return &n
	}
	if !slices.ContainsFunc(cells, func(n *yamldoc.Node) bool { return strings.TrimSpace(n.Text) != "" }) {
		return
	}
	id := cell("item")
	if id.Kind == yamldoc.Null {
		t.d.Add(id, "value-missing", "a row has no item; expected the id of an item of %s", t.name())
		return
	}
	it := t.item(id)
	if it == nil {
		return
	}
	if before, twice := t.lines[it.ID]; twice {
		t.d.Add(id, "item-duplicate", "found item %q a second time; expected it once, it stands in line %d already", it.ID, before)
		return
	}
	t.lines[it.ID] = id.Line
	resp := assess.Response{
		Evidence: t.evidence(cell("evidence"), it),
		Note:     t.long(cell("note"), "note", it),
	}
	t.said(cell("state"), cell("value"), cell("reason"), it, &resp)
	if resp != (assess.Response{}) {
		t.out[it.ID] = resp
	}
}

// said reads state, value and reason, which must agree.
func (t *table) said(state, value, reason *yamldoc.Node, it *assess.Item, resp *assess.Response) {
	word := "blank"
	if value.Kind != yamldoc.Null {
		word = "answered"
	}
	if state.Kind != yamldoc.Null {
		word = strings.NewReplacer("_", "-", " ", "-", "'", "", "’", "").Replace(strings.ToLower(state.Text))
	}
	switch word {
	case "answered":
		resp.State, resp.Value = assess.Answered, t.value(value, it)
	case "dont-know":
		resp.State = assess.DontKnow
	case "not-applicable":
		resp.State, resp.Reason = assess.NotApplicable, t.reason(reason, it)
	case "blank":
	default:
		t.d.Add(state, "state", "no state %s; expected one of answered, dont-know, not-applicable, blank", yamldoc.Quote(state.Text))
		return
	}
	if word != "answered" && value.Kind != yamldoc.Null {
		t.d.Add(value, "state", "item %q is %s and has a value; expected no value", it.ID, word)
	}
	if word != "not-applicable" && reason.Kind != yamldoc.Null {
		t.d.Add(reason, "state", "item %q is %s and has a reason; expected a reason only for not-applicable", it.ID, word)
	}
}
