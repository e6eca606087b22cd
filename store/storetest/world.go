// Package storetest holds the suite that every store passes: each promise of
// package store as a test, a simple store in memory to compare with, a
// generator of plausible news, and measurements on it.
package storetest

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// World makes up news: articles with texts, and rows whose evidence stands in
// them. The same seed makes the same news. Actors differ in how often they are
// in the news as in life: few are in most of it.
type World struct {
	rng     *rand.Rand
	parties []demarche.Party
	actors  *rand.Zipf
	n       int // articles so far
}

// NewWorld makes a world with so many actors.
func NewWorld(seed uint64, actors int) *World {
	w := &World{rng: rand.New(rand.NewPCG(seed, 1))}
	for i := range actors {
		w.parties = append(w.parties, person(i))
	}
	w.actors = rand.NewZipf(w.rng, 1.2, 8, uint64(actors-1))
	return w
}

var (
	syllables = strings.Fields("ba ko ri men ta lu vo sha ner di pol zak em or in ul gar tes mo vin ar dec")
	countries = strings.Fields("USA RUS UKR FRA DEU GBR CHN TUR POL ITA CAN JPN IND BRA IRN ISR EGY SAU SWE FIN")
	places    = strings.Fields("Geneva Brussels Vienna Minsk Istanbul Moscow Kyiv Washington Paris Berlin Warsaw London")
	topics    = strings.Fields("gas grain troops missiles sanctions border ceasefire prisoners aid loans exercise summit pipeline treaty inspection corridor")
	issues    = strings.Fields("arms energy grain borders sanctions ceasefire")
	outlets   = strings.Fields("reuters afp tass guardian lemonde spiegel ansa kyodo xinhua bbc")
	deeds     = map[demarche.ActType]string{demarche.Meet: "met", demarche.Visit: "visited", demarche.Call: "called", demarche.Aid: "aided", demarche.Sanction: "sanctioned",
		demarche.Attack: "attacked", demarche.Agree: "agreed with", demarche.Mobilize: "mobilised against", demarche.Press: "faced the press with", demarche.Withdraw: "withdrew from"}
	deedTypes = []demarche.ActType{demarche.Meet, demarche.Visit, demarche.Call, demarche.Aid, demarche.Sanction, demarche.Attack, demarche.Agree, demarche.Mobilize, demarche.Press, demarche.Withdraw}
	status    = []demarche.Status{demarche.Happened, demarche.Happened, demarche.Happened, demarche.Planned, demarche.Proposed, demarche.Possible, demarche.Negated, demarche.Ongoing}
	sayings   = map[demarche.Force]string{demarche.Say: "said", demarche.Pledge: "pledged", demarche.Threaten: "threatened", demarche.Demand: "demanded", demarche.Deny: "denied",
		demarche.Propose: "proposed", demarche.Warn: "warned of", demarche.Refuse: "refused", demarche.Criticise: "criticised"}
	forces = []demarche.Force{demarche.Say, demarche.Say, demarche.Say, demarche.Pledge, demarche.Threaten, demarche.Demand, demarche.Deny, demarche.Propose, demarche.Warn, demarche.Refuse, demarche.Criticise}
)

// person is the i-th actor: a state now and then, else somebody with a name.
func person(i int) demarche.Party {
	country := countries[i%len(countries)]
	if i < len(countries) {
		return demarche.Party{ID: demarche.ActorID("state:" + strings.ToLower(country) + ":" + country), Name: country, Kind: demarche.State, Country: demarche.Maybe(country), Aliases: []string{country}}
	}
	word := func(n int) string {
		var b strings.Builder
		for range 3 {
			b.WriteString(syllables[n%len(syllables)])
			n /= len(syllables)
		}
		s := b.String()
		return strings.ToUpper(s[:1]) + s[1:]
	}
	first, last := word(i*7919), word(i)
	p := demarche.Party{ID: demarche.ActorID("person:" + strings.ToLower(first+"-"+last) + ":" + country), Name: first + " " + last, Kind: demarche.Person, Country: demarche.Maybe(country),
		Aliases: []string{last, first + " " + last}}
	if i%3 == 0 {
		p.Roles = []string{"foreign minister"}
	}
	return p
}

