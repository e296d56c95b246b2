package reports

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// Input is all that a report is made of. Every pointer must be set; the
// profile must be the one that the scorer made of the same questionnaire and
// assessment.
type Input struct {
	Questionnaire *assess.Questionnaire
	Assessment    *assess.Assessment
	Profile       *assess.Profile
	Framework     *assess.Framework
	Sources       []assess.Source
	Reference     *assess.Reference // examples and relations; nil leaves them out
	Phrases       *phrases.Catalogue
	Note          string       // a line for the cover, such as that a translation is partial; may be ""
	Second        *SecondInput // a second language for the action tables; nil for none
	Logo          *Logo        // for the cover; nil for none. Left out in public: it names the organisation
	Options       Options
	Explainer     *assess.Explainer // what the annex is made of, by the same questionnaire and assessment; nil for no annex
}

// Options say what a report leaves out.
type Options struct {
	Public bool // no free text (notes, reasons, owners, proof), no organisation, no small groups
	Short  bool // two pages for a meeting
}

// smallGroup is the number of people below which a public report does not say
// how many answered (design.md section 6, groups).
const smallGroup = 5

// Build decides every sentence, number and order of a report.
func Build(in Input) *Report {
	b := newBuilder(in)
	r := &Report{
		Language: in.Phrases.Lang(),
		Public:   in.Options.Public,
		Title:    b.t("doc.title", phrases.V{"name": b.name(), "date": b.date(b.a.Frame.Date)}),
		Heading:  b.t("doc.heading", phrases.V{"name": b.name()}),
		Stamp:    b.stamp(),
		Limits:   b.t("limits.whole"),
		Footline: b.t("limits.line"),
		PageOf:   b.t("doc.page_of", phrases.V{"page": "{page}", "pages": "{pages}"}),
		Date:     b.a.Frame.Date,
		Words:    b.words(),
		Legend:   b.legend(),
	}
	r.RoadMaps = b.roadMaps()
	r.Cover = b.cover()
	r.Summary = b.summary(r.RoadMaps)
	r.Matrix = b.matrix()
	r.Stages = b.stages()
	r.Barriers = b.barriers()
	r.Sections = b.sections()
	r.Unknown = b.unknown()
	r.Method = b.method(r)
	r.Sources = b.sources(r)
	r.Profile = b.profile()
	b.second(r)
	if !in.Options.Public && in.Logo != nil {
		logo := *in.Logo
		logo.Alt = b.t("doc.logo", phrases.V{"name": b.name()})
		r.Logo = &logo
	}
	if in.Options.Short {
		r.Short, r.Title = b.short(r), b.shortTitle()
	}
	if in.Explainer != nil {
		r.Annex = b.annex(in.Explainer)
	}
	return r
}

// builder carries what every part of a report needs.
type builder struct {
	Input
	q    *assess.Questionnaire
	a    *assess.Assessment
	p    *assess.Profile
	f    *assess.Framework
	own  assess.Addressee
	thin bool // less than 60 % of what applies is answered
}

func newBuilder(in Input) *builder {
	b := &builder{Input: in, q: in.Questionnaire, a: in.Assessment, p: in.Profile, f: in.Framework}
	b.own = b.a.Frame.Group.Side()
	n := b.p.Counts
	b.thin = n.Answered*100 < (n.Items-n.NotApplicable)*60
	return b
}

// nothingApplies reports whether every item was set aside.
func (b *builder) nothingApplies() bool {
	return b.p.Counts.NotApplicable == b.p.Counts.Items
}

func (b *builder) t(id string, parts ...phrases.V) string {
	return b.Phrases.T("reports."+id, parts...)
}

func (b *builder) n(id string, count int, parts ...phrases.V) string {
	return b.Phrases.N("reports."+id, count, parts...)
}

func (b *builder) date(d assess.Date) string { return b.Phrases.Date(d) }

// lastWord is the highest count that the catalogue writes as a word; a figure
// above it must not stand first in a sentence.
const lastWord = 12

// number writes a count as a word where there is one.
func (b *builder) number(n int) string { return b.Phrases.Number(n) }

// list joins words as a sentence does.
func (b *builder) list(words []string) string { return b.Phrases.List(words) }

// name says whose road map it is: the organisation with its place, in a public
// report the place alone.
func (b *builder) name() string {
	place, org := b.a.Frame.Jurisdiction, b.organisation()
	switch {
	case org != "" && place != "":
		return b.t("doc.name", phrases.V{"organisation": org, "place": place})
	case org != "":
		return org
	case place != "":
		return place
	}
	return b.q.Title
}

// organisation gives the name to print, "" in a public report.
func (b *builder) organisation() string {
	if b.Options.Public {
		return ""
	}
	return strings.TrimSpace(b.a.Frame.Organisation)
}

// place names the jurisdiction, the title of the questionnaire where there is
// none yet.
func (b *builder) place() string {
	if b.a.Frame.Jurisdiction == "" {
		return b.q.Title
	}
	return b.a.Frame.Jurisdiction
}

