package export

import (
	"io"

	"demarche/view"
)

// byteOrderMark tells a spreadsheet that a file is UTF-8; without it Excel takes
// it for the code page of the machine.
const byteOrderMark = "\ufeff"

// Rows writes the rows of a listing as CSV (RFC 4180, with a header line and
// CRLF): a line a row, and of a tension a line for each side. The last columns
// repeat what was asked, so that a line that is copied elsewhere still says what
// it answers. A cell that a spreadsheet would run as a formula gets an
// apostrophe in front.
func Rows(w io.Writer, l *view.Listing, bom bool) error {
	if err := mark(w, bom); err != nil {
		return err
	}
	t := view.NewTableWriter(w, &l.Head, l.Columns())
	if err := l.EachRow(t.Put); err != nil {
		return err
	}
	return t.Close()
}

// Table writes any answer in the same form.
func Table(w io.Writer, a view.Answer, bom bool) error {
	if err := mark(w, bom); err != nil {
		return err
	}
	_, err := w.Write(view.CSV(a))
	return err
}

func mark(w io.Writer, bom bool) error {
	if !bom {
		return nil
	}
	_, err := io.WriteString(w, byteOrderMark)
	return err
}
