package reports

import (
	"csi/assess"
)

// NewBenchmarkWorkbook makes the spreadsheet of a report: the same figures,
// each by itself, and every entry of the disclosure log.
func NewBenchmarkWorkbook(in OverviewInput) *Workbook {
	r := NewBenchmarkReport(in)
	x := newOverviewer(in)
	w := &Workbook{Title: r.Title, Language: r.Language, Date: r.Date, Footer: r.Stamp}
	w.Sheets = append(w.Sheets, x.coverSheet(r))
	for i := range r.Parts {
		switch p := &r.Parts[i]; {
		case p.Panels != nil:
			w.Sheets = append(w.Sheets, x.panelsSheet(p))
		case p.Counts != nil:
			w.Sheets = append(w.Sheets, x.countsSheet(p))
		}
	}
	return &Workbook{Title: w.Title, Language: w.Language, Date: w.Date, Footer: w.Footer, Sheets: append(w.Sheets, x.figuresSheet(), x.logSheet(r))}
}

// coverSheet says what the workbook is, and the limits.
func (x *overviewer) coverSheet(r *BenchmarkReport) Sheet {
	s := Sheet{Name: x.tell("sheet.about"), Portrait: true, FrozenRows: 1}
	s.widths(30, 90)
	s.add(cellText(r.Kind+" · "+r.Name, TitleLook))
	s.add(cellText(r.Lead, LeadLook))
	s.add()
	for _, row := range r.Facts.Rows {
		s.add(cellText(row[0], QuietLook), cellText(row[1], PlainLook))
	}
	for i := range r.Parts {
		if r.Parts[i].ID != "method" {
			continue
		}
		s.add()
		s.add(cellText(r.Parts[i].Heading, SectionLook))
		for _, l := range r.Parts[i].Lists {
			for j, t := range l.Texts {
				name := ""
				if j == 0 {
					name = l.Title
				}
				s.add(cellText(name, QuietLook), cellText(t, PlainLook))
			}
		}
	}
	return s
}

// panelsSheet holds the small multiples as one table.
func (x *overviewer) panelsSheet(p *OverviewPart) Sheet {
	s := Sheet{Name: x.tell("sheet.groups"), FrozenRows: 1, FrozenColumns: 2, Filter: true}
	s.widths(30, 18, 22)
	heads := []string{x.tell("sheet.group"), x.say("head.assessments"), x.tell("sheet.stage")}
	for _, l := range p.Panels.Names {
		heads = append(heads, up(l))
		s.widths(18)
	}
	s.add(cellTexts(HeadLook, heads...)...)
	for i, panel := range p.Panels.Panels {
		row := x.order[i]
		if panel.Hidden != "" {
			s.add(cellText(panel.Name, StrongLook), SheetCell{}, cellText(panel.Hidden, QuietLook))
			continue
		}
		for j, stage := range p.Panels.Stages {
			cells := []SheetCell{cellText(panel.Name, StrongLook), cellCount(row.Standing.N), cellText(stage, PlainLook)}
			for _, c := range panel.Cells[j] {
				switch {
				case c.Hidden:
					cells = append(cells, cellText(c.Word, QuietLook))
				case c.Mark.Rating == 0:
					cells = append(cells, SheetCell{})
				default:
					cells = append(cells, cellText(ratingSign(c.Mark.Rating)+" "+c.Word, ratingLook(c.Mark.Rating)))
				}
			}
			s.add(cells...)
		}
	}
	return s
}

// countsSheet holds actions or findings.
func (x *overviewer) countsSheet(p *OverviewPart) Sheet {
	s := Sheet{Name: p.Running, FrozenRows: 1, Filter: true}
	s.widths(70, 60, 14)
	s.add(cellText(p.Counts.What, HeadLook), cellText("", HeadLook), cellText(p.Counts.Count, HeadLook))
	for _, row := range p.Counts.Rows {
		s.add(cellText(row.Text, PlainLook), cellText(row.Note, QuietLook), cellText(row.Figure, StrongLook))
	}
	return s
}

