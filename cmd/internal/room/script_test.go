package room

import (
	"strings"
	"testing"
	"time"

	"csi/cmd/internal/browser"
)

// TestScript_follows holds that with script a phone follows the room by
// itself, that a form that somebody fills in is left alone, and that a
// response that cannot be sent waits on the page until the room is back.
func TestScript_follows(t *testing.T) {
	b := browser.Open(t)
	h := hold(t, scene{people: 6})
	p := b.Page(t, browser.Phone)
	p.Go(h.server.URL + "/j/" + h.code)
	p.Follow("main form .btn")
	p.Follow("main form .btn")
	until(t, "the waiting page", func() bool { return p.Has(".owncode") })
	h.does(1, "section")
	until(t, "the item", func() bool { return p.Has("#ask") })
	p.Click("label[for=r2]")
	h.does(5, "section")
	until(t, "the note that the room moved", func() bool { return strings.Contains(p.Text("#moved"), "moved on") })
	if !browser.Eval[bool](p, `document.getElementById("r2").checked`) {
		t.Error("the choice is gone")
	}
	p.Offline(true)
	p.Click("#ask .btn")
	until(t, "the offline page", func() bool { return p.Has("#retry") })
	if text := p.Text("main"); !strings.Contains(text, "No connection to the room") || !strings.Contains(text, "2 Established is kept on this page") || !strings.Contains(text, "csi-room") {
		t.Errorf("the offline page says:\n%s", text)
	}
	p.Accessible("offline")
	keepPicture(p, "en-08-offline.png")
	if kept := browser.Eval[int](p, `localStorage.length + sessionStorage.length`); kept != 0 {
		t.Errorf("%d things are stored on the phone", kept)
	}
	p.Offline(false)
	until(t, "the saved response", func() bool {
		return len(h.keeper.People()) == 7 && saidSomething(h)
	})
	until(t, "the next item", func() bool { return strings.Contains(p.Text("header"), "Item 2 of 36") })
}

// TestScript_none holds that a session works without script: the trainer's
// counts come in a small frame, and phones look again by themselves.
func TestScript_none(t *testing.T) {
	b := browser.Open(t)
	h := hold(t, scene{people: 6})
	h.does(1, "open")
	trainer := b.Page(t, browser.View{NoScript: true})
	trainer.Go(h.server.URL + h.path(1))
	const frame = `(document.querySelector("iframe.counts")?.contentDocument?.body?.innerText || "")`
	until(t, "the counts in the frame", func() bool { return strings.Contains(browser.Eval[string](trainer, frame), "6 of 6") })
	p := b.Page(t, browser.View{Width: 320, Height: 640, NoScript: true})
	p.Go(h.server.URL + "/j/" + h.code)
	p.Follow("main form .btn")
	p.Follow("main form .btn")
	p.Click("label[for=rdk]")
	p.Follow("#ask .btn")
	if text := p.Text("main"); !strings.Contains(text, "Don’t know") || p.Sideways() > 0 {
		t.Errorf("without script the phone says:\n%s", text)
	}
	until(t, "the counts in the frame to go on", func() bool { return strings.Contains(browser.Eval[string](trainer, frame), "7 of 7") })
	trainer.Follow("form .btn")
	until(t, "the phone to look again", func() bool { return strings.Contains(p.Text("main"), "How the room responded") })
}

// saidSomething reports whether the phone's response arrived.
func saidSomething(h *held) bool {
	for _, p := range h.keeper.People() {
		if p.From.String() == "phone" && len(p.Rounds) == 1 && p.Rounds[0]["ag-inf"].Value == 2 {
			return true
		}
	}
	return false
}

// until waits for a condition.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(40 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if is() {
			return
		}
	}
	t.Fatalf("waited in vain for %s", what)
}
