package phrases

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

var update = flag.Bool("update", false, "rewrite the countries of every language")

// TestCountries holds that every language names every country as the Unicode
// CLDR does. The names are written into the catalogues, because the package
// that has them costs every command half a millisecond at its start.
func TestCountries(t *testing.T) {
	t.Parallel()
	for _, lang := range Languages() {
		file := filepath.Join(lang, "countries.yaml")
		want := countries(language.Make(lang))
		if *update {
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the CLDR says; run go test ./questionnaires/phrases -run Countries -update", file)
		}
	}
}

// renamed are countries whose names changed after the CLDR of the library, and
// Kosovo, which ISO 3166-1 leaves to the user.
var renamed = map[string]map[string]string{
	"MK": {"en": "North Macedonia", "fr": "Macédoine du Nord", "uk": "Північна Македонія"},
	"SZ": {"en": "Eswatini", "fr": "Eswatini", "uk": "Есватіні"},
	"TR": {"en": "Türkiye", "fr": "Turquie", "uk": "Туреччина"},
	"XK": {"en": "Kosovo", "fr": "Kosovo", "uk": "Косово"},
}

// countries writes a catalogue of all countries of ISO 3166-1 in a language.
func countries(tag language.Tag) []byte {
	var b bytes.Buffer
	b.WriteString("# Names of countries (ISO 3166-1 alpha-2), from the Unicode CLDR by way of\n# golang.org/x/text. Written by a test: go test ./questionnaires/phrases -run Countries -update\n")
	namer := display.Regions(tag)
	for i := 'A'; i <= 'Z'; i++ {
		for j := 'A'; j <= 'Z'; j++ {
			code := string(i) + string(j)
			region, err := language.ParseRegion(code)
			name := renamed[code][tag.String()]
			if name == "" {
				if err != nil || !region.IsCountry() || region.String() != code || code == "ZZ" || region.IsPrivateUse() {
					continue
				}
				name = namer.Name(region)
			}
			if name != "" && !strings.HasPrefix(name, "Unknown") {
				fmt.Fprintf(&b, "%q: %q\n", code, name)
			}
		}
	}
	return b.Bytes()
}
