package api

import (
	"context"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"demarche"
	"demarche/account"
	"demarche/api/wire"
	"demarche/intake"
	"demarche/store"
)

// reread registers how articles are read again.
func (s *server) reread() {
	stream(s, huma.Operation{OperationID: "reread", Method: http.MethodPost, Path: "/reread", Summary: "Read articles again, and show or make the difference", Tags: []string{"articles"},
		Description: "An answer a line (or an event): the difference of each article that reads otherwise, and at the end how many do. Decisions stand.",
		Responses: map[string]*huma.Response{"200": {Description: "differences", Content: map[string]*huma.MediaType{
			"application/x-ndjson": {Schema: s.schemaOf(reflect.TypeFor[wire.Difference]())}, "text/event-stream": {Schema: s.schemaOf(reflect.TypeFor[wire.Difference]())}}}},
	}, account.Editor, func(w http.ResponseWriter, r *http.Request, in *struct{ Body wire.Reread }) error {
		return s.readAgain(w, r, &in.Body)
	})
}

func (s *server) readAgain(w http.ResponseWriter, r *http.Request, ask *wire.Reread) error {
	ctx := r.Context()
	in, err := s.Intake()
	if err != nil {
		return err
	}
	var keys []demarche.ArticleKey
	err = s.record.View(ctx, func(r store.Reader) error {
		for _, ref := range ask.Articles {
			art, err := r.Article(ctx, ref)
			if err != nil {
				return err
			}
			keys = append(keys, art.Key)
		}
		if len(ask.Articles) > 0 {
			return nil
		}
		for art, err := range r.Articles(ctx, store.ArticleQuery{}) {
			if err != nil {
				return err
			}
			if art.Forgotten == nil && art.Superseded == "" {
				keys = append(keys, art.Key)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	out := newEvents(w, r, "difference")
	if !out.live {
		out.live = true
		w.Header().Set("Content-Type", "application/x-ndjson")
	}
	done := wire.RereadDone{Articles: len(keys), Applied: ask.Apply}
	for _, key := range keys {
		d, err := s.readOne(ctx, in, key, ask.Apply)
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err := out.send(wire.Difference{Article: &wire.ArticleName{Key: key}, Problem: s.unread(ctx, err)}); err != nil {
				return err
			}
			continue
		}
		if d == nil {
			continue
		}
		done.Changed++
		if err := out.send(d); err != nil {
			return err
		}
	}
	return out.send(wire.Difference{Done: &done})
}

// readOne reads one article again; nil where it reads as before.
func (s *server) readOne(ctx context.Context, in *intake.Intake, key demarche.ArticleKey, apply bool) (out *wire.Difference, err error) {
	compare := func(r store.Reader) (*intake.Difference, error) {
		d, err := in.Compare(ctx, r, key)
		if err != nil || d.None() {
			return nil, err
		}
		out = differenceOf(d)
		return d, nil
	}
	if apply {
		err = s.record.Update(ctx, func(tx store.Tx) error {
			d, err := compare(tx)
			if err != nil || d == nil {
				return err
			}
			_, err = in.Apply(ctx, tx, d)
			return err
		})
	} else {
		err = s.record.View(ctx, func(r store.Reader) error {
			_, err := compare(r)
			return err
		})
	}
	return out, err
}

func differenceOf(d *intake.Difference) *wire.Difference {
	out := &wire.Difference{Article: &wire.ArticleName{Key: d.Article.Key, Title: d.Article.Title}}
	for i := range d.Gone {
		out.Gone = append(out.Gone, rowSaid(&d.Gone[i].Row))
	}
	for i := range d.New {
		out.New = append(out.New, rowSaid(&d.New[i]))
	}
	for i := range d.Changed {
		out.Before, out.After = append(out.Before, rowSaid(&d.Changed[i].Before.Row)), append(out.After, rowSaid(&d.Changed[i].After))
	}
	return out
}

func rowSaid(r *demarche.Row) wire.RowSaid {
	out := wire.RowSaid{ID: r.ID, What: r.InShort()}
	if len(r.Words) > 0 {
		out.Words = r.Words[0]
	}
	return out
}
