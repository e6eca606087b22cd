package sqlite

// What Bulk gathers in memory for tables that are sorted by something else than
// the order of arrival.

import (
	"slices"
	"strings"
)

// What is gathered for all rows of a large record is kept small: numbers of
// terms, rows, versions and days have four bytes here, which is enough for 2^31
// of each.
type smallKey [6]int32

func small(k totalKey) (s smallKey) {
	for i, v := range k {
		s[i] = int32(v)
	}
	return s
}

func (s smallKey) whole() (k totalKey) {
	for i, v := range s {
		k[i] = int64(v)
	}
	return k
}

type smallSettled struct {
	smallKey
	settled int32
}

type smallMovement struct{ n, ever int32 }

type smallCount struct {
	key smallKey
	n   int32
}

type bulkMove struct {
	key smallKey
	day int32
	n   int32
}

type bulkBlock struct {
	hash int64
	row  int32
}

// bulkTag is a tag with the day by which it is sorted; class is of dates only.
type bulkTag struct {
	rank                     int64
	term, class, at, version int32
}

type bulkMention struct {
	recorded        int64
	called, article int32
	day             int32 // the end of time where it is not known
}

type bulkWord struct {
	word  string
	actor int64
}

// sheet gathers rows of a table for one statement.
type sheet struct {
	insert string
	args   []any
}

// add adds a row, and writes what was gathered where it is enough for a
// statement.
func (b *bulk) add(s *sheet, into string, values ...any) error {
	s.insert = into
	rows := 32
	if strings.HasPrefix(into, "INSERT INTO article_words") || strings.HasPrefix(into, "INSERT INTO row_words") {
		rows = 1 // a statement that may fail half way makes FTS5 write what it has gathered
	}
	if s.args = append(s.args, values...); len(s.args) < rows*len(values) {
		return nil
	}
	return b.write(s, len(values))
}

func (b *bulk) write(s *sheet, columns int) error {
	n := len(s.args) / columns
	one := ", (" + marks(columns) + ")"
	err := b.t.c.exec(b.t.ctx, s.insert+" VALUES "+strings.Repeat(one, n)[2:], s.args...)
	s.args = s.args[:0]
	return err
}

// sorted writes the rows of a table in the order of its key.
func sorted[T any](b *bulk, into string, rows []T, order func(x, y T) int, values func(T) []any) error {
	slices.SortFunc(rows, order)
	var s sheet
	columns := 0
	for _, r := range rows {
		v := values(r)
		columns = len(v)
		if err := b.add(&s, into, v...); err != nil {
			return err
		}
	}
	if len(s.args) == 0 {
		return nil
	}
	return b.write(&s, columns)
}
