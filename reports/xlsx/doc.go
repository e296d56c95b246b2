// Package xlsx writes a reports.Workbook as an Office Open XML spreadsheet and
// reads such files back. It decides nothing: words, numbers and locks come
// with the value.
//
// It is written against ECMA-376 with the standard library alone. The library
// of choice, excelize v2.11.0, builds tables of 1.3 MB when a program starts,
// whether a spreadsheet is wanted or not: "csi --version" took 7.0 ms with it
// and 5.7 ms without. So it only checks this package, in its tests.
//
// Files are the same bytes for the same value, name no author and no path, and
// hold no formula: a text that begins like one is marked as a text
// (quotePrefix). Reading takes values only, never follows a link, and bounds
// what a file may unpack to.
package xlsx
