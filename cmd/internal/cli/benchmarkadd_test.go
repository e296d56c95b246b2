package cli

import (
	"strings"
	"testing"

	"csi/assess/collection"
	"csi/questionnaires/phrases"
)

// Whatever is set aside has a reason and a remedy, in every language.
func TestSetAside_words(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "fr", "uk"} {
		p := phrases.New(lang)
		for _, code := range collection.Codes() {
			for _, kind := range []string{"code", "remedy"} {
				id := "collection." + kind + "." + strings.ReplaceAll(code, "-", "_")
				if text := p.T(id); text == "" || strings.Contains(text, id) {
					t.Errorf("%s: no words for %s: %q", lang, id, text)
				}
			}
		}
	}
}
