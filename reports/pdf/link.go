package pdf

import (
	"fmt"
	"strconv"
	"strings"
)

// links are the addresses that a file names among its sources. Only they
// become links: what people wrote is text, wherever it seems to lead.
type links map[string]bool

// note takes the addresses of a list of works in.
func (l *links) note(works []string) {
	if *l == nil {
		*l = links{}
	}
	for _, w := range works {
		for _, word := range strings.Fields(w) {
			if address := strings.TrimRight(word, ".,;)"); isAddress(address) {
				(*l)[address] = true
			}
		}
	}
}

// isAddress tells an address as a link of a PDF holds it: in plain signs.
func isAddress(word string) bool {
	plain := strings.IndexFunc(word, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
	return plain && (strings.HasPrefix(word, "https://") || strings.HasPrefix(word, "http://"))
}

// stretch is a piece of a line: an address that leads somewhere, or other text.
type stretch struct {
	text    string
	address bool
}

// stretches cuts a line at its addresses. One that goes on in the next line is
// none of those named, and stays text.
func (l links) stretches(line string) []stretch {
	if !strings.Contains(line, "://") {
		return []stretch{{text: line}}
	}
	var out []stretch
	rest, before := line, ""
	for _, word := range strings.Fields(line) {
		at := strings.Index(rest, word)
		address := strings.TrimRight(word, ".,;)")
		before += rest[:at]
		rest = rest[at+len(word):]
		if !l[address] {
			before += word
			continue
		}
		if before != "" {
			out = append(out, stretch{text: before})
		}
		out = append(out, stretch{text: address, address: true})
		before = word[len(address):]
	}
	if before += rest; before != "" {
		out = append(out, stretch{text: before})
	}
	return out
}

// link is a place on a page that leads to an address.
type link struct {
	address string
	page    int // from 0
	at      box
	element int // in the tree
}

// text draws a line. An address is marked content of its own, held by a link
// in the tree, together with the place that can be clicked.
func (p *press) text(m mark) {
	all := p.links.stretches(string(m.text))
	for i, s := range all {
		if !s.address {
			p.beginContent()
			p.tags.stretch(m)
			p.doc.Text(m.x, m.y, s.text)
			if i < len(all)-1 {
				m.x += p.doc.GetStringWidth(s.text)
			}
			continue
		}
		width := p.doc.GetStringWidth(s.text)
		p.endContent()
		mcid, element, ok := p.tags.link(p.number, len(p.leads))
		if !ok { // nothing that is read aloud
			p.beginContent()
			p.doc.Text(m.x, m.y, s.text)
			m.x += width
			continue
		}
		p.doc.RawWriteStr("/Link <</MCID " + strconv.Itoa(mcid) + ">> BDC")
		p.doc.Text(m.x, m.y, s.text)
		p.doc.RawWriteStr("EMC")
		high := m.size * mmPerPt
		p.leads = append(p.leads, link{address: s.text, page: p.number, at: box{m.x, m.y - 0.8*high, width, high}, element: element})
		m.x += width
	}
}

// object writes the place; parent is its number in the way back to the tree.
func (l link) object(parent int) []byte {
	k := 1 / mmPerPt
	to := literal(text(l.address))
	return fmt.Appendf(nil, "<</Type/Annot/Subtype/Link/Rect[%.2f %.2f %.2f %.2f]/Border[0 0 0]/F 4/P %d 0 R/StructParent %d/Contents%s/A<</S/URI/URI%s>>>>",
		l.at.x*k, (pageHeight-l.at.y-l.at.h)*k, (l.at.x+l.at.w)*k, (pageHeight-l.at.y)*k, pageObject(l.page), parent, to, to)
}
