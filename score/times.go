package score

import (
	"encoding/json"
	"io/fs"
	"strings"
	"time"

	"demarche"
	"demarche/text"
)

// DatedExpression is an expression of time in its sentence, with the days it
// stands for.
type DatedExpression struct {
	Doc       string            `json:"doc"`
	Published string            `json:"dateCreated"`
	Type      string            `json:"type"`
	Attrs     map[string]string `json:"attrs"` // when, or from and to, or notBefore and notAfter
	Sentence  string            `json:"sentence"`
	Start     int               `json:"start"` // of its tokens, which single spaces part
	End       int               `json:"end"`
}

// LoadTimes reads expressions of the GUM dates and leaves out those without a
// year.
func LoadTimes(fsys fs.FS, name string) ([]DatedExpression, error) {
	var out []DatedExpression
	err := eachLine(fsys, name, func(line []byte) error {
		var e DatedExpression
		if err := json.Unmarshal(line, &e); err != nil {
			return err
		}
		from, to := e.days()
		if e.Type == "date" && e.Published != "" && !strings.HasPrefix(from+"/"+to, "-") && !strings.Contains(from+to, "x") && !strings.HasPrefix(to, "-") {
			out = append(out, e)
		}
		return nil
	})
	return out, err
}

// days is the annotation as an EDTF date from and to.
func (e *DatedExpression) days() (from, to string) {
	if w := e.Attrs["when"]; w != "" {
		return w, w
	}
	return e.Attrs["from"] + e.Attrs["notBefore"], e.Attrs["to"] + e.Attrs["notAfter"]
}

// Times gives the share of expressions whose value is right. find reads the
// sentences of each document as running text, because many expressions lean on
// a date before them. Right is a date as annotated, also as an end of what was
// read ("until July 1805" is annotated as July 1805), and an interval with ends
// that differ by no more than a third of its length and a month (annotators
// end a summer in August or in September).
func Times(gold []DatedExpression, tag func(*text.Doc) []text.Tag, parse func(*text.Doc) []text.Arc, find func(*text.Doc) []text.Time) Rate {
	var r Rate
	for from := 0; from < len(gold); {
		to := from + 1
		for to < len(gold) && gold[to].Doc == gold[from].Doc {
			to++
		}
		d, start := runningText(gold[from:to])
		if tag != nil {
			d.Tags = tag(d)
		}
		if parse != nil {
			d.SetArcs(parse(d))
		}
		times := find(d)
		for i := range gold[from:to] {
			e := &gold[from+i]
			best, value := 0, ""
			for _, t := range times {
				if n := min(t.To, start[i]+e.End) - max(t.From, start[i]+e.Start); n > best {
					best, value = n, t.EDTF
				}
			}
			r.add(sameDays(value, e))
		}
		from = to
	}
	return r
}

func sameDays(edtf string, e *DatedExpression) bool {
	if edtf == "" {
		return false
	}
	from, to := e.days()
	read, gold := edtfRange(edtf), edtfRange(from+"/"+to)
	if from == to {
		a, b, _ := strings.Cut(strings.ReplaceAll(edtf, "~", ""), "/")
		return read == gold || a == from || b == from
	}
	a, okA := calendar(read)
	b, okB := calendar(gold)
	if !okA || !okB {
		return read == gold
	}
	slack := min(a[1].Sub(a[0])/3, 31*24*time.Hour)
	return a[0].Sub(b[0]).Abs() <= slack && a[1].Sub(b[1]).Abs() <= slack
}

// calendar is a range as points in time; open ends and odd dates are not.
func calendar(r [2]string) (out [2]time.Time, ok bool) {
	for i, s := range r {
		var y, m, d int
		for k, part := range strings.SplitN(s, "-", 3) {
			n := 0
			for _, c := range part {
				if c < '0' || c > '9' {
					return out, false
				}
				n = n*10 + int(c-'0')
			}
			switch k {
			case 0:
				y = n
			case 1:
				m = n
			case 2:
				d = n
			}
		}
		if y == 0 || y == 9999 || m == 0 || d == 0 {
			return out, false
		}
		last := time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day()
		out[i] = time.Date(y, time.Month(m), min(d, last), 0, 0, 0, 0, time.UTC)
	}
	return out, true
}

// runningText is the sentences of expressions one after the other, each once,
// their tokens parted by spaces, and for each expression the first token of
// its sentence.
func runningText(list []DatedExpression) (d *text.Doc, start []int) {
	d = &text.Doc{Published: list[0].Published}
	var b strings.Builder
	for i := range list {
		if i > 0 && list[i].Sentence == list[i-1].Sentence {
			start = append(start, start[i-1])
			continue
		}
		from := len(d.Tokens)
		start = append(start, from)
		for _, w := range strings.Split(list[i].Sentence, " ") {
			at := b.Len()
			b.WriteString(w + " ")
			d.Tokens = append(d.Tokens, text.Token{Span: demarche.Span{Start: at, End: at + len(w)}})
		}
		d.Sentences = append(d.Sentences, text.Sentence{Range: text.Range{From: from, To: len(d.Tokens)}})
	}
	d.Text = b.String()
	d.Paragraphs = []text.Paragraph{{Range: text.Range{From: 0, To: len(d.Tokens)}, Sentences: text.Range{From: 0, To: len(d.Sentences)}}}
	return d, start
}
