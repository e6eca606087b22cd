package sqlite

import (
	"context"
	"errors"
	"iter"

	"demarche"
	"demarche/store"
)

var _ store.Copier = (*Store)(nil)

// Pieces runs f on all that was ever added to the record.
func (s *Store) Pieces(ctx context.Context, f func(store.Reader, iter.Seq2[store.Piece, error]) error) error {
	return s.View(ctx, func(r store.Reader) error {
		rd := r.(*reader) // View hands out nothing else
		return f(r, func(yield func(store.Piece, error) bool) {
			err := rd.pieces(ctx, func(p store.Piece) bool { return yield(p, nil) })
			if err != nil && !errors.Is(err, errStopped) {
				yield(store.Piece{}, s.fault(err))
			}
		})
	})
}

// errStopped says that whoever takes the pieces has enough.
var errStopped = errors.New("enough")

// pieces gives the record out, one kind after the other.
func (r *reader) pieces(ctx context.Context, give func(store.Piece) bool) error {
	put := func(p store.Piece) error {
		if !give(p) {
			return errStopped
		}
		return ctx.Err()
	}
	for _, part := range []func(func(store.Piece) error) error{r.countPieces, r.articlePieces, r.readingPieces, r.rowPieces, r.changePieces, r.decisionPieces, r.stepPieces} {
		if err := part(put); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) countPieces(put func(store.Piece) error) error {
	var n store.Counts
	if _, err := r.c.one(r.ctx, query("piece.counts"), nil, &n.Articles, &n.Readings, &n.Rows, &n.Changes, &n.Decisions, &n.Steps); err != nil {
		return err
	}
	return put(store.Piece{Counts: &n})
}

func (r *reader) articlePieces(put func(store.Piece) error) error {
	var fault error
	err := r.articles(`SELECT `+articleColumns+` FROM article a ORDER BY a.id`, nil, func(a store.Article) bool {
		p := store.PastArticle{Article: a}
		if p.Text, fault = r.text(a.Key); fault == nil {
			p.Was, fault = r.originsBefore(a.Key)
		}
		if fault == nil {
			fault = put(store.Piece{Article: &p})
		}
		return fault == nil
	})
	return errors.Join(err, fault)
}

// originsBefore gives what an article was held for a copy of, oldest first.
func (r *reader) originsBefore(key demarche.ArticleKey) (out []store.PastOrigin, err error) {
	id, err := r.articleID(key)
	if err != nil {
		return nil, err
	}
	err = r.c.each(r.ctx, query("origin.was"), []any{id}, func(scan func(...any) error) error {
		var o store.PastOrigin
		err := scan(&o.Until, &o.Origin)
		out = append(out, o)
		return err
	})
	return out, err
}

func (r *reader) readingPieces(put func(store.Piece) error) error {
	return r.c.stream(r.ctx, query("piece.readings"), nil, func(scan func(...any) error) error {
		var p store.PastReading
		var recorded int64
		var body []byte
		if err := scan(&p.Article, &recorded, &body); err != nil {
			return err
		}
		body, err := inflate(body)
		if err != nil {
			return &demarche.Error{Code: demarche.Unavailable, Where: r.s.path, What: "a reading of article " + string(p.Article) + " is damaged", Err: err, Repair: "restore the file from a copy"}
		}
		p.Recorded = moment(recorded)
		if err := decode(body, &p.Reading, r.s.path); err != nil {
			return err
		}
		return put(store.Piece{Reading: &p})
	})
}

func (r *reader) rowPieces(put func(store.Piece) error) error {
	return r.c.stream(r.ctx, query("piece.rows"), nil, func(scan func(...any) error) error {
		var p store.PastRow
		var id, kind int64
		var now said
		if err := scan(&id, &p.ID, &kind, &p.Article, &p.Reading, &now.since, &now.recorded, &now.body); err != nil {
			return err
		}
		p.Kind = kindName[kind]
		all, err := r.saidBefore(id)
		if err != nil {
			return err
		}
		if now.body != nil {
			all = append(all, now)
		}
		for _, s := range all {
			one := store.Said{Since: s.since, Recorded: moment(s.recorded)}
			if err := unpack(s.body, &one.Row, r.s.path); err != nil {
				return err
			}
			p.Said = append(p.Said, one)
		}
		return put(store.Piece{Row: &p})
	})
}

// said is what a row says since a change, as it is kept.
type said struct {
	since, recorded int64
	body            []byte
}

// saidBefore gives what a row said before, oldest first.
func (r *reader) saidBefore(id int64) (out []said, err error) {
	err = r.c.each(r.ctx, query("piece.said"), []any{id}, func(scan func(...any) error) error {
		var s said
		err := scan(&s.since, &s.recorded, &s.body)
		out = append(out, s)
		return err
	})
	return out, err
}

func (r *reader) changePieces(put func(store.Piece) error) error {
	return r.c.stream(r.ctx, query("piece.changes"), nil, func(scan func(...any) error) error {
		var c store.PastChange
		var recorded int64
		if err := scan(&c.Seq, &c.Since, &recorded, &c.Kind, &c.Cause, &c.Row, &c.Entry, &c.Series, &c.Article, &c.Decision); err != nil {
			return err
		}
		c.Recorded = moment(recorded)
		return put(store.Piece{Change: &c})
	})
}

func (r *reader) decisionPieces(put func(store.Piece) error) error {
	return r.c.stream(r.ctx, query("decision.all"), nil, func(scan func(...any) error) error {
		d, err := scanDecision(scan)
		if err != nil {
			return err
		}
		return put(store.Piece{Decision: &store.PastDecision{Decision: d.Decision, Basis: d.basis}})
	})
}

func (r *reader) stepPieces(put func(store.Piece) error) error {
	return r.c.stream(r.ctx, query("piece.steps"), []any{int64(flagWithdrawn)}, func(scan func(...any) error) error {
		var s store.EntryStep
		var by, ended int64
		var husk []byte
		if err := scan(&s.Entry, &s.Since, &s.Until, &by, &ended, &husk); err != nil {
			return err
		}
		if s.Until == holds {
			s.Until = 0
		}
		s.By, s.Ended = causesOf(by), causesOf(ended)
		if husk != nil {
			s.Husk = &demarche.Entry{}
			if err := unpack(husk, s.Husk, r.s.path); err != nil {
				return err
			}
		}
		return put(store.Piece{Step: &s})
	})
}
