package reports

import (
	"csi/assess"
	"csi/questionnaires/phrases"
)

// firstSteps is how many steps of each side a summary names.
const firstSteps = 2

func (b *builder) summary(maps []RoadMap) Summary {
	s := Summary{
		Running:       b.t("summary.running"),
		Heading:       b.summaryHeading(),
		Lead:          b.summaryLead(),
		GridTitle:     b.t("summary.grid_title"),
		GridNote:      b.t("summary.grid_note"),
		Levels:        b.levelTitles(),
		Grid:          b.grid(),
		StageHead:     b.t("word.stage"),
		ReachedHead:   b.t("word.reached"),
		BarriersTitle: b.t("barriers.running"),
		BarriersNote:  b.t("summary.barriers_note"),
		WorksTitle:    b.t("summary.works"),
		Works:         b.strengths(),
		MissingTitle:  b.t("summary.missing"),
		Missing:       b.gaps(),
		FirstTitle:    b.t("summary.first"),
		First:         b.first(maps),
	}
	if !b.nothingApplies() {
		for i := range b.p.Barriers {
			s.Barriers = append(s.Barriers, b.bar(&b.p.Barriers[i]))
		}
	}
	s.Sections = b.summaryBars()
	s.SectionsTitle, s.SectionsNote = b.t("sections.running"), b.t("sections.lead")
	s.Index, s.IndexBold = b.indexSentence()
	s.dropEmpty()
	return s
}

// dropEmpty takes the heads off parts that have nothing in them.
func (s *Summary) dropEmpty() {
	if len(s.Grid) == 0 {
		s.GridTitle, s.GridNote = "", ""
	}
	if len(s.Barriers) == 0 {
		s.BarriersTitle, s.BarriersNote = "", ""
	}
	if len(s.Sections) == 0 {
		s.SectionsTitle, s.SectionsNote = "", ""
	}
	if len(s.Works) == 0 {
		s.WorksTitle = ""
	}
	if len(s.Missing) == 0 {
		s.MissingTitle = ""
	}
	if len(s.First) == 0 {
		s.FirstTitle = ""
	}
}

func (b *builder) levelTitles() []string {
	if !b.hasCells() {
		return nil
	}
	var names []string
	for _, l := range assess.Levels() {
		names = append(names, up(b.level(l)))
	}
	return names
}

// summaryHeading says the finding where a rule finds one (look/report.md
// section 10), and is neutral where none does.
func (b *builder) summaryHeading() string {
	place := phrases.V{"place": b.place()}
	switch {
	case b.nothingApplies():
		return b.t("summary.heading_nothing")
	case b.thin:
		return b.t("summary.heading_thin")
	case !b.hasCells():
		return b.sectionsHeading()
	case b.targetsMet():
		return b.t("summary.heading_met")
	}
	high, low := b.highest(), b.nothingThere()
	if high == nil || low == nil {
		return b.t("summary.heading_neutral", place)
	}
	return b.t("summary.heading", phrases.V{"often": b.when(high.Stage), "rarely": b.when(low.Stage)})
}

func (b *builder) when(s assess.Stage) string { return b.t("when." + s.String()) }

// targetsMet reports whether every stage that applies has reached its target.
func (b *builder) targetsMet() bool {
	n := 0
	for _, s := range b.p.Stages {
		if !s.Applicable {
			continue
		}
		if n++; !targetMet(&s) {
			return false
		}
	}
	return n > 0
}

// highest finds the stage that lies clearly above all others: even its lowest
// possible depth exceeds the highest possible depth of any other by a third
// of a step, which is the smallest change the model calls one. nil when there
// is none.
func (b *builder) highest() *assess.StageProfile {
	third := assess.NewRatio(1, 3)
	for i := range b.p.Stages {
		s := &b.p.Stages[i]
		if !s.Applicable || s.Attained == 0 {
			continue
		}
		clear := true
		for j := range b.p.Stages {
			o := &b.p.Stages[j]
			if i != j && o.Applicable && s.Depth.Low.Less(o.Depth.High.Add(third)) {
				clear = false
			}
		}
		if clear {
			return s
		}
	}
	return nil
}

// nothingThere finds the first stage where nothing is attained, nothing
// observed, and no answer is missing that could change this at the first step.
func (b *builder) nothingThere() *assess.StageProfile {
	for i := range b.p.Stages {
		s := &b.p.Stages[i]
		if s.Applicable && s.Attained == 0 && s.Observed == 0 && !s.AtLeast {
			return s
		}
	}
	return nil
}

