package score

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"demarche"
)

// The measures of gold/score_ledger.py, number for number; its head defines
// them, and a test holds the two equal.

// LedgerScore is the sum over some articles.
type LedgerScore struct {
	Articles int
	Absent   []string         // gold articles that were not read
	Counts   map[string]Count // "ledger", "act", "statement", …
	Rates    map[string]Rate  // "false fact", "status", …
	Key      Count            // Gold and Same of key rows
	Misses   []Miss
}

// Miss is one difference between gold and reading, for the person who repairs it.
type Miss struct{ Article, Kind, What string }

// CountNames and RateNames list the measures in the order in which they are
// shown.
var (
	CountNames = []string{"ledger", "act", "act, status aside", "statement", "statement content", "figure", "actor"}
	RateNames  = []string{"false fact", "false fact, touched", "key precision", "status", "date", "place", "act by", "speaker", "via",
		"force", "force, coarse", "condition", "condition, spurious", "figure by", "figure of", "figure bound", "actor country"}
)

// Ledgers scores readings, by article id, against gold ledgers.
func Ledgers(ledgers []Ledger, articles map[string]demarche.Article, read map[string]*demarche.Reading) *LedgerScore {
	s := &LedgerScore{Articles: len(ledgers), Counts: map[string]Count{}, Rates: map[string]Rate{}}
	for i := range ledgers {
		g := &ledgers[i]
		r := read[g.ID]
		if r == nil {
			s.Absent = append(s.Absent, g.ID)
			r = &demarche.Reading{}
		}
		text := articles[g.ID].Text
		o := &oneLedger{s: s, gold: g, read: r, text: text, p: newPoints(text), names: newNaming(g, r)}
		o.statements()
		o.acts()
		o.figures()
		o.actors()
	}
	s.Counts["ledger"] = s.Counts["act"].Add(s.Counts["statement"]).Add(s.Counts["figure"])
	return s
}

// oneLedger scores one article into s.
type oneLedger struct {
	s     *LedgerScore
	gold  *Ledger
	read  *demarche.Reading
	text  string
	p     pointsOf
	names naming
}

func (o *oneLedger) count(name string, gold, read, same int) {
	o.s.Counts[name] = o.s.Counts[name].Add(Count{gold, read, same})
}

func (o *oneLedger) rate(name string, ok bool) {
	r := o.s.Rates[name]
	r.add(ok)
	o.s.Rates[name] = r
}

func (o *oneLedger) miss(kind, format string, args ...any) {
	o.s.Misses = append(o.s.Misses, Miss{o.gold.ID, kind, fmt.Sprintf(format, args...)})
}

func (o *oneLedger) words(spans []demarche.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, clip(s.In(o.text)))
	}
	return strings.Join(parts, " … ")
}

func clip(s string) string {
	if r := []rune(s); len(r) > 90 {
		return string(r[:90])
	}
	return s
}

func sorted(set map[string]bool) []string {
	var out []string
	for s := range set {
		out = append(out, s)
	}
	sort.Strings(out)
	return out
}

// coarse groups the forces that differ least.
var coarse = map[string]string{"state": "inform", "admit": "inform", "deny": "negative", "criticise": "negative", "warn": "negative",
	"refuse": "negative", "threaten": "commit", "pledge": "commit", "propose": "direct", "demand": "direct", "support": "positive"}

func (o *oneLedger) statements() {
	gold, read := o.gold.Statements, o.read.Statements
	gc, pc := make([]chars, len(gold)), make([]chars, len(read))
	for i := range gold {
		gc[i] = union(find(o.text, o.p, gold[i].Content))
	}
	for j := range read {
		pc[j] = o.p.all(read[j].Content)
	}
	var pairs []pair
	for i := range gold {
		for j := range read {
			if q := gc[i].jaccard(pc[j]); q >= 0.5 {
				pairs = append(pairs, pair{q, i, j})
			}
		}
	}
	m := greedy(pairs)
	o.count("statement content", len(gold), len(read), len(m))
	right := map[int]bool{}
	seen, used := map[int]bool{}, map[int]bool{}
	for _, x := range m {
		g, r := gold[x.gold], read[x.read]
		seen[x.gold], used[x.read] = true, true
		speakers := o.names.set(r.Speakers...)
		ok := setF1(nameSet(g.Speaker), speakers) >= 0.5
		if ok {
			right[x.gold] = true
		} else {
			o.miss("speaker", "%v <> %v: %s", g.Speaker, sorted(speakers), clip(fmt.Sprint(g.Content)))
		}
		o.rate("speaker", ok)
		force := string(r.Force)
		o.rate("force", force == g.Force)
		o.rate("force, coarse", coarse[force] == coarse[g.Force])
		if force != g.Force {
			o.miss("force", "%s <> %s: %s", g.Force, force, clip(fmt.Sprint(g.Content)))
		}
		o.rate("via", sameSet(nameSet(g.Via), o.names.set(r.Via...)))
		if len(g.Condition) > 0 {
			var spans []demarche.Span
			if r.Condition != nil {
				spans = r.Condition.Spans
			}
			o.rate("condition", union(find(o.text, o.p, g.Condition)).common(o.p.all(spans)) > 0)
		} else if r.Condition != nil {
			o.rate("condition, spurious", false)
		}
	}
	for i, g := range gold {
		if seen[i] {
			continue
		}
		o.miss("statement missed", "%v [%s]: %s", g.Speaker, g.Force, clip(fmt.Sprint(g.Content)))
		if len(g.Condition) > 0 {
			o.rate("condition", false)
		}
	}
	for j, r := range read {
		if !used[j] {
			o.miss("statement spurious", "%v: %s", sorted(o.names.set(r.Speakers...)), o.words(r.Content))
		}
	}
	o.count("statement", len(gold), len(read), len(right))
	for i, g := range gold {
		o.key(g.Key, right[i])
	}
	for _, x := range m {
		if right[x.gold] && read[x.read].Key {
			o.rate("key precision", gold[x.gold].Key)
		}
	}
}

