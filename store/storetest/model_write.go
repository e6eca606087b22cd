package storetest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

func (t *modelTx) PutArticle(a store.Article) (bool, error) {
	if a.Key == "" {
		return false, demarche.Errorf(demarche.Invalid, "", "no key")
	}
	if t.art(a.Key) != nil {
		return false, nil
	}
	t.st.arts = append(t.st.arts, article{Article: a})
	return true, nil
}

func (t *modelTx) Supersede(old, by demarche.ArticleKey) error {
	if t.art(old) == nil || t.art(by) == nil {
		return missing("article")
	}
	t.art(old).Superseded = by
	return nil
}

func (t *modelTx) SetOrigin(key, origin demarche.ArticleKey) error {
	if t.art(key) == nil {
		return missing("article")
	}
	a := t.art(key)
	told := slices.ContainsFunc(t.st.rows, func(r row) bool { return r.article == key })
	if n := len(a.was); told && a.Origin != origin && (n == 0 || a.was[n-1].Until <= t.last()) {
		a.was = append(slices.Clone(a.was), store.PastOrigin{Until: t.last() + 1, Origin: a.Origin})
	}
	a.Origin = origin
	return nil
}

func (t *modelTx) PutReading(key demarche.ArticleKey, r *demarche.Reading, _ time.Time) error {
	a := t.art(key)
	if a == nil {
		return missing("article")
	}
	a.readings = append(slices.Clone(a.readings), r)
	return nil
}

func (t *modelTx) Like(fingerprint uint64, days demarche.Interval) ([]store.Article, error) {
	var out []store.Article
	for _, a := range t.st.arts {
		d, ok := dayOf(a.Published)
		all := days.From == demarche.Beginning && days.To == demarche.End
		if a.Superseded == "" && a.Forgotten == nil && (all || !ok || days.Contains(d)) && ledger.Alike(a.Fingerprint, fingerprint) {
			out = append(out, a.Article)
		}
	}
	return out, nil
}

func (t *modelTx) CopiesOf(origin demarche.ArticleKey) ([]store.Article, error) {
	var out []store.Article
	for _, a := range t.st.arts {
		if a.Superseded == "" && a.Forgotten == nil && cmp.Or(a.Origin, a.Key) == origin {
			c := a.Article
			c.Text = ""
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b store.Article) int { return cmp.Compare(a.Key, b.Key) })
	return out, nil
}

func (t *modelTx) AtURL(url string) ([]store.Article, error) {
	var out []store.Article
	for _, a := range t.st.arts {
		if url != "" && string(a.URL) == url {
			out = append(out, a.Article)
		}
	}
	return out, nil
}

func (t *modelTx) PutRows(rows []store.Row) error {
	for _, r := range rows {
		a := t.art(r.Row.Article)
		if a == nil && r.Row.Between == nil {
			return missing("article")
		}
		if a != nil && a.Forgotten != nil {
			return demarche.Errorf(demarche.Invalid, "", "forgotten")
		}
		if kind := string(r.Row.Kind); kind == "" || r.Row.ID == "" {
			return demarche.Errorf(demarche.Invalid, "", "no kind")
		}
		readings := 0
		if a != nil {
			readings = len(a.readings)
		}
		rep := r.Report
		rep.Row = copied(rep.Row)
		if old := t.row(r.Row.ID); old == nil {
			t.st.rows = append(t.st.rows, row{id: r.Row.ID, article: r.Row.Article, reading: readings, bodies: []body{{t.last() + 1, rep}}})
		} else {
			old.reading = readings
			now := &old.bodies[len(old.bodies)-1]
			switch {
			case same(now.rep.Row, rep.Row):
			case now.since > t.last():
				*now = body{now.since, rep}
			default:
				old.bodies = append(old.bodies, body{t.last() + 1, rep})
			}
		}
		for _, b := range r.Blocks {
			if k := (kept{b, r.Row.ID}); !slices.Contains(t.st.blocks, k) {
				t.st.blocks = append(t.st.blocks, k)
			}
		}
		for _, p := range r.Row.Known {
			base := p
			base.Aliases, base.Roles = nil, nil
			t.mention(p.ID, 0, jsonOf(base), &r)
			for _, s := range p.Aliases {
				t.mention(p.ID, 1, s, &r)
			}
			for _, s := range p.Roles {
				t.mention(p.ID, 2, s, &r)
			}
		}
	}
	for _, r := range rows {
		if r.Row.Between != nil {
			for _, id := range r.Row.Between.Rows {
				if t.row(id) == nil {
					return demarche.Errorf(demarche.Invalid, "", "no row %s", id)
				}
			}
		}
	}
	return nil
}

