package view

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"demarche"
	"demarche/store"
)

func contains(t *testing.T, text string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("%q is not in\n%s", w, text)
		}
	}
}

func lacks(t *testing.T, text string, not ...string) {
	t.Helper()
	for _, w := range not {
		if strings.Contains(text, w) {
			t.Errorf("%q is in\n%s", w, text)
		}
	}
}

// told is an answer as text on long lines.
func toldOf(t *testing.T, r store.Reader, question string, ask Ask) string {
	t.Helper()
	a, err := asks(t, r, question, ask)
	if err != nil {
		t.Fatal(err)
	}
	return string(Text(a, 1000, nil))
}

// What was planned on the seventh is not known to have happened before it is
// recorded, whatever the record says now.
func TestNothingIsKnownBeforeItIsRecorded(t *testing.T) {
	d := newDesk(time.Time{})
	kyiv := Ask{Pair: [2]string{"Macron", "Zelenskyy"}}
	for at, want := range map[string]string{
		"2022-02-08T05:00": "0 rows",
		"2022-02-08T07:00": "○ 2022-02-08 Emmanuel Macron is to meet Volodymyr Zelenskyy",
		"2022-02-09T07:00": "● 2022-02-08 Emmanuel Macron met Volodymyr Zelenskyy",
	} {
		kyiv.AsKnown = known(at)
		a, err := asks(t, d, "contacts", kyiv)
		if want == "0 rows" {
			if demarche.CodeOf(err) != demarche.NotFound { // the actors were not there either
				t.Errorf("%s: %v", at, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		contains(t, string(Text(a, 1000, nil)), want)
	}
}

// Of a day before the record was begun, the answer is what had been published,
// and says so; with --as-reported it is so of any day.
func TestBeforeTheRecordWasBegun(t *testing.T) {
	d := newDesk(time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC))
	for _, ask := range []Ask{{AsKnown: known("2022-02-07T23:00")}, {AsReported: day("2022-02-07")}} {
		text := toldOf(t, d, "contacts", ask)
		contains(t, text, "as reported by 2022-02-07", "is to meet Volodymyr Zelenskyy")
		lacks(t, text, "Macron met Volodymyr")
		if ask.AsReported == 0 {
			contains(t, text, "this record was begun 2026-11-27")
		}
	}
	contains(t, toldOf(t, d, "contacts", Ask{AsKnown: known("2026-11-27T10:00")}), "as known on 2026-11-27 10:00 UTC", "Macron met Volodymyr")
}

// A decision and a forgotten article are corrections of ours: they stand apart
// from the world's news, and leave the answers of the days before.
func TestOurCorrectionsStandApart(t *testing.T) {
	d := newDesk(time.Time{})
	d.decide("2022-02-10T08:00", demarche.DecideReject, "e-plan", "", "hearsay")
	d.forget(t, "wire-5", "2022-02-10T09:00")
	a, err := asks(t, d, "brief", Ask{AsKnown: known("2022-02-10T10:00"), Since: day("2022-02-10")})
	if err != nil {
		t.Fatal(err)
	}
	b := a.(*BriefAnswer)
	if len(b.Changes) != 0 {
		t.Errorf("our corrections are told as news: %v", b.Changes[0].Line)
	}
	kinds := map[ChangeKind]int{}
	for _, c := range b.Ours {
		kinds[c.Change]++
	}
	if kinds[DecidedOn] != 1 || kinds[Forgotten] < 4 {
		t.Errorf("ours: %v", kinds)
	}
	text := string(Text(b, 1000, nil))
	contains(t, text, "nothing changed; corrected by us: 1 decided", "Ada: reject — hearsay", "forgotten")
	contains(t, toldOf(t, d, "contacts", Ask{AsKnown: known("2022-02-09T10:00")}), "Macron met Volodymyr")
	after := toldOf(t, d, "contacts", Ask{AsKnown: known("2022-02-10T10:00")})
	contains(t, after, "○ 2022-02-08 Emmanuel Macron was to meet Volodymyr Zelenskyy", "no report that it came about")
	contains(t, toldOf(t, d, "article", Ask{Of: "wire-5"}), "Withdrawn: its text and what rested on it alone were erased on 2022-02-10")
	lacks(t, toldOf(t, d, "agenda", Ask{AsKnown: known("2022-02-10T10:00")}), "Russia is to attack")
}

// A commitment that a person rated says so and counts as closed.
func TestOnlyAPersonSaysBroken(t *testing.T) {
	d := newDesk(time.Time{})
	before := toldOf(t, d, "commitments", Ask{AsReported: day("2022-02-20")})
	contains(t, before, "Overdue", notRated)
	lacks(t, before, "Broken")
	d.decide("2022-02-21T08:00", demarche.DecideRate, "s-withdraw", `"broken"`, "still there")
	contains(t, toldOf(t, d, "commitments", Ask{}), "Broken  1", "rated broken by Ada")
}

func TestWhoIsMeant(t *testing.T) {
	d := newDesk(time.Time{})
	for name, want := range map[string]string{
		"Macron":                      "Emmanuel Macron",
		"emmanuel macron":             "Emmanuel Macron",
		"person:emmanuel-macron:FRA":  "Emmanuel Macron",
		"Volodymyr Zelensky":          "Volodymyr Zelenskyy", // house spellings are one name
		"Zelenskiy":                   "Volodymyr Zelenskyy",
		"Moscow":                      "Russia",
		"Blinken":                     "Antony Blinken",
		"Anna Smirnova":               "Anna Smirnova",
		"person:olga-smirnova:UKR":    "Olga Smirnova",
		"foreign minister of Austria": "",
	} {
		a, err := asks(t, d, "agenda", Ask{Actors: []string{name}})
		switch {
		case want == "":
			if demarche.CodeOf(err) != demarche.NotFound {
				t.Errorf("%s: a description is taken for a name: %v", name, err)
			}
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case a.About().Actors[0].Name != want:
			t.Errorf("%s is taken for %s", name, a.About().Actors[0].Name)
		}
	}
	_, err := asks(t, d, "agenda", Ask{Actors: []string{"Smirnova"}})
	if demarche.CodeOf(err) != demarche.Invalid {
		t.Fatalf("two persons of one surname: %v", err)
	}
	contains(t, err.Error(), "person:anna-smirnova:RUS", "person:olga-smirnova:UKR")
	_, err = asks(t, d, "agenda", Ask{Actors: []string{"Makron"}})
	if demarche.CodeOf(err) != demarche.NotFound {
		t.Fatalf("nobody of that name: %v", err)
	}
	contains(t, err.Error(), "nearest: Emmanuel Macron")
	_, err = asks(t, d, "agenda", Ask{Source: "Harbor Wire"})
	if demarche.CodeOf(err) != demarche.NotFound {
		t.Fatalf("no such outlet: %v", err)
	}
	contains(t, err.Error(), "nearest: Harbour Wire")
}

// An alias that nearly always stands for one actor means that one.
func TestAnAliasThatIsNearlyAlwaysOneActor(t *testing.T) {
	one := func(id string, n int) store.Actor {
		return store.Actor{Party: demarche.Party{ID: demarche.ActorID(id), Name: id}, Aliases: []store.Alias{{Name: "Putin", Count: n}}}
	}
	if got := mostly([]store.Actor{one("a", 1), one("b", 30)}, "putin"); len(got) != 1 || got[0].ID != "b" {
		t.Errorf("30 to 1: %v", got)
	}
	if got := mostly([]store.Actor{one("a", 10), one("b", 30)}, "putin"); len(got) != 2 {
		t.Errorf("30 to 10: %v", got)
	}
	off := store.Actor{Party: demarche.Party{ID: "c"}, Aliases: []store.Alias{{Name: "Putin", Count: 5, Off: true}}}
	if called(off, "putin") != 0 {
		t.Error("an alias that a person switched off still names")
	}
}

// idsIn are the ids of rows in a printed page.
var idsIn = regexp.MustCompile(`\b[estn]-[a-z0-9-]+\b`)

// What a page shows, its table has, and the other way round.
func TestTableAndPageHaveTheSameRows(t *testing.T) {
	for _, q := range questions {
		if q.question == "why" || q.question == "article" || q.question == "search" || q.question == "commitments" || q.question == "brief" {
			continue // they repeat rows under others, or drop what they told already
		}
		if q.question == "articles" || q.question == "sources" || q.question == "actors" || q.question == "decisions" {
			continue // they list no rows of the record
		}
		a, err := asks(t, newDesk(time.Time{}), q.question, q.ask)
		if err != nil {
			t.Fatal(err)
		}
		var page, table []string
		for _, s := range a.Page().Sections {
			for _, l := range s.Lines {
				for _, id := range []string{l.ID, l.Sides[0].ID, l.Sides[1].ID} {
					if id != "" && !slices.Contains(page, id) {
						page = append(page, id)
					}
				}
			}
		}
		rows, _ := csv.NewReader(bytes.NewReader(CSV(a))).ReadAll()
		for _, r := range rows[1:] {
			for _, c := range r[:min(12, len(r))] {
				if idsIn.FindString(c) == c && c != "" && !slices.Contains(table, c) {
					table = append(table, c)
				}
			}
		}
		slices.Sort(page)
		slices.Sort(table)
		table = slices.DeleteFunc(table, func(s string) bool { return s == "t-" })
		if !slices.Equal(page, table) || len(page) == 0 {
			t.Errorf("%s: the page has %v, the table %v", q.file, page, table)
		}
	}
}

// A row that somebody else vouches for shows it in every answer.
func TestInEveryAnswerAClaimLooksLikeOne(t *testing.T) {
	seen := 0
	for _, q := range questions {
		a, err := asks(t, newDesk(time.Time{}), q.question, q.ask)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		var tree any
		if err := json.Unmarshal(b, &tree); err != nil {
			t.Fatal(err)
		}
		var walk func(any)
		walk = func(x any) {
			switch x := x.(type) {
			case []any:
				for _, y := range x {
					walk(y)
				}
			case map[string]any:
				marks, _ := x["marks"].(string)
				by, isRow := x["by"].([]any)
				line, _ := x["line"].(string)
				if kind, _ := x["kind"].(string); isRow && marks != "" && (kind == "act" || kind == "figure") {
					seen++
					if strings.HasPrefix(marks, Claimed) != (len(by) > 0) || strings.Contains(line, "according to") != (len(by) > 0) {
						t.Errorf("%s: %s %s by %v", q.file, marks, line, by)
					}
				} else if kind == "statement" && !strings.HasPrefix(marks, Claimed) {
					t.Errorf("%s: %s %s", q.file, marks, line)
				}
				for _, y := range x {
					walk(y)
				}
			}
		}
		walk(tree)
	}
	if seen < 20 {
		t.Errorf("only %d rows were looked at", seen)
	}
}

func TestCellsAreHarmless(t *testing.T) {
	for in, want := range map[string]string{
		"=SUM(A1)": "'=SUM(A1)", "+1 234": "'+1 234", "-x": "'-x", "@you": "'@you", "\tx": "'\tx", "\rx": "'\rx",
		"-5": "-5", "+5": "+5", "": "", "a=b": "a=b", "110000": "110000", "–": "–",
	} {
		if got := harmless(in); got != want {
			t.Errorf("harmless(%q) = %q, want %q", in, got, want)
		}
	}
	d := newDesk(time.Time{})
	d.article("evil", "2022-02-08", "=cmd|'/C calc'!A0", "=1+1 said so. Emmanuel Macron met Vladimir Putin again, \"alone\",\nin Moscow.")
	d.act("e-evil", demarche.Meet, demarche.Happened, "macron", "putin", "", "=Moscow", "2022-02-08", "Emmanuel Macron met Vladimir Putin again, \"alone\",\nin Moscow", "")
	a, err := asks(t, d, "contacts", Ask{})
	if err != nil {
		t.Fatal(err)
	}
	out := CSV(a)
	rows, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		for _, c := range r {
			if c != "" && strings.ContainsRune("=@\t\r", rune(c[0])) {
				t.Errorf("a cell begins with %q: %q", c[0], c)
			}
		}
	}
	contains(t, string(out), "'=cmd|", "'=Moscow", "\r\n")
}

// Words of an article may hold what drives a terminal; it must not get there.
func TestWordsCannotDriveTheTerminal(t *testing.T) {
	d := newDesk(time.Time{})
	const words = "Emmanuel Macron met Vladimir Putin \x1b[2Jagain\a \u202eyes"
	d.article("evil", "2022-02-08", "Gaz\x1b[0mette", words+".")
	d.act("e-evil", demarche.Meet, demarche.Happened, "macron", "putin", "", "", "2022-02-08", words, "")
	for _, question := range []string{"contacts", "brief", "timeline", "article", "why"} {
		ask := Ask{AsReported: day("2022-02-08"), Of: "e-evil"}
		if question == "article" {
			ask.Of = "evil"
		}
		a, err := asks(t, d, question, ask)
		if err != nil {
			t.Fatal(err)
		}
		for _, out := range [][]byte{Text(a, 80, nil), Markdown(a)} {
			if i := bytes.IndexAny(out, "\x1b\a\u202e"); i >= 0 {
				t.Errorf("%s: control character at %d: %q", question, i, out[max(0, i-30):i+5])
			}
		}
	}
}

// Colour adds nothing but colour, and no line is wider than asked for.
func TestColourAndWidth(t *testing.T) {
	for _, q := range questions {
		a, err := asks(t, newDesk(time.Time{}), q.question, q.ask)
		if err != nil {
			t.Fatal(err)
		}
		for _, width := range []int{40, 72, 100, 160} {
			bare := Text(a, width, nil)
			painted := Text(a, width, func(r Role, s string) string {
				if s == "" || r == Plain {
					return s
				}
				return "\x1b[" + string(rune('1'+r)) + "m" + s + "\x1b[0m"
			})
			if got := regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAll(painted, nil); !bytes.Equal(got, bare) {
				t.Fatalf("%s: without its colours:\n%s\nbare:\n%s", q.file, got, bare)
			}
			for _, l := range strings.Split(string(bare), "\n") {
				if n := len([]rune(l)); n > width && width >= 72 && strings.Contains(strings.TrimSpace(l), " ") && !strings.Contains(l, "├") && !strings.ContainsAny(l, "●○") {
					t.Errorf("%s: %d columns wide at %d: %s", q.file, n, width, l)
				}
			}
		}
	}
}

// A limit keeps what weighs most and counts the rest; a page goes on where the
// last one ended.
func TestLimitsAndPages(t *testing.T) {
	d := newDesk(time.Time{})
	a, err := asks(t, d, "contacts", Ask{Limit: 2})
	if err != nil {
		t.Fatal(err)
	}
	h := a.About()
	if h.Count != 2 || !h.MoreOpen || h.Next == "" {
		t.Fatalf("%+v", h)
	}
	seen := map[string]bool{}
	for _, it := range a.(*ContactsAnswer).List {
		seen[it.ID] = true
	}
	next, err := asks(t, d, "contacts", Ask{Limit: 100, After: h.Next})
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range next.(*ContactsAnswer).List {
		if seen[it.ID] {
			t.Errorf("%s is on both pages", it.ID)
		}
		seen[it.ID] = true
	}
	if len(seen) != 7 {
		t.Errorf("two pages have %d contacts", len(seen))
	}
	b, err := asks(t, d, "brief", Ask{AsReported: day("2022-02-08"), Since: day("2022-01-20"), Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	brief := b.(*BriefAnswer)
	if brief.More == 0 || brief.Changes[0].Kind != demarche.TensionRow && brief.Changes[0].Status != demarche.Happened {
		t.Errorf("%d left out, first %s", brief.More, brief.Changes[0].Line)
	}
	contains(t, string(Text(b, 200, nil)), "and 2 more: demarche timeline --since 2022-01-20 --as-reported 2022-02-08")
	tl, err := asks(t, d, "timeline", Ask{AsReported: day("2022-02-08"), Since: day("2022-02-07"), Until: day("2022-02-15"), Limit: 3})
	if err != nil {
		t.Fatal(err)
	}
	if h := tl.About(); h.Next != "2022-02-08" || !h.MoreOpen || len(tl.(*TimelineAnswer).Days) != 1 {
		t.Errorf("a timeline that is cut: %+v", h)
	}
	// The next page begins there, and what lasts longer is not told again on it.
	rest, err := asks(t, d, "timeline", Ask{AsReported: day("2022-02-08"), Since: day("2022-02-07"), Until: day("2022-02-15"), After: tl.About().Next})
	if err != nil {
		t.Fatal(err)
	}
	first := map[string]bool{}
	for _, of := range []*TimelineAnswer{tl.(*TimelineAnswer), rest.(*TimelineAnswer)} {
		for _, d := range of.Days {
			for _, l := range d.Lanes {
				for _, it := range l.Items {
					if first[it.ID] {
						t.Errorf("%s is on both pages", it.Line)
					}
					first[it.ID] = true
				}
			}
		}
	}
	if days := rest.(*TimelineAnswer).Days; len(days) == 0 || days[0].Day != "2022-02-08" {
		t.Errorf("the page after 2022-02-08 has %d days", len(days))
	}
	if _, err := asks(t, d, "timeline", Ask{After: "e-1"}); demarche.CodeOf(err) != demarche.Invalid {
		t.Errorf("a page after a row: %v", err)
	}
}

// A plan of which nobody tells names what may have been it; what was told only
// after its day was no plan that anybody could wait for.
func TestPlansThatNobodyReports(t *testing.T) {
	d := newDesk(time.Time{})
	d.article("hosts", "2022-02-01", "Gazette", "Emmanuel Macron is to host Olaf Scholz in Berlin on February 3.")
	d.act("e-host", demarche.Visit, demarche.Planned, "macron", "scholz", "", "Berlin", "2022-02-03", "Emmanuel Macron is to host Olaf Scholz in Berlin on February 3", "")
	d.article("talked", "2022-02-04", "Gazette", "After talks of Olaf Scholz with Emmanuel Macron in Berlin all was well. Joe Biden was to see Antony Blinken on February 3.")
	d.act("e-talked", demarche.Meet, demarche.Happened, "scholz", "macron", "", "Berlin", "", "talks of Olaf Scholz with Emmanuel Macron in Berlin", "")
	d.act("e-late", demarche.Meet, demarche.Planned, "biden", "blinken", "", "", "2022-02-03", "Joe Biden was to see Antony Blinken on February 3", "")
	text := toldOf(t, d, "agenda", Ask{AsReported: day("2022-02-05")})
	contains(t, text, "e-host", "perhaps it is [e-talked] ● reported 2022-02-04 Olaf Scholz met Emmanuel Macron · Berlin")
	lacks(t, text, "e-late")
}

// A newer wording that nobody hangs on a condition any more has hardened, and
// the brief tells it once, with how often it was said.
func TestAThreatSaidAgainIsToldOnce(t *testing.T) {
	a, err := asks(t, newDesk(time.Time{}), "brief", Ask{AsReported: day("2022-02-08"), Since: day("2022-02-07")})
	if err != nil {
		t.Fatal(err)
	}
	b := a.(*BriefAnswer)
	var said []string
	for _, c := range b.Changes {
		if c.Series == "s-pipeline-1" {
			said = append(said, string(c.Change)+" "+c.ID)
		}
	}
	if len(said) != 1 || said[0] != "hardened s-pipeline-3" || b.Counts[Hardened] != 2 {
		t.Errorf("told %q of %v", said, b.Counts)
	}
	contains(t, string(Text(a, 300, nil)), "said 3 times since 2022-01-20")
}

// What lasts for days stands on the first of them, however the days are read:
// in one stretch or in many.
func TestWhatLastsStandsOnItsFirstDay(t *testing.T) {
	day := func(s string) demarche.Day { i, _ := demarche.ParseEDTF(s); return i.From }
	a := &asking{}
	e := &demarche.Entry{Kind: demarche.ActRow, Act: &demarche.Act{}, Happens: &demarche.Date{EDTF: "2022-02-07/2022-02-13"}}
	holds := func(from, to, begin string) bool {
		ws := a.seek(demarche.ActRow, demarche.Interval{From: day(from), To: day(to)}, day(begin))
		_, ok := ws[0].holds(e)
		return ok
	}
	if !holds("2022-02-05", "2022-02-08", "2022-02-01") || holds("2022-02-09", "2022-02-12", "2022-02-01") {
		t.Error("it stands on another day than its first")
	}
	if !holds("2022-02-10", "2022-02-12", "2022-02-10") {
		t.Error("what began before the timeline does not stand on the timeline's first day")
	}
}
