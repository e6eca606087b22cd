// Package client asks a desk over HTTP what the command line asks a file: the
// same questions with the same answers. It is used by the command line's --server
// and by the API's own tests.
package client

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"time"

	"demarche"
	"demarche/api/wire"
	"demarche/export"
	"demarche/intake"
	"demarche/view"
)

// Client asks one desk. It is safe for use by several goroutines.
type Client struct {
	base  *url.URL // ends in /api/v1/
	token string
	http  *http.Client
}

// New makes a client of the desk at an address: http://127.0.0.1:8437. Without
// an http.Client it uses one of its own. The token is that of "demarche user
// token"; none where nobody has to sign in.
func New(address, token string, h *http.Client) (*Client, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return nil, &demarche.Error{Code: demarche.Invalid, What: "this is no address of a desk: " + address, Repair: "write it as demarche serve says it: http://127.0.0.1:8437"}
	}
	u.Path = strings.TrimSuffix(strings.TrimSuffix(u.Path, "/"), "/api/v1") + "/api/v1/"
	u.RawQuery, u.Fragment = "", ""
	if h == nil {
		h = &http.Client{}
	}
	return &Client{base: u, token: token, http: h}, nil
}

// request is one call.
type request struct {
	method, path string
	query        url.Values
	body         io.Reader
	kind, accept string
	headers      map[string]string
}

// tries is how often a request without a body is sent again when the desk says
// that too much is asked at once.
const tries = 5

