// Package pdf draws a finished report as a PDF. It decides nothing: every
// sentence, number and order comes from reports.Report.
//
// # How a page comes about
//
//	text    one cleaner makes every string settable (text.go)
//	wrap    words become lines by the font's own widths (wrap.go)
//	drawing lines and shapes are recorded, not drawn (drawing.go, shapes.go)
//	block   a recorded piece of known height (book.go)
//	book    blocks are laid on pages; breaks are always the program's own
//	emit    recorded pages become PDF operators (emit.go)
//	tags    roles become a tree, appended to the file (tags.go, appendix.go)
//
// Recording first has three uses: the number of pages is known before the
// first "Page 1 of N" is set, so a page needs no alias and aligns well; tests
// can ask every mark where it stands; and every piece of content lies between
// an open and a close mark that names its role, never across a page, so that
// marked content for screen readers is written there.
//
// # Tagged
//
// While pages are drawn, tags.go grows the tree of headings, paragraphs, lists,
// tables and figures from the roles; the order of drawing is the order of
// reading. gofpdf knows nothing of it: appendix.go adds the tree, the language
// and what points to them after its bytes. No validator has judged the files,
// so they are called tagged and nothing more.
//
// # Why gofpdf only at the very end
//
// The library panics or fails on characters above U+FFFF, draws an empty box
// for a missing glyph, breaks lines at no-break spaces, writes into the font
// bytes it is given and leaves the output to the order of a map. So the
// library sees only cleaned text in a known place, a copy of the fonts and
// fixed dates.
//
// # What cannot be set
//
// The font covers Latin, Greek, Cyrillic, Georgian and Armenian. A run of
// anything else becomes the sign [?], which a reader takes for what it is, an
// editor's mark, and which survives copying; Info.Replaced counts the
// characters it stands for. Nothing is dropped in silence but what has no
// shape anyway: controls, soft hyphens, joiners, direction marks.
//
// The look is specified in the design of the report: grid, type scale,
// colours, symbols, tables.
package pdf
