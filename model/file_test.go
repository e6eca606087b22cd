package model

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func rows(n int, classes int) []Row {
	rng := rand.New(rand.NewPCG(1, 2))
	seen := map[uint32]bool{}
	var out []Row
	for len(out) < n {
		k := rng.Uint32() | 1
		if seen[k] {
			continue
		}
		seen[k] = true
		r := Row{Key: k}
		for c := range classes {
			if w := rng.Int32N(400) - 200; w != 0 {
				r.Cells = append(r.Cells, Cell{uint8(c), w})
			}
		}
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b Row) int { return int(int64(a.Key) - int64(b.Key)) })
	return out
}

func written(t *testing.T, f *File) []byte {
	t.Helper()
	b, err := f.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestFileComesBack(t *testing.T) {
	f := NewFile("toy", 3)
	f.Lists["classes"] = []string{"a", "b", "c"}
	in := rows(5000, 3)
	f.PutTable("t", in)
	f.PutIndex("i", map[uint32]uint32{7: 1, 1 << 31: 70000, 9: 0})
	g, err := Unpack(written(t, f))
	if err != nil {
		t.Fatal(err)
	}
	if g.Sum != f.Sum || g.Digest() != f.Digest() || g.Lists["classes"][2] != "c" {
		t.Errorf("header %+v, want %+v", g.Header, f.Header)
	}
	wide, err := g.Table("t")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range in {
		var got [3]int32
		wide.Add(got[:], []uint32{r.Key})
		for _, c := range r.Cells {
			if d := got[c.Class] - c.W; d > 1 || d < -1 { // 200/127 rounds to a factor of 2
				t.Fatalf("weight %d came back as %d", c.W, got[c.Class])
			}
		}
	}
	x, err := g.Index("i")
	if err != nil {
		t.Fatal(err)
	}
	if v, ok := x.Get(1 << 31); !ok || v != 70000 {
		t.Errorf("index: %d %v", v, ok)
	}
	if v, ok := x.Get(9); !ok || v != 0 {
		t.Errorf("index: %d %v", v, ok)
	}
	if _, ok := x.Get(8); ok {
		t.Error("index has what was not put in")
	}
}

func TestNarrow(t *testing.T) {
	in := rows(5000, 3)
	for _, c := range []struct{ coarse, off int32 }{{1, 1}, {8, 4}} { // 200/127 rounds to a factor of 2, 25 is kept
		f := NewFile("toy", 3)
		f.PutNarrow("t", in, c.coarse)
		g, err := Unpack(written(t, f))
		if err != nil {
			t.Fatal(err)
		}
		n, err := g.Narrow("t")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range in {
			got := n.Sum([]uint32{r.Key})
			for _, w := range r.Cells {
				if d := got[w.Class]*c.coarse - w.W; d > c.off || d < -c.off {
					t.Fatalf("in steps of %d, weight %d came back as %d", c.coarse, w.W, got[w.Class])
				}
			}
			two, twice := n.Sum([]uint32{r.Key, 12345678, r.Key}), [3]int32{2 * got[0], 2 * got[1], 2 * got[2]}
			if two != twice {
				t.Fatalf("twice %v and a strange feature make %v", got, two)
			}
		}
	}
}

func TestNarrowRefuses(t *testing.T) {
	in := rows(9, 3)
	for _, section := range []string{"t.keys", "t.factors", "t.weights0", "t.weights1", "t.weights2"} {
		f := NewFile("toy", 3)
		f.PutNarrow("t", in, 1)
		f.data[section] = f.data[section][:len(f.data[section])-1]
		if _, err := f.Narrow("t"); !errors.Is(err, ErrDamaged) {
			t.Errorf("a table whose section %s is cut: %v", section, err)
		}
		delete(f.data, section)
		if _, err := f.Narrow("t"); err == nil {
			t.Errorf("a table without section %s was taken", section)
		}
	}
}

func TestUnpackRefuses(t *testing.T) {
	f := NewFile("toy", 3)
	f.PutTable("t", rows(50, 3))
	good := written(t, f)
	for at := 0; at < len(good); at += 7 {
		bad := slices.Clone(good)
		bad[at] ^= 0x10
		if _, err := Unpack(bad); err == nil {
			t.Fatalf("a file with byte %d changed was taken", at)
		}
		if _, err := Unpack(good[:at]); !errors.Is(err, ErrDamaged) {
			t.Fatalf("a file cut at %d: %v", at, err)
		}
	}
	g, err := Unpack(good)
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Expect("tag", 3); err == nil || !strings.Contains(err.Error(), `"toy"`) {
		t.Errorf("another model: %v", err)
	}
	if err := g.Expect("toy", 4); err == nil || !strings.Contains(err.Error(), "make train") {
		t.Errorf("another version: %v", err)
	}
	if _, err := g.Table("u"); err == nil {
		t.Error("a table that is not there was found")
	}
}

func TestAppendFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Moscow", "moscow"}, {"ÉTAT", "état"}, {"1,234", "0,000"}, {"“", `"`}, {"''", `"`}, {"’s", "'s"}, {"`", "'"},
		{"—", "--"}, {"–", "--"}, {"--", "--"}, {"-----", "--"}, {"-", "-"}, {"…", "..."}, {"G20", "g00"}, {"", ""},
	} {
		if got := string(AppendFold([]byte("x"), c.in)); got != "x"+c.want {
			t.Errorf("AppendFold(%q) = %q, want %q", c.in, got[1:], c.want)
		}
	}
}

func FuzzUnpack(f *testing.F) {
	g := NewFile("toy", 1)
	g.PutTable("t", rows(9, 3))
	g.PutNarrow("n", rows(9, 3), 2)
	b, _ := g.Bytes()
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		if g, err := Unpack(b); err == nil {
			for _, s := range g.Sections {
				g.Table(strings.TrimSuffix(s.Name, ".keys"))
				g.Index(strings.TrimSuffix(s.Name, ".keys"))
				g.Narrow(strings.TrimSuffix(s.Name, ".keys"))
			}
		}
	})
}
