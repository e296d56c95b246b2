//go:build linux

package collection

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"csi/assess"
	"csi/assess/store"
)

func shelf(ref assess.Ref, file string) (*assess.Questionnaire, error) {
	if file == "" && ref.ID == "small" {
		return small(), nil
	}
	return nil, &store.UnknownError{Known: []string{"small"}}
}

// numbered is an assessment with an id of its own.
func numbered(i int) *assess.Assessment {
	a := sample(fmt.Sprintf("01a1f833-df1e-7c5e-a6d0-%012x", i), []string{"XA", "XB"}[i%2], i%4)
	a.Language, a.Plan = "en", nil
	return a
}

func file(i int) []byte { return store.Marshal(numbered(i), small()) }

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func imported(t *testing.T, where string, sources ...string) (*Collection, *ImportReport) {
	t.Helper()
	c := created(t, where)
	r, err := c.Import(context.Background(), sources, ImportOptions{Resolve: shelf})
	if err != nil {
		t.Fatal(err)
	}
	return c, r
}

// broken makes a file broken in one of many ways and gives the reason that is
// expected.
func makeBroken(t *testing.T, dir string, way, i int) string {
	t.Helper()
	name := filepath.Join(dir, fmt.Sprintf("broken-%03d.csi.yaml", i))
	good := string(file(5000 + i))
	put := func(s string) { write(t, name, []byte(s)) }
	switch way {
	case 0:
		put("csi: 1\nkind: questionnaire\nid: x\n")
		return "kind"
	case 1:
		put(strings.Replace(good, "csi: 1", "csi: 2", 1))
		return "newer"
	case 2:
		put(good[:strings.Index(good, `"Port Ex`)+5])
		return "truncated"
	case 3:
		put("\x00\x01\xff\xfe\x89PNG")
		return "not-utf8"
	case 4:
		if err := os.Symlink(filepath.Base(name), name); err != nil {
			t.Fatal(err)
		}
		return "loop"
	case 5:
		if err := os.Symlink("nowhere.csi.yaml", name); err != nil {
			t.Fatal(err)
		}
		return "not-found"
	case 6:
		put(good + "# " + strings.Repeat("x", 2<<20) + "\n")
		return "too-large"
	case 7:
		put("a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n" + good)
		return "faults"
	case 8:
		put(strings.Repeat("[", 20000))
		return "truncated"
	case 9:
		put(strings.Replace(string(file(0)), "value: 0", "value: 1", 1))
		return "differs"
	case 10:
		put(strings.Replace(good, "  country: XA\n", "", 1))
		if !strings.Contains(good, "country: XA") {
			put(strings.Replace(good, "  country: XB\n", "", 1))
		}
		return "frame"
	case 11:
		put(good[:strings.Index(good, "responses:")] + "responses: {}\n")
		return "nothing"
	case 12:
		lines := strings.Split(good, "\n")
		put(strings.Join(slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, "id:") }), "\n"))
		return "no-id"
	case 13:
		put("")
		return "empty"
	case 14:
		put(strings.Replace(good, "id: small", "id: large", 1))
		return "faults"
	case 15:
		put(strings.Replace(good, "value: ", "value: 9", 1))
		return "faults"
	case 16:
		if err := syscall.Mkfifo(name, 0o600); err != nil {
			t.Fatal(err)
		}
		return "not-file"
	case 17:
		if err := os.Symlink(dir, name); err != nil {
			t.Fatal(err)
		}
		return "link"
	case 18:
		name = filepath.Join(dir, fmt.Sprintf("broken-%03d.zip", i))
		put("PK\x03\x04 this is no archive")
		return "archive"
	case 19:
		put("just a letter, saved under a wrong name\n")
		return "kind"
	}
	put(good + good)
	return "faults"
}

// A folder of 1,000 files of which 50 are broken in 21 ways: 950 are taken in
// and 50 listed, each with its reason. A second run changes nothing.
func TestImport_brokenFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for i := range 950 {
		write(t, filepath.Join(dir, fmt.Sprintf("a-%d", i/100), fmt.Sprintf("good-%03d.csi.yaml", i)), file(i))
	}
	want := map[string]int{}
	for i := range 50 {
		want[makeBroken(t, dir, i%21, i)]++
	}
	write(t, filepath.Join(dir, "letter.pdf"), []byte("%PDF"))
	where := filepath.Join(t.TempDir(), "c.db")
	c, r := imported(t, where, dir)
	if r.Added != 950 || len(r.SetAside) != 50 || r.PassedOver != 1 {
		t.Errorf("added %d, set aside %d, passed over %d; expected 950, 50 and 1", r.Added, len(r.SetAside), r.PassedOver)
	}
	got := map[string]int{}
	for _, s := range r.SetAside {
		got[s.Code]++
		if !slices.Contains(Codes(), s.Code) || s.Source == "" {
			t.Errorf("set aside: %+v", s)
		}
	}
	for code := range want {
		if got[code] != want[code] {
			t.Errorf("%s: %d set aside, expected %d; all: %v", code, got[code], want[code], got)
		}
	}
	_, again := imported(t, where, dir)
	if again.Added != 0 || again.Same != 950 || len(again.SetAside) != 50 {
		t.Errorf("a second run: %d added, %d there, %d set aside", again.Added, again.Same, len(again.SetAside))
	}
	if v, err := c.Verify(context.Background()); err != nil || !v.OK() || v.Assessments != 950 {
		t.Errorf("verify says %+v, %v", v, err)
	}
}

