package assess

// Day is how the minutes of a workshop are spent.
type Day struct {
	Opening    int // why we are here, how it works, consent
	Responding int // everybody for themselves
	Talking    int // about the items that matter most
	Plan       int // who does what by when
	Closing    int // what goes where, thanks
}

// PlanDay splits the minutes of a workshop in which responding takes a number
// of minutes: a tenth to open, a sixth for the plan, a fifteenth to close, at
// most a third to respond, and the rest to talk. From one hour on the parts
// are whole fives.
func PlanDay(minutes, responding int) Day {
	part := func(n, of int) int {
		if minutes < 60 {
			return max(1, (minutes*n+of/2)/of)
		}
		return max(5, 5*((minutes*n+of*5/2)/(of*5)))
	}
	d := Day{Opening: part(1, 10), Plan: part(1, 6), Closing: part(1, 15)}
	d.Responding = min(responding, part(1, 3))
	d.Talking = max(0, minutes-d.Opening-d.Responding-d.Plan-d.Closing)
	return d
}
