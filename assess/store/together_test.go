package store

import (
	"crypto/rand"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"csi/assess"
)

// witness is a disk that writes down in which order files were renamed and
// folders synced. Its syncs wait until they are let go.
type witness struct {
	disk
	mu      sync.Mutex
	step    int
	renamed map[string]int // the last rename of a file
	synced  int            // the step at which the last finished sync began
	syncs   int
	hold    chan struct{} // nil: nobody waits
	fail    error
}

func (d *witness) rename(from, to string) error {
	err := d.disk.rename(from, to)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.step++
	d.renamed[filepath.Base(to)] = d.step
	return err
}

func (d *witness) syncDir(dir string) error {
	d.mu.Lock()
	d.step++
	began := d.step
	d.syncs++
	d.mu.Unlock()
	if d.hold != nil {
		<-d.hold
	}
	err := d.disk.syncDir(dir)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.synced = max(d.synced, began)
	return errors.Join(err, d.fail)
}

// durable reports whether a folder was synced after a file was renamed last.
func (d *witness) durable(file string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.renamed[file] > 0 && d.synced > d.renamed[file]
}

func (d *witness) count() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.syncs
}

// Saves that come together share syncs of their folder, and none is confirmed
// before a sync that began after its rename is over.
func TestTogether(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	if err := w.Record(event("ag-inf", assess.TurnOpened, 1)); err != nil {
		t.Fatal(err)
	}
	var codes []string
	for range 40 {
		codes = append(codes, join(t, w, 1))
	}
	d := &witness{disk: system{}, renamed: map[string]int{}}
	w.d = together(d)
	const each = 5
	var all sync.WaitGroup
	for _, code := range codes {
		all.Go(func() {
			for v := range each {
				if err := w.Respond(code, "ag-inf", 1, value(v%4)); err != nil {
					t.Error(err)
				}
				if !d.durable(code + ".yaml") {
					t.Error("a response was confirmed before its folder was synced")
				}
			}
		})
	}
	all.Wait()
	t.Logf("%d saves shared %d syncs of the folder", len(codes)*each, d.count())

	// While one sync runs, all who come share the one after it.
	d.hold = make(chan struct{})
	before := d.count()
	respond := func(code string) { all.Go(func() { _ = w.Respond(code, "ag-inf", 1, value(3)) }) }
	respond(codes[0])
	until(t, func() bool { return d.count() == before+1 })
	for _, code := range codes[1:] {
		respond(code)
	}
	until(t, func() bool {
		d.mu.Lock()
		defer d.mu.Unlock()
		return d.step >= before+1+len(codes) && allRenamed(d, codes)
	})
	close(d.hold)
	all.Wait()
	if n := d.count() - before; n > len(codes)/4 {
		t.Errorf("%d saves that came together took %d syncs of the folder; expected a few", len(codes), n)
	}
}

// allRenamed reports whether the last thing that happened to every file is
// newer than the sync that runs; the caller holds mu.
func allRenamed(d *witness, codes []string) bool {
	for _, code := range codes[1:] {
		if d.renamed[code+".yaml"] < d.renamed[codes[0]+".yaml"] {
			return false
		}
	}
	return true
}

func until(t *testing.T, is func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if is() {
			return
		}
	}
	t.Fatal("waited in vain")
}

// A sync that fails is told to everybody who waited for it, and what was not
// confirmed does not stand.
func TestTogether_fault(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	if err := w.Record(event("ag-inf", assess.TurnOpened, 1)); err != nil {
		t.Fatal(err)
	}
	codes := []string{join(t, w, 1), join(t, w, 1), join(t, w, 2)}
	d := &witness{disk: system{}, renamed: map[string]int{}, fail: fmt.Errorf("sync: %w", syscall.EIO)}
	w.d = together(d)
	var all sync.WaitGroup
	for _, code := range codes {
		all.Go(func() {
			if err := w.Respond(code, "ag-inf", 1, value(2)); !errors.Is(err, syscall.EIO) {
				t.Errorf("a response whose folder was not synced: %v", err)
			}
		})
	}
	all.Wait()
	for _, code := range codes {
		if p, _ := w.Person(code); p.Standing("ag-inf", 1) != (assess.Response{}) {
			t.Error("what was not confirmed stands")
		}
	}
	d.fail = nil
	for _, code := range codes {
		if err := w.Respond(code, "ag-inf", 1, value(2)); err != nil {
			t.Errorf("the next try: %v", err)
		}
	}
}

