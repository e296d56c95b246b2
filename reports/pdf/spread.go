package pdf

// spread says how stages or barriers are spread over pages: on as few as they
// need, and there so that no page is left nearly empty, such as one with the
// last stage and the key alone.
type spread struct {
	heights []float64 // without the gap above
	key     float64   // height of the key after the last one; 0 for none
	most    int       // on a page
	on      int       // on the page that is begun
	bottom  float64
}

// pages gives the count for each page; the first goes on below y and may get
// none. The key may need a page of its own, which is not counted.
func (s spread) pages(y float64) []int {
	counts, _, _ := s.best(0, y, s.most-s.on, false)
	return counts
}

// best lays those from i on, at most so many on the page that ends at y.
// It gives the fewest pages, and of those with equally many the ones with the
// least square of empty space. A fresh page has no gap above its first block.
func (s spread) best(i int, y float64, most int, fresh bool) (counts []int, pages int, empty float64) {
	space := func(y float64) float64 { return (s.bottom - y) * (s.bottom - y) }
	found := false
	take := func(n int, y float64) {
		c, p, e := []int{n}, 1, 0.0
		switch {
		case i+n < len(s.heights):
			more, morePages, moreEmpty := s.best(i+n, top, s.most, true)
			c, p, e = append(c, more...), 1+morePages, space(y)+moreEmpty
		case s.key == 0:
			e = space(y)
		case y+betweenParts+s.key > s.bottom+slack:
			p, e = 2, space(y)+space(top+s.key)
		default:
			e = space(y + betweenParts + s.key)
		}
		if !found || p < pages || p == pages && e < empty {
			found, counts, pages, empty = true, c, p, e
		}
	}
	if !fresh {
		take(0, y)
	}
	for n := 1; n <= most && i+n <= len(s.heights); n++ {
		if !fresh || n > 1 {
			y += betweenParts
		}
		y += s.heights[i+n-1]
		if y > s.bottom+slack && !(fresh && n == 1) {
			break
		}
		take(n, y)
	}
	return counts, pages, empty
}
