package questionnaires

import "slices"

// Code is the stable name of a kind of fault, printed in brackets, with one
// sentence that tells an author what to do about it.
type Code struct {
	ID   string
	Text string
}

// Codes lists every code that checking a questionnaire, a translation or a
// phrase catalogue can yield, those of reading YAML first. The help on file
// formats prints it.
func Codes() []Code {
	return slices.Concat(yamlCodes(), questionnaireCodes(), translationCodes())
}

// translationCodes explains the codes of translations, of catalogues and of
// folders with them.
func translationCodes() []Code {
	return []Code{
		{"of-unknown", "a translation names the questionnaire that it translates, or framework"},
		{"language-source", "a translation is in another language than its source"},
		{"language-folder", "a translation lies in the folder of its language"},
		{"fingerprint", "leave the fingerprint to csi questionnaire translate, or take it out"},
		{"translation-missing", "a remark: these texts are shown in the language of the source"},
		{"translation-stale", "a remark: compare with the source, then csi questionnaire translate --accept"},
		{"translation-orphan", "a remark: the source has no such text; take it out or move it"},
		{"translation-version", "a remark: csi questionnaire translate brings the file up to date"},
		{"id-builtin", "what comes with csi keeps its id; choose another"},
		{"id-file", "a questionnaire of a library is called as its id says"},
		{"folder", "name a folder that can be read"},
		{"area-unknown", "a phrase catalogue is called as one that comes with csi"},
		{"message-unknown", "the program asks for no such message"},
		{"message-part", "only the parts in braces that English has are filled in"},
		{"message-brace", "close the brace, or double it"},
	}
}

// yamlCodes explains the codes of package yamldoc.
func yamlCodes() []Code {
	return []Code{
		{"too-large", "a file may have 1 MB"},
		{"not-utf8", "save the file as UTF-8"},
		{"empty", "start the file with \"csi: 1\""},
		{"control-character", "take the invisible character out"},
		{"syntax", "the file cannot be read from this line on"},
		{"second-document", "put each document into a file of its own"},
		{"anchor", "write the value out; names with \"&\" are not read"},
		{"alias", "write the value out; references with \"*\" are not read"},
		{"merge-key", "write the keys out; \"<<\" is not read"},
		{"tag", "leave the type with \"!\" out"},
		{"key-kind", "a key is one plain word"},
		{"key-duplicate", "a key stands once in its mapping"},
		{"too-deep", "lists and mappings are nested too far"},
		{"too-many", "mend the first thousand faults, then check again"},
	}
}

// questionnaireCodes explains the codes of this package.
func questionnaireCodes() []Code {
	return []Code{
		{"format", "the file starts with \"csi: 1\""},
		{"format-newer", "the file needs a newer csi"},
		{"kind", "this command reads another kind of file"},
		{"key-unknown", "only the keys of the format are read"},
		{"key-missing", "this key is needed"},
		{"value-kind", "a text, a list, a mapping, a number, or true and false are needed here"},
		{"value-empty", "a key that stands there has a value"},
		{"text-control", "texts hold no invisible characters"},
		{"text-lines", "this text stands on one line"},
		{"text-long", "this text has to fit a table"},
		{"list-empty", "the list needs at least one entry"},
		{"list-duplicate", "an entry stands once in its list"},
		{"list-order", "these entries are fixed, and so is their order"},
		{"id-form", "ids are words in lower case joined by hyphens"},
		{"id-duplicate", "an id names one thing and stays the same for ever"},
		{"version-form", "versions are three numbers, such as 1.0.0"},
		{"language-form", "languages are codes, such as en or pt-BR"},
		{"url-form", "addresses start with https:// or http://"},
		{"minutes", "1 to 600 minutes"},
		{"weight", "weights run from 0.5 to 3 in steps of 0.1"},
		{"scale-points", "a scale has 3 to 7 values"},
		{"scale-order", "the values of a scale are 0, 1, 2 and so on"},
		{"scale-unknown", "the scale is defined under \"scales\""},
		{"anchor-value", "an anchor belongs to a value of the scale"},
		{"stage-unknown", "one of the six stages"},
		{"level-unknown", "one of the four levels"},
		{"barrier-unknown", "one of the four barriers"},
		{"duty-unknown", "one of the four duties"},
		{"group-unknown", "one of the groups of the framework"},
		{"source-unknown", "one of the works that csi lists"},
		{"example-unknown", "one of the good-practice labels of the framework"},
		{"tier-unknown", "one of the five tiers"},
		{"questionnaire-unknown", "one of the questionnaires of the library"},
		{"version-other", "the file goes with another major version of the questionnaire"},
		{"item-unknown", "one of the items of the questionnaire"},
		{"value-range", "one of the values of the item's scale"},
		{"state", "a response is a value, or dont_know, or not_applicable"},
		{"for-unknown", "an action is for one side; one for both is two actions"},
		{"horizon-unknown", "short, medium or long"},
		{"item-half-cell", "a stage and a level belong together"},
		{"item-two-indexes", "an item counts in a cell or in a barrier, never in both"},
		{"action-always", "an action that fires at the top value would always fire"},
		{"action-never", "an action that fires below 0 would never fire"},
		{"reasons-unused", "reasons belong to items that may not apply"},
		{"mirror-self", "a questionnaire mirrors another one"},
		{"level-gap", "a remark: the stage is counted without this level"},
		{"scale-unused", "a remark: no item uses the scale"},
	}
}
