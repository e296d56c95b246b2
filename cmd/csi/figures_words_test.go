package main

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// numerals are the numbers that reports write as words. Digits stand for
// themselves.
var numerals = map[string]int{
	"none": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"ten": 10, "eleven": 11, "twelve": 12,
	"aucun": 0, "aucune": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8,
	"neuf": 9, "dix": 10, "onze": 11, "douze": 12,
}

// A counting sentence of a report, in English, French and Ukrainian: what its
// numbers stand for follows from its name.
var counting = map[string]*regexp.Regexp{ // read only
	"answered": regexp.MustCompile(`(?:Answered|Réponses|Відповіді)(?: ?:)? (?:на )?(\d+) (?:of|sur|з) (\d+) (?:statement|énoncé|твердж)`),
	"all":      regexp.MustCompile(`(?:Answered(?: ?:)? all|Réponses(?: ?:)? les|на всі твердження) \(?(\d+)\b`),
	"unsure":   regexp.MustCompile(`(\d+) (?:don’t know|« ne sait pas »|«не знаю»)`),
	"aside":    regexp.MustCompile(`(\d+) (?:not applicable|sans objet|«не стосується»)`),
	"open":     regexp.MustCompile(`(\d+) (?:left open|laissés? ouverts?|без відповіді)`),
	"to find":  regexp.MustCompile(`(?:Find out|À éclaircir|З’ясувати)[^\p{L}\d]*(\d+) (?:of|sur|з) (\d+) (?:statement|énoncé|твердж)`),
	"set aside": regexp.MustCompile(
		`(?:Not applicable|Sans objet|Не стосується)[^\p{L}\d]*(\d+) (?:of|sur|з) (\d+) (?:statement|énoncé|твердж)`),
	"stages": regexp.MustCompile(`(?:Of the (\w+) stages? that applied, information is in place in (\w+) and consultation in (\w+)` +
		`|Sur (\w+) étapes? concernées? : information en place dans (\w+) cas, consultation dans (\w+)` +
		`|Вас стосу(?:є|ю)ться (\d+) етап\p{L}*\. Інформування налагоджено на (\d+)(?: з них)?, консультації — на (\d+))`),
	"steps": regexp.MustCompile(`(?:(\w+) of (\w+) steps (?:is|are) in place|(\w+) marches? sur (\w+) (?:n’)?(?:est|sont) en place|Налагоджено сходинок: (\d+) з (\d+))`),
	"hollow": regexp.MustCompile(
		`; (?:(\w+) hollow steps?\. Confidence|(\w+) marches? creuses?\. Fiabilité|(\d+) сходин\p{L}* без опори\. Надійність)`),
	"own actions":   regexp.MustCompile(`(?:This list has (\w+) action|Cette liste compte (\w+) action|У цьому списку (\d+) ді)`),
	"other actions": regexp.MustCompile(`(?:other side of the table: (\w+) action|autre côté de la table : (\w+) action|іншого боку столу: (\d+) ді)`),
}

var ( // read only
	saidBreadth = regexp.MustCompile(`(?:(information|consultation|dialogue|partnership)(?: in place)? in (\d+) of (\d+)` +
		`|avec (information|consultation|dialogue|partenariat)(?: en place)? : (\d+) sur (\d+)` +
		`|(інформування|консультації|діалог|партнерство)(?: налагоджено| —) на (\d+) з (\d+))`)
	saidDepth = regexp.MustCompile(`(?:(less than|between \d and|[Мм]енше|moins de|entre \d et|від \d до) )?(\d) ` +
		`(?:of 4 steps|marches? sur 4|з 4 сходинок)`)
	digit = regexp.MustCompile(`\d`)
)

// filled gives the groups of a match that hold something.
func filled(match []string) []string {
	return slices.DeleteFunc(slices.Clone(match[1:]), func(s string) bool { return s == "" })
}

