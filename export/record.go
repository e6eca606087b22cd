package export

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"iter"
	"time"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// Record writes the whole record, a line a piece: a head; articles, readings,
// rows, changes and decisions in the order in which they came; when entries
// took which form; and the hash of all of it. Nothing is left out, and the same
// record gives the same bytes. What is not right is not written: every text has
// to be the one that was hashed, every row its words, every decision the one
// that was signed. count is told what will be written before the first byte is.
func Record(ctx context.Context, w io.Writer, from store.Copier, count func(store.Counts) error) error {
	return from.Pieces(ctx, func(r store.Reader, pieces iter.Seq2[store.Piece, error]) error {
		stat, err := r.Stat(ctx)
		if err != nil {
			return err
		}
		out := newLines(w)
		texts := &texts{ctx: ctx, r: r}
		for p, err := range pieces {
			if err == nil && p.Counts != nil {
				if err = count(*p.Counts); err == nil {
					err = out.put(head{Schema: RecordSchema, Version: demarche.Version, Filter: "everything", AsKnown: moment(stat.Latest), Counts: *p.Counts})
				}
			} else if err == nil {
				err = out.piece(&p, texts)
			}
			if err != nil {
				return err
			}
		}
		return out.end()
	})
}

// moment is a time as the heads of files say it.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// lines writes lines of JSON and hashes them.
type lines struct {
	w    *bufio.Writer
	hash hash.Hash
	json *json.Encoder
	n    int

	decided demarche.Decision // the last
}

func newLines(w io.Writer) *lines {
	l := &lines{w: bufio.NewWriter(w), hash: sha256.New()}
	l.json = json.NewEncoder(io.MultiWriter(l.w, l.hash))
	l.json.SetEscapeHTML(false)
	return l
}

func (l *lines) put(v any) error {
	l.n++
	return l.json.Encode(v)
}

// end writes the tail.
func (l *lines) end() error {
	if err := l.put(line{Tail: &tail{SHA256: hex.EncodeToString(l.hash.Sum(nil)), Lines: l.n}}); err != nil {
		return err
	}
	return l.w.Flush()
}

// piece writes a piece, its spans in code points.
func (l *lines) piece(p *store.Piece, texts *texts) error {
	switch {
	case p.Article != nil:
		if what := hashed(&p.Article.Article); what != "" {
			return demarche.Errorf(demarche.Invalid, "", "%s", what)
		}
		return l.put(line{Article: p.Article})
	case p.Reading != nil:
		points, _, err := texts.of(p.Reading.Article)
		if err != nil {
			return err
		}
		p.Reading.Reading.EachSpan(func(s *demarche.Span) { *s = points.Span(*s) })
		return l.put(line{Reading: &readingLine{Of: p.Reading.Article, Recorded: p.Reading.Recorded, Made: &p.Reading.Reading}})
	case p.Row != nil:
		return l.row(p.Row, texts)
	case p.Change != nil:
		return l.put(line{Change: p.Change})
	case p.Decision != nil:
		if err := ledger.Follows(l.decided, p.Decision.Decision); err != nil {
			return err
		}
		l.decided = p.Decision.Decision
		return l.put(line{Decision: exactly(p.Decision)})
	}
	return l.put(line{Step: p.Step})
}

func (l *lines) row(p *store.PastRow, texts *texts) error {
	out := &rowLine{ID: p.ID, Kind: p.Kind, Article: p.Article, Reading: p.Reading, Said: []saidLine{}}
	for i := range p.Said {
		s := &p.Said[i]
		if s.Row.Article != "" {
			points, text, err := texts.of(s.Row.Article)
			if err != nil {
				return err
			}
			if what := ledger.Evidence(&s.Row, text); what != "" {
				return unfounded(&s.Row, what)
			}
			s.Row.EachSpan(func(s *demarche.Span) { *s = points.Span(*s) })
		}
		out.Said = append(out.Said, saidLine{Since: s.Since, Recorded: s.Recorded, Row: s.Row})
	}
	return l.put(line{Row: out})
}

// hashed says what is wrong with the text of an article, if anything.
func hashed(a *store.Article) string {
	sum := sha256.Sum256([]byte(a.Text))
	switch {
	case a.Forgotten == nil && a.SHA256 != hex.EncodeToString(sum[:]):
		return fmt.Sprintf("article %s: its text is not the one that was hashed", a.Key)
	case a.Forgotten != nil && a.Text != "":
		return fmt.Sprintf("article %s was forgotten, and here are its words", a.Key)
	}
	return ""
}

// texts fetches texts of articles and keeps the last: what follows one another
// is mostly of one article.
type texts struct {
	ctx    context.Context
	r      store.Reader
	key    demarche.ArticleKey
	text   string
	points *demarche.Points
}

func (t *texts) of(key demarche.ArticleKey) (*demarche.Points, string, error) {
	if t.points == nil || key != t.key {
		a, err := t.r.Article(t.ctx, string(key))
		if err != nil {
			return nil, "", err
		}
		if a.Key != key {
			return nil, "", demarche.Errorf(demarche.NotFound, "", "the record has no article %s", key)
		}
		t.key, t.text, t.points = key, a.Text, demarche.NewPoints(a.Text)
	}
	return t.points, t.text, nil
}
