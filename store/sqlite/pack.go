package sqlite

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"reflect"
	"strings"
	"sync"
	"time"

	"demarche"
)

// What a row or an entry says is kept packed: about a third of its JSON, and
// read in a fraction of the time. It gives back what JSON would, an empty list
// and none being two things.
//
//	body    = value  crc32 of it, 4 bytes, little-endian
//	struct  = (number of the field's name among packWords + 1, value)… 0
//	          fields that are zero, or empty and omitempty, are left out
//	string  = 2·length, bytes; or 2·number + 1 of one that was there before:
//	          packWords, then every string of this body of three bytes or more
//	list    = length, values
//	bool    = nothing: it is left out where false
//	number  = zigzag varint; float64 = 8 bytes, little-endian
//	time    = seconds, nanoseconds; of another zone than UTC 2·10⁹, then text
//
// Numbers without another word are unsigned varints.

// pack packs a row or an entry.
func pack(v any) []byte {
	p := packer{out: make([]byte, 0, 512), seen: map[string]uint64{}}
	of := reflect.ValueOf(v).Elem()
	codecOf(of.Type()).put(&p, of)
	return binary.LittleEndian.AppendUint32(p.out, crc32.ChecksumIEEE(p.out))
}

// unpack reads what pack wrote; what does not read is damage.
func unpack(b []byte, v any, where string) error {
	n := len(b) - 4
	if n < 1 || crc32.ChecksumIEEE(b[:n]) != binary.LittleEndian.Uint32(b[n:]) {
		return damaged(where, nil)
	}
	u := unpacker{in: string(b[:n])}
	of := reflect.ValueOf(v).Elem()
	codecOf(of.Type()).take(&u, of)
	if u.err == nil && u.at != n {
		u.fail("more than a value")
	}
	if u.err != nil {
		return damaged(where, u.err)
	}
	return nil
}

type packer struct {
	out  []byte
	seen map[string]uint64
}

type unpacker struct {
	in   string // strings are cut out of it
	at   int
	seen []string
	err  error
}

// codec writes and reads values of one type.
type codec struct {
	put  func(*packer, reflect.Value)
	take func(*unpacker, reflect.Value)
}

var codecs sync.Map // of reflect.Type

func codecOf(t reflect.Type) *codec {
	if c, ok := codecs.Load(t); ok {
		return c.(*codec)
	}
	c, _ := codecs.LoadOrStore(t, makeCodec(t)) // two that are made at once are alike
	return c.(*codec)
}

func makeCodec(t reflect.Type) *codec {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return &codec{putTime, takeTime}
	case t == reflect.TypeFor[demarche.Span]():
		return &codec{putSpan, takeSpan}
	}
	switch t.Kind() {
	case reflect.String:
		return &codec{func(p *packer, v reflect.Value) { p.text(v.String()) }, func(u *unpacker, v reflect.Value) { v.SetString(u.text()) }}
	case reflect.Bool:
		return &codec{func(*packer, reflect.Value) {}, func(_ *unpacker, v reflect.Value) { v.SetBool(true) }}
	case reflect.Int, reflect.Int32, reflect.Int64:
		return &codec{func(p *packer, v reflect.Value) { p.out = binary.AppendVarint(p.out, v.Int()) }, func(u *unpacker, v reflect.Value) { v.SetInt(u.varint()) }}
	case reflect.Float64:
		return &codec{func(p *packer, v reflect.Value) {
			p.out = binary.LittleEndian.AppendUint64(p.out, math.Float64bits(v.Float()))
		}, func(u *unpacker, v reflect.Value) { v.SetFloat(math.Float64frombits(u.word())) }}
	case reflect.Pointer:
		of := codecOf(t.Elem())
		return &codec{func(p *packer, v reflect.Value) { of.put(p, v.Elem()) }, func(u *unpacker, v reflect.Value) {
			to := reflect.New(t.Elem())
			of.take(u, to.Elem())
			v.Set(to)
		}}
	case reflect.Array:
		return arrayCodec(t)
	case reflect.Slice:
		return listCodec(t)
	case reflect.Struct:
		return structCodec(t)
	}
	panic("nothing of type " + t.String() + " can be packed") // a mistake in this package; a test packs everything
}

func arrayCodec(t reflect.Type) *codec {
	of := codecOf(t.Elem())
	return &codec{func(p *packer, v reflect.Value) {
		for i := range v.Len() {
			of.put(p, v.Index(i))
		}
	}, func(u *unpacker, v reflect.Value) {
		for i := range v.Len() {
			of.take(u, v.Index(i))
		}
	}}
}

func listCodec(t reflect.Type) *codec {
	of := codecOf(t.Elem())
	return &codec{func(p *packer, v reflect.Value) {
		p.number(uint64(v.Len()))
		for i := range v.Len() {
			of.put(p, v.Index(i))
		}
	}, func(u *unpacker, v reflect.Value) {
		n := u.number()
		if n > uint64(len(u.in)-u.at) { // each takes a byte or more
			u.fail("a list is too long")
			return
		}
		to := reflect.MakeSlice(t, int(n), int(n))
		for i := range to.Len() {
			of.take(u, to.Index(i))
		}
		v.Set(to)
	}}
}

