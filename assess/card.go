package assess

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
)

// CardSchema names the form of a benchmark card.
const CardSchema = "csi/card/1"

// Card is what an organisation without the collection compares itself with:
// where the middle half of similar organisations lies. It holds no counts of
// answers and nothing of a group under the minimum.
type Card struct {
	Schema        string            `json:"schema"`
	Name          string            `json:"name"`    // of the release
	Release       string            `json:"release"` // its hash
	Questionnaire string            `json:"questionnaire"`
	Version       string            `json:"version"`
	By            []string          `json:"by"`
	Where         map[string]string `json:"where,omitempty"`
	From          string            `json:"valid_from"`  // YYYY-MM-DD
	Until         string            `json:"valid_until"` // YYYY-MM-DD, the last day
	Minimum       int               `json:"minimum"`
	Countries     int               `json:"countries"` // that its organisations come from
	Segments      []CardSegment     `json:"segments"`  // alphabetical
	Total         CardSegment       `json:"all"`
}

// CardSegment is one group of a card; without a key it is all of them.
type CardSegment struct {
	Key           []string              `json:"key"`
	Organisations int                   `json:"organisations"`
	Quartiles     map[Measure][3]string `json:"quartiles"` // exact ratios, rounded by QuartileStep
}

// cardMeasures reports whether a card holds a measure.
func cardMeasures(m Measure) bool {
	return slices.Contains([]string{MeasureDepth, MeasureBarrier, MeasureSection}, m.Kind())
}

// NewCard makes the card of a release, valid from one day to another.
func NewCard(r *Release, from, until string) *Card {
	c := &Card{Schema: CardSchema, Name: r.Name, Release: r.Hash, Questionnaire: r.Questionnaire, Version: r.Version,
		By: r.By, Where: r.Where, From: from, Until: until, Minimum: r.Minimum, Countries: r.Countries}
	measures := slices.DeleteFunc(slices.Clone(r.Measures), func(m Measure) bool { return !cardMeasures(m) })
	b := r.Benchmark(measures, nil)
	for i := range b.Rows {
		if b.Rows[i].Hidden == "" {
			c.Segments = append(c.Segments, cardSegment(&b.Rows[i]))
		}
	}
	c.Total = cardSegment(&b.Total)
	return c
}

func cardSegment(r *BenchmarkRow) CardSegment {
	s := CardSegment{Key: r.Key, Organisations: r.Standing.Organisations, Quartiles: map[Measure][3]string{}}
	for m, f := range r.Figures {
		if f.Quartiles != nil {
			s.Quartiles[m] = [3]string{f.Quartiles[0].String(), f.Quartiles[1].String(), f.Quartiles[2].String()}
		}
	}
	return s
}

// signedCard is a card on disk.
type signedCard struct {
	Card      json.RawMessage `json:"card"`
	Key       string          `json:"key"`       // public, base64
	Signature string          `json:"signature"` // Ed25519 over the bytes of card, base64
}

// The faults of a card.
var (
	ErrCardForm   = errors.New("no benchmark card, or not all of it")
	ErrCardForged = errors.New("the signature does not fit the card")
)

// SignCard writes a card as a file.
func SignCard(c *Card, key ed25519.PrivateKey) []byte {
	data, _ := json.Marshal(c) // strings and maps of them cannot fail
	public := key.Public().(ed25519.PublicKey)
	encode := base64.StdEncoding.EncodeToString
	out, _ := json.Marshal(signedCard{data, encode(public), encode(ed25519.Sign(key, data))})
	return append(out, '\n')
}

