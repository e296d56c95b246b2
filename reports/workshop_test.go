package reports_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// room is a workshop in memory.
type room struct {
	w      assess.Workshop
	qs     map[assess.Group]*assess.Questionnaire
	people []assess.Participant
	log    []assess.Event
}

// newRoom makes a workshop of groups with their questionnaires: "cso:core-cso".
func newRoom(tb testing.TB, lang string, cards int, parties ...string) *room {
	tb.Helper()
	r := &room{qs: map[assess.Group]*assess.Questionnaire{}, w: assess.Workshop{
		ID: "01a1f833-df1e-7c5e-a6d0-49bab80469b8", Title: "Port Example network", Language: "en", Minutes: 150, Cards: cards,
		Created: assess.Date{Year: 2026, Month: 11, Day: 20}, Minimum: assess.DefaultMinimum(),
		Frame: assess.Frame{Jurisdiction: "Port Example", Tier: "local", Country: "ZZ", Policy: "Drug strategy 2024-2028"},
	}}
	for _, p := range parties {
		g, id, _ := strings.Cut(p, ":")
		l, err := questionnaires.Load(id, lang)
		if err != nil {
			tb.Fatal(err)
		}
		r.qs[assess.Group(g)] = l.Questionnaire
		r.w.Parties = append(r.w.Parties, assess.Party{Group: assess.Group(g), Questionnaire: assess.Ref{ID: id, Version: l.Questionnaire.Version}})
	}
	return r
}

// fill lets made-up people respond.
func (r *room) fill(g assess.Group, people int, seed uint64) {
	r.people = append(r.people, assess.Simulate(r.qs[g], g, people, r.w.Cards, seed)...)
}

// show records what results would show.
func (r *room) show() {
	for _, s := range assess.ToShow(&r.w, r.of, r.people, r.log) {
		r.log = append(r.log, assess.Event{At: "2026-11-20T14:00:00Z", Group: s.Group, Item: s.Item, Turn: assess.TurnShown, Round: s.Round})
	}
}

func (r *room) of(g assess.Group) *assess.Questionnaire { return r.qs[g] }

// input is what a report is made of.
func (r *room) input(lang string) reports.WorkshopInput {
	p := assess.PublishedSpreads(&r.w, r.of, r.people, r.log)
	p.Reasons(&r.w, r.people, r.log)
	return reports.WorkshopInput{
		Workshop: &r.w, Published: p, Questionnaires: r.qs, Log: r.log, Date: r.w.Created,
		Late:   assess.CountLate(&r.w, r.of, r.people, r.log).Waiting,
		Agreed: map[assess.Group]*assess.Assessment{}, Framework: questionnaires.Framework(lang),
		Sources: questionnaires.Sources(), Reference: questionnaires.Reference(lang), Phrases: phrases.New(lang),
	}
}

// agree makes the agreed assessment of a group: item k gets k modulo its scale;
// every fifth with a reason and dissent, every ninth is left open.
func (r *room) agree(in *reports.WorkshopInput, g assess.Group) {
	a := &assess.Assessment{ID: r.w.ID, Questionnaire: r.w.Party(g).Questionnaire, Language: "en", Frame: r.w.Frame, Responses: map[string]assess.Response{}}
	a.Frame.Group, a.Frame.People, a.Frame.Facilitated, a.Frame.Date = g, 11, true, r.w.Created
	for k, it := range r.qs[g].Items() {
		e := assess.Event{At: "2026-11-20T15:00:00Z", Group: g, Item: it.ID, Turn: assess.TurnAgreed, Round: 1, People: 11,
			Agreed: assess.Response{State: assess.Answered, Value: k * 7 % (it.Max() + 1)}}
		switch {
		case k%9 == 4:
			e = assess.Event{At: e.At, Group: g, Item: it.ID, Turn: assess.TurnLeft, Round: 1, Why: "PRIVATE we need the minutes"}
		case k%5 == 2:
			e.Why, e.Object = "PRIVATE the budget is public", "PRIVATE two have never seen it"
		}
		if e.Turn == assess.TurnAgreed {
			a.Responses[it.ID] = e.Agreed
		}
		in.Log = append(in.Log, e)
	}
	in.Agreed[g] = a
}

