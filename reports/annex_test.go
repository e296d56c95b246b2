package reports_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// explaining adds what an annex is made of.
func explaining(in reports.Input) reports.Input {
	in.Explainer = assess.NewExplainer(in.Questionnaire, in.Assessment, in.Framework.Targets)
	return in
}

// byChance fills a questionnaire with random responses and weights.
func byChance(t *testing.T, id string, chance *rand.Rand) reports.Input {
	t.Helper()
	l, err := questionnaires.Load(id, "")
	if err != nil {
		t.Fatal(err)
	}
	q := l.Questionnaire
	a := &assess.Assessment{Questionnaire: assess.Ref{ID: q.ID, Version: q.Version}, Responses: map[string]assess.Response{}}
	a.Frame.Group = q.Groups[0]
	aside, unknown, weighted := chance.IntN(4), chance.IntN(4), chance.IntN(2) == 0
	for _, it := range q.Items() {
		if weighted {
			it.Weight = assess.Weight(5 + chance.IntN(26))
		}
		r := assess.Response{State: assess.Answered, Value: chance.IntN(it.Max() + 1)}
		switch n := chance.IntN(10); {
		case n < aside:
			r = assess.Response{State: assess.NotApplicable, Reason: "PRIVATE"}
		case n < aside+unknown:
			r = assess.Response{State: assess.DontKnow}
		}
		a.Responses[it.ID] = r
	}
	return explaining(input(q, a))
}

// equation is a chain of sums in a text: "4/4 x (1 + 2/3) = 5/3 = 1.67".
var equation = regexp.MustCompile(`[0-9(](?:[0-9./()]| [-x+/] )*(?: = [0-9(](?:[0-9./()]| [-x+/] )*)+`)

// reader works a sum out as a person with paper would.
type reader struct {
	text string
	at   int
}

func worked(t *testing.T, text string) *big.Rat {
	t.Helper()
	r := &reader{text: strings.ReplaceAll(text, " ", "")}
	v := r.sum()
	if r.at < len(r.text) {
		t.Fatalf("cannot read %q after %q", text, r.text[:r.at])
	}
	return v
}

func (r *reader) take(sign byte) bool {
	if r.at < len(r.text) && r.text[r.at] == sign {
		r.at++
		return true
	}
	return false
}

func (r *reader) sum() *big.Rat {
	v := r.product()
	for {
		switch {
		case r.take('+'):
			v.Add(v, r.product())
		case r.take('-'):
			v.Sub(v, r.product())
		default:
			return v
		}
	}
}

func (r *reader) product() *big.Rat {
	v := r.figure()
	for {
		switch {
		case r.take('x'):
			v.Mul(v, r.figure())
		case r.take('/'):
			v.Quo(v, r.figure())
		default:
			return v
		}
	}
}

func (r *reader) figure() *big.Rat {
	if r.take('(') {
		v := r.sum()
		r.take(')')
		return v
	}
	from := r.at
	for r.at < len(r.text) && strings.IndexByte("0123456789.", r.text[r.at]) >= 0 {
		r.at++
	}
	v, ok := new(big.Rat).SetString(r.text[from:r.at])
	if !ok {
		panic(fmt.Sprintf("no figure in %q at %d", r.text, from))
	}
	return v
}

// adds holds that every step of every chain of a text is equal, that the last
// is the one before rounded, and gives what each chain comes to.
func adds(t *testing.T, where, text string) []*big.Rat {
	t.Helper()
	var out []*big.Rat
	for _, chain := range equation.FindAllString(text, -1) {
		steps := strings.Split(strings.TrimRight(strings.TrimSpace(chain), "."), " = ")
		value := worked(t, steps[0])
		for _, s := range steps[1 : len(steps)-1] {
			if worked(t, s).Cmp(value) != 0 {
				t.Errorf("%s: %q is not %q in %q", where, s, steps[0], chain)
			}
		}
		last := steps[len(steps)-1]
		hundred := new(big.Rat).Mul(value, big.NewRat(100, 1))
		if last != value.FloatString(2) && last != hundred.FloatString(2) {
			t.Errorf("%s: %q ends in %s, want %s or %s", where, chain, last, value.FloatString(2), hundred.FloatString(2))
		}
		out = append(out, value)
	}
	return out
}

// is holds that one of the values is the wanted one.
func is(t *testing.T, where string, got []*big.Rat, want assess.Ratio) {
	t.Helper()
	w, _ := new(big.Rat).SetString(want.String())
	for _, v := range got {
		if v.Cmp(w) == 0 {
			return
		}
	}
	t.Errorf("%s: the sums come to %v, the score is %s", where, got, want)
}

// fact gives the values of the sums under a key and what goes on below it.
func fact(t *testing.T, p *reports.ExplainedPart, key string) []*big.Rat {
	t.Helper()
	var out []*big.Rat
	last := ""
	for _, f := range p.Facts {
		if f.Key != "" {
			last = f.Key
		}
		if last == key {
			out = append(out, adds(t, p.ID+" "+key, f.Value)...)
		}
	}
	return out
}

// scored holds the sums of a score and of its range to the profile.
func scored(t *testing.T, where string, got []*big.Rat, s assess.Score) {
	t.Helper()
	if !s.Applicable {
		return
	}
	if s.HasValue {
		is(t, where, got, s.Value)
	}
	if !s.Low.Equal(s.High) {
		is(t, where+" low", got, s.Low)
		is(t, where+" high", got, s.High)
	}
}

