package form

import (
	"fmt"
	"strings"
	"testing"

	"csi/assess"

	"github.com/google/go-cmp/cmp"
)

// sheetItems are twelve items of four points; the third of each four may be
// not applicable, for two reasons.
func sheetItems() []*assess.Item {
	var out []*assess.Item
	for i := range 12 {
		it := &assess.Item{ID: fmt.Sprint("i", i+1), Anchors: []assess.Anchor{{Value: 0}, {Value: 1}, {Value: 2}, {Value: 3}}}
		if i%4 == 2 {
			it.NotApplicable, it.Reasons = true, []string{"law", "none"}
		}
		out = append(out, it)
	}
	return out
}

// TestReadEntry: each line with what it says, as "number sign" of each item, or
// why it is refused.
func TestReadEntry(t *testing.T) {
	t.Parallel()
	items := sheetItems()
	for line, want := range map[string]string{
		"2 1 1 0":    "1 2, 2 1, 3 1, 4 0",
		"2110":       "1 2, 2 1, 3 1, 4 0",
		"21 10":      "1 2, 2 1, 3 1, 4 0",
		"2,1,n2,-":   "1 2, 2 1, 3 n2, 4 -",
		"21n2d":      "1 2, 2 1, 3 n2, 4 ?",
		"  ?  – 3":   "1 ?, 2 -, 3 3",
		"2":          "1 2",
		"12 b":       "12 1",
		"12 B":       "12 1",
		"11 n2":      "11 n2",
		"12 ?":       "12 ?",
		"12 3":       "12 3",
		"12: d":      "letter_d",
		"12 d":       "letter_d",
		"3: n1":      "3 n1",
		"#3 2":       "3 2",
		"3=2":        "3 2",
		"3 c":        "3 2",
		"12 e":       "sign",
		"12 n":       "sign",
		"11 n":       "sign",
		"13 b":       "no_item",
		"0: b":       "no_item",
		"2 1":        "either",
		"1 ?":        "either",
		"3 n1":       "either",
		"2 1 1 0 0":  "too_many",
		"21100":      "too_many",
		"2 1 4 0":    "sign",
		"2 1 n 0":    "sign",
		"2 n":        "either",
		"n111":       "sign",
		"abc":        "sign",
		"1 2 x":      "sign",
		"1 2 ü":      "sign",
		"999999: 1":  "sign",
		"1 2 \x00 3": "sign",
	} {
		got, fault := readEntry(items, 0, 4, line, "unsaid")
		var parts []string
		for _, x := range got {
			parts = append(parts, fmt.Sprint(x.item+1, " ", assess.SignOf(items[x.item], x.response)))
		}
		said := strings.Join(parts, ", ")
		if fault != nil {
			said = fault.id
		}
		if diff := cmp.Diff(want, said); diff != "" {
			t.Errorf("%q (-want +got):\n%s", line, diff)
		}
	}
}

// FuzzReadEntry: a line is taken whole or not at all, and never reaches beyond
// the sheet.
func FuzzReadEntry(f *testing.F) {
	for _, seed := range []string{"2 1 1 0", "12 b", "n2", "3: n1", "\xff", "# 1 2"} {
		f.Add(seed)
	}
	items := sheetItems()
	f.Fuzz(func(t *testing.T, line string) {
		got, fault := readEntry(items, 4, 8, line, "unsaid")
		if fault != nil && got != nil {
			t.Errorf("%q: refused, and %v taken", line, got)
		}
		for _, x := range got {
			if x.item < 0 || x.item >= len(items) || x.response.State == assess.Answered && x.response.Value > 3 {
				t.Errorf("%q: found %+v", line, x)
			}
		}
	})
}