// rooms are the workshops that every form of results has to stand.
func rooms(tb testing.TB, lang string) map[string]reports.WorkshopInput {
	tb.Helper()
	out := map[string]reports.WorkshopInput{}
	one := newRoom(tb, lang, 4, "cso:core-cso")
	one.fill("cso", 12, 3)
	one.show()
	in := one.input(lang)
	one.agree(&in, "cso")
	out["one"] = in

	two := newRoom(tb, lang, 0, "cso:core-cso", "authority:core-pm")
	two.fill("cso", 11, 3)
	two.fill("authority", 8, 4)
	two.show()
	in = two.input(lang)
	two.agree(&in, "cso")
	two.agree(&in, "authority")
	out["two"] = in

	few := newRoom(tb, lang, 0, "cso:core-cso")
	few.fill("cso", 4, 3)
	few.show()
	out["few"] = few.input(lang)

	shared := newRoom(tb, lang, 0, "peer:peer-org", "manager:peer-org")
	shared.fill("peer", 9, 3)
	shared.fill("manager", 6, 4)
	shared.show()
	out["shared"] = shared.input(lang)

	rehearsal := newRoom(tb, lang, 5, "cso:core-quick")
	rehearsal.w.Fictional = true
	rehearsal.fill("cso", 60, 3)
	rehearsal.show()
	in = rehearsal.input(lang)
	rehearsal.agree(&in, "cso")
	out["rehearsal"] = in
	for name, v := range map[string]func(i, top int) int{"alike": func(_, top int) int { return top - 1 }, "apart": func(i, top int) int { return i % 2 * top }} {
		r := newRoom(tb, lang, 0, "cso:core-cso")
		r.fill("cso", 8, 3)
		for i := range r.people {
			for _, it := range r.qs["cso"].Items() {
				r.people[i].Rounds[0][it.ID] = assess.Response{State: assess.Answered, Value: v(i, it.Max())}
			}
		}
		r.show()
		out[name] = r.input(lang)
	}
	return out
}

// workshopForms writes a workshop in every form of this package.
func workshopForms(t *testing.T, in reports.WorkshopInput) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	write := func(name string, form func(b *bytes.Buffer) error) {
		var b bytes.Buffer
		if err := form(&b); err != nil {
			t.Fatal(err)
		}
		out[name] = b.Bytes()
	}
	results, report := reports.ResultsOf(in), reports.WorkshopReport(in)
	write("results.txt", func(b *bytes.Buffer) error { return reports.WriteResults(b, results, reports.TextOptions{}) })
	write("results-60.txt", func(b *bytes.Buffer) error { return reports.WriteResults(b, results, reports.TextOptions{Width: 60}) })
	write("results-plain.txt", func(b *bytes.Buffer) error { return reports.WriteResults(b, results, reports.TextOptions{Plain: true}) })
	write("agenda.txt", func(b *bytes.Buffer) error {
		return reports.WriteAgenda(b, reports.AgendaOf(in, 60, 810), reports.TextOptions{})
	})
	write("report.txt", func(b *bytes.Buffer) error { return reports.WriteWorkshop(b, report, reports.TextOptions{}) })
	write("report.md", func(b *bytes.Buffer) error { return reports.WriteWorkshopMarkdown(b, report) })
	write("results.json", func(b *bytes.Buffer) error { return reports.WriteResultsJSON(b, in, true) })
	return out
}

func TestWorkshopGolden(t *testing.T) {
	t.Parallel()
	all := rooms(t, "en")
	for name, forms := range map[string][]string{
		"one":       {"results.txt", "results-60.txt", "results-plain.txt", "agenda.txt", "report.md", "results.json"},
		"two":       {"results.txt"},
		"few":       {"results.txt", "report.txt"},
		"shared":    {"results.txt"},
		"rehearsal": {"agenda.txt", "report.txt"},
	} {
		got := workshopForms(t, all[name])
		for _, form := range forms {
			golden(t, "workshop-"+name+"."+form, got[form])
		}
	}
}

