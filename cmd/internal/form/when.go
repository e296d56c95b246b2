package form

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// calendar reads days as people write them: "2027-01-15", "15 Jan 2027",
// "15.1.2027", "end of March", "March 2027", "in 3 months", "tomorrow"; in
// English and in the language of the catalogue. A day or a month without a
// year is the next one that comes; a month stands for its last day.
type calendar struct {
	months  map[string]int
	numbers map[string]int
	words   map[string]string // word → day, week, month, year, in, end, today, tomorrow, of
}

// The words of a date, by their key in the catalogue.
var dateWords = [...]string{"day", "week", "month", "year", "in", "end", "today", "tomorrow", "of"}

func newCalendar(p *phrases.Catalogue) *calendar {
	c := &calendar{months: map[string]int{}, numbers: map[string]int{}, words: map[string]string{}}
	if p.Lang() != "en" {
		c.learn(phrases.New("en"))
	}
	c.learn(p)
	return c
}

func (c *calendar) learn(p *phrases.Catalogue) {
	for m := 1; m <= 12; m++ {
		for word := range strings.SplitSeq(p.T("plan.when.m"+strconv.Itoa(m)), "|") {
			c.months[word] = m
		}
		for word := range strings.SplitSeq(p.T("plan.when.n"+strconv.Itoa(m)), "|") {
			c.numbers[word] = m
		}
	}
	for _, key := range dateWords {
		for word := range strings.SplitSeq(p.T("plan.when."+key), "|") {
			c.words[word] = key
		}
	}
}

// dayMonthYear is a day in figures, the day first.
var dayMonthYear = pattern(`^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$`)

// ordinal is the number of a day with an ending, such as 1st or 1er.
var ordinal = pattern(`^(\d{1,2})(?:st|nd|rd|th|er|e|-?го|-?е)$`)

// read gives the day that a text means; false when it means none.
func (c *calendar) read(text string, today assess.Date) (assess.Date, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if d, err := assess.ParseDate(text); err == nil {
		return d, true
	}
	if m, err := assess.ParseMonth(text); err == nil {
		return lastOf(m), true
	}
	if f := dayMonthYear().FindStringSubmatch(text); f != nil {
		return day(number(f[3]), number(f[2]), number(f[1]))
	}
	tokens := c.tokens(text)
	for _, way := range []func([]token, assess.Date) (assess.Date, bool){c.relative, c.ending, c.dayOfMonth} {
		if d, ok := way(tokens, today); ok {
			return d, true
		}
	}
	return assess.Date{}, false
}

// readPast reads a day that cannot lie ahead: a day without a year is the last
// one that was.
func (c *calendar) readPast(text string, today assess.Date) (assess.Date, bool) {
	d, ok := c.read(text, today)
	if !ok || !today.Time().Before(d.Time()) {
		return d, ok
	}
	yearAgo := assess.DateOf(today.Time().AddDate(-1, 0, 1))
	if past, found := c.dayOfMonth(c.tokens(strings.ToLower(text)), yearAgo); found {
		return past, true
	}
	return d, ok
}

// token is a word of a date that was understood.
type token struct {
	kind string // number, month-name, unknown, or a key of dateWords
	n    int
}

func (c *calendar) tokens(text string) []token {
	text = strings.ReplaceAll(text, "’", "'")
	var out []token
	for _, word := range c.split(text) {
		word = strings.TrimSuffix(word, ".")
		if f := ordinal().FindStringSubmatch(word); f != nil {
			word = f[1]
		}
		n, err := strconv.Atoi(word)
		switch {
		case err == nil && len(word) <= 4 && n >= 0:
			out = append(out, token{"number", n})
		case c.months[word] > 0:
			out = append(out, token{"month-name", c.months[word]})
		case c.words[word] == "of":
		case c.words[word] != "":
			out = append(out, token{kind: c.words[word]})
		case c.numbers[word] > 0:
			out = append(out, token{"number", c.numbers[word]})
		default:
			out = append(out, token{kind: "unknown"})
		}
	}
	return out
}

// split parts a text at spaces and commas, and at apostrophes unless they
// belong to a word that is known, such as aujourd'hui.
func (c *calendar) split(text string) []string {
	var words []string
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return unicode.IsSpace(r) || r == ',' }) {
		if c.words[word] != "" || c.numbers[word] > 0 {
			words = append(words, word)
			continue
		}
		words = append(words, strings.FieldsFunc(word, func(r rune) bool { return r == '\'' })...)
	}
	return words
}

func kinds(tokens []token) string {
	var list []string
	for _, t := range tokens {
		list = append(list, t.kind)
	}
	return strings.Join(list, " ")
}

