package form

import (
	"regexp"
	"strconv"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// typed is one response of a line.
type typed struct {
	item     int // from 0
	response assess.Response
}

// entryFault is why a line was not taken: the id of a sentence with its parts.
type entryFault struct {
	id    string
	parts phrases.V
}

// readEntry reads a line of a typist. There are two ways to write:
//
//	2110    2 1 1 0     a run: the responses in order, from item at on and not
//	                    beyond item last (both from 0, last excluded)
//	12 b    12: 1       one item by its number, with a value, a letter for the
//	                    box (a is the first) or a sign
//
// A line that could be both, or whose letter could be two things, is refused:
// a response that nobody gave is worse than a line typed again.
func readEntry(items []*assess.Item, at, last int, line, unsaid string) ([]typed, *entryFault) {
	line = strings.ToLower(strings.TrimSpace(strings.NewReplacer(",", " ", ";", " ", "–", "-", "−", "-").Replace(line)))
	if m := byNumber(line); m != nil {
		return readNumbered(items, at, last, m, unsaid)
	}
	words := strings.Fields(line)
	var out []typed
	position := at
	for _, word := range words {
		for word != "" {
			if position >= last {
				return nil, &entryFault{"too_many", phrases.V{"count": last - at, "item": last}}
			}
			it := items[position]
			sign := nextSign(it, word)
			r, ok := assess.ReadSign(it, sign, unsaid)
			if !ok {
				return nil, &entryFault{"sign", phrases.V{"typed": shorten(sign, 20, "…"), "item": position + 1, "signs": assess.Signs(it)}}
			}
			out = append(out, typed{position, r})
			word = word[len(sign):]
			position++
		}
	}
	return out, nil
}

// nextSign cuts the sign of an item off a run: one letter, or n with the number
// of a reason where the item has several.
func nextSign(it *assess.Item, word string) string {
	n := 1
	for n < len(word) && word[n]&0xC0 == 0x80 { // the rest of a letter beyond ASCII
		n++
	}
	if word[0] == 'n' && it.NotApplicable && len(it.Reasons) > 1 && len(word) > 1 && word[1] >= '1' && word[1] <= '9' {
		n = 2
	}
	return word[:n]
}

// numbered is a line for one item.
type numbered struct {
	item     int // from 1
	sign     string
	explicit bool // a colon or the like stands between them
}

// byNumber takes a line apart that names an item; nil for another line.
func byNumber(line string) *numbered {
	m := regexp.MustCompile(`^#?\s*([0-9]{1,3})\s*([:=.)]?)\s*(\S{1,2})$`).FindStringSubmatch(line)
	if m == nil || m[2] == "" && !strings.ContainsAny(line, " \t") {
		return nil
	}
	if m[2] == "" && len(m[3]) == 2 && m[3][0] != 'n' {
		return nil // two runs, such as "21 10"
	}
	n, err := strconv.Atoi(m[1])
	if err != nil || n == 0 && m[2] == "" {
		return nil
	}
	if m[2] == "" && !strings.HasPrefix(strings.TrimLeft(line, "# "), m[1]+" ") {
		return nil
	}
	return &numbered{item: n, sign: m[3], explicit: m[2] != "" || strings.HasPrefix(line, "#")}
}

// readNumbered reads a line for one item.
func readNumbered(items []*assess.Item, at, last int, m *numbered, unsaid string) ([]typed, *entryFault) {
	letter := len(m.sign) == 1 && m.sign[0] >= 'a' && m.sign[0] <= 'g'
	plain := !letter || m.sign == "d"
	if !m.explicit && plain && m.item < 10 && last-at > 0 {
		return nil, &entryFault{"either", phrases.V{"item": m.item, "sign": m.sign}}
	}
	if m.item < 1 || m.item > len(items) {
		return nil, &entryFault{"no_item", phrases.V{"item": m.item, "items": len(items)}}
	}
	it := items[m.item-1]
	sign := m.sign
	if letter {
		value := int(sign[0] - 'a')
		if sign == "d" && it.Max() >= value {
			return nil, &entryFault{"letter_d", phrases.V{"item": m.item, "value": value}}
		}
		if sign != "d" {
			sign = strconv.Itoa(value)
		}
	}
	r, ok := assess.ReadSign(it, sign, unsaid)
	if !ok {
		return nil, &entryFault{"sign", phrases.V{"typed": m.sign, "item": m.item, "signs": assess.Signs(it)}}
	}
	return []typed{{m.item - 1, r}}, nil
}
