package sqlite

import (
	"bytes"
	"compress/flate"
	"database/sql"
	"encoding/json"
	"io"
	"sync"
	"time"

	"demarche"
)

// holds is the number until which something holds that holds now.
const holds = int64(1) << 62

// stamp is a time as it stands in the tables.
func stamp(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}

// moment is stamp the other way.
func moment(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(0, n).UTC()
}

// dayOf is the last day that a date of publication may mean.
func dayOf(published demarche.Maybe) sql.NullInt64 {
	i, ok := demarche.ParseEDTF(string(published))
	if !ok || i.To == demarche.End {
		return sql.NullInt64{}
	}
	return sql.NullInt64{Int64: int64(i.To), Valid: true}
}

// rank is a number that orders ids as their bytes do: exactly where they
// differ in the first nine characters.
func rank(id string) int64 {
	var n int64
	for i := range 9 {
		n <<= 7
		if i < len(id) {
			n |= int64(min(id[i], 127))
		}
	}
	return n
}

var (
	deflaters = sync.Pool{New: func() any {
		w, err := flate.NewWriter(nil, flate.BestSpeed)
		if err != nil {
			panic(err) // the level is a constant: cannot happen
		}
		return w
	}}
	inflaters = sync.Pool{New: func() any { return flate.NewReader(bytes.NewReader(nil)) }}
)

func deflate(b []byte) []byte {
	var out bytes.Buffer
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(&out)
	_, _ = w.Write(b) // into memory
	_ = w.Close()
	return out.Bytes()
}

func inflate(b []byte) ([]byte, error) {
	r := inflaters.Get().(io.ReadCloser)
	defer inflaters.Put(r)
	if err := r.(flate.Resetter).Reset(bytes.NewReader(b), nil); err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// encode is a value as JSON, with the words in it as they are.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// decode reads what encode wrote; what does not read is damage.
func decode(b []byte, v any, what string) error {
	if err := json.Unmarshal(b, v); err != nil {
		return damaged(what, err)
	}
	return nil
}

func damaged(where string, err error) error {
	return &demarche.Error{Code: demarche.Unavailable, Where: where, What: "what stands there is damaged", Err: err, Repair: "check the record, and restore it from a copy"}
}
