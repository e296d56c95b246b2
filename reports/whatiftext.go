package reports

import "io"

// WriteWhatIf writes what would follow as "csi plan what-if" prints it: tables
// where they fit, a line per row where not and with the option Plain.
func WriteWhatIf(w io.Writer, v *WhatIfView, o TextOptions) error {
	p := newPage(w, o)
	p.hang("", 0, v.Title, strong)
	p.hang("", 0, v.Assumption, quiet)
	for i := range v.Parts {
		p.whatIfPart(&v.Parts[i], v.Colon)
	}
	return p.flush()
}

func (p *page) whatIfPart(x *WhatIfPart, colon string) {
	p.line("")
	if x.Head != "" {
		p.hang("", 0, x.Head, strong)
	}
	for _, l := range x.Lines {
		p.text(0, l)
	}
	if len(x.Table.Rows) > 0 {
		if len(x.Lines) > 0 {
			p.line("")
		}
		p.explainedTable(&x.Table, colon)
	}
	if len(x.Facts) > 0 {
		p.line("")
		p.explainedFacts(x.Facts, colon)
	}
	for i, a := range x.Actions {
		if i > 0 || len(x.Lines) > 0 {
			p.line("")
		}
		p.hang("  ", 4, a.Name, accent)
		p.text(4, a.Text)
		for _, m := range a.More {
			p.hang("    ", 4, m, quiet)
		}
	}
	if len(x.After) > 0 && (len(x.Actions) > 0 || len(x.Table.Rows) > 0 || len(x.Lines) > 0) {
		p.line("")
	}
	for _, l := range x.After {
		p.hang("", 2, l, ink)
	}
}
