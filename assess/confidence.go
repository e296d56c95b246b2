package assess

// The parts of a confidence, as Confidence.Weakest names them.
const (
	ByCoverage  = "coverage"
	ByEvidence  = "evidence"
	ByConsensus = "consensus"
)

// Cuts of the grades.
var (
	half          = Ratio{num: 1, den: 2}
	threeQuarters = Ratio{num: 3, den: 4}
)

// confidence says how firm the results of a set are. When evidence was
// recorded anywhere in the assessment, items without count 0 in its mean;
// when it never was, it has no part.
func (s *sheet) confidence(t *tally) Confidence {
	applicable := t.answered + t.unknown
	if applicable <= 0 {
		return Confidence{}
	}
	c := Confidence{Coverage: NewRatio(t.answered, applicable)}
	if s.recorded && t.responses > 0 {
		c.HasEvidence = true
		c.Evidence = NewRatio(t.grades, int64(PublicSource.Grade())*t.responses)
	}
	return c.graded()
}

// WithConsensus gives the confidence with the agreement of a group as a third
// part. A confidence without a grade stays as it is: nothing applies.
func (c Confidence) WithConsensus(consensus Ratio) Confidence {
	if c.Grade == 0 {
		return c
	}
	c.Consensus, c.HasConsensus = consensus, true
	return c.graded()
}

// Lowest gives the part that decides, 0 to 1.
func (c Confidence) Lowest() Ratio {
	switch c.Weakest {
	case ByEvidence:
		return c.Evidence
	case ByConsensus:
		return c.Consensus
	}
	return c.Coverage
}

// graded sets the grade from the weakest part. Why not a weighted sum: it
// would hide that one part was traded for another.
func (c Confidence) graded() Confidence {
	c.Weakest = ByCoverage
	lowest := c.Coverage
	if c.HasEvidence && c.Evidence.Less(lowest) {
		c.Weakest, lowest = ByEvidence, c.Evidence
	}
	if c.HasConsensus && c.Consensus.Less(lowest) {
		c.Weakest, lowest = ByConsensus, c.Consensus
	}
	switch {
	case !lowest.Less(threeQuarters):
		c.Grade = HighConfidence
	case !lowest.Less(half):
		c.Grade = MediumConfidence
	default:
		c.Grade = LowConfidence
	}
	return c
}
