package pdf

import (
	"fmt"
	"slices"
)

// field is a place to fill in on a screen.
type field struct {
	name  string // fields of one name are boxes of which one can be chosen
	value string // what the field holds when this box is chosen; of a text what stands in it
	group text   // what is asked, for readers that cannot see it
	tip   text   // what this box says
	kind  fieldKind
}

type fieldKind uint8

const (
	boxField    fieldKind = iota // one of several boxes
	textField                    // up to three digits
	hiddenField                  // holds its value; nobody sees or changes it
)

// widget is a field at its place on a page.
type widget struct {
	field
	page    int // from 0
	at      box
	element int // in the tree
}

// fillable is the form of a document: objects that stand in the appendix, from
// number first on. The library that draws cannot make them.
//
//	first              the form
//	first+1            the font of typed text
//	then               the names of fields, then the places on the pages
//	then               how a chosen box looks, one for each size; an empty box
type fillable struct {
	widgets []widget
	names   []string
	first   int
	look    int // number of the first look
	looks   [][]byte
	sizes   []box // of looks, in the same order; the empty one follows
	next    int   // the number after the last object
}

func newFillable(widgets []widget, first int) *fillable {
	f := &fillable{widgets: widgets, first: first, look: first, next: first}
	if len(widgets) == 0 {
		return f
	}
	for _, w := range widgets {
		if !slices.Contains(f.names, w.name) {
			f.names = append(f.names, w.name)
		}
		size := box{w: w.at.w, h: w.at.h}
		if w.kind == boxField && !slices.Contains(f.sizes, size) {
			f.sizes = append(f.sizes, size)
			f.looks = append(f.looks, cross(size))
		}
	}
	f.looks = append(f.looks, []byte("<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Length 0>>\nstream\n\nendstream"))
	f.look = first + 2 + len(f.names) + len(widgets)
	f.next = f.look + len(f.looks)
	return f
}

// cross draws a chosen box: two strokes from corner to corner.
func cross(b box) []byte {
	k := 1 / mmPerPt
	w, h, in := b.w*k, b.h*k, 0.2*b.w*k
	draw := fmt.Sprintf("q 0.055 0.353 0.42 RG %.2f w 1 J %.2f %.2f m %.2f %.2f l %.2f %.2f m %.2f %.2f l S Q",
		0.16*w, in, in, w-in, h-in, in, h-in, w-in, in)
	return fmt.Appendf(nil, "<</Type/XObject/Subtype/Form/BBox[0 0 %.2f %.2f]/Length %d>>\nstream\n%s\nendstream", w, h, len(draw), draw)
}

// name gives the object of a field, box that of a place.
func (f *fillable) name(n string) int { return f.first + 2 + slices.Index(f.names, n) }
func (f *fillable) box(i int) int     { return f.first + 2 + len(f.names) + i }

// objects writes the form, its font, its fields and its places.
func (f *fillable) objects(pages int) [][]byte {
	if len(f.widgets) == 0 {
		return nil
	}
	form := []byte("<</Fields[")
	for _, n := range f.names {
		form = fmt.Appendf(form, "%d 0 R ", f.name(n))
	}
	form = fmt.Appendf(form, "]/DA(/Helv 11 Tf 0 g)/DR<</Font<</Helv %d 0 R>>>>>>", f.first+1)
	out := [][]byte{form, []byte("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")}
	for _, n := range f.names {
		out = append(out, f.fieldObject(n))
	}
	for i := range f.widgets {
		out = append(out, f.boxObject(i, pages+i))
	}
	return out
}

// fieldObject writes what all places of a name have in common.
func (f *fillable) fieldObject(name string) []byte {
	var kids []byte
	var one *widget
	for i := range f.widgets {
		if f.widgets[i].name == name {
			kids = fmt.Appendf(kids, "%d 0 R ", f.box(i))
			one = &f.widgets[i]
		}
	}
	out := fmt.Appendf(nil, "<</T%s/TU%s/Kids[%s]", literal(text(name)), literal(one.group), kids)
	switch one.kind {
	case textField:
		return append(out, "/FT/Tx/MaxLen 3/DA(/Helv 11 Tf 0 g)/V()>>"...)
	case hiddenField:
		return fmt.Appendf(out, "/FT/Tx/Ff 1/DA(/Helv 11 Tf 0 g)/V%s>>", literal(text(one.value)))
	}
	const radio = 1 << 15
	return fmt.Appendf(out, "/FT/Btn/Ff %d/V/Off>>", radio)
}

// boxObject writes one place; parent is its number in the way back to the tree.
func (f *fillable) boxObject(i, parent int) []byte {
	w := f.widgets[i]
	k := 1 / mmPerPt
	out := fmt.Appendf(nil, "<</Type/Annot/Subtype/Widget/Rect[%.2f %.2f %.2f %.2f]/P %d 0 R/Parent %d 0 R/StructParent %d",
		w.at.x*k, (pageHeight-w.at.y-w.at.h)*k, (w.at.x+w.at.w)*k, (pageHeight-w.at.y)*k, pageObject(w.page), f.name(w.name), parent)
	empty := f.look + len(f.looks) - 1
	switch w.kind {
	case hiddenField:
		return fmt.Appendf(out, "/F 2/AP<</N %d 0 R>>>>", empty)
	case textField:
		return fmt.Appendf(out, "/F 4/MK<<>>/AP<</N %d 0 R>>>>", empty)
	}
	chosen := f.look + slices.Index(f.sizes, box{w: w.at.w, h: w.at.h})
	return fmt.Appendf(out, "/F 4/TU%s/AS/Off/MK<</CA(8)>>/AP<</N<</%s %d 0 R/Off %d 0 R>>>>>>", literal(w.tip), w.value, chosen, empty)
}
