package form

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// small is a questionnaire of three sections: two cells stages of four items,
// of which the second may be not applicable, and two barrier items with
// labels alone.
func small() *assess.Questionnaire {
	mechanism := []assess.Anchor{
		{Value: 0, Label: "Absent", Text: "Did not happen in the period, or no channel known."},
		{Value: 1, Label: "Ad hoc", Text: "Single occasion, by personal contact or at the authority's discretion; some groups left out."},
		{Value: 2, Label: "Established", Text: "Most planned initiatives could be found by any CSO without a personal contact."},
		{Value: 3, Label: "Formalised", Text: "As 2, and laid down in writing, resourced, open to organisations of people who use drugs, with reasons given to those who took part."},
	}
	q := &assess.Questionnaire{ID: "small", Version: "1.0.0", Language: "en", Title: "Barriers and stages: civil society view",
		Groups: []assess.Group{"cso"}, Minutes: 12}
	q.Sections = []assess.Section{
		{ID: "agenda-setting", Title: "Agenda setting", Intro: "The time before anyone wrote a draft."},
		{ID: "reformulation", Title: "Reformulation"},
		{ID: "structure", Title: "Structure"},
	}
	texts := []string{
		"We can find out in time, without knowing somebody, which drug-policy topics the authority will take up and which data it uses.",
		"We are asked which problems and needs belong on the drug-policy agenda.",
		"We discuss priorities with people who can act on them.",
		"Priorities are set in a standing body in which civil society and people who use drugs hold seats.",
	}
	for i, l := range assess.Levels() {
		anchors := slices.Clone(mechanism)
		anchors[2].Text = fmt.Sprintf("%s Case %d.", anchors[2].Text, i)
		q.Sections[0].Items = append(q.Sections[0].Items, assess.Item{ID: "ag-" + l.String()[:3], Text: texts[i], Stage: assess.AgendaSetting,
			Level: l, Anchors: anchors, Help: "Counts: a published plan, calendar or register that anyone can find.\nDoes not count: a tip from an official.",
			Ask: "Ask the drug coordination office."})
		q.Sections[1].Items = append(q.Sections[1].Items, assess.Item{ID: "re-" + l.String()[:3], Text: "We know when and why a policy will be revised, part " + l.String() + ".",
			Stage: assess.Reformulation, Level: l, Anchors: slices.Clone(mechanism), NotApplicable: true, Help: "Counts: a date in the strategy."})
	}
	q.Sections[1].Items[0].Reasons = []string{"No revision in the period", "The policy is new"}
	labels := []assess.Anchor{{Value: 0, Label: "No text at all"}, {Value: 1, Label: "Mentioned as an intention"},
		{Value: 2, Label: "In force for one body or process"}, {Value: 3, Label: "In force for the whole cycle, with selection and a duty to answer"}}
	for i := range 2 {
		q.Sections[2].Items = append(q.Sections[2].Items, assess.Item{ID: fmt.Sprintf("b1-%d", i+1), Critical: i == 0,
			Text: "A written rule says how civil society takes part in drug policy.", Barrier: assess.Structure, Anchors: labels})
	}
	q.Index()
	return q
}

func framework() *assess.Framework {
	terms := func(ids ...string) []assess.Term {
		var list []assess.Term
		for _, id := range ids {
			list = append(list, assess.Term{ID: id, Title: strings.ToUpper(id[:1]) + strings.ReplaceAll(id[1:], "-", " ")})
		}
		return list
	}
	f := &assess.Framework{
		Stages:   terms("agenda-setting", "drafting", "decision", "implementation", "monitoring", "reformulation"),
		Levels:   terms("information", "consultation", "dialogue", "partnership"),
		Barriers: terms("structure", "gap", "knowhow", "awareness"),
		Groups:   []assess.Term{{ID: "cso", Title: "civil society"}, {ID: "authority", Title: "authority"}},
		Targets:  map[assess.Stage]assess.Level{assess.AgendaSetting: assess.Dialogue, assess.Reformulation: assess.Dialogue},
	}
	for _, t := range [][2]string{{"local", "A town or city"}, {"regional", "A region, state or province"}, {"national", "A country"},
		{"eu", "The European Union"}, {"un", "United Nations bodies"}} {
		f.Tiers = append(f.Tiers, assess.Term{ID: t[0], Title: t[1]})
	}
	for _, id := range []string{"health", "interior", "police", "justice", "social", "finance", "planning", "other"} {
		f.Agencies = append(f.Agencies, assess.Term{ID: id, Title: id})
	}
	return f
}

var errDisk = errors.New("cannot write /secret/path: note text")

