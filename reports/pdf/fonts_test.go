package pdf

import (
	"math"
	"testing"
	"unicode"

	"github.com/jung-kurt/gofpdf"
)

func mustFaces(tb testing.TB) faces {
	tb.Helper()
	f, err := loadFaces()
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// Cleaning looks at one style only, so both must cover the same characters.
func TestFaces_coverTheSame(t *testing.T) {
	t.Parallel()
	f := mustFaces(t)
	count := 0
	for r := rune(0); r <= lastRune; r++ {
		if f.regular.has(r) != f.bold.has(r) {
			t.Errorf("%U: regular has it: %v, bold has it: %v", r, f.regular.has(r), f.bold.has(r))
		}
		if f.regular.has(r) {
			count++
		}
	}
	if count != 815 {
		t.Errorf("the font has %d characters, want the 815 of make-fonts.sh", count)
	}
	if !f.regular.has(lastRune) {
		t.Errorf("lastRune %U is not in the font", rune(lastRune))
	}
}

// A missing character in a script that the report promises would only show in
// print.
func TestFaces_coverTheAlphabets(t *testing.T) {
	t.Parallel()
	f := mustFaces(t)
	for name, letters := range map[string]string{
		"Latin":     "ABCXYZabcxyzÄÖÜäöüßẞéèêëçñøåæœłńśźżčďěňřšťůžāēīūģķļņăâîșțőűğışđħŋþð",
		"Greek":     "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
		"Cyrillic":  "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяґєіїўђћљњџѓќѕ",
		"Georgian":  "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
		"Armenian":  "ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
		"marks":     ".,:;!?¡¿'\"‘’‚“”„«»‹›()[]{}–—‑-_/\\|@#&%‰*•·…†‡§¶©®™°+=<>~^`",
		"figures":   "0123456789½¼¾¹²³№€£$¥₴₾֏₺",
		"no-breaks": "\u00a0\u202f",
	} {
		for _, r := range letters {
			if !f.regular.has(r) {
				t.Errorf("%s: %q %U is missing", name, r, r)
			}
		}
	}
}

// Lines are broken by our own widths and drawn with the library's.
func TestFaces_widthsAreTheLibrarys(t *testing.T) {
	t.Parallel()
	doc := gofpdf.New("P", "mm", "A4", "")
	doc.AddUTF8FontFromBytes(family, "", []byte(regularFile))
	doc.AddUTF8FontFromBytes(family, "B", []byte(boldFile))
	set := &setter{faces: mustFaces(t)}
	for _, bold := range []bool{false, true} {
		style := map[bool]string{true: "B"}[bold]
		doc.SetFont(family, style, 10)
		for r := rune(' '); r <= lastRune; r++ {
			if !set.faces.regular.has(r) || unicode.Is(unicode.M, r) {
				continue
			}
			want, got := doc.GetStringWidth(string(r)), set.width(bold, 10, string(r))
			if math.Abs(want-got) > 0.005 {
				t.Errorf("bold %v, %q %U: width %.3f, the library has %.3f", bold, r, r, got, want)
			}
		}
	}
}
