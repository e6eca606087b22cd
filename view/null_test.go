package view

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// Whoever reads an answer goes through its lists; one without anything in it is
// a list all the same, and not null.
func TestListsAreNeverNull(t *testing.T) {
	for _, q := range questions {
		for _, words := range []string{q.ask.Words, "nonsense"} {
			ask := q.ask
			ask.Words = words
			a, err := asks(t, newDesk(time.Time{}), q.question, ask)
			if err != nil {
				t.Fatalf("%s: %v", q.file, err)
			}
			for _, at := range nulls(reflect.ValueOf(a), "") {
				t.Errorf("%s with words %q: %s is null", q.question, words, at)
			}
		}
	}
}

// nulls are the lists of a value that would be written as null.
func nulls(v reflect.Value, at string) (out []string) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			out = nulls(v.Elem(), at)
		}
	case reflect.Slice, reflect.Array:
		for i := range min(v.Len(), 20) {
			out = append(out, nulls(v.Index(i), fmt.Sprintf("%s[%d]", at, i))...)
		}
	case reflect.Struct:
		if _, ok := v.Interface().(json.Marshaler); ok {
			return nil
		}
		for i := range v.NumField() {
			f := v.Type().Field(i)
			tag, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			if tag == "-" || !f.IsExported() && !f.Anonymous || strings.Contains(options, "omitempty") {
				continue
			}
			if k := f.Type.Kind(); (k == reflect.Slice || k == reflect.Map) && v.Field(i).IsNil() {
				out = append(out, at+"."+f.Name)
				continue
			}
			out = append(out, nulls(v.Field(i), at+"."+f.Name)...)
		}
	}
	return out
}
