package ledger_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// The pairs of testdata/pairs.txt say what a careful analyst makes of two rows.
// The file explains its own form at its head.

// pairCase is some articles and what is to be said of their rows.
type pairCase struct {
	name  string
	line  int
	takes []take
	pairs []pair
}

// take is one article of a case.
type take struct {
	name      string
	published string // ISO 8601
	source    string
	text      string
}

// pair is a verdict on two rows of one kind.
type pair struct {
	line    int
	verdict string // same, differ, restates, series
	kind    string // act, statement, figure, actor
	a, b    pick
}

// pick points at a row: words that stand once in the article of that take.
type pick struct {
	take  string
	words string
}

// take returns the article of that name.
func (c pairCase) take(name string) (take, bool) {
	i := slices.IndexFunc(c.takes, func(t take) bool { return t.name == name })
	if i < 0 {
		return take{}, false
	}
	return c.takes[i], true
}

// readPairs reads the file and fails the test if it has not its form.
func readPairs(t *testing.T, path string) []pairCase {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cases, err := parsePairs(f)
	if err != nil {
		t.Fatalf("%s:%v", path, err)
	}
	return cases
}

// parsePairs stops at the first line that it does not understand; the error
// begins with the number of that line.
func parsePairs(r io.Reader) ([]pairCase, error) {
	var cases []pairCase
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		rest = strings.TrimSpace(rest)
		if word == "case" {
			if rest == "" {
				return nil, fmt.Errorf("%d: a case without a name", n)
			}
			cases = append(cases, pairCase{name: rest, line: n})
			continue
		}
		if len(cases) == 0 {
			return nil, fmt.Errorf("%d: %q stands before the first case", n, word)
		}
		c := &cases[len(cases)-1]
		var err error
		switch word {
		case "take":
			err = c.addTake(rest)
		case "same", "differ", "restates", "series":
			err = c.addPair(n, word, rest)
		default:
			err = fmt.Errorf("no such word: %q", word)
		}
		if err != nil {
			return nil, fmt.Errorf("%d: %w", n, err)
		}
	}
	return cases, lines.Err()
}

// addTake reads what follows "take".
func (c *pairCase) addTake(s string) error {
	name, s, _ := strings.Cut(s, " ")
	published, s, _ := strings.Cut(strings.TrimSpace(s), " ")
	source, text, two := strings.Cut(strings.TrimSpace(s), "  ")
	text = strings.TrimSpace(text)
	if !two || text == "" {
		return fmt.Errorf("a take is a name, a date, an outlet, two blanks and a text")
	}
	if _, err := time.Parse(time.DateOnly, published); err != nil {
		return err
	}
	if _, ok := c.take(name); ok {
		return fmt.Errorf("take %s stands twice", name)
	}
	c.takes = append(c.takes, take{name, published, source, text})
	return nil
}

// addPair reads what follows the verdict.
func (c *pairCase) addPair(line int, verdict, s string) error {
	kind, s, _ := strings.Cut(s, " ")
	switch {
	case !slices.Contains([]string{"act", "statement", "figure", "actor"}, kind):
		return fmt.Errorf("no such kind: %q", kind)
	case verdict == "restates" && kind != "statement", verdict == "series" && kind != "figure":
		return fmt.Errorf("%s is no verdict on an %s", verdict, kind)
	}
	a, s, err := c.pick(s)
	if err != nil {
		return err
	}
	b, s, err := c.pick(s)
	if err != nil {
		return err
	}
	if s = strings.TrimSpace(s); s != "" {
		return fmt.Errorf("left over: %q", s)
	}
	if a == b {
		return fmt.Errorf("a row is paired with itself")
	}
	c.pairs = append(c.pairs, pair{line, verdict, kind, a, b})
	return nil
}

// pick reads a take's name and the quoted words, and returns what follows.
func (c *pairCase) pick(s string) (p pick, rest string, err error) {
	name, s, _ := strings.Cut(strings.TrimSpace(s), " ")
	s, opened := strings.CutPrefix(strings.TrimSpace(s), `"`)
	words, rest, closed := strings.Cut(s, `"`)
	if !opened || !closed || words == "" {
		return pick{}, "", fmt.Errorf("a row is a take's name and words in quotation marks")
	}
	t, ok := c.take(name)
	if !ok {
		return pick{}, "", fmt.Errorf("no take %q", name)
	}
	if n := strings.Count(t.text, words); n != 1 {
		return pick{}, "", fmt.Errorf("%q stands %d times in take %s", words, n, name)
	}
	return pick{name, words}, rest, nil
}

// The set must stay large, mixed and mostly of things that are not the same:
// a wrong merge is worse than a missed one.
func TestPairsFile(t *testing.T) {
	cases := readPairs(t, "testdata/pairs.txt")
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
	for _, c := range readPairs(t, "testdata/pairs.txt") {
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
	if cases, err := parsePairs(strings.NewReader(good + `same  act  a "met B"  b "met A"`)); err != nil || len(cases) != 1 ||
		cases[0].takes[1] != (take{"b", "2020-01-02", "The Post", "B met A in C."}) ||
		cases[0].pairs[0] != (pair{4, "same", "act", pick{"a", "met B"}, pick{"b", "met A"}}) {
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
		if _, err := parsePairs(strings.NewReader(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}