func (t *modelTx) mention(actor demarche.ActorID, what int, name string, r *store.Row) {
	if !slices.ContainsFunc(t.st.mentions, func(m mention) bool {
		return m.actor == actor && m.what == what && m.name == name && m.article == r.Row.Article
	}) {
		t.st.mentions = append(t.st.mentions, mention{actor, what, name, r.Row.Article, r.Recorded})
	}
}

func (t *modelTx) Append(basis int64, changes []demarche.Change, entries map[demarche.EntryID]*demarche.Entry) error {
	if basis != t.last() {
		return demarche.Errorf(demarche.Conflict, "", "moved on")
	}
	since := basis + 1
	var at time.Time
	if basis > 0 {
		at = t.st.changes[basis-1].Recorded
	}
	for _, c := range changes {
		if c.Recorded.After(at) {
			at = c.Recorded
		}
	}
	touched := map[demarche.EntryID][]demarche.Cause{}
	var all []demarche.Cause
	for _, c := range changes {
		if t.row(c.Row) == nil || c.Entry != "" && t.row(demarche.RowID(c.Entry)) == nil {
			return demarche.Errorf(demarche.Invalid, "", "no row %s", c.Row)
		}
		was := t.standing(c.Row)
		if c.Kind == demarche.Decided && (c.Entry == "" || c.Entry == was.Entry) {
			c.Entry, c.Series = was.Entry, was.Series
		}
		now := ledger.Belongs{Entry: c.Entry, Series: c.Series}
		if now != was && !(now.Entry == "" && was.Entry == "") {
			t.st.places = slices.DeleteFunc(t.st.places, func(p place) bool { return p.row == c.Row && p.until == holds && p.since >= since })
			for i := range t.st.places {
				if p := &t.st.places[i]; p.row == c.Row && p.until == holds {
					p.until = since
				}
			}
			if c.Entry != "" {
				t.st.places = append(t.st.places, place{c.Row, since, holds, now})
			}
		}
		c.Seq, c.Recorded = t.last()+1, at
		t.st.changes = append(t.st.changes, c)
		for _, e := range []demarche.EntryID{c.Entry, was.Entry} {
			touched[e] = append(touched[e], c.Cause)
		}
		all = append(all, c.Cause)
	}
	for id, e := range entries {
		if t.row(demarche.RowID(id)) == nil || e != nil && e.ID != id {
			return demarche.Errorf(demarche.Invalid, "", "no row %s", id)
		}
		causes := touched[id]
		if causes == nil {
			causes = all
		}
		if len(changes) == 0 && !t.stands(id, e) {
			return demarche.Errorf(demarche.Invalid, string(id), "no change")
		}
		t.put(id, e, since, causes)
	}
	return nil
}

// stands reports whether an entry reads so already.
func (t *modelTx) stands(id demarche.EntryID, e *demarche.Entry) bool {
	for _, v := range t.st.versions {
		if v.id == id && v.until == holds {
			return e != nil && same(v.e, *e)
		}
	}
	return e == nil
}

// put ends the version of an entry that holds and begins the next.
func (t *modelTx) put(id demarche.EntryID, e *demarche.Entry, since int64, causes []demarche.Cause) {
	for i := range t.st.versions {
		v := &t.st.versions[i]
		if v.id != id || v.until != holds {
			continue
		}
		if e != nil && same(v.e, *e) {
			return
		}
		v.until, v.ended = since, causes
	}
	t.st.versions = slices.DeleteFunc(t.st.versions, func(v version) bool { return v.id == id && v.until <= v.since })
	if e != nil {
		t.st.versions = append(t.st.versions, version{id: id, since: since, until: holds, e: copied(*e), causes: causes})
	}
}

