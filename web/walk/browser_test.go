package walk

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The library below has changed its face before; everything that the walks need
// of it is in this file.

// browser is one window, with what it asked for and complained of.
type browser struct {
	t    *testing.T
	ctx  context.Context
	base string

	mu       sync.Mutex
	outside  []string // requests that went elsewhere than to base
	troubles []string // errors of scripts and of the security policy
}

// chromium finds the browser; "" where there is none.
func chromium() string {
	for _, name := range []string{os.Getenv("DEMARCHE_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if name == "" {
			continue
		}
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// open starts a browser at an address. A test that uses it is skipped loudly
// where there is none.
func open(t *testing.T, base string) *browser {
	t.Helper()
	path := chromium()
	if path == "" {
		t.Skip("skipped: no Chromium here; make test installs it, or name one in DEMARCHE_CHROMIUM")
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.Headless, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.Flag("disable-dev-shm-usage", true), chromedp.UserDataDir(t.TempDir()), chromedp.WSURLReadTimeout(time.Minute))
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 4*time.Minute)
	t.Cleanup(cancel)
	b := &browser{t: t, ctx: ctx, base: base}
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatalf("the browser does not start: %v", err)
	}
	if err := chromedp.Listen(ctx, b.heard); err != nil {
		t.Fatal(err)
	}
	call(b, network.Enable, network.EnableParams{})
	call(b, log.Enable, cdp.Empty{})
	b.size(1280, 900)
	return b
}

// call sends a command of the protocol.
func call[P, R any](b *browser, cmd cdp.Command[P, R], p P) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, cmd, p); err != nil {
		b.t.Fatalf("%s: %v", cmd.Method, err)
	}
}

// heard collects what must not be.
func (b *browser) heard(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(ev.Request.URL)
		if err == nil && (u.Scheme == "data" || u.Scheme == "blob" || u.Scheme == "about") || strings.HasPrefix(ev.Request.URL, b.base+"/") {
			return
		}
		b.outside = append(b.outside, ev.Request.URL)
	case *page.EventJavascriptDialogOpening:
		// Nobody would answer it, and the walk would stand still. It is left by
		// another goroutine: this one has to hear the answer.
		b.troubles = append(b.troubles, "the page asks back before it is left: something was not sent yet")
		go func() {
			_, _ = chromedp.Call(b.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true}) // where it fails the walk runs out of time
		}()
	case *runtime.EventExceptionThrown:
		b.troubles = append(b.troubles, ev.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		if ev.Entry.Level == "error" {
			b.troubles = append(b.troubles, ev.Entry.Text+" "+ev.Entry.URL)
		}
	}
}

// calm fails where the page asked for something elsewhere or a script failed.
// allowed are beginnings of complaints that the walk provokes on purpose.
func (b *browser) calm(allowed ...string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, u := range b.outside {
		b.t.Errorf("the page asked for %s", u)
	}
next:
	for _, s := range b.troubles {
		for _, a := range allowed {
			if strings.HasPrefix(s, a) {
				continue next
			}
		}
		b.t.Errorf("the page complained: %s", s)
	}
	b.outside, b.troubles = nil, nil
}

func (b *browser) do(what string, a chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, a); err != nil {
		b.t.Fatalf("%s: %v", what, err)
	}
}

// size sets the window in CSS pixels.
func (b *browser) size(width, height int64) {
	b.t.Helper()
	b.do("size", chromedp.EmulateViewport(width, height))
}

// scheme is "light" or "dark".
func (b *browser) scheme(s string) {
	b.t.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: s}}})
}

// visit opens a page of the desk and waits until it has its answer.
func (b *browser) visit(path string) {
	b.t.Helper()
	b.do("visit "+path, chromedp.Navigate(b.base+path))
	b.settled()
}

// settled waits until no answer is awaited: the page marks its main part as busy
// as long as one is.
func (b *browser) settled() {
	b.t.Helper()
	b.until(`!!document.querySelector("main") && !document.querySelector("[aria-busy=true]")`)
}

// until waits for a JavaScript expression to be true.
func (b *browser) until(expr string) {
	b.t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Poll[bool](expr, chromedp.WithPollingTimeout(20*time.Second))); err != nil {
		b.t.Fatalf("waited in vain for %s: %v\nthe page says:\n%s", expr, err, b.text("body"))
	}
}

