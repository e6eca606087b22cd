package lexicon_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"demarche"
	"demarche/data"
	"demarche/lexicon"
	"demarche/text"
)

// ours is the lexicon of the tree, loaded once for all tests.
var ours = sync.OnceValues(func() (*lexicon.Lexicon, error) { return lexicon.Load(data.FS) })

func load(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	l, err := ours()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// doc makes one sentence a line from tokens parted by blanks; "|" joins the
// tokens beside it without a blank in the text ("Macron|'s", "Nagorno|-|Karabakh").
func doc(src string) *text.Doc {
	d := &text.Doc{}
	var b strings.Builder
	for line := range strings.Lines(src) {
		from := len(d.Tokens)
		for _, word := range strings.Fields(line) {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			for k, w := range strings.Split(word, "|") {
				d.Tokens = append(d.Tokens, text.Token{Span: demarche.Span{Start: b.Len(), End: b.Len() + len(w)}, Joined: k > 0})
				b.WriteString(w)
			}
		}
		d.Sentences = append(d.Sentences, text.Sentence{Range: text.Range{From: from, To: len(d.Tokens)}})
	}
	d.Text = b.String()
	return d
}

var senses = map[lexicon.Sense]string{lexicon.Name: "name", lexicon.Demonym: "people", lexicon.Capital: "capital", lexicon.Seat: "seat", lexicon.Surname: "family"}

// show writes matches as "key sense", in order of the words.
func show(ms []lexicon.Match) string {
	var out []string
	for _, m := range ms {
		out = append(out, m.Key+" "+senses[m.Sense])
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// Each line is read from left to right; a found phrase is written in brackets
// and not entered again.
func TestFind(t *testing.T) {
	l := load(t)
	for _, c := range []struct{ name, in, want string }{
		{"the pronoun is no state", "They told us that the US and the UK agree .", "US=state:USA name; UK=state:GBR name"},
		{"with and without periods", "The U.S. and U.S officials met U.K. envoys .", "U.S.=state:USA name; U.S=state:USA name; U.K.=state:GBR name"},
		{"a line in capitals", "RUSSIA WARNS UKRAINE", "RUSSIA=state:RUS name; UKRAINE=state:UKR name"},
		{"a pronoun in a line in capitals", "THEY WILL NOT TELL US WHO CAME TO SEE IT", ""},
		{"small letters", "he ate turkey from china with chad", ""},
		{"possessive", "Russia|'s envoy and Macron|’s aide", "Russia=state:RUS name; Macron=person:emmanuel-macron family"},
		{"longest phrase", "the United Nations Security Council and the United Nations", "United Nations Security Council=org:unsc name; United Nations=org:un name"},
		{"the name inside a name", "South Korea and North Korea", "South Korea=state:KOR name; North Korea=state:PRK name"},
		{"people", "Ukrainians and a Russian general", "Ukrainians=state:UKR people; Russian=state:RUS people"},
		{"apostrophes", "Côte d’Ivoire and Cote d'Ivoire", "Côte d’Ivoire=state:CIV name; Cote d'Ivoire=state:CIV name"},
		{"accents", "Orban met Orbán in Hungary", "Orban=person:viktor-orban family; Orbán=person:viktor-orban family; Hungary=state:HUN name"},
		{"umlauts in three spellings", "Schröder , Schroder and Schroeder", "Schröder=person:gerhard-schroder family; Schroder=person:gerhard-schroder family; Schroeder=person:gerhard-schroder family"},
		{"hyphen as a token of its own", "Nagorno|-|Karabakh", "Nagorno-Karabakh=region:nagorno-karabakh name"},
		{"hyphen inside a token", "Nagorno-Karabakh", "Nagorno-Karabakh=region:nagorno-karabakh name"},
		{"a dash between two names joins nothing", "Russia – Ukraine", "Russia=state:RUS name; Ukraine=state:UKR name"},
		{"particles belong to the family name", "President von der Leyen and Mr de Villepin", "von der Leyen=person:ursula-von-der-leyen family; de Villepin=person:dominique-de-villepin family"},
		{"an Arabic article may be left out", "Bashar al-Assad , Bashar Assad , Mr Assad and Nouri Maliki", "Bashar al-Assad=person:bashar-al-assad name; Bashar Assad=person:bashar-al-assad name; Assad=person:bashar-al-assad family; Nouri Maliki=person:nouri-al-maliki name"},
		{"a family name before the given one", "Xi Jinping and Mr Xi", "Xi Jinping=person:xi-jinping name; Xi=person:xi-jinping family"},
		{"a given name of two words is no family name", "Mr Jinping", ""},
		{"title between", "King Abdullah II said", "King Abdullah II=person:abdullah-ii name"},
		{"never across the end of a sentence", "They met in South\nKorea said so", ""},
		{"a ministry made of a pattern", "Iraq|'s foreign ministry and the Iraqi Foreign Ministry", "Iraq's foreign ministry=body:irq-foreign-ministry name; Iraqi Foreign Ministry=body:irq-foreign-ministry name"},
		{"seats", "the Kremlin and the Pentagon", "Kremlin=body:rus-presidency name; Pentagon=body:usa-defence-ministry seat"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := doc(c.in)
			var got []string
			for i := 0; i < len(d.Tokens); {
				ms := l.Find(d, i)
				if len(ms) == 0 {
					i++
					continue
				}
				to := i + ms[0].Len
				for _, m := range ms {
					if m.Len != ms[0].Len {
						t.Errorf("%s: matches of two lengths", m.Key)
					}
				}
				got = append(got, fmt.Sprintf("%s=%s", d.Text[d.Tokens[i].Start:d.Tokens[to-1].End], show(ms)))
				i = to
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("%s\n got %s\nwant %s", d.Text, s, c.want)
			}
		})
	}
}

func TestLookup(t *testing.T) {
	l := load(t)
	for _, c := range []struct{ in, want string }{
		{"France", "state:FRA name"},
		{"FRANCE", "state:FRA name"},
		{"france", ""},
		{"the France", ""},
		{"Brussels", "city:2800866 name, org:eu seat"},
		{"Kyiv", "city:703448 name, state:UKR capital"},
		{"Kiev", "city:703448 name, state:UKR capital"},
		{"Kharkov", "city:706483 name"},
		{"Odessa", "city:5527554 name, city:698740 name"},
		{"Lula", "person:luiz-inacio-lula-da-silva family"},
		{"Erewhon", ""},
		{"", ""},
		{"-", ""},
	} {
		if got := show(l.Lookup(c.in)); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

// A seat of government stands for its state, whatever it is called.
func TestSeats(t *testing.T) {
	l := load(t)
	for name, state := range map[string]string{
		"Kremlin": "RUS", "Smolenskaya": "RUS", "White House": "USA", "Oval Office": "USA", "State Department": "USA", "Foggy Bottom": "USA", "Pentagon": "USA",
		"Capitol Hill": "USA", "Élysée": "FRA", "Elysee Palace": "FRA", "Quai d'Orsay": "FRA", "Downing Street": "GBR", "10 Downing Street": "GBR", "Foreign Office": "GBR",
		"Whitehall": "GBR", "Bankova": "UKR", "Verkhovna Rada": "UKR", "Chancellery": "DEU", "Bundestag": "DEU", "Palazzo Chigi": "ITA", "Farnesina": "ITA", "Knesset": "ISR",
		"Blue House": "KOR", "Zhongnanhai": "CHN", "Kantei": "JPN", "South Block": "IND", "Itamaraty": "BRA", "Moncloa": "ESP", "Hofburg": "AUT", "Prague Castle": "CZE", "Planalto": "BRA",
		"Casa Rosada": "ARG", "Miraflores": "VEN", "Los Pinos": "MEX", "Malacañang": "PHL", "Kirya": "ISR", "Aso Rock": "NGA", "Union Buildings": "ZAF",
	} {
		ok := false
		for _, m := range l.Lookup(name) {
			ok = ok || m.Key == "state:"+state || m.Of == "state:"+state
		}
		if !ok {
			t.Errorf("%q is not of %s: %s", name, state, show(l.Lookup(name)))
		}
	}
}

// The entries themselves: keys are unique by construction; here, that what they
// say of themselves can be followed.
func TestEntries(t *testing.T) {
	l := load(t)
	n := map[string]int{}
	for e := range l.Entries {
		kind, _, _ := strings.Cut(e.Key, ":")
		n[kind]++
		if l.Entry(e.Key) != e {
			t.Errorf("%s leads to another entry", e.Key)
		}
		if e.Of != "" && l.Entry(e.Of) == nil {
			t.Errorf("%s is of %s, which is not there", e.Key, e.Of)
		}
		if e.Country != "" && l.Entry("state:"+e.Country) == nil {
			t.Errorf("%s lies in %q, which is not there", e.Key, e.Country)
		}
		for _, o := range e.Offices {
			if l.Entry(o.Of) == nil {
				t.Errorf("%s: %s of %s, which is not there", e.Key, o.Title, o.Of)
			}
		}
		if !slices.ContainsFunc(l.Lookup(e.Name), func(m lexicon.Match) bool { return m.Key == e.Key }) {
			t.Errorf("%s is not found by its name %q", e.Key, e.Name)
		}
	}
	t.Log(n)
	for kind, least := range map[string]int{"state": 240, "org": 250, "body": 3000, "person": 950, "city": 9000, "region": 65} {
		if n[kind] < least {
			t.Errorf("%d entries %q, at least %d are wanted", n[kind], kind, least)
		}
	}
	if l.Entry("state:XYZ") != nil {
		t.Error("an entry of a key that is nowhere")
	}
}

// No family name alone is a word that opens sentences: "He said" names nobody.
func TestFamilyNamesAreNoPronouns(t *testing.T) {
	l := load(t)
	for w := range strings.FieldsSeq("I He She It We They You His Her Its Our Their This That These Those The A An And But Or So As At In On To By For From If Not No All Who What When Where Key Will Just Most Even Many Over Under After Since") {
		for _, m := range l.Lookup(w) {
			if m.Sense == lexicon.Surname {
				t.Errorf("%q is the family name of %s: give that person a longer one", w, m.Key)
			}
		}
	}
}