// ParseCard reads a card and checks its signature against the key in it:
// ErrCardForm or ErrCardForged. Whose key it is, the caller has to ask.
func ParseCard(file []byte) (*Card, ed25519.PublicKey, error) {
	var s signedCard
	d := json.NewDecoder(bytes.NewReader(file))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil || d.More() {
		return nil, nil, ErrCardForm
	}
	key, err1 := base64.StdEncoding.DecodeString(s.Key)
	signature, err2 := base64.StdEncoding.DecodeString(s.Signature)
	if err1 != nil || err2 != nil || len(key) != ed25519.PublicKeySize {
		return nil, nil, ErrCardForm
	}
	if !ed25519.Verify(key, s.Card, signature) {
		return nil, nil, ErrCardForged
	}
	var c Card
	if err := json.Unmarshal(s.Card, &c); err != nil || c.Schema != CardSchema {
		return nil, nil, ErrCardForm
	}
	for _, seg := range append([]CardSegment{c.Total}, c.Segments...) {
		if len(seg.Key) > 0 && len(seg.Key) != len(c.By) {
			return nil, nil, ErrCardForm
		}
		for _, q := range seg.Quartiles {
			for _, v := range q {
				if _, err := ParseRatio(v); err != nil {
					return nil, nil, ErrCardForm
				}
			}
		}
	}
	return &c, key, nil
}

// Fingerprint names a public key shortly enough to be read out on a telephone.
func Fingerprint(key ed25519.PublicKey) string {
	sum := sha256.Sum256(key)
	h := hex.EncodeToString(sum[:8])
	return h[0:4] + "-" + h[4:8] + "-" + h[8:12] + "-" + h[12:16]
}

// Place says where a figure lies against the middle half of a group. It is no
// rank: it names three wide ranges, whose bounds belong to the middle.
type Place uint8

// The places. The zero value is unknown: one of the two has no figure.
const (
	NoPlace Place = iota
	BelowMiddle
	InMiddle
	AboveMiddle
)

var placeNames = []string{"below", "middle", "above"}

// String gives the id of the place, "none" for the zero value.
func (p Place) String() string { return name(placeNames, int(p), "none") }

// Placing is one measure of an assessment beside a group.
type Placing struct {
	Measure      Measure
	Mine         Observation
	Lower, Upper Ratio // of the group; meaningful when HasGroup
	HasGroup     bool
	Place        Place
}

// CardComparison is an assessment beside the group of a card that it belongs
// to.
type CardComparison struct {
	Card     *Card
	Segment  *CardSegment
	Whole    bool      // its own group is not on the card: this is all of them
	Placings []Placing // in model order
}

// Pooled reports whether the group puts perceptions of several countries
// together.
func (c *CardComparison) Pooled() bool {
	return c.Card.Countries > 1 && (c.Whole || !slices.Contains(c.Card.By, "country"))
}

// CompareCard sets an assessment beside the group of a card with its values of
// the card's keys; beside all of them where that group is not on the card. The
// own value is rounded as the quartiles are. valueOf gives the value of a key.
func CompareCard(c *Card, observations []Observation, valueOf func(key string) string) *CardComparison {
	out := &CardComparison{Card: c, Segment: &c.Total, Whole: true}
	key := make([]string, len(c.By))
	for i, by := range c.By {
		key[i] = valueOf(by)
	}
	for i := range c.Segments {
		if len(key) > 0 && slices.Equal(c.Segments[i].Key, key) {
			out.Segment, out.Whole = &c.Segments[i], false
		}
	}
	for _, o := range observations {
		if !cardMeasures(o.Measure) {
			continue
		}
		p := Placing{Measure: o.Measure, Mine: o}
		if q, ok := out.Segment.Quartiles[o.Measure]; ok {
			p.HasGroup = true
			p.Lower, _ = ParseRatio(q[0])
			p.Upper, _ = ParseRatio(q[2])
			if o.State == Answered {
				p.Place = placeOf(nearest(o.Value, QuartileStep(o.Measure)), p.Lower, p.Upper)
			}
		}
		out.Placings = append(out.Placings, p)
	}
	return out
}

func placeOf(v, lower, upper Ratio) Place {
	switch {
	case v.Less(lower):
		return BelowMiddle
	case upper.Less(v):
		return AboveMiddle
	}
	return InMiddle
}
