package api

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"mime"
	"mime/multipart"
	"net/http"
	"reflect"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"demarche"
	"demarche/account"
	"demarche/api/wire"
	"demarche/intake"
	"demarche/page"
	"demarche/store"
)

// Bounds of what is sent at once.
const (
	uploadMost  = 32 << 20
	uploadFiles = 1000
	uploadSpeed = 10 << 10 // bytes a second, at the least
)

// articles registers how articles come, go, and are read again.
func (s *server) articles() {
	events := map[string]*huma.MediaType{
		"application/json":     {Schema: s.schemaOf(reflect.TypeFor[wire.AddedAll]())},
		"application/x-ndjson": {Schema: s.schemaOf(reflect.TypeFor[wire.Added]())},
		"text/event-stream":    {Schema: s.schemaOf(reflect.TypeFor[wire.Added]())},
	}
	about := []*huma.Param{}
	for _, p := range [][2]string{{"date", "publication date of text, Markdown and HTML: 2022-02-08"}, {"title", "title"}, {"source", "outlet"}, {"url", "address"},
		{"name", "name of the file"}, {"recorded", "time of recording: now (without it), published, a date or a time"}} {
		about = append(about, &huma.Param{Name: p[0], In: "query", Description: p[1], Schema: &huma.Schema{Type: huma.TypeString}})
	}
	file := &huma.Schema{Type: huma.TypeString, Format: "binary"}
	s.raw(huma.Operation{OperationID: "add", Method: http.MethodPost, Path: "/articles", Summary: "Add articles", Tags: []string{"articles"}, Parameters: about,
		Description: `Files as multipart/form-data (fields date, title, source, url and recorded hold for all of them), or one text, page or JSON document as the body: whatever demarche read takes.
A JSON object has id, title, date, text, and perhaps url, source, language; with link in place of text the page is fetched, where the program was started with --fetch.
Accept: application/x-ndjson or text/event-stream tells how far things are, an event a line; the tally comes last. Each article is safely in the record when its outcome is told.`,
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
			"multipart/form-data": {Schema: &huma.Schema{Type: huma.TypeObject, Properties: map[string]*huma.Schema{"file": {Type: huma.TypeArray, Items: file}, "link": {Type: huma.TypeString}}}},
			"application/json":    {}, "text/plain": {}, "text/html": {}, "text/markdown": {}}},
		Responses: map[string]*huma.Response{"200": {Description: "what became of them", Content: events}},
	}, account.Analyst, s.add)
	s.raw(huma.Operation{OperationID: "demo", Method: http.MethodPost, Path: "/demo", Summary: "Begin an empty record with the demo dispatches", Tags: []string{"articles"},
		Responses: map[string]*huma.Response{"200": {Description: "what became of them", Content: events}}}, account.Analyst, s.demo)
	register(s, huma.Operation{OperationID: "forget", Method: http.MethodDelete, Path: "/articles/{of}", Summary: "Erase an article and what rests on it alone", Tags: []string{"articles"},
		Description: "It cannot be undone. That it was forgotten, by whom, when and why stays in the chain of decisions."}, account.Admin, s.forget)
	s.reread()
}

