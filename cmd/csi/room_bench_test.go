package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// roomPace sets the pace of every load of BenchmarkRoom.
var roomPace = flag.Float64("room-pace", 0, "how many times faster than people the phones of BenchmarkRoom respond; 1 takes ten minutes a load")

// perItem is what a person takes for an item: ten minutes for all.
const perItem = 10 * time.Minute / itemsOfCore

// BenchmarkRoom lets phones respond to 36 items each on loopback as a browser
// does it: the form goes out, the next page comes, and a stream of events is
// opened anew on it. To end in minutes the phones are faster than people, as
// the name of a load says. The room is the built program in a process of its
// own; every response is synced to the disk. Just before, the same load goes to
// an empty handler of net/http, also a process of its own. Reported are the
// latencies of pages and saves, how many times those of the empty handler they
// are, and the peak of the memory of the process. A lost response is a failure.
// Beside the room the disk is asked now and then for what a save needs at least,
// a file and its folder synced: disk-p99-ms is what others on this computer
// leave of it.
func BenchmarkRoom(b *testing.B) {
	csi, empty := build(b, root, "./cmd/csi"), program(b, emptyServer)
	for _, load := range []struct {
		phones int
		pace   float64
	}{{40, 40}, {200, 20}, {1000, 5}} {
		if *roomPace > 0 {
			load.pace = *roomPace
		}
		b.Run(fmt.Sprintf("phones=%d/pace=%g", load.phones, load.pace), func(b *testing.B) {
			var least *latencies
			b.Run("empty", func(b *testing.B) {
				for b.Loop() {
					s, text := serve(b, b.TempDir(), regexp.MustCompile("^http://"), empty)
					s.home = strings.TrimSpace(text)
					phones := make([]*handset, load.phones)
					for i := range phones {
						phones[i] = newHandset(s.home)
					}
					least = s.respondAll(phones, load.pace, http.StatusOK)
					least.report(b, nil)
				}
			})
			b.Run("csi", func(b *testing.B) {
				for b.Loop() {
					dir := b.TempDir()
					newDay(b, csi, dir)
					s := serveRoom(b, csi, dir, freePort(b))
					phones := s.joinAll(load.phones)
					s.openAll()
					disk := askDisk(b)
					s.respondAll(phones, load.pace, http.StatusSeeOther).report(b, least)
					b.ReportMetric(disk(), "disk-p99-ms")
					s.interrupt()
					s.nothingLost(phones)
				}
			})
		})
	}
}

// emptyServer is the least that net/http can do.
const emptyServer = `package main

import (
	"fmt"
	"net"
	"net/http"
)

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Printf("http://%s\n", l.Addr())
	panic(http.Serve(l, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})))
}
`

// latencies are what phones waited for.
type latencies struct {
	mu           sync.Mutex
	pages, saves []time.Duration
	requests     int
	took         time.Duration
	peak         float64 // memory of the process, in MiB; 0 where the system does not tell
}

// joinAll lets so many people join, 32 at a time.
func (s *server) joinAll(n int) []*handset {
	s.t.Helper()
	phones := make([]*handset, n)
	turn := make(chan struct{}, 32)
	var all sync.WaitGroup
	for i := range phones {
		phones[i] = newHandset(s.home)
		all.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			if err := phones[i].join(s.code); err != nil {
				s.t.Errorf("phone %d: %v", i, err)
			}
		})
	}
	all.Wait()
	if s.t.Failed() {
		s.t.FailNow()
	}
	return phones
}

// respondAll lets all phones respond to all items. saved is the status of a
// response that was saved.
func (s *server) respondAll(phones []*handset, pace float64, saved int) *latencies {
	s.t.Helper()
	l := &latencies{}
	think := float64(perItem) / pace
	begin := time.Now()
	var all sync.WaitGroup
	for i, h := range phones {
		all.Go(func() {
			defer h.http.CloseIdleConnections()
			leave := h.listen()
			for n := 1; n <= itemsOfCore; n++ {
				time.Sleep(time.Duration(2 * think * rand.Float64()))
				t0 := time.Now()
				status, _ := h.post("/r/"+strconv.Itoa(n), "round", "1", "r", value(i, n))
				t1 := time.Now()
				leave()
				page, _ := h.get("/now")
				t2 := time.Now()
				leave = h.listen()
				if status != saved || page != http.StatusOK {
					s.t.Errorf("item %d of phone %d: saving is answered with %d, the page with %d", n, i, status, page)
				}
				l.mu.Lock()
				l.saves, l.pages, l.requests = append(l.saves, t1.Sub(t0)), append(l.pages, t2.Sub(t1)), l.requests+3
				l.mu.Unlock()
			}
			leave()
		})
	}
	all.Wait()
	l.took, l.peak = time.Since(begin), s.peak()
	return l
}