// relative reads "today", "tomorrow", "in 3 months", "a year".
func (c *calendar) relative(t []token, today assess.Date) (assess.Date, bool) {
	k := kinds(t)
	switch k {
	case "today":
		return today, true
	case "tomorrow":
		return assess.DateOf(today.Time().AddDate(0, 0, 1)), true
	}
	rest, _ := strings.CutPrefix(k, "in ")
	t = t[len(t)-len(strings.Fields(rest)):]
	n := 1
	if unit, ok := strings.CutPrefix(rest, "number "); ok {
		n, rest = t[0].n, unit
	} else if rest == k {
		return assess.Date{}, false // a unit alone is no time
	}
	switch rest {
	case "day":
		return day3(today.Time().AddDate(0, 0, n))
	case "week":
		return day3(today.Time().AddDate(0, 0, 7*n))
	case "month":
		return later(today, n)
	case "year":
		return later(today, 12*n)
	}
	return assess.Date{}, false
}

// ending reads "end of March", "March 2027", "end of the year".
func (c *calendar) ending(t []token, today assess.Date) (assess.Date, bool) {
	k := kinds(t)
	k, ended := strings.CutPrefix(k, "end ")
	if ended {
		t = t[1:]
	}
	switch k {
	case "year":
		if ended {
			return assess.Date{Year: today.Year, Month: 12, Day: 31}, true
		}
	case "month":
		if ended {
			return lastOf(today.YearMonth()), true
		}
	case "number":
		if ended && t[0].n >= 1000 {
			return assess.Date{Year: t[0].n, Month: 12, Day: 31}, true
		}
	case "month-name":
		d := lastOf(assess.Month{Year: today.Year, Month: t[0].n})
		if d.Time().Before(today.Time()) {
			d = lastOf(assess.Month{Year: today.Year + 1, Month: t[0].n})
		}
		return d, true
	case "month-name number":
		if t[1].n >= 1000 {
			return lastOf(assess.Month{Year: t[1].n, Month: t[0].n}), true
		}
	case "month-name number year": // "березень 2027 року"
		return lastOf(assess.Month{Year: t[1].n, Month: t[0].n}), t[1].n >= 1000
	}
	return assess.Date{}, false
}

// dayOfMonth reads "15 January 2027", "15 Jan" and "January 15, 2027".
func (c *calendar) dayOfMonth(t []token, today assess.Date) (assess.Date, bool) {
	k := strings.TrimSuffix(kinds(t), " year")
	switch {
	case k == "month-name number" || k == "month-name number number":
		t = slices.Clone(t)
		t[0], t[1] = t[1], t[0]
	case k != "number month-name" && k != "number month-name number":
		return assess.Date{}, false
	}
	if len(t) > 2 && t[2].kind == "number" {
		return day(t[2].n, t[1].n, t[0].n)
	}
	d, ok := day(today.Year, t[1].n, t[0].n)
	if !ok || d.Time().Before(today.Time()) {
		return day(today.Year+1, t[1].n, t[0].n)
	}
	return d, ok
}

// day makes a day of its parts; false when the calendar has none such.
func day(y, m, d int) (assess.Date, bool) {
	if y < 1000 {
		return assess.Date{}, false
	}
	at := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	made := assess.DateOf(at)
	return made, made == assess.Date{Year: y, Month: m, Day: d}
}

func day3(t time.Time) (assess.Date, bool) { return assess.DateOf(t), t.Year() <= 9999 }

// later gives the day some months on, the last of its month where that month
// is shorter.
func later(d assess.Date, months int) (assess.Date, bool) {
	m := d.YearMonth().Add(months)
	return assess.Date{Year: m.Year, Month: m.Month, Day: min(d.Day, lastOf(m).Day)}, m.Year <= 9999
}

func lastOf(m assess.Month) assess.Date {
	return assess.DateOf(time.Date(m.Year, time.Month(m.Month)+1, 0, 0, 0, 0, 0, time.UTC))
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// amountShape is a cost: an amount with a currency before or after it.
var amountShape = pattern(`^(\pL{3})?\s*(\d[\d\s,.'’\x{00A0}\x{202F}]*?)\s*(\pL{3})?$`)

var noDigit = pattern(`\D`)

// groups is a number with its thousands apart.
var groups = pattern(`^\d{1,3}(?:[\s,.'’\x{00A0}\x{202F}]\d{3})+$`)

// readMoney reads "1200 EUR", "EUR 1,200" or "1 200", for which it takes the
// currency that is proposed.
func readMoney(text, proposed string, known func(string) bool) (m assess.Money, complaint string) {
	text = strings.TrimSpace(text)
	text = strings.NewReplacer("€", " EUR ", "£", " GBP ", "₴", " UAH ").Replace(text)
	f := amountShape().FindStringSubmatch(strings.TrimSpace(text))
	if f == nil || f[1] != "" && f[3] != "" {
		return m, "cost.unread"
	}
	digits := f[2]
	if groups().MatchString(digits) {
		digits = noDigit().ReplaceAllString(digits, "")
	}
	amount, err := strconv.ParseInt(digits, 10, 64)
	code := strings.ToUpper(f[1] + f[3])
	if code == "" {
		code = proposed
	}
	switch {
	case err != nil && strings.ContainsAny(digits, ",."):
		return m, "cost.whole"
	case err != nil || amount > assess.MaxCost:
		return m, "cost.unread"
	case code == "":
		return m, "cost.currency"
	case !known(code):
		return m, "cost.no_currency"
	}
	return assess.Money{Amount: amount, Currency: code}, ""
}
