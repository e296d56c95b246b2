package store

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"csi/assess"
)

// TestMain lets the test binary be the other process as well.
func TestMain(m *testing.M) {
	switch os.Getenv("STORE_TEST_CHILD") {
	case "hold":
		hold(os.Getenv("STORE_TEST_FILE"))
	case "save":
		saveForEver(os.Getenv("STORE_TEST_FILE"))
	default:
		os.Exit(m.Run())
	}
}

// hold opens a file and keeps it open until its input ends.
func hold(path string) {
	f, _, err := Open(path, shelf)
	if err != nil {
		fmt.Println("refused:", err)
		return
	}
	fmt.Println("open")
	_, _ = io.Copy(io.Discard, os.Stdin)
	f.Close()
	fmt.Println("closed")
}

// saveForEver saves one more each time and says so when it is confirmed.
func saveForEver(path string) {
	f, doc, err := Open(path, shelf)
	if err != nil {
		fmt.Println("refused:", err)
		return
	}
	a := doc.Assessment
	for n := a.Frame.People; ; {
		n++
		a.Frame.People = n
		a.Responses["ag-inf"] = assess.Response{State: assess.Answered, Value: n % 4, Note: strings.Repeat(fmt.Sprint(n, " "), n%500)}
		if err := f.Save(a); err != nil {
			fmt.Println("not saved:", err)
			return
		}
		fmt.Println(n)
	}
}

// child is a test binary that runs as another process.
type child struct {
	cmd   *exec.Cmd
	stdin io.WriteCloser
	lines *bufio.Scanner
}

func start(t *testing.T, role, path string) *child {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := &child{cmd: exec.CommandContext(t.Context(), exe)}
	c.cmd.Env = append(os.Environ(), "STORE_TEST_CHILD="+role, "STORE_TEST_FILE="+path)
	c.cmd.Stderr = os.Stderr
	if c.stdin, err = c.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.lines = bufio.NewScanner(out)
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *child) line() string {
	c.lines.Scan()
	return c.lines.Text()
}

func TestOpen_secondProcess(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "x.csi.yaml")
	saved(t, path).Close()
	before := time.Now()
	left := lockName(path) // by a process that was killed long ago
	if err := os.WriteFile(left, []byte("csi\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(left, before, before.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	c := start(t, "hold", path)
	if got := c.line(); got != "open" {
		t.Fatalf("the first process said %q", got)
	}

	_, _, err := Open(path, shelf)
	var e *Error
	if !errors.As(err, &e) || !errors.Is(err, ErrLocked) {
		t.Fatalf("Open() beside another process = %v, want ErrLocked", err)
	}
	if age := e.Since.Sub(before); age < -2*time.Second || age > time.Minute {
		t.Errorf("locked since %v, %v after the other process started", e.Since, age)
	}
	if want := fmt.Sprintf("%q is open in another csi window since %s", path, e.Since.Format("15:04")); err.Error() != want {
		t.Errorf("Open() = %q, want %q", err, want)
	}
	if _, err := Read(path, shelf); err != nil {
		t.Errorf("Read() beside another process = %v, want it to work", err)
	}
	second := start(t, "hold", path)
	if got := second.line(); !strings.HasPrefix(got, "refused:") {
		t.Errorf("a third process said %q", got)
	}
	if err := second.cmd.Wait(); err != nil {
		t.Error(err)
	}

	c.stdin.Close()
	if got := c.line(); got != "closed" {
		t.Fatalf("the first process said %q", got)
	}
	open(t, path)
}

func TestOpen_afterKill(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "x.csi.yaml")
	saved(t, path).Close()
	c := start(t, "hold", path)
	if got := c.line(); got != "open" {
		t.Fatalf("the process said %q", got)
	}
	if err := c.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.cmd.Wait()
	open(t, path)
}

// TestAcquire_exclusive holds that the lock has one holder at a time, although
// each removes the lock file when it lets go.
func TestAcquire_exclusive(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "x.csi.yaml")
	const enough = 200
	var holders, taken atomic.Int32
	var wg sync.WaitGroup
	end := time.Now().Add(time.Minute) // long: how often each gets its turn is up to the machine
	for range 8 {
		wg.Go(func() {
			for taken.Load() < enough && time.Now().Before(end) {
				l, err := acquire("x", path)
				if errors.Is(err, ErrLocked) {
					time.Sleep(100 * time.Microsecond)
					continue
				}
				if err != nil || l == nil {
					t.Errorf("acquire() = %v, %v", l, err)
					return
				}
				if holders.Add(1) > 1 {
					t.Error("two hold the lock")
				}
				taken.Add(1)
				runtime.Gosched()
				holders.Add(-1)
				l.release()
			}
		})
	}
	wg.Wait()
	if taken.Load() < enough {
		t.Errorf("the lock was taken %d times only", taken.Load())
	}
}

// TestSave_kill kills a process that saves in a loop, at random moments. The
// file must parse each time and hold every save that was confirmed, and the
// next opening must find neither a lock nor litter.
func TestSave_kill(t *testing.T) {
	t.Parallel()
	kills := 200
	if testing.Short() {
		kills = 20
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "x.csi.yaml")
	saved(t, path).Close()
	last, saves, litter := 4, 0, 0
	for i := range kills {
		confirmed := killOnce(t, path)
		litter += len(folder(t, dir)) - 2
		f, doc, err := Open(path, shelf)
		if err != nil {
			t.Fatalf("kill %d: Open() = %v", i, err)
		}
		got := doc.Assessment.Frame.People
		if got < confirmed || got < last || confirmed > 0 && got > confirmed+1 {
			t.Fatalf("kill %d: the file holds save %d, confirmed were %d, and %d before", i, got, confirmed, last)
		}
		if note := doc.Assessment.Responses["ag-inf"].Note; got > 4 && note != strings.Repeat(fmt.Sprint(got, " "), got%500) {
			t.Fatalf("kill %d: the note of save %d is mixed up", i, got)
		}
		if backup, err := Read(path+"~", shelf); i > 0 && (err != nil || backup.Assessment.Frame.People < got-1) {
			t.Fatalf("kill %d: backup: %v", i, err)
		}
		f.Close()
		if names := folder(t, dir); len(names) > 2 {
			t.Fatalf("kill %d leaves %q", i, names)
		}
		saves += got - last
		last = got
	}
	t.Logf("%d kills, %d saves, %d files left behind and cleared away", kills, saves, litter)
	if saves < kills {
		t.Errorf("only %d saves in %d kills: the test tests little", saves, kills)
	}
}

// killOnce runs a saving process, kills it at a random moment, and gives the
// last save that it confirmed; 0 when it confirmed none.
func killOnce(t *testing.T, path string) int {
	t.Helper()
	c := start(t, "save", path)
	if rand.IntN(10) > 0 { // one in ten is killed while it starts
		if got := c.line(); strings.Contains(got, ":") {
			t.Fatalf("the process said %q", got)
		}
	}
	time.AfterFunc(time.Duration(rand.IntN(12_000))*time.Microsecond, func() { _ = c.cmd.Process.Kill() })
	last := c.lines.Text()
	for c.lines.Scan() {
		last = c.lines.Text()
	}
	_ = c.cmd.Wait()
	if last == "" {
		return 0
	}
	n, err := strconv.Atoi(last)
	if err != nil {
		t.Fatalf("the process said %q", last)
	}
	return n
}