// In every language nothing is missing, no line is too long, and a rehearsal
// says so.
func TestWorkshop_everyLanguage(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "fr", "uk"} {
		for name, in := range rooms(t, lang) {
			for form, got := range workshopForms(t, in) {
				text := string(got)
				if strings.Contains(text, "[[") || strings.Contains(text, "{") && !strings.HasSuffix(form, ".json") {
					t.Errorf("%s, %s, %s: a message is missing:\n%s", lang, name, form, text)
				}
				most := 80
				if strings.HasPrefix(form, "results-60") {
					most = 60
				}
				for line := range strings.Lines(text) {
					if n := len([]rune(strings.TrimRight(line, "\n"))); n > most && strings.HasSuffix(form, ".txt") {
						t.Errorf("%s, %s, %s: a line of %d columns: %s", lang, name, form, n, line)
					}
				}
				mark := phrases.New(lang).T("workshop.fictional")
				flat := strings.Join(strings.Fields(text), " ")
				if in.Workshop.Fictional && !strings.HasSuffix(form, ".json") && !strings.Contains(flat, strings.Join(strings.Fields(mark), " ")) {
					t.Errorf("%s, %s, %s: does not say that it is fictional", lang, name, form)
				}
			}
		}
	}
}

// The public form holds no word that a group wrote.
func TestWorkshop_public(t *testing.T) {
	t.Parallel()
	for name, in := range rooms(t, "en") {
		in.Public = true
		for form, got := range workshopForms(t, in) {
			if bytes.Contains(got, []byte("PRIVATE")) {
				t.Errorf("%s, %s tells what a group wrote", name, form)
			}
		}
	}
}

// resultsFile is the JSON as somebody else would read it.
type resultsFile struct {
	Groups []struct {
		Group                 string
		People, Organisations *int
		Items                 []itemFile
		Sections              []struct {
			ID    string
			Score *struct{ Value *float64 }
		}
	}
	Totals []struct {
		Groups []string
		Items  []itemFile
	}
}

type itemFile struct {
	ID     string
	Hidden *string
	Rounds []struct {
		People        int
		Organisations *int
		Counts        []int
		DontKnow      int `json:"dont_know"`
		NotApplicable int `json:"not_applicable"`
		Score         *struct{ Value *float64 }
		Consensus     *struct {
			Value float64
			Grade string
		}
		Field *string
	}
}

