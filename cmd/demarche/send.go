package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"demarche"
	"demarche/api/wire"
	"demarche/client"
	"demarche/intake"
	"demarche/page"
)

// How much is sent to a desk at once; it takes somewhat more.
const (
	sentBytes = 16 << 20
	sentFiles = 200
)

// sender adds files at a desk, several at a time.
type sender struct {
	app     *app
	c       *client.Client
	about   client.About
	verbose bool
	bar     *progress

	waiting []client.File
	paths   map[string]string // of the files, by the names under which they are sent
	bytes   int
	file    int
	tally   intake.Tally
}

// send adds the articles in files at a desk, as addFiles does in a file.
func (a *app) send(ctx context.Context, c *client.Client, f addFlags, files []string, bad []error) error {
	if _, err := intake.Recording(f.recorded, a.now); err != nil {
		return usage{fmt.Errorf("--%w", err)}
	}
	s := &sender{app: a, c: c, verbose: f.verbose, bar: a.progress(len(files)), paths: map[string]string{},
		about: client.About{Date: f.page.Date, Title: f.page.Title, Source: f.page.Source, URL: f.page.URL, Recorded: f.recorded}}
	for _, e := range bad {
		s.fail(e)
	}
	for i, name := range files {
		s.file = i
		if err := s.read(ctx, name, f.page); err != nil {
			return err
		}
	}
	err := s.flush(ctx)
	s.bar.end()
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(a.out, s.tally.Said()); err != nil {
		return err
	}
	if s.tally.Failed > 0 {
		return errUnread
	}
	return nil
}

func (s *sender) fail(err error) {
	s.tally.Failed++
	s.bar.complain(s.app, err)
}

// read sends a file as it is; one that is too long for that is taken apart into
// its articles.
func (s *sender) read(ctx context.Context, name string, opt page.Options) error {
	in, err := s.app.file(name)
	if err != nil {
		s.fail(err)
		return nil
	}
	defer func() { _ = in.Close() }() // only read from
	body, err := io.ReadAll(io.LimitReader(in, sentBytes+1))
	if err != nil {
		s.fail(&demarche.Error{Code: demarche.Unavailable, Where: name, What: "cannot be read", Err: err})
		return nil
	}
	if len(body) <= sentBytes {
		return s.put(ctx, name, body)
	}
	var lines bytes.Buffer
	for input := range page.Open(name, io.MultiReader(bytes.NewReader(body), in), opt) {
		if input.Err != nil {
			s.fail(input.Err)
			continue
		}
		b, err := articleLine(&input.Article)
		if err != nil {
			return err
		}
		if lines.Len()+len(b) > sentBytes {
			if err := s.put(ctx, name, bytes.Clone(lines.Bytes())); err != nil {
				return err
			}
			lines.Reset()
		}
		lines.Write(b)
	}
	if lines.Len() == 0 {
		return nil
	}
	return s.put(ctx, name, lines.Bytes())
}

// articleLine is an article as a line of JSON Lines.
func articleLine(a *demarche.Article) ([]byte, error) {
	b, err := json.Marshal(map[string]any{"id": a.ID, "title": a.Title, "date": a.Published, "source": a.Source, "url": a.URL, "language": a.Language, "text": a.Text})
	return append(b, '\n'), err
}

func (s *sender) put(ctx context.Context, name string, body []byte) error {
	base := filepath.Base(name)
	if _, twice := s.paths[base]; twice || s.bytes+len(body) > sentBytes || len(s.waiting) == sentFiles {
		if err := s.flush(ctx); err != nil {
			return err
		}
	}
	s.waiting, s.bytes, s.paths[base] = append(s.waiting, client.File{Name: base, Body: body}), s.bytes+len(body), name
	return nil
}

// flush sends what waits.
func (s *sender) flush(ctx context.Context) error {
	if len(s.waiting) == 0 {
		return nil
	}
	files, paths := s.waiting, s.paths
	s.waiting, s.paths, s.bytes = nil, map[string]string{}, 0
	t, err := s.c.Add(ctx, files, s.about, func(x *wire.Added) error {
		switch {
		case x.Problem != nil:
			err := error(x.Problem)
			if e, ok := errors.AsType[*demarche.Error](err); ok && e.Where == x.File && paths[x.File] != "" {
				e.Where = paths[x.File] // as it was called here
				err = e
			}
			s.bar.complain(s.app, err)
		case x.Outcome != nil && s.verbose:
			_, err := fmt.Fprintf(s.app.out, "%s  %s: %s\n", x.Outcome.Key, x.Article, x.Said)
			return err
		}
		return nil
	})
	s.bar.at(s.file)
	s.tally.Add(t)
	return err
}
