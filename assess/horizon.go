package assess

// limits holds the months after the assessment at which horizons end; the
// last one begins there and has no end.
var limits = [...]int{Short: 3, Medium: 12, Long: 12}

// Months says how many months after the assessment a horizon ends, 3 or 12; a
// long one begins after its 12 months and has no end. It is 0 for no horizon.
func (h Horizon) Months() int {
	if int(h) >= len(limits) {
		return 0
	}
	return limits[h]
}

// Holds reports whether a day lies within a horizon that is counted from
// another day. Every day lies within the long one, and within one that is
// counted from no day.
func (h Horizon) Holds(from, day Date) bool {
	if h == Long || h.Months() == 0 || from.IsZero() {
		return true
	}
	return !from.YearMonth().Add(h.Months()).Before(day.YearMonth())
}