// key counts a gold row for the recall of key rows.
func (o *oneLedger) key(key, found bool) {
	if key {
		o.s.Key.Gold++
		if found {
			o.s.Key.Same++
		}
	}
}

// place is the best Jaccard of a gold span with a span read, each row's spans
// one by one and joined; under 0.2 it is 0.
func samePlace(gold, read []chars) float64 {
	if len(gold) > 1 {
		gold = append(slices.Clone(gold), union(gold))
	}
	if len(read) > 1 {
		read = append(slices.Clone(read), union(read))
	}
	best := 0.0
	for _, g := range gold {
		for _, r := range read {
			best = max(best, g.jaccard(r))
		}
	}
	if best < 0.2 {
		return 0
	}
	return best
}

func statusClass(s string) string {
	switch s {
	case "happened", "ongoing":
		return "fact"
	case "negated":
		return s
	}
	return "open"
}

// pooled are the act types whose two sides are one set.
var pooled = map[string]bool{"meet": true, "call": true, "press": true, "agree": true}

func (o *oneLedger) acts() {
	gold, read := o.gold.Acts, o.read.Acts
	ge, pe := make([][]chars, len(gold)), make([][]chars, len(read))
	for i := range gold {
		ge[i] = find(o.text, o.p, gold[i].Evidence)
	}
	for j := range read {
		pe[j] = o.p.each(read[j].Evidence)
	}
	var pairs []pair
	for i, g := range gold {
		for j, r := range read {
			if g.Type != string(r.Type) {
				continue
			}
			q := samePlace(ge[i], pe[j])
			if q == 0 {
				continue
			}
			var f float64
			var good bool
			if pooled[g.Type] {
				f = setF1(nameSet(g.Who, g.Whom), o.names.set(slices.Concat(r.Who, r.Whom)...))
				good = f >= 0.5
			} else {
				a, b := setF1(nameSet(g.Who), o.names.set(r.Who...)), setF1(nameSet(g.Whom), o.names.set(r.Whom...))
				f, good = (a+b)/2, a >= 0.5 && b >= 0.5
			}
			if good {
				same := 0.0
				if statusClass(g.Status) == statusClass(string(r.Status)) {
					same = 1
				}
				pairs = append(pairs, pair{f + q/10 + same/100, i, j})
			}
		}
	}
	paired := greedy(pairs)
	with := map[int]int{}
	taken := map[int]bool{}
	found, used := map[int]bool{}, map[int]bool{}
	var m []pair
	for _, x := range paired {
		with[x.gold], taken[x.read] = x.read, true
		g, r := gold[x.gold], read[x.read]
		o.rate("status", g.Status == string(r.Status))
		if g.Status != string(r.Status) {
			o.miss("status", "%s <> %s: %s", g.Status, r.Status, clip(fmt.Sprint(g.Evidence)))
		}
		if statusClass(g.Status) == statusClass(string(r.Status)) {
			m = append(m, x)
			found[x.gold], used[x.read] = true, true
		}
	}
	o.count("act", len(gold), len(read), len(m))
	o.count("act, status aside", len(gold), len(read), len(paired))
	for i, g := range gold {
		o.key(g.Key, found[i])
	}
	for _, x := range m {
		g, r := gold[x.gold], read[x.read]
		if r.Key {
			o.rate("key precision", g.Key)
		}
		if g.Date != "" {
			ok := edtfRange(dateOf(r.Date)) == edtfRange(g.Date)
			o.rate("date", ok)
			if !ok {
				o.miss("date", "%s <> %s: %s", g.Date, dateOf(r.Date), clip(fmt.Sprint(g.Evidence)))
			}
		}
		if g.Place != "" {
			a, b := fold(g.Place), ""
			if r.Place != nil {
				b = fold(r.Place.Name)
			}
			o.rate("place", b != "" && (strings.Contains(b, a) || strings.Contains(a, b)))
		}
		o.rate("act by", sameSet(nameSet(g.By), o.names.set(r.By...)))
	}
	for i, g := range gold {
		if !found[i] {
			o.miss("act missed", "%s [%s] %v→%v: %s", g.Type, g.Status, g.Who, g.Whom, clip(fmt.Sprint(g.Evidence)))
		}
		if statusClass(g.Status) == "fact" {
			continue
		}
		j, isPaired := with[i]
		touched, wrong := isPaired, isPaired && read[j].Status.Fact()
		for j, r := range read {
			if string(r.Type) == g.Type && samePlace(ge[i], pe[j]) > 0 {
				touched = true
				wrong = wrong || !isPaired && !taken[j] && r.Status.Fact()
			}
		}
		o.rate("false fact", wrong)
		if touched {
			o.rate("false fact, touched", wrong)
		}
		if wrong {
			o.miss("false fact", "%s [%s]: %s", g.Type, g.Status, clip(fmt.Sprint(g.Evidence)))
		}
	}
	for j, r := range read {
		if !used[j] {
			o.miss("act spurious", "%s [%s] %v→%v: %s", r.Type, r.Status, sorted(o.names.set(r.Who...)), sorted(o.names.set(r.Whom...)), o.words(r.Evidence))
		}
	}
}

