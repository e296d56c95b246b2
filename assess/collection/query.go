package collection

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"csi/assess"
)

// Keys lists what assessments can be chosen and grouped by. The questionnaire
// is its id with its major version: "core-cso 1".
func Keys() []string {
	return []string{KeyQuestionnaire, KeyCountry, KeyTier, KeyJurisdiction, KeyPolicy, KeyGroup, KeyYear}
}

// The keys of a Query.
const (
	KeyQuestionnaire = "questionnaire"
	KeyCountry       = "country"
	KeyTier          = "tier"
	KeyJurisdiction  = "jurisdiction"
	KeyPolicy        = "policy"
	KeyGroup         = "group"
	KeyYear          = "year"
	KeyVersion       = "version" // of the questionnaire as it was answered; no part of a segment
)

// AllKeys lists Keys and the version.
func AllKeys() []string { return append(Keys(), KeyVersion) }

// Query asks for groups of assessments. The zero value asks for all in one
// group, with all measures.
type Query struct {
	Where    map[string]string // key to the value it must have; of questionnaire the id alone does as well
	By       []string          // keys, each once; one group for each of their values
	Measures []assess.Measure  // nil for all
	// Keep, when it is set, leaves out the segments that it is false for.
	Keep func(*assess.Segment) bool
}

// KeyError says that a query names a key that there is not, or one twice.
type KeyError struct{ Found string }

// Error names what was found and the keys there are.
func (e *KeyError) Error() string {
	return fmt.Sprintf("found the key %q; expected each of %s once at most", e.Found, strings.Join(AllKeys(), ", "))
}

// check finds the first key that does not hold; a *KeyError.
func (q Query) check() error {
	for key := range q.Where {
		if !slices.Contains(AllKeys(), key) {
			return &KeyError{key}
		}
	}
	for i, key := range q.By {
		if !slices.Contains(AllKeys(), key) || slices.Contains(q.By[:i], key) {
			return &KeyError{key}
		}
	}
	return nil
}

// fine reports whether a query needs segments that tell places and policies
// apart.
func (q Query) fine() bool {
	if q.Keep != nil {
		return true
	}
	for _, key := range [...]string{KeyJurisdiction, KeyPolicy} {
		if _, asked := q.Where[key]; asked || slices.Contains(q.By, key) {
			return true
		}
	}
	return false
}

// matches reports whether the assessments of one version in a segment are what
// the query asks for.
func (q Query) matches(s *assess.Segment, version string) bool {
	for key, wanted := range q.Where {
		found := ValueOf(s, key)
		if key == KeyVersion {
			found = version
		}
		if found != wanted && !(key == KeyQuestionnaire && s.Questionnaire == wanted) {
			return false
		}
	}
	return q.Keep == nil || q.Keep(s)
}

// key gives the values of By for one version in a segment.
func (q Query) key(s *assess.Segment, version string) []string {
	key := make([]string, len(q.By))
	for i, name := range q.By {
		if key[i] = ValueOf(s, name); name == KeyVersion {
			key[i] = version
		}
	}
	return key
}

// ValueOf gives the value of one key of a segment; "" where there is none.
func ValueOf(s *assess.Segment, key string) string {
	switch key {
	case KeyQuestionnaire:
		return s.Questionnaire + " " + s.Major
	case KeyCountry:
		return s.Country
	case KeyTier:
		return s.Tier
	case KeyJurisdiction:
		return s.Jurisdiction
	case KeyPolicy:
		return s.Policy
	case KeyGroup:
		return string(s.Group)
	case KeyYear:
		if s.Year != 0 {
			return strconv.Itoa(s.Year)
		}
	}
	return ""
}

// Group is what the assessments of one group say together.
type Group struct {
	Key        []string // values of Query.By, in its order
	N          int      // assessments; one stands for one organisation
	Histograms map[assess.Measure]*assess.Histogram
	Versions   map[string]int // assessments by version, "core-cso 1.0.0"
}

// Row is one assessment of a collection, without organisation, notes, reasons
// or owners.
type Row struct {
	Hash         string // stands for the id, which cannot be had from it: 32 hex digits
	Segment      assess.Segment
	Version      string // of the questionnaire as it was answered
	Date         assess.Date
	Period       assess.Period
	Agencies     []string
	Relations    []string
	People       int
	Facilitated  bool
	Items        []string          // ids of the items, in the order of the questionnaire; shared, not to be changed
	Responses    []assess.Response // one for each of Items: State, Value and Evidence alone
	Plan         []string          // ids of the actions that are planned and not dropped
	Observations []assess.Observation
}

// compareKeys orders groups alphabetically by their keys.
func compareKeys(a, b Group) int { return slices.Compare(a.Key, b.Key) }
