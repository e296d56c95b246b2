package questionnaires

import "csi/assess"

// ListEntry is one entry of "csi questionnaire list --json". Its keys are a
// contract: design.md, section 7.
type ListEntry struct {
	ID        string         `json:"id"`
	Version   string         `json:"version"`
	Title     string         `json:"title"`
	Items     int            `json:"items"`
	Groups    []assess.Group `json:"groups"`
	Languages []string       `json:"languages"`
}

// ListJSON makes the value of "csi questionnaire list --json".
func ListJSON(headers []Header) []ListEntry {
	list := []ListEntry{}
	for _, h := range headers {
		list = append(list, ListEntry{h.ID, h.Version, h.Title, h.Items, filled(h.Groups), filled(h.Languages)})
	}
	return list
}

// Shown is the value of "csi questionnaire show ID --json". Its keys are a
// contract: design.md, section 7. What does not apply is null.
type Shown struct {
	ID       string                   `json:"id"`
	Version  string                   `json:"version"`
	Language string                   `json:"language"`
	Title    string                   `json:"title"`
	Groups   []assess.Group           `json:"groups"`
	Mirror   *string                  `json:"mirror"`
	Scales   map[string][]ShownAnchor `json:"scales"`
	Sections []ShownSection           `json:"sections"`
}

// ShownAnchor is one value of a scale.
type ShownAnchor struct {
	Value  int    `json:"value"`
	Label  string `json:"label"`
	Anchor string `json:"anchor"` // "" when the label says it all
}

// ShownSection is one section with its items.
type ShownSection struct {
	ID    string      `json:"id"`
	Title string      `json:"title"`
	Items []ShownItem `json:"items"`
}

// ShownItem is one item.
type ShownItem struct {
	ID            string        `json:"id"`
	Short         string        `json:"short"`
	Text          string        `json:"text"`
	Stage         *string       `json:"stage"`
	Level         *string       `json:"level"`
	Barrier       *string       `json:"barrier"`
	Duty          *string       `json:"duty"`
	Scale         string        `json:"scale"`
	Weight        float64       `json:"weight"`
	Critical      bool          `json:"critical"`
	NotApplicable bool          `json:"not_applicable"`
	Actions       []ShownAction `json:"actions"`
}

// ShownAction is one action of an item.
type ShownAction struct {
	ID       string `json:"id"`
	For      string `json:"for"`
	AtMost   int    `json:"at_most"`
	Horizon  string `json:"horizon"`
	Text     string `json:"text"`
	DoneWhen string `json:"done_when"`
}

// ShowJSON makes the value of "csi questionnaire show ID --json".
func ShowJSON(q *assess.Questionnaire) Shown {
	s := Shown{
		ID: q.ID, Version: q.Version, Language: q.Language, Title: q.Title, Groups: filled(q.Groups),
		Mirror: orNull(q.Mirror, q.Mirror != ""), Scales: map[string][]ShownAnchor{}, Sections: []ShownSection{},
	}
	for _, scale := range q.Scales {
		for _, a := range scale.Anchors {
			s.Scales[scale.ID] = append(s.Scales[scale.ID], ShownAnchor{a.Value, a.Label, a.Text})
		}
	}
	for i := range q.Sections {
		section := ShownSection{q.Sections[i].ID, q.Sections[i].Title, []ShownItem{}}
		for j := range q.Sections[i].Items {
			section.Items = append(section.Items, showItem(&q.Sections[i].Items[j]))
		}
		s.Sections = append(s.Sections, section)
	}
	return s
}

// showItem makes the value of one item.
func showItem(it *assess.Item) ShownItem {
	s := ShownItem{
		ID: it.ID, Short: it.Short, Text: it.Text,
		Stage: orNull(it.Stage.String(), it.Stage != 0), Level: orNull(it.Level.String(), it.Level != 0),
		Barrier: orNull(it.Barrier.String(), it.Barrier != 0), Duty: orNull(it.Duty.String(), it.Duty != 0),
		Scale: it.Scale, Weight: float64(it.Weight.Tenths()) / 10,
		Critical: it.Critical, NotApplicable: it.NotApplicable, Actions: []ShownAction{},
	}
	for _, a := range it.Actions {
		s.Actions = append(s.Actions, ShownAction{a.ID, a.For.String(), a.AtMost, a.Horizon.String(), a.Text, a.DoneWhen})
	}
	return s
}

// orNull gives a text, or null when there is none.
func orNull(text string, present bool) *string {
	if !present {
		return nil
	}
	return &text
}

// filled makes an empty list print as [] and not as null.
func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
