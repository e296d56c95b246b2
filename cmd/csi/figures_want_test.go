package main

import (
	"fmt"
	"strconv"
	"strings"
)

// figureRange is a score or a depth of the JSON. A nil one does not apply.
type figureRange struct {
	Value, Low, High *float64
	Coverage         *float64
}

type figureConfidence struct{ Coverage, Evidence, Consensus *float64 }

// figureProfile is what the walk reads of csi/profile/1.
type figureProfile struct {
	Counts map[string]int
	Index  *figureRange `json:"participation_index"`
	Stages []struct {
		ID         string
		Applicable bool
		AtLeast    bool `json:"at_least"`
		Hollow     bool
		Gap        *float64 `json:"gap_to_target"`
		Depth      *figureRange
		Cells      []struct {
			Level, Rating string
			Score         *figureRange
		}
	}
	Barriers []struct {
		ID       string
		Severity *figureRange
		Critical []string
	}
	Sections, Duties []struct {
		ID    string
		Score *figureRange
	}
	Actions []struct {
		ID       string
		Priority float64
		Selected bool
	}
	Breadth []struct {
		Level      string
		InPlace    int `json:"in_place"`
		Applicable int
	}
	Weakest    []string
	Confidence struct {
		Report           *figureConfidence
		Stages, Sections []struct {
			ID         string
			Confidence *figureConfidence
		}
	}
}

func plain(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

// csvFigures gives what a table has to hold, by the four keys of its rows.
func (p *figureProfile) csvFigures() map[string]string {
	out := map[string]string{}
	put := func(part, id, level, figure string, v *float64) {
		if v != nil {
			out[strings.Join([]string{part, id, level, figure}, " ")] = plain(v)
		}
	}
	number := func(n int) *float64 { f := float64(n); return &f }
	yes := func(b bool) *float64 {
		if b {
			return number(1)
		}
		return number(0)
	}
	scores := func(part, id, level, figure string, s *figureRange) {
		if s != nil {
			put(part, id, level, figure, s.Value)
			put(part, id, level, figure+"_low", s.Low)
			put(part, id, level, figure+"_high", s.High)
			put(part, id, level, "coverage", s.Coverage)
		}
	}
	confidence := func(part, id string, c *figureConfidence) {
		if c != nil {
			put(part, id, "", "confidence_coverage", c.Coverage)
			put(part, id, "", "confidence_evidence", c.Evidence)
			put(part, id, "", "confidence_consensus", c.Consensus)
		}
	}
	for k, n := range p.Counts {
		put("counts", "", "", k, number(n))
	}
	scores("report", "", "", "participation_index", p.Index)
	confidence("report", "", p.Confidence.Report)
	for _, s := range p.Stages {
		put("stage", s.ID, "", "applicable", yes(s.Applicable))
		put("stage", s.ID, "", "at_least", yes(s.AtLeast))
		put("stage", s.ID, "", "hollow", yes(s.Hollow))
		put("stage", s.ID, "", "weakest", yes(strings.Contains(" "+strings.Join(p.Weakest, " ")+" ", " "+s.ID+" ")))
		put("stage", s.ID, "", "gap_to_target", s.Gap)
		scores("stage", s.ID, "", "depth", s.Depth)
		for _, c := range s.Cells {
			scores("cell", s.ID, c.Level, "score", c.Score)
		}
	}
	for _, s := range p.Confidence.Stages {
		confidence("stage", s.ID, s.Confidence)
	}
	for _, b := range p.Barriers {
		scores("barrier", b.ID, "", "severity", b.Severity)
	}
	for _, s := range p.Sections {
		scores("section", s.ID, "", "score", s.Score)
	}
	for _, s := range p.Confidence.Sections {
		confidence("section", s.ID, s.Confidence)
	}
	for _, d := range p.Duties {
		scores("duty", d.ID, "", "score", d.Score)
	}
	for _, b := range p.Breadth {
		put("breadth", "", b.Level, "in_place", number(b.InPlace))
		put("breadth", "", b.Level, "applicable_stages", number(b.Applicable))
	}
	for _, a := range p.Actions {
		put("action", a.ID, "", "priority", &a.Priority)
		put("action", a.ID, "", "selected", yes(a.Selected))
	}
	return out
}

// xlsxFigures gives the rows with numbers that the sheet of the profile has to
// hold, in order.
func (p *figureProfile) xlsxFigures() []string {
	var out []string
	row := func(id string, list ...*float64) {
		line := id
		for _, v := range list {
			if v != nil {
				line += " " + plain(v)
			}
		}
		if line != id {
			out = append(out, line)
		}
	}
	of := func(s *figureRange) []*float64 {
		if s == nil {
			return nil
		}
		return []*float64{s.Value, s.Low, s.High, s.Coverage}
	}
	for _, k := range []string{"items", "answered", "dont_know", "not_applicable", "blank"} {
		out = append(out, fmt.Sprint(k, " ", p.Counts[k]))
	}
	row("participation_index", of(p.Index)...)
	for i, s := range p.Stages {
		list := append([]*float64{s.Gap}, of(s.Depth)...)
		if c := p.Confidence.Stages[i].Confidence; c != nil {
			list = append(list, c.Coverage)
		}
		row(s.ID, list...)
	}
	for _, b := range p.Breadth {
		out = append(out, fmt.Sprint(b.Level, " ", b.InPlace, " ", b.Applicable))
	}
	for _, s := range p.Stages {
		for _, c := range s.Cells {
			row(s.ID, of(c.Score)...)
		}
	}
	for _, b := range p.Barriers {
		row(b.ID, of(b.Severity)...)
	}
	for _, s := range p.Sections {
		row(s.ID, of(s.Score)...)
	}
	for _, d := range p.Duties {
		row(d.ID, of(d.Score)...)
	}
	return out
}
