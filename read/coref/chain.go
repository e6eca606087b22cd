// Package coref joins the mentions of an article into entities: names by key
// and by their words, descriptions by office and state, groups ("the two
// leaders") by who stood together last, pronouns by number, gender, clause and
// distance. It also decides whether a state or city is meant as a place or as
// the government there.
//
// It is a chain of deterministic sieves, precise ones first. Where nothing
// fits, a mention stays unresolved: a wrong actor is worse than none.
package coref

import (
	"strings"

	"demarche"
	"demarche/lexicon"
	"demarche/text"
)

// Chainer joins mentions. It is read-only and safe for concurrent use.
type Chainer struct {
	lex     *lexicon.Lexicon
	offices *lexicon.List // data/en/lists/offices.txt
	given   *lexicon.List // data/en/lists/given_names.txt
	nouns   *lexicon.List // data/en/lists/actor_nouns.txt
	forces  *lexicon.List // data/en/lists/forces.txt
}

// New returns a chainer over a lexicon.
func New(lex *lexicon.Lexicon) *Chainer {
	return &Chainer{lex: lex, offices: lex.List("offices"), given: lex.List("given_names"), nouns: lex.List("actor_nouns"), forces: lex.List("forces")}
}

// Chain returns the article's mentions with Refs, Form and Place settled, and
// the entities they refer to, in order of first mention. It reads Tags, Arcs
// and Mentions and changes nothing in d.
func (c *Chainer) Chain(d *text.Doc) ([]text.Mention, []text.Entity) {
	k := &chain{Chainer: c, d: d, ms: make([]text.Mention, len(d.Mentions)), byKey: map[string]int{}, bySlot: map[string]int{}, byWord: map[string][]int{}}
	copy(k.ms, d.Mentions)
	k.survey()
	k.placeNames()
	k.fullNames()
	k.shortNames()
	k.appositions()
	for m := range k.ms {
		k.describe(m)
	}
	return k.finish()
}

// chain is the state of one Chain.
type chain struct {
	*Chainer
	d      *text.Doc
	ms     []text.Mention
	x      []extra
	es     []text.Entity
	ex     []traits
	byKey  map[string]int   // entity by lexicon key
	bySlot map[string]int   // entity by what it is of what state: "parliament|state:IRQ"
	byWord map[string][]int // entities by the words of their names, and by their starts and initials
	isSeat []bool           // the mention names a capital or seat
	headAt []int32          // index+1 of the widest mention with this head
	apps   []int32          // index+1 of the mention in apposition, by mention
}

// extra is what a mention shows in its sentence.
type extra struct {
	sent     int
	lemma    string // of its head, lower-cased, singular
	class    string // class of office, from the offices list
	plural   bool
	definite bool // the, this, both, or a possessor
	indef    bool // a, an, another, some, any, no
	nobody   bool // "no organisation"
	pred     bool // says what a subject is, names nobody: "became president"
	gender   string
	subject  bool
	owner    int // mention of its possessor, -1
	inside   int // mention that contains it, -1
}

// traits is what is known of an entity beyond its public fields.
type traits struct {
	names   []string // folded names as printed
	offices []office
	lemmas  []string // head nouns it was described by
	desc    string   // folded description of an unnamed one
	state   string   // key of its state
	plural  bool
	at      []int // its mentions so far
	last    int   // the latest of them in the text
	count   int
	slot    string
}

// office is a class of office and the key of the state it serves, either may
// be empty.
type office struct{ class, of string }

// refer makes mention m refer to entity e and lets the entity learn from it.
func (k *chain) refer(m, e int) {
	k.ms[m].Refs = append(k.ms[m].Refs, e)
	k.learn(m, e)
}

// seen notes that mention m refers to entity e.
func (k *chain) seen(m, e int) {
	t := &k.ex[e]
	t.at = append(t.at, m)
	t.last = max(t.last, m)
	t.count++
}

func (k *chain) learn(m, e int) {
	k.seen(m, e)
	t := &k.ex[e]
	x := &k.x[m]
	mm := &k.ms[m]
	if mm.Form == demarche.ByPronoun || mm.Form == demarche.ByGroup && len(mm.Refs) > 1 || mm.Demonym {
		return
	}
	if x.class != "" {
		class := x.class
		if heads[class] && mm.Form == demarche.ByRole && mm.Of == "" && !k.bareOffice(m) {
			class += " elsewhere" // of a company, a party: not who "the president" is
		}
		k.addOffice(e, office{class, stateOnly(mm.Of)})
	}
	if x.lemma != "" && mm.Form == demarche.ByRole && !(heads[x.class] && !k.bareOffice(m)) {
		t.lemmas = appendNew(t.lemmas, x.lemma)
	}
	if k.es[e].Gender == "" && k.es[e].Kind == demarche.Person {
		k.es[e].Gender = x.gender
	}
	if s := stateOnly(mm.Of); s != "" && t.state == "" && k.es[e].Kind != demarche.State {
		t.state = s
	}
}

func (k *chain) addOffice(e int, o office) {
	t := &k.ex[e]
	for i := range t.offices {
		if t.offices[i].class == o.class && (t.offices[i].of == o.of || o.of == "" || t.offices[i].of == "") {
			if t.offices[i].of == "" {
				t.offices[i].of = o.of
			}
			return
		}
	}
	t.offices = append(t.offices, o)
}

// fresh makes a new entity for mention m.
func (k *chain) fresh(m int, e text.Entity) int {
	k.es = append(k.es, e)
	k.ex = append(k.ex, traits{last: m, plural: k.x[m].plural})
	return len(k.es) - 1
}

// keyed returns the entity of a lexicon key, making it when it is new.
func (k *chain) keyed(m int, key string) int {
	if e, ok := k.byKey[key]; ok {
		return e
	}
	n := text.Entity{Key: key}
	if en := k.lex.Entry(key); en != nil {
		n.Name, n.Kind, n.Country, n.Gender = en.Name, en.Kind, en.Country, en.Gender
	}
	e := k.fresh(m, n)
	k.byKey[key] = e
	if n.Kind == demarche.Person {
		for _, w := range fileKeys(strings.Join(nameWords(n.Name), " ")) {
			k.byWord[w] = append(k.byWord[w], e)
		}
	}
	t := &k.ex[e]
	t.plural = false
	if en := k.lex.Entry(key); en != nil {
		t.state = stateOnly(en.Of)
		if en.Kind == demarche.State {
			t.state = key
		}
		for _, o := range en.Offices {
			if holds(o, k.d.Published) {
				k.addOffice(e, office{k.classOf(o.Title), stateOnly(o.Of)})
				if t.state == "" {
					t.state = stateOnly(o.Of)
				}
			}
		}
	}
	return e
}

// holds reports whether the office is held on the date, which may be coarse.
func holds(o lexicon.Office, date string) bool {
	if date == "" {
		return o.To == ""
	}
	n := min(len(date), len(o.From))
	if date[:n] < o.From[:n] {
		return false
	}
	n = min(len(date), len(o.To))
	return o.To == "" || date[:n] <= o.To[:n]
}

func stateOnly(key string) string {
	if len(key) > 6 && key[:6] == "state:" {
		return key
	}
	return ""
}

func appendNew(s []string, x string) []string {
	for _, y := range s {
		if x == y {
			return s
		}
	}
	return append(s, x)
}

func has(s []string, x string) bool {
	for _, y := range s {
		if x == y {
			return true
		}
	}
	return false
}
