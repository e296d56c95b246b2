package collection

import (
	"slices"

	"csi/assess"
)

// preparer makes assessments ready for the database, one after the other. It
// is for one goroutine.
type preparer struct {
	c       *Collection
	kinds   map[layoutOf]*kind
	entries []entry // room for some, in one piece
	packed  []byte  // as well
}

// kind is what preparing assessments of one questionnaire and version needs.
type kind struct {
	layout   *layout
	observer *assess.Observer
}

// How much room is made at once: what is read together is let go of together.
const (
	roomEntries = pieceFiles
	roomPacked  = 8 << 10
)

// prepare is Collection.Prepare.
func (p *preparer) prepare(q *assess.Questionnaire, a *assess.Assessment) (Item, error) {
	if err := complete(q, a); err != nil {
		return Item{}, err
	}
	k := p.kind(q, a.Questionnaire.Version)
	if len(p.entries) == cap(p.entries) {
		p.entries = make([]entry, 0, roomEntries)
	}
	if cap(p.packed)-len(p.packed) < k.layout.most() {
		p.packed = make([]byte, 0, max(roomPacked, k.layout.most()))
	}
	start := len(p.packed)
	p.packed = pack(p.packed, k.layout, q, a, k.observer.Observe(a))
	data := slices.Clip(p.packed[start:])
	p.entries = append(p.entries, entry{keyOf(a.ID), assess.SegmentOf(a), k.layout, data})
	return Item{&p.entries[len(p.entries)-1]}, nil
}

func (p *preparer) kind(q *assess.Questionnaire, version string) *kind {
	at := layoutOf{q, version}
	k := p.kinds[at]
	if k == nil {
		k = &kind{p.c.layout(q, version), assess.NewObserver(q)}
		if p.kinds == nil {
			p.kinds = map[layoutOf]*kind{}
		}
		p.kinds[at] = k
	}
	return k
}

// most is how many bytes an assessment usually takes at most.
func (l *layout) most() int { return 64 + len(l.items) + 4*len(l.measures) }
