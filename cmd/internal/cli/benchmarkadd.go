package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"csi/assess/collection"
	"csi/questionnaires/phrases"
)

// benchmarkAddCommand is "csi benchmark add".
func (a *app) benchmarkAddCommand() *cobra.Command {
	var replace bool
	c := &cobra.Command{
		Use: "add FILE|FOLDER|ARCHIVE|-...",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &failure{code: ExitUsage, id: "collection.error.add_missing", hints: []string{"collection.hint.add"}}
			}
			return nil
		},
		ValidArgsFunction: completeFiles("yaml", "json", "jsonl", "zip"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.benchmarkAdd(c.Context(), args, replace)
		},
	}
	c.Flags().BoolVar(&replace, "replace", false, "")
	return c
}

// workingMemory is what an import keeps to where it can, in bytes.
const workingMemory = 64 << 20

// benchmarkAdd takes assessments in.
func (a *app) benchmarkAdd(ctx context.Context, sources []string, replace bool) error {
	if err := sourcesThere(sources); err != nil {
		return err
	}
	// Other commands live for milliseconds and hardly collect garbage; this one
	// goes on for minutes, and must fit a small laptop.
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(workingMemory))
	c, err := collection.Create(ctx, a.db)
	if err != nil {
		return a.fromCollection(err)
	}
	defer c.Close()
	m := &meter{a: a, since: a.env.Now(), rewrites: a.env.ErrTTY && !a.plain()}
	report, err := c.Import(ctx, sources, collection.ImportOptions{Resolve: a.resolver(""), Replace: replace, In: a.env.In, Progress: m.tell})
	m.end()
	if e := a.writeAside(report); e != nil {
		return e
	}
	a.tellAdded(ctx, c, report)
	switch {
	case errors.Is(err, context.Canceled):
		a.env.say(a.phrases().T("collection.stopped", phrases.V{"db": a.dbName()}))
		return quiet(ExitStopped)
	case err != nil:
		return a.fromCollection(err)
	case len(report.SetAside) > 0:
		return quiet(ExitFaults)
	}
	return nil
}

// sourcesThere finds slips of the pen before anything is made.
func sourcesThere(sources []string) error {
	for _, s := range sources {
		if s == "-" {
			continue
		}
		if _, err := os.Lstat(s); errors.Is(err, os.ErrNotExist) {
			return &failure{code: ExitFailure, id: "collection.error.source", parts: phrases.V{"source": s}}
		}
	}
	return nil
}

// tellAdded says what became of the sources, and what the collection holds.
func (a *app) tellAdded(ctx context.Context, c *collection.Collection, r *collection.ImportReport) {
	p := a.phrases()
	aside := len(r.SetAside) + r.NotListed
	rows := []struct {
		id string
		n  int
	}{{"added", r.Added}, {"same", r.Same}, {"replaced", r.Replaced}, {"older", r.Older}, {"aside", aside}}
	wide := 0
	for _, row := range rows {
		wide = max(wide, len([]rune(p.T("collection.add."+row.id))))
	}
	line := func(indent, label string, n int, more string) {
		pad := strings.Repeat(" ", max(0, wide+4-len([]rune(indent+label))))
		fmt.Fprintln(a.env.Err, strings.TrimRight(fmt.Sprintf("%s%s%s%9s   %s", indent, label, pad, p.Amount(int64(n)), more), " "))
	}
	for _, row := range rows {
		if row.n == 0 && row.id != "added" {
			continue
		}
		more := ""
		if row.id != "added" {
			more = p.T("collection.add."+row.id+"_more", phrases.V{"file": quote(a.asideName())})
		}
		line("", p.T("collection.add."+row.id), row.n, more)
	}
	counts := map[string]int{}
	for _, s := range r.SetAside {
		counts[s.Code]++
	}
	for _, code := range collection.Codes() {
		if counts[code] > 0 {
			line("  ", p.T("collection.code."+under(code)), counts[code], "")
		}
	}
	if r.PassedOver > 0 {
		fmt.Fprintln(a.env.Err, a.counted("collection.add.over", r.PassedOver))
	}
	groups, err := c.Groups(context.WithoutCancel(ctx), collection.Query{By: []string{collection.KeyCountry, collection.KeyQuestionnaire}, Measures: noMeasures()})
	if err != nil {
		return // the import itself has its own message
	}
	n, countries, ids := 0, map[string]bool{}, map[string]bool{}
	for _, g := range groups {
		n += g.N
		ids[g.Key[1]] = true
		if g.Key[0] != "" {
			countries[g.Key[0]] = true
		}
	}
	fmt.Fprintln(a.env.Err, p.T("collection.add.now", phrases.V{
		"db": a.dbName(), "assessments": a.counted("collection.assessments", n),
		"countries": a.counted("collection.countries", len(countries)), "questionnaires": a.counted("collection.questionnaires", len(ids)),
	}))
	fmt.Fprintln(a.env.Err, p.T("collection.add.private"))
}

