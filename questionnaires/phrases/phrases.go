// Package phrases holds every sentence that a person sees outside the
// questionnaires: screens, reports, help, hints. A language is a folder of
// catalogues, one file per area (cli, form, reports, …); another language
// needs no code. Messages are written like
//
//	stopped: "stopped; {done} of {all} responses saved in {file}"
//	steps:
//	  one: "{count} step to go"
//	  other: "{count} steps to go"
//
// and are asked for as T("cli.stopped", …) and N("reports.steps", 2). What a
// language lacks is taken from English. Plural rules come from the Unicode
// CLDR by way of go-i18n.
//
// Catalogues of the same layout may lie in other folders too. They add
// languages, and messages that a language lacks here; what is here they do not
// change.
package phrases

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"csi/questionnaires/locale"
	"csi/questionnaires/yamldoc"
)

//go:embed */*.yaml
var files embed.FS

// V names the parts of a message.
type V map[string]any

// Catalogue answers in one language. It reads the file of an area when the
// first message of that area is asked for, so that a command pays only for
// what it says. It is safe for concurrent use.
type Catalogue struct {
	mu      sync.Mutex
	lang    string
	sources []fs.FS // the first that has a message gives it
	bundle  *i18n.Bundle
	local   *i18n.Localizer
	areas   map[string]bool
}

// New makes a catalogue for a language such as "en" or "fr"; English serves
// where the language has no catalogues. The tag locale.Pseudo gives the
// pseudo-language of tests, made of English.
func New(lang string) *Catalogue { return Open(lang) }

// Open is New with catalogues of other folders behind those that ship with
// the program. A file there that cannot be read is left out; Check tells why.
func Open(lang string, more ...fs.FS) *Catalogue {
	return open(lang, append([]fs.FS{files}, more...))
}

// NewFrom is New for catalogues kept elsewhere, laid out like this folder.
func NewFrom(source fs.FS, lang string) *Catalogue { return open(lang, []fs.FS{source}) }

func open(lang string, sources []fs.FS) *Catalogue {
	if lang == "" {
		lang = "en"
	}
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("yaml", yamldoc.Decode)
	c := &Catalogue{
		lang:    lang,
		sources: sources,
		bundle:  bundle,
		local:   i18n.NewLocalizer(bundle, lang, "en"),
		areas:   map[string]bool{},
	}
	if locale.IsPseudo(lang) {
		c.lang, c.local = locale.Pseudo, i18n.NewLocalizer(bundle, "en")
	}
	return c
}

// Languages lists the languages that have catalogues, sorted: those that ship
// with the program and those of other folders.
func Languages(more ...fs.FS) []string {
	var langs []string
	for _, source := range append([]fs.FS{files}, more...) {
		entries, err := fs.ReadDir(source, ".")
		if err != nil {
			continue
		}
		for _, e := range entries {
			if _, err := language.Parse(e.Name()); err == nil && e.IsDir() {
				langs = append(langs, e.Name())
			}
		}
	}
	slices.Sort(langs)
	return slices.Compact(langs)
}

// Match picks the language of the catalogues for a person who wants another,
// as locale.Match does; English where none serves.
func Match(wanted string, more ...fs.FS) string {
	if locale.IsPseudo(wanted) {
		return locale.Pseudo
	}
	if lang := locale.Match(wanted, Languages(more...)); lang != "" {
		return lang
	}
	return "en"
}

// Lang gives the language the catalogue was made for.
func (c *Catalogue) Lang() string { return c.lang }

// T gives a message with its parts filled in. A message that does not exist
// or lacks a part shows its id in double brackets: a person can report that,
// and a test finds it.
func (c *Catalogue) T(id string, parts ...V) string {
	return c.localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: merge(parts)})
}

// N gives the form of a message that fits a count; {count} stands for it.
func (c *Catalogue) N(id string, count int, parts ...V) string {
	data := merge(parts)
	if _, ok := data["count"]; !ok {
		data["count"] = count
	}
	return c.localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: data, PluralCount: count})
}

// Has reports whether a message exists.
func (c *Catalogue) Has(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.load(id)
	_, _, err := c.local.LocalizeWithTag(&i18n.LocalizeConfig{MessageID: id, TemplateParser: keep{}})
	return err == nil
}

func merge(parts []V) V {
	data := V{}
	for _, p := range parts {
		for k, v := range p {
			data[k] = v
		}
	}
	return data
}

func (c *Catalogue) localize(config *i18n.LocalizeConfig) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.load(config.MessageID)
	config.TemplateParser = braces{}
	text, _, err := c.local.LocalizeWithTag(config)
	if err != nil {
		if text == "" {
			return "[[" + config.MessageID + "]]"
		}
	}
	return strings.TrimSuffix(text, "\n")
}

// load reads the catalogues of the area a message belongs to, once.
func (c *Catalogue) load(id string) {
	area, _, _ := strings.Cut(id, ".")
	if c.areas[area] {
		return
	}
	c.areas[area] = true
	c.loadFrom("en", area)
	if c.lang != "en" && c.lang != locale.Pseudo {
		c.loadFrom(c.lang, area)
	}
}

// loadFrom reads one language of an area from all sources. The first comes
// last, since the bundle keeps what it was given last.
func (c *Catalogue) loadFrom(lang, area string) {
	tag, err := language.Parse(lang)
	if err != nil {
		return
	}
	for i, source := range slices.Backward(c.sources) {
		name := path.Join(lang, area+".yaml")
		data, err := fs.ReadFile(source, name)
		if err != nil {
			continue
		}
		messages, err := read(area, data)
		if err == nil {
			if c.lang == locale.Pseudo {
				accent(messages)
			}
			err = c.bundle.AddMessages(tag, messages...)
		}
		if err != nil && i == 0 {
			panic(fmt.Sprintf("phrases: %s: %v", name, err))
		}
	}
}

// read takes the messages out of one file.
func read(area string, data []byte) ([]*i18n.Message, error) {
	var tree map[string]any
	if err := yamldoc.Decode(data, &tree); err != nil {
		return nil, err
	}
	var messages []*i18n.Message
	collect(area, tree, &messages)
	return messages, nil
}

// accent turns English messages into the pseudo-language.
func accent(messages []*i18n.Message) {
	for _, m := range messages {
		for _, form := range []*string{&m.Zero, &m.One, &m.Two, &m.Few, &m.Many, &m.Other} {
			*form = locale.Accent(*form, 0)
		}
	}
}

// collect flattens nested keys into messages "area.key.key".
func collect(prefix string, tree map[string]any, into *[]*i18n.Message) {
	for key, v := range tree {
		id := prefix + "." + key
		switch v := v.(type) {
		case map[string]any:
			if other, ok := v["other"].(string); ok {
				form := func(k string) string { s, _ := v[k].(string); return s }
				*into = append(*into, &i18n.Message{ID: id, Zero: form("zero"), One: form("one"),
					Two: form("two"), Few: form("few"), Many: form("many"), Other: other})
				continue
			}
			collect(id, v, into)
		case string:
			*into = append(*into, &i18n.Message{ID: id, Other: v})
		default:
			*into = append(*into, &i18n.Message{ID: id, Other: fmt.Sprint(v)})
		}
	}
}
