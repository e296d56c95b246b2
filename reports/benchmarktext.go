package reports

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"

	"csi/assess"
)

// WriteBenchmark writes a benchmark as tables; as sentences with the option
// Plain and where a table is too wide.
func WriteBenchmark(w io.Writer, v *Benchmark, o TextOptions) error {
	p := newPage(w, o)
	p.hang("", 0, v.Title, strong)
	p.joined(0, v.Subject)
	for _, t := range v.Warnings {
		p.text(0, t)
	}
	for _, part := range append(slices.Clone(v.Trends), v.Parts...) {
		p.line("")
		p.hang("", 0, part.Heading, strong)
		p.benchmarkPart(&part)
	}
	p.line("")
	p.text(0, v.Coverage)
	for _, n := range v.Notes {
		p.hang("", 0, n, quiet)
	}
	return p.flush()
}

// Names of groups are between these widths in a table, the widest where
// nothing else needs the room; longer ones take several lines.
const (
	benchmarkWide   = 44
	benchmarkName   = 20
	benchmarkNarrow = 12
)

func (p *page) benchmarkPart(part *BenchmarkPart) {
	heads := []string{part.KeyHead}
	if part.CountHead != "" {
		heads = append(heads, part.CountHead)
	}
	heads = append(heads, part.Classes...)
	if part.Middle != "" {
		heads = append(heads, part.Middle)
	}
	widths := make([]int, len(heads))
	for i, h := range heads {
		widths[i] = p.columns(p.clean(h))
	}
	rows := make([][]string, len(part.Rows))
	for i, r := range part.Rows {
		rows[i] = []string{r.Name}
		if r.Hidden == "" {
			if part.CountHead != "" {
				rows[i] = append(rows[i], r.Organisations)
			}
			rows[i] = append(rows[i], r.Counts...)
			if part.Middle != "" {
				rows[i] = append(rows[i], r.Middle)
			}
		}
		for j, s := range rows[i] {
			widths[j] = max(widths[j], p.columns(p.clean(s)))
		}
	}
	others := 2 * (len(widths) - 1)
	for _, n := range widths[1:] {
		others += n
	}
	widths[0] = min(widths[0], max(benchmarkName, min(benchmarkWide, p.width-others)))
	total := others + widths[0]
	if over := total - p.width; over > 0 && widths[0]-over >= benchmarkNarrow {
		widths[0], total = widths[0]-over, p.width
	}
	if p.o.Plain || total > p.width {
		for _, r := range part.Rows {
			p.hang("  ", 4, r.Alt, ink)
		}
		return
	}
	p.line(p.o.paint(quiet, p.benchmarkCells(heads, widths)))
	for i, r := range part.Rows {
		name := p.wrap(r.Name, widths[0])
		for _, n := range name[:len(name)-1] {
			p.line(n)
		}
		rows[i][0] = name[len(name)-1]
		line := p.benchmarkCells(rows[i], widths)
		if r.Hidden != "" {
			p.hang(p.pad(rows[i][0], widths[0])+"  ", widths[0]+2, r.Hidden, quiet)
			continue
		}
		if r.Total {
			line = p.o.paint(strong, line)
		}
		p.line(line)
	}
}

// benchmarkCells sets names to the left and figures to the right.
func (p *page) benchmarkCells(cells []string, widths []int) string {
	line := p.pad(cells[0], widths[0])
	for i, s := range cells[1:] {
		s = p.clean(s)
		line += strings.Repeat(" ", 2+max(0, widths[i+1]-p.columns(s))) + s
	}
	return line
}

// BenchmarkSchema names the JSON of a benchmark.
const BenchmarkSchema = "csi/benchmark/1"

// BenchmarkViewsSchema names that of pairs: n counts them, organisations are
// authorities, and quartiles are those of the gap, authority less civil
// society.
const BenchmarkViewsSchema = "csi/benchmark-views/1"

