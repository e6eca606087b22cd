package ledger

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"demarche"
	"demarche/data"
)

func TestActsMerge(t *testing.T) {
	for name, c := range map[string]struct {
		rows []string
		want string // entries, set apart by commas
	}{
		"one meeting, two papers": {[]string{
			"a 2022-02-07 meet happened Macron>Putin 2022-02-07 Moscow",
			"b 2022-02-08 meet happened Putin,Macron 2022-02-07 Kremlin"}, "a b"},
		"two meetings of the same two, a month apart": {[]string{
			"a 2022-02-07 meet happened Macron>Putin 2022-02-07 Moscow",
			"b 2022-03-08 meet happened Macron>Putin 2022-03-07 Moscow"}, "a,b"},
		"the same day in two cities": {[]string{
			"a 2022-02-07 meet happened Macron>Scholz 2022-02-07 Moscow",
			"b 2022-02-08 meet happened Macron>Scholz 2022-02-07 Berlin"}, "a,b"},
		"planned, then held": {[]string{
			"a 2022-02-04 meet planned Macron>Putin 2022-02-07 -",
			"b 2022-02-08 meet happened Macron>Putin 2022-02-07 Moscow"}, "a b"},
		"planned without a day, then held": {[]string{
			"a 2022-02-04 meet planned Macron>Putin - -",
			"b 2022-02-08 meet happened Macron>Putin 2022-02-07 Moscow"}, "a b"},
		"planned for one day, held on another, and no word that it was moved": {[]string{
			"a 2022-02-04 meet planned Macron>Putin 2022-02-09 -",
			"b 2022-02-08 meet happened Macron>Putin 2022-02-07 Moscow"}, "a,b"},
		"planned, then called off by one side": {[]string{
			"a 2022-02-21 meet planned Blinken>Lavrov 2022-02-24 Geneva",
			"b 2022-02-22 meet negated Blinken>Lavrov/Blinken 2022-02-24 -"}, "a b"},
		"planned, and denied by a third": {[]string{
			"a 2022-02-21 meet planned Blinken>Lavrov 2022-02-24 Geneva",
			"b 2022-02-22 meet negated Blinken>Lavrov/Scholz 2022-02-24 -"}, "a,b"},
		"held, and denied": {[]string{
			"a 2022-02-21 meet happened Blinken>Lavrov 2022-02-20 Geneva",
			"b 2022-02-22 meet negated Blinken>Lavrov/Lavrov 2022-02-20 -"}, "a,b"},
		"proposed, later held on no day that was named": {[]string{
			"a 2022-01-04 meet proposed Biden>Putin - -",
			"b 2022-02-08 meet happened Biden>Putin 2022-02-07 Geneva"}, "a,b"},
		"a call and a meeting": {[]string{
			"a 2022-02-08 call happened Biden>Putin 2022-02-07 -",
			"b 2022-02-08 meet happened Biden>Putin 2022-02-07 Geneva"}, "a,b"},
		"three at the table, and two of them": {[]string{
			"a 2022-02-08 meet happened Macron,Scholz,Zelensky 2022-02-07 Berlin",
			"b 2022-02-08 meet happened Macron>Scholz 2022-02-07 Berlin"}, "a,b"},
		"a minister and a president of one state": {[]string{
			"a 2022-02-08 meet happened Blinken>Lavrov 2022-02-07 Geneva",
			"b 2022-02-08 meet happened Biden>Putin 2022-02-07 Geneva"}, "a,b"},
		"states for their ministers, on the day": {[]string{
			"a 2022-02-08 meet happened Blinken>Lavrov 2022-02-07 Geneva",
			"b 2022-02-08 meet happened USA>Russia 2022-02-07 Geneva"}, "a b"},
		"two spellings of one name": {[]string{
			"a 2022-02-08 call happened Biden>Zelensky 2022-02-07 -",
			"b 2022-02-08 call happened Biden>Zelenskiy 2022-02-07 -"}, "a b"},
		"a tour has legs, and a leg told twice is one": {[]string{
			"a 2022-02-08 visit happened Macron 2022-02-07 Moscow",
			"b 2022-02-08 visit happened Macron 2022-02-08 Kyiv",
			"c 2022-02-09 visit happened Macron 2022-02-08 Kyiv"}, "a,b c"},
		"a visit and the meeting during it": {[]string{
			"a 2022-02-08 visit happened Macron>Putin 2022-02-07 Moscow",
			"b 2022-02-08 meet happened Macron>Putin 2022-02-07 Moscow"}, "a,b"},
		"an article knows best what it told twice": {[]string{
			"a 2022-02-08 meet happened Macron>Putin - -",
			"a 2022-02-08 meet happened Macron>Putin 2022-02-07 Moscow"}, "a,a"},
	} {
		var rs []demarche.Report
		for _, line := range c.rows {
			rs = append(rs, report(t, line))
		}
		if got := strings.Join(entries(rs, nil), ","); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestDeedsMerge(t *testing.T) {
	for name, c := range map[string]struct {
		one, oneWords, two, twoWords string
		same                         bool
	}{
		"the same sanctions": {"a 2022-02-23 sanction happened UK>Russia 2022-02-22 -", "Britain imposed sanctions on five banks",
			"b 2022-02-23 sanction happened UK>Russia 2022-02-22 -", "London put five banks under sanctions", true},
		"two senders": {"a 2022-02-23 sanction happened UK>Russia 2022-02-22 -", "imposed sanctions on banks",
			"b 2022-02-23 sanction happened EU>Russia 2022-02-22 -", "imposed sanctions on banks", false},
		"the first package and the second": {"a 2022-02-23 sanction happened EU>Russia - -", "adopted a first package of sanctions against banks",
			"b 2022-02-25 sanction happened EU>Russia - -", "adopted a second package of sanctions against banks", false},
		"two towns on a day": {"a 2022-03-02 attack happened Russia 2022-03-01 -", "missiles struck Kharkiv",
			"b 2022-03-02 attack happened Russia 2022-03-01 -", "missiles struck Mariupol", false},
		"one town by two papers": {"a 2022-03-02 attack happened Russia 2022-03-01 -", "missiles struck Kharkiv",
			"b 2022-03-02 attack happened Russia 2022-03-01 -", "shelled the centre of Kharkiv", true},
		"any two attacks": {"a 2022-03-02 attack happened Russia - -", "an attack",
			"b 2022-03-04 attack happened Russia - -", "the attack", false},
		"one vote in two tellings": {"a 2022-02-23 aid happened USA>Ukraine - -", "sent a shipment of 300 anti-tank missiles",
			"b 2022-02-24 aid happened USA>Ukraine - -", "a shipment of 300 missiles was sent", true},
		"another number": {"a 2022-02-23 aid happened USA>Ukraine - -", "sent a shipment of 300 missiles",
			"b 2022-02-24 aid happened USA>Ukraine - -", "sent a shipment of 500 missiles", false},
	} {
		got := len(entries([]demarche.Report{report(t, c.one, c.oneWords), report(t, c.two, c.twoWords)}, nil)) == 1
		if got != c.same {
			t.Errorf("%s: one entry is %v, want %v", name, got, c.same)
		}
	}
}

func TestStatementsMerge(t *testing.T) {
	const nord = "there will no longer be a Nord Stream 2"
	for name, c := range map[string]struct {
		one, two demarche.Report
		want     relation
	}{
		"one quotation in two outlets": {said(t, "a 2022-02-07 threaten direct Biden", nord), said(t, "b 2022-02-08 threaten direct Biden", nord), same},
		"quoted and reported":          {said(t, "a 2022-02-07 threaten direct Biden", nord), said(t, "b 2022-02-08 threaten indirect Biden", "there would no longer be a Nord Stream 2 pipeline"), same},
		"a week later":                 {said(t, "a 2022-02-07 threaten direct Biden", nord), said(t, "b 2022-02-16 threaten indirect Biden", "Nord Stream 2 would not happen"), restated},
		"by another":                   {said(t, "a 2022-02-07 threaten direct Biden", nord), said(t, "b 2022-02-08 threaten direct Scholz", nord), differ},
		"to another": {said(t, "a 2022-02-07 demand indirect Biden>Russia", "withdraw all troops from the border"),
			said(t, "b 2022-02-08 demand indirect Biden>Ukraine", "withdraw all troops from the border"), differ},
		"on another condition": {said(t, "a 2022-02-07 threaten indirect Biden", "impose export controls if the border is crossed", hangs("if the border is crossed")),
			said(t, "b 2022-02-08 threaten indirect Biden", "impose export controls unless gas flows", hangs("unless gas flows")), differ},
		"another thing on the same condition": {said(t, "a 2022-02-07 threaten indirect Biden", "respond decisively if Russia invades Ukraine", hangs("if Russia invades Ukraine")),
			said(t, "b 2022-02-20 threaten indirect Biden", "stop the pipeline if Russia invades Ukraine", hangs("if Russia invades Ukraine")), apart},
		"another number": {said(t, "a 2022-02-07 pledge indirect Biden", "send 3000 soldiers to Poland"),
			said(t, "b 2022-02-08 pledge indirect Biden", "send 5000 soldiers to Poland"), differ},
	} {
		for _, p := range [][2]demarche.Report{{c.one, c.two}, {c.two, c.one}} {
			if got := compare(newItem(&p[0], nil), newItem(&p[1], nil)).is; got != c.want {
				t.Errorf("%s: got %d, want %d", name, got, c.want)
			}
		}
	}
}

// The entries are a function of the set: whatever arrives first, and through
// whatever steps, they come out the same. The rows near a new one are found
// through blocks as in a store.
func TestOrderOfIntake(t *testing.T) {
	rs := record(t)
	want := Merge(rs, nil)
	if n := len(entries(rs, nil)); n < 8 || n >= len(rs) {
		t.Fatalf("%d entries of %d rows prove nothing", n, len(rs))
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		rng.Shuffle(len(rs), func(i, j int) { rs[i], rs[j] = rs[j], rs[i] })
		have := map[Block][]demarche.Report{}
		got := map[demarche.RowID]Belongs{}
		for i := 0; i < len(rs); {
			n := 1 + rng.IntN(3)
			batch := rs[i:min(i+n, len(rs))]
			i += len(batch)
			all, _, err := Gather(batch, nil, func(bs []Block) ([]demarche.Report, error) {
				seen := map[demarche.RowID]bool{}
				var out []demarche.Report
				for _, b := range bs {
					for _, r := range have[b] {
						if !seen[r.Row.ID] {
							seen[r.Row.ID] = true
							out = append(out, r)
						}
					}
				}
				return out, nil
			})
			if err != nil {
				t.Fatal(err)
			}
			for id, b := range Merge(all, nil) {
				got[id] = b
			}
			for _, r := range batch {
				for _, b := range Blocks(&r) {
					have[b] = append(have[b], r)
				}
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("another order gave other entries:\n got %v\nwant %v", got, want)
		}
	}
}

// record is a small set with chains: rows that only a third ties together.
func record(t testing.TB) []demarche.Report {
	var rs []demarche.Report
	for _, line := range []string{
		"a 2022-02-04 meet planned Macron>Putin - -",
		"b 2022-02-07 meet happened Macron>Putin 2022-02-07 Moscow",
		"c 2022-02-08 meet happened Putin,Macron 2022-02-07 Kremlin",
		"d 2022-02-09 meet happened Macron,Putin - -",
		"e 2022-02-20 meet happened Macron>Putin 2022-02-20 Moscow",
		"f 2022-02-21 meet planned Blinken>Lavrov 2022-02-24 Geneva",
		"g 2022-02-22 meet negated Blinken>Lavrov/Blinken - -",
		"h 2022-02-23 meet negated Blinken>Lavrov/Scholz 2022-02-24 -",
		"i 2022-02-08 visit happened Macron 2022-02-07 Moscow",
		"j 2022-02-06 visit planned Macron 2022-02-07 Moscow",
		"k 2022-02-06 visit planned Macron 2022-02-08 Kyiv",
		"l 2022-02-05 attack possible Russia>Ukraine - -",
		"m 2022-02-10 attack possible Russia>Ukraine - -",
		"n 2022-02-12 attack negated Russia>Ukraine/Kremlin - -",
	} {
		rs = append(rs, report(t, line))
	}
	for _, s := range [][2]string{
		{"a 2022-02-07 threaten direct Biden", "there will no longer be a Nord Stream 2, we will bring an end to it"},
		{"b 2022-02-08 threaten indirect Biden", "there would no longer be a Nord Stream 2"},
		{"c 2022-02-16 threaten indirect Biden", "Nord Stream 2 would not happen"},
		{"d 2022-02-25 pledge indirect Biden", "an end to Nord Stream 2 would come"},
	} {
		rs = append(rs, said(t, s[0], s[1]))
	}
	return rs
}

func TestTensions(t *testing.T) {
	var ties *Ties
	for name, c := range map[string]struct {
		one, two string
		want     demarche.TensionKind
	}{
		"a fear and a denial":           {"a 2022-02-05 attack possible Russia>Ukraine - -", "b 2022-02-07 attack negated Russia>Ukraine/Kremlin - -", demarche.Denial},
		"held, and denied":              {"a 2022-02-21 meet happened Blinken>Lavrov 2022-02-20 -", "b 2022-02-22 meet negated Blinken>Lavrov/Lavrov 2022-02-20 -", demarche.Denial},
		"one says so, the other not":    {"a 2022-02-21 meet happened Blinken>Lavrov 2022-02-20 -", "b 2022-02-22 meet negated Blinken>Lavrov 2022-02-20 -", demarche.Contradiction},
		"called off is no disagreement": {"a 2022-02-21 meet planned Blinken>Lavrov 2022-02-24 -", "b 2022-02-22 meet negated Blinken>Lavrov/Blinken 2022-02-24 -", ""},
		"about another day":             {"a 2022-02-21 meet happened Blinken>Lavrov 2022-02-20 -", "b 2022-02-22 meet negated Blinken>Lavrov/Lavrov 2022-02-22 -", ""},
		"about another target":          {"a 2022-02-05 attack possible Russia>Ukraine - -", "b 2022-02-07 attack negated Russia>USA/Kremlin - -", ""},
		"a fear of another month":       {"a 2022-01-05 attack possible Russia>Ukraine - -", "b 2022-02-07 attack negated Russia>Ukraine/Kremlin - -", ""},
		"one voice: not a, but b":       {"a 2022-02-05 attack possible Russia>Ukraine/Kremlin - -", "b 2022-02-07 attack negated Russia>Ukraine/Kremlin - -", ""},
		"two fears":                     {"a 2022-02-05 attack possible Russia>Ukraine - -", "b 2022-02-07 attack possible Russia>Ukraine - -", ""},
	} {
		a, b := report(t, c.one), report(t, c.two)
		for _, p := range [][2]*demarche.Report{{&a, &b}, {&b, &a}} {
			if got, _ := disagree(ties, newItem(p[0], nil), newItem(p[1], nil)); got != c.want {
				t.Errorf("%s: got %q, want %q", name, got, c.want)
			}
		}
		if c.want != "" && !shares(nil, newItem(&a, nil), newItem(&b, nil)) {
			t.Errorf("%s: the two share no block and would never meet", name)
		}
	}
}

func TestOpposed(t *testing.T) {
	blocs, err := LoadBlocs(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	ties := &Ties{Blocs: blocs}
	for name, c := range map[string]struct {
		one, two demarche.Report
		want     demarche.TensionKind
	}{
		"one side for, one against": {said(t, "a 2022-02-20 demand indirect Zelensky", "impose sanctions on Russian banks immediately"),
			said(t, "b 2022-02-22 refuse indirect Scholz", "impose sanctions on Russian banks"), demarche.Contradiction},
		"two voices of one side": {said(t, "a 2022-02-20 pledge indirect Biden", "send fighter aircraft through Poland"),
			said(t, "b 2022-02-22 refuse indirect Blinken", "send fighter aircraft"), demarche.Split},
		"two allies": {said(t, "a 2022-02-20 demand indirect Biden", "stop the pipeline under the Baltic Sea"),
			said(t, "b 2022-02-22 refuse indirect Scholz", "stop the pipeline under the Baltic Sea"), demarche.Split},
		"no plan, and a plan denied": {said(t, "a 2022-01-11 pledge indirect Lavrov", "had no plan of attack on the neighbour"),
			said(t, "b 2022-02-01 deny indirect Kremlin", "planning an attack on the neighbour"), ""},
		"about another thing": {said(t, "a 2022-02-20 demand indirect Zelensky", "close the sky over Mariupol"),
			said(t, "b 2022-02-22 refuse indirect Scholz", "impose sanctions on Russian banks"), ""},
	} {
		for _, p := range [][2]demarche.Report{{c.one, c.two}, {c.two, c.one}} {
			if got, _ := disagree(ties, newItem(&p[0], nil), newItem(&p[1], nil)); got != c.want {
				t.Errorf("%s: got %q, want %q", name, got, c.want)
			}
		}
		if c.want != "" && !shares(nil, newItem(&c.one, nil), newItem(&c.two, nil)) {
			t.Errorf("%s: the two share no block and would never meet", name)
		}
	}
}

func TestTense(t *testing.T) {
	one, two := Disagreement(demarche.Denial, "e-b", "e-a"), Disagreement(demarche.Denial, "e-a", "e-c")
	if one.ID != Disagreement(demarche.Denial, "e-a", "e-b").ID {
		t.Error("the order of the two rows shows in the id")
	}
	at := map[demarche.RowID]demarche.EntryID{"e-a": "e-a", "e-b": "e-b", "e-c": "e-b"}
	find := func(id demarche.RowID) (demarche.EntryID, bool) { e, ok := at[id]; return e, ok }
	got := Tense([]demarche.Row{one, two}, find)
	if len(got) != 2 || got[one.ID] != got[two.ID] {
		t.Errorf("two rows between the same entries are one tension: %v", got)
	}
	delete(at, "e-b")
	if got := Tense([]demarche.Row{one, two}, find); len(got) != 1 {
		t.Errorf("a tension without one of its rows stays: %v", got)
	}
	at["e-c"] = "e-a"
	if got := Tense([]demarche.Row{two}, find); len(got) != 0 {
		t.Errorf("an entry disagrees with itself: %v", got)
	}
}

func TestTies(t *testing.T) {
	a := report(t, "a 2022-02-07 meet happened Macron>Putin 2022-02-07 Moscow")
	b := report(t, "b 2022-02-08 meet happened Macron>Putin 2022-02-07 Moscow")
	c := report(t, "c 2022-06-08 meet happened Macron>Putin 2022-06-07 Moscow")
	rs := []demarche.Report{a, b, c}
	if got := entries(rs, nil); !slices.Equal(got, []string{"a b", "c"}) {
		t.Fatalf("without ties: %v", got)
	}
	if got := entries(rs, &Ties{Apart: [][2]demarche.RowID{{a.Row.ID, b.Row.ID}}}); len(got) != 3 {
		t.Errorf("split by a person: %v", got)
	}
	if got := entries(rs, &Ties{Same: [][2]demarche.RowID{{c.Row.ID, a.Row.ID}}}); !slices.Equal(got, []string{"a b c"}) && !slices.Equal(got, []string{"a c", "b"}) {
		t.Errorf("merged by a person: %v", got)
	}
}

func TestChanges(t *testing.T) {
	b := func(e string) Belongs { return Belongs{Entry: demarche.EntryID(e)} }
	was := map[demarche.RowID]Belongs{"e-1": b("e-1"), "e-2": b("e-2"), "e-3": b("e-3"), "e-4": b("e-3"), "e-5": b("e-5")}
	now := map[demarche.RowID]Belongs{"e-1": b("e-1"), "e-2": b("e-1"), "e-3": b("e-3"), "e-4": b("e-4"), "e-6": b("e-6"), "e-7": b("e-1"), "t-1": b("t-0")}
	var got []string
	for _, c := range Changes(was, now) {
		got = append(got, string(c.Row)+" "+string(c.Kind)+" "+string(c.Entry))
	}
	want := []string{"e-2 link e-1", "e-4 split e-4", "e-5 retract ", "e-6 assert e-6", "e-7 support e-1", "t-1 dispute t-0"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
