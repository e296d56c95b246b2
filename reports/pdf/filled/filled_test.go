package filled_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
	"csi/reports/pdf"
	"csi/reports/pdf/filled"
)

// form draws the fillable form of a questionnaire.
func form(tb testing.TB, id string) []byte {
	tb.Helper()
	l, err := questionnaires.Load(id, "en")
	if err != nil {
		tb.Fatal(err)
	}
	q := l.Questionnaire
	p := reports.NewHandout(reports.HandoutInput{
		Workshop: &assess.Workshop{Cards: 3, Minimum: assess.DefaultMinimum()}, Group: q.Groups[0], Questionnaire: q, Phrases: phrases.New("en"),
	})
	p.Fillable = true
	var out bytes.Buffer
	if _, err := pdf.WritePaper(&out, p); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// program runs a program in a folder of its own with files in it, and gives
// what it wrote into out.
func program(t *testing.T, files map[string][]byte, name string, args ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("CI") != "" && name == "qpdf" {
			t.Fatalf("%s is not installed; CI needs it", name)
		}
		t.Skipf("SKIPPED, NOTHING CHECKED: %s is not installed", name)
	}
	dir := t.TempDir()
	for file, data := range files {
		if err := os.WriteFile(filepath.Join(dir, file), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// fdf writes field values as pdftk takes them.
func fdf(fields string) []byte {
	return []byte("%FDF-1.2\n1 0 obj<</FDF<</Fields[" + fields + "]>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
}

func values(t *testing.T, file []byte) map[string]filled.Field {
	t.Helper()
	fields, err := filled.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return fields
}

func TestRead_emptyForm(t *testing.T) {
	t.Parallel()
	fields := values(t, form(t, "core-cso"))
	if len(fields) != 36+2 {
		t.Errorf("%d fields; expected 36 items, the card and what the sheet is", len(fields))
	}
	if got := fields[reports.FieldSheet].Value(); got != "csi-sheet/1 core-cso 1.0.0 cso" {
		t.Errorf("the sheet says %q", got)
	}
	for name, f := range fields {
		if name != reports.FieldSheet && len(f.Values) > 0 {
			t.Errorf("%s holds %q; expected nothing", name, f.Values)
		}
	}
}

// TestRead_filledByAnotherProgram: what pdftk fills in is read back.
func TestRead_filledByAnotherProgram(t *testing.T) {
	t.Parallel()
	files := map[string][]byte{"in": form(t, "core-cso"), "fdf": fdf("<</T(ag-inf)/V/2>><</T(ag-con)/V/dk>><</T(de-par)/V/n2>><</T(csi-card)/V(3)>>")}
	fields := values(t, program(t, files, "pdftk", "in", "fill_form", "fdf", "output", "out"))
	for name, want := range map[string]string{"ag-inf": "2", "ag-con": "dk", "de-par": "n2", "csi-card": "3", "ag-dia": ""} {
		if got := fields[name].Value(); got != want {
			t.Errorf("%s holds %q; expected %q", name, got, want)
		}
	}
	flat := program(t, files, "pdftk", "in", "fill_form", "fdf", "output", "out", "flatten")
	if _, err := filled.Read(flat); !errors.Is(err, filled.ErrNoFields) {
		t.Errorf("flattened: %v; expected ErrNoFields", err)
	}
	locked := program(t, files, "pdftk", "in", "output", "out", "user_pw", "secret")
	if _, err := filled.Read(locked); !errors.Is(err, filled.ErrEncrypted) {
		t.Errorf("locked: %v; expected ErrEncrypted", err)
	}
}

// TestRead_twoResponses: boxes that contradict each other are told, and a file
// that another program wrote in another layout is read.
func TestRead_twoResponses(t *testing.T) {
	t.Parallel()
	text := program(t, map[string][]byte{"in": form(t, "core-quick")}, "qpdf", "--json-output", "in", "out")
	boxes := regexp.MustCompile(`"/AS": "/Off"`)
	n := 0
	text = boxes.ReplaceAllFunc(text, func(old []byte) []byte {
		if n++; n <= 2 { // two boxes, of one item or of two
			return []byte(`"/AS": "/1"`)
		}
		return old
	})
	text = bytes.ReplaceAll(text, []byte(`"/V": "/Off"`), []byte(`"/V": "/2"`))
	fields := values(t, program(t, map[string][]byte{"json": text}, "qpdf", "--json-input", "json", "out"))
	two := 0
	for _, f := range fields {
		if len(f.Values) > 1 {
			two++
			if f.Value() != "" {
				t.Errorf("%q counts as %q; expected nothing", f.Values, f.Value())
			}
		}
	}
	if two == 0 {
		t.Error("no field has two values; expected some")
	}
}

// TestRead_hostile: whatever comes, Read ends with one of its errors or with
// fields, and never with a panic.
func TestRead_hostile(t *testing.T) {
	t.Parallel()
	sound := form(t, "core-quick")
	loop := "%PDF-1.4\n1 0 obj<</Type/Catalog/AcroForm<</Fields[2 0 R]>>/Pages 3 0 R>>endobj\n2 0 obj<</T(a)/Kids[2 0 R 2 0 R]>>endobj\n3 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000083 00000 n \n0000000129 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n178\n%%EOF\n"
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":      {nil, filled.ErrNotPDF},
		"text":         {[]byte("Dear all"), filled.ErrNotPDF},
		"a picture":    {[]byte("\x89PNG\r\n"), filled.ErrNotPDF},
		"only a head":  {[]byte("%PDF-1.7\n"), filled.ErrBroken},
		"too large":    {append([]byte("%PDF-1.7\n"), make([]byte, filled.MaxSize)...), filled.ErrTooLarge},
		"cut in half":  {sound[:len(sound)/2], nil},
		"end cut off":  {sound[:len(sound)-200], nil},
		"wrong table":  {bytes.Replace(sound, []byte("startxref"), []byte("startxreX"), 2), nil},
		"a loop":       {[]byte(loop), nil},
		"deep nesting": {[]byte("%PDF-1.4\n1 0 obj" + strings.Repeat("[", 100000) + "endobj\n%%EOF"), nil},
	} {
		_, err := filled.Read(c.data)
		known := false
		for _, e := range []error{nil, filled.ErrNotPDF, filled.ErrBroken, filled.ErrTooLarge, filled.ErrNoFields, filled.ErrEncrypted} {
			known = known || errors.Is(err, e)
		}
		if !known || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: %v; expected %v", name, err, c.want)
		}
	}
}

// TestRead_damaged: a byte changed here and there never leads to a panic.
func TestRead_damaged(t *testing.T) {
	t.Parallel()
	sound := form(t, "core-quick")
	for at := 0; at < len(sound); at += len(sound)/40 + 1 {
		bad := bytes.Clone(sound)
		bad[at] ^= 0x55
		_, _ = filled.Read(bad)
	}
}