// do sends a request. An answer that is no success becomes an error: a
// *wire.Problem, which has the code of the error and what to do about it.
func (c *Client) do(ctx context.Context, q request) (*http.Response, error) {
	for try := 1; ; try++ {
		at := *c.base
		at.Path, at.RawPath = c.base.Path+q.path, ""
		if raw := strings.Split(q.path, "/"); len(raw) > 1 {
			// What a question is about may have a slash in it.
			at.RawPath = c.base.Path + raw[0] + "/" + url.PathEscape(strings.Join(raw[1:], "/"))
			at.Path = c.base.Path + q.path
		}
		at.RawQuery = q.query.Encode()
		r, err := http.NewRequestWithContext(ctx, cmp.Or(q.method, http.MethodGet), at.String(), q.body)
		if err != nil {
			return nil, err
		}
		r.Header.Set("Accept", cmp.Or(q.accept, "application/json"))
		r.Header.Set("User-Agent", "demarche/"+demarche.Version)
		r.Header.Set("Cache-Control", "no-cache") // of two programs one may have written what the other asks for
		if q.kind != "" {
			r.Header.Set("Content-Type", q.kind)
		}
		if c.token != "" {
			r.Header.Set("Authorization", "Bearer "+c.token)
		}
		for k, v := range q.headers {
			r.Header.Set(k, v)
		}
		resp, err := c.http.Do(r)
		if err != nil {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			var u *url.Error
			if errors.As(err, &u) {
				err = u.Err
			}
			return nil, &demarche.Error{Code: demarche.Unavailable, Where: c.base.Host, What: "the desk does not answer", Err: err, Repair: "is demarche serve running there?"}
		}
		if resp.StatusCode == http.StatusTooManyRequests && q.body == nil && try < tries {
			wait, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			drop(resp)
			select {
			case <-time.After(time.Duration(max(1, min(wait, 10))) * time.Second):
				continue
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		if resp.StatusCode >= 300 {
			return nil, problem(resp)
		}
		return resp, nil
	}
}

// drop closes an answer of which nothing more is wanted.
func drop(resp *http.Response) { _ = resp.Body.Close() } // only read from

// problem reads what went wrong.
func problem(resp *http.Response) error {
	defer drop(resp)
	p := &wire.Problem{Status: resp.StatusCode, Title: resp.Status}
	if kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); kind == "application/problem+json" {
		if err := json.NewDecoder(io.LimitReader(resp.Body, 1<<20)).Decode(p); err == nil {
			return p
		}
	}
	return &demarche.Error{Code: demarche.Unavailable, What: "this is no desk, or something stands before it: " + resp.Status, Repair: "check the address"}
}

// get asks for JSON.
func (c *Client) get(ctx context.Context, path string, query url.Values, into any) error {
	return c.json(ctx, request{path: path, query: query}, into)
}

// json sends a request and reads JSON.
func (c *Client) json(ctx context.Context, q request, into any) error {
	resp, err := c.do(ctx, q)
	if err != nil {
		return err
	}
	defer drop(resp)
	if err := json.NewDecoder(resp.Body).Decode(into); err != nil {
		return &demarche.Error{Code: demarche.Unavailable, What: "the answer of the desk cannot be read", Err: err, Repair: "is it of another version?"}
	}
	return nil
}

// post sends JSON and reads JSON.
func (c *Client) post(ctx context.Context, path string, v, into any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return c.json(ctx, request{method: http.MethodPost, path: path, body: bytes.NewReader(b), kind: "application/json"}, into)
}

// Ask puts a question by its name. of is what it is about, where it has to be
// told.
func (c *Client) Ask(ctx context.Context, question, of string, p view.Params) (view.Answer, error) {
	q, err := view.Find(question)
	if err != nil {
		return nil, err
	}
	path := question
	if q.Of != "" {
		path += "/" + of
	}
	out := q.New()
	return out, c.get(ctx, path, p.Query(), out)
}

// Ask puts the question whose answer is a T: Ask[view.BriefAnswer](…).
func Ask[T any, P interface {
	*T
	view.Answer
}](ctx context.Context, c *Client, of string, p view.Params) (*T, error) {
	for _, q := range view.Questions {
		if reflect.TypeOf(q.New()) == reflect.TypeFor[P]() {
			a, err := c.Ask(ctx, q.Name, of, p)
			if err != nil {
				return nil, err
			}
			return (*T)(a.(P)), nil
		}
	}
	return nil, demarche.Errorf(demarche.NotFound, reflect.TypeFor[T]().Name(), "there is no question with this answer")
}

// Stat counts what the record holds.
func (c *Client) Stat(ctx context.Context) (*wire.Stat, error) {
	out := &wire.Stat{}
	return out, c.get(ctx, "stat", nil, out)
}

// Issues lists the issues that rows are sorted by.
func (c *Client) Issues(ctx context.Context) ([]string, error) {
	var out wire.Issues
	err := c.get(ctx, "issues", nil, &out)
	return out.Issues, err
}

// Session says who asks.
func (c *Client) Session(ctx context.Context) (*wire.Session, error) {
	out := &wire.Session{}
	return out, c.get(ctx, "session", nil, out)
}

// Trace reads the article of a row again and says what that run took for it.
func (c *Client) Trace(ctx context.Context, row string) (*wire.Trace, error) {
	out := &wire.Trace{}
	return out, c.get(ctx, "trace/"+row, nil, out)
}

// Decide writes down a decision.
func (c *Client) Decide(ctx context.Context, d wire.Decision) (*wire.Decided, error) {
	out := &wire.Decided{}
	return out, c.post(ctx, "decisions", d, out)
}

// Forget erases an article.
func (c *Client) Forget(ctx context.Context, article, by, reason string) (*wire.Forgotten, error) {
	q := url.Values{}
	for name, v := range map[string]string{"by": by, "reason": reason} {
		if v != "" {
			q.Set(name, v)
		}
	}
	out := &wire.Forgotten{}
	return out, c.json(ctx, request{method: http.MethodDelete, path: "articles/" + article, query: q}, out)
}

// Reread reads articles again and tells of each that reads otherwise.
func (c *Client) Reread(ctx context.Context, what wire.Reread, tell func(*wire.Difference) error) (wire.RereadDone, error) {
	b, err := json.Marshal(what)
	if err != nil {
		return wire.RereadDone{}, err
	}
	resp, err := c.do(ctx, request{method: http.MethodPost, path: "reread", body: bytes.NewReader(b), kind: "application/json", accept: "application/x-ndjson"})
	if err != nil {
		return wire.RereadDone{}, err
	}
	var done *wire.RereadDone
	err = lines(resp, func(d *wire.Difference) error {
		if d.Done != nil {
			done = d.Done
			return nil
		}
		return tell(d)
	})
	if err == nil && done == nil {
		err = brokenOff()
	}
	if err != nil {
		return wire.RereadDone{}, err
	}
	return *done, nil
}

func brokenOff() error {
	return &demarche.Error{Code: demarche.Unavailable, What: "the answer of the desk broke off", Repair: "ask again; what was told is in the record"}
}

// lines reads an answer a line at a time.
func lines[T any](resp *http.Response, take func(*T) error) error {
	defer drop(resp)
	in := bufio.NewReader(resp.Body)
	for {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var v T
			if json.Unmarshal(line, &v) != nil {
				return brokenOff()
			}
			if err := take(&v); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return brokenOff()
		}
	}
}

// File is a file to be added.
type File struct {
	Name string
	Body []byte
}

// About says of text, Markdown and HTML what they do not say themselves, and
// when articles count as recorded.
type About struct{ Date, Title, Source, URL, Recorded string }

// Add adds the articles in files and tells of each as it is safely in the
// record. What is sent at once is bounded; see the desk's reference.
func (c *Client) Add(ctx context.Context, files []File, about About, tell func(*wire.Added) error) (intake.Tally, error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, f := range [][2]string{{"date", about.Date}, {"title", about.Title}, {"source", about.Source}, {"url", about.URL}, {"recorded", about.Recorded}} {
		if f[1] != "" {
			_ = w.WriteField(f[0], f[1]) // a buffer takes everything
		}
	}
	for _, f := range files {
		part, err := w.CreateFormFile("file", f.Name)
		if err != nil {
			return intake.Tally{}, err
		}
		_, _ = part.Write(f.Body) // as above
	}
	_ = w.Close() // as above
	return c.added(ctx, request{method: http.MethodPost, path: "articles", body: &b, kind: w.FormDataContentType()}, tell)
}