// summaryLead counts the stages with information and consultation, and names
// what stands out.
func (b *builder) summaryLead() string {
	n := b.p.Counts
	switch {
	case b.nothingApplies():
		return b.t("summary.lead_nothing")
	case b.thin:
		return b.n("summary.lead_thin", n.Answered, phrases.V{"items": n.Items, "number": b.number(n.Answered)})
	case !b.hasCells():
		return b.sectionsLead()
	}
	if !b.wholeMatrix() {
		return b.t("summary.lead_part")
	}
	applicable := b.applicableStages()
	inPlace := func(l assess.Level) string {
		for _, c := range b.p.Breadth {
			if c.Level == l {
				return b.number(c.InPlace)
			}
		}
		return b.number(0)
	}
	count := b.n("summary.lead_stages", applicable, phrases.V{
		"number":       b.number(applicable),
		"information":  inPlace(assess.Information),
		"consultation": inPlace(assess.Consultation)})
	if more := b.standsOut(); more != "" {
		return b.t("summary.lead", phrases.V{"count": count, "more": more})
	}
	return count
}

// standsOut names the strongest stage and those without the first step.
func (b *builder) standsOut() string {
	var without []assess.Stage
	for _, s := range b.p.Stages {
		if s.Applicable && s.Attained == 0 && !s.AtLeast {
			without = append(without, s.Stage)
		}
	}
	if len(without) > 1 && len(without) == b.applicableStages() {
		return b.t("summary.lack_all")
	}
	lacks := b.n("summary.lack", len(without), phrases.V{"stages": b.stageList(without)})
	high := b.highest()
	switch {
	case high != nil && len(without) > 0:
		return b.t("summary.strength_and_lack", phrases.V{"strength": b.stage(high.Stage), "lack": lacks})
	case high != nil:
		return b.t("summary.strength", phrases.V{"strength": b.stage(high.Stage)})
	case len(without) > 0:
		return up(sentence(lacks))
	}
	return ""
}

// first takes the first open steps of each road map.
func (b *builder) first(maps []RoadMap) []FirstStep {
	var out []FirstStep
	for _, m := range maps {
		n := 0
		for _, h := range m.Horizons {
			for _, row := range h.Rows {
				if row.Struck || n == firstSteps {
					continue
				}
				n++
				out = append(out, FirstStep{Number: len(out) + 1, Who: b.side(m.For), Text: row.Text})
			}
		}
	}
	return out
}

// indexSentence never prints the index alone: range, breadth, weakest stages,
// hollow steps and confidence belong to it (design.md section 6). The second
// text is the part that stands out.
func (b *builder) indexSentence() (text, bold string) {
	x := b.p.Index
	if !x.Applicable || !b.wholeMatrix() {
		return "", ""
	}
	n := b.p.Counts
	if b.thin {
		return b.n("index.thin", n.Answered, phrases.V{"items": n.Items}), ""
	}
	low, high := whole(x.Low), whole(x.High)
	bold = b.t("index.figure", phrases.V{"figure": b.between(low, high)})
	weakest := b.n("index.weakest", len(b.p.Weakest), phrases.V{"stages": b.stageList(b.p.Weakest)})
	if b.noneWeaker() {
		weakest = b.t("index.no_weakest")
	}
	return b.t("index.whole", phrases.V{
		"figure":     bold,
		"breadth":    b.breadth(),
		"weakest":    weakest,
		"hollow":     b.hollowCount(),
		"confidence": b.grade(b.p.Confidence.Grade),
	}), bold
}

// noneWeaker reports whether every stage that applies may be the weakest:
// naming them all would say nothing.
func (b *builder) noneWeaker() bool {
	return len(b.p.Weakest) > 1 && len(b.p.Weakest) == b.applicableStages()
}

func (b *builder) hollowCount() string {
	n := 0
	for i := range b.p.Stages {
		if isHollow(&b.p.Stages[i]) {
			n++
		}
	}
	if n == 0 {
		return b.t("index.no_hollow")
	}
	return b.n("index.hollow", n, phrases.V{"number": b.number(n)})
}

func (b *builder) applicableStages() int {
	n := 0
	for _, s := range b.p.Stages {
		if s.Applicable {
			n++
		}
	}
	return n
}

// breadth counts the stages at each level.
func (b *builder) breadth() string {
	var parts []string
	for i, c := range b.p.Breadth {
		id := "index.breadth_more"
		if i == 0 {
			id = "index.breadth_first"
		}
		parts = append(parts, b.t(id, phrases.V{"level": b.level(c.Level), "count": c.InPlace, "of": c.Applicable}))
	}
	return b.list(parts)
}
