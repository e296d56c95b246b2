//go:build unix

package main

import (
	"os"
	"path/filepath"
	"testing"

	"csi/assess"
)

// TestScreen_plan makes a plan on a real screen in every language: takes an
// action, gives it an owner and a day, adds one's own, leaves with Ctrl+C in
// the middle of a word, and finishes.
func TestScreen_plan(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, none, owner, due, day, text, stopped string }{
		{"en", "0 of 20 taken", "Who sees to it?", "By which day?", "end of March 2027", "What is to be done?", "csi: stopped; 2 of 21 actions taken"},
		{"fr", "0 sur 20", "Qui s’en charge", "Pour quel jour", "fin mars 2027", "Que faut-il faire", "csi: arrêté"},
		{"uk", "взято 0 з 20", "Хто за це береться?", "До якого дня?", "кінець березня 2027", "Що треба зробити?", "csi: зупинено"},
	} {
		for _, size := range [][2]int{{80, 24}, {60, 20}} {
			t.Run(c.lang, func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				file := filepath.Join(dir, "port.csi.yaml")
				data, err := os.ReadFile("../../testdata/assessments/worked-example.csi.yaml")
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, data, 0o600); err != nil {
					t.Fatal(err)
				}
				s := newScreen(t, dir, size[0], size[1])
				s.command("csi plan port.csi.yaml --lang "+c.lang, c.none)
				s.keys("Space", "Enter", "Enter")
				s.wait(c.owner)
				s.write("board")
				s.keys("Enter", "Down", "Enter")
				s.wait(c.due)
				s.write(c.day)
				s.wait(c.day)
				s.keys("Enter", "b", "a", "Enter", "Enter")
				s.wait(c.text)
				s.write("Meet the board")
				s.keys("Enter")
				s.wait("√")
				s.keys("Up", "Up", "Enter")
				s.wait("500")
				s.write("and the ministry")
				s.keys("C-c")
				s.wait(c.stopped, "csi plan port.csi.yaml", "ready$")
				plan := load(t, file).Assessment.Plan
				if len(plan) != 2 || plan[0].Owner != "board" || plan[0].Due != (assess.Date{Year: 2027, Month: 3, Day: 31}) {
					t.Errorf("the plan on the disk is %+v", plan)
				}
				if len(plan) == 2 && (plan[1].Action != "own/1" || plan[1].Text != "Meet the board" || plan[1].DoneWhen != "") {
					t.Errorf("the own action on the disk is %+v", plan[1])
				}
				s.command("csi plan port.csi.yaml --lang "+c.lang, "Port Example", "Meet the board")
				s.keys("q")
				s.wait("--list", "ready$")
			})
		}
	}
}
