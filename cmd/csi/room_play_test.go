package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/cmd/internal/browser"
)

// people is how many take part in the days that are played.
const people = 12

// itemsOfDay is how many items of core-cso are opened: two sections of four.
const itemsOfDay = 8

// TestRoom_wholeDay plays a whole workshop in a real browser, from the first
// command to the last: people join by code, respond, lose the network, come
// back on another phone; the trainer opens, closes, shows, asks again and
// agrees; then the commands for afterwards.
func TestRoom_wholeDay(t *testing.T) {
	t.Parallel()
	chromium := browser.Open(t)
	t.Run("with script", func(t *testing.T) { playDay(t, chromium, false) })
	t.Run("without script", func(t *testing.T) { playDay(t, chromium, true) })
}

// playDay plays one day. Five people have phones with a browser, the others
// send what a browser would.
func playDay(t *testing.T, chromium *browser.Browser, noScript bool) {
	d := openDay(t, "en")
	phone := browser.Phone
	phone.NoScript = noScript
	laptop := browser.Laptop
	laptop.NoScript = noScript
	windows := people
	if noScript {
		windows = 3
	}
	var seats []seat
	for i := range people {
		if i < windows {
			seats = append(seats, &windowSeat{t: t, p: chromium.Page(t, phone), home: d.home})
		} else {
			seats = append(seats, newLineSeat(t, d.home))
		}
		seats[i].join(d.code, strconv.Itoa(i%4+1))
	}
	show := &stage{day: d, trainer: chromium.Page(t, laptop), screen: chromium.Page(t, laptop), noScript: noScript}
	show.trainer.Go(d.trainer)
	show.screen.Go(d.home + "/screen")
	until(t, "twelve on the big screen", func() bool {
		show.lookAgain(show.screen)
		return show.screen.Has("#joined") && show.screen.Text("#joined") == strconv.Itoa(people)
	})
	show.checked("the big screen before", show.screen)
	show.checked("the trainer's page before", show.trainer)
	respondAll(t, chromium, show, seats)
	showAll(t, show, seats)
	closeDay(t, show, seats[0].(*windowSeat))
	afterwards(t, chromium, d, seats)
}

// said is what a person responds to an item: values from 0 to 3, and some
// who don't know.
func said(person, item int) string {
	if (person+item)%7 == 0 {
		return "dk"
	}
	return strconv.Itoa((person + 2*item) % 4)
}

// respondAll opens two sections one after the other; everybody responds. One
// phone loses the network in the middle, one person comes back on another.
func respondAll(t *testing.T, chromium *browser.Browser, s *stage, seats []seat) {
	first, second := seats[0].(*windowSeat), seats[1].(*windowSeat)
	s.does(1, "section")
	until(t, "the first item", func() bool { s.lookAgain(first.p); return first.asks(1) })
	s.checked("a phone with an item", first.p)
	s.checked("the trainer's page of an open item", s.trainer)
	s.lookAgain(s.screen)
	s.checked("the big screen of an open section", s.screen)
	tap(t, first.p, "nav.turns a[rel=next]", func() bool { return first.asks(2) })
	tap(t, first.p, "nav.turns a[rel=prev]", func() bool { return first.asks(1) })
	for n := 1; n <= 4; n++ {
		for i, one := range seats {
			if i == 1 && n == 3 && !s.noScript {
				loseNetwork(t, second, n, said(i, n))
			} else {
				one.respond(n, said(i, n))
			}
		}
	}
	s.checked("a phone that waits", first.p)
	lost := seats[2].(*windowSeat)
	other := &windowSeat{t: t, p: chromium.Page(t, browser.View{Width: 360, Height: 740, NoScript: s.noScript}), home: s.home}
	other.comeBack(lost.code())
	if text := other.p.Text("main"); other.code() != lost.code() || !strings.Contains(text, "Saved") {
		t.Errorf("back on another phone, it says:\n%s", text)
	}
	seats[2] = other
	s.does(5, "section")
	for i, one := range seats {
		for n := 5; n <= itemsOfDay; n++ {
			one.respond(n, said(i, n))
		}
	}
	kept := s.kept()
	for i, one := range seats {
		for n := 1; n <= itemsOfDay; n++ {
			if got := kept[one.code()][n]; got != said(i, n) {
				t.Errorf("person %d said %s of item %d; %q is kept", i, said(i, n), n, got)
			}
		}
	}
	if len(kept) != people {
		t.Errorf("%d people are kept; expected %d", len(kept), people)
	}
}

