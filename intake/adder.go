package intake

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"demarche"
	"demarche/store"
)

// A batch is committed when it has this many articles or bytes of text, or has
// waited this long.
const (
	batchArticles = 200
	batchBytes    = 2 << 20
	batchWait     = 2 * time.Second
)

// Adder takes prepared articles one after the other and writes them in batches.
// It tells of each article once it is safely in the record. It is for one
// goroutine.
type Adder struct {
	Intake   *Intake
	Store    store.Store
	Recorded func(*Prepared) time.Time // when each counts as recorded; see Recording
	Sorted   bool                      // all wait for Flush and are put in the order of their times
	Soon     bool                      // each is committed as it comes: somebody waits for it
	Told     func(*Prepared, Outcome) error
	Tally    Tally

	waiting []*Prepared
	bytes   int
	since   time.Time
}

// Take adds an article, or lets it wait for others.
func (d *Adder) Take(ctx context.Context, p *Prepared) error {
	now := d.Intake.Now()
	if len(d.waiting) == 0 {
		d.since = now
	}
	d.waiting = append(d.waiting, p)
	d.bytes += len(p.Article.Text)
	if d.Sorted || !d.Soon && len(d.waiting) < batchArticles && d.bytes < batchBytes && now.Sub(d.since) < batchWait {
		return nil
	}
	return d.Flush(ctx)
}

// Flush commits what waits, and then tells of it.
func (d *Adder) Flush(ctx context.Context) error {
	if len(d.waiting) == 0 {
		return nil
	}
	batch := d.waiting
	d.waiting, d.bytes = nil, 0
	if d.Sorted {
		slices.SortStableFunc(batch, func(a, b *Prepared) int {
			return cmp.Or(d.Recorded(a).Compare(d.Recorded(b)), cmp.Compare(a.Article.Key, b.Article.Key))
		})
	}
	var done []Outcome
	err := d.Store.Update(ctx, func(tx store.Tx) error {
		done = done[:0]
		stat, err := tx.Stat(ctx)
		if err != nil {
			return err
		}
		last := stat.Latest
		for _, p := range batch {
			// The record only grows forward: nothing is recorded before what is
			// there already.
			if t := d.Recorded(p); t.After(last) {
				last = t
			}
			in, at := *d.Intake, last
			in.Now = func() time.Time { return at }
			o, err := in.Add(ctx, tx, p)
			if err != nil {
				return fmt.Errorf("%s: %w", p.Article.ID, err)
			}
			done = append(done, o)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i, o := range done {
		d.Tally.count(o)
		if d.Told == nil {
			continue
		}
		if err := d.Told(batch[i], o); err != nil {
			return err
		}
	}
	return nil
}

// Recording gives the time at which an article counts as recorded: "now", the
// evening of the day on which it was "published", that of a date, or a time.
func Recording(how string, now func() time.Time) (func(*Prepared) time.Time, error) {
	switch how {
	case "", "now":
		return func(*Prepared) time.Time { return now() }, nil
	case "published":
		return func(p *Prepared) time.Time {
			if d, ok := demarche.ParseEDTF(string(p.Article.Published)); ok {
				return evening(d.To)
			}
			return now()
		}, nil
	}
	if d, ok := demarche.ParseEDTF(how); ok && d.Days() == 1 {
		return func(*Prepared) time.Time { return evening(d.From) }, nil
	}
	if t, err := time.Parse(time.RFC3339, how); err == nil {
		return func(*Prepared) time.Time { return t }, nil
	}
	return nil, &demarche.Error{Code: demarche.Invalid, What: "recorded " + how + " is not known", Repair: "it is now, published, a date such as 2022-02-08 or a time such as 2022-02-08T18:00:00Z"}
}

// evening is six o'clock of a day, in UTC: when a desk has read the day's news.
func evening(d demarche.Day) time.Time { return d.Time().Add(18 * time.Hour) }

// Tally counts what became of articles.
type Tally struct {
	Added       int `json:"added"`
	Known       int `json:"known"`       // the record had them already
	Copies      int `json:"copies"`      // articles that are known for copies now
	Corrections int `json:"corrections"` // of an earlier version
	Outdated    int `json:"outdated"`    // a later version was there
	Failed      int `json:"failed"`      // could not be read
	Rows        int `json:"rows"`
	New         int `json:"new"`    // entries that they began
	Joined      int `json:"joined"` // rows that told what was known
}

func (t *Tally) count(o Outcome) {
	switch {
	case o.Known:
		t.Known++
	case o.Outdated:
		t.Outdated++
	default:
		t.Added++
		t.Rows, t.New, t.Joined, t.Copies = t.Rows+o.Rows, t.New+o.New, t.Joined+o.Joined, t.Copies+o.Copies
		if o.Corrects != "" {
			t.Corrections++
		}
	}
}

// Add adds another tally.
func (t *Tally) Add(o Tally) {
	t.Added, t.Known, t.Copies, t.Corrections, t.Outdated, t.Failed = t.Added+o.Added, t.Known+o.Known, t.Copies+o.Copies, t.Corrections+o.Corrections, t.Outdated+o.Outdated, t.Failed+o.Failed
	t.Rows, t.New, t.Joined = t.Rows+o.Rows, t.New+o.New, t.Joined+o.Joined
}

// Said says an outcome in words.
func (o *Outcome) Said() string {
	switch {
	case o.Known:
		return "known already"
	case o.Outdated:
		return "a later version is there already"
	}
	s := Several(o.Rows, "row") + ", " + Several(o.New, "new entry")
	if o.CopyOf != "" {
		s += ", a copy of " + string(o.CopyOf)
	}
	if o.Corrects != "" {
		s += ", corrects " + string(o.Corrects)
	}
	return s
}

// Said says the tally in words.
func (t *Tally) Said() string {
	var also []string
	for _, c := range []struct {
		n         int
		one, many string
	}{
		{t.Copies, "a copy", "copies"}, {t.Corrections, "a corrected version", "corrected versions"},
		{t.Known, "known already", "known already"}, {t.Outdated, "older than the version there", "older than the versions there"},
	} {
		switch {
		case c.n == 1 && strings.HasPrefix(c.one, "a "):
			also = append(also, c.one)
		case c.n > 0:
			also = append(also, fmt.Sprintf("%d %s", c.n, c.many))
		}
	}
	line := "added " + Several(t.Added, "article")
	if len(also) > 0 {
		line += " (" + strings.Join(also, ", ") + ")"
	}
	if t.Failed > 0 {
		line += fmt.Sprintf("; %d could not be read", t.Failed)
	}
	return fmt.Sprintf("%s: %s, %s, %d told what was known", line, Several(t.Rows, "row"), Several(t.New, "new entry"), t.Joined)
}

// Several is a number with its noun: "1 row", "3 entries".
func Several(n int, noun string) string {
	if n != 1 {
		if stem, ok := strings.CutSuffix(noun, "y"); ok {
			noun = stem + "ies"
		} else {
			noun += "s"
		}
	}
	return fmt.Sprintf("%d %s", n, noun)
}