// figuresSheet holds every count of the report, one in each row.
func (x *overviewer) figuresSheet() Sheet {
	s := Sheet{Name: x.tell("sheet.figures"), FrozenRows: 1, Filter: true}
	s.widths(30, 8, 16, 34, 18, 12, 12, 14, 14, 14)
	s.add(cellTexts(HeadLook, x.tell("sheet.group"), x.tell("sheet.year"), x.say("head.assessments"), x.tell("sheet.measure"), x.tell("sheet.class"),
		x.tell("sheet.low"), x.tell("sheet.high"), x.tell("sheet.lower"), x.tell("sheet.median"), x.tell("sheet.upper"))...)
	add := func(row *assess.BenchmarkRow, name, year string) {
		if row.Hidden != "" {
			return
		}
		for _, m := range x.Benchmark.Measures {
			f := row.Figures[m]
			quartiles := make([]SheetCell, 3)
			if f.Quartiles != nil && m.Kind() != assess.MeasureCell {
				for i, q := range f.Quartiles {
					quartiles[i] = cellNumber(100*q.Float(), Rounded)
				}
			}
			for i, class := range assess.Classes(m, 0) {
				if f.Counts == nil {
					continue
				}
				s.add(append([]SheetCell{cellText(name, PlainLook), cellText(year, PlainLook), cellCount(row.Standing.N), cellText(x.measureName(m), PlainLook),
					cellText(x.className(m, class), PlainLook), cellCount(f.Counts[i].Low), cellCount(f.Counts[i].High)}, quartiles...)...)
			}
			if f.Counts == nil {
				s.add(cellText(name, PlainLook), cellText(year, PlainLook), cellCount(row.Standing.N), cellText(x.measureName(m), PlainLook), cellText(x.tell("not_shown"), QuietLook))
			}
		}
	}
	for _, row := range x.order {
		if len(x.Benchmark.By) > 0 {
			add(row, x.name(row.Key), "")
		}
	}
	for i := range x.in.Overview.Years {
		add(&x.in.Overview.Years[i], x.tell("sheet.all"), x.in.Overview.Years[i].Key[0])
	}
	if !x.none() {
		add(&x.Benchmark.Total, x.tell("sheet.all"), "")
	}
	return s
}

// measureName names a measure.
func (x *overviewer) measureName(m assess.Measure) string {
	switch m.Kind() {
	case assess.MeasurePlan:
		return x.tell("log.kind.plan") + x.colon() + m.About()
	case assess.MeasureFlag:
		return x.Phrases.T("benchmark.quality.kind." + m.About())
	}
	return x.heading(m)
}

// logSheet holds what was hidden, entry by entry.
func (x *overviewer) logSheet(r *BenchmarkReport) Sheet {
	s := Sheet{Name: x.tell("sheet.log"), FrozenRows: 1, Filter: true}
	s.widths(30, 50, 20, 60)
	s.add(cellTexts(HeadLook, x.tell("sheet.group"), x.tell("sheet.measure"), x.tell("sheet.class"), x.tell("sheet.reason"))...)
	for _, h := range x.Benchmark.Log {
		name := x.tell("sheet.all")
		switch {
		case h.Total:
		case x.isYear(h.Key):
			name = h.Key[0]
		case len(h.Key) > 0:
			name = x.name(h.Key)
		}
		measure := ""
		if h.Measure != "" {
			measure = x.measureName(h.Measure)
		}
		class := h.Class
		if class != "" && class != "quartiles" {
			class = x.className(h.Measure, class)
		}
		s.add(cellText(name, PlainLook), cellText(measure, PlainLook), cellText(class, PlainLook), cellText(up(x.reason(h.Reason)), PlainLook))
	}
	return s
}

// isYear reports whether a key is that of a year of the trend.
func (x *overviewer) isYear(key []string) bool {
	for i := range x.in.Overview.Years {
		if len(key) == 1 && x.in.Overview.Years[i].Key[0] == key[0] {
			return true
		}
	}
	return false
}