// keys are those whose names are no letters.
var keys = map[string]string{"enter": kb.Enter, "esc": kb.Escape, "space": " ", "tab": kb.Tab, "down": kb.ArrowDown, "up": kb.ArrowUp, "left": kb.ArrowLeft, "right": kb.ArrowRight, "backspace": kb.Backspace}

// press presses keys one after the other: "g b", "j", "space".
func (b *browser) press(sequence string) {
	b.t.Helper()
	for k := range strings.FieldsSeq(sequence) {
		if code, ok := keys[k]; ok {
			k = code
		}
		for _, r := range k {
			b.key(r)
		}
	}
}

// key goes down and up. The letter comes with the going down, as from a real
// keyboard: sent apart, it may arrive in a field that the key has opened.
func (b *browser) key(r rune) {
	b.t.Helper()
	events := kb.Encode(r)
	for _, e := range events {
		if e.Type == kb.KeyChar {
			events[0].Text, events[0].UnmodifiedText = e.Text, e.UnmodifiedText
		}
	}
	for _, e := range events {
		if e.Type != kb.KeyChar {
			call(b, input.DispatchKeyEvent, *e)
		}
	}
}

// write types text into what has the focus.
func (b *browser) write(text string) {
	b.t.Helper()
	b.do("write "+text, chromedp.KeyEvent(text))
}

// value evaluates a JavaScript expression.
func value[T any](b *browser, expr string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expr))
	if err != nil {
		b.t.Fatalf("%s: %v", expr, err)
	}
	return v
}

// text is what stands in the first element of a selector; "" where there is none.
func (b *browser) text(selector string) string {
	b.t.Helper()
	return value[string](b, fmt.Sprintf(`(document.querySelector(%q) || {innerText: ""}).innerText`, selector))
}

// count is how many elements a selector finds.
func (b *browser) count(selector string) int {
	b.t.Helper()
	return value[int](b, fmt.Sprintf(`document.querySelectorAll(%q).length`, selector))
}

// shows fails unless the page shows some words.
func (b *browser) shows(words ...string) {
	b.t.Helper()
	all := b.text("body")
	for _, w := range words {
		if !strings.Contains(all, w) {
			b.t.Errorf("the page does not show %q; it shows:\n%s", w, all)
		}
	}
}

// where is the address without its beginning.
func (b *browser) where() string {
	b.t.Helper()
	return value[string](b, `location.pathname + location.search`)
}

// picture writes the whole page to a file where DEMARCHE_SCREENS names a folder.
func (b *browser) picture(name string) {
	b.t.Helper()
	dir := os.Getenv("DEMARCHE_SCREENS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o666); err != nil {
		b.t.Fatal(err)
	}
}

// accessible runs axe-core over the page and fails for every violation of WCAG
// 2.2 A and AA.
func (b *browser) accessible(where string) {
	b.t.Helper()
	script := axe(b.t)
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[any](script+"; null")); err != nil {
		b.t.Fatal(err)
	}
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => JSON.stringify(
		r.violations.map(v => ({rule: v.id, help: v.help, at: v.nodes.slice(0, 5).map(n => n.target.join(" ") + "  " + n.html.slice(0, 160) + "  " + (n.any[0] || n.all[0] || n.none[0] || {message: ""}).message)}))))`,
		chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	var violations []struct {
		Rule, Help string
		At         []string
	}
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		b.t.Fatal(err)
	}
	for _, v := range violations {
		b.t.Errorf("%s: %s (%s)\n  %s", where, v.Help, v.Rule, strings.Join(v.At, "\n  "))
	}
}

// back goes back as the browser's button does.
func (b *browser) back() {
	b.t.Helper()
	value[bool](b, `history.back(), true`)
}

// click clicks the first element of a selector.
func (b *browser) click(selector string) {
	b.t.Helper()
	if !value[bool](b, `(e => (e?.click(), !!e))(document.querySelector(`+quoted(selector)+`))`) {
		b.t.Fatalf("there is no %s to click", selector)
	}
}

// quoted is a string as JavaScript writes it.
func quoted(s string) string {
	b, _ := json.Marshal(s) // a string always can be
	return string(b)
}
