package api_test

import (
	"crypto/tls"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"demarche"
	"demarche/account"
	"demarche/api"
	"demarche/api/wire"
	"demarche/view"
)

const passphrase = "correct horse battery"

// closed is a desk with a user of each role; tokens are theirs.
func closed(t *testing.T, change ...func(*api.Config)) (d *desk, tokens map[account.Role]string) {
	t.Helper()
	d = begin(t, true, change...)
	tokens = map[account.Role]string{}
	for _, role := range []account.Role{account.Admin, account.Reader, account.Analyst, account.Editor} {
		d.must(d.users.Add("the "+string(role), role, passphrase))
		token, err := d.users.NewToken("the "+string(role), "", "")
		d.must(err)
		tokens[role] = token
	}
	return d, tokens
}

// Each role may do what its name says, and no more: over every operation that
// there is.
func TestRoles(t *testing.T) {
	d, tokens := closed(t)
	_, body := d.call("GET", "/openapi.json", "")
	var doc struct {
		Paths map[string]map[string]struct {
			Description string `json:"description"`
			Security    []any  `json:"security"`
		} `json:"paths"`
	}
	d.must(json.Unmarshal([]byte(body), &doc))
	tried := 0
	for path, methods := range doc.Paths {
		for method, op := range methods {
			if len(op.Security) == 0 || strings.HasSuffix(path, "/changes") {
				continue
			}
			need := account.Role("")
			for _, r := range account.Roles {
				if strings.Contains(op.Description, "takes the role "+string(r)+".") {
					need = r
				}
			}
			if need == "" {
				t.Errorf("%s %s does not say what it takes", method, path)
			}
			at := strings.TrimPrefix(strings.ReplaceAll(path, "{of}", "nothing"), api.Root)
			if resp, got := d.call(strings.ToUpper(method), at, ""); resp.StatusCode != http.StatusUnauthorized || resp.Header.Get("WWW-Authenticate") == "" {
				t.Errorf("%s %s without a token: %d %s", method, path, resp.StatusCode, got)
			}
			for role, token := range tokens {
				resp, got := d.call(strings.ToUpper(method), at, "", "Authorization", "Bearer "+token)
				if (resp.StatusCode == http.StatusForbidden) == role.May(need) || resp.StatusCode == http.StatusUnauthorized {
					t.Errorf("%s %s as %s: %d %s", method, path, role, resp.StatusCode, got)
				}
				tried++
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d were tried", tried)
	}
	// Some decisions take more than others.
	a, err := d.as(tokens[account.Reader]).Ask(t.Context(), "review", "", view.Params{Type: []string{"meet"}, Limit: 2})
	d.must(err)
	rows := a.(*view.ReviewAnswer).Rows
	merge := wire.Decision{Kind: demarche.DecideMerge, Target: rows[0].ID, Value: asValue(rows[1].ID)}
	if _, err := d.as(tokens[account.Analyst]).Decide(t.Context(), merge); demarche.CodeOf(err) != demarche.Forbidden {
		t.Errorf("an analyst merges: %v", err)
	}
	done, err := d.as(tokens[account.Editor]).Decide(t.Context(), merge)
	d.must(err)
	if done.Decision.By != "the editor" {
		t.Errorf("decided by %s", done.Decision.By)
	}
	undo := wire.Decision{Kind: demarche.DecideUndo, Value: asValue(done.Decision.Seq)}
	if _, err := d.as(tokens[account.Analyst]).Decide(t.Context(), undo); demarche.CodeOf(err) != demarche.Forbidden {
		t.Errorf("an analyst takes back what an editor decided: %v", err)
	}
	if _, err := d.as(tokens[account.Editor]).Decide(t.Context(), wire.Decision{Kind: demarche.DecideAccept, Target: rows[0].ID, By: "the admin"}); demarche.CodeOf(err) != demarche.Forbidden {
		t.Errorf("an editor decides as somebody else: %v", err)
	}
}

// A browser signs in with a password, gets a cookie that is its alone, and out.
func TestSignIn(t *testing.T) {
	d, tokens := closed(t)
	post := func(name, password string) (*http.Response, string) {
		return d.call("POST", "/session", string(asValue(wire.SignIn{Name: name, Password: password})), "Content-Type", asJSON, "Sec-Fetch-Site", "same-origin")
	}
	resp, body := post("The Analyst", passphrase)
	cookies := resp.Cookies()
	if resp.StatusCode != http.StatusOK || len(cookies) != 1 || !strings.Contains(body, `"name":"the analyst"`) {
		t.Fatalf("%d %v %s", resp.StatusCode, cookies, body)
	}
	c := cookies[0]
	if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" || c.Secure || len(c.Value) < 40 {
		t.Errorf("the cookie is %+v", c)
	}
	cookie := c.Name + "=" + c.Value
	if resp, body := d.call("GET", "/session", "", "Cookie", cookie); !strings.Contains(body, `"role":"analyst"`) {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
	if resp, _ := d.call("GET", "/sources", "", "Cookie", cookie); resp.StatusCode != http.StatusOK {
		t.Errorf("signed in: %d", resp.StatusCode)
	}
	if resp, _ := d.call("POST", "/reread", `{}`, "Cookie", cookie, "Content-Type", asJSON); resp.StatusCode != http.StatusForbidden {
		t.Errorf("an analyst reads again: %d", resp.StatusCode)
	}
	if resp, _ := d.call("DELETE", "/session", "", "Cookie", cookie); resp.StatusCode != http.StatusOK || resp.Cookies()[0].MaxAge >= 0 {
		t.Errorf("out: %d %v", resp.StatusCode, resp.Cookies())
	}
	if resp, _ := d.call("GET", "/sources", "", "Cookie", cookie); resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("signed out: %d", resp.StatusCode)
	}
	if resp, _ := post("", tokens[account.Reader]); resp.StatusCode != http.StatusOK {
		t.Errorf("with a token: %d", resp.StatusCode)
	}
	for name, password := range map[string]string{"the analyst": "correct horse batterx", "nobody": passphrase, "": "", "the reader": tokens[account.Admin]} {
		if resp, body := post(name, password); resp.StatusCode != http.StatusUnauthorized || len(resp.Cookies()) > 0 {
			t.Errorf("%q gets in with %q: %d %s", name, password, resp.StatusCode, body)
		}
	}
	// A calendar knows only basic authentication.
	r := httptest.NewRequest("GET", "/", nil)
	r.SetBasicAuth("the reader", tokens[account.Reader])
	if resp, _ := d.call("GET", "/agenda.ics", "", "Authorization", r.Header.Get("Authorization")); resp.StatusCode != http.StatusOK {
		t.Errorf("a calendar: %d", resp.StatusCode)
	}
	r.SetBasicAuth("the reader", passphrase)
	if resp, _ := d.call("GET", "/agenda.ics", "", "Authorization", r.Header.Get("Authorization")); resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("a password sent every time: %d", resp.StatusCode)
	}
	// Who signed in, and who was refused, stands in a file.
	b, err := os.ReadFile(d.path + ".signins")
	d.must(err)
	if s := string(b); strings.Count(s, `"what":"signed in"`) != 2 || strings.Count(s, `"what":"refused"`) != 4 || strings.Count(s, `"what":"signed out"`) != 1 {
		t.Errorf("the log of sign-ins: %s", s)
	}
	// No secret stands in any log.
	for _, s := range []string{d.log.String(), string(b)} {
		for _, secret := range []string{c.Value, passphrase, "batterx", account.Prefix, tokens[account.Reader][4:]} {
			if strings.Contains(s, secret) {
				t.Errorf("the log has the secret %q", secret)
			}
		}
	}
}

