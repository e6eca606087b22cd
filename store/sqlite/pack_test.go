package sqlite

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"demarche"
)

// filled sets every field that there is, so that none is forgotten.
func filled(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString([]string{"happened", "wörds and wörds", "x", "wörds and wörds"}[*n%4])
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(int64(*n) * -7919)
	case reflect.Float64:
		v.SetFloat(1 / float64(*n))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		filled(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), *n%3+1, *n%3+1))
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			filled(v.Index(i), n)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.Unix(int64(*n)*1e8, int64(*n)).UTC()))
			return
		}
		for i := range v.NumField() {
			filled(v.Field(i), n)
		}
	}
}

// What is packed comes back as JSON would bring it back.
func TestPack(t *testing.T) {
	n := 0
	full := func(v any) any { filled(reflect.ValueOf(v).Elem(), &n); return v }
	east := time.Date(2022, 2, 7, 12, 0, 0, 1, time.FixedZone("", 3600))
	for _, v := range []any{
		full(&demarche.Row{}), full(&demarche.Entry{}), full(&demarche.Report{}), &demarche.Row{}, &demarche.Entry{},
		&demarche.Entry{Words: []string{}, Issues: []string{}, Act: &demarche.Act{Who: []demarche.ActorID{}}, Happens: &demarche.Date{}, Recorded: [2]time.Time{{}, time.Unix(-1, 5).UTC()},
			Rating: &demarche.Rating{At: east}},
		&demarche.Row{Words: []string{"", "ab", "abc", "abc", "\xff", "id", "abc"}},
	} {
		body := pack(v)
		got := reflect.New(reflect.TypeOf(v).Elem()).Interface()
		if err := unpack(body, got, "here"); err != nil {
			t.Fatalf("%+v: %v", v, err)
		}
		if r, ok := v.(*demarche.Row); ok && len(r.Words) > 4 && r.Words[4] == "\xff" {
			if !reflect.DeepEqual(v, got) { // which JSON would not keep
				t.Errorf("%+v came back as %+v", v, got)
			}
			continue
		}
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		want := reflect.New(reflect.TypeOf(v).Elem()).Interface()
		if err := json.Unmarshal(raw, want); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(raw, again) {
			t.Errorf("it came back otherwise:\n%s\n%s", raw, again)
		}
		if e, ok := v.(*demarche.Entry); (!ok || e.Rating == nil || e.Rating.At != east) && !reflect.DeepEqual(want, got) { // zones are compared by what they say
			t.Errorf("it came back otherwise than from JSON:\n%+v\n%+v", want, got)
		}
		if !bytes.Equal(body, pack(got)) {
			t.Errorf("%s packs otherwise the second time", raw)
		}
		for i := range body {
			bad := bytes.Clone(body)
			bad[i] ^= 0x10
			if unpack(bad, reflect.New(reflect.TypeOf(v).Elem()).Interface(), "here") == nil {
				t.Fatalf("damage at byte %d of %x is not seen", i, body)
			}
		}
	}
}

// Even what has the right checksum may be anything: nothing breaks on it.
func FuzzUnpack(f *testing.F) {
	n := 0
	e := &demarche.Entry{}
	filled(reflect.ValueOf(e).Elem(), &n)
	f.Add(pack(e)[:200])
	f.Fuzz(func(t *testing.T, b []byte) {
		u := unpacker{in: string(b)}
		v := reflect.ValueOf(&demarche.Entry{}).Elem()
		codecOf(v.Type()).take(&u, v)
		if u.at > len(b) {
			t.Fatal("it read on after the end")
		}
	})
}

// The numbers of these words stand in every file.
func TestPackWordsStay(t *testing.T) {
	for n, w := range map[int]string{0: "id", 4: "act", 62: "deadline", 166: "not_checkable"} {
		if packWords[n] != w {
			t.Errorf("word %d is %q, and was %q", n, packWords[n], w)
		}
	}
	if len(packWords) < 167 {
		t.Errorf("%d words: some were taken away", len(packWords))
	}
}
