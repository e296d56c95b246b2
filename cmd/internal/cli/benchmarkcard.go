package cli

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// publicWord begins a public key on one line.
const publicWord = "csi-key-1 "

// benchmarkKeyCommand is "csi benchmark key new".
func (a *app) benchmarkKeyCommand() *cobra.Command {
	var output string
	c := &cobra.Command{
		Use:  "new",
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error { return a.newKey(output) },
	}
	c.Flags().StringVarP(&output, "output", "o", "", "")
	return parent("key", c)
}

// newKey makes a pair of keys. A file that is there is never overwritten: a
// key that is lost cannot be had again.
func (a *app) newKey(output string) error {
	if output == "" {
		return a.unbenchmarked(ExitUsage, "output", phrases.V{"flag": "-o FILE"})
	}
	for _, file := range []string{output, output + ".pub"} {
		if there(file) {
			return a.unbenchmarked(ExitFailure, "there", phrases.V{"file": file})
		}
	}
	public, private, err := ed25519.GenerateKey(a.env.Rand)
	if err != nil {
		return err
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return err
	}
	if err := store.Put(output, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})); err != nil {
		return fromStore(err)
	}
	line := publicWord + base64.StdEncoding.EncodeToString(public) + "\n"
	if err := store.Put(output+".pub", []byte(line)); err != nil {
		return fromStore(err)
	}
	p := a.phrases()
	a.env.say(p.T("benchmark.done.key", phrases.V{"file": output, "public": output + ".pub"}))
	a.env.hint(p, p.T("benchmark.done.key_hint", phrases.V{"key": assess.Fingerprint(public)}))
	return nil
}

// privateKey reads a key that newKey wrote.
func (a *app) privateKey(file string) (ed25519.PrivateKey, error) {
	data, err := readFile(file)
	if err != nil {
		return nil, err
	}
	if block, _ := pem.Decode(data); block != nil {
		if key, err := x509.ParsePKCS8PrivateKey(block.Bytes); err == nil {
			if k, ok := key.(ed25519.PrivateKey); ok {
				return k, nil
			}
		}
	}
	return nil, a.unbenchmarked(ExitFaults, "key", phrases.V{"file": file}, "key")
}

// publicKey reads a public key from its line, or from a file with it.
func (a *app) publicKey(word string) (ed25519.PublicKey, error) {
	text := word
	if !strings.HasPrefix(word, publicWord) {
		data, err := readFile(word)
		if err != nil {
			return nil, err
		}
		text = string(data)
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(strings.TrimSpace(text), publicWord))
	if err != nil || len(key) != ed25519.PublicKeySize || !strings.HasPrefix(text, publicWord) {
		return nil, a.unbenchmarked(ExitFaults, "key", phrases.V{"file": word}, "key")
	}
	return key, nil
}

// benchmarkCardOptions are the flags of "csi benchmark card".
type benchmarkCardOptions struct {
	folder, release, key, output, until string
}

func (a *app) benchmarkCardCommand() *cobra.Command {
	var o benchmarkCardOptions
	c := &cobra.Command{
		Use:  "card",
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error { return a.benchmarkCard(o) },
	}
	c.Flags().StringVar(&o.folder, "releases", "", "")
	c.Flags().StringVar(&o.release, "release", "", "")
	c.Flags().StringVar(&o.key, "key", "", "")
	c.Flags().StringVar(&o.until, "until", "", "")
	c.Flags().StringVarP(&o.output, "output", "o", "", "")
	return c
}

// dayForm is how days are written in cards.
const dayForm = "2006-01-02"

