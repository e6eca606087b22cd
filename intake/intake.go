// Package intake brings articles into the record: article → reading → rows →
// what they mean for what is known → one transaction. It is the one place
// where reading, ledger and store meet.
package intake

import (
	"cmp"
	"context"
	"slices"
	"time"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// Reader reads one article. It is pure and safe for use by several goroutines.
type Reader interface {
	Engine() demarche.Engine
	Read(demarche.Article) *demarche.Reading
}

// Intake brings articles into a store.
type Intake struct {
	Reader Reader
	Issues *ledger.Issues
	Blocs  *ledger.Blocs
	Now    func() time.Time // the time of recording

	Memory *Memory // of the one store that is written to; nil: nothing is kept
}

// Prepared is an article that was read and waits to be added: all the work
// that needs no store, so that many can be prepared at once.
type Prepared struct {
	Article store.Article
	Reading *demarche.Reading
	Rows    []demarche.Row
}

// Prepare reads an article. notes are what its page said.
func (in *Intake) Prepare(a demarche.Article, notes []demarche.Note) *Prepared {
	r := in.Reader.Read(a)
	r.Notes = append(slices.Clone(notes), r.Notes...)
	return in.prepared(r)
}

func (in *Intake) prepared(r *demarche.Reading) *Prepared {
	key := ledger.KeyOf(&r.Article)
	return &Prepared{
		Article: store.Article{Article: r.Article, Key: key, Fingerprint: ledger.Fingerprint(r.Article.Text)},
		Reading: r,
		Rows:    ledger.Rows(r, key, in.Issues),
	}
}

// Outcome is what adding an article did.
type Outcome struct {
	Key      demarche.ArticleKey `json:"key"`
	Known    bool                `json:"known,omitempty"`    // the record had it already; nothing changed
	CopyOf   demarche.ArticleKey `json:"copy_of,omitempty"`  // it is a reprint of this one
	Copies   int                 `json:"copies,omitempty"`   // articles that are known for copies since it came, itself among them
	Corrects demarche.ArticleKey `json:"corrects,omitempty"` // it is a corrected version of this one
	Outdated bool                `json:"outdated,omitempty"` // a later version of it was there already
	Rows     int                 `json:"rows"`               // its rows
	New      int                 `json:"new"`                // entries that it began
	Joined   int                 `json:"joined"`             // rows that told what was known
}

// Add adds one article within a transaction.
func (in *Intake) Add(ctx context.Context, tx store.Tx, p *Prepared) (Outcome, error) {
	now := in.Now().UTC()
	out := Outcome{Key: p.Article.Key}
	art := p.Article
	if art.Captured.IsZero() {
		art.Captured = now
	}
	fresh, err := tx.PutArticle(art)
	if err != nil {
		return out, err
	}
	if !fresh {
		out.Known = true
		return out, nil
	}
	if err := tx.PutReading(art.Key, p.Reading, now); err != nil {
		return out, err
	}
	m := in.newMerger(tx, now)
	if err := m.decisions(ctx); err != nil {
		return out, err
	}
	var gone []demarche.RowID
	var lost *store.Article // the version that is out of force now
	cause := demarche.ByArticle
	other, err := in.version(tx, &art)
	switch {
	case err != nil:
		return out, err
	case other == nil:
	case later(&art, other):
		if err := tx.Supersede(other.Key, art.Key); err != nil {
			return out, err
		}
		out.Corrects, cause, lost = other.Key, demarche.ByCorrection, other
		old, err := tx.RowsOf(other.Key)
		if err != nil {
			return out, err
		}
		for _, r := range old {
			gone = append(gone, r.Row.ID)
		}
	default:
		out.Outdated = true
		if err := tx.Supersede(art.Key, other.Key); err != nil {
			return out, err
		}
	}
	if !out.Outdated {
		if out.CopyOf, out.Copies, err = copies(ctx, tx, m, &art, lost); err != nil {
			return out, err
		}
	}
	reports := in.reports(&art, p.Rows, now)
	rows := make([]store.Row, len(reports))
	for i, r := range reports {
		rows[i] = store.Row{Report: r, Blocks: ledger.Blocks(&reports[i])}
	}
	if err := tx.PutRows(rows); err != nil {
		return out, err
	}
	out.Rows = len(rows)
	if out.Outdated {
		return out, nil // kept, but a later version is in force
	}
	changes, err := m.merge(ctx, reports, gone, demarche.Change{Recorded: now, Cause: cause, Article: art.Key})
	for _, c := range changes {
		switch c.Kind {
		case demarche.Asserted:
			out.New++
		case demarche.Supported:
			out.Joined++
		}
	}
	return out, err
}

// reports are the rows of an article as reports.
func (in *Intake) reports(a *store.Article, rows []demarche.Row, now time.Time) []demarche.Report {
	out := make([]demarche.Report, len(rows))
	for i, r := range rows {
		out[i] = demarche.Report{Row: r, ArticleID: a.ID, Title: a.Title, Published: a.Published, Source: a.Source, URL: a.URL,
			Origin: cmp.Or(a.Origin, a.Key), Recorded: now}
	}
	return out
}

// version finds the article in force at the same address.
func (in *Intake) version(tx store.Tx, a *store.Article) (*store.Article, error) {
	if a.URL == "" {
		return nil, nil
	}
	all, err := tx.AtURL(string(a.URL))
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].Key != a.Key && all[i].Superseded == "" && all[i].Forgotten == nil {
			return &all[i], nil
		}
	}
	return nil, nil
}

// later reports whether a is the later of two versions: by publication, then
// by capture.
func later(a, b *store.Article) bool {
	if a.Published != b.Published && a.Published != "" && b.Published != "" {
		return a.Published > b.Published
	}
	if !a.Captured.Equal(b.Captured) {
		return a.Captured.After(b.Captured)
	}
	return a.Key > b.Key
}
