package collection

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"csi/assess"
)

// Collection is an open collection. It may be used by several goroutines;
// additions and removals happen one after the other.
type Collection struct {
	b       backend
	mu      sync.Mutex
	layouts map[layoutOf]*layout
}

// layoutOf finds a layout that was made already.
type layoutOf struct {
	q       *assess.Questionnaire
	version string
}

// backend is where a collection lies. Every change is all or nothing.
type backend interface {
	add(ctx context.Context, list []*entry, replace bool) ([]Outcome, error)
	remove(ctx context.Context, keys []key, q Query) (int, error)
	segments(ctx context.Context) ([]Count, error)
	counts(ctx context.Context, q Query, yield func(Count)) error
	groups(ctx context.Context, q Query) ([]Group, error)
	entries(ctx context.Context, q Query, yield func(*entry) error) error
	matters(ctx context.Context, m Mirror, begin func([]Row) (MatterSink, error)) (alone int, err error)
	verify(ctx context.Context) (*Verification, error)
	close() error
}

// Outcome says what adding did with one assessment.
type Outcome uint8

// What adding can do with an assessment. The zero value is Added.
const (
	Added    Outcome = iota
	Replaced         // a version with an earlier date was there
	Same             // it was there already
	Older            // a version with a later date is there, and stays
	Differs          // a version of the same date with other content is there, and stays
)

// Item is an assessment to add, with the questionnaire of its major version
// that it is scored with.
type Item struct{ e *entry }

// Prepare scores an assessment and packs it, which may be done by several
// goroutines at once. Frame and responses have to be complete: see
// IncompleteError.
func (c *Collection) Prepare(q *assess.Questionnaire, a *assess.Assessment) (Item, error) {
	return (&preparer{c: c}).prepare(q, a)
}

// layout gives the one layout of a questionnaire and a version.
func (c *Collection) layout(q *assess.Questionnaire, version string) *layout {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := layoutOf{q, version}
	if c.layouts[at] == nil {
		if c.layouts == nil {
			c.layouts = map[layoutOf]*layout{}
		}
		c.layouts[at] = newLayout(q, version)
	}
	return c.layouts[at]
}

// IncompleteError says what an assessment lacks to be one of a collection.
type IncompleteError struct {
	ID      bool     // it has none, and could not be told from others
	Nothing bool     // nothing was answered
	Frame   []string // keys of the frame that are open
}

// Error names what is missing.
func (e *IncompleteError) Error() string {
	switch {
	case e.ID:
		return "the assessment has no id; expected one, to tell it from others"
	case e.Nothing:
		return "no item is answered; expected at least one"
	}
	return fmt.Sprintf("the frame leaves %v open; expected all of it", e.Frame)
}

// complete checks what an assessment needs to stand beside others.
func complete(q *assess.Questionnaire, a *assess.Assessment) error {
	if a.ID == "" {
		return &IncompleteError{ID: true}
	}
	if missing := a.Frame.Missing(q); len(missing) > 0 {
		return &IncompleteError{Frame: missing}
	}
	for _, r := range a.Responses {
		if r.State != assess.Blank {
			return nil
		}
	}
	return &IncompleteError{Nothing: true}
}

// Add adds assessments in one transaction: all of them are in, or none. An
// assessment that is there already is left alone; one that is there with an
// earlier date is replaced. Of two versions with the same date nobody can tell
// the later one, so the one that is there stays, unless replace says that the
// one given now holds. There is an Outcome for each.
func (c *Collection) Add(ctx context.Context, items []Item, replace bool) ([]Outcome, error) {
	list := make([]*entry, len(items))
	for i := range items {
		list[i] = items[i].e
	}
	return c.b.add(ctx, list, replace)
}

// Remove takes assessments out by their ids and says how many were there.
func (c *Collection) Remove(ctx context.Context, ids []string) (int, error) {
	keys := make([]key, len(ids))
	for i, id := range ids {
		keys[i] = keyOf(id)
	}
	return c.b.remove(ctx, keys, Query{})
}

// RemoveWhere takes all assessments out that a query chooses. One that
// chooses all is refused with a *KeyError.
func (c *Collection) RemoveWhere(ctx context.Context, where map[string]string) (int, error) {
	q := Query{Where: where}
	if len(where) == 0 {
		return 0, &KeyError{}
	}
	if err := q.check(); err != nil {
		return 0, err
	}
	return c.b.remove(ctx, nil, q)
}

// Count says how many assessments a segment has.
type Count struct {
	Segment assess.Segment
	N       int
	Version string // of the questionnaire; "" where all versions are counted together
}

// List counts the assessments of every segment, in the order of Keys.
func (c *Collection) List(ctx context.Context) ([]Count, error) {
	list, err := c.b.segments(ctx)
	slices.SortFunc(list, func(a, b Count) int {
		return slices.Compare(segmentKey(&a.Segment), segmentKey(&b.Segment))
	})
	return list, err
}

// Counts gives the segments that a query chooses, in no order, and once for
// each version of a questionnaire: what Groups would give by all keys and
// without a measure, at a fraction of the cost. By and Measures mean nothing
// here. yield must not use the collection.
func (c *Collection) Counts(ctx context.Context, q Query, yield func(Count)) error {
	if err := q.check(); err != nil {
		return err
	}
	return c.b.counts(ctx, q, yield)
}

func segmentKey(s *assess.Segment) []string { return Query{By: Keys()}.key(s, "") }

// Groups answers a query from the histograms that are kept, in alphabetical
// order of the keys. The error is a *KeyError or one of the database.
func (c *Collection) Groups(ctx context.Context, q Query) ([]Group, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	list, err := c.b.groups(ctx, q)
	slices.SortFunc(list, compareKeys)
	return list, err
}

// Rows gives the assessments that a query chooses one by one, in the order of
// their hashes. By and Measures mean nothing here. An error of yield ends it.
func (c *Collection) Rows(ctx context.Context, q Query, yield func(Row) error) error {
	if err := q.check(); err != nil {
		return err
	}
	return c.b.entries(ctx, q, func(e *entry) error {
		r, err := e.row()
		if err != nil {
			return err
		}
		return yield(r)
	})
}

// Verification says what Verify found.
type Verification struct {
	Assessments int
	Segments    int
	Histograms  int      // compared
	Damage      []string // what the database itself says is wrong; empty when it is whole
	Differ      []Count  // segments whose histograms do not follow from their rows
	Unreadable  int      // rows that cannot be read
}

// OK reports whether everything is as it should be.
func (v *Verification) OK() bool {
	return len(v.Damage) == 0 && len(v.Differ) == 0 && v.Unreadable == 0
}

// Verify counts all histograms anew from the rows and compares, and asks the
// database whether it is whole.
func (c *Collection) Verify(ctx context.Context) (*Verification, error) { return c.b.verify(ctx) }

// Close closes the collection.
func (c *Collection) Close() error { return c.b.close() }
