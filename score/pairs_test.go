package score

import (
	"os"
	"strings"
	"testing"
)

// readPairs reads the file and fails the test if it has not its form.
func readPairs(t *testing.T, path string) []PairCase {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cases, err := ReadPairs(f)
	if err != nil {
		t.Fatalf("%s:%v", path, err)
	}
	return cases
}

// The set must stay large, mixed and mostly of things that are not the same:
// a wrong merge is worse than a missed one.
func TestPairsFile(t *testing.T) {
	cases := readPairs(t, "../ledger/testdata/pairs.txt")
	kinds, verdicts, names := map[string]int{}, map[string]int{}, map[string]bool{}
	total := 0
	for _, c := range cases {
		if names[c.name] {
			t.Errorf("line %d: the case %q stands twice", c.line, c.name)
		}
		names[c.name] = true
		if len(c.takes) < 2 || len(c.pairs) == 0 {
			t.Errorf("line %d: %q has %d takes and %d pairs", c.line, c.name, len(c.takes), len(c.pairs))
		}
		seen := map[[2]pick]string{}
		for _, p := range c.pairs {
			total++
			kinds[p.kind]++
			verdicts[p.verdict]++
			for _, key := range [][2]pick{{p.a, p.b}, {p.b, p.a}} {
				if old, ok := seen[key]; ok && old == p.kind {
					t.Errorf("line %d: these two rows are paired twice", p.line)
				}
			}
			seen[[2]pick{p.a, p.b}] = p.kind
		}
	}
	for kind, least := range map[string]int{"act": 90, "statement": 50, "figure": 25, "actor": 35} {
		if kinds[kind] < least {
			t.Errorf("%d pairs of kind %s, want %d", kinds[kind], kind, least)
		}
	}
	for verdict, least := range map[string]int{"same": 80, "differ": 110, "restates": 10, "series": 5} {
		if verdicts[verdict] < least {
			t.Errorf("%d pairs %s, want %d", verdicts[verdict], verdict, least)
		}
	}
	if share := 100 * verdicts["differ"] / total; share < 50 || share > 65 {
		t.Errorf("%d %% of %d pairs differ, want 50 to 65", share, total)
	}
	t.Logf("%d cases, %d pairs: %v %v", len(cases), total, kinds, verdicts)
}

// Same is an equivalence within a case and kind: whoever says that a is b and b
// is c, and that a is not c, has made a slip.
func TestPairsAgree(t *testing.T) {
	type row struct {
		kind string
		pick
	}
	for _, c := range readPairs(t, "../ledger/testdata/pairs.txt") {
		leader := map[row]row{}
		var find func(row) row
		find = func(r row) row {
			if up, ok := leader[r]; ok {
				return find(up)
			}
			return r
		}
		for _, p := range c.pairs {
			if a, b := find(row{p.kind, p.a}), find(row{p.kind, p.b}); p.verdict == "same" && a != b {
				leader[a] = b
			}
		}
		for _, p := range c.pairs {
			if p.verdict != "same" && find(row{p.kind, p.a}) == find(row{p.kind, p.b}) {
				t.Errorf("line %d: the other pairs of %q make these rows the same", p.line, c.name)
			}
		}
	}
}

func TestPairsFaults(t *testing.T) {
	const good = "case  x\ntake  a  2020-01-01  Wire  A met B.\ntake  b  2020-01-02  The Post  B met A in C.\n"
	if cases, err := ReadPairs(strings.NewReader(good + `same  act  a "met B"  b "met A"`)); err != nil || len(cases) != 1 ||
		cases[0].takes[1] != (take{"b", "2020-01-02", "The Post", "B met A in C."}) ||
		cases[0].pairs[0] != (rowPair{4, "same", "act", pick{"a", "met B"}, pick{"b", "met A"}}) {
		t.Errorf("got %+v, %v", cases, err)
	}
	for name, c := range map[string]struct{ text, want string }{
		"words that are not there":    {good + `same  act  a "met C"  b "met A"`, `4: "met C" stands 0 times`},
		"words that stand twice":      {"case  x\ntake  a  2020-01-01  Wire  A met B and met C.\nsame  act  a \"met\"  a \"B\"", "stands 2 times"},
		"a take that is not there":    {good + `same  act  a "met B"  c "met A"`, `no take "c"`},
		"a day that is not there":     {"case  x\ntake  a  2020-02-30  Wire  A met B.", "2: parsing time"},
		"an outlet that does not end": {"case  x\ntake  a  2020-01-01  Wire A met B.", "two blanks"},
		"a verdict on another kind":   {good + `restates  act  a "met B"  b "met A"`, "no verdict"},
		"a kind nobody knows":         {good + `same  event  a "met B"  b "met A"`, "no such kind"},
		"a quotation not closed":      {good + `same  act  a "met B"  b "met A`, "quotation marks"},
		"one row too many":            {good + `same  act  a "met B"  b "met A"  b "C"`, "left over"},
		"a row and itself":            {good + `same  act  a "met B"  a "met B"`, "itself"},
		"a take twice":                {good + "take  a  2020-01-01  Wire  A met B.", "stands twice"},
		"a take before the case":      {"take  a  2020-01-01  Wire  A met B.", "before the first case"},
		"a word nobody knows":         {good + "merge  act", "no such word"},
	} {
		if _, err := ReadPairs(strings.NewReader(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}
