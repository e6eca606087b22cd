package export_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"demarche"
	"demarche/export"
	"demarche/store"
	"demarche/view"
)

var (
	meet  = []demarche.ActType{demarche.Meet}
	kinds = []demarche.RowKind{demarche.ActRow, demarche.StatementRow, demarche.FigureRow}
)

func day(s string) demarche.Day {
	i, _ := demarche.ParseEDTF(s)
	return i.From
}

// column is a column of a table.
func column(t view.Table, name string) []string {
	k := slices.Index(t.Columns, name)
	out := []string{}
	for _, r := range t.Rows {
		out = append(out, r[k])
	}
	return out
}

// table writes a listing and reads it with encoding/csv, which wants every line
// to have as many cells as the first.
func table(t *testing.T, l *view.Listing, bom bool) (view.Table, []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := export.Rows(&b, l, bom); err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b.Bytes(), []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return view.Table{Columns: all[0], Rows: all[1:]}, b.Bytes()
}

func csvColumn(t *testing.T, l *view.Listing, name string) []string {
	t.Helper()
	tab, _ := table(t, l, false)
	out := slices.DeleteFunc(column(tab, name), func(s string) bool { return s == "" }) // the line that has nothing but the head
	if len(out) != l.Count {
		t.Errorf("the head says %d rows, and there are %d", l.Count, len(out))
	}
	return out
}

func TestCSV(t *testing.T) {
	viewing(t, smallDesk(t), func(ctx context.Context, r store.Reader) error {
		for _, kind := range demarche.RowKinds {
			l, err := view.List(ctx, r, ask(), kind)
			if err != nil {
				return err
			}
			tab, raw := table(t, l, false)
			golden(t, string(kind)+"s.csv", raw)
			if bytes.Count(raw, []byte("\n")) != bytes.Count(raw, []byte("\r\n")) {
				t.Errorf("%s: lines end otherwise than RFC 4180 says", kind)
			}
			for _, row := range tab.Rows {
				for i, cell := range row {
					if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
						t.Errorf("%s: %s is a formula: %q", kind, tab.Columns[i], cell)
					}
				}
				for name, want := range map[string]string{"question": string(kind) + "s", "as_known": "as known now, 2022-02-08", "version": "demarche " + demarche.Version} {
					if got := row[slices.Index(tab.Columns, name)]; got != want {
						t.Errorf("%s: %s is %q", kind, name, got)
					}
				}
			}
		}
		l, err := view.List(ctx, r, ask(), demarche.StatementRow)
		if err != nil {
			return err
		}
		tab, raw := table(t, l, true)
		if !bytes.HasPrefix(raw, []byte("\xef\xbb\xbfid,")) {
			t.Errorf("no mark: %q", raw[:12])
		}
		if !slices.Contains(column(tab, "words"), "'=HYPERLINK(1)") {
			t.Errorf("the formula is not guarded: %q", column(tab, "words"))
		}
		return nil
	})
}

func TestCSVOfActors(t *testing.T) {
	viewing(t, smallDesk(t), func(ctx context.Context, r store.Reader) error {
		who, err := view.Actors(ctx, r, ask())
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if err := export.Table(&b, who, false); err != nil {
			return err
		}
		golden(t, "actors.csv", b.Bytes())
		all, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			return err
		}
		if len(all) != 1+6 || len(all)-1 != who.Count {
			t.Errorf("%d lines of %d actors", len(all), who.Count)
		}
		return nil
	})
}

// A tension has a line for each side.
func TestCSVOfTensions(t *testing.T) {
	s := lived(t, 33, 60)
	viewing(t, s, func(ctx context.Context, r store.Reader) error {
		q := ask()
		q.Now = q.Now.AddDate(1, 0, 0)
		l, err := view.List(ctx, r, q, demarche.TensionRow)
		if err != nil {
			return err
		}
		tab, _ := table(t, l, false)
		if l.Count == 0 || len(tab.Rows) != 2*l.Count {
			t.Fatalf("%d lines of %d tensions", len(tab.Rows), l.Count)
		}
		q.Limit = 1 << 20
		screen, err := view.Tensions(ctx, r, q)
		if err != nil {
			return err
		}
		if got, want := column(tab, "tension"), column(screen.Table(), "tension"); !slices.Equal(got, want) {
			t.Errorf("the screen has %q, the file %q", want, got)
		}
		return nil
	})
}
