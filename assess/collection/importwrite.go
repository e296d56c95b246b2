package collection

import "context"

// batchWriter writes batches while the next ones are read.
type batchWriter struct {
	im      *importer
	ctx     context.Context // ends with the import, or when a batch could not be written
	stop    context.CancelFunc
	batches chan []found
	free    chan []found // lists that were written
	done    chan struct{}
	err     error // why a batch was not written; to be looked at when done
	passed  int   // files passed over
}

func (im *importer) startWriter(ctx context.Context) *batchWriter {
	w := &batchWriter{im: im, batches: make(chan []found), free: make(chan []found, 1), done: make(chan struct{})}
	w.ctx, w.stop = context.WithCancel(ctx)
	go func() {
		defer close(w.done)
		for list := range w.batches {
			if w.err == nil {
				w.err = im.commit(ctx, list)
			}
			if w.err != nil {
				w.stop()
			}
			clear(list)
			w.free <- list[:0]
		}
	}()
	w.free <- make([]found, 0, batch)
	return w
}

// take hands a batch over and gives room for the next. While another one is
// being written it waits when it must, and otherwise leaves things as they are.
func (w *batchWriter) take(list []found, must bool) (rest []found, taken bool) {
	if must {
		select {
		case w.batches <- list:
		case <-w.ctx.Done():
			return list, false
		}
	} else {
		select {
		case w.batches <- list:
		default:
			return list, false
		}
	}
	return <-w.free, true
}

// over counts files that were passed over.
func (w *batchWriter) over(n int) { w.passed += n }

// end writes what is left and waits for all that is being written. whole says
// that nothing else was left. The error is that of the first batch that could
// not be written, or of the context when something was lost to it.
func (w *batchWriter) end(list []found, whole bool) error {
	defer w.stop()
	if len(list) > 0 {
		_, whole = w.take(list, true)
	}
	close(w.batches)
	<-w.done
	w.im.report.PassedOver = w.passed
	if w.err == nil && !whole {
		return w.ctx.Err()
	}
	return w.err
}

// commit writes what was found in one transaction and counts what became of
// it.
func (im *importer) commit(ctx context.Context, list []found) error {
	items := make([]Item, 0, len(list))
	for i := range list {
		if list[i].aside == nil {
			items = append(items, list[i].item)
		}
	}
	var out []Outcome
	if len(items) > 0 {
		var err error
		if out, err = im.c.Add(ctx, items, im.o.Replace); err != nil {
			return err
		}
	}
	n := 0
	for i := range list {
		f := &list[i]
		if f.aside != nil {
			im.setAside(*f.aside)
			continue
		}
		switch out[n] {
		case Added:
			im.report.Added++
		case Replaced:
			im.report.Replaced++
		case Same:
			im.report.Same++
		case Older:
			im.report.Older++
		default:
			im.setAside(SetAside{Source: f.source, Line: f.line, Code: "differs"})
		}
		n++
	}
	return nil
}

func (im *importer) setAside(s SetAside) {
	if len(im.report.SetAside) >= MaxListed {
		im.report.NotListed++
		return
	}
	im.report.SetAside = append(im.report.SetAside, s)
}
