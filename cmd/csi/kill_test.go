//go:build unix

package main

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"csi/assess"
)

// started is an assessment with its frame and without a response.
const started = `csi: 1
kind: assessment
questionnaire: {id: core-cso, version: 1.0.0}
language: en
frame:
  jurisdiction: "Port Example"
  tier: local
  country: ZZ
  policy: "City drug plan"
  period: {from: 2024-11, to: 2026-10}
  agencies: [health]
  group: cso
  people: 1
  date: 2026-11-20
`

var confirmed = regexp.MustCompile(`^Saved: item (\d+), (\d)`)

// TestKill kills csi 200 times at random moments while it takes responses.
// Whatever it confirmed before must be in the file, the file must be whole,
// and nothing may be in it that was not answered.
func TestKill(t *testing.T) {
	t.Parallel()
	const kills = 200
	rng := rand.New(rand.NewPCG(20261120, 7))
	most, total := 0, 0
	for n := range kills {
		file := filepath.Join(t.TempDir(), "port.csi.yaml")
		if err := os.WriteFile(file, []byte(started), 0o600); err != nil {
			t.Fatal(err)
		}
		after := time.Duration(rng.IntN(90)) * time.Millisecond
		said := killed(t, file, after)
		doc := load(t, file)
		items := doc.Questionnaire.Items()
		for position, value := range said {
			got := doc.Assessment.Responses[items[position-1].ID]
			if got.State != assess.Answered || got.Value != value {
				t.Fatalf("kill %d after %v: item %d was confirmed as %d, the file has %v %d", n, after, position, value, got.State, got.Value)
			}
		}
		if extra := len(doc.Assessment.Responses) - len(said); extra > 1 {
			t.Fatalf("kill %d after %v: the file has %d responses more than were confirmed; expected at most the one in flight", n, after, extra)
		}
		most, total = max(most, len(said)), total+len(said)
	}
	if most < 5 {
		t.Errorf("at most %d responses were confirmed before a kill; the test kills too early to tell anything", most)
	}
	t.Logf("%d kills, %d confirmed responses, none lost", kills, total)
}

// killed answers item after item in plain mode, kills the process after a
// while, and gives what was confirmed: position of the item and value.
func killed(t *testing.T, file string, after time.Duration) map[int]int {
	t.Helper()
	cmd := exec.Command("csi", "assess", file, "--plain")
	cmd.Env = append(os.Environ(), "LANG=en_GB.UTF-8")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { // goes on until the process is gone
		for i := 0; ; i++ {
			if _, err := fmt.Fprintln(in, i%4); err != nil {
				return
			}
		}
	}()
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	said := map[int]int{}
	r := bufio.NewReader(out)
	for {
		line, err := r.ReadString('\n')
		if m := confirmed.FindStringSubmatch(strings.TrimPrefix(line, "> ")); m != nil && err == nil {
			position, _ := strconv.Atoi(m[1])
			said[position], _ = strconv.Atoi(m[2])
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	_ = cmd.Wait() // killed, or at the end of the items
	return said
}
