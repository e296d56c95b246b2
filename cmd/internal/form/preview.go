package form

import (
	"context"
	"strings"

	"csi/assess"
)

// previewHeight is the height of the window that a preview draws: the one of a
// new terminal.
const previewHeight = 24

// Preview draws every item as a person will see it who answers for the first
// time: its screen for a width in columns, without colours, or its lines in
// plain mode. Nothing is asked and nothing can be saved.
func Preview(t Terminal, s *Sitting, width int) string {
	var b strings.Builder
	t.Out = &b
	s.Save = func(*assess.Assessment) error { return ErrStopped }
	if t.Plain {
		k := newTalk(context.Background(), t, s.Phrases)
		k.session = newSession(s, k.say, t.now())
		for i := range k.items {
			k.announce(i, byOrder)
		}
		return b.String()
	}
	getenv := t.Getenv
	t.Getenv = func(key string) string {
		if key == "NO_COLOR" {
			return "1"
		}
		return getenv(key)
	}
	f := newFlow(t, s)
	f.u.w, f.u.h = max(width, leastWidth), previewHeight
	for i := range f.items {
		f.u.show(f.itemScreen(i))
		b.WriteString(folded(f.u.View()))
		b.WriteString("\n\n")
	}
	return b.String()
}

// folded takes out the empty lines that fill up a window, but for one.
func folded(view string) string {
	var lines []string
	for l := range strings.SplitSeq(view, "\n") {
		if l != "" || len(lines) > 0 && lines[len(lines)-1] != "" {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, "\n")
}
