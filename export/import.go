package export

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"strconv"
	"strings"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// Import reads what Record wrote into an empty record, and gives the counts. It
// brings in everything or nothing: each text has to be the one that was hashed,
// each evidence its words, each decision the one that was signed, and the whole
// what was written. An error names the line.
func Import(ctx context.Context, name string, from io.Reader, into store.Copier) (store.Counts, error) {
	in := &importer{name: name, in: bufio.NewReaderSize(from, 1<<16), hash: sha256.New()}
	err := into.Restore(ctx, func(r store.Reader, put func(store.Piece) error) error {
		in.put, in.texts = put, &texts{ctx: ctx, r: r}
		return in.read(ctx)
	})
	return in.got, err
}

// importer reads a record line by line.
type importer struct {
	name  string
	in    *bufio.Reader
	n     int // of the line
	hash  hash.Hash
	put   func(store.Piece) error
	texts *texts

	head    head
	got     store.Counts
	stage   int
	decided demarche.Decision // the last
}

// whole is what to do about a file that is not what was written.
const whole = "take the file again from where it was written; nothing was imported"

// bad is an error at the present line.
func (in *importer) bad(repair, format string, args ...any) error {
	return &demarche.Error{Code: demarche.Invalid, Where: in.name + ":" + strconv.Itoa(in.n), What: fmt.Sprintf(format, args...), Repair: repair}
}

func (in *importer) read(ctx context.Context) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		text, err := in.in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return &demarche.Error{Code: demarche.Unavailable, Where: in.name, What: "it cannot be read", Err: err}
		}
		if len(text) == 0 {
			in.n++
			return in.bad(whole, "the file ends without its last line, so that a part is missing")
		}
		in.n++
		done, err := in.line(text)
		if err != nil {
			return in.at(err)
		}
		if done {
			if _, err := in.in.ReadByte(); !errors.Is(err, io.EOF) {
				in.n++
				return in.bad("take away what was added; nothing was imported", "there is more after the last line of the record")
			}
			return nil
		}
		in.hash.Write(text)
	}
}

// at puts the line before an error that does not have it yet.
func (in *importer) at(err error) error {
	e, ok := errors.AsType[*demarche.Error](err)
	if !ok || strings.HasPrefix(e.Where, in.name+":") || e.Code == demarche.Unavailable {
		return err
	}
	what := e.What
	if e.Where != "" {
		what = e.Where + ": " + what
	}
	repair := e.Repair
	if repair == "" {
		repair = whole
	}
	return &demarche.Error{Code: e.Code, Where: in.name + ":" + strconv.Itoa(in.n), What: what, Repair: repair, Err: e.Err}
}

// line takes one line; done with the last.
func (in *importer) line(text []byte) (done bool, err error) {
	if in.n == 1 {
		return false, in.begin(text)
	}
	var l line
	if err := strict(text, &l); err != nil {
		return false, in.bad(whole, "it is no line of a record: %v", err)
	}
	switch {
	case l.Article != nil:
		return false, in.article(l.Article)
	case l.Reading != nil:
		return false, in.reading(l.Reading)
	case l.Row != nil:
		return false, in.row(l.Row)
	case l.Change != nil:
		return false, in.give(4, &in.got.Changes, store.Piece{Change: l.Change})
	case l.Decision != nil:
		d := l.Decision.decision()
		if err := ledger.Follows(in.decided, d.Decision); err != nil {
			return false, err
		}
		in.decided = d.Decision
		return false, in.give(5, &in.got.Decisions, store.Piece{Decision: d})
	case l.Step != nil:
		return false, in.give(6, &in.got.Steps, store.Piece{Step: l.Step})
	case l.Tail != nil:
		return true, in.end(l.Tail)
	}
	return false, in.bad(whole, "it is no article, reading, row, change, decision or step")
}