// wantCounts gives the numbers of each counting sentence. A sentence that is
// not here may not stand in the report.
func (p *figureProfile) wantCounts() map[string][]int {
	c := p.Counts
	unknown := c["dont_know"] + c["blank"]
	want := map[string][]int{}
	if c["answered"] == c["items"] {
		want["all"] = []int{c["items"]}
	} else {
		want["answered"] = []int{c["answered"], c["items"]}
	}
	for name, n := range map[string]int{"unsure": c["dont_know"], "aside": c["not_applicable"], "open": c["blank"]} {
		if n > 0 {
			want[name] = []int{n}
		}
	}
	if unknown > 0 {
		want["to find"] = []int{unknown, c["items"] - c["not_applicable"]}
	}
	if n := c["not_applicable"]; n > 0 {
		want["set aside"] = []int{n, c["items"]}
	}
	applicable, inPlace, steps, hollow := 0, 0, 0, 0
	for _, s := range p.Stages {
		if !s.Applicable {
			continue
		}
		applicable++
		if s.Hollow {
			hollow++
		}
		for _, cell := range s.Cells {
			if cell.Rating != "not-applicable" {
				steps++
			}
			if cell.Rating == "in-place" {
				inPlace++
			}
		}
	}
	if len(p.Breadth) > 1 {
		want["stages"] = []int{applicable, p.Breadth[0].InPlace, p.Breadth[1].InPlace}
		want["steps"] = []int{inPlace, steps}
		want["hollow"] = []int{hollow}
	}
	sides := map[string]int{}
	for _, a := range p.Actions {
		if a.Selected {
			sides[strings.Split(a.ID, "/")[1]]++
		}
	}
	want["own actions"], want["other actions"] = []int{sides["cso"]}, []int{sides["authority"]}
	return want
}

// checkCounts holds the sentences that count, with numbers in words or digits,
// to the JSON, and gives the names of those that the text says.
func (p *figureProfile) checkCounts(t *testing.T, form, text string) []string {
	t.Helper()
	want := p.wantCounts()
	var said []string
	for name, sentence := range counting {
		for _, m := range sentence.FindAllStringSubmatch(text, -1) {
			var got []int
			for _, word := range filled(m) {
				n, err := strconv.Atoi(word)
				if word = strings.ToLower(word); err != nil {
					known := false
					if n, known = numerals[word]; !known {
						t.Errorf("%s: %q is no number in %q", form, word, m[0])
					}
				}
				got = append(got, n)
			}
			if d := cmp.Diff(want[name], got); d != "" {
				t.Errorf("%s: %q, %s (-JSON +text):\n%s", form, m[0], name, d)
			}
			if !slices.Contains(said, name) {
				said = append(said, name)
			}
		}
	}
	levels := map[string]int{}
	for _, m := range saidBreadth.FindAllStringSubmatch(text, -1) {
		f := filled(m)
		i := slices.Index([]string{"information", "consultation", "dialogue", "partnership", "partenariat",
			"інформування", "консультації", "діалог", "партнерство"}, f[0])
		i = []int{0, 1, 2, 3, 3, 0, 1, 2, 3}[i]
		if want := fmt.Sprint(p.Breadth[i].InPlace, p.Breadth[i].Applicable); want != f[1]+" "+f[2] {
			t.Errorf("%s: %q; the JSON has %s", form, m[0], want)
		}
		levels[f[0]]++
	}
	if len(levels) > 0 {
		said = append(said, fmt.Sprint("breadth ", len(levels)))
	}
	slices.Sort(said)
	return said
}

// checkDepths holds the depth of each stage, as it is said in steps, to the
// JSON: the whole steps that its range lies between, in the order of stages.
func (p *figureProfile) checkDepths(t *testing.T, form, text string) {
	t.Helper()
	var want, got []string
	for _, s := range p.Stages {
		if !s.Applicable {
			continue
		}
		low, high := math.Floor(*s.Depth.Low), math.Ceil(*s.Depth.High)
		switch {
		case low == high:
			want = append(want, fmt.Sprint(low))
		case high == 1 && *s.Depth.Low > 0 && *s.Depth.High < 1:
			want = append(want, "less 1")
		default:
			want = append(want, fmt.Sprint(low, " ", high))
		}
	}
	for _, m := range saidDepth.FindAllStringSubmatch(text, -1) {
		switch before := digit.FindString(m[1]); {
		case m[1] == "":
			got = append(got, m[2])
		case before == "":
			got = append(got, "less "+m[2])
		default:
			got = append(got, before+" "+m[2])
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s: depth of the stages (-JSON +text):\n%s", form, d)
	}
}
