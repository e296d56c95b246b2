// Package browser opens pages in a real browser for tests: headless Chromium,
// driven by chromedp. No program of the project links it.
//
// Where Chromium or axe-core is missing a test skips and says so; on the build
// machine, where CI is set, it fails. make tools installs both.
package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// patience is how long one step may take before a test gives up: long, since
// machines are noisy, and a step that works is never waited for.
const patience = time.Minute

// Browser is a running Chromium without a profile of its own.
type Browser struct{ ctx context.Context }

// Open starts Chromium for as long as the test runs.
func Open(t testing.TB) *Browser {
	t.Helper()
	path := chromium(t)
	dir := t.TempDir()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(dir), chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.WSURLReadTimeout(patience))
	allocated, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocated)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx)
		cancel()
		stop()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start chromium: %v", err)
	}
	return &Browser{ctx}
}

// chromium finds the program.
func chromium(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	missing(t, "chromium")
	return ""
}

func missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is not installed; CI needs it (make tools)", what)
	}
	t.Skipf("SKIPPED, NOTHING CHECKED: %s is not installed (make tools)", what)
}

// View is how a page is looked at. The zero value is a laptop, light, with
// script.
type View struct {
	Width, Height int // CSS pixels; 1280 by 800 when 0
	Dark          bool
	NoScript      bool
}

// The two views that every page is made for.
var (
	Phone  = View{Width: 360, Height: 740}
	Laptop = View{Width: 1280, Height: 800}
)

// Page is one window with cookies of its own.
type Page struct {
	t        testing.TB
	ctx      context.Context
	noScript bool
}

// Page opens an empty window that shares nothing with others.
func (b *Browser) Page(t testing.TB, v View) *Page {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil { // the window lives as long as the first call
		t.Fatalf("open a window: %v", err)
	}
	p := &Page{t: t, ctx: ctx}
	p.Look(v)
	return p
}

// Look changes how the page is looked at; what is open stays open.
func (p *Page) Look(v View) {
	p.t.Helper()
	if v.Width == 0 {
		v.Width, v.Height = Laptop.Width, Laptop.Height
	}
	call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: int64(v.Width), Height: int64(v.Height), DeviceScaleFactor: 1, Mobile: v.Width < 600,
	})
	p.noScript = v.NoScript
	p.scheme(v.Dark)
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: v.NoScript})
}

// Dark looks at the page in the dark scheme, or in the light one again.
func (p *Page) Dark(dark bool) {
	p.t.Helper()
	p.scheme(dark)
}

// scheme asks for one of the two schemes, and for no motion: a picture or a
// check in the middle of a change of colour would show neither.
func (p *Page) scheme(dark bool) {
	p.t.Helper()
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}},
	})
}

// call sends one command of the protocol.
func call[P, R any](p *Page, command cdp.Command[P, R], parameters P) R {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	out, err := chromedp.Call(ctx, command, parameters)
	if err != nil {
		p.t.Fatalf("tell chromium: %v", err)
	}
	return out
}

// do runs a step that acts, and ends the test when it fails. A step that another
// page came before did not happen, and is tried again.
func do[T any](p *Page, what string, action chromedp.Action[T]) T {
	p.t.Helper()
	return again(p, what, action, overtaken)
}

// read runs a step that changes nothing. It is also tried again when another
// page came in the middle of it: nobody knows how far it got, and it does not
// matter. So it is when the page that came is not built yet.
func read[T any](p *Page, what string, action chromedp.Action[T]) T {
	p.t.Helper()
	return again(p, what, action, func(err error) bool {
		return overtaken(err) || interrupted(err) || saysOne(err, "Cannot read properties of null")
	})
}