// raw adds an operation that reads its body itself.
func (s *server) raw(op huma.Operation, need account.Role, f func(http.ResponseWriter, *http.Request) error) {
	s.describe(&op, need)
	s.api.OpenAPI().AddOperation(&op)
	s.mux.HandleFunc(op.Method+" "+op.Path, func(w http.ResponseWriter, r *http.Request) {
		if err := f(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

func (s *server) schemaOf(t reflect.Type) *huma.Schema {
	return s.api.OpenAPI().Components.Schemas.Schema(t, true, t.Name())
}

// upload is what was sent: files in memory.
type upload struct {
	name string
	open func() io.ReadCloser
	opt  page.Options
}

func (s *server) add(w http.ResponseWriter, r *http.Request) error {
	// What is sent is held in memory, so that no word lies in a file beside the
	// record; few are held at once.
	select {
	case s.uploads <- struct{}{}:
		defer func() { <-s.uploads }()
	case <-r.Context().Done():
		return r.Context().Err()
	}
	r.Body = &paced{ReadCloser: r.Body, w: w, began: time.Now(), patience: s.Patience}
	files, recorded, err := s.uploaded(w, r)
	if err != nil {
		return err
	}
	return s.addAll(w, r, files, recorded)
}

// paced is a body that has to come at some speed: who sends slower is cut off,
// however often he sends a little.
type paced struct {
	io.ReadCloser
	w        http.ResponseWriter
	began    time.Time
	patience time.Duration
	read     int64
}

func (p *paced) Read(b []byte) (int, error) {
	due := p.began.Add(p.patience + time.Duration(p.read)*time.Second/uploadSpeed)
	_ = http.NewResponseController(p.w).SetReadDeadline(due) // a test's recorder has none
	n, err := p.ReadCloser.Read(b)
	p.read += int64(n)
	return n, err
}

// uploaded reads the whole of what is sent.
func (s *server) uploaded(w http.ResponseWriter, r *http.Request) (files []upload, recorded string, err error) {
	r.Body = http.MaxBytesReader(w, r.Body, uploadMost)
	q := r.URL.Query()
	field := q.Get
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	link := ""
	switch kind {
	case "multipart/form-data":
		if err := r.ParseMultipartForm(uploadMost); err != nil {
			return nil, "", unreadable(err)
		}
		field = func(name string) string { return cmp.Or(r.FormValue(name), q.Get(name)) }
		link = field("link")
		for _, headers := range r.MultipartForm.File {
			for _, h := range headers {
				files = append(files, upload{name: fileName(h.Filename), open: opener(h)})
			}
		}
		if text := r.FormValue("text"); strings.TrimSpace(text) != "" {
			files = append(files, upload{name: "-", open: holding([]byte(text))})
		}
	case "application/x-www-form-urlencoded":
		return nil, "", newProblem(http.StatusUnsupportedMediaType, "a form is taken as multipart/form-data", "")
	default:
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, "", unreadable(err)
		}
		var linked struct {
			Link string `json:"link"`
			Text string `json:"text"`
		}
		if json.Unmarshal(raw, &linked) == nil && linked.Text == "" {
			link = linked.Link
		}
		if link == "" {
			files = append(files, upload{name: fileName(cmp.Or(q.Get("name"), "-")), open: holding(raw)})
		}
	}
	opt := page.Options{Date: field("date"), Title: field("title"), Source: field("source"), URL: field("url")}
	if link != "" {
		f, err := s.followed(r.Context(), link)
		if err != nil {
			return nil, "", err
		}
		files = append(files, f...)
		opt.URL = cmp.Or(opt.URL, f[0].opt.URL)
	}
	for i := range files {
		files[i].opt = opt
	}
	switch {
	case len(files) == 0:
		return nil, "", &demarche.Error{Code: demarche.Invalid, What: "there is no article in this", Repair: "send files, a text, or a link"}
	case len(files) > uploadFiles:
		return nil, "", &demarche.Error{Code: demarche.Invalid, What: fmt.Sprintf("these are %d files, and %d are taken at once", len(files), uploadFiles), Repair: "send them in several parts, or as one file of JSON Lines"}
	}
	return files, field("recorded"), nil
}

// followed fetches the page of a link.
func (s *server) followed(ctx context.Context, link string) ([]upload, error) {
	if s.Fetch == nil {
		return nil, &demarche.Error{Code: demarche.Unavailable, What: "this program makes no requests to the network, and does not follow links",
			Repair: "open the page and paste its text, or start the program with: demarche serve --fetch"}
	}
	p, err := s.Fetch.Get(ctx, link)
	if err != nil {
		return nil, err
	}
	return []upload{{name: "-", open: holding(p.Body), opt: page.Options{URL: p.URL}}}, nil
}

// unreadable says what is wrong with a body.
func unreadable(err error) error {
	if err.Error() == "http: request body too large" {
		return newProblem(http.StatusRequestEntityTooLarge, fmt.Sprintf("more than %d MB were sent at once", uploadMost>>20), "send the files in several parts")
	}
	return &demarche.Error{Code: demarche.Invalid, What: "what was sent cannot be read", Err: err, Repair: "send files as multipart/form-data"}
}

// fileName leaves of a name what may stand in messages: no folders, nothing
// that steers a terminal. It never names a file of this machine.
func fileName(name string) string {
	name = strings.ToValidUTF8(name, "�")
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r == 0xfeff {
			return -1
		}
		return r
	}, name)
	if rs := []rune(name); len(rs) > 100 {
		name = string(rs[:100])
	}
	return cmp.Or(name, "-")
}

func opener(h *multipart.FileHeader) func() io.ReadCloser {
	return func() io.ReadCloser {
		f, err := h.Open()
		if err != nil {
			return io.NopCloser(failing{err})
		}
		return f
	}
}

func holding(b []byte) func() io.ReadCloser {
	return func() io.ReadCloser { return io.NopCloser(bytes.NewReader(b)) }
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// demo adds the demo dispatches to an empty record, each recorded on the
// evening of its day.
func (s *server) demo(w http.ResponseWriter, r *http.Request) error {
	version, _ := s.record.now()
	stat, err := s.record.statAt(r.Context(), version)
	switch {
	case err != nil:
		return err
	case s.Demo == nil:
		return demarche.Errorf(demarche.NotFound, "", "no dispatches came with the program")
	case stat.Articles > 0:
		return &demarche.Error{Code: demarche.Conflict, What: fmt.Sprintf("the record has %d articles already", stat.Articles), Repair: "begin another record for the demo: demarche demo --store demo.db"}
	}
	names, err := fs.Glob(s.Demo, "*")
	if err != nil {
		return err
	}
	var files []upload
	for _, name := range names {
		files = append(files, upload{name: name, open: func() io.ReadCloser {
			f, err := s.Demo.Open(name)
			if err != nil {
				return io.NopCloser(failing{err})
			}
			return f
		}})
	}
	return s.addAll(w, r, files, "published")
}

// addAll reads articles and adds them, and tells of each when it is safely in
// the record.
func (s *server) addAll(w http.ResponseWriter, r *http.Request, files []upload, how string) error {
	sorted := how == "published" // in the order of their days, whatever that of the files
	ctx := r.Context()
	recorded, err := intake.Recording(how, s.Now)
	if err != nil {
		return err
	}
	in, err := s.Intake()
	if err != nil {
		return err
	}
	out := newEvents(w, r, "added")
	var all []wire.Added
	tell := func(a wire.Added) error {
		if !out.live && a.Reading == 0 {
			all = append(all, a)
		}
		return out.send(a)
	}
	fileOf := map[demarche.ArticleID]string{}
	adder := &intake.Adder{Intake: in, Store: s.record, Recorded: recorded, Sorted: sorted, Soon: len(files) < 20 && !sorted}
	adder.Told = func(p *intake.Prepared, o intake.Outcome) error {
		return tell(wire.Added{File: fileOf[p.Article.ID], Article: string(p.Article.ID), Title: p.Article.Title, Outcome: &o, Said: o.Said()})
	}
	work := func(i page.Input) (*intake.Prepared, error) {
		if i.Err != nil {
			return nil, i.Err
		}
		if err := ctx.Err(); err != nil {
			return nil, err // nobody waits any more
		}
		return in.Prepare(i.Article, i.Notes), nil
	}
	inputs := opened(ctx, files, func(name string, n int) { _ = tell(wire.Added{File: name, Reading: n}) }) // who asked may have gone: the next outcome says so
	err = intake.Pipeline(inputs, 0, work, func(p *intake.Prepared, i intake.Input, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		name := files[i.File].name
		if err != nil {
			adder.Tally.Failed++
			return tell(wire.Added{File: name, Article: string(i.Article.ID), Problem: s.unread(ctx, err), Said: problemOf(err).Detail})
		}
		fileOf[p.Article.ID] = name
		return adder.Take(ctx, p)
	})
	if err == nil {
		err = adder.Flush(ctx)
	}
	if err != nil {
		if !out.live {
			return err
		}
		return out.send(wire.Added{Problem: s.unread(ctx, err)})
	}
	if out.live {
		return out.send(wire.Added{Tally: &adder.Tally, Said: adder.Tally.Said()})
	}
	if len(all) == 1 && all[0].Problem != nil {
		return all[0].Problem // of the one article nothing can be said but this
	}
	return out.json(wire.AddedAll{Articles: append([]wire.Added{}, all...), Tally: adder.Tally, Said: adder.Tally.Said()})
}

// unread is what is told of an article that could not be read. A defect of the
// reader is logged; its trace is nobody's business.
func (s *server) unread(ctx context.Context, err error) *wire.Problem {
	p := problemOf(err)
	if p.Code == demarche.Internal {
		p.Detail, p.Repair = "the reader failed on this article", "this is a defect of demarche; please report it with the article"
	}
	s.note(ctx, p, err)
	return p
}

// opened yields the articles of the files.
func opened(ctx context.Context, files []upload, reading func(file string, n int)) iter.Seq[intake.Input] {
	return func(yield func(intake.Input) bool) {
		n := 0
		for i, f := range files {
			if ctx.Err() != nil {
				return
			}
			body := f.open()
			more := true
			for in := range pages(f, body) {
				reading(f.name, n+1)
				if more = yield(intake.Input{Input: in, File: i, N: n}); !more {
					break
				}
				n++
			}
			_ = body.Close() // only read from
			if !more {
				return
			}
		}
	}
}

// pages is page.Open, where a defect is an error about the one file: it runs
// beside the request and would end the program.
func pages(f upload, body io.Reader) iter.Seq[page.Input] {
	return func(yield func(page.Input) bool) {
		yielding := false
		defer func() {
			fault := recover()
			switch {
			case fault == nil:
			case yielding:
				panic(fault) // it is not ours
			default:
				yield(page.Input{Err: demarche.Errorf(demarche.Internal, f.name, "the page cannot be taken apart: %v\n%s", fault, debug.Stack())})
			}
		}()
		for in := range page.Open(f.name, body, f.opt) {
			yielding = true
			more := yield(in)
			yielding = false
			if !more {
				return
			}
		}
	}
}

// forgetting names an article to be erased.
type forgetting struct {
	Of     string `path:"of" maxLength:"2000" doc:"its key, the id it came with, or its address"`
	Reason string `query:"reason" maxLength:"5000" doc:"why"`
	By     string `query:"by" maxLength:"200" doc:"who decides, where nobody signs in"`
}

func (s *server) forget(ctx context.Context, in *forgetting) (*body[wire.Forgotten], error) {
	by, err := s.decider(ctx, in.By)
	if err != nil {
		return nil, err
	}
	var out wire.Forgotten
	err = s.record.Update(ctx, func(tx store.Tx) error {
		art, changes, err := s.Decider.Forget(ctx, tx, in.Of, by, in.Reason)
		out = wire.Forgotten{Key: art.Key}
		for _, c := range changes {
			if c.Kind == demarche.Retracted {
				out.Rows++
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	s.record.forgot()
	return &body[wire.Forgotten]{out}, nil
}

// events writes an answer as it comes about: as lines of JSON, as Server-Sent
// Events, or all at the end.
type events struct {
	w    http.ResponseWriter
	live bool
	sse  string // the name of an event

	mu sync.Mutex
}

func newEvents(w http.ResponseWriter, r *http.Request, name string) *events {
	e := &events{w: w}
	switch accept := r.Header.Get("Accept"); {
	case strings.Contains(accept, "text/event-stream"):
		e.live, e.sse = true, name
		w.Header().Set("Content-Type", "text/event-stream")
	case strings.Contains(accept, "application/x-ndjson"):
		e.live = true
		w.Header().Set("Content-Type", "application/x-ndjson")
	}
	return e
}

// send writes one event, at once.
func (e *events) send(v any) error {
	if !e.live {
		return nil
	}
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	deadline(e.w, writeWait)
	if e.sse != "" {
		_, err = fmt.Fprintf(e.w, "event: %s\ndata: %s\n\n", e.sse, b)
	} else {
		_, err = e.w.Write(append(b, '\n'))
	}
	if err != nil {
		return err
	}
	return http.NewResponseController(e.w).Flush()
}

// json writes the whole answer.
func (e *events) json(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	e.w.Header().Set("Content-Type", "application/json")
	deadline(e.w, writeWait)
	_, err = e.w.Write(b)
	return err
}
