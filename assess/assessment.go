package assess

// Assessment is one sitting of one respondent or group: the frame, the
// responses, the targets and the plan.
type Assessment struct {
	ID            string // UUIDv7
	Questionnaire Ref
	// QuestionnaireFile is where a questionnaire of one's own lies, relative
	// to the folder of the assessment; "" for a built-in one. It may tell
	// about the computer it was written on: never for public outputs.
	QuestionnaireFile string
	Previous          Previous // the assessment that this one asks anew; zero for none

	Language  string // the language the items were read in
	Frame     Frame
	Targets   map[Stage]Level     // own targets; a stage that is missing has the framework's
	Responses map[string]Response // by item id; an item that is missing is blank
	Plan      []PlanEntry
}

// Frame says what an assessment is about and who answers. Comparison asks
// that jurisdiction and policy agree.
type Frame struct {
	Jurisdiction string
	Tier         string // local, regional, national, eu, un
	Country      string // ISO 3166-1 alpha-2; "ZZ" for fictional places; "" for eu and un
	Policy       string
	Period       Period
	Agencies     []string // ids of the framework, in its order
	Relations    []string // what civil society is to the monitoring agency, in the order of Relations; optional
	Group        Group
	Organisation string // optional; left out of public outputs
	People       int    // how many agreed these responses, at least 1; 0 when not asked yet
	Facilitated  bool
	Date         Date
}

// Period is a run of months, both ends included.
type Period struct {
	From, To Month
}

// Response is what was said to one item.
type Response struct {
	State    State
	Value    int      // 0 to the top of the scale, when Answered
	Reason   string   // why the item does not apply, when NotApplicable
	Evidence Evidence // how others could see it
	Note     string   // up to 5,000 characters
	Flag     bool     // to talk about later
}

// Evidence grades how firm a response is. The zero value means that nothing
// was recorded, which is not the same as "none".
type Evidence uint8

// The grades of evidence, rising.
const (
	EvidenceNotRecorded Evidence = iota
	NoEvidence                   // our own impression
	SharedMemory                 // two or more of us remember it
	InternalRecord               // e-mail, minutes, notes
	PublicSource                 // a page, a law, a report others can check
)

// EvidenceGrade makes an Evidence of a grade from 0 to 3, as files have it.
func EvidenceGrade(grade int) Evidence { return Evidence(grade + 1) }

// Grade gives 0 to 3; 0 as well when nothing was recorded.
func (e Evidence) Grade() int {
	if e == EvidenceNotRecorded {
		return 0
	}
	return int(e) - 1
}
