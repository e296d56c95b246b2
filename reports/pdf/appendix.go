package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strconv"
	"unicode/utf16"
)

// version is the first line of a file with compressed objects, as long as
// gofpdf's own.
const version = "%PDF-1.5\n"

var errLayout = errors.New("found a file of another layout; expected that of gofpdf")

// appendix is what is appended to a finished file: the tree of its content, the
// pages and the catalog that point to it, and a table of where they are. The
// bytes before stay as they are, but for the version in the first line.
//
// The tree has an object for each heading, paragraph and cell, some thousand
// in a report. They are packed into one compressed stream, which a reader
// finds by a table that is itself a stream (a hybrid file, ISO 32000-1,
// 7.5.8.4); pages and catalog stand in the open.
type appendix struct {
	old     []byte
	out     bytes.Buffer
	size    int   // the number after the highest object
	root    int   // of the catalog
	info    int   // of the title and dates
	table   int   // offset of the old table
	offsets []int // of the old objects, 0 is unused
}

// addTags appends the tree to a file that gofpdf wrote.
func addTags(file []byte, t *tags, widgets []widget, leads []link, language string) ([]byte, error) {
	if !bytes.HasPrefix(file, []byte("%PDF-1.3\n")) {
		return nil, errLayout
	}
	u := &appendix{old: file}
	if err := u.readTrailer(); err != nil {
		return nil, err
	}
	first := u.size // the document; its elements follow
	root, parents := first+len(t.elements), first+len(t.elements)+1
	f := newFillable(widgets, parents+1)
	target := f.next // the first link
	stream := target + len(leads)
	index := stream + 1
	u.out.Write(file)
	copy(u.out.Bytes(), version)
	at := map[int]int{}
	pages := len(t.pages)
	for i := range t.pages {
		at[pageObject(i)] = u.out.Len()
		if err := u.extend(pageObject(i), fmt.Sprintf("/StructParents %d\n/Tabs /S%s", i, annots(i, f, leads, target))); err != nil {
			return nil, err
		}
	}
	for i, x := range f.looks {
		at[f.look+i] = u.out.Len()
		fmt.Fprintf(&u.out, "%d 0 obj\n%s\nendobj\n", f.look+i, x)
	}
	for i, l := range leads {
		at[target+i] = u.out.Len()
		fmt.Fprintf(&u.out, "%d 0 obj\n%s\nendobj\n", target+i, l.object(pages+len(widgets)+i))
	}
	more := fmt.Sprintf("/MarkInfo <</Marked true>>\n/StructTreeRoot %d 0 R\n/ViewerPreferences <</DisplayDocTitle true>>", root)
	if len(widgets) > 0 {
		more += fmt.Sprintf("\n/AcroForm %d 0 R", f.first)
	}
	if language != "" {
		more += "\n/Lang " + string(literal(text(language)))
	}
	at[u.root] = u.out.Len()
	if err := u.extend(u.root, more); err != nil {
		return nil, err
	}
	objects := make([][]byte, 0, len(t.elements)+2)
	for i := range t.elements {
		objects = append(objects, t.elements[i].object(first, root, f, target))
	}
	objects = append(objects,
		fmt.Appendf(nil, "<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>", first, parents, pages+len(widgets)+len(leads)),
		t.parentTree(first, widgets, leads, pages))
	objects = append(objects, f.objects(pages)...)
	at[stream] = u.out.Len()
	u.pack(stream, first, objects)
	at[index] = u.out.Len()
	u.index(index, stream, first, len(objects))
	u.trailer(at, index)
	return u.out.Bytes(), nil
}

// pageObject gives the object of a page, counted from 0: gofpdf writes pages
// first, each followed by its content.
func pageObject(i int) int { return 3 + 2*i }