type benchmarkJSON struct {
	Schema        string            `json:"schema"`
	Questionnaire string            `json:"questionnaire"`
	Version       string            `json:"version"`
	Second        *versionJSON      `json:"authority_questionnaire,omitempty"`
	Release       string            `json:"release,omitempty"`
	By            []string          `json:"by"`
	Where         map[string]string `json:"where"`
	Minimum       int               `json:"minimum"`
	Countries     int               `json:"countries"`
	Alone         *[2]int           `json:"in_no_pair,omitempty"` // lowest and highest
	CommonItems   int               `json:"common_items"`
	Items         int               `json:"items"`
	Groups        []benchmarkGroup  `json:"groups"`
	All           benchmarkGroup    `json:"all"`
	Warnings      []string          `json:"warnings"`
	Hidden        []hiddenFigure    `json:"hidden"`
}

type benchmarkGroup struct {
	Key           []string           `json:"key"`
	Hidden        string             `json:"hidden,omitempty"`
	From          string             `json:"kept_from,omitempty"`
	N             int                `json:"n,omitempty"`
	Organisations int                `json:"organisations_at_least,omitempty"`
	Civil         int                `json:"civil_society,omitempty"`
	Places        *[2]int            `json:"places,omitempty"`             // of one year, lowest and highest
	Stayed        *[2]int            `json:"places_year_before,omitempty"` // of them, also in the year shown before
	Versions      map[string]int     `json:"versions,omitempty"`
	Measures      []benchmarkMeasure `json:"measures,omitempty"`
}

type versionJSON struct {
	ID      string `json:"id"`
	Version string `json:"version"`
}

type benchmarkMeasure struct {
	Measure   string           `json:"measure"`
	Counts    []benchmarkCount `json:"counts"` // null when withheld
	Quartiles []float64        `json:"quartiles"`
}

type benchmarkCount struct {
	Class string `json:"class"`
	Low   int    `json:"low"`
	High  int    `json:"high"`
}

type hiddenFigure struct {
	Group   []string `json:"group"` // null for all shown
	Measure string   `json:"measure,omitempty"`
	Class   string   `json:"class,omitempty"`
	Reason  string   `json:"reason"`
}

// WriteBenchmarkJSON writes a benchmark with everything withheld, and the log
// of that.
func WriteBenchmarkJSON(w io.Writer, in BenchmarkInput, warnings []string) error {
	b := in.Benchmark
	out := benchmarkJSON{Schema: BenchmarkSchema, Questionnaire: in.Questionnaire.ID, Version: in.Questionnaire.Version, Release: in.Release,
		By: append([]string{}, b.By...), Where: in.Where, Minimum: b.Minimum, Countries: in.Countries, CommonItems: in.Common, Items: in.Items,
		Groups: []benchmarkGroup{}, Warnings: append([]string{}, warnings...), Hidden: hiddenFigures(b)}
	if in.Views != nil {
		out.Schema, out.Second = BenchmarkViewsSchema, &versionJSON{in.Views.Second.ID, in.Views.Second.Version}
		if in.Release == "" {
			alone := closed(in.Views.Alone, in.Views.Alone, b.Minimum)
			out.Alone = &[2]int{alone.Low, alone.High}
		}
	}
	if out.Where == nil {
		out.Where = map[string]string{}
	}
	for i := range b.Rows {
		out.Groups = append(out.Groups, benchmarkGroupOf(in, &b.Rows[i]))
	}
	out.All = benchmarkGroupOf(in, &b.Total)
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(out)
}

func hiddenFigures(b *assess.Benchmark) []hiddenFigure {
	out := []hiddenFigure{}
	for _, h := range b.Log {
		out = append(out, hiddenFigure{h.Key, string(h.Measure), h.Class, string(h.Reason)})
	}
	return out
}

