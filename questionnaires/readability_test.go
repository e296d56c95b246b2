package questionnaires

import (
	"math"
	"strings"
	"testing"
)

// TestSyllables holds the counter to words whose syllables are known from
// dictionaries; many of them stand in the questionnaires.
func TestSyllables(t *testing.T) {
	t.Parallel()
	words := map[int]string{
		1: "a the we are asked drafts reach us in time draft views rules work things done paid costs staff staff's talk used named seen care place scale harm health through thought voice choice team groups hours street",
		2: "agreed people answer before people civil service public funding meeting measure measures reply replies asking paper papers person money website table handled wanted places matches always useful safely statement training going paying being client",
		3: "policy agenda agency agencies officials organise decision involvement example important dialogue regular naloxone government procedure's timetable continue area remember",
		4: "authority authorities society information consultation community responsible independent variety",
		5: "implementation organisation's representative organisations coordination opportunity",
	}
	wrong, all := 0, 0
	for want, list := range words {
		for _, word := range strings.Fields(list) {
			all++
			if got := syllables(word); got != want {
				wrong++
				t.Logf("%s has %d syllables; counted %d", word, want, got)
			}
		}
	}
	// English has exceptions to every rule; what matters is the sum.
	if wrong*20 > all {
		t.Errorf("%d of %d words are counted wrongly; expected at most one in twenty", wrong, all)
	}
}

func TestReading(t *testing.T) {
	t.Parallel()
	// 6 words, 2 sentences, 8 syllables: 0.39·3 + 11.8·8/6 − 15.59.
	r := Reading("en", "We write a policy. Drafts reach us.\n")
	if r.Words != 7 || r.Sentences != 2 || r.Syllables != 9 {
		t.Errorf("counted %d words, %d sentences, %d syllables; expected 7, 2, 9", r.Words, r.Sentences, r.Syllables)
	}
	if want := 0.39*3.5 + 11.8*9/7 - 15.59; math.Abs(r.Grade-want) > 1e-9 {
		t.Errorf("grade is %v; expected %v", r.Grade, want)
	}
	if r := Reading("en", "Costs of 1.5 million, e.g.in 2021"); r.Sentences != 1 {
		t.Errorf("a full stop inside a number ends a sentence: %d", r.Sentences)
	}
	for _, c := range []struct{ language, text string }{{"fr", "Nous écrivons."}, {"en", ""}, {"en", "…!"}} {
		if Reading(c.language, c.text).Known {
			t.Errorf("%q in %q has a grade; expected none", c.text, c.language)
		}
	}
}

// TestReadability: a person who left school at 15 reads every item. go test
// -v prints the table.
func TestReadability(t *testing.T) {
	t.Parallel()
	for _, id := range IDs() {
		q := load(t, id)
		items, mean, ok := ReadingOf(q)
		if !ok {
			t.Errorf("%s has no grade", id)
			continue
		}
		hardest := items[0]
		for _, it := range items {
			if it.Grade > maxGrade {
				t.Errorf("%s: item %s reads at grade %.1f; expected at most %d", id, it.Item.ID, it.Grade, maxGrade)
			}
			if it.Grade > hardest.Grade {
				hardest = it
			}
		}
		if mean > maxMeanGrade {
			t.Errorf("%s reads at grade %.1f on average; expected at most %d", id, mean, maxMeanGrade)
		}
		t.Logf("| %s | %d | %.1f | %s %.1f |", id, len(items), mean, hardest.Item.ID, hardest.Grade)
	}
}
