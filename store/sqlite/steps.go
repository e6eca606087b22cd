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

// moved is an entry that moved between two changes, with the versions that held
// before and after; 0 where none did.
type moved struct{ entry, rank, first, causes, before, after int64 }

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
	err = r.c.stream(ctx, `SELECT id, entry, rank, since, until, since, cause FROM version INDEXED BY version_since WHERE since > ?1 AND since <= ?2
UNION ALL SELECT id, entry, rank, since, until, until, ended FROM version INDEXED BY version_until WHERE until < 4611686018427387904 AND until > ?1 AND until <= ?2`, []any{from, to}, func(scan func(...any) error) error {
		var m moved
		var id, since, until int64
		if err := scan(&id, &m.entry, &m.rank, &since, &until, &m.first, &m.causes); err != nil {
			return err
		}
		o := all[m.entry]
		if o == nil {
			o = &m
			all[m.entry] = o
		}
		o.first, o.causes = min(o.first, m.first), o.causes|m.causes
		if since <= from {
			o.before = id
		}
		if until > to {
			o.after = id
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
	for some := range slices.Chunk(list, fetched/2) {
		var ids []int64
		for _, m := range some {
			ids = append(ids, m.before, m.after)
		}
		bodies, err := r.bodies(ids)
		if err != nil {
			return err
		}
		for _, m := range some {
			step := store.Step{Causes: causesOf(m.causes)}
			if step.Before, err = r.seen(m.before, bodies); err != nil {
				return err
			}
			if step.After, err = r.seen(m.after, bodies); err != nil {
				return err
			}
			if (step.Before != nil || step.After != nil) && !give(step) {
				return nil
			}
		}
	}
	return nil
}

// seen is what a version says, nil where there is none or it is withdrawn.
func (r *reader) seen(version int64, bodies map[int64][]byte) (*demarche.Entry, error) {
	if version == 0 {
		return nil, nil
	}
	var e demarche.Entry
	if err := unpack(bodies[version], &e, r.s.path); err != nil || e.Withdrawn {
		return nil, err
	}
	return &e, nil
}