func readResults(t *testing.T, in reports.WorkshopInput) resultsFile {
	t.Helper()
	var b bytes.Buffer
	if err := reports.WriteResultsJSON(&b, in, false); err != nil {
		t.Fatal(err)
	}
	var out resultsFile
	if err := json.Unmarshal(b.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// domain.md E.9: the same middle score, a different next step.
func TestWorkshop_workedExample(t *testing.T) {
	t.Parallel()
	r := newRoom(t, "en", 0, "cso:core-cso")
	for i := range 5 {
		r.people = append(r.people, assess.Participant{Group: "cso", Rounds: []map[string]assess.Response{{
			"ag-inf": {State: assess.Answered, Value: []int{3, 2, 2, 0, 1}[i]},
			"ag-con": {State: assess.Answered, Value: []int{2, 2, 2, 1, 2}[i]},
		}}})
	}
	r.show()
	for _, it := range readResults(t, r.input("en")).Groups[0].Items {
		want := map[string][4]any{"ag-inf": {53.0, 0.32, "low", "agree-first"}, "ag-con": {60.0, 0.73, "medium", "ready-to-act"}}[it.ID]
		if want[0] == nil {
			continue
		}
		x := it.Rounds[0]
		got := [4]any{math.Round(*x.Score.Value), math.Round(100*x.Consensus.Value) / 100, x.Consensus.Grade, *x.Field}
		if got != want {
			t.Errorf("%s: %v, want %v", it.ID, got, want)
		}
	}
}

// naive works an item out again in the plainest way; ok is false when nothing
// of it may be shown.
func naive(r *room, g assess.Group, it *assess.Item) (mean, consensus float64, people int, ok bool) {
	byCard := map[int][]float64{}
	cards := map[int]bool{}
	var values []float64
	unknown := map[int]int{}
	for _, p := range r.people {
		said := p.Rounds[0][it.ID]
		if p.Group != g || said.State == assess.Blank {
			continue
		}
		people++
		cards[p.Card] = true
		switch said.State {
		case assess.Answered:
			v := float64(said.Value) / float64(it.Max())
			byCard[p.Card] = append(byCard[p.Card], v)
			values = append(values, v)
		case assess.DontKnow:
			unknown[p.Card]++
		}
	}
	if people < 5 || r.w.Cards > 0 && len(cards) < 3 {
		return 0, 0, 0, false
	}
	coverage, seats := 0.0, 0.0
	for card := range cards {
		n := len(byCard[card])
		if n+unknown[card] > 0 {
			seats++
			coverage += float64(n) / float64(n+unknown[card])
		}
		if n > 0 {
			sum := 0.0
			for _, v := range byCard[card] {
				sum += v
			}
			mean += sum / float64(n)
		}
	}
	mean = 100 * mean / float64(max(1, len(byCard)))
	if seats == 0 || coverage/seats < 0.6-1e-12 {
		mean = -1
	}
	middle, spread := 0.0, 0.0
	for _, v := range values {
		middle += v / float64(len(values))
	}
	for _, v := range values {
		spread += (v - middle) * (v - middle) / float64(len(values))
	}
	if len(values) < 3 {
		return mean, -1, people, true
	}
	return mean, 1 - 2*math.Sqrt(spread), people, true
}

// TestWorkshop_likeNaive checks whole random workshops: every figure of the
// JSON against the plainest way to find it.
func TestWorkshop_likeNaive(t *testing.T) {
	t.Parallel()
	shown := 0
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 2))
		r := randomRoom(t, rng)
		for _, g := range readResults(t, r.input("en")).Groups {
			for _, it := range g.Items {
				mean, consensus, people, ok := naive(r, assess.Group(g.Group), r.qs[assess.Group(g.Group)].Item(it.ID))
				if ok != (it.Hidden == nil) {
					t.Fatalf("seed %d, %s %s: hidden %v, want %v", seed, g.Group, it.ID, it.Hidden, !ok)
				}
				if !ok {
					continue
				}
				shown++
				x := it.Rounds[len(it.Rounds)-1]
				value, agreed := -1.0, -1.0
				if x.Score != nil && x.Score.Value != nil {
					value = *x.Score.Value
				}
				if x.Consensus != nil {
					agreed = x.Consensus.Value
				}
				if x.People != people || math.Abs(value-mean) > 1e-9 || math.Abs(agreed-consensus) > 1e-9 {
					t.Fatalf("seed %d, %s %s: %d people, mean %v, consensus %v; want %d, %v, %v", seed, g.Group, it.ID, x.People, value, agreed, people, mean, consensus)
				}
			}
		}
	}
	if shown < 1000 {
		t.Fatalf("only %d items were shown", shown)
	}
}

// randomRoom is a workshop with one to four groups of any size.
func randomRoom(t *testing.T, rng *rand.Rand) *room {
	t.Helper()
	sets := [][]string{{"cso:core-quick"}, {"cso:core-cso", "authority:core-pm"}, {"peer:peer-org", "manager:peer-org"}}
	r := newRoom(t, "en", rng.IntN(2)*(2+rng.IntN(4)), sets[rng.IntN(len(sets))]...)
	for _, p := range r.w.Parties {
		r.fill(p.Group, rng.IntN(14), rng.Uint64())
	}
	for i := range r.people {
		for id := range r.people[i].Rounds[0] {
			if rng.IntN(5) == 0 {
				r.people[i].Rounds[0][id] = assess.Response{}
			}
		}
	}
	r.show()
	return r
}