// Over TLS the cookie is for TLS alone.
func TestSecureCookie(t *testing.T) {
	d, _ := closed(t)
	var h http.Handler = d.server.Config.Handler
	s := httptest.NewTLSServer(h)
	defer s.Close()
	r, err := http.NewRequestWithContext(t.Context(), "POST", s.URL+api.Root+"/session", strings.NewReader(string(asValue(wire.SignIn{Name: "the reader", Password: passphrase}))))
	d.must(err)
	r.Header.Set("Content-Type", asJSON)
	s.Client().Transport.(*http.Transport).TLSClientConfig.MinVersion = tls.VersionTLS12
	resp, err := s.Client().Do(r)
	d.must(err)
	defer func() { _ = resp.Body.Close() }()
	if len(resp.Cookies()) != 1 || !resp.Cookies()[0].Secure {
		t.Errorf("%d %v", resp.StatusCode, resp.Cookies())
	}
}

// Who tries often has to wait, whatever name he takes, and from wherever.
func TestTooOften(t *testing.T) {
	d, _ := closed(t)
	status := map[int]int{}
	for i := range 14 {
		resp, _ := d.call("POST", "/session", string(asValue(wire.SignIn{Name: "the reader", Password: "guess number " + string(rune('a'+i))})), "Content-Type", asJSON)
		status[resp.StatusCode]++
	}
	if status[http.StatusUnauthorized] != 10 || status[http.StatusTooManyRequests] != 4 {
		t.Errorf("%v", status)
	}
	if resp, _ := d.call("POST", "/session", string(asValue(wire.SignIn{Name: "the reader", Password: passphrase})), "Content-Type", asJSON); resp.StatusCode != http.StatusTooManyRequests {
		t.Errorf("after guessing the right one gets in: %d", resp.StatusCode)
	}
}

