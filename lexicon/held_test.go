package lexicon_test

import (
	"strings"
	"testing"

	"demarche/lexicon"
)

// names are the names of people, parted by " + ".
func names(es []*lexicon.Entry) string {
	var out []string
	for _, e := range es {
		out = append(out, e.Name)
	}
	return strings.Join(out, " + ")
}

func TestHeldBy(t *testing.T) {
	l := load(t)
	for _, c := range []struct{ title, of, date, want string }{
		// by day, month and year
		{"President", "state:USA", "2022-02-08", "Joe Biden"},
		{"president", "state:USA", "2003-03-20", "George W. Bush"},
		{"president", "state:USA", "2012", "Barack Obama"},
		{"president", "state:USA", "2019-06", "Donald Trump"},
		{"president", "state:USA", "2025-06", "Donald Trump"},
		{"president", "state:USA", "2021", "Donald Trump + Joe Biden"},
		{"president", "state:USA", "2021-01-20", "Donald Trump + Joe Biden"},
		{"president", "state:USA", "2021-01-21", "Joe Biden"},
		{"president", "state:USA", "1901", ""},
		{"king", "state:USA", "2022", ""},
		// offices by what they are
		{"foreign minister", "state:GBR", "2022-03-01", "Liz Truss"},
		{"foreign secretary", "state:GBR", "2024-01-01", "David Cameron"},
		{"foreign minister", "state:USA", "2022-03-01", "Antony Blinken"},
		{"premier", "state:GBR", "2022-09-20", "Liz Truss"},
		{"prime minister", "state:CHN", "2010", "Wen Jiabao"},
		{"secretary of state", "state:USA", "2003-02-05", "Colin Powell"},
		{"defence minister", "state:USA", "2022-05", "Lloyd Austin"},
		{"defense secretary", "state:GBR", "2022-05", "Ben Wallace"},
		{"leader", "state:FRA", "2023-01-01", "Emmanuel Macron + Élisabeth Borne"},
		{"leader", "state:DEU", "2010-01-01", "Horst Köhler + Angela Merkel"},
		{"leader", "state:PRK", "2018-06-12", "Kim Jong Un"},
		{"minister", "state:FRA", "2022", ""},
		// around the world and back in time
		{"president", "state:RUS", "2010", "Dmitry Medvedev"},
		{"prime minister", "state:RUS", "2010", "Vladimir Putin"},
		{"president", "state:RUS", "2022-02-24", "Vladimir Putin"},
		{"foreign minister", "state:RUS", "2022-02-24", "Sergei Lavrov"},
		{"foreign minister", "state:RUS", "2002", "Igor Ivanov"},
		{"president", "state:UKR", "2015-02-12", "Petro Poroshenko"},
		{"foreign minister", "state:UKR", "2022-02-21", "Dmytro Kuleba"},
		{"president", "state:FRA", "2008-08-12", "Nicolas Sarkozy"},
		{"chancellor", "state:DEU", "2022-02-15", "Olaf Scholz"},
		{"foreign minister", "state:DEU", "2015-07-14", "Frank-Walter Steinmeier"},
		{"foreign minister", "state:CHN", "2023-02-18", "Qin Gang"},
		{"foreign minister", "state:CHN", "2024-02-18", "Wang Yi"},
		{"foreign minister", "state:IRN", "2015-07-14", "Mohammad Javad Zarif"},
		{"foreign minister", "state:IRN", "2023-03-10", "Hossein Amir-Abdollahian"},
		{"prime minister", "state:ISR", "2022-07-15", "Yair Lapid"},
		{"prime minister", "state:ISR", "2023-10-07", "Benjamin Netanyahu"},
		{"prime minister", "state:JPN", "2016", "Shinzo Abe"},
		{"president", "state:KOR", "2018-04-27", "Moon Jae-in"},
		{"prime minister", "state:IND", "2009", "Manmohan Singh"},
		{"president", "state:BRA", "2013", "Dilma Rousseff"},
		{"president", "state:EGY", "2005", "Hosni Mubarak"},
		{"king", "state:JOR", "2020", "Abdullah II"},
		{"pope", "state:VAT", "2003", "Pope John Paul II"},
		{"president", "state:ZAF", "2005", "Thabo Mbeki"},
		// organisations
		{"secretary general", "org:nato", "2022-03-24", "Jens Stoltenberg"},
		{"Secretary General", "org:un", "2003", "Kofi Annan"},
		{"president", "org:ec", "2022", "Ursula von der Leyen"},
		{"high representative", "org:eu", "2015-07-14", "Federica Mogherini"},
		{"director general", "org:iaea", "2003-01-10", "Mohamed ElBaradei"},
	} {
		if got := names(l.HeldBy(c.title, c.of, c.date)); got != c.want {
			t.Errorf("%s of %s, %s: got %q, want %q", c.title, c.of, c.date, got, c.want)
		}
	}
}

// shared lists the offices that several people hold at once or claim, with the
// reason.
var shared = map[string]string{
	"Ambassador org:un":                      "one a state",
	"Spokesperson body:chn-foreign-ministry": "the ministry has several",
	"Deputy Foreign Minister state:RUS":      "one a field",
	"Deputy Prime Minister state:UKR":        "one a field",
	"Spokesperson org:ec":                    "the chief one and those of a field",
	"Commissioner org:ec":                    "one a field",
	"Special Envoy state:USA":                "one a conflict",
	"Special Representative state:USA":       "one a conflict",
	"Special Envoy org:un":                   "one a conflict",
	"President state:GMB":                    "two oaths in January 2017",
}

// Two holders of one office overlap at most on the day (month, year) of the
// handover.
func TestOverlap(t *testing.T) {
	l := load(t)
	type post struct {
		who string
		lexicon.Office
	}
	posts, used := map[string][]post{}, map[string]bool{}
	for e := range l.Entries {
		for _, o := range e.Offices {
			k := o.Title + " " + o.Of
			posts[k] = append(posts[k], post{e.Name, o})
		}
	}
	if len(posts) < 200 {
		t.Fatalf("only %d offices", len(posts))
	}
	for k, ps := range posts {
		for i, a := range ps {
			for _, b := range ps[i+1:] {
				if !overlap(a.Office, b.Office) {
					continue
				}
				if shared[k] == "" {
					t.Errorf("%s: %s (%s–%s) and %s (%s–%s)", k, a.who, a.From, a.To, b.who, b.From, b.To)
				}
				used[k] = true
			}
		}
	}
	for k := range shared {
		if !used[k] {
			t.Errorf("%s needs no excuse any more", k)
		}
	}
	t.Logf("%d offices, shared: %d", len(posts), len(used))
}

// overlap reports whether two terms share more than the day of a handover.
func overlap(a, b lexicon.Office) bool {
	return before(a.From, b.To) && before(b.From, a.To)
}

// before reports whether from lies before to, in what both say; an empty end
// never comes.
func before(from, to string) bool {
	n := min(len(from), len(to))
	return to == "" || from[:n] < to[:n]
}

func TestOn(t *testing.T) {
	o := lexicon.Office{From: "2010-05", To: "2012-03-04"}
	for date, want := range map[string]bool{"2010-05-01": true, "2010-04-30": false, "2010": true, "2012-03": true, "2012-03-04": true, "2012-03-05": false, "2013": false, "2009": false} {
		if o.On(date) != want {
			t.Errorf("%s: %v", date, !want)
		}
	}
	if !(lexicon.Office{}).On("1999") {
		t.Error("an office without dates is held on any day")
	}
}