// No figure of a whole JSON, and no total less the groups that it is made of,
// tells of fewer than the minimum.
func TestWorkshop_nobodyIsExposed(t *testing.T) {
	t.Parallel()
	totals := 0
	for seed := range uint64(120) {
		rng := rand.New(rand.NewPCG(seed, 9))
		r := randomRoom(t, rng)
		file := readResults(t, r.input("en"))
		people := map[string]map[string]int{}
		for _, g := range file.Groups {
			if g.People != nil && *g.People < 5 {
				t.Fatalf("seed %d: %d people of %s are told", seed, *g.People, g.Group)
			}
			people[g.Group] = map[string]int{}
			for _, it := range g.Items {
				if it.Hidden != nil && len(it.Rounds) > 0 {
					t.Fatalf("seed %d: %s of %s is hidden and has figures", seed, it.ID, g.Group)
				}
				for _, x := range it.Rounds {
					sum := x.DontKnow + x.NotApplicable
					for _, n := range x.Counts {
						sum += n
					}
					if x.People < 5 || sum != x.People || r.w.Cards > 0 && (x.Organisations == nil || *x.Organisations < 3) {
						t.Fatalf("seed %d: %s of %s tells of %d people (%d counted)", seed, it.ID, g.Group, x.People, sum)
					}
					people[g.Group][it.ID] = x.People
				}
			}
		}
		for _, total := range file.Totals {
			for _, it := range total.Items {
				for _, x := range it.Rounds {
					totals++
					rest := x.People
					for _, g := range total.Groups {
						rest -= people[g][it.ID]
					}
					if rest != 0 && rest < 5 {
						t.Fatalf("seed %d: the total of %s tells of %d people", seed, it.ID, rest)
					}
				}
			}
		}
	}
	if totals < 50 {
		t.Fatalf("only %d totals were shown", totals)
	}
}

// What a group decided is off its agenda; topics fit the time and follow each
// other.
func TestAgendaOf(t *testing.T) {
	t.Parallel()
	r := newRoom(t, "en", 0, "cso:core-cso")
	r.fill("cso", 12, 3)
	r.show()
	in := r.input("en")
	first := reports.AgendaOf(in, 60, 13*60+30).Groups[0].Rows
	if len(first) < 4 || first[0].Clock != "13:30" {
		t.Fatalf("agenda: %+v", first)
	}
	sum := 0
	for i, row := range first {
		if row.At != 13*60+30+sum {
			t.Errorf("topic %d begins at minute %d, want %d", i, row.At, 13*60+30+sum)
		}
		sum += row.Minutes
	}
	if sum > 60 {
		t.Errorf("the topics take %d minutes of 60", sum)
	}
	in.Log = append(in.Log, assess.Event{Group: "cso", Item: first[0].Item, Turn: assess.TurnLeft, Round: 1})
	second := reports.AgendaOf(in, 60, -1).Groups[0].Rows
	if slices.ContainsFunc(second, func(x reports.AgendaRow) bool { return x.Item == first[0].Item }) {
		t.Error("what was left open is on the agenda again")
	}
	if second[0].Clock != "0:00" {
		t.Errorf("without a time of day the talk begins at %s", second[0].Clock)
	}
}

// The agreement before the talk is a part of the confidence of the road map.
func TestWorkshopReport_confidence(t *testing.T) {
	t.Parallel()
	in := rooms(t, "en")["one"]
	for _, p := range reports.WorkshopReport(in).Pages {
		if p.RoadMap == nil {
			continue
		}
		firm := p.RoadMap.Unknown.Firm
		if last := firm[len(firm)-1]; !last.Has || last.Value <= 0 || last.Value >= 1 {
			t.Errorf("consensus is %+v, want a part of the confidence", last)
		}
		return
	}
	t.Error("the report has no road map")
}

func BenchmarkResults(b *testing.B) {
	for _, people := range []int{40, 1000} {
		b.Run(fmt.Sprint(people), func(b *testing.B) {
			r := newRoom(b, "en", 8, "cso:core-cso", "authority:core-pm")
			r.fill("cso", people/2, 1)
			r.fill("authority", people/2, 2)
			r.show()
			for b.Loop() {
				var out bytes.Buffer
				if err := reports.WriteResults(&out, reports.ResultsOf(r.input("en")), reports.TextOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
