package cli

import (
	"strings"

	"csi/reports"
)

// textOptions says how text is laid out for whoever reads it: a terminal of
// some width and colours, or a pipe.
func (a *app) textOptions(width int, toTerminal bool) reports.TextOptions {
	o := reports.TextOptions{Width: width, Plain: a.asLines || a.env.Getenv("CSI_PLAIN") != "", ASCII: a.env.Getenv("CSI_ASCII") != ""}
	if toTerminal {
		o.Theme, o.Colours = a.theme(), a.colours()
	}
	return o
}

// theme finds out about the background without asking the terminal, which can
// stall for seconds: CSI_THEME, then COLORFGBG, then colours for either.
func (a *app) theme() reports.Theme {
	switch a.env.Getenv("CSI_THEME") {
	case "light":
		return reports.Light
	case "dark":
		return reports.Dark
	case "plain":
		return reports.Plain
	}
	_, ground, found := strings.Cut(a.env.Getenv("COLORFGBG"), ";")
	if i := strings.LastIndexByte(ground, ';'); i >= 0 {
		ground = ground[i+1:]
	}
	switch {
	case !found:
		return reports.Either
	case ground == "7" || ground == "15":
		return reports.Light
	}
	return reports.Dark
}

// colours tells what a terminal can show by what it says of itself.
func (a *app) colours() reports.Colours {
	term := a.env.Getenv("TERM")
	switch {
	case term == "dumb":
		return reports.NoStyle
	case a.env.Getenv("NO_COLOR") != "":
		return reports.BoldOnly
	case a.env.Getenv("COLORTERM") == "truecolor" || a.env.Getenv("COLORTERM") == "24bit":
		return reports.TrueColour
	case strings.Contains(term, "256color"):
		return reports.Colours256
	}
	return reports.Colours16
}
