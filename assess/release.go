package assess

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ReleaseSchema names the form of a release file.
const ReleaseSchema = "csi/release/1"

// Release is a collection frozen for publication: the histograms of its
// groups on one day. It also holds digests of the assessments behind them, so
// that a later release can be checked against it; it stays with the
// collection, and what is published is drawn from it.
type Release struct {
	Schema        string            `json:"schema"`
	Name          string            `json:"name"`
	Date          string            `json:"date"` // YYYY-MM-DD
	Questionnaire string            `json:"questionnaire"`
	Version       string            `json:"version"` // of the questionnaire that names and words are taken from
	By            []string          `json:"by"`
	Where         map[string]string `json:"where,omitempty"`
	Minimum       int               `json:"minimum"`
	Measures      []Measure         `json:"measures"`
	Groups        []ReleaseGroup    `json:"groups"` // alphabetical
	Checked       []string          `json:"checked_against,omitempty"`
	Hash          string            `json:"hash"` // SHA-256 over all of the above, hexadecimal
}

// ReleaseGroup is one group of a release.
type ReleaseGroup struct {
	Key           []string           `json:"key"`
	Hidden        Withheld           `json:"hidden,omitempty"` // nothing else is set then
	From          string             `json:"from,omitempty"`   // release that the figures were kept from
	N             int                `json:"n,omitempty"`
	Organisations int                `json:"organisations,omitempty"`
	Repeats       int                `json:"repeats,omitempty"`
	Versions      map[string]int     `json:"versions,omitempty"`
	Histograms    map[Measure]string `json:"histograms,omitempty"`
	Members       []ReleaseMember    `json:"members,omitempty"`
}

// ReleaseMember is an assessment behind a published figure: a digest of its
// id and content, and what it counts as.
type ReleaseMember struct {
	Digest string `json:"digest"`
	Place  string `json:"place"` // digest of its place and group
	Round  string `json:"round"` // digest of its policy and year
}

// Candidate is a group that a release is to publish.
type Candidate struct {
	BenchmarkGroup
	Members []Member
}

// ErrReleaseChanged says that a release file is not as it was written.
var ErrReleaseChanged = errors.New("the release was changed after it was made")

// ErrReleaseForm says that a file is no release that this program reads.
var ErrReleaseForm = errors.New("no release")

// Fill decides what a release publishes of its candidates, beside everything
// that earlier releases of the same collection published. A group whose
// figures would, by a difference, tell of fewer organisations than the minimum
// keeps the figures of the latest earlier release of the same kind, or is
// hidden where there are none.
func (r *Release) Fill(candidates []Candidate, earlier []*Release) {
	r.Schema, r.Minimum = ReleaseSchema, max(r.Minimum, MinimumPublic)
	p := PublishedSets{Minimum: r.Minimum}
	for _, e := range earlier {
		r.Checked = append(r.Checked, e.Name)
		for i := range e.Groups {
			p.restore(e.Groups[i].members())
		}
	}
	candidates = slices.Clone(candidates)
	slices.SortFunc(candidates, func(a, b Candidate) int { return slices.Compare(a.Key, b.Key) })
	r.Groups = nil
	for i := range candidates {
		r.Groups = append(r.Groups, r.group(&candidates[i], earlier, &p))
	}
}

// group decides on one candidate.
func (r *Release) group(c *Candidate, earlier []*Release, p *PublishedSets) ReleaseGroup {
	if why := c.Standing.Withhold(r.Minimum); why != "" {
		return ReleaseGroup{Key: c.Key, Hidden: why}
	}
	if p.Add(c.Members) {
		g := ReleaseGroup{Key: c.Key, N: c.Standing.N, Organisations: c.Standing.Organisations, Repeats: c.Standing.Repeats,
			Versions: c.Versions, Histograms: map[Measure]string{}}
		for m, h := range c.Histograms {
			g.Histograms[m] = h.String()
		}
		for _, m := range c.Members {
			g.Members = append(g.Members, m.release())
		}
		slices.SortFunc(g.Members, func(a, b ReleaseMember) int { return bytes.Compare([]byte(a.Digest), []byte(b.Digest)) })
		return g
	}
	for i := len(earlier) - 1; i >= 0; i-- {
		e := earlier[i]
		if e.Questionnaire != r.Questionnaire || !slices.Equal(e.By, r.By) || fmt.Sprint(e.Where) != fmt.Sprint(r.Where) {
			continue
		}
		for _, g := range e.Groups {
			if slices.Equal(g.Key, c.Key) && g.Hidden == "" && (Standing{g.N, g.Organisations, g.Repeats}).Withhold(r.Minimum) == "" {
				if g.From == "" {
					g.From = e.Name
				}
				return g
			}
		}
	}
	return ReleaseGroup{Key: c.Key, Hidden: DifferenceTells}
}

