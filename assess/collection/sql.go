package collection

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"

	"csi/assess"
)

// database is a connection to a database of one make.
type database interface {
	// write runs f in a transaction, with no other writer beside it. When it
	// returns nil the transaction is durable; on any error nothing of it is.
	write(ctx context.Context, f func(session) error) error
	// read runs f on one state of the database.
	read(ctx context.Context, f func(session) error) error
	// migrate is write for a database whose tables may not be there yet.
	migrate(ctx context.Context, f func(session) error) error
	// check asks the database what is wrong with it.
	check(ctx context.Context) ([]string, error)
	close() error
}

// session is a transaction. Arguments are int, string and []byte; in SQL they
// are $1, $2, …
type session interface {
	exec(sql string, args ...any) (int, error)
	// query scans every row into dest (*int, *string, *[]byte) and calls each.
	query(sql string, args, dest []any, each func() error) error
	// lookup runs a query that ends in "column" for the rows whose column is
	// one of keys.
	lookup(sql string, keys [][]byte, dest []any, each func() error) error
	// many runs one statement with each list of arguments.
	many(sql string, lists [][]any) error
	// fill inserts rows into a table.
	fill(table string, columns []string, rows [][]any) error
	hasTable(name string) (bool, error)
}

// relational is a backend in a database. All makes of database share it.
type relational struct{ db database }

// The levels of segments. The coarse ones put all places and policies of a
// country together: they are few however many places there are, and serve
// every query that asks for neither.
const (
	coarse = iota
	fine
)

// place is a segment of one level and layout, as the database has it.
type place struct {
	level   int
	layout  string
	segment assess.Segment
}

// placeOf gives the place of an assessment on a level.
func placeOf(e *entry, layout string, level int) place {
	p := place{level, layout, e.segment}
	if level == coarse {
		p.segment.Jurisdiction, p.segment.Policy = "", ""
	}
	return p
}

// id gives the id of a place: a hash, so that no client has to ask for one.
func (p *place) id() [16]byte {
	s := &p.segment
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %x %q %q %q %q %q %q %q %d", p.level, p.layout,
		s.Questionnaire, s.Major, s.Country, s.Tier, s.Jurisdiction, s.Policy, s.Group, s.Year))
	return [16]byte(sum[:16])
}

// columns are those of a segment, in the order of args and scanSegment.
const segmentColumns = "questionnaire, major, country, tier, jurisdiction, policy, respondents, year"

func segmentArgs(s *assess.Segment) []any {
	return []any{s.Questionnaire, s.Major, s.Country, s.Tier, s.Jurisdiction, s.Policy, string(s.Group), s.Year}
}

func segmentDest(s *assess.Segment) []any {
	return []any{&s.Questionnaire, &s.Major, &s.Country, &s.Tier, &s.Jurisdiction, &s.Policy, (*string)(&s.Group), &s.Year}
}

// where writes the conditions of a query; alias is that of csi_segments. The
// questionnaire, whose key has two columns, is left to Query.matches.
func where(q Query, level int, alias string) (string, []any) {
	conditions, args := []string{alias + "level = $1"}, []any{level}
	for _, name := range slices.Sorted(maps.Keys(q.Where)) {
		v := q.Where[name]
		column := name
		switch name {
		case KeyQuestionnaire, KeyVersion:
			continue // left to Query.matches
		case KeyGroup:
			column = "respondents"
		}
		if name == KeyYear {
			year := 0
			if _, err := fmt.Sscan(v, &year); v != "" && err != nil {
				year = -1 // no such year
			}
			args = append(args, year)
		} else {
			args = append(args, v)
		}
		conditions = append(conditions, fmt.Sprintf("%s%s = $%d", alias, column, len(args)))
	}
	return strings.Join(conditions, " AND "), args
}

// readLayouts reads all layouts by their ids.
func readLayouts(s session) (map[string]*layout, error) {
	all := map[string]*layout{}
	var id []byte
	var text string
	err := s.query("SELECT id, definition FROM csi_layouts", nil, []any{&id, &text}, func() error {
		l, err := parseLayout(text)
		all[string(id)] = l
		return err
	})
	return all, err
}

// hash gives the id of a layout.
func (l *layout) hash() string {
	l.once.Do(func() {
		sum := sha256.Sum256([]byte(l.text()))
		l.id = string(sum[:16])
	})
	return l.id
}

func (r relational) segments(ctx context.Context) ([]Count, error) {
	counts := map[assess.Segment]int{}
	err := r.db.read(ctx, func(s session) error {
		var seg assess.Segment
		var n int
		return s.query("SELECT "+segmentColumns+", n FROM csi_segments WHERE level = $1", []any{fine}, append(segmentDest(&seg), &n), func() error {
			counts[seg] += n
			return nil
		})
	})
	var list []Count
	for s, n := range counts {
		list = append(list, Count{Segment: s, N: n})
	}
	return list, err
}

