package assess

import (
	"fmt"
	"slices"
	"strings"
)

// The kinds of finding on the quality of a collection. A finding is a reason
// to look, never a reason to drop: nothing is left out because of one.
const (
	FindingStraight   = "straight-lining" // every answered item has the same value
	FindingTopBare    = "top-without-evidence"
	FindingDuplicate  = "duplicate"      // all responses as in another assessment
	FindingNear       = "near-duplicate" // all but two, at most
	FindingContradict = "contradiction"  // a mirrored item, from one end of its scale to the other
	FindingOutlier    = "outlier"        // far from its group
	FindingVersions   = "mixed-versions"
	FindingStale      = "stale-period"
)

// QualityKinds lists the kinds of finding in the order they are told in.
func QualityKinds() []string {
	return []string{FindingStraight, FindingTopBare, FindingDuplicate, FindingNear, FindingContradict, FindingOutlier, FindingVersions, FindingStale}
}

// Thresholds of the findings.
const (
	qualityAnswered = 8  // fewer answered items say nothing about a pattern
	nearItems       = 2  // items in which near-duplicates may differ
	outlierGroup    = 8  // organisations that a group needs to have outliers
	staleMonths     = 24 // months after which a period is old; domain.md F, ageing
)

// QualityRow is what data quality looks at of one assessment.
type QualityRow struct {
	Hash          string
	Segment       Segment
	Version       string
	Period        Period
	Questionnaire *Questionnaire // nil when it is not known: patterns of tops are not looked for then
	Items         []string
	Responses     []Response
}

// Finding is one thing to look at, with its reason in figures.
type Finding struct {
	Kind    string
	Hashes  []string // the assessments it is about
	Count   int      // items it rests on, or assessments
	Of      int
	Detail  string // versions, an item; "" for none
	Segment Segment
}

// Quality collects findings from assessments given one by one. The zero value
// is not ready: use NewQuality.
type Quality struct {
	now      Month
	n        int
	findings []Finding
	whole    map[string][]int // by content
	blocks   map[string][]int // by a part of the content
	rows     []qualityKept
	versions map[string]map[string]int
}

// qualityKept is what is kept of each assessment for comparing.
type qualityKept struct {
	hash    string
	segment Segment
	items   []string
	values  []int8 // by item; -1 don't know or blank, -2 not applicable
}

// NewQuality starts with nothing; now is the month that periods are judged at.
func NewQuality(now Month) *Quality {
	return &Quality{now: now, whole: map[string][]int{}, blocks: map[string][]int{}, versions: map[string]map[string]int{}}
}

// Add looks at one assessment.
func (q *Quality) Add(r QualityRow) {
	q.n++
	kept := qualityKept{hash: r.Hash, segment: r.Segment, items: r.Items, values: make([]int8, len(r.Items))}
	answered, same, tops, evidence := 0, true, 0, false
	first := -1
	for i, resp := range r.Responses {
		kept.values[i] = -1
		switch resp.State {
		case NotApplicable:
			kept.values[i] = -2
		case Answered:
			kept.values[i] = int8(resp.Value)
			if answered++; first < 0 {
				first = resp.Value
			}
			same = same && resp.Value == first
			evidence = evidence || resp.Evidence > NoEvidence
			if r.Questionnaire != nil {
				if it := r.Questionnaire.Item(r.Items[i]); it != nil && resp.Value == it.Max() {
					tops++
				}
			}
		}
	}
	if answered >= qualityAnswered {
		allTop := tops == answered && !evidence
		if allTop {
			q.found(Finding{Kind: FindingTopBare, Hashes: []string{r.Hash}, Count: answered, Of: len(r.Items), Segment: r.Segment})
		}
		if same && !allTop {
			q.found(Finding{Kind: FindingStraight, Hashes: []string{r.Hash}, Count: answered, Of: len(r.Items), Segment: r.Segment})
		}
		if !same {
			// A line of one value is told as such; two of them are no copy.
			q.alike(&kept)
		}
	}
	if age := months(q.now) - months(r.Period.To); !r.Period.To.IsZero() && age > staleMonths {
		q.found(Finding{Kind: FindingStale, Hashes: []string{r.Hash}, Count: age, Of: staleMonths, Segment: r.Segment})
	}
	name := r.Segment.Questionnaire + " " + r.Segment.Major
	if q.versions[name] == nil {
		q.versions[name] = map[string]int{}
	}
	q.versions[name][r.Version]++
	q.rows = append(q.rows, kept)
}

