package view

import (
	"fmt"
	"slices"
	"strings"

	"demarche"
)

// columns are those of a table of one kind of row: under names that fit what
// the rows are, as "speaker" for who says and "of" for whose figure, and none
// that would stay empty.
type columns []column

type column struct {
	name string
	cell int // the place in itemCells
}

// columnsOf reads a list of "cell" and "name=cell".
func columnsOf(lists ...string) (out columns) {
	for _, f := range strings.Fields(strings.Join(lists, " ")) {
		name, cell, ok := strings.Cut(f, "=")
		if !ok {
			cell = name
		}
		i := slices.Index(itemCells, cell)
		if i < 0 {
			panic(fmt.Sprintf("no cell %q", cell)) // a mistake in the lists below; every test would show it
		}
		out = append(out, column{name, i})
	}
	return out
}

// The columns of each kind of table. What is told of any row stands last.
const (
	beginning = " id "
	ending    = " issues first_reported last_reported articles independent review standing notes source url "
)

var (
	anyColumns       = columnsOf(strings.Join(itemColumns, " "))
	actColumns       = columnsOf(beginning, "type subtype status marks date sentence words who whom by place country happens happens_basis condition", ending)
	statementColumns = columnsOf(beginning, "force=type marks date sentence words speaker=who via=by to=whom about form=mode said when=happens when_basis=happens_basis condition", ending)
	figureColumns    = columnsOf(beginning, "kind=type marks sentence words low high bound unit of=who place country as_of=happens as_of_basis=happens_basis by", ending)
	pledgeColumns    = columnsOf(beginning, "kind=type marks who to=whom what=words sentence via=by form=mode last_said=said about", ending)
)

// columnsFor are the columns of rows of one kind.
func columnsFor(kind demarche.RowKind) columns {
	switch kind {
	case demarche.ActRow:
		return actColumns
	case demarche.StatementRow:
		return statementColumns
	case demarche.FigureRow:
		return figureColumns
	}
	return anyColumns
}

func (c columns) names() []string {
	out := make([]string, len(c))
	for i, x := range c {
		out[i] = x.name
	}
	return out
}

// of gives the cells of an item under the columns.
func (c columns) of(it *Item) []string {
	all := it.cells()
	out := make([]string, len(c))
	for i, x := range c {
		out[i] = all[x.cell]
	}
	return out
}
