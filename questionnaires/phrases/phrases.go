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
package phrases

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

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
	mu     sync.Mutex
	lang   string
	source fs.FS
	bundle *i18n.Bundle
	local  *i18n.Localizer
	areas  map[string]bool
}

// New makes a catalogue for a language such as "en" or "fr"; English serves
// where the language has no catalogues.
func New(lang string) *Catalogue { return NewFrom(files, lang) }

// NewFrom is New for catalogues kept elsewhere, laid out like this folder.
func NewFrom(source fs.FS, lang string) *Catalogue {
	if lang == "" {
		lang = "en"
	}
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("yaml", yamldoc.Decode)
	return &Catalogue{
		lang:   lang,
		source: source,
		bundle: bundle,
		local:  i18n.NewLocalizer(bundle, lang, "en"),
		areas:  map[string]bool{},
	}
}

// Languages lists the languages that have catalogues, sorted.
func Languages() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil
	}
	var langs []string
	for _, e := range entries {
		langs = append(langs, e.Name())
	}
	return langs
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
	for _, lang := range []string{"en", c.lang} {
		data, err := fs.ReadFile(c.source, path.Join(lang, area+".yaml"))
		if err != nil {
			continue
		}
		var tree map[string]any
		if err := yamldoc.Decode(data, &tree); err != nil {
			panic(fmt.Sprintf("phrases: %s/%s.yaml: %v", lang, area, err))
		}
		tag, err := language.Parse(lang)
		if err != nil {
			continue
		}
		var messages []*i18n.Message
		collect(area, tree, &messages)
		if err := c.bundle.AddMessages(tag, messages...); err != nil {
			panic(fmt.Sprintf("phrases: %s/%s.yaml: %v", lang, area, err))
		}
		if lang == c.lang {
			break
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
