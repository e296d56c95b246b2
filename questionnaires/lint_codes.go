package questionnaires

// LintCode is the code of a finding that is no fault of the format.
type LintCode struct {
	Code
	Severity Severity
}

// LintCodes lists every code that Lint can yield beside the faults, with one
// sentence that tells an author what to do about it.
func LintCodes() []LintCode {
	return []LintCode{
		{Code{"cell-missing", "a questionnaire on stages and levels has an item for each of the 24 cells, or one for each stage"}, Warning},
		{Code{"barrier-missing", "a questionnaire on stages and levels has items for each of the four barriers"}, Warning},
		{Code{"target-unreachable", "a stage needs an item at the level it aims at"}, Warning},
		{Code{"band-unreachable", "the weights and scales let no response lead to this rating or band"}, Warning},
		{Code{"score-falls", "a better response would lower a score"}, Error},
		{Code{"scale-falls", "values rise from the worst to the best"}, Warning},
		{Code{"anchor-same", "two values that look the same cannot be told apart"}, Warning},
		{Code{"anchor-part", "say for every value what can be seen, or for none"}, Warning},
		{Code{"anchor-none", "say for every value what can be seen"}, Note},
		{Code{"anchor-long", "an anchor has to fit its row on the screen"}, Warning},
		{Code{"label-long", "a label has to fit its column on the screen"}, Warning},
		{Code{"short-wide", "the short text has to fit a column of 30 characters"}, Warning},
		{Code{"short-twice", "two items with one short text cannot be told apart in tables"}, Warning},
		{Code{"text-twice", "two items with one text ask the same"}, Warning},
		{Code{"text-double", "an item asks one thing; make it two items, or move the second into the help text"}, Warning},
		{Code{"text-negation", "say what is there, not what is missing: agreeing to a negation confuses"}, Warning},
		{Code{"sentence-long", "make it two sentences"}, Warning},
		{Code{"reading-hard", "use shorter words and sentences: grade 12 or lower"}, Warning},
		{Code{"word-stigma", "use words that put the person first"}, Warning},
		{Code{"words-unknown", "csi has no list of words for this language; have a native speaker look"}, Note},
		{Code{"source-missing", "an item, or its section, names the work it rests on"}, Warning},
		{Code{"action-none", "an item that is answered low should lead to a step"}, Note},
		{Code{"action-blocked", "partnership is proposed only where the stage has an item on information"}, Warning},
		{Code{"action-twice", "a step stands once for an addressee"}, Warning},
		{Code{"done-when-same", "say what can be seen when the step is done"}, Warning},
		{Code{"mirror-unknown", "put the mirrored questionnaire beside this one, or leave the key out"}, Warning},
		{Code{"mirror-one-way", "both questionnaires name each other"}, Warning},
		{Code{"mirror-item", "mirrored questionnaires ask about the same items"}, Warning},
		{Code{"mirror-differs", "mirrored items stand at the same place on the same scale"}, Warning},
	}
}

// severityOf gives the severity of a code: that of LintCodes, a warning for
// the remarks of reading, none for a code that nothing explains.
func severityOf(code string) Severity {
	for _, c := range LintCodes() {
		if c.ID == code {
			return c.Severity
		}
	}
	switch code {
	case "level-gap", "scale-unused":
		return Warning
	}
	return 0
}