// WriteDisclosureLog writes what was hidden in a benchmark, and why, as JSON.
func WriteDisclosureLog(w io.Writer, b *assess.Benchmark) error {
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(struct {
		Schema  string         `json:"schema"`
		Minimum int            `json:"minimum"`
		Hidden  []hiddenFigure `json:"hidden"`
	}{"csi/disclosure/1", b.Minimum, hiddenFigures(b)})
}

func benchmarkGroupOf(in BenchmarkInput, r *assess.BenchmarkRow) benchmarkGroup {
	g := benchmarkGroup{Key: append([]string{}, r.Key...), Hidden: string(r.Hidden), From: r.From, N: r.Standing.N, Organisations: r.Standing.Organisations, Civil: r.Civil, Versions: r.Versions}
	if r.Hidden != "" {
		return g
	}
	if r.Places > 0 {
		places, stayed := closed(r.Places, r.Places, in.Benchmark.Minimum), closed(r.Stayed, r.Places, in.Benchmark.Minimum)
		g.Places, g.Stayed = &[2]int{places.Low, places.High}, &[2]int{stayed.Low, stayed.High}
	}
	for _, m := range in.Benchmark.Measures {
		x := benchmarkMeasure{Measure: string(m)}
		f := r.Figures[m]
		classes := assess.Classes(m, topOf(in.Questionnaire, m))
		for j, c := range f.Counts {
			x.Counts = append(x.Counts, benchmarkCount{classes[j], c.Low, c.High})
		}
		if f.Quartiles != nil {
			for _, q := range f.Quartiles {
				x.Quartiles = append(x.Quartiles, q.Float())
			}
		}
		g.Measures = append(g.Measures, x)
	}
	return g
}

func topOf(q *assess.Questionnaire, m assess.Measure) int {
	if it := q.Item(m.About()); it != nil {
		return it.Max()
	}
	return 0
}

// WriteBenchmarkCSV writes a benchmark as one row for each count, for
// spreadsheets and programs: key columns, measure, class, low, high, and the
// quartiles of the measure. A hidden group has one row with the reason.
func WriteBenchmarkCSV(w io.Writer, in BenchmarkInput) error {
	b := in.Benchmark
	c := csv.NewWriter(w)
	_ = c.Write(append(slices.Clone(b.By), "assessments", "organisations_at_least", "measure", "class", "low", "high", "lower_quartile", "median", "upper_quartile", "hidden"))
	rows := slices.Clone(b.Rows)
	total := b.Total
	total.Key = make([]string, len(b.By))
	for i := range total.Key {
		total.Key[i] = "*"
	}
	if len(b.By) > 0 {
		rows = append(rows, total)
	}
	for i := range rows {
		r := &rows[i]
		key := make([]string, len(r.Key))
		for j, k := range r.Key {
			key[j] = inert(k)
		}
		if r.Hidden != "" {
			_ = c.Write(append(key, "", "", "", "", "", "", "", "", "", string(r.Hidden)))
			continue
		}
		head := append(key, strconv.Itoa(r.Standing.N), strconv.Itoa(r.Standing.Organisations))
		for _, m := range b.Measures {
			f := r.Figures[m]
			quartiles := []string{"", "", ""}
			if f.Quartiles != nil {
				for j, q := range f.Quartiles {
					quartiles[j] = strconv.FormatFloat(q.Float(), 'g', -1, 64)
				}
			}
			if f.Counts == nil {
				_ = c.Write(slices.Concat(head, []string{string(m), "", "", ""}, quartiles, []string{string(assess.Underivable)}))
			}
			for j, class := range assess.Classes(m, topOf(in.Questionnaire, m)) {
				if f.Counts != nil {
					_ = c.Write(slices.Concat(head, []string{string(m), class, strconv.Itoa(f.Counts[j].Low), strconv.Itoa(f.Counts[j].High)}, quartiles, []string{""}))
				}
			}
		}
	}
	c.Flush()
	return c.Error()
}

// inert keeps a spreadsheet from reading a name as a formula.
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
