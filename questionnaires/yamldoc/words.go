package yamldoc

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxQuoted is the most characters of a file that a message repeats.
const maxQuoted = 40

// Quote puts what a person wrote into quotation marks, shortened, with
// everything that cannot be seen written out.
func Quote(s string) string {
	if utf8.RuneCountInString(s) > maxQuoted {
		s = string([]rune(s)[:maxQuoted-1]) + "…"
	}
	return strconv.Quote(s)
}

// Closest gives the one of names that a person may have meant by word: the
// nearest by single edits (a letter more, less, other, or two swapped), else
// the only one that word begins; "" when none is near. Of two that are
// equally near the first wins.
func Closest(word string, names []string) string {
	w := []rune(word)
	if len(w) == 0 || len(w) > maxQuoted {
		return ""
	}
	if near := nearest(w, names); near != "" || len(w) < 3 {
		return near
	}
	begun := ""
	for _, name := range names {
		switch {
		case !strings.HasPrefix(name, word):
		case begun != "":
			return ""
		default:
			begun = name
		}
	}
	return begun
}

// nearest gives the name with the fewest edits from w; "" when there is none
// within one edit for a short word, two for most, three for a long one.
func nearest(w []rune, names []string) string {
	limit := 2
	switch {
	case len(w) < 4:
		limit = 1
	case len(w) > 8:
		limit = 3
	}
	best, fewest := "", limit+1
	for _, name := range names {
		n := []rune(name)
		if len(n)-len(w) >= fewest || len(w)-len(n) >= fewest {
			continue
		}
		if d := distance(w, n); d < fewest && d < max(len(w), len(n)) {
			best, fewest = name, d
		}
	}
	return best
}

// distance counts the single edits between two words (optimal string
// alignment).
func distance(a, b []rune) int {
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next := make([]int, len(b)+1)
		next[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next[j] = min(next[j-1]+1, row[j]+1, row[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}
