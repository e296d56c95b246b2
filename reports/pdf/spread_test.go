package pdf

import (
	"fmt"
	"slices"
	"testing"
)

func TestSpread(t *testing.T) {
	t.Parallel()
	const begun = 60.0 // below the heading of the part
	for _, c := range []struct {
		name   string
		stages []float64
		key    float64
		want   []int
	}{
		{"three on a page while they fit", []float64{60, 60, 60, 60, 60, 60}, 30, []int{3, 3}},
		{"the last one is not left with the key", []float64{82, 79, 75, 55, 97, 50}, 30, []int{2, 2, 2}},
		{"the key does not go alone", []float64{66, 66, 66, 78, 78, 78}, 30, []int{2, 2, 2}},
		{"a tall one goes on to the next page", []float64{215, 60}, 30, []int{0, 1, 1}},
		{"one stage", []float64{60}, 30, []int{1}},
		{"none is too tall for a page of its own", []float64{400, 60}, 0, []int{0, 1, 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := spread{heights: c.stages, key: c.key, most: perPage, bottom: stageFoot}
			if got := s.pages(begun); !slices.Equal(got, c.want) {
				t.Errorf("pages = %v, want %v", got, c.want)
			}
		})
	}
}

// Nothing passes the foot of a page, nothing is lost, and no page has more than
// three.
func TestSpread_fits(t *testing.T) {
	t.Parallel()
	for seed := range 3000 {
		s := spread{most: perPage, on: seed % 4, bottom: stageFoot, key: float64(seed % 2 * 40)}
		for i := range seed%6 + 1 {
			s.heights = append(s.heights, float64(45+(seed*(i*7+13)+i*31)%66))
		}
		i, y, fresh := 0, 60.0, false
		for n, count := range s.pages(y) {
			if n > 0 {
				y, fresh = top, true
			}
			if count > perPage || n == 0 && count+s.on > perPage {
				t.Fatalf("%+v: %d on page %d", s, count, n)
			}
			for range count {
				if !fresh {
					y += betweenParts
				}
				y, fresh = y+s.heights[i], false
				i++
			}
			if y > s.bottom+slack {
				t.Fatalf("%+v: page %d ends at %.1f", s, n, y)
			}
		}
		if i != len(s.heights) {
			t.Fatalf("%s: laid %d", fmt.Sprintf("%+v", s), i)
		}
	}
}
