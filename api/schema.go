package api

import (
	"path"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"demarche"
)

// schemas is the registry of what is sent and taken. Types of the nouns keep
// their names; those of other packages are called after them too, since some
// nouns have a namesake there ("StoreArticle").
func schemas() huma.Registry {
	r := huma.NewMapRegistry("#/components/schemas/", func(t reflect.Type, hint string) string {
		name := huma.DefaultSchemaNamer(t, hint)
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		switch pkg := path.Base(t.PkgPath()); pkg {
		case "store", "ledger", "intake", "view", "wire":
			return string(pkg[0]-'a'+'A') + pkg[1:] + name
		}
		return name
	})
	// Two nouns write their JSON themselves: a missing string is null, and a span
	// is two numbers.
	r.RegisterTypeAlias(reflect.TypeFor[demarche.Maybe](), reflect.TypeFor[*string]())
	r.RegisterTypeAlias(reflect.TypeFor[demarche.Span](), reflect.TypeFor[[2]int]())
	return r
}