func (r relational) counts(ctx context.Context, q Query, yield func(Count)) error {
	return r.db.read(ctx, func(s session) error {
		layouts, err := readLayouts(s)
		if err != nil {
			return err
		}
		var c Count
		var id []byte
		conditions, args := where(q, fine, "")
		if len(args) == 1 {
			// Nearly all segments are fine ones: going through the table is
			// faster than through an index that says so.
			conditions = "level + 0 = $1"
		}
		return s.query("SELECT "+segmentColumns+", layout, n FROM csi_segments WHERE "+conditions, args, append(segmentDest(&c.Segment), &id, &c.N), func() error {
			l := layouts[string(id)]
			if l == nil {
				return errPacked
			}
			if c.Version = l.version; q.matches(&c.Segment, c.Version) {
				yield(c)
			}
			return nil
		})
	})
}

// gathering is a group while it is put together.
type gathering struct {
	key   []string
	parts map[string]*tally // by id of the layout
}

func (r relational) groups(ctx context.Context, q Query) ([]Group, error) {
	level := coarse
	if q.fine() {
		level = fine
	}
	found := map[string]*gathering{}
	err := r.db.read(ctx, func(s session) error {
		layouts, err := readLayouts(s)
		if err != nil {
			return err
		}
		wanted := map[string][]bool{}
		for id, l := range layouts {
			wanted[id] = l.wanted(q.Measures)
		}
		var (
			seg        assess.Segment
			id, packed []byte
			n          int
		)
		conditions, args := where(q, level, "s.")
		more, from, dest := "", "csi_segments s", append(segmentDest(&seg), &id, &n)
		counted := q.Measures == nil || len(q.Measures) > 0
		if counted {
			more, from, dest = ", packed", "csi_segments s JOIN csi_histograms h ON h.id = s.id", append(dest, &packed)
		}
		return s.query("SELECT "+segmentColumns+", layout, n"+more+" FROM "+from+" WHERE "+conditions, args, dest, func() error {
			l := layouts[string(id)]
			if l == nil {
				return errPacked
			}
			if !q.matches(&seg, l.version) {
				return nil
			}
			key := q.key(&seg, l.version)
			g := found[strings.Join(key, "\x00")]
			if g == nil {
				g = &gathering{key, map[string]*tally{}}
				found[strings.Join(key, "\x00")] = g
			}
			if g.parts[string(id)] == nil {
				g.parts[string(id)] = newTally(l)
			}
			if !counted {
				g.parts[string(id)].n += n
				return nil
			}
			return g.parts[string(id)].absorb(n, packed, wanted[string(id)])
		})
	})
	if err != nil {
		return nil, err
	}
	list := make([]Group, 0, len(found))
	for _, g := range found {
		group, err := g.group(q.Measures)
		if err != nil {
			return nil, err
		}
		list = append(list, group)
	}
	return list, nil
}

// wanted says which measures of a layout are asked for; nil for all.
func (l *layout) wanted(measures []assess.Measure) []bool {
	if measures == nil {
		return nil
	}
	out := make([]bool, len(l.measures))
	for i, m := range l.measures {
		out[i] = slices.Contains(measures, m)
	}
	return out
}

// group puts the parts of a group together. Measures of the same name in
// several layouts add up: versions of one major number ask the same under it.
func (g *gathering) group(measures []assess.Measure) (Group, error) {
	out := Group{Key: g.key, Histograms: map[assess.Measure]*assess.Histogram{}, Versions: map[string]int{}}
	for _, t := range g.parts {
		out.N += t.n
		out.Versions[t.l.questionnaire+" "+t.l.version] += t.n
		wanted := t.l.wanted(measures)
		for i, m := range t.l.measures {
			if wanted != nil && !wanted[i] {
				continue
			}
			if out.Histograms[m] == nil {
				out.Histograms[m] = new(assess.Histogram)
			}
			if err := t.histogram(i, out.Histograms[m]); err != nil {
				return out, err
			}
		}
	}
	return out, nil
}

func (r relational) entries(ctx context.Context, q Query, yield func(*entry) error) error {
	return r.db.read(ctx, func(s session) error { return scanEntries(s, q, "a.id", yield) })
}

// scanEntries reads the assessments that a query chooses, in an order.
func scanEntries(s session, q Query, order string, yield func(*entry) error) error {
	layouts, err := readLayouts(s)
	if err != nil {
		return err
	}
	var (
		e               entry
		id, lay, packed []byte
	)
	conditions, args := where(q, fine, "s.")
	columns := "s." + strings.ReplaceAll(segmentColumns, ", ", ", s.")
	// A cross join keeps SQLite from going through all assessments once for each
	// segment where the order is that of segments.
	sql := "SELECT " + columns + ", s.layout, a.id, a.packed FROM csi_assessments a CROSS JOIN csi_segments s WHERE s.id = a.segment AND " + conditions + " ORDER BY " + order
	return s.query(sql, args, append(segmentDest(&e.segment), &lay, &id, &packed), func() error {
		if e.layout = layouts[string(lay)]; e.layout == nil || len(id) != len(e.key) {
			return errPacked
		}
		if !q.matches(&e.segment, e.layout.version) {
			return nil
		}
		e.key, e.data = key(id), bytes.Clone(packed)
		one := e
		return yield(&one)
	})
}

func (r relational) close() error { return r.db.close() }