// Pick gives an actor of the world.
func (w *World) Pick() demarche.Party { return w.parties[w.actors.Uint64()] }

// Day is a date as news gives it on a day: mostly a day, now and then a
// stretch, a month, an open end, or nothing.
func (w *World) date(day demarche.Day, ahead bool) *demarche.Date {
	at := day - demarche.Day(w.rng.IntN(3))
	if ahead {
		at = day + 1 + demarche.Day(w.rng.IntN(30))
	}
	s := at.String()
	switch w.rng.IntN(20) {
	case 0:
		return nil
	case 1:
		s += "/" + (at + demarche.Day(1+w.rng.IntN(5))).String()
	case 2:
		s = s[:7]
	case 3:
		s += "/.."
		if ahead {
			s = "../" + at.String()
		}
	case 4:
		if w.rng.IntN(4) == 0 {
			s = s[:4]
		}
	}
	return &demarche.Date{EDTF: s, Basis: demarche.Derived}
}

// News is an article with its rows as reports.
type News struct {
	Article store.Article
	Reading *demarche.Reading
	Rows    []store.Row
}

// Article makes up the next article of a day with n rows.
func (w *World) Article(day demarche.Day, recorded time.Time, n int) *News {
	w.n++
	src := outlets[min(int(w.rng.ExpFloat64()*2), len(outlets)-1)]
	a := demarche.Article{ID: demarche.ArticleID(fmt.Sprint("art", w.n)), Source: demarche.Maybe(src), Language: "en",
		Published: demarche.Maybe(day.String()), URL: demarche.Maybe(fmt.Sprintf("https://%s.example/%d", src, w.n))}
	switch w.rng.IntN(60) {
	case 0:
		a.Published = ""
	case 1:
		a.Published = a.Published[:7]
	}
	// Sentences first, since the key of the article comes from its text.
	var text strings.Builder
	rows := make([]demarche.Row, n)
	for i := range rows {
		rows[i] = w.row(day, &text)
	}
	a.Text, a.Title = text.String(), rows[0].Words[0]
	sum := sha256.Sum256([]byte(a.Text))
	a.SHA256 = hex.EncodeToString(sum[:])
	key := ledger.KeyOf(&a)
	out := &News{Article: store.Article{Article: a, Key: key, Captured: recorded, Fingerprint: w.rng.Uint64() | 1}}
	out.Reading = &demarche.Reading{Schema: demarche.Schema, Article: a, Engine: demarche.Engine{Version: "1", Mode: "fast"},
		Actors: []demarche.Actor{}, Acts: []demarche.Act{}, Notes: []demarche.Note{{Code: "date.missing", Text: "none"}}}
	for i := range rows {
		r := rows[i]
		r.Article, r.ID, r.Local = key, MakeID(r.Kind, fmt.Sprint(key, i)), fmt.Sprint("r", i+1)
		named(&r)
		out.Rows = append(out.Rows, w.report(r, &out.Article, recorded))
	}
	return out
}

// named puts the id of a row into what it holds.
func named(r *demarche.Row) {
	switch {
	case r.Act != nil:
		r.Act.ID = demarche.ActID(r.ID)
	case r.Statement != nil:
		r.Statement.ID = demarche.StatementID(r.ID)
	case r.Figure != nil:
		r.Figure.ID = demarche.FigureID(r.ID)
	}
}

func (w *World) report(r demarche.Row, a *store.Article, recorded time.Time) store.Row {
	out := store.Row{Report: demarche.Report{Row: r, ArticleID: a.ID, Title: a.Title, Published: a.Published, Source: a.Source, URL: a.URL, Origin: a.Key, Recorded: recorded}}
	// As many blocks as rows have in life, at places that are near in time.
	day, _ := demarche.ParseEDTF(string(a.Published))
	for i := range 8 {
		out.Blocks = append(out.Blocks, ledger.Block(int64(day.From/16)<<40|int64(hash(fmt.Sprint(r.Kind, r.Known[0].ID, i))>>25)))
	}
	return out
}

