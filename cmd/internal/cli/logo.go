package cli

import (
	"errors"
	"os"
	"slices"

	"csi/questionnaires/phrases"
	"csi/reports"
)

// pictured are the formats of a report that hold a picture.
var pictured = []string{"pdf", "html", "docx"}

// logo reads the picture for the cover; nil for none. A picture is a file like
// any other: what is wrong with it is told, and nothing is written.
func (a *app) logo(file, format string) (*reports.Logo, error) {
	if file == "" {
		return nil, nil
	}
	if !slices.Contains(pictured, format) {
		p := a.phrases()
		a.env.say(p.T("cli.warning.word") + p.T("words.colon") + p.T("logo.warning.left_out", phrases.V{"format": format}))
		return nil, nil
	}
	if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() && info.Size() > reports.LogoBytes {
		return nil, logoFault(file, reports.ErrLogoBytes)
	}
	data, err := readFile(file)
	if err != nil {
		return nil, err
	}
	l, err := reports.NewLogo(data)
	if err != nil {
		return nil, logoFault(file, err)
	}
	return l, nil
}

// logoFault says what is wrong with a picture.
func logoFault(file string, err error) error {
	f := &failure{code: ExitFaults, id: "logo.error.broken", parts: phrases.V{"file": file}, hints: []string{"logo.hint.save"}, cause: err}
	switch {
	case errors.Is(err, reports.ErrLogoType):
		f.id = "logo.error.kind"
	case errors.Is(err, reports.ErrLogoBytes):
		f.id, f.hints = "logo.error.bytes", []string{"logo.hint.smaller"}
		f.parts["most"] = reports.LogoBytes >> 20
	case errors.Is(err, reports.ErrLogoPixels):
		f.id, f.hints = "logo.error.pixels", []string{"logo.hint.smaller"}
		f.parts["most"] = reports.LogoPixels / 1_000_000
	}
	return f
}
