package sqlite

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"time"

	"demarche"
	"demarche/store"
)

// moved is an entry that moved between two changes.
type moved struct{ entry, rank, first, causes int64 }

// Versions yields what each entry was before and after, in the order in which
// they first moved, those that moved together by id.
func (r *reader) Versions(ctx context.Context, since, until time.Time) iter.Seq2[store.Step, error] {
	return func(yield func(store.Step, error) bool) {
		if err := r.steps(ctx, since, until, func(s store.Step) bool { return yield(s, nil) }); err != nil {
			yield(store.Step{}, r.s.fault(err))
		}
	}
}

func (r *reader) steps(ctx context.Context, since, until time.Time, give func(store.Step) bool) error {
	var from int64
	var err error
	if !since.IsZero() {
		if from, err = r.at(store.Known{At: since}); err != nil {
			return err
		}
	}
	to, err := r.at(store.Known{At: until})
	if err != nil {
		return err
	}
	all := map[int64]*moved{}
	err = r.c.stream(ctx, `SELECT entry, rank, since, cause FROM version INDEXED BY version_since WHERE since > ?1 AND since <= ?2
UNION ALL SELECT entry, rank, until, ended FROM version INDEXED BY version_until WHERE until < 4611686018427387904 AND until > ?1 AND until <= ?2`, []any{from, to}, func(scan func(...any) error) error {
		var m moved
		if err := scan(&m.entry, &m.rank, &m.first, &m.causes); err != nil {
			return err
		}
		if o := all[m.entry]; o != nil {
			o.first, o.causes = min(o.first, m.first), o.causes|m.causes
		} else {
			all[m.entry] = &m
		}
		return nil
	})
	if err != nil {
		return err
	}
	list := make([]*moved, 0, len(all))
	for _, m := range all {
		list = append(list, m)
	}
	slices.SortFunc(list, func(a, b *moved) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.rank, b.rank), cmp.Compare(a.entry, b.entry))
	})
	for _, m := range list {
		before, err := r.seen(m.entry, from)
		if err != nil {
			return err
		}
		after, err := r.seen(m.entry, to)
		if err != nil {
			return err
		}
		if (before != nil || after != nil) && !give(store.Step{Before: before, After: after, Causes: causesOf(m.causes)}) {
			return nil
		}
	}
	return nil
}

// seen is an entry after change n, nil where it was not there or withdrawn.
func (r *reader) seen(entry, n int64) (*demarche.Entry, error) {
	if n == 0 {
		return nil, nil
	}
	e, ok, err := r.entryAt(entry, n, 0)
	if err != nil || !ok || e.Withdrawn {
		return nil, err
	}
	return &e, nil
}