// under makes a code a key of the catalogue.
func under(code string) string { return strings.ReplaceAll(code, "-", "_") }

// writeAside lists what was set aside, with reasons and remedies, in a file of
// its own.
func (a *app) writeAside(r *collection.ImportReport) error {
	if len(r.SetAside) == 0 {
		return nil
	}
	p := a.phrases()
	var b strings.Builder
	fmt.Fprintln(&b, p.T("collection.aside.head", phrases.V{"db": a.dbName(), "date": a.env.Now().Format("2006-01-02 15:04")}))
	codes := map[string]bool{}
	for _, s := range r.SetAside {
		codes[s.Code] = true
		fmt.Fprintln(&b)
		at := printable(s.Source)
		if s.Line > 0 {
			at += ":" + fmt.Sprint(s.Line)
		}
		fmt.Fprintln(&b, at)
		fmt.Fprintln(&b, "  "+p.T("collection.code."+under(s.Code)))
		if s.Detail != "" {
			fmt.Fprintln(&b, "  "+printable(s.Detail))
		}
		if s.Faults > 1 {
			fmt.Fprintln(&b, "  "+a.counted("collection.aside.more_faults", s.Faults-1))
		}
		fmt.Fprintln(&b, "  "+p.T("cli.hint_word")+p.T("collection.remedy."+under(s.Code)))
	}
	if r.NotListed > 0 {
		fmt.Fprintln(&b)
		fmt.Fprintln(&b, a.counted("collection.aside.not_listed", r.NotListed))
	}
	if err := os.WriteFile(a.asideName(), []byte(b.String()), 0o600); err != nil {
		return &failure{code: ExitFailure, id: "collection.error.write", parts: phrases.V{"file": a.asideName()}}
	}
	return nil
}

// printable keeps a name from moving the cursor or the lines of a list.
func printable(s string) string {
	if q := fmt.Sprintf("%q", s); q[1:len(q)-1] != s && strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' || r == 0x7f || r == '\u2028' || r == '\ufffd' || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
	}) {
		return q
	}
	return s
}

// meter shows how far an import is: a line that is rewritten in place at most
// four times a second, or one line for every 500 assessments.
type meter struct {
	a        *app
	since    time.Time
	last     time.Time
	lines    int // of 500
	rewrites bool
	shown    int // characters of the line that stands there
}

func (m *meter) tell(p collection.Progress) {
	now := m.a.env.Now()
	if !m.rewrites {
		if !m.a.asLines && m.a.env.Getenv("CSI_PLAIN") == "" {
			return
		}
		if p.Seen/500 > m.lines {
			m.lines = p.Seen / 500
			fmt.Fprintln(m.a.env.Err, m.text(p, now))
		}
		return
	}
	if now.Sub(m.last) < 250*time.Millisecond {
		return
	}
	m.last = now
	text := m.text(p, now)
	if room := m.a.env.Width() - 1; len([]rune(text)) > room {
		text = string([]rune(text)[:room])
	}
	blank := strings.Repeat(" ", max(0, m.shown-len([]rune(text))))
	m.shown = len([]rune(text))
	fmt.Fprint(m.a.env.Err, "\r"+text+blank)
}

// text says how far it is.
func (m *meter) text(p collection.Progress, now time.Time) string {
	c := m.a.phrases()
	parts := []string{m.a.counted("collection.assessments", p.Seen)}
	if p.Share >= 0 {
		parts = slices.Insert(parts, 0, c.T("collection.progress.percent", phrases.V{"n": int(100 * p.Share)}))
	}
	if p.SetAside > 0 {
		parts = append(parts, c.T("collection.progress.aside", phrases.V{"n": p.SetAside}))
	}
	passed := now.Sub(m.since)
	if p.Share > 0.02 && p.Share < 1 && passed > time.Second {
		left := time.Duration(float64(passed) * (1 - p.Share) / p.Share).Round(time.Second)
		parts = append(parts, c.T("collection.progress.left", phrases.V{"time": left.String()}))
	}
	return strings.Join(append(parts, c.T("collection.progress.stop")), " · ")
}

// end takes the line away.
func (m *meter) end() {
	if m.shown > 0 {
		fmt.Fprint(m.a.env.Err, "\r"+strings.Repeat(" ", m.shown)+"\r")
	}
}
