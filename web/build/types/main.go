// Command types writes web/src/api/types.ts: the answers of the record as
// TypeScript, read off the Go types that become the JSON. So the page is
// checked against what the API really sends.
package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"

	"demarche"
	"demarche/api/wire"
	"demarche/view"
)

func main() {
	src, err := source()
	if err == nil {
		err = os.WriteFile("web/src/api/types.ts", src, 0o644) //nolint:gosec // a source file, for everybody to read
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "types:", err)
		os.Exit(1)
	}
}

// roots are the types that the page receives, besides the answers themselves.
var roots = []reflect.Type{reflect.TypeFor[view.ActorsAnswer](), reflect.TypeFor[demarche.ActType](), reflect.TypeFor[demarche.Force](),
	reflect.TypeFor[wire.Added](), reflect.TypeFor[wire.Decision](), reflect.TypeFor[wire.Decided](), reflect.TypeFor[wire.Session](), reflect.TypeFor[wire.Count](), reflect.TypeFor[wire.Stat]()}

// unions are the strings that have a list of all their values.
var unions = map[reflect.Type][]string{
	reflect.TypeFor[demarche.Status]():  words(demarche.Statuses),
	reflect.TypeFor[demarche.ActType](): words(demarche.ActTypes),
	reflect.TypeFor[demarche.Force]():   words(demarche.Forces),
	reflect.TypeFor[demarche.RowKind](): words(demarche.RowKinds),
	reflect.TypeFor[view.Ground]():      words([]view.Ground{view.ByNow, view.ByRecording, view.ByReporting}),
	reflect.TypeFor[view.ChangeKind](): words([]view.ChangeKind{view.New, view.StatusMoved, view.DateMoved, view.Restated, view.Hardened, view.Softened,
		view.Contradicted, view.NumberMoved, view.Overdue, view.Confirmed, view.Corrected, view.Reread, view.DecidedOn, view.Forgotten}),
}

// written are the types that write their JSON themselves.
var written = map[reflect.Type]string{
	reflect.TypeFor[demarche.Maybe]():  "string | null",
	reflect.TypeFor[demarche.Span]():   "[number, number]",
	reflect.TypeFor[time.Time]():       "string",
	reflect.TypeFor[json.RawMessage](): "unknown",
}

// renamed are those whose Go name means something else in a browser.
var renamed = map[reflect.Type]string{reflect.TypeFor[demarche.Date](): "Day"}

func words[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = string(w)
	}
	return out
}

// source is the whole file.
func source() ([]byte, error) {
	g := generator{names: map[reflect.Type]string{}, decls: map[string]string{}}
	var answers, all []string
	for _, q := range view.Questions {
		name := g.of(reflect.TypeOf(q.New()).Elem())
		answers = append(answers, fmt.Sprintf("  %s: %s\n", q.Name, name))
	}
	for _, t := range roots {
		g.of(t)
	}
	if g.err != nil {
		return nil, g.err
	}
	for name := range g.decls {
		all = append(all, name)
	}
	slices.Sort(all)
	var b strings.Builder
	b.WriteString("// Written by web/build/types from the Go types of the answers; do not edit, run make web.\n\n")
	b.WriteString("/** The answer to each question. */\nexport interface Answers {\n" + strings.Join(answers, "") + "}\n")
	for _, name := range all {
		b.WriteString("\n" + g.decls[name])
	}
	return []byte(b.String()), nil
}

// generator collects declarations.
type generator struct {
	names map[reflect.Type]string
	decls map[string]string // by name
	err   error
}