// stuck is a disk that does not answer.
type stuck struct {
	disk
	asked, release chan struct{}
}

func (d *stuck) temp(dir, pattern string) (tempFile, error) {
	d.asked <- struct{}{}
	<-d.release
	return d.disk.temp(dir, pattern)
}

// Nobody who reads waits for a disk that is slow, whoever saves: a response, a
// person who joins, or the log.
func TestWorkshop_readersDoNotWait(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	if err := w.Record(event("ag-inf", assess.TurnOpened, 1)); err != nil {
		t.Fatal(err)
	}
	code := join(t, w, 1)
	for what, save := range map[string]func() error{
		"a response": func() error { return w.Respond(code, "ag-inf", 1, value(1)) },
		"a person":   func() error { _, err := w.Join("cso", 1, assess.FromPhone, rand.Reader); return err },
		"the log":    func() error { return w.Record(event("ag-con", assess.TurnOpened, 1)) },
	} {
		d := &stuck{disk: system{}, asked: make(chan struct{}), release: make(chan struct{})}
		w.d = together(d)
		saved := make(chan error)
		go func() { saved <- save() }()
		<-d.asked
		read := make(chan struct{})
		go func() {
			defer close(read)
			w.Person(code)
			w.People()
			w.Stand("cso", "ag-inf")
			w.Log()
			w.Workshop()
		}()
		select {
		case <-read:
		case <-time.After(20 * time.Second):
			t.Errorf("who reads waits while %s is saved", what)
		}
		close(d.release)
		if err := <-saved; err != nil {
			t.Errorf("%s: %v", what, err)
		}
		<-read
	}
}

// BenchmarkRespond saves responses of many people at once: "slow" on a disk
// that takes 5 ms for a sync and does one at a time.
func BenchmarkRespond(b *testing.B) {
	for _, slow := range []bool{false, true} {
		for _, n := range []int{1, 16, 200} {
			b.Run(fmt.Sprintf("slow=%v/people=%d", slow, n), func(b *testing.B) { respondMany(b, n, slow) })
		}
	}
}

func respondMany(b *testing.B, n int, slow bool) {
	w, err := CreateWorkshop(filepath.Join(b.TempDir(), "day"), aWorkshop(), shelf)
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	if err := w.Record(event("ag-inf", assess.TurnOpened, 1)); err != nil {
		b.Fatal(err)
	}
	codes := make(chan string, n)
	for range n {
		code, err := w.Join("cso", 1, assess.FromPhone, rand.Reader)
		if err != nil {
			b.Fatal(err)
		}
		codes <- code
	}
	if slow {
		w.d = together(&slowDisk{disk: w.d.(*shared).disk})
	}
	var all sync.WaitGroup
	b.ResetTimer()
	for i := range b.N {
		code := <-codes
		all.Go(func() {
			if err := w.Respond(code, "ag-inf", 1, value(i%4)); err != nil {
				b.Error(err)
			}
			codes <- code
		})
	}
	all.Wait()
}

// slowDisk takes its time for a sync, one at a time.
type slowDisk struct {
	disk
	one sync.Mutex
}

func (d *slowDisk) wait() {
	d.one.Lock()
	defer d.one.Unlock()
	time.Sleep(5 * time.Millisecond)
}

func (d *slowDisk) temp(dir, pattern string) (tempFile, error) {
	f, err := d.disk.temp(dir, pattern)
	return slowFile{f, d}, err
}

func (d *slowDisk) syncDir(dir string) error { d.wait(); return d.disk.syncDir(dir) }

type slowFile struct {
	tempFile
	d *slowDisk
}

func (f slowFile) Sync() error { f.d.wait(); return f.tempFile.Sync() }