func (o *oneLedger) figures() {
	gold, read := o.gold.Figures, o.read.Figures
	value := func(x *float64) float64 {
		if x == nil {
			return -1
		}
		return *x
	}
	var pairs []pair
	for i, g := range gold {
		spans := find(o.text, o.p, g.Evidence)
		for j, r := range read {
			if value(g.Low) != r.Low || value(g.High) != r.High {
				continue
			}
			if q := samePlace(spans, o.p.each(r.Evidence)); q > 0 {
				pairs = append(pairs, pair{q, i, j})
			}
		}
	}
	m := greedy(pairs)
	o.count("figure", len(gold), len(read), len(m))
	found := map[int]bool{}
	for _, x := range m {
		g, r := gold[x.gold], read[x.read]
		found[x.gold] = true
		of := []string{g.Of}
		if g.Of == "" {
			of = nil
		}
		o.rate("figure by", sameSet(nameSet(g.By), o.names.set(r.By...)))
		o.rate("figure of", sameSet(nameSet(of), o.names.set(r.Of)))
		o.rate("figure bound", g.Bound == string(r.Bound))
	}
	for i, g := range gold {
		if !found[i] {
			o.miss("figure missed", "%v–%v %s: %s", value(g.Low), value(g.High), g.Unit, clip(fmt.Sprint(g.Evidence)))
		}
	}
}

func (o *oneLedger) actors() {
	got := map[string]bool{}
	for _, a := range o.read.Actors {
		n := o.names.of[a.ID]
		g := o.names.gold[n]
		if g == nil {
			continue
		}
		got[n] = true
		if g.Country != "" {
			o.rate("actor country", string(a.Country) == g.Country)
		}
	}
	o.count("actor", len(o.names.gold), len(o.read.Actors), len(got))
}

// pair is a gold row and a row read that may be the same, and how alike.
type pair struct {
	score      float64
	gold, read int
}

// greedy pairs one to one, best first; equals keep their order.
func greedy(pairs []pair) []pair {
	sort.SliceStable(pairs, func(a, b int) bool { return pairs[a].score > pairs[b].score })
	gold, read := map[int]bool{}, map[int]bool{}
	var out []pair
	for _, p := range pairs {
		if !gold[p.gold] && !read[p.read] {
			gold[p.gold], read[p.read] = true, true
			out = append(out, p)
		}
	}
	return out
}

func dateOf(d *demarche.Date) string {
	if d == nil {
		return ""
	}
	return d.EDTF
}

// edtfRange is the first and last day of an EDTF date, without its marks of
// doubt: "2022-02" is from 2022-02-01 to 2022-02-31.
func edtfRange(s string) [2]string {
	if s == "" {
		return [2]string{}
	}
	s = strings.NewReplacer("~", "", "?", "", "%", "").Replace(s)
	from, to := s, s
	if a, b, ok := strings.Cut(s, "/"); ok {
		from, to = a, b
	}
	switch {
	case from == ".." || from == "":
		from = "0000"
	case len(from) == 4:
		from += "-01-01"
	case len(from) == 7:
		from += "-01"
	}
	switch {
	case to == ".." || to == "":
		to = "9999"
	case len(to) == 4:
		to += "-12-31"
	case len(to) == 7:
		to += "-31"
	}
	return [2]string{from, to}
}
