package rule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"demarche"
)

// classes are what a condition may ask of a token beside its word.
var classes = []string{"actor", "amount", "any", "body", "clause", "human", "media", "noun", "organization", "person", "place", "several", "state", "time"}

func at(file string, line int) string { return file + ":" + strconv.Itoa(line) }

// reader collects the rules and faults of one file.
type reader struct {
	file  string
	lists lists
	rules []*Rule
	bad   []error

	r        *Rule
	head     line // of r
	when     string
	emitted  bool
	start    int             // faults before this rule
	heads    map[string]line // where a phrase was written first
	needRole []needed        // roles that conditions name, checked at the end of the rule
}

type needed struct {
	name string
	w    word
	l    line
}

func parseFile(file, src string, ls lists) ([]*Rule, []error) {
	p := &reader{file: file, lists: ls}
	for _, l := range scan(src) {
		switch {
		case l.key == "" && l.value == "":
		case l.indent > 0:
			p.expect(l)
		case l.key == "rule":
			p.close()
			p.open(l)
		case p.r == nil:
			p.fault(l, 0, len(l.key), fmt.Sprintf("%q stands before the first rule", l.key), "begin with a line  rule  NAME")
		default:
			p.line(l)
		}
	}
	p.close()
	return p.rules, p.bad
}

func (p *reader) fault(l line, at1, n int, what, repair string) {
	p.bad = append(p.bad, &demarche.Error{Code: demarche.Invalid, Where: at(p.file, l.no), What: what + "\n" + l.caret(at1, n), Repair: repair})
}

func (p *reader) open(l line) {
	p.r = &Rule{Name: l.value, File: p.file, Line: l.no}
	p.head, p.when, p.emitted, p.heads, p.needRole, p.start = l, "", false, map[string]line{}, nil, len(p.bad)
	if l.value == "" || strings.ContainsAny(l.value, " \t\"") {
		p.fault(l, l.at, len(l.value), "a rule needs a name of one word", "name it after what it emits, for example:  rule  consult.meet")
	}
}

func (p *reader) line(l line) {
	switch l.key {
	case "verb", "noun", "adj", "pred":
		p.phrases(l)
	case "light":
		if ws, ok := p.alternatives(l, false); ok {
			if len(ws.Lemma) == 1 && ws.Lemma["none"] {
				ws.Lemma = nil
			}
			p.r.Light = &ws
		}
	case "need":
		p.r.Need = append(p.r.Need, p.conds(l, true)...)
	case "bar":
		p.r.Bar = append(p.r.Bar, p.conds(l, false)...)
	case "rank":
		n, err := strconv.Atoi(l.value)
		if err != nil {
			p.fault(l, l.at, len(l.value), fmt.Sprintf("rank is a whole number, not %q", l.value), "write for example:  rank  1")
		}
		p.r.Rank = n
	case "emit":
		p.emit(l)
	case "at":
		if !edtf(l.value) {
			p.fault(l, l.at, len(l.value), fmt.Sprintf("%q is not a date", l.value), "write year, month and day:  at  2023-02-20")
		}
		p.when = l.value
	case "yes", "no":
		if l.value == "" {
			p.fault(l, 0, len(l.key), "an example needs a sentence", "write one after it:  "+l.key+"  Wang Yi met Antony Blinken.")
			return
		}
		p.r.Examples = append(p.r.Examples, Example{Yes: l.key == "yes", Sentence: l.value, Published: p.when, Line: l.no})
	default:
		if strings.HasSuffix(l.key, ":") || near(l.key, keys) != "" && len(l.key) > 2 {
			p.fault(l, 0, len(l.key), fmt.Sprintf("unknown key %q", l.key), "did you mean "+strconv.Quote(or(near(strings.TrimSuffix(l.key, ":"), keys), "need"))+"?")
			return
		}
		p.role(l)
	}
}

// expect reads an indented line of expectations under a "yes".
func (p *reader) expect(l line) {
	if p.r == nil || len(p.r.Examples) == 0 {
		p.fault(l, l.at, len(l.value), "an indented line belongs under a yes sentence", "begin the line at the left margin, or put a yes sentence before it")
		return
	}
	ex := &p.r.Examples[len(p.r.Examples)-1]
	if !ex.Yes {
		p.fault(l, l.at, len(l.value), "a no sentence has no expectations", "drop the line: nothing is emitted there")
		return
	}
	rest, off := l.value, l.at
	for rest != "" {
		part := rest
		if i := strings.Index(rest, "  "); i >= 0 {
			part = rest[:i]
		}
		f, v, ok := strings.Cut(part, "=")
		if f = strings.TrimSpace(f); !ok || !slices.Contains(fields, f) {
			p.fault(l, off, len(part), fmt.Sprintf("%q is not an expectation", part),
				"write FIELD=VALUE, fields two blanks apart; FIELD is one of "+strings.Join(fields, ", "))
			return
		}
		ex.Want = append(ex.Want, Expect{f, strings.TrimSpace(v)})
		n := len(part)
		for n < len(rest) && rest[n] == ' ' {
			n++
		}
		rest, off = rest[n:], off+n
	}
}

