package assess

// AtHand reports whether the questionnaire of a sheet is the version that was
// answered. After a minor change a program brings the newer one only.
func (s Sheet) AtHand() bool {
	return s.Assessment.Questionnaire.Version == s.Questionnaire.Version
}

// share counts the common items. Where a version that was answered is not at
// hand, nobody can tell which items it asked and in which words: items are
// then matched by their ids, which never change meaning, and only those with
// an entry everywhere are counted as common. An item without one stays in
// every result as not known; it is neither dropped nor taken for an answer.
func share(ids map[string]bool, sheets ...Sheet) (n int, byID bool) {
	for _, s := range sheets {
		byID = byID || !s.AtHand()
	}
	if !byID {
		return len(ids), false
	}
	for id := range ids {
		entered := true
		for _, s := range sheets {
			entered = entered && s.Assessment.Responses[id].State != Blank
		}
		if entered {
			n++
		}
	}
	return n, true
}