// disk is a fake of what the caller does with a sitting.
type disk struct {
	saves   []assess.Assessment
	created int
	fail    int // how many of the next saves fail
	path    string
}

func (d *disk) save(a *assess.Assessment) error {
	if d.fail > 0 {
		d.fail--
		return errDisk
	}
	kept := *a
	kept.Responses = maps.Clone(a.Responses)
	kept.Targets = maps.Clone(a.Targets)
	kept.Plan = slices.Clone(a.Plan)
	d.saves = append(d.saves, kept)
	return nil
}

// last gives what is on the disk; an empty assessment when nothing is.
func (d *disk) last() assess.Assessment {
	if len(d.saves) == 0 {
		return assess.Assessment{}
	}
	return d.saves[len(d.saves)-1]
}

func frame() assess.Frame {
	return assess.Frame{Jurisdiction: "Port Example", Tier: "local", Country: "ZZ", Policy: "Drug strategy 2017-2025",
		Period:   assess.Period{From: assess.Month{Year: 2024, Month: 11}, To: assess.Month{Year: 2026, Month: 10}},
		Agencies: []string{"health", "police"}, Group: "cso", People: 4, Date: assess.Date{Year: 2026, Month: 11, Day: 20}}
}

// english is one catalogue for all tests; reading it anew would take longer
// than most of them.
var english = sync.OnceValue(func() *phrases.Catalogue { return phrases.New("en") })

// sitting makes a sitting that keeps what it saves in a fake disk.
func sitting(fresh bool) (*Sitting, *disk) {
	d := &disk{}
	s := &Sitting{Questionnaire: small(), Framework: framework(), Phrases: english(), New: fresh,
		FileName: func(assess.Frame) string { return "port-example.csi.yaml" },
		Save:     d.save,
		SaveElsewhere: func(path string, a *assess.Assessment) error {
			d.path = path
			return d.save(a)
		},
		Profile: func(*assess.Assessment, int) (string, string) {
			return "STAGE            information  consultation\nAgenda setting   ■ in place   ▄ partial\n\nIndex 33 to 35", "csi report port-example.csi.yaml -o road-map.pdf"
		},
	}
	s.Create = func(a *assess.Assessment) (string, error) {
		if err := d.save(a); err != nil {
			return "", err
		}
		d.created++
		return "port-example.csi.yaml", nil
	}
	if !fresh {
		s.Name = "port-example.csi.yaml"
		s.Assessment = &assess.Assessment{Questionnaire: assess.Ref{ID: "small", Version: "1.0.0"}, Language: "en", Frame: frame(),
			Responses: map[string]assess.Response{}}
	}
	return s, d
}

func november() time.Time { return time.Date(2026, 11, 20, 18, 42, 0, 0, time.UTC) }

func env(kv ...string) func(string) string {
	return func(name string) string {
		for i := 0; i+1 < len(kv); i += 2 {
			if kv[i] == name {
				return kv[i+1]
			}
		}
		return ""
	}
}

// driver drives the shell by keys, as bubbletea would.
type driver struct {
	t *testing.T
	f *flow
	u *ui
}

func drive(t *testing.T, s *Sitting, w, h int, vars ...string) *driver {
	t.Helper()
	f := newFlow(Terminal{Now: november, Getenv: env(append(vars, "TERM", "xterm-256color")...)}, s)
	f.begin()
	d := &driver{t, f, f.u}
	d.u.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return d
}

var keyTypes = map[string]tea.KeyType{"enter": tea.KeyEnter, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "esc": tea.KeyEsc,
	"space": tea.KeySpace, "tab": tea.KeyTab, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp, "ctrl+c": tea.KeyCtrlC, "end": tea.KeyEnd,
	"backspace": tea.KeyBackspace, "ctrl+j": tea.KeyCtrlJ, "right": tea.KeyRight}

// press sends keys: names as above, anything else as text.
func (d *driver) press(keys ...string) *driver {
	for _, k := range keys {
		msg := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(k)}
		if typ, ok := keyTypes[k]; ok {
			msg = tea.KeyMsg{Type: typ}
			if k == "space" {
				msg.Runes = []rune{' '}
			}
		}
		d.u.Update(msg)
	}
	return d
}

// screen gives the lines of the screen without colour.
func (d *driver) screen() string { return ansi.Strip(d.u.View()) }

// sees fails the test unless the screen shows all parts.
func (d *driver) sees(parts ...string) *driver {
	d.t.Helper()
	flat := strings.Join(strings.Fields(d.screen()), " ")
	for _, p := range parts {
		if !strings.Contains(flat, strings.Join(strings.Fields(p), " ")) {
			d.t.Fatalf("the screen does not show %q:\n%s", p, d.screen())
		}
	}
	return d
}
