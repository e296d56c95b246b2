//go:build unix

package main

import (
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"
)

// answering is a person who responds without end, to one item after the other
// and with another value each time, and what came of it.
type answering struct {
	*handset
	said      int                 // responses that were sent so far
	confirmed [itemsOfCore]string // the last value that was confirmed, of each item
	sent      [itemsOfCore]string // the last that was sent
	saves     int                 // confirmed since the server was started
}

// untilGone responds until the server does not answer.
func (a *answering) untilGone(t *testing.T) {
	for {
		item, value := a.said%itemsOfCore, strconv.Itoa((a.said+a.said/itemsOfCore)%4)
		a.said++
		a.sent[item] = value
		switch status, text := a.post("/r/"+strconv.Itoa(item+1), "round", "1", "r", value); status {
		case http.StatusSeeOther:
			a.confirmed[item] = value
			a.saves++
		case 0:
			return
		default:
			t.Errorf("a response is answered with %d:\n%s", status, text)
			return
		}
	}
}

// TestRoom_killed kills the server a hundred times while many phones respond.
// Whatever a phone was told to be saved is on the disk, every file can be read,
// and the next start finds the room as it was, with nothing left lying about.
func TestRoom_killed(t *testing.T) {
	t.Parallel()
	kills, people := 100, 16
	if testing.Short() {
		kills = 10
	}
	dir, port := t.TempDir(), freePort(t)
	newDay(t, "csi", dir)
	s := serveRoom(t, "csi", dir, port)
	var all []*answering
	for _, h := range s.joinAll(people) {
		all = append(all, &answering{handset: h})
	}
	s.openAll()
	saves := 0
	for kill := range kills {
		if kill > 0 {
			s = serveRoom(t, "csi", dir, port)
		}
		var phones sync.WaitGroup
		for _, a := range all {
			phones.Go(func() {
				a.http.CloseIdleConnections()
				a.saves = 0
				if kill > 0 {
					if err := a.comeBack(); err != nil {
						return // killed before the phone was back
					}
				}
				a.untilGone(t)
			})
		}
		time.Sleep(40*time.Millisecond + time.Duration(rand.IntN(80))*time.Millisecond)
		s.kill()
		phones.Wait()
		kept := s.responses()
		for i, a := range all {
			saves += a.saves
			a.check(t, kept[a.code], kill, i)
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("%d kills, %d confirmed responses", kills, saves)
	if saves < 10*kills {
		t.Errorf("only %d responses were confirmed in %d kills: the test tests little", saves, kills)
	}
	last := serveRoom(t, "csi", dir, port)
	last.interrupt()
	left, err := filepath.Glob(filepath.Join(dir, "day", "people", ".*"))
	if more, _ := filepath.Glob(filepath.Join(dir, "day", ".*")); err != nil || len(left)+len(more) > 0 {
		t.Errorf("the next start leaves %q %q: %v", left, more, err)
	}
}

// check compares what a phone was told with what is kept: of each item the last
// value that was confirmed, or the one that was under way.
func (a *answering) check(t *testing.T, kept [itemsOfCore]string, kill, i int) {
	t.Helper()
	for item, value := range a.confirmed {
		got := kept[item]
		if got != value && got != a.sent[item] {
			t.Errorf("kill %d: of person %d %q is kept for item %d; confirmed was %q, sent %q", kill, i, got, item+1, value, a.sent[item])
		}
		a.confirmed[item], a.sent[item] = got, got
	}
}