// of is how TypeScript calls a type.
func (g *generator) of(t reflect.Type) string {
	if s, ok := written[t]; ok {
		return s
	}
	if name, ok := g.names[t]; ok {
		return name
	}
	if m := reflect.TypeFor[json.Marshaler](); t.Implements(m) && t.Kind() != reflect.Pointer {
		g.fail("%s writes its JSON itself: add it to \"written\"", t)
	}
	switch t.Kind() {
	case reflect.Pointer:
		return g.of(t.Elem()) + " | null"
	case reflect.Slice:
		return many(g.of(t.Elem())) + "[]"
	case reflect.Array:
		return "[" + strings.TrimSuffix(strings.Repeat(g.of(t.Elem())+", ", t.Len()), ", ") + "]"
	case reflect.Map:
		return "Record<string, " + g.of(t.Elem()) + ">"
	case reflect.Interface:
		return "unknown"
	case reflect.Bool:
		return "boolean"
	case reflect.String:
		return g.text(t)
	case reflect.Int, reflect.Int64, reflect.Int32, reflect.Uint8, reflect.Float64:
		return "number"
	case reflect.Struct:
		return g.object(t)
	}
	g.fail("no TypeScript for %s", t)
	return "unknown"
}

// text is a string: a plain one, or one of a list of values.
func (g *generator) text(t reflect.Type) string {
	all, ok := unions[t]
	if !ok {
		return "string"
	}
	name := g.name(t)
	list := plural(strings.ToLower(name[:1]) + name[1:])
	g.decls[name] = fmt.Sprintf("export const %s = ['%s'] as const\nexport type %s = (typeof %s)[number]\n", list, strings.Join(all, "', '"), name, list)
	return name
}

// object declares a struct, which extends those that it embeds.
func (g *generator) object(t reflect.Type) string {
	name := g.name(t)
	g.decls[name] = "" // met again on the way down, it is known already
	var lines, bases []string
	own := map[string]bool{}
	for i := range t.NumField() {
		f := t.Field(i)
		tag, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if tag == "" && !f.Anonymous && f.IsExported() {
			tag = f.Name
		}
		if tag == "" || tag == "-" {
			continue
		}
		maybe, ts := "", g.of(f.Type)
		if strings.Contains(options, "omitempty") || strings.Contains(options, "omitzero") {
			maybe, ts = "?", strings.TrimSuffix(ts, " | null")
		}
		own[tag] = true
		lines = append(lines, fmt.Sprintf("  %s%s: %s\n", tag, maybe, ts))
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.Anonymous && f.Tag.Get("json") == "" {
			bases = append(bases, g.base(f.Type, own))
		}
	}
	extends := ""
	if len(bases) > 0 {
		extends = " extends " + strings.Join(bases, ", ")
	}
	g.decls[name] = "export interface " + name + extends + " {\n" + strings.Join(lines, "") + "}\n"
	return name
}

// base is an embedded struct without the fields that the outer one has too.
func (g *generator) base(t reflect.Type, own map[string]bool) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	name, hidden := g.of(t), []string{}
	for _, f := range reflect.VisibleFields(t) {
		if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); own[tag] {
			hidden = append(hidden, fmt.Sprintf("'%s'", tag))
		}
	}
	if len(hidden) == 0 {
		return name
	}
	return "Omit<" + name + ", " + strings.Join(hidden, " | ") + ">"
}

// name is the Go name, with its package before it where two share one.
func (g *generator) name(t reflect.Type) string {
	name := cmp.Or(renamed[t], t.Name())
	for other, n := range g.names {
		if n == name && other != t {
			pkg := t.PkgPath()[strings.LastIndex(t.PkgPath(), "/")+1:]
			name = strings.ToUpper(pkg[:1]) + pkg[1:] + name
		}
	}
	g.names[t] = name
	return name
}

func (g *generator) fail(format string, args ...any) {
	if g.err == nil {
		g.err = fmt.Errorf(format, args...)
	}
}

func plural(word string) string {
	if strings.HasSuffix(word, "s") {
		return word + "es"
	}
	return word + "s"
}

// many puts what has parts between brackets, so that [] means all of it.
func many(ts string) string {
	if strings.Contains(ts, " | ") {
		return "(" + ts + ")"
	}
	return ts
}