// again runs a step until it happens, fails for a reason that trying again
// cannot mend, or patience ends: pages that follow by themselves may come one
// after the other.
func again[T any](p *Page, what string, action chromedp.Action[T], mendable func(error) bool) T {
	p.t.Helper()
	end := time.Now().Add(patience)
	out, err := try(p, action)
	for err != nil && mendable(err) && time.Now().Before(end) {
		time.Sleep(20 * time.Millisecond)
		out, err = try(p, action)
	}
	if err != nil {
		p.t.Fatalf("%s: %v\n%s", what, err, p.glimpse())
	}
	return out
}

// overtaken reports whether another page came before a step, which then did
// not happen.
func overtaken(err error) bool {
	return saysOne(err, "Cannot find context", "No node with given id", "Could not find node with given id")
}

// interrupted reports whether another page came while a step was running.
func interrupted(err error) bool {
	return saysOne(err, "Inspected target navigated or closed", "Execution context was destroyed", "Promise was collected")
}

func saysOne(err error, texts ...string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(err.Error(), text) })
}

func try[T any](p *Page, action chromedp.Action[T]) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, action)
}

// glimpse gives the beginning of the page for a message.
func (p *Page) glimpse() string {
	ctx, cancel := context.WithTimeout(p.ctx, 5*time.Second)
	defer cancel()
	where, _ := chromedp.Run(ctx, chromedp.Location())
	text, err := chromedp.Run(ctx, chromedp.Text(chromedp.CSS("body")))
	if err != nil {
		return "the page cannot be read"
	}
	if len(text) > 600 {
		text = text[:600] + " …"
	}
	return "at " + where + ":\n" + text
}

// Go opens an address and waits until it is loaded. Where the page before goes
// on by itself at that moment, Chromium gives up one of the two; the address is
// then opened again.
func (p *Page) Go(address string) {
	p.t.Helper()
	again(p, "open "+address, chromedp.Navigate(address), func(err error) bool {
		return overtaken(err) || interrupted(err) || saysOne(err, "net::ERR_ABORTED")
	})
}

// TryGo opens an address that may not be there.
func (p *Page) TryGo(address string) error {
	_, err := try(p, chromedp.Navigate(address))
	return err
}

// File opens a file of this computer.
func (p *Page) File(path string) {
	p.t.Helper()
	full, err := filepath.Abs(path)
	if err != nil {
		p.t.Fatal(err)
	}
	p.Go("file://" + full)
}

// Click clicks on the first element of a CSS selector.
func (p *Page) Click(selector string) {
	p.t.Helper()
	do(p, "click "+selector, chromedp.Click(chromedp.CSS(selector)))
}

// Follow clicks on the first element of a CSS selector and waits for the page
// that follows.
func (p *Page) Follow(selector string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		p.t.Fatalf("follow %s: %v\n%s", selector, err, p.glimpse())
	}
}

// Fill types text into a field.
func (p *Page) Fill(selector, text string) {
	p.t.Helper()
	Eval[string](p, "document.querySelector("+quote(selector)+").value = \"\"")
	do(p, "fill "+selector, chromedp.SendKeys(chromedp.CSS(selector), text))
}

// Keys presses keys where the focus is; chromedp's package kb names those
// without a letter.
func (p *Page) Keys(keys string) {
	p.t.Helper()
	do(p, "press keys", chromedp.KeyEvent(keys))
}

// Text gives what a person reads of the first element of a selector.
func (p *Page) Text(selector string) string {
	p.t.Helper()
	return read(p, "read "+selector, chromedp.Text(chromedp.CSS(selector), chromedp.NodeReady))
}

// Has reports whether an element is there now.
func (p *Page) Has(selector string) bool {
	p.t.Helper()
	return Eval[int](p, "document.querySelectorAll("+quote(selector)+").length") > 0
}

// WaitFor waits until an element shows.
func (p *Page) WaitFor(selector string) {
	p.t.Helper()
	read(p, "wait for "+selector, chromedp.WaitVisible(chromedp.CSS(selector)))
}

// Address gives where the window is.
func (p *Page) Address() string {
	p.t.Helper()
	return read(p, "read the address", chromedp.Location())
}