func (b *builder) stamp() string {
	parts := []string{"csi", b.q.ID + " " + b.q.Version}
	if d := b.date(b.a.Frame.Date); d != "" {
		parts = append(parts, d)
	}
	return strings.Join(parts, " · ")
}

func (b *builder) words() Words {
	return Words{
		Colon:   b.Phrases.T("words.colon"),
		Reached: b.t("word.reached"), ReachedAtLeast: b.t("word.reached_at_least"),
		Target: b.t("word.target"), Continued: b.t("word.continued"),
		Number: b.t("word.number"), Action: b.t("word.action"), Owner: b.t("word.owner"),
		ByWhen: b.t("word.by_when"), Proof: b.t("word.proof"),
		Why: b.t("word.why"), DoneWhen: b.t("word.done_when"),
		Stage: b.t("word.stage"), Level: b.t("word.level"), Barrier: b.t("word.barrier"),
		NotApplicable: b.mark(assess.Inapplicable).Word,
		Notes:         b.t("word.notes"),
		Contents:      b.t("word.contents"),
	}
}

func (b *builder) legend() []LegendEntry {
	if !b.hasCells() {
		return nil
	}
	var out []LegendEntry
	for _, r := range []assess.Rating{assess.InPlace, assess.Partial, assess.Absent, assess.Unknown, assess.Inapplicable} {
		m := b.mark(r)
		out = append(out, LegendEntry{Kind: "rating", Mark: m, Text: m.Word})
	}
	return append(out,
		LegendEntry{Kind: "target", Text: b.t("word.target_line")},
		LegendEntry{Kind: "hollow", Text: b.t("word.hollow")})
}

// mark is a rating with its word.
func (b *builder) mark(r assess.Rating) Mark {
	return Mark{Rating: r, Word: b.low(assess.Find(b.f.Ratings, r.String()).Name())}
}

func (b *builder) stageTerm(s assess.Stage) assess.Term { return assess.Find(b.f.Stages, s.String()) }

// stage gives the title of a stage as it stands at the head of a line.
func (b *builder) stage(s assess.Stage) string { return up(b.stageTerm(s).Title) }

// level gives the title of a level as it stands inside a sentence; the word
// for "none" for the zero value.
func (b *builder) level(l assess.Level) string {
	if l == 0 {
		return b.t("word.none")
	}
	return b.low(assess.Find(b.f.Levels, l.String()).Title)
}

func (b *builder) levels(ls []assess.Level) string {
	var names []string
	for _, l := range ls {
		names = append(names, b.level(l))
	}
	return b.list(names)
}

// stageList joins stages inside a sentence.
func (b *builder) stageList(ss []assess.Stage) string {
	var names []string
	for _, s := range ss {
		names = append(names, b.low(b.stageTerm(s).Title))
	}
	return b.list(names)
}

func (b *builder) barrier(x assess.Barrier) string {
	return up(assess.Find(b.f.Barriers, x.String()).Title)
}

func (b *builder) barrierList(xs []assess.Barrier) string {
	var names []string
	for _, x := range xs {
		names = append(names, b.low(assess.Find(b.f.Barriers, x.String()).Title))
	}
	return b.list(names)
}

// letter gives the sign of a barrier: A to D in the order of the source.
func letter(x assess.Barrier) string { return string(rune('A' + int(x) - 1)) }

// side names one side of the table, with the organisation where it is the own
// one and may be named.
func (b *builder) side(a assess.Addressee) string {
	if org := b.organisation(); a == b.own && org != "" {
		return org
	}
	return b.t("side." + b.party(a))
}

// party names a side in ids of messages. Where peers, managers or a network
// answer, what is for civil society is for their own house.
func (b *builder) party(a assess.Addressee) string {
	switch b.a.Frame.Group {
	case "peer", "manager":
		if a == assess.ForCSO {
			return "organisation"
		}
	case "secretariat", "member":
		if a == assess.ForCSO {
			return "network"
		}
	}
	return a.String()
}

func (b *builder) hasCells() bool { return len(b.p.Stages) > 0 }

// wholeMatrix reports whether every stage that has items has some at all four
// levels. Where it does not, the index is left out: a few chosen cells say
// nothing about depth.
func (b *builder) wholeMatrix() bool {
	for _, s := range b.p.Stages {
		if len(s.Cells) < len(assess.Levels()) {
			return false
		}
	}
	return b.hasCells()
}

// low sets the first letter of a term for the inside of a sentence, in
// languages that write terms so.
func (b *builder) low(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	if unicode.IsUpper(next) || b.t("terms_inside_sentences") != "lower" {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// up sets the first letter of a sentence.
func up(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToTitle(r)) + s[n:] // title case: Georgian sentences have no capitals
}

// sentence gives a text a capital and a full stop.
func sentence(s string) string {
	s = up(strings.TrimSpace(s))
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?") || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}

// bare takes the full stop off a text that becomes a part of a sentence.
func bare(s string) string { return strings.TrimRight(strings.TrimSpace(s), ".") }

func digits(n int) string { return strconv.Itoa(n) }
