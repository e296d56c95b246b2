package phrases

import (
	"fmt"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// braces fills in {name}. Translators meet no programming in it, and a part
// that is missing is an error instead of an empty place.
type braces struct{}

// Cacheable says that a parsed message may be kept.
func (braces) Cacheable() bool { return true }

// Parse takes a message apart at its braces; "{{" stands for an opening brace
// that is to be printed, and a closing brace alone stands for itself.
func (braces) Parse(src, _, _ string) (template.ParsedTemplate, error) {
	var (
		t    pieces
		text strings.Builder
	)
	for src != "" {
		open := strings.IndexByte(src, '{')
		if open < 0 {
			text.WriteString(src)
			break
		}
		text.WriteString(src[:open])
		if strings.HasPrefix(src[open:], "{{") {
			text.WriteByte('{')
			src = src[open+2:]
			continue
		}
		end := strings.IndexByte(src[open:], '}')
		if end < 0 {
			return nil, fmt.Errorf("no closing brace in %q", src)
		}
		t = append(t, piece{text: text.String(), part: src[open+1 : open+end]})
		text.Reset()
		src = src[open+end+1:]
	}
	return append(t, piece{text: text.String()}), nil
}

// pieces is a message taken apart: text, then a part, over and over.
type pieces []piece

type piece struct{ text, part string }

// Execute puts the parts in.
func (t pieces) Execute(data any) (string, error) {
	if len(t) == 1 && t[0].part == "" {
		return t[0].text, nil
	}
	parts, _ := data.(V)
	var b strings.Builder
	for _, p := range t {
		b.WriteString(p.text)
		if p.part == "" {
			continue
		}
		v, ok := parts[p.part]
		if !ok {
			return "", fmt.Errorf("no part %q", p.part)
		}
		fmt.Fprint(&b, v)
	}
	return b.String(), nil
}

// keep gives a message back as it is written.
type keep struct{}

// Cacheable says that nothing is kept.
func (keep) Cacheable() bool { return false }

// Parse takes any message.
func (keep) Parse(src, _, _ string) (template.ParsedTemplate, error) { return pieces{{text: src}}, nil }