// Demo begins an empty record with the demo dispatches.
func (c *Client) Demo(ctx context.Context, tell func(*wire.Added) error) (intake.Tally, error) {
	return c.added(ctx, request{method: http.MethodPost, path: "demo"}, tell)
}

func (c *Client) added(ctx context.Context, q request, tell func(*wire.Added) error) (intake.Tally, error) {
	q.accept = "application/x-ndjson"
	resp, err := c.do(ctx, q)
	if err != nil {
		return intake.Tally{}, err
	}
	var tally *intake.Tally
	err = lines(resp, func(a *wire.Added) error {
		if a.Tally != nil {
			tally = a.Tally
			return nil
		}
		if tell == nil {
			return nil
		}
		return tell(a)
	})
	if err == nil && tally == nil {
		err = brokenOff()
	}
	if err != nil {
		return intake.Tally{}, err
	}
	return *tally, nil
}

// Export writes rows in the formats of others. count is told how much it is
// before the first byte is written to what it gives.
func (c *Client) Export(ctx context.Context, what export.Choice, p view.Params, count func(*wire.Count) (io.Writer, error)) error {
	resp, err := c.do(ctx, request{path: "export", query: exportQuery(what, p), accept: "*/*"})
	if err != nil {
		return err
	}
	defer drop(resp)
	n := &wire.Count{}
	n.Rows, _ = strconv.Atoi(resp.Header.Get("Demarche-Rows"))
	n.Said, _ = new(mime.WordDecoder).DecodeHeader(resp.Header.Get("Demarche-Said"))
	if _, params, err := mime.ParseMediaType(resp.Header.Get("Content-Disposition")); err == nil {
		n.Filename = params["filename"]
	}
	w, err := count(n)
	if err != nil {
		return err
	}
	if _, err = io.Copy(w, resp.Body); err != nil {
		return &demarche.Error{Code: demarche.Unavailable, What: "the file broke off", Err: err, Repair: "ask again"}
	}
	return nil
}

// Count says how much an export would write.
func (c *Client) Count(ctx context.Context, what export.Choice, p view.Params) (*wire.Count, error) {
	out := &wire.Count{}
	return out, c.get(ctx, "export/count", exportQuery(what, p), out)
}

func exportQuery(what export.Choice, p view.Params) url.Values {
	q := p.Query()
	for name, v := range map[string]string{"format": what.Format, "kind": what.Kind, "view": what.View} {
		if v != "" {
			q.Set(name, v)
		}
	}
	if what.BOM {
		q.Set("bom", "true")
	}
	if what.Page > 0 {
		q.Set("page", strconv.Itoa(what.Page))
	}
	return q
}

// Changes tells of every change after a number, as it comes, until the context
// or the program there ends. With after -1 it begins now. It tells no change
// twice and leaves none out, also where the connection breaks.
func (c *Client) Changes(ctx context.Context, after int64, tell func(demarche.Change) error) error {
	for {
		began := time.Now()
		err := c.listen(ctx, &after, tell)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && !errors.Is(err, errEnded):
			return err
		}
		if time.Since(began) < time.Second {
			select {
			case <-time.After(time.Second):
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
}

// errEnded says that a stream ended and may be asked for again.
var errEnded = errors.New("the stream ended")

func (c *Client) listen(ctx context.Context, after *int64, tell func(demarche.Change) error) error {
	q := request{path: "changes", accept: "text/event-stream"}
	if *after >= 0 {
		q.headers = map[string]string{"Last-Event-ID": strconv.FormatInt(*after, 10)}
	}
	resp, err := c.do(ctx, q)
	if err != nil {
		return err
	}
	defer drop(resp)
	in := bufio.NewReader(resp.Body)
	var event string
	var id int64
	var data []byte
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return errEnded
		}
		name, value, _ := strings.Cut(strings.TrimRight(line, "\r\n"), ": ")
		switch name {
		case "event":
			event = value
		case "id":
			id, _ = strconv.ParseInt(value, 10, 64)
		case "data":
			data = []byte(value)
		case "":
			if event == "change" {
				var ch demarche.Change
				if err := json.Unmarshal(data, &ch); err != nil {
					return fmt.Errorf("a change cannot be read: %w", err)
				}
				if err := tell(ch); err != nil {
					return err
				}
			}
			if event != "" {
				*after = max(*after, id)
			}
			event, data = "", nil
		}
	}
}
