package assess

// Framework holds the words of the field: titles and plain descriptions of
// stages, levels, barriers and the rest, and the default targets. It is data,
// so that another language needs no code.
type Framework struct {
	Version  string
	Language string
	Targets  map[Stage]Level

	Stages   []Term
	Levels   []Term
	Barriers []Term
	Duties   []Term
	Ratings  []Term
	Tiers    []Term
	Agencies []Term
	Groups   []Term
	Horizons []Term
	Evidence []Term
	Examples []Term // good-practice labels that actions point to
	Glossary []Term

	Translation *Translation // nil when the texts are the source's
}

// Term is one word of the field with what it means.
type Term struct {
	ID       string
	Title    string
	Short    string // where the title is too long; "" when it is not
	Text     string // plain description
	Question string // the question a barrier asks
	When     string // completes "involved when …", for stages
	Sources  []string
	Tier     string // of an arena: "local" to "un"; "" where none fits
	History  bool   // told as it was when the source was written; it may have ended
}

// Find gives the term of an id from a list; a term that has only the id when
// there is none, so that a missing text shows instead of stopping a report.
func Find(terms []Term, id string) Term {
	for _, t := range terms {
		if t.ID == id {
			return t
		}
	}
	return Term{ID: id, Title: id}
}

// Name gives the short title where there is one, else the title.
func (t Term) Name() string {
	if t.Short != "" {
		return t.Short
	}
	return t.Title
}

// Source is a work that a questionnaire, a section or a term rests on.
type Source struct {
	ID        string
	Authors   string
	Short     string // as cited in a line: "Charlois 2009"; "" for authors and year
	Year      string // as printed, such as "2009, revised 2019"
	Title     string
	Publisher string
	URL       string
	Note      string
}

// Cite names the work in a line: "Charlois 2009".
func (s Source) Cite() string {
	if s.Short != "" {
		return s.Short
	}
	return s.Authors + " " + s.Year
}
