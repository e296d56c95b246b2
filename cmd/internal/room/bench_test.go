package room

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"
)

// BenchmarkRoom lets many phones respond to twelve items each, while every
// phone listens, and gives the time of a page and of a saved response. The disk
// is a real one: each response is synced. People of a room take ten minutes for
// 36 items, 17 seconds for one: "calm" is eight times as fast, "rush" is as fast
// as the machine can.
func BenchmarkRoom(b *testing.B) {
	for _, n := range []int{40, 200, 1000} {
		for name, think := range map[string]time.Duration{"calm": 2 * time.Second, "rush": 0} {
			b.Run(fmt.Sprintf("%s, %d phones", name, n), func(b *testing.B) {
				for b.Loop() {
					hold(b, scene{most: 2000}).answer(n, 12, think)
				}
			})
		}
	}
}

// answer lets n phones respond to so many items; before each, everybody thinks
// for a while.
func (h *held) answer(n, items int, think time.Duration) {
	h.t.Helper()
	b := h.t.(*testing.B)
	http.DefaultTransport.(*http.Transport).MaxIdleConnsPerHost = 4 * n
	phones := make([]*client, n)
	q := h.keeper.Questionnaire("cso")
	for i := range q.Sections {
		if err := h.openSection("cso", q.Sections[i].ID); err != nil {
			b.Fatal(err)
		}
	}
	var ready, done sync.WaitGroup
	var mu sync.Mutex
	var pages, saves []time.Duration
	for i := range phones {
		ready.Add(1)
		go func() { defer ready.Done(); phones[i] = h.join(0) }()
	}
	ready.Wait()
	begin := time.Now()
	for i, c := range phones {
		done.Add(1)
		go func() {
			defer done.Done()
			c.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
			stream, err := c.http.Get(c.home + "/events")
			if err == nil {
				defer stream.Body.Close()
			}
			for k := 1; k <= items; k++ {
				at := fmt.Sprintf("/r/%d", k)
				time.Sleep(time.Duration(rand.Int64N(2*int64(think) + 1)))
				t0 := time.Now()
				c.get(at)
				t1 := time.Now()
				if c.send(at, "r", fmt.Sprint((i+k)%4)).code != http.StatusSeeOther {
					b.Errorf("a response was answered with %d", c.code)
				}
				t2 := time.Now()
				mu.Lock()
				pages, saves = append(pages, t1.Sub(t0)), append(saves, t2.Sub(t1))
				mu.Unlock()
			}
		}()
	}
	done.Wait()
	took := time.Since(begin)
	kept := 0
	for _, p := range h.keeper.People() {
		kept += len(p.Rounds[0])
	}
	if kept != n*items {
		b.Errorf("%d responses were kept; expected %d", kept, n*items)
	}
	for name, list := range map[string][]time.Duration{"page": pages, "save": saves} {
		slices.Sort(list)
		b.ReportMetric(float64(list[len(list)/2])/1e6, name+"-p50-ms")
		b.ReportMetric(float64(list[len(list)*99/100])/1e6, name+"-p99-ms")
	}
	b.ReportMetric(float64(2*n*items)/took.Seconds(), "req/s")
}