func (t *modelTx) Decide(d demarche.Decision) (demarche.Decision, error) {
	if d.By == "" || d.Kind == "" || d.Target == "" {
		return d, demarche.Errorf(demarche.Invalid, "", "who, what, about what")
	}
	if n := len(t.st.decisions); n > 0 {
		d.Prev = t.st.decisions[n-1].Hash
	}
	d.Seq = int64(len(t.st.decisions) + 1)
	d.Recorded = d.Recorded.UTC()
	d.Hash = ledger.Seal(d)
	t.st.decisions = append(t.st.decisions, based{d, t.last()})
	return d, nil
}

func (t *modelTx) Forget(key demarche.ArticleKey, at time.Time) error {
	a := t.art(key)
	if a == nil {
		return missing("article")
	}
	if a.Forgotten != nil {
		return nil
	}
	t.st.forgets = append(t.st.forgets, key)
	at = at.UTC()
	a.Article.Article = demarche.Article{Published: a.Published, Source: a.Source, Language: a.Language, SHA256: a.SHA256}
	a.Fingerprint, a.Forgotten, a.readings = 0, &at, nil
	gone := map[demarche.RowID]bool{}
	for i := range t.st.rows {
		if r := &t.st.rows[i]; r.article == key {
			gone[r.id], r.bodies = true, nil
		}
	}
	t.st.blocks = slices.DeleteFunc(t.st.blocks, func(k kept) bool { return gone[k.row] })
	t.st.mentions = slices.DeleteFunc(t.st.mentions, func(m mention) bool { return m.article == key })
	hit := map[demarche.EntryID]bool{}
	for _, p := range t.st.places {
		if gone[p.row] {
			hit[p.at.Entry] = true
		}
	}
	for _, p := range t.st.places {
		r := t.row(p.row)
		if p.row[0] != 't' || len(r.bodies) == 0 {
			continue
		}
		for _, side := range r.bodies[0].rep.Row.Between.Rows {
			for _, q := range t.st.places {
				if q.row == side && hit[q.at.Entry] && q.at.Entry[0] != 't' {
					hit[p.at.Entry] = true
				}
			}
		}
	}
	t.then = true
	defer func() { t.then = false }()
	for _, tension := range []bool{false, true} {
		for i := range t.st.versions {
			v := &t.st.versions[i]
			if !hit[v.id] || (v.id[0] == 't') != tension {
				continue
			}
			if e, ok := t.fold(v.id, v.since, 0); ok {
				v.e = copied(e)
			} else {
				v.e = demarche.Entry{ID: v.e.ID, Kind: v.e.Kind, Withdrawn: true, Best: v.e.Best, Words: []string{}, Parties: []demarche.Party{},
					Review: demarche.Unreviewed, Reported: v.e.Reported, Recorded: v.e.Recorded}
			}
		}
	}
	return nil
}

func jsonOf(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err.Error()
	}
	return strings.TrimSpace(b.String())
}

func same[T any](a, b T) bool { return jsonOf(a) == jsonOf(b) }

// copied is a value as it is after it was written down and read again.
func copied[T any](v T) T {
	var out T
	if err := json.Unmarshal([]byte(jsonOf(v)), &out); err != nil {
		panic(err) // what was encoded can be decoded
	}
	return out
}

func keys[K comparable, V any](m map[K]V) []K { return slices.Collect(maps.Keys(m)) }

func copiedParty(s string) demarche.Party {
	var p demarche.Party
	if err := json.Unmarshal([]byte(s), &p); err != nil {
		panic(err) // what was encoded can be decoded
	}
	return p
}

func unquoted(b []byte) string {
	var s string
	if json.Unmarshal(b, &s) != nil {
		return ""
	}
	return s
}
