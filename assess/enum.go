package assess

import (
	"fmt"
	"slices"
)

// Stage is a step of the policy cycle. The zero value is "no stage".
// Source: Council of Europe, Code of Good Practice (2009, revised 2019).
type Stage uint8

// The six stages, in the order of the policy cycle.
const (
	AgendaSetting Stage = iota + 1
	Drafting
	Decision
	Implementation
	Monitoring
	Reformulation
)

var stageNames = []string{"agenda-setting", "drafting", "decision", "implementation", "monitoring", "reformulation"}

// Level is the intensity of participation. The zero value is "none": no
// level at all. Levels rise: each is more than the one before.
// Source: Council of Europe, Code of Good Practice (2009, revised 2019).
type Level uint8

// The four levels, rising.
const (
	Information Level = iota + 1
	Consultation
	Dialogue
	Partnership
)

var levelNames = []string{"information", "consultation", "dialogue", "partnership"}

// Barrier is one of the four obstacles to involvement that C-EHRN identified.
// The zero value is "no barrier". Source: O'Gorman & Schatz 2021.
type Barrier uint8

// The four barriers, in the order of the source.
const (
	Structure Barrier = iota + 1
	Gap
	Knowhow
	Awareness
)

var barrierNames = []string{"structure", "gap", "knowhow", "awareness"}

// Duty is a heading under which the Code lists what authorities owe at every
// stage. The zero value is "no duty".
type Duty uint8

// The four duties.
const (
	DutyInformation Duty = iota + 1
	DutyProcedure
	DutyResources
	DutyResponse
)

var dutyNames = []string{"information", "procedure", "resources", "response"}

// Rating is what the score of a cell amounts to. The zero value is unset.
type Rating uint8

// The five ratings.
const (
	InPlace Rating = iota + 1
	Partial
	Absent
	Unknown
	Inapplicable
)

var ratingNames = []string{"in-place", "partial", "absent", "unknown", "not-applicable"}

// Band is what the severity of a barrier amounts to. The zero value is unset.
type Band uint8

// The bands of severity, rising; UnknownBand stands for a severity without
// value.
const (
	LowBand Band = iota + 1
	ModerateBand
	SevereBand
	UnknownBand
)

var bandNames = []string{"low", "moderate", "severe", "unknown"}

// Horizon says when an action can be done. The zero value is unset.
type Horizon uint8

// The three horizons: to 3 months, to 12 months, beyond.
const (
	Short Horizon = iota + 1
	Medium
	Long
)

var horizonNames = []string{"short", "medium", "long"}

// Addressee is the side an action is for. The zero value is unset.
type Addressee uint8

// The two addressees. An action for both sides is two actions.
const (
	ForCSO Addressee = iota + 1
	ForAuthority
)

var addresseeNames = []string{"cso", "authority"}

// State is what is known of the response to one item. The zero value is
// Blank: nothing has been said yet.
type State uint8

// The four states.
const (
	Blank State = iota
	Answered
	DontKnow
	NotApplicable
)

var stateNames = []string{"answered", "dont-know", "not-applicable"}

// Grade is a word for how firm a result is. The zero value is unset.
type Grade uint8

// The three grades, falling.
const (
	HighConfidence Grade = iota + 1
	MediumConfidence
	LowConfidence
)

var gradeNames = []string{"high", "medium", "low"}

// Status says how far an entry of the plan has come. The zero value is unset.
type Status uint8

// The four statuses.
const (
	Planned Status = iota + 1
	Doing
	Done
	Dropped
)

var statusNames = []string{"planned", "doing", "done", "dropped"}

// name gives the text of an enumeration value, zero for its zero value.
func name(names []string, v int, zero string) string {
	if v == 0 {
		return zero
	}
	if v < 1 || v > len(names) {
		return fmt.Sprintf("invalid(%d)", v)
	}
	return names[v-1]
}

