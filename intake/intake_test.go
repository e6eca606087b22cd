package intake_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"demarche"
	"demarche/data"
	"demarche/demo"
	"demarche/intake"
	"demarche/ledger"
	"demarche/page"
	"demarche/read"
	"demarche/store"
	"demarche/store/sqlite"
)

var shared struct {
	once   sync.Once
	reader *read.Reader
	issues *ledger.Issues
	err    error
}

// desk is a record with an intake and a clock that stands where it is put.
type desk struct {
	t     *testing.T
	in    *intake.Intake
	store store.Store
	now   time.Time
}

func open(t *testing.T) *desk {
	t.Helper()
	shared.once.Do(func() {
		if shared.reader, shared.err = read.New(read.Config{Data: data.FS}); shared.err == nil {
			shared.issues, shared.err = ledger.LoadIssues(data.FS)
		}
	})
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	d := &desk{t: t, now: time.Date(2022, 2, 8, 18, 0, 0, 0, time.UTC)}
	d.in = &intake.Intake{Reader: shared.reader, Issues: shared.issues, Memory: &intake.Memory{}, Now: func() time.Time { return d.now }}
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), sqlite.Options{Now: d.in.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	d.store = s
	return d
}

func article(id, published, source, text string) demarche.Article {
	sum := sha256.Sum256([]byte(text))
	return demarche.Article{ID: demarche.ArticleID(id), Title: id, Published: demarche.Maybe(published), Source: demarche.Maybe(source),
		Language: "en", SHA256: hex.EncodeToString(sum[:]), Text: text}
}

func (d *desk) add(a demarche.Article) intake.Outcome {
	d.t.Helper()
	p := d.in.Prepare(a, nil)
	var out intake.Outcome
	d.update(func(tx store.Tx) (err error) {
		out, err = d.in.Add(d.t.Context(), tx, p)
		return err
	})
	return out
}

