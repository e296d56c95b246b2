package xlsx

import (
	"fmt"
	"strings"

	"csi/reports"
)

// styleKey is all that decides how a cell looks.
type styleKey struct {
	look             reports.CellLook
	format           reports.NumberFormat
	unlocked, quoted bool
	text             bool // set off from the border, and from the figure before it
}

// styles is the table of the formats in use; the first is that of a cell
// without one.
type styles struct {
	index map[styleKey]int
	list  []styleKey
}

func newStyles() *styles {
	return &styles{index: map[styleKey]int{{}: 0}, list: []styleKey{{}}}
}

func (s *styles) of(k styleKey) int {
	i, ok := s.index[k]
	if !ok {
		i = len(s.list)
		s.index[k] = i
		s.list = append(s.list, k)
	}
	return i
}

// look is how one kind of cell is drawn: the colours of look/report.md
// section 4.
type look struct {
	size         float64
	bold         bool
	ink          string
	fill, border string // "" for none
	single       bool   // one line that may run over its neighbours
}

// looks lists the looks by their number.
func looks() []look {
	const ink, ink2, paper, rule, accent, tint = "16202A", "46525E", "FFFFFF", "C6CDD3", "0E5A6B", "F1F4F5"
	all := make([]look, reports.SevereLook+1)
	for i, l := range map[reports.CellLook]look{
		reports.PlainLook:        {ink: ink},
		reports.TitleLook:        {ink: ink, size: 16, bold: true, single: true},
		reports.LeadLook:         {ink: ink2, size: 11, single: true},
		reports.SectionLook:      {ink: accent, size: 12, bold: true, single: true},
		reports.HeadLook:         {ink: paper, bold: true, fill: accent, border: accent},
		reports.BandLook:         {ink: ink, bold: true, fill: tint, border: rule},
		reports.StrongLook:       {ink: ink, bold: true},
		reports.QuietLook:        {ink: ink2},
		reports.EntryLook:        {ink: ink, border: rule},
		reports.InPlaceLook:      {ink: paper, fill: "0E5A6B", border: "0E5A6B"},
		reports.PartialLook:      {ink: ink, fill: "9FCBD0", border: "4F8E96"},
		reports.AbsentLook:       {ink: ink, fill: "F7E6C8", border: "A87A2E"},
		reports.UnknownLook:      {ink: ink, border: "66717C"},
		reports.InapplicableLook: {ink: ink2, fill: tint, border: rule},
		reports.LowLook:          {ink: ink, fill: "EBCDA8", border: "EBCDA8"},
		reports.ModerateLook:     {ink: ink, fill: "D0853F", border: "D0853F"},
		reports.SevereLook:       {ink: paper, fill: "96401F", border: "96401F"},
	} {
		if l.size == 0 {
			l.size = 10
		}
		all[i] = l
	}
	return all
}

// numberFormats are the ids of the formats: those of the standard, and one of
// ours for dates.
func numberFormat(f reports.NumberFormat) int {
	switch f {
	case reports.Rounded:
		return 1
	case reports.Hundredths:
		return 2
	case reports.Amount:
		return 3
	case reports.Percentage:
		return 9
	case reports.DateFormat:
		return 164
	case reports.TextFormat:
		return 49
	}
	return 0
}

// xml writes the style sheet: one font, fill and border for each look, and a
// format for each combination in use.
func (s *styles) xml() string {
	var fonts, fills, borders, formats strings.Builder
	for _, l := range looks() {
		bold := ""
		if l.bold {
			bold = "<b/>"
		}
		fmt.Fprintf(&fonts, `<font>%s<sz val="%s"/><color rgb="FF%s"/><name val="Calibri"/><family val="2"/></font>`, bold, plain(l.size), l.ink)
		fills.WriteString(fill(l.fill))
		borders.WriteString(border(l.border))
	}
	all := looks()
	for _, k := range s.list {
		formats.WriteString(format(k, all[k.look]))
	}
	n := len(all)
	return `<styleSheet ` + mainSpace + `><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>` +
		fmt.Sprintf(`<fonts count="%d">%s</fonts>`, n, fonts.String()) +
		// The first two fills are fixed by custom; programs ignore what stands there.
		fmt.Sprintf(`<fills count="%d"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>%s</fills>`, n+2, fills.String()) +
		fmt.Sprintf(`<borders count="%d">%s</borders>`, n, borders.String()) +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		fmt.Sprintf(`<cellXfs count="%d">%s</cellXfs>`, len(s.list), formats.String()) +
		`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

func fill(colour string) string {
	if colour == "" {
		return `<fill><patternFill patternType="none"/></fill>`
	}
	return fmt.Sprintf(`<fill><patternFill patternType="solid"><fgColor rgb="FF%s"/><bgColor indexed="64"/></patternFill></fill>`, colour)
}

func border(colour string) string {
	if colour == "" {
		return `<border><left/><right/><top/><bottom/><diagonal/></border>`
	}
	var b strings.Builder
	b.WriteString(`<border>`)
	for _, side := range []string{"left", "right", "top", "bottom"} {
		fmt.Fprintf(&b, `<%s style="thin"><color rgb="FF%s"/></%s>`, side, colour, side)
	}
	return b.String() + `<diagonal/></border>`
}

func format(k styleKey, l look) string {
	quoted := ""
	if k.quoted {
		quoted = ` quotePrefix="1"`
	}
	wrap := ` wrapText="1"`
	if l.single {
		wrap = ""
	}
	if k.look == reports.HeadLook && k.format != reports.General {
		wrap += ` horizontal="right"`
	} else if k.text && !l.single {
		wrap += ` horizontal="left" indent="1"`
	}
	locked := ""
	if k.unlocked {
		locked = `<protection locked="0"/>`
	}
	fillID := int(k.look) + 2
	if l.fill == "" {
		fillID = 0
	}
	return fmt.Sprintf(`<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="%d" xfId="0"%s applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"><alignment vertical="top"%s/>%s</xf>`,
		numberFormat(k.format), k.look, fillID, k.look, quoted, wrap, locked)
}
