package assess

import (
	"fmt"
	"time"
)

// Date is a day without a time or a place. The zero value is "no date".
type Date struct {
	Year  int
	Month int // 1 to 12
	Day   int // 1 to 31
}

// ParseDate reads "2006-01-02" and nothing else.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("no date of the form 2026-11-20")
	}
	return DateOf(t), nil
}

// DateOf gives the day of t in t's own place.
func DateOf(t time.Time) Date { return Date{t.Year(), int(t.Month()), t.Day()} }

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String writes "2006-01-02", "" for the zero value.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Time gives the start of the day in UTC.
func (d Date) Time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// YearMonth gives the month the day lies in.
func (d Date) YearMonth() Month { return Month{d.Year, d.Month} }

// Month is a month of a year. The zero value is "no month".
type Month struct {
	Year  int
	Month int // 1 to 12
}

// ParseMonth reads "2006-01" and nothing else.
func ParseMonth(s string) (Month, error) {
	t, err := time.Parse("2006-01", s)
	if err != nil {
		return Month{}, fmt.Errorf("no month of the form 2026-11")
	}
	return Month{t.Year(), int(t.Month())}, nil
}

// IsZero reports whether there is no month.
func (m Month) IsZero() bool { return m == Month{} }

// String writes "2006-01", "" for the zero value.
func (m Month) String() string {
	if m.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", m.Year, m.Month)
}

// Add gives the month n months later, earlier when n is negative.
func (m Month) Add(n int) Month {
	k := m.Year*12 + m.Month - 1 + n
	return Month{k / 12, k%12 + 1}
}

// Before reports whether m lies before o.
func (m Month) Before(o Month) bool {
	return m.Year < o.Year || m.Year == o.Year && m.Month < o.Month
}
