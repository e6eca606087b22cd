package export_test

import (
	"context"
	"io"
	"iter"
	"strings"
	"testing"

	"demarche"
	"demarche/export"
	"demarche/store"
	"demarche/view"
)

// touched is a store in which somebody changed something that its files do not
// show, or whose disk did.
type touched struct {
	store.Copier
	spoil func(*store.Piece) bool // true once it is done
	done  bool
}

func (c *touched) Pieces(ctx context.Context, f func(store.Reader, iter.Seq2[store.Piece, error]) error) error {
	return c.Copier.Pieces(ctx, func(r store.Reader, all iter.Seq2[store.Piece, error]) error {
		return f(r, func(yield func(store.Piece, error) bool) {
			for p, err := range all {
				if err == nil && !c.done {
					c.done = c.spoil(&p)
				}
				if !yield(p, err) {
					return
				}
			}
		})
	})
}

// The first law holds on the way out too: what is not its words, not the text
// that was hashed, or not what a person signed, is not written.
func TestNothingUntrueIsWritten(t *testing.T) {
	s := lived(t, 5, 45)
	for want, spoil := range map[string]func(*store.Piece) bool{
		"its text is not the one that was hashed": func(p *store.Piece) bool {
			if p.Article == nil || p.Article.Forgotten != nil {
				return false
			}
			p.Article.Text += "."
			return true
		},
		"its content is not what was decided": func(p *store.Piece) bool {
			if p.Decision == nil {
				return false
			}
			p.Decision.By = "somebody else"
			return true
		},
		"it is missing": func(p *store.Piece) bool {
			if p.Decision == nil {
				return false
			}
			p.Decision.Seq++
			return true
		},
	} {
		c := &touched{Copier: s, spoil: spoil}
		err := export.Record(context.Background(), io.Discard, c, func(store.Counts) error { return nil })
		if !c.done {
			t.Fatalf("%s: there was nothing to spoil", want)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	viewing(t, smallDesk(t), func(ctx context.Context, r store.Reader) error {
		other := func(key demarche.ArticleKey) (store.Article, error) {
			a, err := r.Article(ctx, string(key))
			a.Text = strings.ReplaceAll(a.Text, "Putin in Moscow", "Putin in Munich")
			return a, err
		}
		l, err := view.List(ctx, r, ask(), demarche.ActRow)
		if err != nil {
			return err
		}
		if err := export.Annotations(io.Discard, l, other); err == nil || !strings.Contains(err.Error(), "its evidence says") {
			t.Errorf("annotations: %v", err)
		}
		q := ask()
		q.Since = day("2022-02-05")
		b, err := view.Brief(ctx, r, q)
		if err != nil {
			return err
		}
		if err := export.Markdown(io.Discard, b, export.Appendix{Article: other}); err == nil || !strings.Contains(err.Error(), "its evidence says") {
			t.Errorf("brief: %v", err)
		}
		return nil
	})
}