func (d *desk) update(f func(store.Tx) error) {
	d.t.Helper()
	if err := d.store.Update(d.t.Context(), f); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) entries(q store.Query) []demarche.Entry {
	d.t.Helper()
	var out []demarche.Entry
	err := d.store.View(d.t.Context(), func(r store.Reader) error {
		for e, err := range r.Entries(d.t.Context(), q) {
			if err != nil {
				return err
			}
			out = append(out, e)
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

// acts lists the acts of a type as "status who+whom date articles".
func (d *desk) acts(kind demarche.ActType, known ...store.Known) []string {
	d.t.Helper()
	q := store.Query{Kinds: []demarche.RowKind{demarche.ActRow}, Types: []demarche.ActType{kind}, Order: store.Oldest}
	if len(known) > 0 {
		q.Known = known[0]
	}
	var out []string
	for _, e := range d.entries(q) {
		when := "-"
		if e.Happens != nil {
			when = e.Happens.EDTF
		}
		out = append(out, fmt.Sprint(e.Act.Status, " ", when, " ", e.Articles, "/", e.Origins))
	}
	return out
}

func (d *desk) decide(kind demarche.DecisionKind, target string, value any, more ...string) (demarche.Decision, error) {
	d.t.Helper()
	v, err := json.Marshal(value)
	if err != nil {
		d.t.Fatal(err)
	}
	x := demarche.Decision{Kind: kind, Target: target, Value: v, By: "anna"}
	if len(more) > 0 {
		x.Reason = more[0]
	}
	if len(more) > 1 {
		x.Evidence = demarche.RowID(more[1])
	}
	var done demarche.Decision
	err = d.store.Update(d.t.Context(), func(tx store.Tx) (err error) {
		done, _, err = d.in.Decide(d.t.Context(), tx, x)
		return err
	})
	return done, err
}

func (d *desk) must(kind demarche.DecisionKind, target string, value any, more ...string) demarche.Decision {
	d.t.Helper()
	x, err := d.decide(kind, target, value, more...)
	if err != nil {
		d.t.Fatal(err)
	}
	return x
}

const (
	planned = "French President Emmanuel Macron will meet Russian President Vladimir Putin in Moscow on Monday."
	held    = "French President Emmanuel Macron met Russian President Vladimir Putin in Moscow on Monday."
	other   = "President Vladimir Putin held talks with President Emmanuel Macron in the Kremlin on Monday."
)

func want(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAdd(t *testing.T) {
	d := open(t)
	d.now = time.Date(2022, 2, 5, 18, 0, 0, 0, time.UTC)
	if o := d.add(article("a", "2022-02-05", "Wire", planned)); o.Known || o.Rows == 0 || o.New == 0 {
		t.Errorf("%+v", o)
	}
	if o := d.add(article("again", "2022-02-05", "Wire", planned)); !o.Known {
		t.Errorf("the same article twice: %+v", o)
	}
	want(t, d.acts(demarche.Meet), "planned 2022-02-07 1/1")
	d.now = time.Date(2022, 2, 8, 18, 0, 0, 0, time.UTC)
	d.add(article("b", "2022-02-08", "Courier", held))
	d.add(article("c", "2022-02-08", "Gazette", other))
	want(t, d.acts(demarche.Meet), "happened 2022-02-07 3/3")
	// What the record said before stays said.
	want(t, d.acts(demarche.Meet, store.Known{At: time.Date(2022, 2, 6, 0, 0, 0, 0, time.UTC)}), "planned 2022-02-07 1/1")
	want(t, d.acts(demarche.Meet, store.Known{At: time.Date(2022, 2, 4, 0, 0, 0, 0, time.UTC)}))
	want(t, d.acts(demarche.Meet, store.Known{Published: day("2022-02-06")}), "planned 2022-02-07 1/1")
}

func day(s string) demarche.Day { i, _ := demarche.ParseEDTF(s); return i.From }

func TestCorrection(t *testing.T) {
	d := open(t)
	a := article("a", "2022-02-08", "Wire", held)
	a.URL = "https://wire.example/kremlin"
	first := d.add(a)
	b := article("b", "2022-02-09", "Wire", "Correction: an earlier version named the wrong day. "+strings.Replace(held, "Monday", "Tuesday", 1))
	b.URL = a.URL
	o := d.add(b)
	if o.Corrects != first.Key {
		t.Errorf("%+v", o)
	}
	want(t, d.acts(demarche.Meet), "happened 2022-02-08 1/1")
	// The earlier version arriving late changes nothing.
	e := open(t)
	e.add(b)
	if o := e.add(a); !o.Outdated {
		t.Errorf("%+v", o)
	}
	want(t, e.acts(demarche.Meet), "happened 2022-02-08 1/1")
}

func TestReprint(t *testing.T) {
	text := held + " " + strings.Repeat("The two men sat at a long table and talked for five hours about exercises, missiles and who may join which alliance. ", 1) +
		"Neither of them would say whether there will be another round, but aides spoke of a telephone call within days. Outside it snowed, and reporters waited until midnight for a word."
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 2, 0}} {
		d := open(t)
		arts := []demarche.Article{article("a", "2022-02-07", "Wire", text), article("b", "2022-02-08", "Gazette", strings.Replace(text, " Outside it snowed, and", " The", 1)), article("c", "2022-02-08", "Courier", other)}
		for _, i := range order {
			d.add(arts[i])
		}
		want(t, d.acts(demarche.Meet), "happened 2022-02-07 3/2")
	}
}

func TestForget(t *testing.T) {
	d := open(t)
	d.now = time.Date(2022, 2, 5, 18, 0, 0, 0, time.UTC)
	d.add(article("a", "2022-02-05", "Wire", planned))
	d.now = time.Date(2022, 2, 8, 18, 0, 0, 0, time.UTC)
	d.add(article("b", "2022-02-08", "Courier", held))
	d.now = time.Date(2022, 2, 9, 18, 0, 0, 0, time.UTC)
	d.update(func(tx store.Tx) error {
		_, _, err := d.in.Forget(t.Context(), tx, "a", "anna", "asked to")
		return err
	})
	want(t, d.acts(demarche.Meet), "happened 2022-02-07 1/1")
	d.update(func(tx store.Tx) error {
		_, _, err := d.in.Forget(t.Context(), tx, "b", "anna", "asked to")
		return err
	})
	want(t, d.acts(demarche.Meet))
	for _, e := range d.entries(store.Query{Known: store.Known{At: time.Date(2022, 2, 6, 0, 0, 0, 0, time.UTC)}}) {
		if !e.Withdrawn || len(e.Words) > 0 && strings.Contains(strings.Join(e.Words, " "), "Macron") {
			t.Errorf("as known before: %+v", e)
		}
	}
	var all []demarche.Decision
	if err := d.store.View(t.Context(), func(r store.Reader) error {
		for x, err := range r.Decisions(t.Context(), "") {
			if err != nil {
				return err
			}
			all = append(all, x)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := ledger.Audit(all); err != nil || len(all) != 2 || all[0].Kind != demarche.DecideForget || all[0].By != "anna" {
		t.Errorf("%v %+v", err, all)
	}
	if _, err := d.decide(demarche.DecideUndo, "", 1); demarche.CodeOf(err) != demarche.Invalid {
		t.Errorf("what is forgotten cannot come back: %v", err)
	}
}

func TestMergeAndSplit(t *testing.T) {
	d := open(t)
	d.add(article("a", "2022-02-08", "Wire", held))
	d.add(article("b", "2022-06-21", "Courier", strings.Replace(held, "Monday", "June 20", 1)))
	want(t, d.acts(demarche.Meet), "happened 2022-02-07 1/1", "happened 2022-06-20 1/1")
	es := d.entries(store.Query{Types: []demarche.ActType{demarche.Meet}, Order: store.Oldest})
	x := d.must(demarche.DecideMerge, string(es[0].ID), string(es[1].ID))
	if got := d.acts(demarche.Meet); len(got) != 1 || !strings.HasSuffix(got[0], "2/2") {
		t.Errorf("merged: %q", got)
	}
	if _, err := d.decide(demarche.DecideMerge, string(es[0].ID), string(es[1].ID)); demarche.CodeOf(err) != demarche.Conflict {
		t.Errorf("merged twice: %v", err)
	}
	d.must(demarche.DecideUndo, "", x.Seq)
	want(t, d.acts(demarche.Meet), "happened 2022-02-07 1/1", "happened 2022-06-20 1/1")

	e := open(t)
	e.add(article("a", "2022-02-08", "Wire", held))
	e.add(article("c", "2022-02-08", "Gazette", other))
	es = e.entries(store.Query{Types: []demarche.ActType{demarche.Meet}})
	rows := e.rows(es[0].ID)
	if len(rows) != 2 {
		t.Fatalf("%v", rows)
	}
	e.must(demarche.DecideSplit, string(es[0].ID), ledger.SplitValue{Leave: rows[1:]})
	if got := e.acts(demarche.Meet); len(got) != 2 {
		t.Errorf("split: %q", got)
	}
	// A third report joins one of them, and the two stay two.
	e.add(article("d", "2022-02-09", "Courier", "Macron and Putin met in Moscow on Monday."))
	if got := e.acts(demarche.Meet); len(got) != 2 {
		t.Errorf("after another report: %q", got)
	}

	// Split, and merged again: the third report is not left behind.
	f := open(t)
	f.add(article("a", "2022-02-08", "Wire", held))
	f.add(article("c", "2022-02-08", "Gazette", other))
	f.add(article("d", "2022-02-09", "Courier", "Macron and Putin met in Moscow on Monday."))
	es = f.entries(store.Query{Types: []demarche.ActType{demarche.Meet}})
	if rows = f.rows(es[0].ID); len(es) != 1 || len(rows) != 3 {
		t.Fatalf("%d entries, %v", len(es), rows)
	}
	f.must(demarche.DecideSplit, string(es[0].ID), ledger.SplitValue{Leave: rows[1:2]})
	y := f.must(demarche.DecideMerge, string(rows[0]), string(rows[1]))
	if got := f.acts(demarche.Meet); len(got) != 1 || !strings.HasSuffix(got[0], "3/3") {
		t.Errorf("split and merged again: %q", got)
	}
	f.must(demarche.DecideUndo, "", y.Seq)
	if got := f.acts(demarche.Meet); len(got) != 2 {
		t.Errorf("the merge undone: %q", got)
	}
}

func (d *desk) rows(id demarche.EntryID) []demarche.RowID {
	var out []demarche.RowID
	d.update(func(tx store.Tx) error {
		m, err := tx.EntryRows([]demarche.EntryID{id})
		out = m[id]
		return err
	})
	return out
}

func TestDecisionsAboutEntries(t *testing.T) {
	d := open(t)
	d.add(article("a", "2022-02-08", "Wire", held))
	id := string(d.entries(store.Query{Types: []demarche.ActType{demarche.Meet}})[0].ID)
	d.must(demarche.DecideEdit, id, map[string]any{"status": "planned"})
	want(t, d.acts(demarche.Meet), "planned 2022-02-07 1/1")
	row := d.entries(store.Query{Types: []demarche.ActType{demarche.Meet}})[0].Best
	places := func(row demarche.RowID, spans ...[2]int) map[string]any {
		return map[string]any{"evidence": map[string]any{"row": row, "spans": spans}}
	}
	s := d.must(demarche.DecideEdit, id, places(row, [2]int{0, 5}))
	if e := d.entries(store.Query{Types: []demarche.ActType{demarche.Meet}})[0]; e.Shown == nil || e.Shown.Spans[0] != (demarche.Span{Start: 0, End: 5}) || e.Edited[0] != "evidence" {
		t.Errorf("the evidence is %v, set %v", e.Shown, e.Edited)
	}
	d.must(demarche.DecideUndo, "", s.Seq)
	if e := d.entries(store.Query{Types: []demarche.ActType{demarche.Meet}})[0]; e.Shown != nil {
		t.Errorf("after an undo the evidence is %v", e.Shown)
	}
	x := d.must(demarche.DecideReject, id, nil, "they never met")
	want(t, d.acts(demarche.Meet))
	d.must(demarche.DecideUndo, "", x.Seq)
	want(t, d.acts(demarche.Meet), "planned 2022-02-07 1/1")
	for name, c := range map[string]struct {
		kind   demarche.DecisionKind
		target string
		value  any
		more   []string
		code   demarche.Code
	}{
		"a rejection without a reason":    {demarche.DecideReject, id, nil, nil, demarche.Invalid},
		"an entry that is not there":      {demarche.DecideAccept, "e-nowhere", nil, nil, demarche.NotFound},
		"a field that is not there":       {demarche.DecideEdit, id, map[string]any{"colour": "red"}, nil, demarche.Invalid},
		"evidence outside the text":       {demarche.DecideEdit, id, places(row, [2]int{0, 99999}), nil, demarche.Invalid},
		"evidence without words":          {demarche.DecideEdit, id, places(row, [2]int{3, 3}), nil, demarche.Invalid},
		"evidence of another row":         {demarche.DecideEdit, id, places("e-nowhere", [2]int{0, 5}), nil, demarche.Invalid},
		"a rating of what commits nobody": {demarche.DecideRate, id, "kept", []string{"seen", id}, demarche.Invalid},
		"a credibility of nine":           {demarche.DecideCredibility, id, 9, nil, demarche.Invalid},
		"a source rated G":                {demarche.DecideReliability, "Wire", "G", nil, demarche.Invalid},
		"an actor that is not there":      {demarche.DecideRename, "person:nobody", "Somebody", nil, demarche.NotFound},
		"an undo of nothing":              {demarche.DecideUndo, "", 99, nil, demarche.NotFound},
		"an undo twice":                   {demarche.DecideUndo, "", x.Seq, nil, demarche.Conflict},
		"a kind that is not there":        {"bless", id, nil, nil, demarche.Invalid},
	} {
		if _, err := d.decide(c.kind, c.target, c.value, c.more...); demarche.CodeOf(err) != c.code || err == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Who decides on something that another decided on meanwhile is told so, and
// nothing is written; what others decided elsewhere is in nobody's way.
func TestTwoAnalysts(t *testing.T) {
	d := open(t)
	d.add(article("a", "2022-02-08", "Wire", held))
	d.add(article("b", "2022-02-08", "Courier", "The White House said that on Sunday, February 20, 2022, Antony Blinken met Wang Yi in Munich."))
	acts := d.entries(store.Query{Types: []demarche.ActType{demarche.Meet}})
	if len(acts) != 2 {
		t.Fatalf("%d meetings", len(acts))
	}
	one, other := string(acts[0].ID), string(acts[1].ID)
	having := func(seen int64, kind demarche.DecisionKind, target string, value any) error {
		b, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		return d.store.Update(t.Context(), func(tx store.Tx) error {
			_, _, err := d.in.DecideHaving(t.Context(), tx, demarche.Decision{By: "Bob", Kind: kind, Target: target, Value: b, Reason: "because"}, seen)
			return err
		})
	}
	first := d.must(demarche.DecideEdit, one, map[string]any{"status": "planned"})
	for name, c := range map[string]struct {
		kind   demarche.DecisionKind
		target string
		value  any
	}{
		"the same entry":              {demarche.DecideReject, one, nil},
		"a merge that ends there":     {demarche.DecideMerge, other, one},
		"a merge that begins there":   {demarche.DecideMerge, one, other},
		"an entry by one of its rows": {demarche.DecideReject, string(acts[0].Best), nil},
	} {
		err := having(first.Seq-1, c.kind, c.target, c.value)
		o, ok := errors.AsType[*intake.Overtaken](err)
		if !ok || demarche.CodeOf(err) != demarche.Conflict || len(o.Decisions) != 1 || o.Decisions[0].Hash != first.Hash {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := having(first.Seq-1, demarche.DecideAccept, other, nil); err != nil {
		t.Errorf("another entry: %v", err)
	}
	if err := having(first.Seq, demarche.DecideReject, one, nil); err != nil {
		t.Errorf("having seen it: %v", err)
	}
	if err := having(first.Seq, demarche.DecideAccept, one, nil); demarche.CodeOf(err) != demarche.Conflict {
		t.Errorf("having seen only the first: %v", err)
	}
	if err := having(0, demarche.DecideUndo, "", first.Seq); err != nil {
		t.Errorf("an undo names its decision: %v", err)
	}
}

// What is remembered of decisions is what the record has, also where a step was
// undone that had decided.
func TestMemory(t *testing.T) {
	d := open(t)
	d.add(article("a", "2022-02-08", "Wire", held))
	id := string(d.entries(store.Query{Types: []demarche.ActType{demarche.Meet}})[0].ID)
	undone := errors.New("undone")
	err := d.store.Update(t.Context(), func(tx store.Tx) error {
		if _, _, err := d.in.Decide(t.Context(), tx, demarche.Decision{By: "Eve", Kind: demarche.DecideReject, Target: id, Reason: "no"}); err != nil {
			return err
		}
		return undone
	})
	if !errors.Is(err, undone) {
		t.Fatal(err)
	}
	d.must(demarche.DecideEdit, id, map[string]any{"status": "planned"})
	want(t, d.acts(demarche.Meet), "planned 2022-02-07 1/1")
	d.must(demarche.DecideAccept, id, nil)
	forgetful := *d.in
	forgetful.Memory = nil
	for _, in := range []*intake.Intake{d.in, &forgetful} {
		err := d.store.Update(t.Context(), func(tx store.Tx) error {
			_, _, err := in.DecideHaving(t.Context(), tx, demarche.Decision{By: "Bob", Kind: demarche.DecideReject, Target: id, Reason: "no"}, 0)
			return err
		})
		if o, ok := errors.AsType[*intake.Overtaken](err); !ok || len(o.Decisions) != 2 || o.Decisions[0].By == "Eve" {
			t.Errorf("%v", err)
		}
	}
}

func TestActors(t *testing.T) {
	d := open(t)
	d.add(article("a", "2022-02-08", "Wire", "Defence Minister Igor Ostrowski of Poland met Jim Harlow in Warsaw on Monday."))
	d.add(article("b", "2022-02-08", "Courier", "Defence Minister Igor Ostrovsky of Poland met Jim Harlow in Warsaw on Monday."))
	es := d.entries(store.Query{Types: []demarche.ActType{demarche.Meet}})
	if len(es) != 2 {
		t.Fatalf("%d meetings", len(es))
	}
	find := func(name string) string {
		for _, e := range es {
			for _, p := range e.Parties {
				if p.Name == name {
					return string(p.ID)
				}
			}
		}
		t.Fatalf("no actor %s in %+v", name, es)
		return ""
	}
	a, b := find("Igor Ostrowski"), find("Igor Ostrovsky")
	x := d.must(demarche.DecideAlias, b, a)
	if got := d.acts(demarche.Meet); len(got) != 1 {
		t.Errorf("two spellings that a person said are one: %q", got)
	}
	for _, e := range d.entries(store.Query{Types: []demarche.ActType{demarche.Meet}}) {
		for _, p := range e.Parties {
			if string(p.ID) == a && p.Name != "Igor Ostrowski" {
				t.Errorf("the first is the second, and is called %s", p.Name)
			}
		}
	}
	d.must(demarche.DecideRename, a, "Igor Ostrowski of Poland")
	if e := d.entries(store.Query{Types: []demarche.ActType{demarche.Meet}})[0]; !slices.ContainsFunc(e.Parties, func(p demarche.Party) bool { return p.Name == "Igor Ostrowski of Poland" }) {
		t.Errorf("renamed: %+v", e.Parties)
	}
	d.must(demarche.DecideUndo, "", x.Seq)
	if got := d.acts(demarche.Meet); len(got) != 2 {
		t.Errorf("undone: %q", got)
	}
}

// A name that a person switches off stays on the rows and is not taken for the
// actor any more, until somebody switches it on again or takes the decision back.
func TestNamesOnAndOff(t *testing.T) {
	d := open(t)
	d.add(article("a", "2022-02-08", "Wire", held))
	off := func(name string) (is bool) {
		t.Helper()
		if err := d.store.View(t.Context(), func(r store.Reader) error {
			for a, err := range r.Actors(t.Context(), "", store.Known{}) {
				if err != nil {
					return err
				}
				for _, al := range a.Aliases {
					is = is || al.Name == name && al.Off
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return is
	}
	p := d.entries(store.Query{Types: []demarche.ActType{demarche.Meet}})[0].Parties[0]
	id, name := string(p.ID), p.Name
	x := d.must(demarche.DecideReject, id, name)
	if !off(name) {
		t.Errorf("%s is on", name)
	}
	d.must(demarche.DecideUndo, "", x.Seq)
	if off(name) {
		t.Errorf("%s is off after the undo", name)
	}
	d.must(demarche.DecideReject, id, name)
	d.must(demarche.DecideAccept, id, name)
	if off(name) {
		t.Errorf("%s is off after it was accepted", name)
	}
	if _, err := d.decide(demarche.DecideReject, id, "The Pope"); demarche.CodeOf(err) != demarche.NotFound {
		t.Errorf("a name that nobody prints: %v", err)
	}
}

func TestAddRow(t *testing.T) {
	d := open(t)
	text := "Für alle: " + held
	o := d.add(article("a", "2022-02-08", "Wire", text))
	who := d.entries(store.Query{Types: []demarche.ActType{demarche.Meet}})[0].Act.Who
	at := strings.Index(text, "met Russian")
	at = len([]rune(text[:at]))
	x := d.must(demarche.DecideAdd, "", map[string]any{"article": o.Key, "act": map[string]any{"type": "agree", "status": "possible", "who": who, "evidence": [][2]int{{at, at + 11}}}})
	es := d.entries(store.Query{Types: []demarche.ActType{demarche.Agree}})
	if len(es) != 1 || es[0].Words[0] != "met Russian" || es[0].Act.Rule != intake.ByHand {
		t.Errorf("%+v", es)
	}
	d.must(demarche.DecideUndo, "", x.Seq)
	if es := d.entries(store.Query{Types: []demarche.ActType{demarche.Agree}}); len(es) != 0 {
		t.Errorf("undone: %+v", es)
	}
	if _, err := d.decide(demarche.DecideAdd, "", map[string]any{"article": o.Key, "act": map[string]any{"type": "agree", "status": "possible", "who": who, "evidence": [][2]int{{at, 9999}}}}); demarche.CodeOf(err) != demarche.Invalid {
		t.Errorf("a span outside the text: %v", err)
	}
}

// changed is a reader that reads something else than the one before.
type changed struct {
	*read.Reader
	change func(*demarche.Reading)
}

func (c changed) Read(a demarche.Article) *demarche.Reading {
	r := c.Reader.Read(a)
	c.change(r)
	return r
}

func TestReread(t *testing.T) {
	d := open(t)
	d.add(article("a", "2022-02-08", "Wire", held+" Chancellor Olaf Scholz visited Kyiv on Monday."))
	id := string(d.entries(store.Query{Types: []demarche.ActType{demarche.Meet}})[0].ID)
	d.must(demarche.DecideAccept, id, nil)
	d.in.Reader = changed{shared.reader, func(r *demarche.Reading) {
		for i := range r.Acts {
			if r.Acts[i].Type == demarche.Meet {
				r.Acts[i].Status = demarche.Planned
			}
		}
		r.Acts = slices.DeleteFunc(r.Acts, func(a demarche.Act) bool { return a.Type == demarche.Visit })
	}}
	d.update(func(tx store.Tx) error {
		art, err := tx.Article(t.Context(), "a")
		if err != nil {
			return err
		}
		diff, err := d.in.Compare(t.Context(), tx, art.Key)
		if err != nil {
			return err
		}
		if len(diff.Gone) != 1 || len(diff.Changed) != 1 || len(diff.New) != 0 {
			t.Errorf("%d gone, %d changed, %d new", len(diff.Gone), len(diff.Changed), len(diff.New))
		}
		_, err = d.in.Apply(t.Context(), tx, diff)
		return err
	})
	want(t, d.acts(demarche.Meet), "planned 2022-02-07 1/1")
	want(t, d.acts(demarche.Visit))
	if e := d.entries(store.Query{Types: []demarche.ActType{demarche.Meet}})[0]; e.Review != demarche.Accepted {
		t.Errorf("the analyst's word is gone: %s", e.Review)
	}
}

// The thirteen development articles, or else the demo dispatches, added in any
// order give the same entries.
func TestAnyOrder(t *testing.T) {
	var arts []demarche.Article
	if files, _ := filepath.Glob("../../shared/gold/articles/*.json"); len(files) > 0 {
		for _, f := range files {
			arts = append(arts, pages(t, os.DirFS(filepath.Dir(f)), filepath.Base(f))...)
		}
	} else {
		t.Log("skipped: ../shared not here; the demo dispatches alone")
	}
	names, err := fs.Glob(demo.FS, "*")
	if err != nil || len(names) < 40 {
		t.Fatalf("%d dispatches, %v", len(names), err)
	}
	for _, n := range names {
		arts = append(arts, pages(t, demo.FS, n)...)
	}
	rng := rand.New(rand.NewPCG(3, 4))
	var first map[demarche.EntryID]string
	for round := range 3 {
		d := open(t)
		var ready []*intake.Prepared
		for _, a := range arts {
			ready = append(ready, d.in.Prepare(a, nil))
		}
		if round > 0 {
			rng.Shuffle(len(ready), func(i, j int) { ready[i], ready[j] = ready[j], ready[i] })
		}
		for i := 0; i < len(ready); i += 7 {
			d.update(func(tx store.Tx) error {
				for _, p := range ready[i:min(i+7, len(ready))] {
					if _, err := d.in.Add(t.Context(), tx, p); err != nil {
						return err
					}
				}
				return nil
			})
		}
		got := map[demarche.EntryID]string{}
		for _, e := range d.entries(store.Query{Rejected: true}) {
			b, err := json.Marshal(e)
			if err != nil {
				t.Fatal(err)
			}
			got[e.ID] = string(b)
		}
		if len(got) < 400 {
			t.Fatalf("only %d entries", len(got))
		}
		if round == 0 {
			first = got
			continue
		}
		if !maps.Equal(got, first) {
			for id, e := range first {
				if got[id] != e {
					t.Errorf("entry %s:\n first %s\n now   %s", id, e, got[id])
				}
			}
			t.Fatalf("%d entries in this order, %d in the first", len(got), len(first))
		}
	}
}

func pages(t testing.TB, fsys fs.FS, name string) []demarche.Article {
	t.Helper()
	f, err := fsys.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []demarche.Article
	for in := range page.Open(name, f, page.Options{}) {
		if in.Err != nil {
			t.Fatal(in.Err)
		}
		out = append(out, in.Article)
	}
	return out
}
