package read_test

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"demarche"
)

// TestCards reads testdata/cards.txt, whose head explains its lines.
func TestCards(t *testing.T) {
	passages, checks := checkFile(t, "cards.txt")
	for c, n := range passages {
		if n < 3 {
			t.Errorf("card %s has %d passages, want 3", c, n)
		}
	}
	if len(passages) != 15 || checks < 45 {
		t.Fatalf("%d cards with %d checks: the file moved away from the test", len(passages), checks)
	}
}

// TestRows reads testdata/rows.txt, in the language of cards.txt: errors that
// were read once, each with a passage that must not be read so and one that must.
func TestRows(t *testing.T) {
	passages, checks := checkFile(t, "rows.txt")
	for c, n := range passages {
		if n < 2 {
			t.Errorf("%s has %d passages, want 2", c, n)
		}
	}
	if len(passages) < 4 || checks < 8 {
		t.Fatalf("%d errors with %d checks: the file moved away from the test", len(passages), checks)
	}
}

// checkFile checks the expectations of a file under testdata and counts its
// passages by heading.
func checkFile(t *testing.T, name string) (passages map[string]int, checks int) {
	t.Helper()
	r := reader(t)
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var card, at string
	var got *demarche.Reading
	passages = map[string]int{}
	s := bufio.NewScanner(f)
	for n := 1; s.Scan(); n++ {
		line := s.Text()
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "== "):
			card = line[3:]
		case strings.HasPrefix(line, "at "):
			at = line[3:]
		case strings.HasPrefix(line, "> "):
			passages[card]++
			got = r.Read(demarche.Article{ID: "card", Published: demarche.Maybe(at), Language: "en", Text: line[2:]})
		default:
			checks++
			if miss := (checker{got}).check(line); miss != "" {
				t.Errorf("%s:%d: %s\n  %s\n  %s\n  %s", name, n, card, got.Article.Text, line, miss)
			}
		}
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return passages, checks
}

// checker checks one expectation against a reading.
type checker struct{ r *demarche.Reading }

// check returns "" when the line holds, else what was found instead.
func (c checker) check(line string) string {
	words := fields(line)
	verb, what, args := words[0], words[1], words[2:]
	var hits, all []string
	switch what {
	case "act":
		hits, all = c.acts(args)
	case "says":
		hits, all = c.says(args)
	case "figure":
		hits, all = c.figures(args)
	case "actor":
		for _, a := range c.r.Actors {
			all = append(all, a.Name)
			if a.Name == strings.Join(args, " ") {
				hits = append(hits, a.Name)
			}
		}
	default:
		return "no such expectation: " + what
	}
	ok := false
	switch verb {
	case "want":
		ok = len(hits) > 0
	case "one":
		ok = len(hits) == 1
	case "never":
		ok = len(hits) == 0
	default:
		return "no such verb: " + verb
	}
	if ok {
		return ""
	}
	return "found: " + strings.Join(all, "\n         ")
}

func (c checker) acts(args []string) (hits, all []string) {
	for _, a := range c.r.Acts {
		who, whom, by := c.names(a.Who), c.names(a.Whom), c.names(a.By)
		edtf, place := "", ""
		if a.Date != nil {
			edtf = a.Date.EDTF
		}
		if a.Place != nil {
			place = a.Place.Name
		}
		line := fmt.Sprintf("act %s %s who=%v whom=%v by=%v date=%s place=%s", a.Type, a.Status, who, whom, by, edtf, place)
		all = append(all, line)
		ok := string(a.Type) == args[0] && (string(a.Status) == args[1] || args[1] == "fact" && a.Status.Fact() || args[1] == "open" && !a.Status.Fact() && a.Status != demarche.Negated)
		for _, kv := range args[2:] {
			k, v, _ := strings.Cut(kv, "=")
			switch k {
			case "who":
				ok = ok && same(who, v)
			case "whom":
				ok = ok && same(whom, v)
			case "by":
				ok = ok && same(by, v)
			case "with":
				ok = ok && holds(append(slices.Clone(who), whom...), v)
			case "date":
				ok = ok && edtf == v
			case "place":
				ok = ok && place == v
			}
		}
		if ok {
			hits = append(hits, line)
		}
	}
	return hits, all
}