// Files, lines, archives and standard input give one and the same collection.
func TestImport_sources(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var lines, packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for i := range 300 {
		line, err := store.MarshalLine(numbered(i), small())
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(line)
		w, _ := z.Create(fmt.Sprintf("in/%d.csi.yaml", i))
		w.Write(file(i))
		write(t, filepath.Join(dir, "files", fmt.Sprintf("%d.csi.yaml", i)), file(i))
	}
	z.Close()
	write(t, filepath.Join(dir, "all.zip"), packed.Bytes())
	write(t, filepath.Join(dir, "all.jsonl"), append([]byte("\ufeff"), bytes.ReplaceAll(lines.Bytes(), []byte("\n"), []byte("\r\n\r\n"))...))
	first, _ := imported(t, filepath.Join(dir, "first.db"), filepath.Join(dir, "files"))
	for _, source := range []string{"all.zip", "all.jsonl", "-"} {
		path := filepath.Join(dir, source)
		if source == "-" {
			path = "-"
		}
		c := created(t, filepath.Join(t.TempDir(), "c.db"))
		r, err := c.Import(context.Background(), []string{path}, ImportOptions{Resolve: shelf, In: bytes.NewReader(lines.Bytes())})
		if err != nil || r.Added != 300 || len(r.SetAside) > 0 {
			t.Fatalf("%s: %+v, %v", source, r, err)
		}
		same(t, c, first)
	}
}

// What unpacks to far more than it should is left alone, and so are archives
// in archives; the rest of the archive is taken in.
func TestImport_hostileArchive(t *testing.T) {
	t.Parallel()
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, name := range []string{"a.yaml", "b.jsonl"} {
		w, _ := z.Create(name)
		zeros := bytes.Repeat([]byte("0"), 1<<20)
		for range 40 {
			w.Write(zeros)
		}
	}
	w, _ := z.Create("c.zip")
	w.Write(packed.Bytes())
	w, _ = z.Create("../../d.csi.yaml")
	w.Write(file(1))
	w, _ = z.Create("e.csi.yaml")
	w.Write([]byte(strings.Replace(string(file(2)), "version: 1.0.0}", `version: 1.0.0, file: "/etc/passwd"}`, 1)))
	z.Close()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "x.zip"), packed.Bytes())
	_, r := imported(t, filepath.Join(dir, "c.db"), filepath.Join(dir, "x.zip"))
	codes := []string{}
	for _, s := range r.SetAside {
		codes = append(codes, s.Code)
	}
	if r.Added != 1 || strings.Join(codes, " ") != "too-large too-long bomb nested questionnaire" {
		t.Errorf("added %d, set aside %v", r.Added, codes)
	}
}

// slow gives lines until the import is stopped.
type slow struct {
	i    int
	stop func()
	half func() // called once two thirds are given; may be nil
}

func (s *slow) Read(p []byte) (int, error) {
	if s.i == 45_000 {
		s.stop()
		return 0, io.ErrUnexpectedEOF
	}
	if s.i == 30_000 && s.half != nil {
		s.half()
	}
	line, err := store.MarshalLine(numbered(s.i), small())
	s.i++
	return copy(p, line), err
}

// holdSome waits until a collection holds something: an import reads on while
// it writes, and may have read far when nothing is committed yet.
func holdSome(t *testing.T, c *Collection) {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if list, err := c.List(context.Background()); err == nil && len(list) > 0 {
			return
		}
	}
	t.Error("nothing was committed")
}

// Stopped in the middle: what is committed stays and verifies, and the same
// again completes it.
func TestImport_stopped(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	c := created(t, filepath.Join(t.TempDir(), "c.db"))
	stop := func() { holdSome(t, c); cancel() }
	r, err := c.Import(ctx, []string{"-"}, ImportOptions{Resolve: shelf, In: &slow{stop: stop}})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("gives %v", err)
	}
	v, err := c.Verify(context.Background())
	if err != nil || !v.OK() || v.Assessments != r.Added || r.Added == 0 {
		t.Fatalf("verify says %+v, %v; the report %d", v, err, r.Added)
	}
	again, err := c.Import(context.Background(), []string{"-"}, ImportOptions{Resolve: shelf, In: &slow{stop: func() {}}})
	if err != nil || again.Same != r.Added || again.Added+again.Same != 45_000 {
		t.Fatalf("again: %+v, %v", again, err)
	}
}

// Whatever is imported twice, with a date in between, is replaced.
func TestImport_laterVersion(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	older, later := numbered(1), numbered(1)
	later.Frame.Date.Year++
	later.Responses["ag-inf"] = assess.Response{State: assess.Answered, Value: 3}
	where := filepath.Join(dir, "c.db")
	write(t, filepath.Join(dir, "1.yaml"), store.Marshal(older, small()))
	write(t, filepath.Join(dir, "2.yaml"), store.Marshal(later, small()))
	if _, r := imported(t, where, filepath.Join(dir, "1.yaml"), filepath.Join(dir, "2.yaml")); r.Added != 1 || r.Replaced != 1 {
		t.Errorf("report %+v", r)
	}
	if _, r := imported(t, where, filepath.Join(dir, "1.yaml")); r.Older != 1 {
		t.Errorf("report %+v", r)
	}
}
