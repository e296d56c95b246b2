package assess

// Reference is what the sources name beside the words of the field: examples
// to look at, places where policy is made, relations with a monitoring agency,
// kinds of advocacy. It is data, like Framework.
type Reference struct {
	Version  string
	Language string

	Examples  []Example
	Arenas    []Term // from near to far
	Relations []Term // the ids are those of Relations
	Advocacy  []Term

	Translation *Translation // nil when the texts are the source's
}

// Example is a case that an action may point to.
type Example struct {
	ID      string
	Title   string
	Text    string
	Label   string   // id of its kind among Framework.Examples
	Source  string   // id of the work that tells it
	Year    string   // the time it tells of, as printed: "1977", "since 2002"
	History bool     // told as it was when the source was written; it may have ended
	Fits    []string // ids of the questionnaires it fits best
}

// ExampleFor chooses the example that an action leads to: one of its kind,
// before all one that fits the questionnaire. The same action always leads to
// the same example, and actions of one kind spread over what there is. nil
// when there is none of the kind.
func (r *Reference) ExampleFor(a *Action, questionnaire string) *Example {
	if r == nil || a.Example == "" {
		return nil
	}
	var all, fits []*Example
	for i := range r.Examples {
		e := &r.Examples[i]
		if e.Label != a.Example {
			continue
		}
		all = append(all, e)
		for _, id := range e.Fits {
			if id == questionnaire {
				fits = append(fits, e)
			}
		}
	}
	if len(fits) > 0 {
		all = fits
	}
	if len(all) == 0 {
		return nil
	}
	return all[spread(a.ID)%uint32(len(all))]
}

// spread turns an id into a number (FNV-1a), so that neighbours differ.
func spread(id string) uint32 {
	h := uint32(2166136261)
	for i := range len(id) {
		h = (h ^ uint32(id[i])) * 16777619
	}
	return h
}
