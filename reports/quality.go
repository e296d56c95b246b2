package reports

import (
	"encoding/json"
	"io"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// QualityView tells the findings on the quality of a collection.
type QualityView struct {
	Title  string
	Looked string
	Parts  []QualityPart
	Empty  string // instead of parts
	Note   string
}

// QualityPart is one kind of finding.
type QualityPart struct {
	Heading string // with the number of findings
	Reasons []string
	More    string // how many are not listed; "" for none
}

// qualityListed is the number of findings of a kind that a person is shown.
const qualityListed = 20

// hashShown is how much of a hash is printed: enough to find one among
// millions with "csi benchmark list".
const hashShown = 12

// NewQualityView decides every word of the findings.
func NewQualityView(p *phrases.Catalogue, file string, looked int, findings []assess.Finding) *QualityView {
	v := &QualityView{Title: p.T("benchmark.quality.title", phrases.V{"file": file}), Looked: p.N("benchmark.quality.looked", looked), Note: p.T("benchmark.quality.note")}
	if len(findings) == 0 {
		v.Empty = p.T("benchmark.quality.nothing")
	}
	for _, kind := range assess.QualityKinds() {
		var part QualityPart
		n := 0
		for _, f := range findings {
			if f.Kind != kind {
				continue
			}
			if n++; n > qualityListed {
				continue
			}
			parts := phrases.V{"hash": "", "other": "", "count": f.Count, "of": f.Of, "detail": f.Detail, "questionnaire": f.Segment.Questionnaire}
			for i, name := range []string{"hash", "other"} {
				if i < len(f.Hashes) {
					parts[name] = f.Hashes[i][:min(hashShown, len(f.Hashes[i]))]
				}
			}
			part.Reasons = append(part.Reasons, p.T("benchmark.quality.reason."+kind, parts))
		}
		if n == 0 {
			continue
		}
		part.Heading = p.T("benchmark.quality.kind."+kind) + p.T("words.colon") + p.Amount(int64(n))
		if n > qualityListed {
			part.More = p.N("benchmark.quality.more", n-qualityListed)
		}
		v.Parts = append(v.Parts, part)
	}
	return v
}

// WriteQuality writes the findings.
func WriteQuality(w io.Writer, v *QualityView, o TextOptions) error {
	p := newPage(w, o)
	p.hang("", 0, v.Title, strong)
	p.text(0, v.Looked)
	if v.Empty != "" {
		p.text(0, v.Empty)
	}
	for _, part := range v.Parts {
		p.line("")
		p.hang("", 0, part.Heading, strong)
		for _, r := range part.Reasons {
			p.hang("  ", 4, r, ink)
		}
		if part.More != "" {
			p.hang("  ", 4, part.More, quiet)
		}
	}
	p.line("")
	p.hang("", 0, v.Note, quiet)
	return p.flush()
}

// WriteQualityJSON writes all findings for machines.
func WriteQualityJSON(w io.Writer, looked int, findings []assess.Finding) error {
	type finding struct {
		Kind          string   `json:"kind"`
		Assessments   []string `json:"assessments"`
		Questionnaire string   `json:"questionnaire"`
		Count         int      `json:"count"`
		Of            int      `json:"of"`
		Detail        string   `json:"detail,omitempty"`
	}
	out := struct {
		Schema   string    `json:"schema"`
		Looked   int       `json:"assessments"`
		Findings []finding `json:"findings"`
	}{"csi/quality/1", looked, []finding{}}
	for _, f := range findings {
		out.Findings = append(out.Findings, finding{f.Kind, append([]string{}, f.Hashes...), f.Segment.Questionnaire, f.Count, f.Of, f.Detail})
	}
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(out)
}