// benchmarkCard writes a signed card of a release.
func (a *app) benchmarkCard(o benchmarkCardOptions) error {
	for _, f := range []struct{ value, flag string }{{o.release, "--release NAME"}, {o.key, "--key FILE"}, {o.output, "-o FILE.csi-card"}} {
		if f.value == "" {
			return a.unbenchmarked(ExitUsage, "output", phrases.V{"flag": f.flag})
		}
	}
	today := a.env.Now().UTC().Format(dayForm)
	until := a.env.Now().UTC().AddDate(1, 0, 0).Format(dayForm)
	if o.until != "" {
		if _, err := time.Parse(dayForm, o.until); err != nil || o.until <= today {
			return a.unbenchmarked(ExitUsage, "until", phrases.V{"found": o.until})
		}
		until = o.until
	}
	r, err := a.findRelease(releaseFolder(o.folder, a.db), o.release)
	if err != nil {
		return err
	}
	if r.Views != "" {
		return a.unbenchmarked(ExitUsage, "views_card", phrases.V{"name": r.Name})
	}
	key, err := a.privateKey(o.key)
	if err != nil {
		return err
	}
	if err := store.Put(o.output, assess.SignCard(assess.NewCard(r, today, until), key)); err != nil {
		return fromStore(err)
	}
	print := assess.Fingerprint(key.Public().(ed25519.PublicKey))
	a.env.say(a.phrases().T("benchmark.done.card", phrases.V{"file": o.output, "until": until, "key": print}))
	return nil
}

// isCard reports whether a file calls itself a benchmark card.
func isCard(name string) bool { return strings.HasSuffix(strings.ToLower(name), ".csi-card") }

// compareCard sets an assessment beside a card. Everything that a card must
// hold is checked before anything of it is shown.
func (a *app) compareCard(mine, file string, o compareOptions) error {
	if o.output != "" || o.format != "" || o.public {
		return a.unbenchmarked(ExitUsage, "card_flags", nil)
	}
	data, err := readFile(file)
	if err != nil {
		return err
	}
	card, key, err := assess.ParseCard(data)
	switch {
	case errors.Is(err, assess.ErrCardForged):
		return a.unbenchmarked(ExitFaults, "forged", phrases.V{"file": file}, "card")
	case err != nil:
		return a.unbenchmarked(ExitFaults, "no_card", phrases.V{"file": file}, "card")
	}
	signer := assess.Fingerprint(key)
	if o.trust != "" {
		trusted, err := a.publicKey(o.trust)
		if err != nil {
			return err
		}
		if !trusted.Equal(key) {
			return a.unbenchmarked(ExitFailure, "signer", phrases.V{"file": file, "found": signer, "trusted": assess.Fingerprint(trusted)}, "trust")
		}
	}
	if err := a.cardDates(card, file); err != nil {
		return err
	}
	doc, err := a.reported(mine, "")
	if err != nil {
		return err
	}
	ref := doc.Assessment.Questionnaire
	other := assess.Ref{ID: card.Questionnaire, Version: card.Version}
	if ref.ID != other.ID || ref.Major() != other.Major() {
		return a.unbenchmarked(ExitFailure, "mismatch", phrases.V{"file": file, "mine": mine, "card": other.ID + " " + other.Version, "found": ref.ID + " " + ref.Version}, "mismatch")
	}
	if o.trust == "" {
		p := a.phrases()
		a.env.say(p.T("cli.warning.word") + p.T("words.colon") + p.T("benchmark.card.unknown_signer", phrases.V{"key": signer}))
	}
	q := doc.Questionnaire
	segment := assess.SegmentOf(doc.Assessment)
	observed := assess.Observations(q, doc.Assessment, assess.NewProfile(q, doc.Assessment, nil))
	x := assess.CompareCard(card, observed, func(key string) string { return keyOf(&segment, ref.Version, []string{key})[0] })
	in := reports.CardInput{Comparison: x, Questionnaire: q, Framework: a.library().Framework(a.reportLanguage()), Phrases: a.reportPhrases(), File: base(mine), Signer: signer, Trusted: o.trust != ""}
	if o.json {
		return reports.WriteCardJSON(a.env.Out, in)
	}
	return reports.WriteCard(a.env.Out, reports.NewCardView(in), a.textOptions(a.env.Width(), a.env.OutTTY))
}

// cardDates refuses a card outside its dates.
func (a *app) cardDates(card *assess.Card, file string) error {
	today := a.env.Now().UTC().Format(dayForm)
	parts := phrases.V{"file": file, "from": card.From, "until": card.Until, "today": today}
	switch {
	case today > card.Until:
		return a.unbenchmarked(ExitFailure, "stale", parts, "stale")
	case today < card.From:
		return a.unbenchmarked(ExitFailure, "early", parts)
	}
	return nil
}
