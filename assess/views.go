package assess

// ViewKind is what two sides together say about a cell or an item. The zero
// value is "not comparable": it does not apply on one side at least.
type ViewKind uint8

// The kinds. First and second are the sides in the order of InOrder.
const (
	SharedStrength ViewKind = iota + 1 // in place for both
	SharedGap                          // in place for neither
	BlindSpot                          // in place for the second, not for the first
	HiddenPractice                     // in place for the first, not for the second
	KnownToSecond                      // unknown to the first only
	KnownToFirst                       // unknown to the second only
	KnownToNeither
)

var viewKindNames = []string{"shared-strength", "shared-gap", "blind-spot", "hidden-practice", "known-to-b", "known-to-a", "known-to-neither"}

// String gives the id of the kind, "none" for the zero value.
func (k ViewKind) String() string { return name(viewKindNames, int(k), "none") }

// GapSize is how far two views lie apart. The zero value is unset: they cannot
// be compared.
type GapSize uint8

// The sizes: under 15 points of 100, under 100/3, and from there.
const (
	SimilarViews GapSize = iota + 1
	VisibleGap
	LargeGap
)

var gapSizeNames = []string{"similar", "visible", "large"}

// String gives the id of the size, "none" for the zero value.
func (g GapSize) String() string { return name(gapSizeNames, int(g), "none") }

// Pairing is one matter as two sides see it. Gap is the score of the second
// side less that of the first, -1 to 1, and means something when HasGap.
type Pairing struct {
	A, B   Rating
	HasGap bool
	Gap    Ratio
	Size   GapSize
	Kind   ViewKind
}

// CellView is a cell as two sides see it.
type CellView struct {
	Stage Stage
	Level Level
	Pairing
}

// ItemView is an item as two sides see it. Item is that of the first side.
type ItemView struct {
	Item *Item
	Pairing
	ScoreA, ScoreB Score
}

// Views sets two sides beside each other. The scores of the sides are never
// merged, and everything stands in the order of the model.
type Views struct {
	A, B            Sheet
	ProfileA        *Profile // of the common items alone
	ProfileB        *Profile
	Items, Common   int  // items of the larger questionnaire; asked of both
	ByID            bool // a version is not at hand; see share
	Cells           []CellView
	Others          []ItemView // items outside the cells: barriers and the rest
	All             []ItemView // every common item
	Counts          ViewCounts // of the cells; of the items where there are no cells
	PeriodsFarApart bool       // the periods overlap by less than half
}

// ViewCounts counts what is compared.
type ViewCounts struct {
	All        int
	Comparable int // both sides have a result
	Large      int
	Mean       Ratio // mean gap of the comparable ones, -1 to 1; 0 when there are none
	Kinds      map[ViewKind]int
}

// CompareViews compares two sheets that Relate calls two views, in the order
// they come in.
func CompareViews(a, b Sheet) *Views {
	ids := common(a, b)
	p, q := a.Questionnaire.only(ids), b.Questionnaire.only(ids)
	v := &Views{
		A: a, B: b,
		ProfileA: NewProfile(p, a.Assessment, nil), ProfileB: NewProfile(q, b.Assessment, nil),
		Items:           max(a.Questionnaire.size(), b.Questionnaire.size()),
		PeriodsFarApart: a.Assessment.Frame.Period.OverlapsLittle(b.Assessment.Frame.Period),
	}
	v.Common, v.ByID = share(ids, a, b)
	for i := range v.ProfileA.Stages {
		s := &v.ProfileA.Stages[i]
		other := v.ProfileB.Stage(s.Stage)
		for j, c := range s.Cells {
			// The same items make the same cells, in the same order.
			o := other.Cells[j]
			v.Cells = append(v.Cells, CellView{Stage: s.Stage, Level: c.Level, Pairing: pair(c.Rating, o.Rating, c.Score, o.Score)})
		}
	}
	for _, it := range p.Items() {
		x, y := itemScore(it, a.Assessment), itemScore(q.Item(it.ID), b.Assessment)
		view := ItemView{Item: it, Pairing: pair(x.rating(), y.rating(), x, y), ScoreA: x, ScoreB: y}
		v.All = append(v.All, view)
		if !it.IsCell() {
			v.Others = append(v.Others, view)
		}
	}
	v.count()
	return v
}

// itemScore scores one item by itself.
func itemScore(it *Item, a *Assessment) Score {
	var t tally
	r := newReply(it, 0, a.Responses[it.ID])
	t.add(&r)
	return t.score()
}

// pair sets two results side by side.
func pair(a, b Rating, x, y Score) Pairing {
	p := Pairing{A: a, B: b}
	switch {
	case a == Inapplicable || b == Inapplicable:
		return p
	case a == Unknown && b == Unknown:
		p.Kind = KnownToNeither
		return p
	case a == Unknown:
		p.Kind = KnownToSecond
		return p
	case b == Unknown:
		p.Kind = KnownToFirst
		return p
	case a == InPlace && b == InPlace:
		p.Kind = SharedStrength
	case b == InPlace:
		p.Kind = BlindSpot
	case a == InPlace:
		p.Kind = HiddenPractice
	default:
		p.Kind = SharedGap
	}
	p.HasGap, p.Gap = true, y.Value.Sub(x.Value)
	p.Size = gapSize(p.Gap)
	return p
}

// gapSize names a gap by its size, whichever side it leans to.
func gapSize(gap Ratio) GapSize {
	switch g := gap.Abs(); {
	case g.Less(NewRatio(15, 100)):
		return SimilarViews
	case g.Less(NewRatio(1, 3)):
		return VisibleGap
	}
	return LargeGap
}

// count adds up the cells, or the items where there are no cells.
func (v *Views) count() {
	c := ViewCounts{Kinds: map[ViewKind]int{}}
	var sum Ratio
	see := func(p Pairing) {
		c.All++
		c.Kinds[p.Kind]++
		if !p.HasGap {
			return
		}
		c.Comparable++
		sum = sum.Add(p.Gap)
		if p.Size == LargeGap {
			c.Large++
		}
	}
	for _, cell := range v.Cells {
		see(cell.Pairing)
	}
	if len(v.Cells) == 0 {
		for _, it := range v.All {
			see(it.Pairing)
		}
	}
	if c.Comparable > 0 {
		c.Mean = sum.Div(Whole(int64(c.Comparable)))
	}
	v.Counts = c
}

// Talk lists the items whose views lie far apart, in the order they are asked.
// Not every questionnaire has a neutral question for each.
func (v *Views) Talk() []ItemView {
	var out []ItemView
	for _, it := range v.All {
		if it.Size == LargeGap {
			out = append(out, it)
		}
	}
	return out
}
