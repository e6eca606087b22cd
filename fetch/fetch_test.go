package fetch

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"demarche"
)

func TestOnlyPublicAddresses(t *testing.T) {
	for _, a := range []string{"127.0.0.1:80", "10.1.2.3:80", "172.16.0.1:443", "192.168.1.1:80", "169.254.169.254:80", "100.64.0.1:80", "0.0.0.0:80", "224.0.0.1:80",
		"255.255.255.255:80", "198.18.0.1:80", "203.0.113.5:80", "[::1]:80", "[::]:80", "[fe80::1]:80", "[fe80::1%eth0]:80", "[fd00::1]:443", "[::ffff:127.0.0.1]:80", "[::ffff:10.0.0.1]:80",
		"[64:ff9b::7f00:1]:80", "[2002:7f00:1::]:80", "[2001:db8::1]:80", "[ff02::1]:80", "93.184.216.34:22", "93.184.216.34:8437", "93.184.216.34:25"} {
		if public(netip.MustParseAddrPort(a)) {
			t.Errorf("%s is taken for public", a)
		}
	}
	for _, a := range []string{"93.184.216.34:443", "8.8.8.8:80", "[2606:2800:220:1::1]:443", "[::ffff:8.8.8.8]:80"} {
		if !public(netip.MustParseAddrPort(a)) {
			t.Errorf("%s is not taken for public", a)
		}
	}
}

// A link to this machine is refused, also by another name and over a redirect;
// with the address allowed the same page is had.
func TestGet(t *testing.T) {
	asked := 0
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) { asked++; _, _ = w.Write([]byte("<p>words")) })
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	mux.HandleFunc("/away", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/page", http.StatusFound) })
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
	})
	mux.HandleFunc("/long", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, MaxBytes+1)) })
	s := httptest.NewServer(mux)
	defer s.Close()
	for _, link := range []string{s.URL + "/page", strings.Replace(s.URL, "127.0.0.1", "localhost", 1) + "/page", strings.Replace(s.URL, "127.0.0.1", "2130706433", 1) + "/page"} {
		if _, err := New().Get(t.Context(), link); err == nil {
			t.Errorf("%s was followed", link)
		}
	}
	if asked > 0 {
		t.Fatal("a link to this machine was followed")
	}
	if _, err := New().Get(t.Context(), s.URL+"/page"); demarche.CodeOf(err) != demarche.Forbidden {
		t.Errorf("the error is %v", err)
	}
	free := newFetcher(func(netip.AddrPort) bool { return true })
	p, err := free.Get(t.Context(), s.URL+"/away")
	if err != nil || string(p.Body) != "<p>words" || p.URL != s.URL+"/page" {
		t.Errorf("%+v %v", p, err)
	}
	for link, code := range map[string]demarche.Code{
		s.URL + "/round": demarche.Unavailable, s.URL + "/file": demarche.Invalid, s.URL + "/long": demarche.Invalid, s.URL + "/nothing": demarche.Unavailable,
		"file:///etc/passwd": demarche.Invalid, "gopher://example.org/": demarche.Invalid, "https://user:secret@example.org/": demarche.Invalid, "": demarche.Invalid, "http://": demarche.Invalid,
		"javascript:alert(1)": demarche.Invalid, "http://[::1": demarche.Invalid,
	} {
		if _, err := free.Get(t.Context(), link); demarche.CodeOf(err) != code || err == nil {
			t.Errorf("%q: %v", link, err)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: the error says the password: %v", link, err)
		}
	}
}
