package intake

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// ByHand is the rule of rows that a person added.
const ByHand = "decision"

// AddedRow is the value of a decision that adds a row from a span: an act,
// statement or figure in the public form of a reading, whose spans count code
// points and whose actors are ids of the record.
type AddedRow struct {
	Article   string              `json:"article"`
	Act       *demarche.Act       `json:"act,omitempty"`
	Statement *demarche.Statement `json:"statement,omitempty"`
	Figure    *demarche.Figure    `json:"figure,omitempty"`
}

// checkAdd makes the row of an add decision.
func (p *plan) checkAdd(ctx context.Context) error {
	var v AddedRow
	if err := json.Unmarshal(p.d.Value, &v); err != nil {
		return &demarche.Error{Code: demarche.Invalid, What: "it is no row", Err: err, Repair: `for example {"article": "…", "act": {"type": "meet", "status": "happened", "who": ["…"], "evidence": [[10, 42]]}}`}
	}
	art, err := p.tx.Article(ctx, v.Article)
	if err != nil {
		return err
	}
	// A reading with the one row: the spans are turned and the row is made as
	// for any other.
	r := &demarche.Reading{Schema: demarche.Schema, Article: art.Article}
	n := 0
	add := func(ids ...[]demarche.ActorID) {
		n++
		for _, list := range ids {
			for _, id := range list {
				if !slices.ContainsFunc(r.Actors, func(a demarche.Actor) bool { return a.ID == id }) {
					r.Actors = append(r.Actors, demarche.Actor{ID: id})
				}
			}
		}
	}
	if a := v.Act; a != nil {
		a.Rule, a.Confidence = ByHand, 1
		if !slices.Contains(demarche.ActTypes, a.Type) || !slices.Contains(demarche.Statuses, a.Status) {
			return demarche.Errorf(demarche.Invalid, "", "type %q and status %q are not those of an act", a.Type, a.Status)
		}
		r.Acts = []demarche.Act{*a}
		add(a.Who, a.Whom, a.By)
	}
	if s := v.Statement; s != nil {
		s.Rule, s.Confidence, s.Mode = ByHand, 1, cmp.Or(s.Mode, demarche.Indirect)
		if !slices.Contains(demarche.Forces, s.Force) {
			return demarche.Errorf(demarche.Invalid, "", "%q is no force of a statement", s.Force)
		}
		r.Statements = []demarche.Statement{*s}
		add(s.Speakers, s.Via, s.To, s.About)
	}
	if f := v.Figure; f != nil {
		f.Rule, f.Confidence = ByHand, 1
		r.Figures = []demarche.Figure{*f}
		add([]demarche.ActorID{f.Of}, f.By)
	}
	if n != 1 {
		return demarche.Errorf(demarche.Invalid, "", "a row is one act, one statement or one figure")
	}
	parties := map[demarche.ActorID]demarche.Party{}
	for _, a := range r.Actors {
		for known, err := range p.tx.Actors(ctx, string(a.ID), store.Known{}) {
			if err != nil {
				return err
			}
			if known.ID == a.ID {
				parties[a.ID] = known.Party
				break
			}
		}
		if _, ok := parties[a.ID]; !ok && a.ID != "" {
			return &demarche.Error{Code: demarche.NotFound, Where: string(a.ID), What: "the record has no such actor", Repair: "demarche actor NAME shows the ids of actors"}
		}
	}
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	// Decoding turns code points into bytes and refuses spans outside the text.
	if r, err = demarche.Decode(b); err != nil {
		return err
	}
	row, err := ledger.RowByHand(r, art.Key, parties)
	if err != nil {
		return err
	}
	if _, err := p.tx.Row(ctx, row.ID); err == nil {
		return demarche.Errorf(demarche.Conflict, string(row.ID), "the record has this row already")
	} else if demarche.CodeOf(err) != demarche.NotFound {
		return err
	}
	p.d.Target = string(row.ID)
	p.added = &demarche.Report{Row: row, ArticleID: art.ID, Title: art.Title, Published: art.Published, Source: art.Source, URL: art.URL,
		Origin: cmp.Or(art.Origin, art.Key), Recorded: p.d.Recorded}
	if len(row.Words) == 0 || row.Words[0] == "" {
		return demarche.Errorf(demarche.Invalid, "", "the row has no words: %s", fmt.Sprint(row.Words))
	}
	return nil
}
