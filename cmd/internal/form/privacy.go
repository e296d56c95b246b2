package form

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// The shapes of personal data. They are compiled when the first note is
// written, not at every start.
var (
	mailShape  = pattern(`[^\s@]+@[^\s@]+\.[^\s@.]{2,}`)
	phoneShape = pattern(`\+?\(?\d[\d ()./\x{00A0}-]{5,}\d`)
	nameShape  = pattern(`\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Herr|Frau|Mme|M|Sr|Sra)\.? +\p{Lu}\p{Ll}+`)
	yearSpan   = pattern(`^(?:19|20)\d\d ?[-/.] ?(?:19|20)?\d\d(?:[-/.]\d\d)?$`)
	dayShape   = pattern(`^\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d$`)
)

func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// suspect names what a text looks like that should not be in a file: "mail",
// "phone", "name"; "" when nothing was found. It runs here and keeps nothing.
func suspect(text string) string {
	switch {
	case mailShape().MatchString(text):
		return "mail"
	case looksLikePhone(text):
		return "phone"
	case nameShape().MatchString(text):
		return "name"
	}
	return ""
}

// looksLikePhone reports whether a run of seven digits or more stands in the
// text. Dates and spans of years are no phone numbers.
func looksLikePhone(text string) bool {
	for _, hit := range phoneShape().FindAllString(text, -1) {
		hit = strings.TrimSpace(hit)
		if yearSpan().MatchString(hit) || dayShape().MatchString(hit) {
			continue
		}
		digits := 0
		for _, r := range hit {
			if unicode.IsDigit(r) {
				digits++
			}
		}
		if digits >= 7 {
			return true
		}
	}
	return false
}