// release gives what a release keeps of a member.
func (m Member) release() ReleaseMember {
	place := Segment{Country: m.Segment.Country, Tier: m.Segment.Tier, Jurisdiction: m.Segment.Jurisdiction, Group: m.Segment.Group}
	round := Segment{Policy: m.Segment.Policy, Year: m.Segment.Year, Questionnaire: m.Segment.Questionnaire, Major: m.Segment.Major}
	return ReleaseMember{m.Digest, digest(place), digest(round)}
}

func digest(s Segment) string {
	sum := sha256.Sum256([]byte(fmt.Sprintf("%q", []any{s.Questionnaire, s.Major, s.Country, s.Tier, s.Jurisdiction, s.Policy, string(s.Group), s.Year})))
	return hex.EncodeToString(sum[:8])
}

// members gives the members of a published group with segments that count as
// theirs do.
func (g *ReleaseGroup) members() []Member {
	out := make([]Member, len(g.Members))
	for i, m := range g.Members {
		out[i] = Member{m.Digest, Segment{Jurisdiction: m.Place, Policy: m.Round}}
	}
	return out
}

// restore notes what was published already, whether it may be or not.
func (p *PublishedSets) restore(group []Member) {
	minimum := p.Minimum
	p.Minimum = -1
	p.Add(group)
	p.Minimum = minimum
}

// Seal sets the hash.
func (r *Release) Seal() { r.Hash = r.sum() }

func (r *Release) sum() string {
	c := *r
	c.Hash = ""
	data, _ := json.Marshal(&c) // strings, numbers and maps of them cannot fail
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// ParseRelease reads a release file: ErrReleaseForm or ErrReleaseChanged.
func ParseRelease(data []byte) (*Release, error) {
	var r Release
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil || r.Schema != ReleaseSchema || d.More() {
		return nil, ErrReleaseForm
	}
	if r.sum() != r.Hash {
		return nil, ErrReleaseChanged
	}
	for _, g := range r.Groups {
		for _, h := range g.Histograms {
			if _, err := ParseHistogram(h); err != nil {
				return nil, ErrReleaseForm
			}
		}
	}
	return &r, nil
}

// Benchmark sets the groups of a release side by side. A release whose hash
// holds can always be read.
func (r *Release) Benchmark(measures []Measure, tops map[string]int) *Benchmark {
	return NewBenchmark(r.By, r.groups(), measures, r.Minimum, tops)
}

// groups reads the groups back.
func (r *Release) groups() []BenchmarkGroup {
	var groups []BenchmarkGroup
	for _, g := range r.Groups {
		b := BenchmarkGroup{Key: g.Key, Standing: Standing{g.N, g.Organisations, g.Repeats}, Versions: g.Versions, From: g.From, Withheld: g.Hidden}
		b.Histograms = map[Measure]*Histogram{}
		for m, text := range g.Histograms {
			if h, err := ParseHistogram(text); err == nil {
				b.Histograms[m] = &h
			}
		}
		groups = append(groups, b)
	}
	return groups
}

// Overview decides on all figures of a report of a release; false where it
// does not hold what that takes.
func (r *Release) Overview(measures, yes []Measure) (*Overview, bool) {
	var parts []OverviewPart
	for _, g := range r.groups() {
		for _, m := range measures {
			stage, _, _ := strings.Cut(m.About(), "/")
			if m.Kind() == MeasureCell && g.Withheld == "" && g.Histograms[Measure(MeasurePattern+"/"+stage)] == nil {
				return nil, false
			}
		}
		parts = append(parts, OverviewPart{BenchmarkGroup: g})
	}
	return NewOverview(r.By, parts, measures, yes, r.Minimum), true
}
