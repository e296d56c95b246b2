//go:build linux

package collection

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"csi/assess"
)

// writer is the child of the kill tests: it adds assessments for ever and
// says after each transaction how many are in.
func writer(where string) {
	c, err := Create(context.Background(), where)
	for i := 0; err == nil; i += 50 {
		var items []Item
		for j := range 50 {
			it, e := c.Prepare(small(), numbered(i+j))
			if e != nil {
				err = e
			}
			items = append(items, it)
		}
		if err == nil {
			_, err = c.Add(context.Background(), items, false)
		}
		if err == nil {
			fmt.Println(i + 50)
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// killed runs a writer and kills it in the middle; it gives how many
// assessments it had said to be in.
func killed(t *testing.T, where string, after int) int {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "CSI_TEST_WRITER="+where)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	n := 0
	lines := bufio.NewScanner(out)
	for range after {
		if !lines.Scan() {
			break
		}
		fmt.Sscan(lines.Text(), &n)
	}
	// Somewhere inside of the transaction that follows.
	time.Sleep(time.Duration(n%7) * time.Millisecond)
	_ = cmd.Process.Kill()
	for lines.Scan() {
		fmt.Sscan(lines.Text(), &n)
	}
	_ = cmd.Wait()
	if n == 0 {
		t.Fatalf("the writer wrote nothing: %s", said.String())
	}
	return n
}

// Killed clients leave whole transactions: all that they said to be in, and
// histograms that follow from them. Another run completes the rest.
func TestCollection_kill(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, where string) {
		for round := range 4 {
			said := killed(t, where, 2+round)
			c := created(t, where)
			v, err := c.Verify(context.Background())
			if err != nil || !v.OK() || v.Assessments < said || v.Assessments%50 != 0 {
				t.Fatalf("round %d: verify says %+v, %v; the writer said %d", round, v, err, said)
			}
			if _, err := c.Add(context.Background(), prepared(t, c, small(), numbered(1), numbered(1_000_000)), false); err != nil {
				t.Fatal(err)
			}
			if _, err := c.Remove(context.Background(), []string{numbered(1_000_000).ID}); err != nil {
				t.Fatal(err)
			}
			c.Close()
		}
	})
}

// A connection that is cut in the middle of an import: an error that says so,
// nothing half-written, and the same again completes it.
func TestImport_connectionCut(t *testing.T) {
	t.Parallel()
	where := postgresURL(t)
	c, other := created(t, where), created(t, where)
	locked, ended := make(chan struct{}), make(chan struct{})
	// When the first transaction is in, a lock makes the second one wait, and
	// it is cut while it does.
	cut := &slow{stop: func() {}, half: func() {
		holdSome(t, other)
		go func() {
			defer close(ended)
			err := other.b.(relational).db.migrate(context.Background(), func(s session) error {
				if _, err := s.exec("LOCK TABLE csi_assessments IN SHARE MODE"); err != nil {
					return err
				}
				close(locked)
				for n, tries := 0, 0; n == 0 && tries < 2000; tries++ {
					time.Sleep(10 * time.Millisecond)
					err := s.query("SELECT COUNT(*) FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND wait_event_type = 'Lock') AS x",
						nil, []any{&n}, func() error { return nil })
					if err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		}()
		select {
		case <-locked:
		case <-ended: // the lock failed, which is told
		}
	}}
	r, err := c.Import(context.Background(), []string{"-"}, ImportOptions{Resolve: shelf, In: cut})
	if err == nil {
		t.Fatal("the connection was not cut in the middle")
	}
	<-ended
	if !errors.Is(err, ErrServer) {
		t.Fatalf("gives %v", err)
	}
	v, err := other.Verify(context.Background())
	if err != nil || !v.OK() || v.Assessments != r.Added || r.Added == 0 {
		t.Fatalf("verify says %+v, %v; the report %d", v, err, r.Added)
	}
	again, err := c.Import(context.Background(), []string{"-"}, ImportOptions{Resolve: shelf, In: &slow{stop: func() {}}})
	if err != nil || again.Added+again.Same != 45_000 || again.Same != r.Added {
		t.Fatalf("again: %+v, %v", again, err)
	}
}

// A disk that is full: the transaction is taken back, what was committed
// stays, and the file is whole.
func TestCollection_fullDisk(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	mounted := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=3m") == nil
	if mounted {
		t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	}
	c := created(t, filepath.Join(dir, "c.db"))
	if !mounted { // not everybody may mount: then the file may not grow
		if err := c.b.(relational).db.(*sqlite).c.Exec("PRAGMA max_page_count = 700"); err != nil {
			t.Fatal(err)
		}
	}
	in := 0
	for {
		var list []*assess.Assessment
		for range 500 {
			list = append(list, numbered(in+len(list)))
		}
		_, err := c.Add(context.Background(), prepared(t, c, small(), list...), false)
		if errors.Is(err, ErrNoSpace) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if in += 500; in > 100_000 {
			t.Fatal("the disk was never full")
		}
	}
	v, err := c.Verify(context.Background())
	if err != nil || !v.OK() || v.Assessments != in || in == 0 {
		t.Fatalf("verify says %+v, %v; %d were committed", v, err, in)
	}
}
