package form

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"csi/questionnaires/phrases"
)

// fictional is the code of places that do not exist, for training.
const fictional = "ZZ"

// codes are the officially assigned codes of ISO 3166-1 alpha-2, and XK, which
// the European institutions use for Kosovo.
const codes = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ " +
	"CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR " +
	"GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP " +
	"KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ " +
	"NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW " +
	"SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ " +
	"UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"

// alsoKnown are names that people write and the catalogue does not have.
const alsoKnown = "uk=GB,great britain=GB,england=GB,scotland=GB,wales=GB,northern ireland=GB,usa=US,america=US," +
	"czech republic=CZ,north macedonia=MK,turkiye=TR,eswatini=SZ,holland=NL,the netherlands=NL,palestine=PS,burma=MM," +
	"ivory coast=CI,cape verde=CV,east timor=TL,vatican=VA,macedonia=MK,bosnia=BA,moldova=MD,republic of moldova=MD,russian federation=RU"

// country is one country with the name a person is shown.
type country struct{ code, name, folded string }

// atlas finds countries by their name or code.
type atlas struct {
	list  []country         // by name
	known map[string]string // folded name or code → code
}

// newAtlas reads the names of all countries from a catalogue. It is made only
// when a country is asked for.
func newAtlas(p *phrases.Catalogue) *atlas {
	a := &atlas{known: map[string]string{}}
	english := p
	if p.Lang() != "en" {
		english = phrases.New("en")
	}
	for code := range strings.FieldsSeq(codes) {
		name := p.Country(code)
		if name == code {
			continue // the catalogue does not know it
		}
		c := country{code, name, fold(name)}
		a.list = append(a.list, c)
		if english != p {
			a.known[fold(english.Country(code))] = code
		}
		a.known[c.folded] = code
	}
	for pair := range strings.SplitSeq(alsoKnown, ",") {
		name, code, _ := strings.Cut(pair, "=")
		a.known[name] = code
	}
	for code := range strings.FieldsSeq(codes) {
		a.known[fold(code)] = code
	}
	a.known[fold(fictional)] = fictional
	a.known[fold(p.Country(fictional))] = fictional
	slices.SortFunc(a.list, func(x, y country) int { return strings.Compare(x.folded, y.folded) })
	return a
}

// find gives the code of a name or code; "" when there is none.
func (a *atlas) find(s string) string { return a.known[fold(s)] }

// near gives the country whose name is closest to s, when it is close enough
// to be a slip of the finger.
func (a *atlas) near(s string) (country, bool) {
	s = fold(s)
	best, at := 1+len([]rune(s))/4, -1
	for i, c := range a.list {
		if d := distance(s, c.folded); d <= best && (at < 0 || d < best) {
			best, at = d, i
		}
	}
	if at < 0 || s == "" {
		return country{}, false
	}
	return a.list[at], true
}

// starting lists at most n countries for what was typed so far: exact hits,
// then names that start so, then names that have a word that does.
func (a *atlas) starting(s string, n int, p *phrases.Catalogue) []country {
	s = fold(s)
	if s == "" {
		return nil
	}
	var first, words []country
	exact := a.known[s]
	for _, c := range a.list {
		switch {
		case c.code == exact: // first of all
			first = append([]country{c}, first...)
		case strings.HasPrefix(c.folded, s):
			first = append(first, c)
		case strings.Contains(c.folded, " "+s):
			words = append(words, c)
		}
	}
	if exact == fictional {
		first = append([]country{{code: fictional, name: p.Country(fictional)}}, first...)
	}
	list := append(first, words...)
	return list[:min(n, len(list))]
}

// fold makes names comparable: small letters without marks and without
// anything that is not a letter, words parted by one space.
func fold(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(strings.ToLower(strings.TrimSpace(s))) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteRune(r)
			gap = false
		default:
			gap = true
		}
	}
	return b.String()
}

// distance counts the letters to insert, take out, change or swap with their
// neighbour to get from one word to the other.
func distance(from, to string) int {
	a, b := []rune(from), []rune(to)
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range b {
		rows[0][j+1] = j + 1
	}
	for i := range a {
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			d := min(rows[i][j+1]+1, rows[i+1][j]+1, rows[i][j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, rows[i-1][j-1]+1)
			}
			rows[i+1][j+1] = d
		}
	}
	return rows[len(a)][len(b)]
}