func (c checker) says(args []string) (hits, all []string) {
	for _, s := range c.r.Statements {
		var content []string
		for _, x := range s.Content {
			content = append(content, x.In(c.r.Article.Text))
		}
		by, via, to := c.names(s.Speakers), c.names(s.Via), c.names(s.To)
		line := fmt.Sprintf("says %q by=%v via=%v to=%v force=%s if=%t", content, by, via, to, s.Force, s.Condition != nil)
		all = append(all, line)
		ok := strings.Contains(strings.Join(content, " … "), args[0])
		for _, kv := range args[1:] {
			k, v, _ := strings.Cut(kv, "=")
			switch k {
			case "by":
				ok = ok && same(by, v)
			case "via":
				ok = ok && same(via, v)
			case "to":
				ok = ok && holds(to, v)
			case "force":
				ok = ok && string(s.Force) == v
			case "if":
				ok = ok && (s.Condition != nil) == (v == "yes")
			}
		}
		if ok {
			hits = append(hits, line)
		}
	}
	return hits, all
}

func (c checker) figures(args []string) (hits, all []string) {
	want, _ := strconv.ParseFloat(args[0], 64)
	for _, f := range c.r.Figures {
		by, of := c.names(f.By), []string{}
		if f.Of != "" {
			of = c.names([]demarche.ActorID{f.Of})
		}
		edtf := ""
		if f.Date != nil {
			edtf = f.Date.EDTF
		}
		line := fmt.Sprintf("figure %v–%v %s %s %s of=%v by=%v date=%s", f.Low, f.High, f.Bound, f.Unit, f.Kind, of, by, edtf)
		all = append(all, line)
		ok := f.Low == want
		for _, kv := range args[1:] {
			k, v, _ := strings.Cut(kv, "=")
			switch k {
			case "kind":
				ok = ok && string(f.Kind) == v
			case "bound":
				ok = ok && string(f.Bound) == v
			case "of":
				ok = ok && (v == "nobody" && len(of) == 0 || same(of, v))
			case "date":
				ok = ok && (v == "none" && edtf == "" || edtf == v)
			case "by":
				ok = ok && (v == "nobody" && len(by) == 0 || same(by, v))
			}
		}
		if ok {
			hits = append(hits, line)
		}
	}
	return hits, all
}

func (c checker) names(ids []demarche.ActorID) []string {
	var out []string
	for _, id := range ids {
		for _, a := range c.r.Actors {
			if a.ID == id {
				out = append(out, a.Name)
			}
		}
	}
	return out
}

// same reports whether the names are exactly those of "A+B", in any order.
func same(names []string, want string) bool {
	w := strings.Split(want, "+")
	return len(w) == len(names) && holds(names, want)
}

func holds(names []string, want string) bool {
	for _, w := range strings.Split(want, "+") {
		if !slices.Contains(names, w) {
			return false
		}
	}
	return true
}

// fields splits a line at spaces; "quoted words" and the words of a name after
// "=" stay together up to the next key.
func fields(line string) []string {
	var out []string
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		if line[0] == '"' {
			end := strings.IndexByte(line[1:], '"') + 1
			out, line = append(out, line[1:end]), line[end+1:]
			continue
		}
		end := strings.IndexByte(line, ' ')
		if end < 0 {
			end = len(line)
		}
		w := line[:end]
		line = line[end:]
		if len(out) > 0 && !strings.Contains(w, "=") && strings.Contains(out[len(out)-1], "=") {
			out[len(out)-1] += " " + w
			continue
		}
		out = append(out, w)
	}
	return out
}
