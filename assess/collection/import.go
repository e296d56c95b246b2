package collection

import (
	"context"
	"errors"
	"io"
	"runtime"
	"sync"
	"time"

	"csi/assess"
	"csi/assess/store"
)

// ImportOptions says how to import. The zero value serves but for Resolve.
type ImportOptions struct {
	Resolve store.Resolver // asked once for each questionnaire, by one goroutine at a time
	Replace bool           // see Collection.Add
	In      io.Reader      // what "-" stands for
	// Progress is told how far the import is, after every piece of work, by one
	// goroutine at a time; nil for nobody.
	Progress func(Progress)
}

// Progress says how far an import is.
type Progress struct {
	Seen     int     // assessments looked at, set aside ones included
	SetAside int     // of these
	Share    float64 // of the work, 0 to 1; negative when nobody knows how much there is
}

// ImportReport says what an import did. It is true of what is committed, also
// when the import ended with an error.
type ImportReport struct {
	Added, Replaced, Same, Older int
	SetAside                     []SetAside // in the order of the sources, at most MaxListed
	NotListed                    int        // set aside beyond MaxListed
	PassedOver                   int        // files of folders and archives whose names say that they are something else
}

// MaxListed is the most entries of ImportReport.SetAside.
const MaxListed = 10_000

// SetAside is what could not be taken in.
type SetAside struct {
	Source string // a path; of an archive the path, ": " and the name inside
	Line   int    // of JSON lines; 0 otherwise
	Code   string // why, one of Codes
	Detail string // the first fault, for people; "" when the code says it all
	Faults int    // how many faults the file has
}

// Codes lists the reasons to set something aside.
func Codes() []string {
	return []string{"not-found", "unreadable", "not-file", "link", "loop", "too-large", "too-long", "empty", "not-utf8", "kind", "newer", "truncated",
		"faults", "questionnaire", "no-id", "frame", "nothing", "differs", "archive", "bomb", "nested", "locked"}
}

// batch is how many assessments a transaction takes in, and patience how long
// one waits for them: what is committed stays, whatever happens next. While
// one batch is written the next is read.
const (
	batch    = 25_000
	patience = 3 * time.Second
)

// piece is a piece of work: some assessments that lie together.
type piece struct {
	seq   int
	docs  []document
	room  []byte // the bytes of documents that are lines
	size  int64  // of the work, in bytes or what stands for them
	aside []SetAside
	over  int // passed over
}

// document is something to be read as an assessment.
type document struct {
	source string
	line   int
	data   []byte
	file   bool // source is a file, still to be read; it may name a questionnaire beside it
}

// found is a document that was read.
type found struct {
	source string
	line   int
	item   Item
	aside  *SetAside
}

// Import takes assessments in from files, folders, zip archives and, as "-",
// from ImportOptions.In: YAML, JSON, and lines of JSON. Files are read side by
// side and written in transactions of some thousands, in the order of the
// sources, so that the same sources give the same collection. What cannot be
// taken in is set aside and reported, and stops nothing. The error says what
// ended the import early: the context, or the database. Another Import of the
// same sources goes on where this one ended.
func (c *Collection) Import(ctx context.Context, sources []string, o ImportOptions) (*ImportReport, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	workers := max(2, runtime.GOMAXPROCS(0))
	im := &importer{
		c: c, o: o, report: &ImportReport{},
		pieces: make(chan *piece, workers), done: make(chan *result, workers), room: make(chan struct{}, 4*workers),
		rooms: make(chan []byte, 4*workers),
		known: map[asked]*answer{},
	}
	feeder := &feeder{ctx: ctx, im: im}
	go func() {
		defer close(im.pieces)
		feeder.all(sources)
	}()
	var wg sync.WaitGroup
	for range workers {
		wg.Go(im.work)
	}
	go func() {
		wg.Wait()
		close(im.done)
	}()
	err := im.collect(ctx)
	stop()
	for range im.done { // let the workers go
		im.release()
	}
	return im.report, err
}

