package store

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"csi/questionnaires/yamldoc"
)

// Ending is what the name of every assessment file ends with.
const Ending = ".csi.yaml"

// maxName bounds the part of a file name that comes from a place, in bytes.
// File systems take 255, and the store itself adds to the name.
const maxName = 120

// reserved are names that Windows keeps for devices, whatever their ending.
var reserved = yamldoc.Pattern(`^(con|prn|aux|nul|conin|conout|clock|(com|lpt)[0-9¹²³])$`)

// FileName makes the name of a file from a place: "Dublin" gives
// "dublin.csi.yaml", "Port Example" gives "port-example.csi.yaml". Letters of
// every script stay; all else becomes a hyphen. The result is never empty and
// can be a file name on every system.
func FileName(jurisdiction string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(strings.ToLower(jurisdiction)) {
		keep := unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) && b.Len() > 0 && !gap
		if r == utf8.RuneError || !keep {
			gap = true
			continue
		}
		n := utf8.RuneLen(r)
		if gap && b.Len() > 0 {
			n++
		}
		if b.Len()+n > maxName {
			break
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteRune(r)
		gap = false
	}
	name := b.String()
	switch {
	case name == "":
		name = "assessment"
	case reserved().MatchString(name):
		name = "place-" + name
	}
	return name + Ending
}
