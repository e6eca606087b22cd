package score

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// Sheet is the table of all measures.
type Sheet struct {
	Command string // how it was made
	Date    string
	Rows    []Line
}

// Line is one measure. Values that do not apply are empty.
type Line struct {
	Part    string // "ledger, seed"
	Measure string
	P, R    string
	Value   string // F1, accuracy, rate or speed
	N       string // how many the gold has
}

func (s *Sheet) count(part, measure string, c Count) {
	s.Rows = append(s.Rows, Line{part, measure, share3(c.P()), share3(c.R()), share3(c.F1()), fmt.Sprint(c.Gold)})
}

func (s *Sheet) twoSided(part, measure string, c TwoSided) {
	s.Rows = append(s.Rows, Line{part, measure, share3(c.P()), share3(c.R()), share3(c.F1()), fmt.Sprint(c.Gold)})
}

func (s *Sheet) rate(part, measure string, r Rate) {
	s.Rows = append(s.Rows, Line{Part: part, Measure: measure, Value: share3(r.Share()), N: fmt.Sprint(r.N)})
}

func (s *Sheet) note(part, what string) {
	s.Rows = append(s.Rows, Line{Part: part, Measure: what})
}

func share3(x float64) string { return fmt.Sprintf("%.3f", x) }

var head = Line{"part", "measure", "P", "R", "value", "n"}

func (l Line) cells() []string { return []string{l.Part, l.Measure, l.P, l.R, l.Value, l.N} }

// Text writes the sheet as aligned columns; a part is named once.
func (s *Sheet) Text(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	last := ""
	for i, l := range append([]Line{head}, s.Rows...) {
		c := l.cells()
		if i > 0 && l.Part == last {
			c[0] = ""
		}
		last = l.Part
		_, _ = fmt.Fprintln(t, strings.TrimRight(strings.Join(c, "\t"), "\t"))
	}
	return t.Flush()
}

// Markdown writes the sheet as one table under a title.
func (s *Sheet) Markdown(w io.Writer) error {
	var b strings.Builder
	b.WriteString("# Scores\n\n")
	_, _ = fmt.Fprintf(&b, "On the development gold and corpora beside the project, printed by `%s`", s.Command)
	if s.Date != "" {
		_, _ = fmt.Fprintf(&b, " on %s", s.Date)
	}
	b.WriteString(".\nP, R and value (F1 where P and R stand, else the share that is right) are 0 to 1; n is what the gold has. A false fact\nis an act that did not happen and is booked as one that did: less is better. Speeds are tokens a second on one core and, as\nP, their ratio to a loop that counts words in the same run.\n\n")
	width := make([]int, 6)
	rows := append([]Line{head}, s.Rows...)
	for _, l := range rows {
		for k, c := range l.cells() {
			width[k] = max(width[k], len([]rune(c)))
		}
	}
	last := ""
	for i, l := range rows {
		c := l.cells()
		if i > 0 && l.Part == last {
			c[0] = ""
		}
		last = l.Part
		b.WriteString("|")
		for k, x := range c {
			pad := strings.Repeat(" ", width[k]-len([]rune(x)))
			if k < 2 {
				x += pad
			} else {
				x = pad + x
			}
			b.WriteString(" " + x + " |")
		}
		b.WriteString("\n")
		if i == 0 {
			b.WriteString("|")
			for k, n := range width {
				if k < 2 {
					b.WriteString(strings.Repeat("-", n+2) + "|")
				} else {
					b.WriteString(strings.Repeat("-", n+1) + ":|")
				}
			}
			b.WriteString("\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
