package view

import (
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"

	"demarche"
)

// Table is an answer as one table, one line a row.
type Table struct {
	Columns []string
	Rows    [][]string
}

// asked are the columns that name the question in every line of a CSV file: a
// line that is copied elsewhere still says what it answers.
var asked = []string{"question", "filter", "as_known", "version", "count"}

// CSV writes an answer as RFC 4180 says: a header, then one line a row. The
// last columns repeat the head of the answer, so that the file names its
// filter, date and version and still has one shape; where there are no rows,
// one line has nothing but the head. A cell that a spreadsheet would take for
// a formula gets an apostrophe in front.
func CSV(a Answer) []byte {
	t := a.Table()
	var b bytes.Buffer
	w := NewTableWriter(&b, a.About(), t.Columns)
	for _, row := range t.Rows {
		_ = w.Put(row) // a buffer takes everything
	}
	_ = w.Close() // as above
	return b.Bytes()
}

// TableWriter writes a table row by row, as CSV does.
type TableWriter struct {
	w     *csv.Writer
	tail  []string
	width int
	rows  int
}

// NewTableWriter writes the header of a table.
func NewTableWriter(to io.Writer, h *Head, columns []string) *TableWriter {
	w := &TableWriter{w: csv.NewWriter(to), width: len(columns), tail: []string{h.Question, strings.Join(h.Filter, "; "), h.AsKnown, "demarche " + h.Version, strconv.Itoa(h.Count)}}
	w.w.UseCRLF = true
	_ = w.w.Write(append(append([]string{}, columns...), asked...)) // Close says what went wrong
	return w
}

// Put writes a row.
func (w *TableWriter) Put(row []string) error {
	w.rows++
	cells := make([]string, 0, len(row)+len(w.tail))
	for _, c := range append(append(cells, row...), w.tail...) {
		cells = append(cells, harmless(c))
	}
	return w.w.Write(cells)
}

// Close writes the head where there was no row to repeat it, and all that has
// not been written yet.
func (w *TableWriter) Close() error {
	if w.rows == 0 {
		_ = w.Put(make([]string, w.width)) // Error has what went wrong
	}
	w.w.Flush()
	return w.w.Error()
}

// harmless keeps a cell from being taken for a formula. A number stays one.
func harmless(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}

// itemColumns are the columns of a table whose rows are of several kinds.
var itemColumns = []string{"id", "kind", "type", "subtype", "status", "marks", "date", "sentence", "words", "who", "whom", "by", "place", "country",
	"happens", "happens_basis", "said", "first_reported", "last_reported", "low", "high", "bound", "unit", "condition", "issues",
	"articles", "independent", "review", "standing", "notes", "source", "url"}

// itemCells names the cells of an item: those of itemColumns, and what only
// statements have.
var itemCells = append(slices.Clone(itemColumns), "about", "mode")

// cells are the cells of an item under itemCells.
func (it *Item) cells() []string {
	number := func(x *float64) string {
		if x == nil {
			return ""
		}
		return strconv.FormatFloat(*x, 'f', -1, 64)
	}
	var place, country string
	if it.Place != nil {
		place, country = it.Place.Name, string(it.Place.Country)
	}
	var source, url string
	if len(it.Sources) > 0 {
		source, url = string(it.Sources[0].Source), string(it.Sources[0].URL)
	}
	when, basis := dateCells(it.Happens)
	said, _ := dateCells(it.Said)
	return []string{it.ID, string(it.Kind), it.Type, string(it.Subtype), string(it.Status), it.Marks, it.Date, it.Line, join(it.printed()),
		nameCells(it.Who), nameCells(it.Whom), nameCells(it.By), place, country, when, basis, said, string(it.Reported[0]), string(it.Reported[1]),
		number(it.Low), number(it.High), string(it.Bound), it.Unit, join(it.Hangs), strings.Join(it.Issues, "; "),
		strconv.Itoa(it.Articles), strconv.Itoa(it.Origins), string(it.Review), strings.Join(it.Standing, "; "), strings.Join(it.Notes, "; "), source, url, nameCells(it.About), string(it.Mode)}
}

func dateCells(d *demarche.Date) (edtf, basis string) {
	if d == nil {
		return "", ""
	}
	return d.EDTF, string(d.Basis)
}

func nameCells(names []Name) string {
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = n.Name
	}
	return strings.Join(all, "; ")
}

// itemTable is a table of items with columns of the question's own before.
type itemTable struct {
	own  []string
	of   columns
	rows [][]string
}

func (t *itemTable) put(it *Item, own ...string) {
	t.rows = append(t.rows, append(own, t.of.of(it)...))
}

// bare puts a line that is about no row.
func (t *itemTable) bare(own ...string) {
	t.rows = append(t.rows, append(own, make([]string, len(t.of))...))
}

func (t *itemTable) table() Table {
	return Table{Columns: append(append([]string{}, t.own...), t.of.names()...), Rows: t.rows}
}
