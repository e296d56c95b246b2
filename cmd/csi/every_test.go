package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"csi/questionnaires"
)

// TestEveryQuestionnaire answers each questionnaire that comes with csi from
// the first line to the last, in every language it has, and makes its PDF.
func TestEveryQuestionnaire(t *testing.T) {
	t.Parallel()
	for _, h := range questionnaires.List() {
		for _, lang := range h.Languages {
			t.Run(h.ID+" "+lang, func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				lines := []string{"Port Example", "1", "ZZ", "City drug plan", "1", "1 3"}
				if len(h.Groups) > 1 {
					lines = append(lines, "1")
				}
				lines = append(lines, "4", "3")
				for range h.Items {
					lines = append(lines, "1")
				}
				said := command(t, dir, strings.Join(lines, "\n")+"\n", "assess", h.ID, "-o", "a.csi.yaml", "--plain", "--lang", lang)
				data, err := os.ReadFile(filepath.Join(dir, "a.csi.yaml"))
				if err != nil {
					t.Fatalf("%v\n%s", err, said)
				}
				if n := strings.Count(string(data), "{value: 1}"); n != h.Items {
					t.Errorf("%d of %d responses are in the file", n, h.Items)
				}
				command(t, dir, "", "report", "a.csi.yaml", "-o", "a.pdf", "--lang", lang)
				pdf, err := os.ReadFile(filepath.Join(dir, "a.pdf"))
				if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
					t.Errorf("no PDF: %v", err)
				}
				text := command(t, dir, "", "report", "a.csi.yaml", "-o", "-", "--format", "txt", "--lang", lang)
				if strings.Contains(text, "[[") {
					t.Error("a message of the report is missing")
				}
			})
		}
	}
}

// command runs csi with lines on standard input and gives all that it says.
func command(t *testing.T, dir, input string, args ...string) string {
	t.Helper()
	cmd := exec.Command("csi", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "CSI_LANG=en")
	cmd.Stdin = strings.NewReader(input)
	out, err := cmd.CombinedOutput()
	if _, stopped := err.(*exec.ExitError); err != nil && !stopped {
		t.Fatal(err)
	}
	return string(out)
}
