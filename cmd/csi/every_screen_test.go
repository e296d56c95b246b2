//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"csi/assess"
	"csi/questionnaires"
)

// TestScreen_everyQuestionnaire answers every questionnaire on a real screen,
// from the first item to the review, in every language it has.
func TestScreen_everyQuestionnaire(t *testing.T) {
	t.Parallel()
	for _, id := range questionnaires.IDs() {
		for _, lang := range append([]string{"en"}, questionnaires.Builtin().Languages(id)...) {
			t.Run(id+"/"+lang, func(t *testing.T) {
				t.Parallel()
				q, err := questionnaires.Load(id, lang)
				if err != nil {
					t.Fatal(err)
				}
				throughItems(t, q.Questionnaire, lang)
			})
		}
	}
}

// throughItems resumes an assessment that has its frame only, and answers all
// items one after the other.
func throughItems(t *testing.T, q *assess.Questionnaire, lang string) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.csi.yaml")
	text := strings.NewReplacer(
		"id: core-cso", "id: "+q.ID,
		"group: cso", "group: "+string(q.Groups[0]),
		"language: en", "language: "+lang,
	).Replace(started)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s := &sitting{newScreen(t, dir, 80, 24), q, map[string]assess.Response{}}
	s.command("csi assess a.csi.yaml --lang " + lang)
	s.wait("Port Example", "City drug plan")
	s.keys("Enter")
	for n, it := range q.Items() {
		if section, first := s.position(it); first && n > 0 {
			s.wait(opening(section.Intro))
			s.keys("Enter")
		}
		s.wait(opening(it.Text))
		value := n % len(it.Anchors)
		s.keys(fmt.Sprint(value), "Enter")
		s.want[it.ID] = assess.Response{State: assess.Answered, Value: value}
	}
	s.wait(fmt.Sprint(len(q.Items())))
	s.keys("q")
	s.wait("a.csi.yaml", "ready$")
	s.check(file)
}

// opening gives the first words of a text, as many as stand on one line of
// every screen.
func opening(text string) string {
	words := strings.Fields(text)
	return strings.Join(words[:min(len(words), 5)], " ")
}
