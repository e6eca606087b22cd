package intake

import (
	"cmp"
	"context"
	"slices"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// copies finds with which articles a new one belongs together as reprints of
// one text, and makes the first of them the origin of all. Two belong together
// where one is a reprint of the other or others lie between them: what a group
// is follows from the articles that are there, whatever came first. lost is the
// version that the new article replaces, which may have held a group together.
//
// It says of which article the new one is a copy, and how many are known for
// copies since it came. Entries that they report count their origins anew.
func copies(ctx context.Context, tx store.Tx, m *merger, a, lost *store.Article) (of demarche.ArticleKey, n int, err error) {
	groups, err := groupsWith(ctx, tx, a, lost)
	if err != nil {
		return "", 0, err
	}
	for _, group := range groups {
		origin := slices.MinFunc(group, earlier).Key
		for i := range group {
			o, now := &group[i], origin
			if o.Key == origin {
				now = ""
			}
			if o.Origin == now {
				continue
			}
			if err := tx.SetOrigin(o.Key, now); err != nil {
				return "", 0, err
			}
			if now != "" {
				n++
			}
			if o.Key == a.Key {
				a.Origin, of = now, now
				continue
			}
			rows, err := tx.RowsOf(o.Key)
			if err != nil {
				return "", 0, err
			}
			for _, r := range rows {
				m.again = append(m.again, r.Row.ID)
			}
		}
	}
	return of, n, nil
}

// groupsWith gives the groups of reprints that a new article touches: its own,
// with every group that it joins, and what is left of that of the lost version.
func groupsWith(ctx context.Context, tx store.Tx, a, lost *store.Article) ([][]store.Article, error) {
	like, err := tx.Like(a.Fingerprint, window(a))
	if err != nil {
		return nil, err
	}
	all := []store.Article{*a}
	add := func(origin demarche.ArticleKey) error {
		group, err := tx.CopiesOf(origin)
		for _, o := range group {
			if !slices.ContainsFunc(all, func(x store.Article) bool { return x.Key == o.Key }) {
				all = append(all, o)
			}
		}
		return err
	}
	for i := range like {
		if o := &like[i]; o.Key != a.Key && reprints(a, o) {
			if err := add(cmp.Or(o.Origin, o.Key)); err != nil {
				return nil, err
			}
		}
	}
	if lost == nil {
		return [][]store.Article{all}, nil
	}
	if err := add(cmp.Or(lost.Origin, lost.Key)); err != nil {
		return nil, err
	}
	for i := 1; i < len(all); i++ { // the first has its text
		full, err := tx.Article(ctx, string(all[i].Key))
		if err != nil {
			return nil, err
		}
		all[i].Text = full.Text
	}
	return grouped(all), nil
}

// grouped parts articles into groups: two are in one where reprints lead from
// one to the other.
func grouped(all []store.Article) (out [][]store.Article) {
	for len(all) > 0 {
		group := all[:1:1]
		all = all[1:]
		for i := 0; i < len(group); i++ {
			var apart []store.Article
			for _, o := range all {
				if reprints(&group[i], &o) {
					group = append(group, o)
				} else {
					apart = append(apart, o)
				}
			}
			all = apart
		}
		out = append(out, group)
	}
	return out
}

// reprints reports whether one of two articles is a reprint of the other: most
// of the words, about the same days, other addresses. Which is which is
// another matter.
func reprints(a, b *store.Article) bool {
	return ledger.Alike(a.Fingerprint, b.Fingerprint) && (a.URL == "" || a.URL != b.URL) && about(a, b) && about(b, a) && ledger.Reprint(a.Text, b.Text)
}

// about reports whether an article was published about the days of another, as
// far as anybody knows.
func about(a, b *store.Article) bool {
	p, ok := demarche.ParseEDTF(string(a.Published))
	return !ok || p.To == demarche.End || window(b).Contains(p.To)
}

// window are the days on which reprints of an article may have come out.
func window(a *store.Article) demarche.Interval {
	p, ok := demarche.ParseEDTF(string(a.Published))
	if !ok || p.To == demarche.End {
		return demarche.Interval{From: demarche.Beginning, To: demarche.End}
	}
	return demarche.Interval{From: p.From - ledger.CopyDays, To: p.To + ledger.CopyDays}
}

// earlier says which of two articles came out first; what has no date came last.
func earlier(x, y store.Article) int {
	if (x.Published == "") != (y.Published == "") {
		return cmp.Compare(y.Published, x.Published)
	}
	return cmp.Or(cmp.Compare(x.Published, y.Published), cmp.Compare(x.Key, y.Key))
}
