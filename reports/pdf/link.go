package pdf

import "strings"

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

func isAddress(word string) bool {
	return strings.HasPrefix(word, "https://") || strings.HasPrefix(word, "http://")
}

// link lays a link over each address of a line that was just drawn. An address
// that goes on in the next line is none of those named, and gets no link.
func (p *press) link(m mark) {
	line := string(m.text)
	if !strings.Contains(line, "://") {
		return
	}
	rest, before := line, ""
	for _, word := range strings.Fields(line) {
		at := strings.Index(rest, word)
		before += rest[:at]
		if address := strings.TrimRight(word, ".,;)"); p.links[address] {
			high := m.size * millimetres
			p.doc.LinkString(m.x+p.doc.GetStringWidth(before), m.y-0.8*high, p.doc.GetStringWidth(address), high, address)
		}
		before += word
		rest = rest[at+len(word):]
	}
}

// millimetres is one point.
const millimetres = 25.4 / 72