// value finds s among names, counting from 1; 0 and false when it is not
// there.
func value(names []string, s string) (int, bool) {
	i := slices.Index(names, s)
	return i + 1, i >= 0
}

// String gives the id of the stage, "none" for the zero value.
func (s Stage) String() string { return name(stageNames, int(s), "none") }

// String gives the id of the level, "none" for the zero value.
func (l Level) String() string { return name(levelNames, int(l), "none") }

// String gives the id of the barrier, "none" for the zero value.
func (b Barrier) String() string { return name(barrierNames, int(b), "none") }

// String gives the id of the duty, "none" for the zero value.
func (d Duty) String() string { return name(dutyNames, int(d), "none") }

// String gives the id of the rating, "none" for the zero value.
func (r Rating) String() string { return name(ratingNames, int(r), "none") }

// String gives the id of the band, "none" for the zero value.
func (b Band) String() string { return name(bandNames, int(b), "none") }

// String gives the id of the horizon, "none" for the zero value.
func (h Horizon) String() string { return name(horizonNames, int(h), "none") }

// String gives the id of the addressee, "none" for the zero value.
func (a Addressee) String() string { return name(addresseeNames, int(a), "none") }

// String gives the id of the state, "blank" for the zero value.
func (s State) String() string { return name(stateNames, int(s), "blank") }

// String gives the id of the grade, "none" for the zero value.
func (g Grade) String() string { return name(gradeNames, int(g), "none") }

// String gives the id of the status, "none" for the zero value.
func (s Status) String() string { return name(statusNames, int(s), "none") }

// ParseStage reads the id of a stage; false when there is none of that id.
func ParseStage(s string) (Stage, bool) {
	v, ok := value(stageNames, s)
	return Stage(v), ok
}

// ParseLevel reads the id of a level; false when there is none of that id.
func ParseLevel(s string) (Level, bool) {
	v, ok := value(levelNames, s)
	return Level(v), ok
}

// ParseBarrier reads the id of a barrier; false when there is none of that id.
func ParseBarrier(s string) (Barrier, bool) {
	v, ok := value(barrierNames, s)
	return Barrier(v), ok
}

// ParseDuty reads the id of a duty; false when there is none of that id.
func ParseDuty(s string) (Duty, bool) {
	v, ok := value(dutyNames, s)
	return Duty(v), ok
}

// ParseHorizon reads the id of a horizon; false when there is none of that id.
func ParseHorizon(s string) (Horizon, bool) {
	v, ok := value(horizonNames, s)
	return Horizon(v), ok
}

// ParseAddressee reads the id of an addressee; false when there is none of
// that id.
func ParseAddressee(s string) (Addressee, bool) {
	v, ok := value(addresseeNames, s)
	return Addressee(v), ok
}

// ParseStatus reads the id of a status; false when there is none of that id.
func ParseStatus(s string) (Status, bool) {
	v, ok := value(statusNames, s)
	return Status(v), ok
}

// Stages lists the six stages in the order of the policy cycle.
func Stages() []Stage {
	return []Stage{AgendaSetting, Drafting, Decision, Implementation, Monitoring, Reformulation}
}

// Levels lists the four levels, rising.
func Levels() []Level { return []Level{Information, Consultation, Dialogue, Partnership} }

// Barriers lists the four barriers in the order of their source.
func Barriers() []Barrier { return []Barrier{Structure, Gap, Knowhow, Awareness} }

// Duties lists the four duties.
func Duties() []Duty { return []Duty{DutyInformation, DutyProcedure, DutyResources, DutyResponse} }

// Horizons lists the three horizons, nearest first.
func Horizons() []Horizon { return []Horizon{Short, Medium, Long} }

// Addressees lists the two sides, civil society first.
func Addressees() []Addressee { return []Addressee{ForCSO, ForAuthority} }

// Statuses lists the four statuses of a plan entry.
func Statuses() []Status { return []Status{Planned, Doing, Done, Dropped} }
