package read_test

import (
	"sync"
	"testing"

	"demarche/data"
	"demarche/read"
)

var shared struct {
	once sync.Once
	r    *read.Reader
	err  error
}

// reader builds the reader once for all tests.
func reader(t testing.TB) *read.Reader {
	t.Helper()
	shared.once.Do(func() { shared.r, shared.err = read.New(read.Config{Data: data.FS}) })
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.r
}