// Eval runs script in the page, also where the page itself may not, and gives
// its value.
func Eval[T any](p *Page, script string) T {
	p.t.Helper()
	return read(p, "evaluate", chromedp.Evaluate[T](script))
}

// Offline takes the network away, or gives it back.
func (p *Page) Offline(off bool) {
	p.t.Helper()
	call(p, network.Enable, network.EnableParams{})
	conditions := []*network.Conditions{}
	if off {
		conditions = append(conditions, &network.Conditions{Offline: true, DownloadThroughput: -1, UploadThroughput: -1})
	}
	call(p, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: conditions})
	call(p, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: off, DownloadThroughput: -1, UploadThroughput: -1})
}

// Picture saves the whole page as a PNG.
func (p *Page) Picture(path string) {
	p.t.Helper()
	if err := os.WriteFile(path, read(p, "take a picture", chromedp.FullScreenshot(100)), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// Print gives the page as the browser prints it, a PDF.
func (p *Page) Print() []byte {
	p.t.Helper()
	return read(p, "print", chromedp.PrintToPDF())
}

// Sideways gives by how many pixels the page is wider than its window: 0 when
// nobody has to scroll sideways.
func (p *Page) Sideways() int {
	p.t.Helper()
	return Eval[int](p, "document.documentElement.scrollWidth - document.documentElement.clientWidth")
}

// violation is one finding of axe-core.
type violation struct {
	ID, Impact, Help string
	Nodes            []struct {
		HTML           string `json:"html"`
		FailureSummary string `json:"failureSummary"`
	}
}

// Accessible ends the test when axe-core finds a violation of WCAG 2.2 AA or of
// its best practices on the page as it is now. Where the page itself may run no
// script, only axe-core does; what stands in noscript, which Chromium would hide
// meanwhile, is put in its place. Rules that are excepted need a check of their
// own beside it.
func (p *Page) Accessible(what string, except ...string) {
	p.t.Helper()
	rules := map[string]map[string]bool{}
	for _, rule := range except {
		rules[rule] = map[string]bool{"enabled": false}
	}
	off, _ := json.Marshal(rules) // such a map always marshals
	run := `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], rules: ` + string(off) + `})
		.then(r => JSON.stringify(r.violations))`
	if p.noScript {
		call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
		defer call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	}
	if p.noScript {
		Eval[chromedp.Void](p, `document.body.querySelectorAll("noscript").forEach(n => n.replaceWith(...n.childNodes))`)
	}
	found := again(p, "run axe-core", chromedp.Evaluate[string](run, chromedp.EvalAwaitPromise), func(err error) bool {
		if saysOne(err, "axe is not defined") { // once for a page: it is half a megabyte
			script, err := os.ReadFile(axe(p.t))
			if err != nil {
				p.t.Fatal(err)
			}
			Eval[chromedp.Void](p, string(script)+"; undefined")
			return true
		}
		return overtaken(err) || interrupted(err)
	})
	var list []violation
	if err := json.Unmarshal([]byte(found), &list); err != nil {
		p.t.Fatal(err)
	}
	for _, v := range list {
		var where strings.Builder
		for _, n := range v.Nodes {
			fmt.Fprintf(&where, "\n  %s\n    %s", n.HTML, strings.ReplaceAll(n.FailureSummary, "\n", "\n    "))
		}
		p.t.Errorf("%s: axe-core, %s (%s): %s%s", what, v.ID, v.Impact, v.Help, where.String())
	}
}

// axe finds axe-core, which make tools puts into bin/tools.
func axe(t testing.TB) string {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	path := filepath.Join(filepath.Dir(here), "..", "..", "..", "bin", "tools", "node_modules", "axe-core", "axe.min.js")
	if _, err := os.Stat(path); err != nil {
		missing(t, "axe-core")
	}
	return path
}

func quote(s string) string {
	b, _ := json.Marshal(s) // a string always marshals
	return string(b)
}
