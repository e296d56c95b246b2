package questionnaires

import (
	"net/url"
	"path/filepath"
	"strings"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// CheckedFile is a file that was checked, of whatever kind, with what was
// found.
type CheckedFile struct {
	File        string
	Kind        string                // questionnaire, translation or phrases; "" when it could not be told
	Linted      *assess.Questionnaire // nil for another kind, and when there are faults
	Of          string                // what a translation translates
	Translation *assess.Translation   // nil for another kind, and when there are faults
	Findings    []Finding
}

// Graded gives diagnostics a severity.
func Graded(list []yamldoc.Diagnostic, s Severity) []Finding {
	findings := make([]Finding, len(list))
	for i, d := range list {
		findings[i] = Finding{d, s}
	}
	return findings
}

type checkJSON struct {
	Schema      string         `json:"schema"`
	Files       []checkedJSON  `json:"files"`
	Findings    []findingJSON  `json:"findings"`
	Counts      checkCounts    `json:"counts"`
	Readability []readingsJSON `json:"readability,omitempty"`
}

type checkedJSON struct {
	File     string `json:"file"`
	Kind     string `json:"kind"`
	ID       string `json:"id"` // of a translation: what it translates
	Version  string `json:"version"`
	Language string `json:"language"`
	Items    int    `json:"items,omitempty"`
	Texts    int    `json:"texts,omitempty"`
	Done     int    `json:"done,omitempty"`
	Stale    int    `json:"stale,omitempty"`
	Reviewed *bool  `json:"reviewed,omitempty"`
}

type findingJSON struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
}

type checkCounts struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Notes    int `json:"notes"`
}

type readingsJSON struct {
	File  string        `json:"file"`
	Mean  float64       `json:"mean"`
	Items []readingJSON `json:"items"`
}

type readingJSON struct {
	ID        string  `json:"id"`
	Words     int     `json:"words"`
	Sentences int     `json:"sentences"`
	Syllables int     `json:"syllables"`
	Grade     float64 `json:"grade"`
}

// CheckJSON gives what "csi questionnaire check --json" prints.
func CheckJSON(files []CheckedFile, readability bool) any {
	out := checkJSON{Schema: "csi/check/1", Files: []checkedJSON{}, Findings: []findingJSON{}}
	for _, c := range files {
		out.Files = append(out.Files, c.json())
		for _, f := range c.Findings {
			out.Findings = append(out.Findings, findingJSON{f.File, f.Line, f.Column, f.Severity.String(), f.Code, f.Message})
			switch f.Severity {
			case Error:
				out.Counts.Errors++
			case Warning:
				out.Counts.Warnings++
			default:
				out.Counts.Notes++
			}
		}
		if readability && c.Linted != nil {
			out.Readability = append(out.Readability, c.readings()...)
		}
	}
	return out
}

func (c CheckedFile) json() checkedJSON {
	out := checkedJSON{File: c.File, Kind: c.Kind, ID: c.Of}
	if q := c.Linted; q != nil {
		out.ID, out.Version, out.Language, out.Items = q.ID, q.Version, q.Language, len(q.Items())
	}
	if t := c.Translation; t != nil {
		reviewed := t.Reviewed
		out.Version, out.Language, out.Reviewed = t.Version, t.Language, &reviewed
		out.Texts, out.Done, out.Stale = t.Texts, t.Done, t.Stale
	}
	return out
}

// readings gives the table of readability; none where there is no formula.
func (c CheckedFile) readings() []readingsJSON {
	items, mean, ok := ReadingOf(c.Linted)
	if !ok {
		return nil
	}
	out := readingsJSON{File: c.File, Mean: mean}
	for _, it := range items {
		out.Items = append(out.Items, readingJSON{it.Item.ID, it.Words, it.Sentences, it.Syllables, it.Grade})
	}
	return []readingsJSON{out}
}

// The part of SARIF 2.1.0 that editors and code hosts read. Source: OASIS,
// Static Analysis Results Interchange Format (2020), sections 3.13 to 3.52.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID            string      `json:"id"`
		Short         sarifText   `json:"shortDescription"`
		Configuration sarifConfig `json:"defaultConfiguration"`
	}
	sarifConfig struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
	}
)

// SARIF gives the findings in the format that editors and code hosts show
// beside the lines. version is that of csi.
func SARIF(files []CheckedFile, version string) any {
	run := sarifRun{
		Tool: sarifTool{sarifDriver{Name: "csi", Version: version}}, ColumnKind: "unicodeCodePoints", Results: []sarifResult{},
	}
	rules := map[string]int{}
	rule := func(id, text string, s Severity) {
		rules[id] = len(run.Tool.Driver.Rules)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{id, sarifText{text}, sarifConfig{s.String()}})
	}
	for _, c := range Codes() {
		rule(c.ID, c.Text, codeSeverity(c.ID))
	}
	for _, c := range LintCodes() {
		rule(c.ID, c.Text, c.Severity)
	}
	for _, c := range files {
		for _, f := range c.Findings {
			if _, ok := rules[f.Code]; !ok {
				rule(f.Code, f.Code, f.Severity) // of another package, such as a phrase catalogue
			}
			run.Results = append(run.Results, sarifResult{
				RuleID: f.Code, RuleIndex: rules[f.Code], Level: f.Severity.String(), Message: sarifText{f.Message},
				Locations: []sarifLocation{{sarifPhysical{sarifArtifact{uri(f.File)}, sarifRegion{f.Line, f.Column}}}},
			})
		}
	}
	return sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}}
}

// codeSeverity grades the codes of reading a file: remarks are warnings.
func codeSeverity(id string) Severity {
	if s := severityOf(id); s != 0 {
		return s
	}
	return Error
}

// uri writes a file name as a reference: relative names stay relative.
func uri(file string) string {
	u := url.URL{Path: filepath.ToSlash(file)}
	if filepath.IsAbs(file) {
		u.Scheme = "file"
		if !strings.HasPrefix(u.Path, "/") {
			u.Path = "/" + u.Path // a drive letter
		}
	}
	return u.String()
}