// TestAnnex_addsUp: on random assessments of every questionnaire every sum of
// the annex, as it is printed, is right in every step and comes to the figure
// of the profile.
func TestAnnex_addsUp(t *testing.T) {
	t.Parallel()
	chance := rand.New(rand.NewPCG(7, 11))
	one := assess.Whole(1)
	for _, q := range questionnaires.List() {
		for range 4 {
			in := byChance(t, q.ID, chance)
			p := in.Profile
			groups := map[string]reports.AnnexGroup{}
			for _, g := range reports.Build(in).Annex.Groups {
				groups[g.ID] = g
			}
			for i, s := range p.Stages {
				part := groups["stages"].Parts[i]
				for k := range part.Facts {
					adds(t, part.ID, part.Facts[k].Value)
				}
				if !s.Applicable {
					continue
				}
				if s.Depth.HasValue {
					is(t, part.ID+" depth", fact(t, &part, "Depth"), s.Depth.Value)
				}
				if !s.Depth.Low.Equal(s.Depth.High) {
					is(t, part.ID+" low", fact(t, &part, "Range"), s.Depth.Low)
					is(t, part.ID+" high", fact(t, &part, "Range"), s.Depth.High)
				}
			}
			for i, b := range p.Barriers {
				part := groups["barriers"].Parts[i]
				severity := b.Severity
				scored(t, part.ID, append(fact(t, &part, "Severity"), fact(t, &part, "Range")...), severity)
				severity.Value, severity.Low, severity.High = one.Sub(severity.Value), one.Sub(severity.High), one.Sub(severity.Low)
				scored(t, part.ID+" score", fact(t, &part, "Score"), severity)
			}
			sectionsAddUp(t, groups["sections"], p)
			indexAddsUp(t, groups["index"], p)
			if g := groups["actions"]; len(p.Actions) > 0 {
				for i, f := range p.Actions {
					is(t, "priority of "+f.Action.ID, adds(t, f.Action.ID, g.Table.Rows[i][3].Text), f.Priority)
				}
			}
		}
	}
}

func sectionsAddUp(t *testing.T, g reports.AnnexGroup, p *assess.Profile) {
	t.Helper()
	parts, row := map[string]*reports.ExplainedPart{}, 0
	for i := range g.Parts {
		parts[g.Parts[i].ID] = &g.Parts[i]
	}
	for _, s := range p.Sections {
		var got []*big.Rat
		if part := parts[s.ID]; part != nil {
			got = fact(t, part, "Score")
		} else {
			got = adds(t, "section "+s.ID, g.Table.Rows[row][1].Text)
			row++
		}
		if !s.TooFew {
			scored(t, "section "+s.ID, got, s.Score)
		}
	}
}

func indexAddsUp(t *testing.T, g reports.AnnexGroup, p *assess.Profile) {
	t.Helper()
	if len(g.Parts) == 0 {
		return
	}
	hundred := assess.Whole(100)
	if p.Index.HasValue {
		is(t, "index", fact(t, &g.Parts[0], "Figure"), p.Index.Value.Mul(hundred))
	}
	if !p.Index.Low.Equal(p.Index.High) {
		is(t, "index low", fact(t, &g.Parts[0], "Range"), p.Index.Low.Mul(hundred))
		is(t, "index high", fact(t, &g.Parts[0], "Range"), p.Index.High.Mul(hundred))
	}
}

// TestAnnex_states: the annex of every state, in every language, lacks no
// message; it names items by their titles, and holds no reason in public.
func TestAnnex_states(t *testing.T) {
	t.Parallel()
	for name, in := range states(t) {
		for _, lang := range phrases.Languages() {
			in.Phrases = phrases.New(lang)
			for _, public := range []bool{false, true} {
				if in.Options.Public = public; public && lang != "en" {
					continue
				}
				r := reports.Build(explaining(in))
				if len(r.Annex.Groups) == 0 {
					t.Errorf("%s: the annex is empty", name)
				}
				for form, text := range map[string]string{
					"text": string(document(t, r, reports.TextOptions{})), "markdown": markdownOf(t, r),
				} {
					if strings.Contains(text, "[[") {
						t.Errorf("%s, %s, %s: a message is missing", name, lang, form)
					}
					if public && strings.Contains(text, "PRIVATE") {
						t.Errorf("%s, %s, %s: a reason in public", name, lang, form)
					}
				}
				for _, g := range r.Annex.Groups {
					for _, p := range g.Parts {
						for _, row := range p.Table.Rows {
							if len(row) != len(p.Table.Heads) {
								t.Fatalf("%s: a row of %d cells under %d heads", name, len(row), len(p.Table.Heads))
							}
						}
					}
				}
			}
		}
	}
}

// TestAnnex_equalsExplain: the lead of each part and its sums are those of
// "csi explain".
func TestAnnex_equalsExplain(t *testing.T) {
	t.Parallel()
	for name, in := range states(t) {
		in = explaining(in)
		for _, g := range reports.Build(in).Annex.Groups {
			kind, known := map[string]reports.PartKind{"stages": reports.StagePart, "barriers": reports.BarrierPart, "sections": reports.SectionPart}[g.ID]
			for _, p := range g.Parts {
				if !known {
					continue
				}
				want := reports.Explain(in, in.Explainer, reports.Part{Kind: kind, ID: p.ID}).Parts[0]
				if p.Lead != want.Lead {
					t.Errorf("%s, %s: %q, csi explain says %q", name, p.ID, p.Lead, want.Lead)
				}
				for i, row := range want.Table.Rows {
					for k, c := range row {
						if got := p.Table.Rows[i][k].Text; got != c.Text && !strings.HasSuffix(got, " · "+c.Text) {
							t.Errorf("%s, %s: %q in the annex, %q in csi explain", name, p.ID, got, c.Text)
						}
					}
				}
			}
		}
	}
}