// loseNetwork responds while the network is away: the response waits on the
// page and is sent once it is back.
func loseNetwork(t *testing.T, w *windowSeat, n int, value string) {
	t.Helper()
	until(t, "the item before the network goes", func() bool { return w.asks(n) })
	w.p.Offline(true)
	w.p.Click("label[for=r" + value + "]")
	w.p.Click("#ask .btn")
	until(t, "the page without network", func() bool { return w.p.Has("#retry") })
	w.p.Accessible("a phone without network")
	keepPicture(w.p, "a phone without network")
	if wide := w.p.Sideways(); wide > 0 {
		t.Errorf("a phone without network: %d pixels too wide", wide)
	}
	w.p.Offline(false)
	until(t, "the item after the network came back", func() bool { return w.asks(n + 1) })
}

// showAll shows item by item, asks one again, and agrees on two.
func showAll(t *testing.T, s *stage, seats []seat) {
	phone := seats[0].(*windowSeat)
	s.does(1, "freeze")
	s.does(5, "freeze")
	for n := 1; n <= itemsOfDay; n++ {
		s.does(n, "show")
		want := map[string]int{}
		for i := range people {
			want[said(i, n)]++
		}
		s.shows(n, want)
	}
	s.does(2, "look")
	s.does(2, "talk")
	s.checked("the trainer's page during a talk", s.trainer)
	until(t, "the own response", func() bool {
		phone.now()
		return phone.p.Has("tr.you") && strings.HasPrefix(phone.p.Text("tr.you th"), said(0, 2))
	})
	s.checked("a phone that shows", phone.p)
	s.does(2, "open")
	want := map[string]int{}
	for i, one := range seats {
		value := said(i, 2)
		if value == "0" {
			value = "1"
			one.respond(2, value)
		}
		want[value]++
	}
	s.does(2, "show")
	s.shows(2, want)
	s.checked("the big screen after a second round", s.screen)
	if side := strings.Join(strings.Fields(s.trainer.Text("aside dl")), " "); !strings.Contains(side, "responded 12") {
		t.Errorf("beside the second round it says %q", side)
	}
	s.agrees(1, "2", "the calendar is public", "")
	s.agrees(2, "1", "closer after talking", "two saw it otherwise")
}

// closeDay closes the room on the trainer's page.
func closeDay(t *testing.T, s *stage, phone *windowSeat) {
	s.trainer.Go(s.trainerBase() + "close")
	s.checked("the page that closes", s.trainer)
	s.trainer.Click("main form .btn")
	until(t, "the last page on a phone", func() bool {
		s.lookAgain(phone.p)
		return phone.p.Has(`form[action$="/forget"]`)
	})
	s.checked("the last page on a phone", phone.p)
	<-s.over
	if want := fmt.Sprintf("room closed; %d responses saved in day", people*itemsOfDay); !strings.Contains(s.stderr.String(), want) {
		t.Errorf("the room does not say %q:\n%s", want, s.stderr.String())
	}
}

// afterwards runs the commands that follow a day, and looks for what must be
// gone at its end.
func afterwards(t *testing.T, chromium *browser.Browser, d *day, seats []seat) {
	results := command(t, d.dir, "", "workshop", "results", "day", "--yes")
	for _, want := range []string{"ag-inf", "dr-par", "12 people"} {
		if !strings.Contains(results, want) {
			t.Errorf("the results lack %q:\n%s", want, results)
		}
	}
	rest := strings.Repeat("2\n12\n\n\n", 34)
	if text := command(t, d.dir, rest, "workshop", "agree", "day", "--plain"); !strings.Contains(text, "36 of 36 items agreed") {
		t.Errorf("agreeing on the rest says at its end:\n%s", text[max(0, len(text)-800):])
	}
	for _, file := range []string{"day.pdf", "day.html"} {
		command(t, d.dir, "", "workshop", "report", "day", "-o", file)
		if info, err := os.Stat(filepath.Join(d.dir, file)); err != nil || info.Size() < 10_000 {
			t.Errorf("no report %s: %v", file, err)
		}
	}
	lookAt(t, chromium, filepath.Join(d.dir, "day.html"))
	before := command(t, d.dir, "", "workshop", "results", "day", "--json", "--yes")
	if text := command(t, d.dir, "", "workshop", "forget", "day", "--yes"); !strings.Contains(text, "Statement for the minutes") {
		t.Errorf("forgetting says:\n%s", text)
	}
	nothingOfPeople(t, filepath.Join(d.dir, "day"), seats)
	after := command(t, d.dir, "", "workshop", "results", "day", "--json", "--yes")
	// Of what was never shown, not even whether anybody responded is kept.
	before = strings.ReplaceAll(before, `"hidden": "nobody"`, `"hidden": "not-shown"`)
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("what the room saw changed by forgetting:\n%s", diff)
	}
}

