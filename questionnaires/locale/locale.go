// Package locale settles which language serves a person best among those
// that are there, and makes the pseudo-language that tests read the screens
// and reports in. Questionnaires and phrase catalogues share it, so that both
// come to the same choice.
package locale

import (
	"strings"

	"golang.org/x/text/language"
)

// Canonical writes a language as BCP 47 does, such as "pt-BR" for "pt_br",
// and leaves what is no language as it is.
func Canonical(tag string) string {
	tag = strings.ReplaceAll(tag, "_", "-")
	if IsPseudo(tag) {
		return Pseudo
	}
	t, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	return t.String()
}

// Match picks from the languages that are there the one for a person who
// wants another: the same, then the same with less said about it ("fr" for
// "fr-BE"), then one of the same base and script ("pt-BR" for "pt-PT"). "" when
// none serves. It does not take a neighbouring language for the wanted one, as
// the matcher of golang.org/x/text does: whom that suits is not ours to say.
// Source: RFC 4647, section 3.4 (lookup), but for the last step.
func Match(wanted string, have []string) string {
	wanted = Canonical(wanted)
	for tag := wanted; tag != ""; tag = shorter(tag) {
		for _, h := range have {
			if strings.EqualFold(Canonical(h), tag) {
				return h
			}
		}
	}
	base, script, ok := parts(wanted)
	for _, h := range have {
		if b, s, isTag := parts(h); ok && isTag && b == base && s == script {
			return h
		}
	}
	return ""
}

// shorter takes the last part off a tag; "" when there is only one.
func shorter(tag string) string {
	i := strings.LastIndexByte(tag, '-')
	if i < 0 {
		return ""
	}
	return tag[:i]
}

// parts gives the base and the script of a language, said or implied.
func parts(tag string) (base, script string, ok bool) {
	t, err := language.Parse(strings.ReplaceAll(tag, "_", "-"))
	if err != nil || IsPseudo(tag) {
		return "", "", false
	}
	b, _ := t.Base()
	s, _ := t.Script()
	return b.String(), s.String(), true
}

// Known reports whether a tag is that of a language, such as "fr" or "pt-BR",
// or of the pseudo-language.
func Known(tag string) bool {
	if IsPseudo(tag) {
		return true
	}
	t, err := language.Parse(strings.ReplaceAll(tag, "_", "-"))
	return err == nil && t != language.Und
}
