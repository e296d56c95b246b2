// Package ground keeps bubbletea from asking the terminal for its background
// colour. bubbletea v1 does so in its init, in every command of a binary that
// holds it, and waits up to five seconds where nobody answers: under a script,
// in a recording, on a bare pseudo-terminal.
package ground

import "github.com/charmbracelet/lipgloss"

// This is the one init of the project: nothing else runs before bubbletea's.
// Go initialises packages that are ready in the order of their import paths,
// and "csi/…" comes before "github.com/charmbracelet/bubbletea". With the
// ground settled, lipgloss has nothing to ask. The colours do not depend on
// it: package form chooses its theme itself.
func init() {
	lipgloss.SetHasDarkBackground(true)
}