// readTrailer finds the objects of the file.
func (u *appendix) readTrailer() error {
	at := bytes.LastIndex(u.old, []byte("\ntrailer\n"))
	if at < 0 {
		return errLayout
	}
	if _, err := fmt.Sscanf(string(u.old[at:]), "\ntrailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n>>\nstartxref\n%d\n", &u.size, &u.root, &u.info, &u.table); err != nil {
		return errLayout
	}
	if u.table < 0 || u.table > at || u.size < 0 {
		return errLayout
	}
	rows := u.old[u.table:at]
	head := "xref\n0 " + strconv.Itoa(u.size) + "\n"
	if !bytes.HasPrefix(rows, []byte(head)) || len(rows) < len(head)+20*u.size-1 {
		return errLayout
	}
	u.offsets = make([]int, u.size)
	for i := range u.offsets {
		n, err := strconv.Atoi(string(rows[len(head)+20*i:][:10]))
		if err != nil {
			return errLayout
		}
		u.offsets[i] = n
	}
	return nil
}

// extend writes a dictionary of the file again with more in it.
func (u *appendix) extend(object int, more string) error {
	if object >= len(u.offsets) {
		return errLayout
	}
	body := u.old[u.offsets[object]:u.table]
	end := bytes.Index(body, []byte(">>\nendobj"))
	if end < 0 || !bytes.HasPrefix(body, fmt.Appendf(nil, "%d 0 obj\n<<", object)) {
		return errLayout
	}
	u.out.Write(bytes.TrimRight(body[:end], "\n"))
	u.out.WriteString("\n" + more + "\n>>\nendobj\n")
	return nil
}

// pack writes objects, numbered from first on, as one compressed stream.
func (u *appendix) pack(stream, first int, objects [][]byte) {
	var head, body []byte
	for i, o := range objects {
		head = strconv.AppendInt(head, int64(first+i), 10)
		head = append(head, ' ')
		head = strconv.AppendInt(head, int64(len(body)), 10)
		head = append(head, ' ')
		body = append(append(body, o...), '\n')
	}
	data := newPacker().pack(head, body)
	fmt.Fprintf(&u.out, "%d 0 obj\n<</Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d>>\nstream\n", stream, len(objects), len(head), len(data))
	u.out.Write(data)
	u.out.WriteString("\nendstream\nendobj\n")
}

// index writes where the packed objects are.
func (u *appendix) index(object, stream, first, count int) {
	rows := make([]byte, 0, 8*count) // each as the difference from the row above
	before := make([]byte, 7)
	for i := range count {
		row := binary.BigEndian.AppendUint32([]byte{2}, uint32(stream))
		row = binary.BigEndian.AppendUint16(row, uint16(i))
		rows = append(rows, 2)
		for k := range row {
			rows = append(rows, row[k]-before[k])
		}
		before = row
	}
	data := newPacker().pack(rows)
	fmt.Fprintf(&u.out, "%d 0 obj\n<</Type /XRef /Size %d /Index [%d %d] /W [1 4 2] /Root %d 0 R /Info %d 0 R /Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns 7>> /Length %d>>\nstream\n",
		object, object+1, first, count, u.root, u.info, len(data))
	u.out.Write(data)
	u.out.WriteString("\nendstream\nendobj\n")
}

// trailer writes the table of what stands in the open, and the end.
func (u *appendix) trailer(at map[int]int, index int) {
	table := u.out.Len()
	u.out.WriteString("xref\n")
	for object := range index + 1 {
		if where, ok := at[object]; ok {
			fmt.Fprintf(&u.out, "%d 1\n%010d 00000 n \n", object, where)
		}
	}
	fmt.Fprintf(&u.out, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n/Prev %d\n/XRefStm %d\n>>\nstartxref\n%d\n%%%%EOF\n",
		index+1, u.root, u.info, u.table, at[index], table)
}

