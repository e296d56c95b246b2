package phrases

import (
	"strconv"
	"strings"

	"csi/assess"
)

// Date writes a day, such as "20 November 2026"; "" for no date.
func (c *Catalogue) Date(d assess.Date) string {
	if d.IsZero() {
		return ""
	}
	return c.T("words.date", V{"day": d.Day, "month": c.month(d.Month), "year": d.Year})
}

// ShortDate writes a day for a narrow column, such as "20 Nov 2026"; "" for no
// date.
func (c *Catalogue) ShortDate(d assess.Date) string {
	if d.IsZero() {
		return ""
	}
	months := strings.Split(c.T("plan.months_short"), "|")
	return c.T("plan.date_short", V{"day": d.Day, "month": months[(d.Month-1)%len(months)], "year": d.Year})
}

// Month writes a month, such as "November 2026"; "" for no month.
func (c *Catalogue) Month(m assess.Month) string {
	if m.IsZero() {
		return ""
	}
	return c.T("words.month_year", V{"month": c.month(m.Month), "year": m.Year})
}

// Period writes a period, such as "November 2024 to October 2026"; "" for none.
func (c *Catalogue) Period(p assess.Period) string {
	if p.From.IsZero() || p.To.IsZero() {
		return ""
	}
	return c.T("words.period", V{"from": c.Month(p.From), "to": c.Month(p.To)})
}

func (c *Catalogue) month(m int) string { return c.T("words.month.m" + strconv.Itoa(m)) }

// Number writes 0 to 12 as a word and anything else in digits.
func (c *Catalogue) Number(n int) string {
	if n < 0 || n > 12 {
		return strconv.Itoa(n)
	}
	return c.T("words.number.n" + strconv.Itoa(n))
}

// Amount writes a whole number with its thousands apart, such as "12,500".
func (c *Catalogue) Amount(n int64) string {
	digits := strconv.FormatInt(n, 10)
	for i := len(digits) - 3; i > 0 && n > 0; i -= 3 {
		digits = digits[:i] + c.T("words.thousands") + digits[i:]
	}
	return digits
}

// Money writes an amount with its currency, such as "12,500 EUR"; "" where
// none was stated.
func (c *Catalogue) Money(m assess.Money) string {
	if m.IsZero() {
		return ""
	}
	return c.Amount(m.Amount) + "\u00a0" + m.Currency
}

// List joins words as a sentence does: "a, b and c".
func (c *Catalogue) List(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return c.T("words.list_last", V{
		"before": strings.Join(words[:last], c.T("words.list_comma")+" "),
		"last":   words[last],
	})
}

// Country gives the name of an ISO 3166-1 alpha-2 code in the catalogue's
// language; for "ZZ", the code of fictional places, a phrase that says so. A
// code without a name stands for itself.
func (c *Catalogue) Country(code string) string {
	if code == "ZZ" {
		return c.T("words.fictional")
	}
	if id := "countries." + code; c.Has(id) {
		return c.T(id)
	}
	return code
}

// Language gives the name of a language, such as "French", in the language of
// the catalogue; the tag itself where it has none. A tag with a region falls
// back to its base language.
func (c *Catalogue) Language(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	for _, t := range []string{tag, base} {
		if id := "words.language." + t; c.Has(id) {
			return c.T(id)
		}
	}
	return tag
}
