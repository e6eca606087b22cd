package intake

import (
	"context"
	"strings"

	"demarche"
	"demarche/store"
)

// Forget erases an article: its words go, and with them the entries that rest
// on it alone. A decision in the chain keeps that it was forgotten, by whom and
// when; ref is its key, the id it came with, or its address.
func (in *Intake) Forget(ctx context.Context, tx store.Tx, ref, by, reason string) (store.Article, []demarche.Change, error) {
	now := in.Now().UTC()
	art, err := tx.Article(ctx, ref)
	if err != nil {
		return art, nil, err
	}
	switch {
	case art.Forgotten != nil:
		return art, nil, demarche.Errorf(demarche.Conflict, ref, "it was forgotten on %s already", art.Forgotten.Format("2006-01-02"))
	case strings.TrimSpace(by) == "":
		return art, nil, &demarche.Error{Code: demarche.Invalid, What: "forgetting needs the name of the person who does it", Repair: "give it with --by"}
	}
	m := in.newMerger(tx, now)
	if err := m.decisions(ctx); err != nil {
		return art, nil, err
	}
	rows, err := tx.RowsOf(art.Key)
	if err != nil {
		return art, nil, err
	}
	gone := make([]demarche.RowID, len(rows))
	for i, r := range rows {
		gone[i] = r.Row.ID
	}
	d, err := tx.Decide(demarche.Decision{Recorded: now, By: by, Kind: demarche.DecideForget, Target: string(art.Key), Reason: reason})
	if err != nil {
		return art, nil, err
	}
	changes, err := m.merge(ctx, nil, gone, demarche.Change{Recorded: now, Cause: demarche.ByForgetting, Article: art.Key, Decision: d.Seq})
	if err != nil {
		return art, nil, err
	}
	return art, changes, tx.Forget(art.Key, now)
}
