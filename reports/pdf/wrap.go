package pdf

import (
	"strings"
	"unicode"
)

// span is a run of one style on a line.
type span struct {
	text  text
	bold  bool
	width float64 // mm
}

// line is what stands on one baseline.
type line []span

// width gives the sum of the widths of the spans, in mm.
func (l line) width() float64 {
	w := 0.0
	for _, s := range l {
		w += s.width
	}
	return w
}

// piece is a part of a paragraph in one style.
type piece struct {
	text string
	bold bool
}

// setter turns strings into lines: it owns the cleaner and the widths.
type setter struct {
	faces faces
	clean *cleaner
}

// width gives the width of a text in mm.
func (t *setter) width(bold bool, size float64, s string) float64 {
	f, sum := t.faces.of(bold), 0
	for _, r := range s {
		sum += f.width(r)
	}
	return float64(sum) / 1000 * size * mmPerPt
}

// wrap breaks one text into lines of at most width mm. An empty text has no
// lines.
func (t *setter) wrap(st style, width float64, s string) []line {
	return t.wrapPieces(st, width, []piece{{s, st.bold}})
}

// wrapLines is wrap for text whose line breaks count.
func (t *setter) wrapLines(st style, width float64, s string) []line {
	c := letters{}
	c.add(t, st, st.bold, t.clean.lines(s))
	return c.fill(width)
}

// wrapPieces breaks a paragraph of several styles into lines. Cleaning takes
// the spaces at the ends of a text; between pieces they must stay.
func (t *setter) wrapPieces(st style, width float64, pieces []piece) []line {
	c := letters{}
	for _, p := range pieces {
		clean := t.clean.line(p.text)
		if strings.HasPrefix(p.text, " ") {
			c.add(t, st, p.bold, " ")
		}
		c.add(t, st, p.bold, clean)
		if clean != "" && strings.HasSuffix(p.text, " ") {
			c.add(t, st, p.bold, " ")
		}
	}
	return c.fill(width)
}

// wrapBold breaks s into lines and sets the first place where strong stands in
// it in bold.
func (t *setter) wrapBold(st style, width float64, s, strong string) []line {
	return t.wrapPieces(st, width, embolden(s, strong))
}

// embolden parts s around strong.
func embolden(s, strong string) []piece {
	before, after, found := strings.Cut(s, strong)
	if strong == "" || !found {
		return []piece{{text: s}}
	}
	lead, tail := piece{text: before}, piece{text: after}
	return []piece{lead, {text: strong, bold: true}, tail}
}

// balance wraps s and then narrows the lines as long as there are no more of
// them, so that none is left with a single word.
func (t *setter) balance(st style, width float64, s string) []line {
	c := letters{}
	c.add(t, st, st.bold, t.clean.line(s))
	lines := c.fill(width)
	for w := width - 2; w >= 60 && len(lines) > 1; w -= 2 {
		narrow := c.fill(w)
		if len(narrow) > len(lines) {
			break
		}
		lines = narrow
	}
	return lines
}

// one sets s on one line, cut with an ellipsis when it is wider than width:
// after a whole word, or inside a word that would leave most of the line empty.
func (t *setter) one(st style, width float64, s string) line {
	lines := t.wrap(st, width, s)
	switch len(lines) {
	case 0:
		return nil
	case 1:
		return lines[0]
	}
	if len(lines[0]) == 1 && len(lines[1]) == 1 && lines[0].width() < 0.6*width {
		return t.ellipsis(st, width, line{t.joined(st, lines[0], lines[1])})
	}
	return t.ellipsis(st, width, lines[0])
}

// joined puts what two lines of one style hold on one.
func (t *setter) joined(st style, a, z line) span {
	s := string(a[0].text) + " " + string(z[0].text)
	return span{text(s), st.bold, t.width(st.bold, st.size, s)}
}

// atMost breaks s into lines and keeps at most n of them. A block is never
// split, so whatever is set in one must have an end.
func (t *setter) atMost(st style, width float64, n int, s string) []line {
	return t.most(st, width, n, t.wrap(st, width, s))
}

// most keeps at most n lines; what is cut ends in an ellipsis.
func (t *setter) most(st style, width float64, n int, lines []line) []line {
	if len(lines) <= n {
		return lines
	}
	lines = lines[:n:n]
	lines[n-1] = t.ellipsis(st, width, lines[n-1])
	return lines
}

// ellipsis ends l in an ellipsis within width.
func (t *setter) ellipsis(st style, width float64, l line) line {
	if len(l) == 0 {
		return l
	}
	out := append(line{}, l...)
	last := &out[len(out)-1]
	room := width - (out.width() - last.width)
	runes := []rune(strings.TrimRight(string(last.text), " "))
	for n := len(runes); n >= 0; n-- {
		if n > 0 && n < len(runes) && unicode.Is(unicode.M, runes[n]) {
			continue
		}
		s := strings.TrimRight(string(runes[:n]), " ,;:–") + "…"
		if w := t.width(last.bold, st.size, s); w <= room || n == 0 {
			last.text, last.width = text(s), w
			break
		}
	}
	return out
}

// letters is a paragraph as single characters, with their widths.
type letters struct {
	runes []rune
	bold  []bool
	width []float64
}

// add appends a cleaned text; pieces of one paragraph follow each other
// without more.
func (c *letters) add(t *setter, st style, bold bool, s text) {
	f := t.faces.of(bold)
	for _, r := range string(s) {
		c.runes = append(c.runes, r)
		c.bold = append(c.bold, bold)
		c.width = append(c.width, float64(f.width(r))/1000*st.size*mmPerPt)
	}
}

// fill breaks the characters into lines: at plain spaces; in a word wider than
// the line after one of / . - _ and else at the character, but never before a
// combining mark.
func (c *letters) fill(width float64) []line {
	const slack = 1e-6
	var lines []line
	start, space, soft, used := 0, -1, -1, 0.0
	next := func(end, from int) {
		lines = append(lines, c.cut(start, end))
		start, space, soft, used = from, -1, -1, 0
	}
	for i := 0; i < len(c.runes); i++ {
		r := c.runes[i]
		if r == '\n' {
			next(i, i+1)
			continue
		}
		if r == ' ' {
			space = i
		} else if used+c.width[i] > width+slack && i > start {
			switch {
			case space > start:
				i = space
				next(space, space+1)
			case soft > start:
				i = soft - 1
				next(soft, soft)
			default:
				at := c.letterAt(i, start)
				i = at - 1
				next(at, at)
			}
			continue
		}
		used += c.width[i]
		if strings.ContainsRune("/.-_", r) {
			soft = i + 1
		}
	}
	if start < len(c.runes) {
		next(len(c.runes), len(c.runes))
	}
	return lines
}

// letterAt steps back from i to the start of a letter with its marks, but
// never to start itself.
func (c *letters) letterAt(i, start int) int {
	at := i
	for at > start+1 && unicode.Is(unicode.M, c.runes[at]) {
		at--
	}
	return at
}

// cut makes a line of the characters from start to end without the spaces at
// its end.
func (c *letters) cut(start, end int) line {
	for end > start && c.runes[end-1] == ' ' {
		end--
	}
	for start < end && c.runes[start] == ' ' {
		start++
	}
	var l line
	for start < end {
		k, w := start, 0.0
		for k < end && c.bold[k] == c.bold[start] {
			w += c.width[k]
			k++
		}
		l = append(l, span{text(c.runes[start:k]), c.bold[start], w})
		start = k
	}
	return l
}
