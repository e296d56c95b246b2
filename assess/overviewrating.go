package assess

// RatingOf gives what a cell is in a group of n assessments, from the counts
// that are printed of it and nothing else, so that it tells nothing more than
// they do: in place where at least half of those that know have it in place,
// partial where at least half have it partial or in place, absent otherwise;
// unknown where more than two in five do not know. False where the counts
// leave it open, or where too few know.
func RatingOf(counts []Between, n, minimum int) (Rating, bool) {
	if counts == nil {
		return 0, false
	}
	c := tightened(counts, n)
	absent, partial, inPlace, unknown, aside := c[0], c[1], c[2], c[3], c[4]
	switch {
	case aside.Low == n:
		return Inapplicable, true
	case n-aside.High < minimum:
		return 0, false
	case 10*unknown.Low > 4*(n-aside.Low):
		return Unknown, true
	case 10*unknown.High > 4*(n-aside.High), absent.Low+partial.Low+inPlace.Low < minimum:
		return 0, false
	case inPlace.Low >= absent.High+partial.High, 2*inPlace.Low+unknown.Low+aside.Low >= n:
		return InPlace, true
	case inPlace.High >= absent.Low+partial.Low && 2*inPlace.High+unknown.High+aside.High >= n:
		return 0, false
	case inPlace.Low+partial.Low >= absent.High, n-unknown.High-aside.High >= 2*absent.High:
		return Partial, true
	case inPlace.High+partial.High >= absent.Low && n-unknown.Low-aside.Low >= 2*absent.Low:
		return 0, false
	}
	return Absent, true
}

// tightened narrows ranges by what their sum leaves them.
func tightened(counts []Between, n int) []Between {
	low, high := 0, 0
	for _, b := range counts {
		low, high = low+b.Low, high+b.High
	}
	out := make([]Between, len(counts))
	for i, b := range counts {
		out[i] = Between{max(b.Low, n-(high-b.High)), min(b.High, n-(low-b.Low))}
	}
	return out
}
