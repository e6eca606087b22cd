package score

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// The pairs of ledger/testdata/pairs.txt say what a careful analyst makes of two
// rows. The file explains its own form at its head.

// PairCase is some articles and what is to be said of their rows.
type PairCase struct {
	name  string
	line  int
	takes []take
	pairs []rowPair
}

// take is one article of a case.
type take struct {
	name      string
	published string // ISO 8601
	source    string
	text      string
}

// rowPair is a verdict on two rows of one kind.
type rowPair struct {
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
func (c PairCase) take(name string) (take, bool) {
	i := slices.IndexFunc(c.takes, func(t take) bool { return t.name == name })
	if i < 0 {
		return take{}, false
	}
	return c.takes[i], true
}

// ReadPairs reads a file of pairs. It stops at the first line that it does not understand; the error
// begins with the number of that line.
func ReadPairs(r io.Reader) ([]PairCase, error) {
	var cases []PairCase
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
			cases = append(cases, PairCase{name: rest, line: n})
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
func (c *PairCase) addTake(s string) error {
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
func (c *PairCase) addPair(line int, verdict, s string) error {
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
	c.pairs = append(c.pairs, rowPair{line, verdict, kind, a, b})
	return nil
}

// pick reads a take's name and the quoted words, and returns what follows.
func (c *PairCase) pick(s string) (p pick, rest string, err error) {
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