// Writing too fast is told so; the client waits and goes on.
func TestWritingTooFast(t *testing.T) {
	d := begin(t, false)
	late := 0
	for range 400 {
		resp, _ := d.call("DELETE", "/articles/nothing", "")
		if resp.StatusCode == http.StatusTooManyRequests {
			if late++; resp.Header.Get("Retry-After") == "" {
				t.Fatal("nobody says how long to wait")
			}
		}
	}
	if late == 0 || late > 100 {
		t.Errorf("%d of 400 came too fast", late)
	}
}

// Another site cannot make a browser write here, nor ask here under a name of
// its own.
func TestOtherSites(t *testing.T) {
	d := begin(t, true)
	body := `{"kind":"reliability","target":"Harbour Wire","value":"A"}`
	for name, headers := range map[string][]string{
		"of another origin":      {"Origin", "https://evil.example"},
		"of another port":        {"Origin", "http://127.0.0.1:1"},
		"of a file":              {"Origin", "null"},
		"said to be cross-site":  {"Sec-Fetch-Site", "cross-site"},
		"said to be a same site": {"Sec-Fetch-Site", "same-site"},
	} {
		resp, got := d.call("POST", "/decisions", body, append(headers, "Content-Type", asJSON)...)
		if resp.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %d %s", name, resp.StatusCode, got)
		}
		if resp, got := d.call("POST", "/articles", met, append(headers, "Content-Type", "text/plain")...); resp.StatusCode != http.StatusForbidden {
			t.Errorf("%s adds: %d %s", name, resp.StatusCode, got)
		}
	}
	for _, host := range []string{"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "192.168.0.1", "[fe80::1]", ""} {
		if resp, got := d.call("GET", "/stat", "", "Host", host); host != "" && resp.StatusCode != http.StatusMisdirectedRequest {
			t.Errorf("as %q: %d %s", host, resp.StatusCode, got)
		}
	}
	for _, host := range []string{"localhost", "LOCALHOST:8437", "127.0.0.1:8437", "127.1.2.3", "[::1]:8437", "desk.localhost"} {
		if resp, got := d.call("GET", "/stat", "", "Host", host); resp.StatusCode != http.StatusOK {
			t.Errorf("as %q: %d %s", host, resp.StatusCode, got)
		}
	}
	resp, got := d.call("POST", "/decisions", body, "Content-Type", asJSON, "Origin", d.server.URL, "Sec-Fetch-Site", "same-origin")
	if resp.StatusCode != http.StatusCreated {
		t.Errorf("its own page: %d %s", resp.StatusCode, got)
	}
	if resp.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("other sites may read")
	}
}

// A desk that others can reach stays closed when its last user goes.
func TestStaysClosed(t *testing.T) {
	d := begin(t, true, func(c *api.Config) { c.Closed = true })
	if resp, _ := d.call("GET", "/stat", ""); resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("without users: %d", resp.StatusCode)
	}
	d.must(d.users.Add("Ada", account.Admin, passphrase))
	token, err := d.users.NewToken("Ada", "", "")
	d.must(err)
	if _, err := d.as(token).Stat(t.Context()); err != nil {
		t.Error(err)
	}
	d.must(d.users.Remove("Ada"))
	if resp, _ := d.call("GET", "/stat", "", "Authorization", "Bearer "+token); resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("after the last user went: %d", resp.StatusCode)
	}
}