func (q *Quality) found(f Finding) { q.findings = append(q.findings, f) }

func months(m Month) int { return 12*m.Year + m.Month }

// alike looks for earlier assessments with the same or nearly the same
// responses. Where two differ in two items at most, at least one of three
// parts is the same in both, so only those are compared. The same place and
// group asked again is no copy: it is told apart by its year and policy.
func (q *Quality) alike(k *qualityKept) {
	at := len(q.rows)
	head := k.segment.Questionnaire + "\x00" + k.segment.Major + "\x00" + fmt.Sprint(len(k.values)) + "\x00"
	seen := map[int]bool{}
	for part := range nearItems + 1 {
		from, to := part*len(k.values)/(nearItems+1), (part+1)*len(k.values)/(nearItems+1)
		var b strings.Builder
		b.WriteString(head)
		b.WriteByte(byte(part))
		for _, v := range k.values[from:to] {
			b.WriteByte(byte(v))
		}
		for _, other := range q.blocks[b.String()] {
			seen[other] = true
		}
		// A part that a great many share says nothing; the others find copies.
		if len(q.blocks[b.String()]) < 200 {
			q.blocks[b.String()] = append(q.blocks[b.String()], at)
		}
	}
	var others []int
	for other := range seen {
		others = append(others, other)
	}
	slices.Sort(others)
	for _, other := range others {
		o := &q.rows[other]
		if !slices.Equal(o.items, k.items) {
			continue
		}
		differ := 0
		for i := range k.values {
			if k.values[i] != o.values[i] {
				differ++
			}
		}
		kind := FindingNear
		if differ == 0 {
			kind = FindingDuplicate
		}
		if differ <= nearItems {
			q.found(Finding{Kind: kind, Hashes: []string{o.hash, k.hash}, Count: len(k.values) - differ, Of: len(k.values), Segment: k.segment})
		}
	}
}

// Findings gives everything found, by kind in the order of QualityKinds, then
// by hash. mirrored names pairs of questionnaires whose items mirror each
// other, civil society first; top gives the highest value of an item, 0 when
// it is not known.
func (q *Quality) Findings(mirrored [][2]string, top func(questionnaire, item string) int) []Finding {
	out := slices.Clone(q.findings)
	out = append(out, q.contradictions(mirrored, top)...)
	out = append(out, q.outliers(top)...)
	for name, versions := range q.versions {
		if len(versions) < 2 {
			continue
		}
		id, major, _ := strings.Cut(name, " ")
		f := Finding{Kind: FindingVersions, Segment: Segment{Questionnaire: id, Major: major}, Of: len(versions)}
		var list []string
		for v, n := range versions {
			list = append(list, v)
			f.Count += n
		}
		slices.Sort(list)
		f.Detail = strings.Join(list, ", ")
		out = append(out, f)
	}
	kinds := QualityKinds()
	slices.SortStableFunc(out, func(a, b Finding) int {
		if c := slices.Index(kinds, a.Kind) - slices.Index(kinds, b.Kind); c != 0 {
			return c
		}
		if c := slices.Compare(a.Hashes, b.Hashes); c != 0 {
			return c
		}
		return strings.Compare(a.Segment.Questionnaire+a.Detail, b.Segment.Questionnaire+b.Detail)
	})
	return out
}

// Assessments says how many were looked at.
func (q *Quality) Assessments() int { return q.n }