// importer is one import.
type importer struct {
	c      *Collection
	o      ImportOptions
	report *ImportReport

	pieces chan *piece
	done   chan *result
	room   chan struct{} // pieces that are under way, so that memory stays bounded
	rooms  chan []byte   // of pieces that were worked off, to be filled again
	total  total

	mu    sync.Mutex
	known map[asked]*answer
}

// total is how much work there is, as far as it is known.
type total struct {
	sync.Mutex
	bytes   int64
	unknown bool
}

// asked and answer remember the questionnaires that were asked for.
type asked struct {
	ref  assess.Ref
	file string
}

type answer struct {
	q   *assess.Questionnaire
	err error
}

// result is a piece that was worked off.
type result struct {
	seq   int
	size  int64
	found []found
	aside int // of these
	over  int
}

func (im *importer) release() {
	select {
	case <-im.room:
	default:
	}
}

// resolve asks once for every questionnaire: the same one has to be the same
// pointer, and libraries are not made for many goroutines.
func (im *importer) resolve(ref assess.Ref, file string) (*assess.Questionnaire, error) {
	im.mu.Lock()
	defer im.mu.Unlock()
	at := asked{assess.Ref{ID: ref.ID}, file}
	if a := im.known[at]; a != nil {
		return a.q, a.err
	}
	q, err := im.o.Resolve(ref, file)
	im.known[at] = &answer{q, err}
	return q, err
}

// Error names the reason, so that readers can return it.
func (s *SetAside) Error() string { return "set aside: " + s.Code }

// asideOf says why something cannot be taken in.
func asideOf(err error) *SetAside {
	var (
		known      *SetAside
		faults     *store.FaultsError
		file       *store.Error
		incomplete *IncompleteError
	)
	switch {
	case errors.As(err, &known):
		one := *known
		return &one
	case errors.As(err, &faults):
		s := &SetAside{Code: "faults", Detail: faults.List[0].String(), Faults: len(faults.List)}
		for _, code := range [...]string{"empty", "too-large", "not-utf8", "kind", "newer", "truncated"} {
			if len(faults.List) == 1 && faults.List[0].Code == code {
				s.Code = code
			}
		}
		return s
	case errors.As(err, &incomplete):
		switch {
		case incomplete.ID:
			return &SetAside{Code: "no-id"}
		case incomplete.Nothing:
			return &SetAside{Code: "nothing"}
		}
		return &SetAside{Code: "frame", Detail: join(incomplete.Frame)}
	case errors.As(err, &file):
		return &SetAside{Code: "unreadable"}
	}
	return &SetAside{Code: "questionnaire"}
}

// collect puts the results into order and hands them to the writer, batch by
// batch.
func (im *importer) collect(ctx context.Context) error {
	w := im.startWriter(ctx)
	var (
		waiting = map[int]*result{}
		next    int
		list    = make([]found, 0, batch)
		since   = time.Now()
		p       Progress
		did     int64
	)
	for {
		select {
		case <-w.ctx.Done():
			return w.end(nil, false)
		case r, more := <-im.done:
			if !more {
				return w.end(list, true)
			}
			waiting[r.seq] = r
		}
		for waiting[next] != nil {
			r := waiting[next]
			delete(waiting, next)
			next++
			im.release()
			did += r.size
			p.Seen += len(r.found)
			p.SetAside += r.aside
			w.over(r.over)
			list = append(list, r.found...)
			if len(list) >= batch || time.Since(since) > patience {
				var taken bool
				if list, taken = w.take(list, len(list) >= batch); taken {
					since = time.Now()
				}
			}
			im.tell(p, did)
		}
	}
}

// tell says how far the import is.
func (im *importer) tell(p Progress, did int64) {
	if im.o.Progress == nil {
		return
	}
	p.Share = -1
	im.total.Lock()
	if !im.total.unknown && im.total.bytes > 0 {
		p.Share = min(1, float64(did)/float64(im.total.bytes))
	}
	im.total.Unlock()
	im.o.Progress(p)
}
