package form

import (
	"io"
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// A theme says which ground the colours are for. The terminal is not asked,
// because the question can stall for seconds.
type theme int

const (
	onEither theme = iota // readable on white and on black
	onLight
	onDark
	noColour // bold only
)

// tone is the colour of a role: hex for each ground, and the number of the 16
// colours for light and dark; "" is the terminal's own.
type tone struct {
	light, dark, either string
	light16, dark16     string
	bold                bool
}

// tones lists the roles of the screens. Ink and strong have no colour of
// their own: they are the terminal's.
func tones() map[string]tone {
	return map[string]tone{
		"ink":     {},
		"strong":  {bold: true},
		"quiet":   {light: "#46525E", dark: "#B3BDC6", either: "#757575"},
		"accent":  {light: "#0E5A6B", dark: "#6FC3D0", either: "#00829A", light16: "4", dark16: "14", bold: true},
		"saved":   {light: "#0E5A6B", dark: "#6FC3D0", either: "#00829A", light16: "4", dark16: "14"},
		"notice":  {light: "#8A5A00", dark: "#F0B94A", either: "#A56800", dark16: "11"},
		"trouble": {light: "#96401F", dark: "#F0886A", either: "#C2512F", light16: "1", dark16: "9", bold: true},
		"rule":    {light: "#C6CDD3", dark: "#35404A"},
		"inPlace": {light: "#0E5A6B", dark: "#6FC3D0", either: "#00829A", light16: "4", dark16: "14", bold: true},
		"partial": {light: "#35747E", dark: "#9FCBD0", either: "#00829A", light16: "4", dark16: "6"},
		"absent":  {light: "#85590F", dark: "#E0B46A", either: "#A56800", dark16: "11"},
	}
}

// look is how a terminal is drawn on: one style per role, and whether symbols
// are kept to ASCII.
type look struct {
	ascii  bool
	styles map[string]lipgloss.Style
}

// newLook chooses theme, colours and symbols from the environment.
func newLook(getenv func(string) string) *look {
	if getenv == nil {
		getenv = func(string) string { return "" }
	}
	profile := colours(getenv)
	ground := themeOf(getenv)
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(profile)
	r.SetHasDarkBackground(true) // settled, so that nothing asks the terminal
	l := &look{ascii: getenv("CSI_ASCII") != "", styles: map[string]lipgloss.Style{}}
	for role, t := range tones() {
		s := r.NewStyle().Bold(t.bold)
		if c := t.on(ground, profile); c != "" {
			s = s.Foreground(lipgloss.Color(c))
		}
		l.styles[role] = s
	}
	return l
}

// on gives the colour for a ground, "" for the terminal's own.
func (t tone) on(ground theme, profile termenv.Profile) string {
	if profile == termenv.ANSI {
		switch ground {
		case onLight:
			return t.light16
		case onDark:
			return t.dark16
		}
		return ""
	}
	switch ground {
	case onLight:
		return t.light
	case onDark:
		return t.dark
	case onEither:
		return t.either
	}
	return ""
}

// themeOf reads CSI_THEME, else COLORFGBG where the terminal sets it. NO_COLOR
// takes all colour and leaves bold.
func themeOf(getenv func(string) string) theme {
	if getenv("NO_COLOR") != "" {
		return noColour
	}
	switch getenv("CSI_THEME") {
	case "light":
		return onLight
	case "dark":
		return onDark
	case "plain":
		return noColour
	}
	parts := strings.Split(getenv("COLORFGBG"), ";")
	ground, err := strconv.Atoi(parts[len(parts)-1])
	switch {
	case err != nil || len(parts) < 2:
		return onEither
	case ground == 7 || ground >= 9 && ground <= 15:
		return onLight
	}
	return onDark
}

// colours says how many colours the terminal has. It is never none: that
// would take bold as well.
func colours(getenv func(string) string) termenv.Profile {
	switch term := getenv("TERM"); {
	case getenv("COLORTERM") == "truecolor", getenv("COLORTERM") == "24bit", getenv("WT_SESSION") != "",
		strings.HasSuffix(term, "-direct"):
		return termenv.TrueColor
	case strings.Contains(term, "256color"):
		return termenv.ANSI256
	}
	return termenv.ANSI
}

// in draws a text in a role.
func (l *look) in(role, text string) string {
	if text == "" {
		return ""
	}
	return l.styles[role].Render(text)
}

// symbols maps each symbol of the screens to what ASCII has for it.
func symbols() []string {
	return []string{
		"↑↓", "Up/Down", "■", "#", "▄", "+", "□", "-", "– ", "/ ", "–", "-", "─", "-", "│", "|", "•", "*", "›", ">",
		"↑", "^", "↓", "v", "←", "<-", "√", "*", "·", "-", "…", "...", "█", "#", "▒", "+", "░", ".",
		"’", "'", "‘", "'", "“", `"`, "”", `"`, "—", "-", "\u00A0", " ",
	}
}

// text keeps a text to what the terminal can show.
func (l *look) text(s string) string {
	if !l.ascii {
		return s
	}
	return strings.NewReplacer(symbols()...).Replace(s)
}

// ellipsis is the sign of something left out.
func (l *look) ellipsis() string { return l.text("…") }

// bar draws done of all as a bar of n columns.
func (l *look) bar(done, all, n int) string {
	full, empty := "█", "·"
	if l.ascii {
		full, empty = "#", "."
	}
	filled := 0
	if all > 0 {
		filled = done * n / all
	}
	return strings.Repeat(full, filled) + strings.Repeat(empty, n-filled)
}

// tint colours the ratings and bars of a text that came without colour. The
// words say the same.
func (l *look) tint(line string) string {
	var b strings.Builder
	for line != "" {
		i := strings.IndexAny(line, "■▄□█▒░")
		if i < 0 {
			break
		}
		b.WriteString(line[:i])
		line = line[i:]
		sign, _ := cutAt(line, 1)
		n := len(sign)
		switch sign {
		case "█", "▒", "░":
			for strings.HasPrefix(line[n:], sign) {
				n += len(sign)
			}
		default:
			if end := strings.Index(line, "  "); end > 0 {
				n = end
			} else {
				n = len(line)
			}
		}
		b.WriteString(l.in(map[string]string{"■": "inPlace", "▄": "partial", "□": "absent", "█": "saved", "▒": "partial", "░": "quiet"}[sign], line[:n]))
		line = line[n:]
	}
	b.WriteString(line)
	return b.String()
}
