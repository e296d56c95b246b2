package assess

// ForPublic gives what may leave those who were there: where organisations are
// counted, a result of fewer than MinimumPublic of them is hidden. A total stays
// where nothing can be taken from it: beside all of its groups, or beside none.
func (p *Published) ForPublic() *Published {
	out := &Published{}
	for _, g := range p.Groups {
		g.Items = publicItems(g.Items, nil)
		out.Groups = append(out.Groups, g)
	}
	for _, t := range p.Totals {
		t.Items = publicItems(t.Items, func(i, round int) bool { return out.told(t.Groups, i, round) })
		out.Totals = append(out.Totals, t)
	}
	return out
}

// publicItems hides rounds of too few organisations, and those that would tell
// of others; tell may be nil.
func publicItems(items []PublishedItem, tell func(item, round int) bool) []PublishedItem {
	out := make([]PublishedItem, len(items))
	for i, it := range items {
		out[i].Item = it.Item
		for _, r := range it.Rounds {
			switch s := &r.Spread; {
			case s.Hidden:
			case s.Organisations > 0 && s.Organisations < MinimumPublic:
				r.Spread = Spread{Item: it.Item, Hidden: true, Why: TooSmall}
			case s.Organisations > 0 && tell != nil && tell(i, r.Round):
				r.Spread = Spread{Item: it.Item, Hidden: true, Why: WouldTell}
			}
			out[i].Rounds = append(out[i].Rounds, r)
		}
	}
	return out
}

// told reports whether some of the groups are shown after a round of an item,
// and others are not.
func (p *Published) told(groups []Group, item, round int) bool {
	shown := 0
	for _, g := range groups {
		for i := range p.Groups {
			if p.Groups[i].Group != g {
				continue
			}
			for _, r := range p.Groups[i].Items[item].Rounds {
				if r.Round == round && !r.Spread.Hidden {
					shown++
				}
			}
		}
	}
	return shown > 0 && shown < len(groups)
}
