package main

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The figures that a text says, in English, French and Ukrainian: "78 of 100",
// "50 of 100; between 33 and 67", "between 33 and 35", "50 (33–67)", ", 22–89".
const (
	ofHundred = `(?:of|sur|зі) 100`
	span      = `(?:[Bb]etween|[Ee]ntre|[Вв]ід) (\d+) (?:and|et|до) (\d+)`
	oneRating = `(in place|partial|absent|unknown|not applicable|en place|partiel|inconnu|sans objet|налагоджено|частково|немає|невідомо|не стосується)`
)

var ( // read only
	saidLong  = regexp.MustCompile(`(\d+) ` + ofHundred + `(?: ?; ` + span + `)?`)
	saidIndex = regexp.MustCompile(span + ` ` + ofHundred)
	saidSpan  = regexp.MustCompile(span + `( (?:marches |сходинок )?(?:of|sur|з) 4)?`)
	saidShort = regexp.MustCompile(`(\d+) \((\d+)–(\d+)\)`)
)

// ratingWords are the states of the JSON in the words of the reports.
var ratingWords = map[string]string{
	"in place": "in-place", "en place": "in-place", "налагоджено": "in-place",
	"partial": "partial", "partiel": "partial", "частково": "partial",
	"absent": "absent", "немає": "absent",
	"unknown": "unknown", "inconnu": "unknown", "невідомо": "unknown",
	"not applicable": "not-applicable", "sans objet": "not-applicable", "не стосується": "not-applicable",
}

func rounded(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.Itoa(int(math.Floor(*v + 0.5)))
}

// told gives the ways in which a text may put a score: the point alone only
// where its range is no wider.
func told(s *figureRange) []string {
	if s == nil {
		return nil
	}
	v, low, high := rounded(s.Value), rounded(s.Low), rounded(s.High)
	if v != "" && low == v && high == v {
		return []string{v}
	}
	if v != "" {
		return []string{v + " " + low + " " + high, " " + low + " " + high}
	}
	return []string{" " + low + " " + high}
}

// checkText holds the figures that a text says to the JSON: each is one of its
// figures, and each barrier, or each section where there are no stages, stands
// there under its own name.
//
// rows is the text with what stands side by side on one line.
func (p *figureProfile) checkText(t *testing.T, form, text, rows string, names map[string]string) {
	t.Helper()
	allowed := map[string]bool{" 0 100": true, " 0 4": true} // a scale from 0 to 100, from 0 to 4
	add := func(s *figureRange) {
		for _, way := range told(s) {
			allowed[way] = true
		}
	}
	add(p.Index)
	for _, b := range p.Barriers {
		add(b.Severity)
		p.checkNamed(t, form, rows, names[b.ID], b.Severity)
	}
	for _, s := range p.Sections {
		add(s.Score)
		if len(p.Stages) == 0 {
			p.checkNamed(t, form, rows, names[s.ID], s.Score)
		}
	}
	if c := p.Confidence.Report; c != nil {
		for _, v := range []*float64{c.Evidence, c.Consensus} {
			if v != nil {
				hundred := *v * 100
				allowed[rounded(&hundred)] = true
			}
		}
	}
	said := heard(text)
	for way, where := range said {
		if !allowed[way] {
			t.Errorf("%s: the JSON has no figure like %q", form, where)
		}
	}
	if p.Index != nil && p.Index.Value != nil && said[told(p.Index)[0]] == "" {
		t.Errorf("%s: it does not tell the index %v", form, told(p.Index))
	}
	p.checkMatrix(t, form, rows, names)
}

// heard gives the figures that a text says, with the words that say them.
func heard(text string) map[string]string {
	out := map[string]string{}
	text = saidIndex.ReplaceAllStringFunc(text, func(m string) string {
		x := saidIndex.FindStringSubmatch(m)
		out[" "+x[1]+" "+x[2]] = m
		return "…"
	})
	text = saidLong.ReplaceAllStringFunc(text, func(m string) string {
		x := saidLong.FindStringSubmatch(m)
		out[strings.TrimRight(strings.Join(x[1:4], " "), " ")] = m
		return "…"
	})
	for _, x := range saidSpan.FindAllStringSubmatch(text, -1) {
		if x[3] == "" {
			out[" "+x[1]+" "+x[2]] = x[0]
		}
	}
	for _, x := range saidShort.FindAllStringSubmatch(text, -1) {
		out[x[1]+" "+x[2]+" "+x[3]] = x[0]
	}
	return out
}

// checkNamed looks for a score after a name. Every figure that follows the
// name closely is held to it.
func (p *figureProfile) checkNamed(t *testing.T, form, text, name string, s *figureRange) {
	t.Helper()
	if s == nil {
		return
	}
	if _, bare, found := strings.Cut(name, " · "); found {
		name = bare
	}
	if name == "" {
		t.Fatalf("%s: a part has no name", form)
	}
	after := regexp.MustCompile(regexp.QuoteMeta(name) + ` ?:? (?:\p{L}+(?: \p{L}+)?, )?(?:(\d+) \((\d+)–(\d+)\)|(\d+)–(\d+)|(\d+))`)
	found := 0
	for _, x := range after.FindAllStringSubmatch(text, -1) {
		way := x[6]
		switch {
		case x[1] != "":
			way = x[1] + " " + x[2] + " " + x[3]
		case x[4] != "":
			way = " " + x[4] + " " + x[5]
		}
		if way == "100" && !strings.Contains(x[0], ",") {
			continue
		}
		found++
		if ways := told(s); way != ways[0] && (s.Value == nil || way != rounded(s.Value)) {
			t.Errorf("%s: %q; expected %v", form, x[0], ways)
		}
	}
	if found == 0 {
		t.Errorf("%s: no figure follows %q; expected %v", form, name, told(s))
	}
}

// states puts words into those of the JSON.
func states(words []string) string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		out = append(out, ratingWords[w])
	}
	return strings.Join(out, " ")
}

// checkMatrix reads the states of each stage after its name.
func (p *figureProfile) checkMatrix(t *testing.T, form, text string, names map[string]string) {
	t.Helper()
	const gap = `[^\p{L}\d]*(?:(?:target|hollow step|cible|marche creuse|ціль|сходинка без опори)[^\p{L}\d]*)*`
	for _, s := range p.Stages {
		if !s.Applicable {
			continue
		}
		row := regexp.MustCompile(regexp.QuoteMeta(names[s.ID]) + `[^\p{L}]{1,20}` + oneRating + gap + oneRating + gap + oneRating + gap + oneRating)
		all := row.FindAllStringSubmatch(text, -1)
		if first, _, wraps := strings.Cut(names[s.ID], " "); len(all) == 0 && wraps && form == "pdf" { // a narrow column breaks the name
			all = regexp.MustCompile(regexp.QuoteMeta(first)+`[^\p{L}]{1,90}`+oneRating+gap+oneRating+gap+oneRating+gap+oneRating).FindAllStringSubmatch(text, -1)
		}
		if len(all) == 0 {
			t.Errorf("%s: the states of %s are not told", form, names[s.ID])
		}
		for _, x := range all {
			if states(x[1:]) == "in-place partial absent unknown" { // the legend under the last row
				continue
			}
			for i, c := range s.Cells {
				if ratingWords[x[i+1]] != c.Rating {
					t.Errorf("%s: %q; %s is %s", form, x[0], c.Level, c.Rating)
				}
			}
		}
	}
}
