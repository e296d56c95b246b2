package assess

// Profile is all that scoring yields. It is a value: reports render it and
// compute nothing. Everything is listed in model order, never by result.
type Profile struct {
	Questionnaire Ref
	Counts        Counts
	Stages        []StageProfile   // every stage that has items
	Index         Range            // participation index, 0 to 1
	Barriers      []BarrierProfile // every barrier that has items
	Sections      []SectionProfile
	Duties        []DutyProfile // every duty that has items
	Actions       []FiredAction // every action that fires, highest priority first
	FindOut       []FindOut     // one entry per unknown item
	Unknowns      []string      // item ids: don't know first, then blank, each in item order
	Breadth       []LevelCount  // stages in place at each level
	Weakest       []Stage       // every stage whose range reaches the lowest depth
	Confidence    Confidence    // of the whole report
	Weighted      bool          // some weight differs from 1
}

// Counts counts items by the state of their response.
type Counts struct {
	Items, Answered, DontKnow, NotApplicable, Blank int
}

// Score is the result of a set of items on 0 to 1, exact. When nothing of the
// set applies, Applicable is false and the rest has no meaning. Value exists
// only when HasValue; Low and High always do.
type Score struct {
	Applicable bool
	HasValue   bool
	Value      Ratio
	Low, High  Ratio
	Coverage   Ratio // answered weight over applicable weight
}

// Range is a figure that may be known only between two bounds. When nothing
// applies, Applicable is false and the rest has no meaning.
type Range struct {
	Applicable bool
	HasValue   bool
	Value      Ratio
	Low, High  Ratio
}

// StageProfile is the result of one stage.
type StageProfile struct {
	Stage       Stage
	Applicable  bool    // false: no cell applies, and only Cells and Target mean something
	Attained    Level   // zero: none
	AtLeast     bool    // the climb stopped at an unknown level
	Observed    Level   // zero: none
	Hollow      bool    // observed above attained
	Missing     []Level // applicable levels below Observed that are not in place
	Target      Level
	GapToTarget int    // applicable levels still to climb
	Next        Level  // the next rung: lowest applicable level not in place; zero when all are
	Depth       Range  // 0 to 4
	Cells       []Cell // every level that has items, rising
	Confidence  Confidence
}

// Cell is the result of one stage at one level.
type Cell struct {
	Level           Level
	Rating          Rating
	Score           Score
	Running         Ratio // running minimum of the values up to this level, 0 to 1; meaningful when HasRunning
	HasRunning      bool
	RunLow, RunHigh Ratio    // the same of the low and high scores
	Items           []string // ids of the cell's items
}

// BarrierProfile is the result of one barrier.
type BarrierProfile struct {
	Barrier  Barrier
	Severity Score     // 0 to 1; higher is worse
	Band     Band      // after lifting; UnknownBand without value
	Lifted   bool      // a critical item answered 0 lifted the band
	Critical []string  // ids of the critical items answered 0
	Equal    []Barrier // barriers whose severity is so close that the order says nothing
	Items    []string
}

// SectionProfile is the result of one section: all its items, whatever else
// they count in.
type SectionProfile struct {
	ID         string
	Score      Score
	TooFew     bool // more than 30 % of its weight does not apply: Score is not applicable either
	Confidence Confidence
}

// DutyProfile is the result of one duty of the authority over all stages.
type DutyProfile struct {
	Duty  Duty
	Score Score
}

// LevelCount counts stages at one level.
type LevelCount struct {
	Level      Level
	InPlace    int // stages whose attained level is this one or above, where this one applies
	Applicable int // stages whose cell at this level applies
}

// FiredAction is an action whose item was answered low enough.
type FiredAction struct {
	Action   *Action // of the questionnaire
	Item     *Item
	Priority Ratio
	Selected bool // made it into the road map
}

// FindOut is what to do about an unknown item.
type FindOut struct {
	Item  *Item
	State State // DontKnow or Blank
}

// Confidence says how firm a result is: the lowest of its parts.
type Confidence struct {
	Grade        Grade  // zero: nothing applies
	Weakest      string // coverage, evidence or consensus: the part that decides
	Coverage     Ratio
	Evidence     Ratio // mean grade over 3; meaningful when HasEvidence
	HasEvidence  bool
	Consensus    Ratio // meaningful when HasConsensus
	HasConsensus bool
}

// Selected lists the actions of the road map for one side, by horizon and
// priority.
func (p *Profile) Selected(a Addressee) []FiredAction {
	var out []FiredAction
	for _, h := range Horizons() {
		for _, f := range p.Actions {
			if f.Selected && f.Action.For == a && f.Action.Horizon == h {
				out = append(out, f)
			}
		}
	}
	return out
}

// Stage finds the profile of one stage; nil when it has no items.
func (p *Profile) Stage(s Stage) *StageProfile {
	for i := range p.Stages {
		if p.Stages[i].Stage == s {
			return &p.Stages[i]
		}
	}
	return nil
}
