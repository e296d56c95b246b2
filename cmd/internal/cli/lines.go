package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lines prints wrapped lines and keeps the first error.
type lines struct {
	w     io.Writer
	width int // 0 stands for 80
	err   error
}

// columns gives the width of a line.
func (l *lines) columns() int {
	if l.width == 0 {
		return 80
	}
	return l.width
}

// say prints a text, wrapped and indented; nothing for "".
func (l *lines) say(indent int, text string) {
	if text == "" || l.err != nil {
		return
	}
	_, l.err = fmt.Fprintln(l.w, wrap(text, l.columns(), indent))
}

// hang prints a text beside its label; further lines start under the text.
func (l *lines) hang(indent int, label, text string) {
	if l.err != nil {
		return
	}
	column := indent + utf8.RuneCountInString(label)
	wrapped := wrap(text, l.columns(), column)
	if len(wrapped) > column {
		wrapped = wrapped[column:]
	}
	_, l.err = fmt.Fprintln(l.w, strings.Repeat(" ", indent)+label+wrapped)
}

// gap prints an empty line.
func (l *lines) gap() {
	if l.err == nil {
		_, l.err = fmt.Fprintln(l.w)
	}
}

// breakable reports where a line may break: at a space, but not at one that
// holds two words together, as before a French colon.
func breakable(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' }

// wrap breaks a text at spaces so that no line, indentation included, is
// longer than width. A word that is longer stands alone.
func wrap(text string, width, indent int) string {
	space := strings.Repeat(" ", indent)
	var b strings.Builder
	column := 0
	for _, word := range strings.FieldsFunc(text, breakable) {
		n := utf8.RuneCountInString(word)
		switch {
		case column == 0:
			b.WriteString(space)
			column = indent
		case column+1+n > width:
			b.WriteString("\n" + space)
			column = indent
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	return b.String()
}
