package assess

// Overdue reports whether an action should have been done before a day and
// was neither done nor dropped. On the day it is due it is not overdue.
func Overdue(e PlanEntry, today Date) bool {
	if e.Due.IsZero() || e.Status == Done || e.Status == Dropped {
		return false
	}
	return e.Due.Time().Before(today.Time())
}