// nothingOfPeople holds that no file of a folder has anything of one person:
// no code, no card, no list of responses.
func nothingOfPeople(t *testing.T, folder string, seats []seat) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		text := string(data)
		for _, one := range seats {
			code := strings.ReplaceAll(one.code(), " ", "")
			if strings.Contains(text, code) || strings.Contains(path, code) || strings.Contains(text, one.code()) {
				t.Errorf("the code of a person is left in %s", path)
			}
		}
		for _, bad := range []string{"kind: participant", "from: phone", "rounds:", "\ncard:"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s has %q", path, bad)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(folder, "people")); !os.IsNotExist(err) {
		t.Errorf("the folder of the people is there: %v", err)
	}
}

// TestRoom_languages opens the pages of a room in French and Ukrainian.
func TestRoom_languages(t *testing.T) {
	t.Parallel()
	chromium := browser.Open(t)
	for _, lang := range []string{"fr", "uk"} {
		t.Run(lang, func(t *testing.T) {
			d := openDay(t, lang)
			s := &stage{day: d, trainer: chromium.Page(t, browser.Laptop), screen: chromium.Page(t, browser.Laptop)}
			w := &windowSeat{t: t, p: chromium.Page(t, browser.Phone), home: d.home}
			w.p.Go(d.home + "/")
			s.checked(lang+" joining", w.p)
			w.join(d.code, "1")
			for i := 1; i < 5; i++ {
				one := newLineSeat(t, d.home)
				one.join(d.code, strconv.Itoa(i%4+1))
				defer func() { one.http.CloseIdleConnections() }()
				s.others = append(s.others, one)
			}
			s.trainer.Go(d.trainer)
			s.does(1, "section")
			until(t, "the item", func() bool { return w.asks(1) })
			s.checked(lang+" item", w.p)
			w.respond(1, "2")
			for i, one := range s.others {
				one.respond(1, said(i, 1))
			}
			s.does(1, "show")
			w.now()
			s.checked(lang+" shown", w.p)
			s.screen.Go(d.home + "/screen")
			s.checked(lang+" big screen", s.screen)
			s.checked(lang+" trainer", s.trainer)
			if got := browser.Eval[string](w.p, "document.documentElement.lang"); got != lang {
				t.Errorf("the phone is in %q", got)
			}
		})
	}
}

// kept reads from the disk what each person's own code keeps, item by item.
func (d *day) kept() map[string]map[int]string {
	d.t.Helper()
	files, err := filepath.Glob(filepath.Join(d.dir, "day", "people", "*.yaml"))
	if err != nil {
		d.t.Fatal(err)
	}
	ids := slices.Collect(itemIDs())
	out := map[string]map[int]string{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			d.t.Fatal(err)
		}
		code := strings.TrimSuffix(filepath.Base(file), ".yaml")
		code = code[:4] + " " + code[4:]
		out[code] = map[int]string{}
		for _, m := range regexp.MustCompile(`([a-z]{2}-[a-z]{3}): \{(?:value: (\d)|(dont_know): true)\}`).FindAllStringSubmatch(string(data), -1) {
			value := m[2]
			if m[3] != "" {
				value = "dk"
			}
			out[code][slices.Index(ids, m[1])+1] = value
		}
	}
	return out
}

// itemIDs gives the items of the sections that are opened, in their order.
func itemIDs() func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, section := range []string{"ag", "dr"} {
			for _, level := range []string{"inf", "con", "dia", "par"} {
				if !yield(section + "-" + level) {
					return
				}
			}
		}
	}
}