// value is what a phone responds to an item.
func value(phone, item int) string { return strconv.Itoa((phone + item) % 4) }

// listen opens a stream of events; the function that it gives leaves it.
func (h *handset) listen() (leave func()) {
	ctx, cancel := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, h.home+"/events", nil)
	if err != nil {
		cancel()
		return func() {}
	}
	req.Header.Set("Cookie", h.cookie)
	go func() {
		if res, err := h.http.RoundTrip(req); err == nil {
			_, _ = io.Copy(io.Discard, res.Body)
			_ = res.Body.Close()
		}
	}()
	return cancel
}

// peak gives the most memory that the process had so far, in MiB.
func (s *server) peak() float64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if m := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(data); err == nil && m != nil {
		kib, _ := strconv.ParseFloat(string(m[1]), 64)
		return kib / 1024
	}
	return 0
}

// askEvery is how often the disk is asked.
const askEvery = 40 * time.Millisecond

// askDisk syncs a small new file and its folder again and again; what it gives
// ends that and says what the slowest of a hundred took.
func askDisk(b *testing.B) (p99 func() float64) {
	b.Helper()
	dir, stop, over := b.TempDir(), make(chan struct{}), make(chan struct{})
	var all []time.Duration
	go func() {
		defer close(over)
		for tick := time.NewTicker(askEvery); ; {
			select {
			case <-stop:
				tick.Stop()
				return
			case <-tick.C:
			}
			begin := time.Now()
			if err := syncFile(dir); err != nil {
				b.Error(err)
				return
			}
			// Who would have asked meanwhile would have waited too.
			for took := time.Since(begin); took > 0; took -= askEvery {
				all = append(all, took)
			}
		}
	}()
	return func() float64 {
		close(stop)
		<-over
		return at(all, 99)
	}
}

// syncFile puts a small file into a folder for good.
func syncFile(dir string) error {
	f, err := os.CreateTemp(dir, "new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(make([]byte, 1500))
	err = errors.Join(err, f.Sync(), f.Close(), os.Rename(f.Name(), filepath.Join(dir, "file")))
	d, e := os.Open(dir)
	if err = errors.Join(err, e); err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// at gives the time that so many of a hundred did not exceed, in milliseconds.
func at(all []time.Duration, percent int) float64 {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return float64(all[len(all)*percent/100].Microseconds()) / 1000
}

// report adds the figures to a benchmark, and beside those of the least server
// how many times as much they are.
func (l *latencies) report(b *testing.B, least *latencies) {
	b.Helper()
	for name, of := range map[string]func(*latencies) []time.Duration{
		"page": func(l *latencies) []time.Duration { return l.pages },
		"save": func(l *latencies) []time.Duration { return l.saves },
	} {
		all := of(l)
		b.ReportMetric(at(all, 50), name+"-p50-ms")
		b.ReportMetric(at(all, 99), name+"-p99-ms")
		if least != nil {
			b.ReportMetric(at(all, 99)/at(of(least), 99), name+"-p99-times-empty")
			b.ReportMetric(at(all, 50)/at(of(least), 50), name+"-p50-times-empty")
		}
	}
	b.ReportMetric(float64(l.requests)/l.took.Seconds(), "req/s")
	b.ReportMetric(float64(len(l.saves))/l.took.Seconds(), "saves/s")
	if l.peak > 0 {
		b.ReportMetric(l.peak, "MiB-peak")
	}
	b.ReportMetric(0, "ns/op") // the time of a whole load says nothing
}

// nothingLost holds that every response of every phone is on the disk.
func (s *server) nothingLost(phones []*handset) {
	s.t.Helper()
	if want := fmt.Sprintf("room closed; %d responses saved in day", itemsOfCore*len(phones)); !strings.Contains(s.stderr.String(), want) {
		s.t.Errorf("the room does not say %q:\n%s", want, s.stderr.String())
	}
	kept := s.responses()
	for i, h := range phones {
		for n := 1; n <= itemsOfCore; n++ {
			if got := kept[h.code][n-1]; got != value(i, n) {
				s.t.Errorf("of phone %d %q is kept for item %d; expected %s", i, got, n, value(i, n))
			}
		}
	}
}
