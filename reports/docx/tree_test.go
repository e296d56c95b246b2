package docx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// node is an element of a part.
type node struct {
	name string
	at   map[string]string
	text string // character data directly in it
	kids []*node
}

// tree reads a part; what is not well-formed fails the test.
func tree(tb testing.TB, name, text string) *node {
	tb.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	root := &node{}
	open := []*node{root}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			tb.Fatalf("%s is not well-formed: %v", name, err)
		}
		top := open[len(open)-1]
		switch x := token.(type) {
		case xml.StartElement:
			n := &node{name: x.Name.Local, at: map[string]string{}}
			for _, a := range x.Attr {
				n.at[a.Name.Local] = a.Value
			}
			top.kids = append(top.kids, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.text += string(x)
		}
	}
	if len(root.kids) != 1 {
		tb.Fatalf("%s has %d roots", name, len(root.kids))
	}
	return root.kids[0]
}

// kid gives the first child of that name; nil for none.
func (n *node) kid(name string) *node {
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

// all gives every element of that name below n, in order.
func (n *node) all(name string) []*node {
	var out []*node
	for _, k := range n.kids {
		if k.name == name {
			out = append(out, k)
		}
		out = append(out, k.all(name)...)
	}
	return out
}

// value gives the attribute "val" of a grandchild: value("pPr", "pStyle").
func (n *node) value(group, name string) string {
	if g := n.kid(group); g != nil {
		if v := g.kid(name); v != nil {
			return v.at["val"]
		}
	}
	return ""
}

// words gives the text of a paragraph; a tab is one, a break a line end.
func (n *node) words() string {
	var b strings.Builder
	for _, k := range n.kids {
		switch k.name {
		case "t":
			b.WriteString(k.text)
		case "tab":
			b.WriteString("\t")
		case "br":
			b.WriteString("\n")
		case "pPr", "rPr":
		default:
			b.WriteString(k.words())
		}
	}
	return b.String()
}

// structure lists what a reader finds: paragraphs with their styles, tables
// row by row.
func structure(body *node) string {
	var b strings.Builder
	for _, n := range body.kids {
		switch n.name {
		case "p":
			style := n.value("pPr", "pStyle")
			if style == "" {
				style = "Normal"
			}
			if style != "Gap" {
				fmt.Fprintf(&b, "[%s] %s\n", style, plainly(n.words()))
			}
		case "tbl":
			fmt.Fprintf(&b, "[%s] %s\n", n.value("tblPr", "tblStyle"), n.value("tblPr", "tblCaption"))
			if alt := n.value("tblPr", "tblDescription"); alt != "" {
				fmt.Fprintf(&b, "  shows: %s\n", alt)
			}
			for _, r := range n.all("tr") {
				b.WriteString(rowLine(r))
			}
		}
	}
	return b.String()
}

func rowLine(r *node) string {
	var cells []string
	for _, c := range r.all("tc") {
		var lines []string
		for _, p := range c.all("p") {
			if w := p.words(); w != "" {
				lines = append(lines, plainly(w))
			}
		}
		cells = append(cells, strings.Join(lines, " / "))
	}
	if strings.Join(cells, "") == "" {
		return "" // bars
	}
	mark := "  | "
	if r.kid("trPr").kid("tblHeader") != nil {
		mark = "  ‖ "
	}
	return strings.TrimRight(mark+strings.Join(cells, " | "), " ") + "\n"
}

// plainly shows spaces that hold as spaces.
func plainly(s string) string {
	return strings.NewReplacer(noBreak, " ", "\t", " → ", "\n", " ¶ ").Replace(s)
}

// orders is the order in which Word wants the properties to stand; a file with
// another order is "damaged" (ISO/IEC 29500-1, annex A).
func orders() map[string][]string {
	return map[string][]string{
		"pPr":       {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "suppressAutoHyphens", "spacing", "ind", "jc", "outlineLvl"},
		"rPr":       {"rStyle", "rFonts", "b", "bCs", "strike", "color", "sz", "szCs", "u", "shd", "lang"},
		"tblPr":     {"tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription"},
		"tcPr":      {"tcW", "gridSpan", "tcBorders", "shd", "vAlign"},
		"trPr":      {"cantSplit", "trHeight", "tblHeader"},
		"tcBorders": {"top", "left", "bottom", "right"},
		"sectPr":    {"headerReference", "footerReference", "pgSz", "pgMar", "titlePg"},
		"style":     {"name", "basedOn", "next", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "pPr", "rPr", "tblPr", "tblStylePr"},
		"tbl":       {"tblPr", "tblGrid", "tr"},
		"tc":        {"tcPr", "p"},
	}
}

// inOrder holds every element to the order of its children.
func inOrder(t *testing.T, part string, n *node) {
	t.Helper()
	if want, ok := orders()[n.name]; ok {
		last := -1
		for _, k := range n.kids {
			at := slices.Index(want, k.name)
			if at < last || at < 0 {
				t.Errorf("%s: <%s> stands in <%s> where Word does not take it", part, k.name, n.name)
				return
			}
			last = at
		}
	}
	for _, k := range n.kids {
		inOrder(t, part, k)
	}
}
