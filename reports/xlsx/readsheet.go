package xlsx

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"csi/reports"
)

// Beyond these a place is no place of a spreadsheet.
const (
	maxRow    = 1 << 20
	maxColumn = 1 << 14
)

// sheet reads the cells of one sheet that hold something.
func (r *reader) sheet(name string) ([]reports.BookCell, error) {
	data, err := r.part(name)
	if err != nil {
		return nil, err
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	var cells []reports.BookCell
	row, column := -1, -1
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, ErrDamaged
		}
		s, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch s.Name.Local {
		case "row":
			row, column = row+1, -1
			if n, err := strconv.Atoi(attribute(s, "r")); err == nil {
				row = n - 1
			}
		case "c":
			column++
			if n, ok := columnOf(attribute(s, "r")); ok {
				column = n
			}
			if row < 0 || row >= maxRow || column < 0 || column >= maxColumn {
				return nil, ErrDamaged
			}
			c, err := r.cell(d, attribute(s, "t"))
			if err != nil {
				return nil, err
			}
			if c.Text == "" {
				continue
			}
			if r.room--; r.room < 0 {
				return nil, ErrTooLarge
			}
			c.Row, c.Column = row, column
			cells = append(cells, c)
		}
	}
	slices.SortStableFunc(cells, func(a, b reports.BookCell) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
	})
	return cells, nil
}

func attribute(s xml.StartElement, name string) string {
	for _, a := range s.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// columnOf reads the column of "B7".
func columnOf(ref string) (int, bool) {
	n := 0
	for _, c := range ref {
		if c < 'A' || c > 'Z' {
			break
		}
		if n = n*26 + int(c-'A') + 1; n > maxColumn {
			return maxColumn, true
		}
	}
	return n - 1, n > 0
}

// cell reads one cell that was just opened.
func (r *reader) cell(d *xml.Decoder, kind string) (reports.BookCell, error) {
	var value, inline string
	for {
		t, err := d.Token()
		if err != nil {
			return reports.BookCell{}, ErrDamaged
		}
		switch t := t.(type) {
		case xml.EndElement:
			return r.valued(kind, value, inline)
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				value, err = content(d)
			case "is":
				inline, err = textOf(d)
			default:
				err = d.Skip()
			}
			if err != nil {
				return reports.BookCell{}, ErrDamaged
			}
		}
	}
}

// content reads the characters of an element that holds nothing else.
func content(d *xml.Decoder) (string, error) {
	var b strings.Builder
	for {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			if err := d.Skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			return b.String(), nil
		}
	}
}

// valued makes a cell of its kind and its value.
func (r *reader) valued(kind, value, inline string) (reports.BookCell, error) {
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(r.strings) {
			return reports.BookCell{}, ErrDamaged
		}
		return reports.BookCell{Text: r.strings[i]}, nil
	case "inlineStr":
		return reports.BookCell{Text: inline}, nil
	case "str":
		return reports.BookCell{Text: unescape(value)}, nil
	case "e":
		return reports.BookCell{Text: value, IsError: true}, nil
	case "b", "d":
		return reports.BookCell{Text: value}, nil
	}
	return reports.BookCell{Text: strings.TrimSpace(value), IsNumber: true}, nil
}
