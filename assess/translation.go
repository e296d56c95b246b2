package assess

// Translation says how far the texts of a questionnaire or of a framework
// are there in a language other than that of their source. Nil where the
// texts are the source's own.
type Translation struct {
	Language string // BCP 47, such as "fr"
	Version  string // of the source that the translation says it follows
	Reviewed bool   // a native speaker has checked it
	Texts    int    // texts of the source; at least one
	Done     int    // of them translated; the rest are in the source's language
	Stale    int    // entries (items, scales, sections, terms) whose source changed after they were translated
}

// Percent gives the share of the texts that is translated, 0 to 100. It is
// rounded down, so that 100 means all of them.
func (t *Translation) Percent() int {
	if t.Texts == 0 {
		return 100
	}
	return 100 * t.Done / t.Texts
}

// Whole reports whether nothing is missing and nothing is stale.
func (t *Translation) Whole() bool { return t.Done == t.Texts && t.Stale == 0 }