// row makes up a row and its sentence.
func (w *World) row(day demarche.Day, text *strings.Builder) demarche.Row {
	a, b := w.Pick(), w.Pick()
	for b.ID == a.ID {
		b = w.Pick()
	}
	topic := topics[w.rng.IntN(len(topics))]
	place := places[w.rng.IntN(len(places))]
	r := demarche.Row{Known: []demarche.Party{a, b}}
	if w.rng.IntN(3) > 0 {
		r.Issues = []string{issues[w.rng.IntN(len(issues))]}
	}
	start := text.Len()
	say := func(format string, args ...any) []demarche.Span {
		fmt.Fprintf(text, format, args...)
		span := demarche.Span{Start: start, End: text.Len()}
		text.WriteString(". ")
		r.Words = []string{text.String()[span.Start:span.End]}
		return []demarche.Span{span}
	}
	confidence := float64(50+w.rng.IntN(50)) / 100
	switch k := w.rng.IntN(10); {
	case k < 4:
		act := &demarche.Act{Type: deedTypes[w.rng.IntN(len(deedTypes))], Status: status[w.rng.IntN(len(status))], Who: []demarche.ActorID{a.ID}, Whom: []demarche.ActorID{b.ID}, By: []demarche.ActorID{},
			Key: w.rng.IntN(3) == 0, Rule: "gen.act", Confidence: confidence, Trigger: []demarche.Span{}}
		if w.rng.IntN(4) == 0 {
			c := w.Pick()
			act.By, r.Known = []demarche.ActorID{c.ID}, append(r.Known, c)
		}
		act.Date = w.date(day, act.Status == demarche.Planned || act.Status == demarche.Proposed)
		act.Place = &demarche.Place{Name: place, Precision: demarche.City, Basis: demarche.Read}
		act.Evidence = say("%s %s %s over %s in %s", a.Name, deeds[act.Type], b.Name, topic, place)
		r.Kind, r.Act = demarche.ActRow, act
	case k < 9:
		s := &demarche.Statement{Speakers: []demarche.ActorID{a.ID}, Via: []demarche.ActorID{}, To: []demarche.ActorID{}, About: []demarche.ActorID{b.ID}, Force: forces[w.rng.IntN(len(forces))], Mode: demarche.Indirect,
			Cue: []demarche.Span{}, SourceSpan: []demarche.Span{}, Key: w.rng.IntN(4) == 0, Rule: "gen.say", Confidence: confidence}
		if w.rng.IntN(3) == 0 {
			s.Mode = demarche.Direct
		}
		if w.rng.IntN(3) > 0 {
			s.Date = w.date(day, false)
		}
		if w.rng.IntN(4) == 0 {
			s.Deadline = w.date(day, true)
		}
		s.Content = say("%s %s that %s must see to the %s near %s", a.Name, sayings[s.Force], b.Name, topic, place)
		r.Kind, r.Statement = demarche.StatementRow, s
	default:
		n := float64(100 * (1 + w.rng.IntN(2000)))
		f := &demarche.Figure{Low: n, High: n, Bound: demarche.Exact, Unit: "troops", Of: a.ID, By: []demarche.ActorID{b.ID}, Kind: demarche.Observed, Date: w.date(day, false), Key: true, Rule: "gen.figure", Confidence: confidence}
		f.Evidence = say("%s counted %.0f troops of %s near %s", b.Name, n, a.Name, place)
		r.Kind, r.Figure = demarche.FigureRow, f
	}
	return r
}

var letters = map[demarche.RowKind]string{demarche.ActRow: "e", demarche.StatementRow: "s", demarche.FigureRow: "n", demarche.TensionRow: "t"}

var alphabet = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// MakeID makes an id of the form that rows have.
func MakeID(kind demarche.RowKind, of string) demarche.RowID {
	sum := sha256.Sum256([]byte(of))
	return demarche.RowID(letters[kind] + "-" + alphabet.EncodeToString(sum[:10]))
}

func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
