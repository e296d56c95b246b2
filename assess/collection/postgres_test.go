//go:build linux

package collection

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"
)

// server is a PostgreSQL of this test run alone: started when the first test
// asks for it, stopped by TestMain.
type server struct {
	dir, bin string
	port     int
	cmd      *exec.Cmd
	n        int
	mu       sync.Mutex
}

var running struct {
	once sync.Once
	s    *server
	err  error
}

func startServer() (*server, error) {
	running.once.Do(func() { running.s, running.err = newServer() })
	return running.s, running.err
}

// newServer starts a server on a port of its own, in a folder of its own.
func newServer() (*server, error) {
	bins, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(bins) == 0 {
		return nil, fmt.Errorf("PostgreSQL is not installed")
	}
	s := &server{bin: filepath.Dir(bins[len(bins)-1])}
	var err error
	if s.dir, err = os.MkdirTemp("", "csi-postgres-"); err != nil {
		return nil, err
	}
	if os.Getuid() == 0 { // the server refuses to run as root
		if out, err := exec.Command("chown", "nobody", s.dir).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("%s", out)
		}
	}
	data := filepath.Join(s.dir, "data")
	if out, err := s.command("initdb", "-D", data, "-U", "csi", "-A", "trust", "-E", "UTF8", "--locale=C", "-N").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %s", out)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s.port = l.Addr().(*net.TCPAddr).Port
	l.Close()
	s.cmd = s.command("postgres", "-D", data, "-p", strconv.Itoa(s.port), "-h", "127.0.0.1", "-k", s.dir)
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	for range 200 {
		if exec.Command(filepath.Join(s.bin, "pg_isready"), "-q", "-h", "127.0.0.1", "-p", strconv.Itoa(s.port)).Run() == nil {
			return s, nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.stop()
	return nil, fmt.Errorf("the server did not come up")
}

// command runs a program of PostgreSQL as somebody who is not root.
func (s *server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(s.bin, name), args...)
	cmd.Dir = s.dir
	if os.Getuid() == 0 {
		uid, gid := uint32(65534), uint32(65534)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uid, Gid: gid}}
	}
	return cmd
}

func (s *server) stop() {
	_ = s.cmd.Process.Signal(syscall.SIGINT)
	_ = s.cmd.Wait()
	_ = os.RemoveAll(s.dir)
}

// fresh makes an empty database and gives its address.
func (s *server) fresh(t testing.TB) string {
	t.Helper()
	s.mu.Lock()
	s.n++
	name := fmt.Sprintf("t%d", s.n)
	s.mu.Unlock()
	out, err := exec.Command(filepath.Join(s.bin, "createdb"), "-h", "127.0.0.1", "-p", strconv.Itoa(s.port), "-U", "csi", name).CombinedOutput()
	if err != nil {
		t.Fatalf("%s", out)
	}
	return fmt.Sprintf("postgres://csi@127.0.0.1:%d/%s", s.port, name)
}

// postgresURL gives an empty database, or skips where there is no server. In
// CI a missing server fails.
func postgresURL(t testing.TB) string {
	t.Helper()
	s, err := startServer()
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	return s.fresh(t)
}

func TestMain(m *testing.M) {
	if where := os.Getenv("CSI_TEST_WRITER"); where != "" {
		writer(where)
	}
	code := m.Run()
	if running.s != nil {
		running.s.stop()
	}
	os.Exit(code)
}
