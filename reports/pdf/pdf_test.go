package pdf

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"

	"csi/reports"
)

// hashOf draws r and gives the hash of its bytes.
func hashOf(tb testing.TB, r *reports.Report) string {
	tb.Helper()
	data, _ := write(tb, r)
	return fmt.Sprintf("%x", sha256.Sum256(data))
}

func TestWrite_sameReportSameBytes(t *testing.T) {
	t.Parallel()
	for _, c := range cases {
		want := hashOf(t, report(t, c))
		for range 9 {
			if got := hashOf(t, report(t, c)); got != want {
				t.Fatalf("%s: two runs differ", c)
			}
		}
	}
}

// hashEnv asks a process of this test to print the hash of a case and stop.
const hashEnv = "CSI_TEST_PDF_HASH"

func TestWrite_sameBytesInEveryProcess(t *testing.T) {
	t.Parallel()
	if name := os.Getenv(hashEnv); name != "" {
		fmt.Printf("hash %s\n", hashOf(t, report(t, name)))
		return
	}
	want := "hash " + hashOf(t, report(t, "harbour-outreach")) + "\n"
	for i := range 4 {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestWrite_sameBytesInEveryProcess$")
		cmd.Env = append(os.Environ(), hashEnv+"=harbour-outreach", fmt.Sprintf("TZ=Etc/GMT-%d", 3*i))
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("process %d: %v\n%s", i, err, out)
		}
		if !strings.Contains(string(out), want) {
			t.Errorf("process %d printed %q, want %q", i, out, want)
		}
	}
}

// Documents share nothing that the library writes to; run with -race.
func TestWrite_sideBySide(t *testing.T) {
	t.Parallel()
	r := report(t, "worked-example")
	want := hashOf(t, r)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			var out bytes.Buffer
			if _, err := Write(&out, r); err != nil {
				t.Error(err)
			}
			if got := fmt.Sprintf("%x", sha256.Sum256(out.Bytes())); got != want {
				t.Error("a document written beside others differs")
			}
		})
	}
	wg.Wait()
}

// A report says nothing about who made it, where and when.
func TestWrite_metadata(t *testing.T) {
	t.Parallel()
	data, _ := write(t, report(t, "worked-example"))
	for _, bad := range []string{"/Author", "/Subject", "/Keywords", "gofpdf", "FPDF", os.TempDir()} {
		if bytes.Contains(data, []byte(bad)) {
			t.Errorf("the file holds %q", bad)
		}
	}
	for _, good := range []string{"/CreationDate (D:20261120000000)", "/ModDate (D:20261120000000)", "/Title", "/Creator"} {
		if !bytes.Contains(data, []byte(good)) {
			t.Errorf("the file lacks %q", good)
		}
	}
}

// Without a date the clock must not get in.
func TestWrite_withoutDate(t *testing.T) {
	t.Parallel()
	data, _ := write(t, &reports.Report{PageOf: "{page}", Cover: reports.Cover{Title: "T"}})
	if !bytes.Contains(data, []byte("/CreationDate (D:20000101000000)")) {
		t.Error("the file has another date than the fixed one")
	}
}

func TestWrite_size(t *testing.T) {
	t.Parallel()
	for _, c := range cases {
		data, info := write(t, report(t, c))
		if len(data) > 150_000 {
			t.Errorf("%s: %d bytes on %d pages, want at most 150,000", c, len(data), info.Pages)
		}
	}
}

type brokenWriter struct{}

var errFull = errors.New("disk full")

func (brokenWriter) Write([]byte) (int, error) { return 0, errFull }

func TestWrite_errors(t *testing.T) {
	t.Parallel()
	if _, err := Write(brokenWriter{}, report(t, "worked-example")); !errors.Is(err, errFull) {
		t.Errorf("Write = %v, want %v", err, errFull)
	}
	if _, err := Write(&bytes.Buffer{}, nil); err == nil {
		t.Error("Write of no report gives no error")
	}
}

// Every language of the reports keeps the size, with the longest case too.
func TestWrite_sizeInEveryLanguage(t *testing.T) {
	t.Parallel()
	doc := readCase(t, "dublin-supervised-injecting-facility")
	for _, lang := range []string{"en", "fr", "uk"} {
		if data, _ := write(t, buildIn(lang, doc, false)); len(data) > 150_000 {
			t.Errorf("%s: %d bytes; expected at most 150,000", lang, len(data))
		}
	}
}

func TestCompress_refusesOtherFiles(t *testing.T) {
	t.Parallel()
	const xref = "xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<<\n/Size 2\n/Root 1 0 R\n/Info 1 0 R\n>>\nstartxref\n"
	const long = "%PDF-1.3\n1 0 obj\n<</Length 99999>>\nstream\nx\nendstream\nendobj\n"
	for name, file := range map[string]string{
		"empty":         "",
		"no table":      "%PDF-1.3\n1 0 obj\n<<>>\nendobj\n",
		"long stream":   long + xref + strconv.Itoa(len(long)) + "\n%%EOF\n",
		"table outside": "%PDF-1.3\n" + xref + "999\n%%EOF\n",
	} {
		if _, err := compress([]byte(file)); err == nil {
			t.Errorf("%s: found no error", name)
		}
	}
}
