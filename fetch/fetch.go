// Package fetch gets one page from the network, for those who asked for it by
// starting the program with --fetch. What a link says is not trusted: it is
// only followed to public addresses, for so long and for so much.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"demarche"
)

// Bounds of a page.
const (
	MaxBytes  = 8 << 20
	wait      = 20 * time.Second
	redirects = 5
)

// Page is what a link gave.
type Page struct {
	URL  string // after redirects
	Body []byte
}

// Fetcher gets pages.
type Fetcher struct {
	client *http.Client
	allow  func(netip.AddrPort) bool
}

// New makes a fetcher that goes to public addresses only, on the ports of the
// web. It heeds no proxy of the environment: behind one nobody could tell where
// a link leads.
func New() *Fetcher { return newFetcher(public) }

func newFetcher(allow func(netip.AddrPort) bool) *Fetcher {
	f := &Fetcher{allow: allow}
	// Control sees the address that a name was resolved to, right before it is
	// dialled: a name that points to another address the next time gains nothing.
	dialer := &net.Dialer{Timeout: wait / 2, Control: func(_, address string, _ syscall.RawConn) error {
		a, err := netip.ParseAddrPort(address)
		if err != nil || !f.allow(a) {
			return &demarche.Error{Code: demarche.Forbidden, What: "the link leads to an address that is not public, and is not followed", Repair: "open it yourself and paste the text"}
		}
		return nil
	}}
	f.client = &http.Client{
		Timeout: wait,
		Transport: &http.Transport{Proxy: nil, DialContext: dialer.DialContext, TLSHandshakeTimeout: wait / 2, ResponseHeaderTimeout: wait / 2,
			MaxResponseHeaderBytes: 64 << 10, DisableKeepAlives: true, ForceAttemptHTTP2: true},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) > redirects {
				return &demarche.Error{Code: demarche.Unavailable, What: "the link leads from one page to the next and never arrives"}
			}
			return check(r.URL)
		},
	}
	return f
}

// Get gets the page of a link.
func (f *Fetcher) Get(ctx context.Context, link string) (*Page, error) {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil {
		return nil, &demarche.Error{Code: demarche.Invalid, What: "this is no link", Repair: "write it whole: https://…"}
	}
	if err := check(u); err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, &demarche.Error{Code: demarche.Invalid, What: "this is no link", Err: err}
	}
	r.Header.Set("User-Agent", "demarche/"+demarche.Version)
	r.Header.Set("Accept", "text/html, text/plain;q=0.8, application/xhtml+xml")
	resp, err := f.client.Do(r)
	if err != nil {
		if e, ok := errors.AsType[*demarche.Error](err); ok {
			return nil, e
		}
		return nil, &demarche.Error{Code: demarche.Unavailable, Where: u.Host, What: "the page cannot be had", Err: reason(err), Repair: "open it yourself and paste the text"}
	}
	defer func() { _ = resp.Body.Close() }() // only read from
	if resp.StatusCode != http.StatusOK {
		return nil, &demarche.Error{Code: demarche.Unavailable, Where: u.Host, What: fmt.Sprintf("the page cannot be had: the server says %d", resp.StatusCode), Repair: "open it yourself and paste the text"}
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, MaxBytes+1))
	switch {
	case err != nil:
		return nil, &demarche.Error{Code: demarche.Unavailable, Where: u.Host, What: "the page broke off", Err: reason(err)}
	case len(body) > MaxBytes:
		return nil, &demarche.Error{Code: demarche.Invalid, Where: u.Host, What: fmt.Sprintf("the page has more than %d MB", MaxBytes>>20), Repair: "open it yourself and paste the text"}
	}
	return &Page{URL: resp.Request.URL.String(), Body: body}, nil
}

// reason is the innermost of an error of the network, which does not repeat the
// link.
func reason(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

func check(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https", u.Hostname() == "":
		return &demarche.Error{Code: demarche.Invalid, What: "this is no link to a page", Repair: "it begins with https:// or http://"}
	case u.User != nil:
		return &demarche.Error{Code: demarche.Invalid, What: "the link has a name or password in it, and is not followed", Repair: "leave out what stands before the @"}
	}
	return nil
}

// special are the networks that are not the public internet, besides those that
// netip knows by itself.
var special = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"), netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("192.88.99.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"),
	netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("fec0::/10"), netip.MustParsePrefix("3fff::/20"),
}

// public reports whether an address is one of the public internet, on a port of
// the web.
func public(a netip.AddrPort) bool {
	ip := a.Addr().Unmap()
	if port := a.Port(); port != 80 && port != 443 || ip.Zone() != "" || !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return false
	}
	for _, p := range special {
		if p.Contains(ip) {
			return false
		}
	}
	return true
}