// object writes an element; the document has the number first, the first link
// the number target.
func (e *element) object(first, root int, f *fillable, target int) []byte {
	parent := root
	if e.kind != "Document" {
		parent = first + e.parent
	}
	out := fmt.Appendf(nil, "<</S/%s/P %d 0 R", e.kind, parent)
	if e.alt != "" {
		out = append(append(out, "/Alt"...), literal(e.alt)...)
	}
	if e.lang != "" {
		out = append(append(out, "/Lang"...), literal(e.lang)...)
	}
	if e.kind == "Figure" {
		k := 1 / mmPerPt
		b := e.extent
		out = fmt.Appendf(out, "/A<</O/Layout/Placement/Block/BBox[%.0f %.0f %.0f %.0f]>>",
			math.Floor(b.x*k), math.Floor((pageHeight-b.y-b.h)*k), math.Ceil((b.x+b.w)*k), math.Ceil((pageHeight-b.y)*k))
	} else if e.attr != "" {
		out = append(append(append(out, "/A<<"...), e.attr...), ">>"...)
	}
	page := -1
	for _, k := range e.kids {
		if k.element == 0 {
			page = k.page
			out = fmt.Appendf(out, "/Pg %d 0 R", pageObject(page))
			break
		}
	}
	switch {
	case len(e.kids) == 0:
		return append(out, ">>"...)
	case len(e.kids) == 1 && page >= 0 && e.kids[0].widget == 0:
		return fmt.Appendf(out, "/K %d>>", e.kids[0].mcid)
	}
	out = append(out, "/K["...)
	for i, k := range e.kids {
		if i > 0 {
			out = append(out, ' ')
		}
		switch {
		case k.element != 0:
			out = fmt.Appendf(out, "%d 0 R", first+k.element)
		case k.widget != 0:
			out = fmt.Appendf(out, "<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>", pageObject(k.page), f.box(k.widget-1))
		case k.link != 0:
			out = fmt.Appendf(out, "<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>", pageObject(k.page), target+k.link-1)
		case k.page == page:
			out = strconv.AppendInt(out, int64(k.mcid), 10)
		default:
			out = fmt.Appendf(out, "<</Type/MCR/Pg %d 0 R/MCID %d>>", pageObject(k.page), k.mcid)
		}
	}
	return append(out, "]>>"...)
}

// parentTree leads from each run on each page, and from each place that can be
// filled in or clicked, back to its element.
func (t *tags) parentTree(first int, widgets []widget, leads []link, pages int) []byte {
	out := []byte("<</Nums[")
	for i, list := range t.pages {
		out = fmt.Appendf(out, "%d[", i)
		for _, e := range list {
			out = fmt.Appendf(out, "%d 0 R ", first+e)
		}
		out = append(out, ']')
	}
	for i, w := range widgets {
		out = fmt.Appendf(out, " %d %d 0 R", pages+i, first+w.element)
	}
	for i, l := range leads {
		out = fmt.Appendf(out, " %d %d 0 R", pages+len(widgets)+i, first+l.element)
	}
	return append(out, "]>>"...)
}

// annots is what a page says of its places to fill in and its links.
func annots(page int, f *fillable, leads []link, target int) string {
	var out []byte
	for i, w := range f.widgets {
		if w.page == page {
			out = fmt.Appendf(out, " %d 0 R", f.box(i))
		}
	}
	for i, l := range leads {
		if l.page == page {
			out = fmt.Appendf(out, " %d 0 R", target+i)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "\n/Annots [" + string(out[1:]) + "]"
}

// literal writes a text as a string of PDF: plain where it can be, else UTF-16.
func literal(s text) []byte {
	out := []byte{'('}
	put := func(b byte) {
		if b == '(' || b == ')' || b == '\\' || b == '\r' {
			out = append(out, '\\')
			if b == '\r' {
				b = 'r'
			}
		}
		out = append(out, b)
	}
	wide := false
	for _, r := range string(s) {
		wide = wide || r > '~'
	}
	if !wide {
		for i := range len(s) {
			put(s[i])
		}
		return append(out, ')')
	}
	put(0xFE)
	put(0xFF)
	for _, c := range utf16.Encode([]rune(string(s))) {
		put(byte(c >> 8))
		put(byte(c))
	}
	return append(out, ')')
}
