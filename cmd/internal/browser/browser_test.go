package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// recorder is a test that may fail without failing this one.
type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Errorf(string, ...any) { r.failed = true }

const (
	soundPage = `<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1><p>Text.</p></main></html>`
	badPage   = `<!doctype html><html><title></title><main><h1 style="color:#ddd;background:#fff">A page</h1><img src="data:,"></main>
		<div style="width:3000px">wide</div></html>`
)

// The checks that other tests rest on find what is wrong and nothing else.
func TestPage_checks(t *testing.T) {
	t.Parallel()
	b := Open(t)
	for name, c := range map[string]struct {
		text string
		bad  bool
	}{"sound": {soundPage, false}, "bad": {badPage, true}} {
		file := filepath.Join(t.TempDir(), name+".html")
		if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, noScript := range []bool{false, true} {
			p := b.Page(t, View{Width: 360, Height: 740, NoScript: noScript})
			p.File(file)
			if got := p.Sideways() > 0; got != c.bad {
				t.Errorf("%s: scrolls sideways: %v", name, got)
			}
			r := &recorder{TB: t}
			p.t = r
			p.Accessible(name)
			if r.failed != c.bad {
				t.Errorf("%s: axe-core finds something: %v", name, r.failed)
			}
		}
	}
}

// What stands on a page for those without script only is looked at there, and
// the page has no script afterwards either.
func TestPage_Accessible_withoutScript(t *testing.T) {
	t.Parallel()
	b := Open(t)
	file := filepath.Join(t.TempDir(), "page.html")
	text := strings.Replace(soundPage, "<p>", `<noscript><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="9"></noscript><p>`, 1)
	text += `<script>document.title = "by script"</script>`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, noScript := range []bool{false, true} {
		p := b.Page(t, View{NoScript: noScript})
		p.File(file)
		r := &recorder{TB: t}
		p.t = r
		p.Accessible("noscript")
		if r.failed != noScript {
			t.Errorf("script off %v: axe-core finds something: %v", noScript, r.failed)
		}
		p.t = t
		p.File(file)
		if got := Eval[string](p, "document.title") == "by script"; got == noScript {
			t.Errorf("script off %v: the page ran script: %v", noScript, got)
		}
	}
}

func TestPage_withoutNetworkAndScript(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(`<!doctype html><title>x</title><p id=p>plain</p><a href="/next">next</a><script>document.getElementById("p").textContent = "script"</script>`))
	}))
	defer server.Close()
	b := Open(t)
	for noScript, want := range map[bool]string{false: "script", true: "plain"} {
		p := b.Page(t, View{NoScript: noScript})
		p.Go(server.URL)
		if got := p.Text("#p"); got != want {
			t.Errorf("script off %v: the page says %q", noScript, got)
		}
		p.Follow("a")
		if got := p.Address(); got != server.URL+"/next" {
			t.Errorf("followed to %s", got)
		}
		p.Offline(true)
		if err := p.TryGo(server.URL); err == nil {
			t.Error("offline, and the page came")
		}
		p.Offline(false)
		p.Go(server.URL)
	}
}

// A page that comes anew by itself, as those of a room do, ends no step.
func TestPage_thatGoesOn(t *testing.T) {
	t.Parallel()
	var opened atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		script := ""
		if n := opened.Add(1); n%20 != 0 { // it rests now and then, so that a longer step can end
			script = fmt.Sprintf("<script>setTimeout(() => location.replace('/%d'), %d)</script>", n, 5+n%40)
		}
		_, _ = w.Write([]byte(strings.Replace(soundPage, "</main>", "<p id=p>plain</p>"+script+"</main>", 1)))
	}))
	defer server.Close()
	p := Open(t).Page(t, View{})
	for opened.Load() < 150 {
		p.Go(server.URL)
		if got := Eval[int](p, "6*7"); got != 42 {
			t.Errorf("6 times 7 is %d", got)
		}
		if got := p.Text("#p"); got != "plain" {
			t.Errorf("the page says %q", got)
		}
		if p.Has("table") || p.Sideways() != 0 {
			t.Error("the page has what it has not")
		}
		p.Accessible("a page that goes on")
	}
}
