package intake_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"demarche"
	"demarche/intake"
	"demarche/ledger"
	"demarche/store"
	"demarche/store/storetest"
)

// chain makes texts of which each is a reprint of its neighbours and of no
// other: every outlet cuts a little at the front and adds a little at the end.
func chain(t *testing.T, n int) []string {
	t.Helper()
	words := strings.Fields("gas grain border troops envoy summit talks pipeline treaty exercise winter harbour rail coal visa loan court mayor bridge river island tariff steel wheat radar convoy ferry tunnel census ballot")
	near := func(a, b string) bool {
		return ledger.Alike(ledger.Fingerprint(a), ledger.Fingerprint(b)) && ledger.Reprint(a, b)
	}
	for seed := range uint64(500) {
		rng := rand.New(rand.NewPCG(seed, 1))
		var all []string
		for range 130 + 30*n {
			all = append(all, words[rng.IntN(len(words))])
		}
		var out []string
		for i := range n {
			out = append(out, held+" "+strings.Join(all[30*i:30*i+130], " ")+".")
		}
		right := true
		for i := range out {
			for j := range i {
				right = right && near(out[i], out[j]) == (i == j+1)
			}
		}
		if right {
			return out
		}
	}
	t.Fatal("no such texts were found")
	return nil
}

// orders are all orders of n things.
func orders(n int) [][]int {
	if n == 0 {
		return [][]int{{}}
	}
	var out [][]int
	for _, o := range orders(n - 1) {
		for i := range n {
			out = append(out, slices.Insert(slices.Clone(o), i, n-1))
		}
	}
	return out
}

// Reprints of reprints are one group with the earliest as its origin, whichever
// came first: a later link joins two groups, and a correction of the link parts
// them again.
func TestCopiesAreAFunctionOfTheSet(t *testing.T) {
	texts := chain(t, 4)
	dated := func(days ...string) (out []demarche.Article) {
		for i, day := range days {
			a := article(string(rune('a'+i)), day, "Outlet "+string(rune('A'+i)), texts[i])
			a.URL = demarche.Maybe("https://example.org/" + string(rune('a'+i)))
			out = append(out, a)
		}
		return out
	}
	mended := article("b2", "2022-02-09", "Outlet B", other)
	mended.URL = "https://example.org/b"
	for name, c := range map[string]struct {
		arts []demarche.Article
		want string
	}{
		"three":       {dated("2022-02-08", "2022-02-07", "2022-02-08"), "a<b b c<b"},
		"four":        {dated("2022-02-08", "2022-02-09", "2022-02-07", "2022-02-08"), "a<c b<c c d<c"},
		"no date":     {dated("", "2022-02-08", "2022-02-07"), "a<c b<c c"},
		"a month":     {dated("2022-02", "2022-02-25", "2022-02-07"), "a b<a c"}, // only its last day counts, which is too far from the 7th
		"a link gone": {append(dated("2022-02-08", "2022-02-07", "2022-02-08"), mended), "a b b2 c"},
	} {
		t.Run(name, func(t *testing.T) {
			var ready []*intake.Prepared
			base := *open(t)
			for _, a := range c.arts {
				ready = append(ready, base.in.Prepare(a, nil))
			}
			for _, order := range orders(len(c.arts)) {
				d := base
				if d.store = store.Store(storetest.NewModel()); name == "three" {
					d = *open(t) // a real one too
				}
				for _, i := range order {
					d.now = d.now.Add(time.Minute)
					d.update(func(tx store.Tx) error { _, err := d.in.Add(t.Context(), tx, ready[i]); return err })
				}
				if got := d.origins(); got != c.want {
					t.Errorf("in order %v: %q, want %q", order, got, c.want)
				}
			}
		})
	}
}

// origins lists articles as "id<origin".
func (d *desk) origins() string {
	d.t.Helper()
	var out []string
	err := d.store.View(d.t.Context(), func(r store.Reader) error {
		id, of := map[demarche.ArticleKey]string{}, map[demarche.ArticleKey]demarche.ArticleKey{}
		for a, err := range r.Articles(d.t.Context(), store.ArticleQuery{}) {
			if err != nil {
				return err
			}
			id[a.Key] = string(a.ID)
			if a.Superseded == "" {
				of[a.Key] = a.Origin
			} else {
				of[a.Key] = ""
			}
		}
		for _, key := range slices.Collect(maps.Keys(id)) {
			s := id[key]
			if of[key] != "" {
				s += "<" + id[of[key]]
			}
			out = append(out, s)
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// A reprint that comes late makes one source of two from then on; what was
// known before counted two, also when everything is made again.
func TestLateCopyKeepsThePast(t *testing.T) {
	texts := chain(t, 3)
	d := open(t)
	for i, day := range []string{"2022-02-08", "2022-02-07", "2022-02-08"} {
		if i == 1 {
			continue
		}
		d.add(article(fmt.Sprint(i), day, fmt.Sprint("Outlet ", i), texts[i]))
	}
	before := store.Known{At: d.now}
	d.now = d.now.Add(time.Hour)
	d.add(article("1", "2022-02-07", "Outlet 1", texts[1]))
	for _, when := range []string{"at once", "made again"} {
		want(t, d.acts(demarche.Meet), "happened 2022-02-07 3/1")
		want(t, d.acts(demarche.Meet, before), "happened 2022-02-07 2/2")
		if err := d.store.Rebuild(t.Context()); err != nil {
			t.Fatal(when, err)
		}
	}
}