// field is one of a struct.
type field struct {
	at     int
	number uint64
	empty  bool // left out also where it is an empty list
	codec  *codec
}

func structCodec(t reflect.Type) *codec {
	var fields []field
	by := map[uint64]*field{}
	for i := range t.NumField() {
		name, options, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		number, ok := wordNumbers[name]
		if !ok {
			panic("packWords lacks the field " + name) // a mistake in this package; a test packs everything
		}
		fields = append(fields, field{i, number + 1, options == "omitempty", codecOf(t.Field(i).Type)})
	}
	for i := range fields {
		by[fields[i].number] = &fields[i]
	}
	return &codec{func(p *packer, v reflect.Value) {
		for i := range fields {
			f := &fields[i]
			of := v.Field(f.at)
			if of.IsZero() || f.empty && of.Kind() == reflect.Slice && of.Len() == 0 {
				continue
			}
			p.number(f.number)
			f.codec.put(p, of)
		}
		p.number(0)
	}, func(u *unpacker, v reflect.Value) {
		for n := u.number(); n != 0; n = u.number() {
			f := by[n]
			if f == nil {
				u.fail("an unknown field")
				return
			}
			f.codec.take(u, v.Field(f.at))
		}
	}}
}

func (p *packer) number(n uint64) { p.out = binary.AppendUvarint(p.out, n) }

// shared is from how many bytes on a string that was there is pointed at.
const shared = 3

func (p *packer) text(s string) {
	if len(s) >= shared {
		n, ok := wordNumbers[s]
		if !ok {
			n, ok = p.seen[s]
		}
		if ok {
			p.number(2*n + 1)
			return
		}
		p.seen[s] = uint64(packBase + len(p.seen))
	}
	p.number(2 * uint64(len(s)))
	p.out = append(p.out, s...)
}

func (u *unpacker) text() string {
	n := u.number()
	if n%2 == 0 {
		s := u.cut(n / 2)
		if len(s) >= shared {
			u.seen = append(u.seen, s)
		}
		return s
	}
	if n /= 2; n < uint64(len(packWords)) {
		return packWords[n]
	} else if n -= packBase; n < uint64(len(u.seen)) { // what is smaller wraps around and is not there
		return u.seen[n]
	}
	u.fail("an unknown word")
	return ""
}

func (u *unpacker) cut(n uint64) string {
	if n > uint64(len(u.in)-u.at) {
		u.fail("it ends too early")
		return ""
	}
	u.at += int(n)
	return u.in[u.at-int(n) : u.at]
}

// fail notes what is wrong and goes to the end, where reading stops.
func (u *unpacker) fail(what string) {
	if u.err == nil {
		u.err = fmt.Errorf("%s at byte %d", what, u.at)
	}
	u.at = len(u.in)
}

// number is 0 at the end, which ends structs and lists.
func (u *unpacker) number() uint64 {
	var n uint64
	for shift := 0; u.at < len(u.in) && shift < 64; shift += 7 {
		b := u.in[u.at]
		u.at++
		if n |= uint64(b&127) << shift; b < 128 {
			return n
		}
	}
	u.fail("a number does not end")
	return 0
}

func (u *unpacker) varint() int64 {
	n := u.number()
	return int64(n>>1) ^ -int64(n&1)
}

func (u *unpacker) word() uint64 {
	if s := u.cut(8); len(s) == 8 {
		return binary.LittleEndian.Uint64([]byte(s))
	}
	return 0
}

func putSpan(p *packer, v reflect.Value) {
	start := v.Field(0).Int()
	p.out = binary.AppendVarint(p.out, start)
	p.out = binary.AppendVarint(p.out, v.Field(1).Int()-start)
}

func takeSpan(u *unpacker, v reflect.Value) {
	start := u.varint()
	v.Field(0).SetInt(start)
	v.Field(1).SetInt(start + u.varint())
}

// elsewhere stands for the nanoseconds of a time that is not of UTC.
const elsewhere = 2_000_000_000

func putTime(p *packer, v reflect.Value) {
	t := v.Interface().(time.Time)
	if t.Location() != time.UTC {
		p.out = binary.AppendVarint(p.out, 0)
		p.number(elsewhere)
		p.text(t.Format(time.RFC3339Nano))
		return
	}
	p.out = binary.AppendVarint(p.out, t.Unix())
	p.number(uint64(t.Nanosecond()))
}

func takeTime(u *unpacker, v reflect.Value) {
	seconds, nanos := u.varint(), u.number()
	if nanos != elsewhere {
		v.Set(reflect.ValueOf(time.Unix(seconds, int64(nanos)).UTC()))
		return
	}
	t, err := time.Parse(time.RFC3339Nano, u.text())
	if err != nil {
		u.fail("no time")
	}
	v.Set(reflect.ValueOf(t))
}
