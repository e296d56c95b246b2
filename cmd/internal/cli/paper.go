package cli

import (
	"bytes"
	"path/filepath"
	"strings"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
	"csi/reports"
	"csi/reports/pdf"
)

// printPaper writes a questionnaire as it is filled in by hand: a box for each
// value. The ending decides; "-" is text on standard output.
func (a *app) printPaper(q *assess.Questionnaire, output string) error {
	var out bytes.Buffer
	paper := reports.NewPaper(q, a.phrases())
	switch ending := strings.ToLower(filepath.Ext(output)); {
	case output == "-" || ending == ".txt":
		if err := paperText(&lines{w: &out, width: 76}, paper); err != nil {
			return err
		}
	case ending == ".pdf":
		info, err := pdf.WritePaper(&out, paper)
		if err != nil {
			return err
		}
		if info.Replaced > 0 {
			a.warn("no_shape", phrases.V{"signs": a.phrases().N("cli.warning.signs", info.Replaced)})
		}
	default:
		return &failure{code: ExitUsage, id: "author.error.paper_ending", parts: phrases.V{"file": output}, hints: []string{"author.hint.paper"}}
	}
	if output == "-" {
		_, err := a.env.Out.Write(out.Bytes())
		return err
	}
	if err := store.Put(output, out.Bytes()); err != nil {
		return fromStore(err)
	}
	a.env.say(a.phrases().T("author.new.written", phrases.V{"file": output}))
	return nil
}

// paperText writes it in lines.
func paperText(w *lines, p *reports.Paper) error {
	w.say(0, p.Title)
	w.say(0, p.About)
	w.gap()
	w.say(0, p.Summary)
	w.gap()
	w.say(0, p.How)
	w.gap()
	line := strings.Repeat("_", 30)
	for _, field := range p.Fields {
		w.say(0, field+" "+line)
	}
	for _, s := range p.Sections {
		w.gap()
		w.gap()
		w.say(0, strings.ToUpper(s.Title))
		w.say(0, s.Intro)
		for _, it := range s.Items {
			w.gap()
			w.hang(0, it.Number+"  ", it.Text+" ("+it.ID+")")
			for _, help := range it.Help {
				w.say(3, help)
			}
			for _, x := range it.Boxes {
				label, text := "[ ] ", x.Text
				if x.Value != "" {
					label += x.Value + " "
				}
				if x.Line {
					text += " " + line
				}
				w.hang(3, label, text)
			}
		}
	}
	return w.err
}
