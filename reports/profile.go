package reports

import (
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// nextActions is how many actions a profile on a screen names.
const nextActions = 3

// Profile is the profile in few words, for a terminal: WriteScore draws it.
type Profile struct {
	Colon       string   // between a word and what it is about, as the language writes it
	Title       string   // "Barriers and stages: civil society view (core-cso 1.0.0)"
	Frame       []string // parts of the frame: place, policy, period
	Who         []string // who answered, and the counts
	Intro       []string // the same in sentences, for plain words
	StageHead   string
	Heads       ProfileHeads
	Levels      []string // "information"
	LevelsShort []string // "inf"
	Legend      []Mark
	Rows        []ProfileRow
	Bars        []ProfileBar // barriers
	Sections    []ProfileBar
	Equal       []string // barriers whose order says nothing
	Spoken      string   // the barriers in sentences
	Hollow      []string // "Hollow step in Monitoring: dialogue without information"
	Facts       []Pair   // confidence, index, find out
	FactsSpoken []string
	ActionsHead string // "Next three actions for civil society"
	Actions     []ProfileAction
	Limits      string
}

// ProfileHeads are the heads of the profile's tables.
type ProfileHeads struct {
	Reached, Target, ToGo, Depth string
	Barrier, Severity, Section   string
}

// ProfileRow is one stage.
type ProfileRow struct {
	Stage                        string
	Applicable                   bool
	Cells                        []Mark // one per level; Rating 0 where there are no items
	Reached, Target, ToGo, Depth string
	Line                         string // "reached consultation, target dialogue"
	Hollow                       string // "hollow: dialogue without information"; may be ""
	Spoken, SpokenCells          string // the stage, and its levels, in sentences
}

// ProfileBar is one barrier or section with its figure.
type ProfileBar struct {
	Name, Figure string
	None         bool // nothing to draw
	Span         Span
}

// ProfileAction is one step with when and for which item.
type ProfileAction struct {
	Number        int
	Horizon, Text string
	Place, Item   string // "Agenda setting", "ag-dia"
}

func (b *builder) profile() Profile {
	p := Profile{
		Colon: b.Phrases.T("words.colon"),
		Title: b.t("score.title", phrases.V{"title": b.q.Title, "ref": b.q.ID + " " + b.q.Version}),
		Frame: b.profileFrame(),
		Who:   []string{b.whoShort(), b.t("score.items", phrases.V{"items": b.n("score.item_count", b.p.Counts.Items), "counts": b.countsShort()})},
		Heads: ProfileHeads{
			Reached: b.low(b.t("word.reached")), Target: b.low(b.t("word.target")), ToGo: b.t("score.to_go"), Depth: b.t("score.depth"),
			Barrier: b.t("score.barrier"), Severity: b.t("score.severity"), Section: b.t("score.section"),
		},
		StageHead: b.t("score.stage"),
		Limits:    b.limitsShort(),
	}
	if !b.wholeMatrix() {
		p.Heads.Depth = "" // a few chosen cells say nothing about depth
	}
	p.Intro = b.intro()
	if b.hasCells() {
		for _, l := range assess.Levels() {
			p.Levels = append(p.Levels, b.level(l))
			p.LevelsShort = append(p.LevelsShort, b.t("level_short."+l.String()))
		}
		for _, r := range []assess.Rating{assess.InPlace, assess.Partial, assess.Absent, assess.Unknown} {
			p.Legend = append(p.Legend, b.mark(r))
		}
	}
	for i := range b.p.Stages {
		s := &b.p.Stages[i]
		p.Rows = append(p.Rows, b.profileRow(s))
		if isHollow(s) {
			p.Hollow = append(p.Hollow, b.t("score.hollow_in", phrases.V{"stage": b.stage(s.Stage), "words": b.hollowWords(s)}))
		}
	}
	b.profileBars(&p)
	b.profileFacts(&p)
	b.profileActions(&p)
	return p
}

func (b *builder) profileFrame() []string {
	var out []string
	for _, s := range []string{b.placeLine(), b.a.Frame.Policy, b.Phrases.Period(b.a.Frame.Period)} {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// whoShort is whoAnswered for a line on a screen, with the number in digits.
func (b *builder) whoShort() string {
	group := up(assess.Find(b.f.Groups, string(b.a.Frame.Group)).Name())
	people := b.a.Frame.People
	if people == 0 || b.Options.Public && people < smallGroup {
		return group
	}
	return b.n("score.who", people, phrases.V{"group": group})
}

func (b *builder) countsShort() string {
	n := b.p.Counts
	answered := b.n("counts.answered", n.Answered)
	if n.Answered == n.Items {
		return b.t("counts.all_answered")
	}
	return answered + ", " + strings.Join(b.countsParts(), ", ")
}

func (b *builder) limitsShort() string {
	if b.q.Validated {
		return b.t("limits.whole")
	}
	return b.t("limits.whole") + " " + b.t("score.not_validated")
}

// intro is frame and respondents in sentences.
func (b *builder) intro() []string {
	var parts []string
	for _, s := range []string{b.a.Frame.Jurisdiction, b.a.Frame.Policy, b.Phrases.Period(b.a.Frame.Period)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return []string{
		strings.TrimSpace(b.t("spoken.profile") + " " + sentence(strings.Join(parts, ", "))),
		sentence(b.whoShort()) + " " + b.t("spoken.counts", phrases.V{"items": b.n("score.item_count", b.p.Counts.Items), "counts": b.countsShort()}),
	}
}

func (b *builder) profileRow(s *assess.StageProfile) ProfileRow {
	row := ProfileRow{
		Stage:      b.stage(s.Stage),
		Applicable: s.Applicable,
		Cells:      make([]Mark, len(assess.Levels())),
	}
	for _, c := range s.Cells {
		row.Cells[c.Level-1] = b.mark(c.Rating)
	}
	if !s.Applicable {
		row.Spoken = b.t("spoken.stage_out", phrases.V{"stage": row.Stage})
		return row
	}
	row.Reached, row.Target = b.reached(s), b.level(s.Target)
	if b.wholeMatrix() {
		row.Depth = b.depthShort(s)
	}
	v := phrases.V{"stage": row.Stage, "reached": row.Reached, "target": row.Target, "togo": b.n("togo.short", s.GapToTarget)}
	row.Line = b.t("score.line", v)
	switch {
	case targetMet(s):
		row.ToGo = b.t("togo.met_short")
	case s.GapToTarget == 0:
		row.ToGo = "–"
	case s.AtLeast:
		row.ToGo = b.n("togo.at_most_narrow", s.GapToTarget)
		v["togo"] = b.n("togo.at_most_short", s.GapToTarget)
	default:
		row.ToGo = b.n("togo.narrow", s.GapToTarget)
	}
	if isHollow(s) {
		row.Hollow = b.t("score.hollow", phrases.V{"words": b.hollowWords(s)})
	}
	row.Spoken = b.spokenStage(s, v)
	row.SpokenCells = b.spokenCells(s)
	return row
}

func (b *builder) spokenStage(s *assess.StageProfile, v phrases.V) string {
	id := "reached"
	switch {
	case s.AtLeast && s.Attained == 0:
		id = "unknown"
	case s.Attained == 0 && s.GapToTarget == 0:
		id = "none_asked"
	case s.Attained == 0:
		id = "none"
	case targetMet(s):
		id = "met"
	case s.GapToTarget == 0:
		id = "more"
	}
	return b.t("spoken.stage_"+id, v)
}

func (b *builder) spokenCells(s *assess.StageProfile) string {
	same := len(s.Cells) > 1
	for _, c := range s.Cells {
		same = same && c.Rating == s.Cells[0].Rating
	}
	var parts []string
	for _, c := range s.Cells {
		parts = append(parts, sentence(b.t("alt.step", phrases.V{"level": up(b.level(c.Level)), "rating": b.mark(c.Rating).Word})))
	}
	if same {
		parts = []string{b.n("spoken.all_levels", len(s.Cells), phrases.V{
			"number": b.number(len(s.Cells)), "rating": b.mark(s.Cells[0].Rating).Word})}
	}
	if h := b.hollowSentence(s); h != "" {
		parts = append(parts, h)
	}
	return strings.Join(parts, " ")
}

// profileBars fills in barriers and sections.
func (b *builder) profileBars(p *Profile) {
	var spoken []string
	for i := range b.p.Barriers {
		x := &b.p.Barriers[i]
		bar := b.bar(x)
		v := phrases.V{"name": bar.Short, "band": b.t("band." + x.Band.String()),
			"value": whole(x.Severity.Value), "low": whole(x.Severity.Low), "high": whole(x.Severity.High)}
		id := "point"
		switch {
		case bar.None:
			id = "out"
		case !x.Severity.HasValue:
			id = "range"
		case !x.Severity.Low.Equal(x.Severity.High):
			id = "point_range"
		}
		p.Bars = append(p.Bars, ProfileBar{Name: bar.Short, Figure: b.t("score.bar_"+id, v), None: bar.None, Span: bar.Span})
		spoken = append(spoken, b.t("spoken.bar_"+id, v))
	}
	if len(p.Bars) > 0 {
		p.Equal = b.equalShort()
		p.Spoken = strings.Join(append(append([]string{b.t("spoken.barriers")}, spoken...), p.Equal...), " ")
	}
	if s := b.sections(); s != nil {
		for _, bar := range s.Bars {
			p.Sections = append(p.Sections, ProfileBar{Name: bar.Name, Figure: bar.Figure, None: bar.None, Span: bar.Span})
		}
	}
}

func (b *builder) profileFacts(p *Profile) {
	c := b.p.Confidence
	if c.Grade != 0 {
		p.Facts = append(p.Facts, Pair{b.t("fact.confidence"), b.gradeWhy(c)})
		p.FactsSpoken = append(p.FactsSpoken, sentence(b.t("spoken.confidence", phrases.V{"why": b.gradeWhy(c)})))
	}
	if text := b.indexShort(); text != "" {
		p.Facts = append(p.Facts, Pair{b.t("score.index"), text})
	}
	var dk, open []string
	for _, f := range b.p.FindOut {
		if f.State == assess.DontKnow {
			dk = append(dk, f.Item.ID)
		} else {
			open = append(open, f.Item.ID)
		}
	}
	if len(dk) > 0 {
		p.Facts = append(p.Facts, Pair{b.t("unknown.find"), b.t("score.find_unknown", phrases.V{"items": strings.Join(dk, ", ")})})
	}
	if len(open) > 0 {
		p.Facts = append(p.Facts, Pair{b.t("score.open"), strings.Join(open, ", ")})
	}
	if n := len(b.p.FindOut); n > 0 {
		p.FactsSpoken = append(p.FactsSpoken, b.n("spoken.find_out", n, phrases.V{"number": up(b.number(n))}))
	}
}

// indexShort is the index sentence for a screen.
func (b *builder) indexShort() string {
	x := b.p.Index
	if !x.Applicable || !b.wholeMatrix() {
		return ""
	}
	if b.thin {
		text, _ := b.indexSentence()
		return text
	}
	figure := digits(whole(x.Low))
	if whole(x.Low) != whole(x.High) {
		figure = b.t("figure.to", phrases.V{"low": whole(x.Low), "high": whole(x.High)})
	}
	weakest := b.t("score.weakest", phrases.V{"stages": b.stageList(b.p.Weakest)})
	if b.noneWeaker() {
		weakest = b.t("index.no_weakest")
	}
	return b.t("score.index_text", phrases.V{
		"figure":  b.t("index.figure", phrases.V{"figure": figure}),
		"breadth": b.breadth(),
		"weakest": weakest,
		"hollow":  b.hollowCount(),
	})
}

func (b *builder) profileActions(p *Profile) {
	for _, f := range b.p.Selected(b.own) {
		if len(p.Actions) == nextActions {
			break
		}
		a := ProfileAction{
			Number:  len(p.Actions) + 1,
			Horizon: b.t("horizon." + f.Action.Horizon.String()),
			Text:    sentence(f.Action.Text),
			Item:    f.Item.ID,
		}
		switch {
		case f.Item.IsCell():
			a.Place = b.stage(f.Item.Stage)
		case f.Item.Barrier != 0:
			a.Place = b.barrierShort(f.Item.Barrier)
		default:
			a.Place = b.sectionOf(f.Item)
		}
		p.Actions = append(p.Actions, a)
	}
	if n := len(p.Actions); n > 0 {
		p.ActionsHead = b.n("score.next_actions", n, phrases.V{"number": b.number(n), "side": b.t("side_inside." + b.party(b.own))})
	}
}
