package store

import (
	"golang.org/x/text/currency"
	"golang.org/x/text/language"
)

// CurrencyOf gives the currency of a country, an ISO 3166-1 alpha-2 code, as a
// proposal; "" where it is not known, as for a fictional place.
func CurrencyOf(country string) string {
	region, err := language.ParseRegion(country)
	if err != nil || !region.IsCountry() {
		return ""
	}
	unit, ok := currency.FromRegion(region)
	if !ok {
		return ""
	}
	return unit.String()
}