// begin reads the head.
func (in *importer) begin(text []byte) error {
	repair := "give a file that demarche export --format jsonl wrote"
	if err := json.Unmarshal(text, &in.head); err != nil {
		return in.bad(repair, "it is no record: %v", err)
	}
	name, version, _ := strings.Cut(in.head.Schema, "/")
	known, _, _ := strings.Cut(RecordSchema, "/")
	switch {
	case in.head.Schema == RecordSchema:
		return nil
	case name == known:
		return in.bad("import it with the program that wrote it, or a later one", "the record is written in form %s by demarche %s; this is %s and reads %s", version, in.head.Version, demarche.Version, RecordSchema)
	case name == "demarche.reading":
		return in.bad("add readings' articles with: demarche add FILE…", "these are readings of articles, and not a record")
	}
	return in.bad(repair, "it does not begin with the head of a record")
}

// give hands a piece on, in the order of stages.
func (in *importer) give(stage int, n *int, p store.Piece) error {
	if stage < in.stage {
		return in.bad(whole, "it stands in the wrong place: articles come first, then readings, rows, changes, decisions and steps")
	}
	in.stage = stage
	*n++
	return in.put(p)
}

func (in *importer) article(a *store.PastArticle) error {
	if what := hashed(&a.Article); what != "" {
		return in.bad(whole, "%s", what)
	}
	return in.give(1, &in.got.Articles, store.Piece{Article: a})
}

func (in *importer) reading(l *readingLine) error {
	if l.Made == nil {
		return in.bad(whole, "it is a reading of article %s without what was read", l.Of)
	}
	points, _, err := in.texts.of(l.Of)
	if err != nil {
		return err
	}
	if err := points.Bytes("a reading of article "+string(l.Of), l.Made.EachSpan); err != nil {
		return err
	}
	return in.give(2, &in.got.Readings, store.Piece{Reading: &store.PastReading{Article: l.Of, Recorded: l.Recorded, Reading: *l.Made}})
}

func (in *importer) row(l *rowLine) error {
	p := &store.PastRow{ID: l.ID, Kind: l.Kind, Article: l.Article, Reading: l.Reading}
	for i := range l.Said {
		s := &l.Said[i]
		if s.Row.ID != l.ID || s.Row.Kind != l.Kind || s.Row.Article != l.Article {
			return in.bad(whole, "row %s says that it is %s %s of article %q", l.ID, s.Row.Kind, s.Row.ID, s.Row.Article)
		}
		if err := shaped(&s.Row); err != nil {
			return err
		}
		if l.Article != "" {
			points, text, err := in.texts.of(l.Article)
			if err != nil {
				return err
			}
			if err := points.Bytes("row "+string(l.ID), s.Row.EachSpan); err != nil {
				return err
			}
			if what := ledger.Evidence(&s.Row, text); what != "" {
				return in.bad(whole, "row %s: %s", l.ID, what)
			}
		}
		p.Said = append(p.Said, store.Said{Since: s.Since, Recorded: s.Recorded, Row: s.Row})
	}
	return in.give(3, &in.got.Rows, store.Piece{Row: p})
}

// shaped looks whether a row is of its kind.
func shaped(r *demarche.Row) error {
	has := map[demarche.RowKind]bool{demarche.ActRow: r.Act != nil, demarche.StatementRow: r.Statement != nil, demarche.FigureRow: r.Figure != nil, demarche.TensionRow: r.Between != nil}
	for kind, there := range has {
		if there != (kind == r.Kind) {
			return demarche.Errorf(demarche.Invalid, "row "+string(r.ID), "it calls itself %q and is none", r.Kind)
		}
	}
	if r.Kind != demarche.TensionRow && r.Article == "" {
		return demarche.Errorf(demarche.Invalid, "row "+string(r.ID), "it stands in no article")
	}
	return nil
}

// end compares the whole with what its last line says.
func (in *importer) end(t *tail) error {
	switch {
	case t.SHA256 != hex.EncodeToString(in.hash.Sum(nil)) || t.Lines != in.n-1:
		return in.bad(whole, "the lines before are not those that were written: their hash is another")
	case in.got != in.head.Counts:
		return in.bad(whole, "the head speaks of %+v, and there are %+v", in.head.Counts, in.got)
	}
	return nil
}

// strict reads JSON that has no field which nobody knows.
func strict(text []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	return d.Decode(v)
}
