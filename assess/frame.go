package assess

// Tiers lists the tiers a frame may have, from near to far.
func Tiers() []string { return []string{"local", "regional", "national", "eu", "un"} }

// Agencies lists the agencies a frame may name, in their order.
func Agencies() []string {
	return []string{"health", "interior", "police", "justice", "social", "finance", "planning", "other"}
}

// Relations lists what civil society can be to an agency that monitors drugs,
// in their order.
func Relations() []string { return []string{"customer", "adviser", "provider", "researcher"} }

// HasCountry reports whether a frame of this tier lies in one country. Frames
// of the European Union and of United Nations bodies do not.
func HasCountry(tier string) bool { return tier != "eu" && tier != "un" }

// Missing lists the keys of the frame that are still to be asked, as files
// name them and in the order of the file. Agencies, organisation and people
// may stay open; the group must be known only where the questionnaire is
// answered by several.
func (f Frame) Missing(q *Questionnaire) []string {
	var keys []string
	for _, k := range []struct {
		key  string
		open bool
	}{
		{"jurisdiction", f.Jurisdiction == ""},
		{"tier", f.Tier == ""},
		{"country", f.Country == "" && f.Tier != "" && HasCountry(f.Tier)},
		{"policy", f.Policy == ""},
		{"period", f.Period.From.IsZero() || f.Period.To.IsZero()},
		{"group", f.Group == "" && q != nil && len(q.Groups) > 1},
	} {
		if k.open {
			keys = append(keys, k.key)
		}
	}
	return keys
}

// Side gives the addressee whose own road map a group's is: the one its
// actions are for, printed first. Those who decide or run things stand on one
// side of the table, civil society on the other.
func (g Group) Side() Addressee {
	switch g {
	case "authority", "city", "organiser":
		return ForAuthority
	}
	return ForCSO
}
