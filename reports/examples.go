package reports

import (
	"slices"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// exampleLine says what to look at for an action: a case with its source
// where there is one of the kind, else the kind; "" for neither.
func (b *builder) exampleLine(a *assess.Action) string {
	if a.Example == "" {
		return ""
	}
	e := b.Reference.ExampleFor(a, b.q.ID)
	if e == nil {
		return b.t("roadmap.example_kind", phrases.V{"label": assess.Find(b.f.Examples, a.Example).Name()})
	}
	v := phrases.V{"title": e.Title, "source": b.exampleSource(e)}
	return b.t("roadmap.example", v)
}

// exampleSource gives the work that tells an example in a few words, and says
// when it tells of another time.
func (b *builder) exampleSource(e *assess.Example) string {
	i := slices.IndexFunc(b.Sources, func(s assess.Source) bool { return s.ID == e.Source })
	if i < 0 {
		return e.Year
	}
	source := b.Sources[i].Cite()
	if e.History {
		source = b.t("roadmap.source_history", phrases.V{"source": source})
	}
	if e.Year == b.Sources[i].Year {
		return source
	}
	return b.t("roadmap.source", phrases.V{"source": source, "year": e.Year})
}

// named lists the examples that the road maps of a report lead to, each once,
// in the order of the library.
func (b *builder) named(r *Report) []*assess.Example {
	if b.Reference == nil {
		return nil
	}
	found := map[string]bool{}
	for _, m := range r.RoadMaps {
		for _, h := range m.Horizons {
			for _, row := range h.Rows {
				if a := b.actionOf(row.ID); a != nil {
					if e := b.Reference.ExampleFor(a, b.q.ID); e != nil {
						found[e.ID] = true
					}
				}
			}
		}
	}
	var out []*assess.Example
	for i := range b.Reference.Examples {
		if e := &b.Reference.Examples[i]; found[e.ID] {
			out = append(out, e)
		}
	}
	return out
}

// actionOf finds an action by its id; nil for a row that is none.
func (b *builder) actionOf(id string) *assess.Action {
	for _, it := range b.q.Items() {
		for i := range it.Actions {
			if it.Actions[i].ID == id {
				return &it.Actions[i]
			}
		}
	}
	return nil
}

// examples tells what the road maps lead to.
func (b *builder) examples(r *Report) []Pair {
	var out []Pair
	for _, e := range b.named(r) {
		out = append(out, Pair{e.Title, b.t("sources.example", phrases.V{"text": e.Text, "source": b.exampleSource(e)})})
	}
	return out
}