// fields are what an example may expect of the row.
var fields = []string{"type", "who", "whom", "status", "place", "date", "subtype", "force", "speaker", "to", "content"}

func (p *reader) phrases(l line) {
	ws, ok := p.alternatives(l, true)
	if !ok {
		return
	}
	names := make([]string, 0, len(ws.Lemma))
	for w := range ws.Lemma {
		names = append(names, w)
	}
	for _, n := range ws.Lists {
		names = append(names, p.lists.sorted(n)...)
	}
	slices.Sort(names)
	for _, n := range names {
		key := l.key + " " + n
		if o, dup := p.heads[key]; dup {
			p.fault(l, max(strings.Index(l.raw, n), 0), len(n), fmt.Sprintf("%q is a head twice in this rule", n), fmt.Sprintf("it stands already in line %d; drop one", o.no))
			continue
		}
		p.heads[key] = l
		switch l.key {
		case "verb":
			p.r.Verb = append(p.r.Verb, verbPhrase(n))
		case "noun":
			p.r.Noun = append(p.r.Noun, nounPhrase(n))
			if strings.Contains(n, "-") { // "build-up" is three tokens where the hyphen joins words
				p.r.Noun = append(p.r.Noun, nounPhrase(strings.ReplaceAll(n, "-", " - ")))
			}
		case "adj":
			p.r.Adj = append(p.r.Adj, Phrase{Text: n, Head: n})
		case "pred":
			p.r.Pred = append(p.r.Pred, Phrase{Text: n, Head: n})
		}
	}
}

// alternatives reads "a | b | "c d" | @list".
func (p *reader) alternatives(l line, heads bool) (Words, bool) {
	ws, ok := p.cut(l)
	if !ok {
		return Words{}, false
	}
	out, rest, ok := p.oneOf(l, ws, heads)
	if ok && len(rest) > 0 {
		p.fault(l, rest[0].at, len(rest[0].text), fmt.Sprintf("expected | before %q", rest[0].text), "separate alternatives by | and put phrases of several words in quotation marks")
		return out, false
	}
	return out, ok
}

// cut splits the value of a line, which must not be empty.
func (p *reader) cut(l line) ([]word, bool) {
	ws, q := l.words()
	if q >= 0 {
		p.fault(l, q, len(l.raw)-q, "quotation mark never closed", `close it:  "hold talks"`)
		return nil, false
	}
	if len(ws) == 0 {
		p.fault(l, 0, len(l.key), fmt.Sprintf("%q has no value", l.key), "write what it should hold, or drop the line")
		return nil, false
	}
	return ws, true
}

// oneOf reads alternatives up to the first word that no | precedes.
func (p *reader) oneOf(l line, ws []word, heads bool) (out Words, rest []word, ok bool) {
	out.Lemma = map[string]bool{}
	for {
		if len(ws) == 0 {
			p.fault(l, len(l.raw), 1, "a word is missing at the end", "write it, or drop the mark before it")
			return out, nil, false
		}
		w := ws[0]
		ws = ws[1:]
		switch {
		case !w.quoted && strings.Contains("|,+:?", w.text):
			p.fault(l, w.at, 1, fmt.Sprintf("a word is missing before %q", w.text), "write it, or drop the mark")
			return out, nil, false
		case !w.quoted && strings.HasPrefix(w.text, "@"):
			if _, known := p.lists[w.text[1:]]; !known && p.lists != nil {
				repair := "put the words, one a line, in " + listDir + "/" + w.text[1:] + ".txt"
				if n := near(w.text[1:], p.lists.names()); n != "" {
					repair = "did you mean @" + n + "?\n  or " + repair
				}
				p.fault(l, w.at, len(w.text), fmt.Sprintf("there is no word list %s", w.text), repair)
				return out, nil, false
			}
			out.Lists = append(out.Lists, w.text[1:])
		case !w.quoted && !heads && slices.Contains(classes, w.text):
			out.Class = append(out.Class, w.text)
		case w.text == "":
			p.fault(l, w.at, 2, "an empty phrase", "write the words between the quotation marks")
			return out, nil, false
		default:
			if low := strings.ToLower(w.text); low != w.text && heads {
				p.fault(l, w.at, len(w.text), fmt.Sprintf("%q has capital letters", w.text), "write heads in lower case: "+low)
				return out, nil, false
			}
			low := strings.ToLower(w.text)
			out.Lemma[low] = true
			if f := strings.Fields(low); len(f) > 1 && !heads {
				out.Phrases = append(out.Phrases, f)
			}
		}
		if len(ws) == 0 || ws[0].quoted || ws[0].text != "|" {
			return out, ws, true
		}
		ws = ws[1:]
	}
}
