package demarche_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// The map of ARCHITECTURE.md as a table. A package may import those of this
// module that stand under "may" (and the nouns, which are the module itself),
// the modules that stand under "outside", and the standard library; a pure one
// may not import the part of it that reaches files, network, clock, log or
// chance. A package that is not listed here does not belong to the program:
// put it on the map first.
var layers = []layer{
	// the base
	{dir: ".", pure: true, alone: true}, // the nouns: standard library only
	{dir: "text", pure: true},
	{dir: "data", pure: true, alone: true},
	{dir: "model", pure: true},
	{dir: "schema", pure: true},
	{dir: "lexicon", pure: true, may: "text"},
	{dir: "rule", pure: true, may: "text lexicon"},

	// reading: each stage knows the base and the stages it is built on
	{dir: "read/segment", pure: true, may: "text"},
	{dir: "read/tag", pure: true, may: "text model"},
	{dir: "read/parse", pure: true, may: "text model"},
	{dir: "read/numeral", pure: true, may: "text"},
	{dir: "read/when", pure: true, may: "text read/numeral lexicon"},
	{dir: "read/amount", pure: true, may: "text read/numeral lexicon"},
	{dir: "read/name", pure: true, may: "text lexicon model"},
	{dir: "read/coref", pure: true, may: "text lexicon read/name"},
	{dir: "read/resolve", pure: true, may: "text lexicon read/name"},
	{dir: "read/speech", pure: true, may: "text lexicon"},
	{dir: "read/fact", pure: true, may: "text lexicon rule read/speech read/resolve read/amount read/when"},
	{dir: "read", pure: true, may: "text lexicon rule model read/segment read/tag read/parse read/numeral read/when read/amount read/name read/coref read/resolve read/speech read/fact"},
	{dir: "page", pure: true, outside: "codeberg.org/readeck/go-readability/v2 golang.org/x/net/html golang.org/x/text/encoding github.com/abadojack/whatlanggo"},
	{dir: "demo", pure: true, alone: true},

	// the record
	{dir: "ledger", pure: true, may: "lexicon"},
	{dir: "store", pure: true, may: "ledger"}, // what a store promises; no code
	{dir: "store/sqlite", may: "ledger store", outside: "modernc.org/sqlite github.com/pressly/goose/v3"},
	{dir: "store/storetest", may: "ledger store"},
	{dir: "intake", may: "ledger store page"},

	// services
	{dir: "view", pure: true, may: "ledger store"},
	{dir: "export", pure: true, may: "ledger store view", outside: "github.com/arran4/golang-ical"},

	{dir: "account", outside: "golang.org/x/crypto/argon2"}, // who may do what: users, tokens, sessions
	{dir: "fetch"}, // one page from the network, where somebody allowed it
	{dir: "api/wire", pure: true, may: "intake store"}, // what requests and answers hold besides those of view
	{dir: "api", may: "ledger store intake view export page account fetch api/wire", outside: "github.com/danielgtaylor/huma/v2 golang.org/x/sync/singleflight golang.org/x/time/rate"},

	{dir: "client", may: "api/wire export intake view"},

	// the page: it speaks to the API over HTTP, in the browser
	{dir: "web", alone: true},
	{dir: "web/build", may: "web", outside: "github.com/evanw/esbuild"},
	{dir: "web/build/types", may: "view api/wire"}, // the answers as TypeScript
	{dir: "web/walk"}, // tests alone: through the desk as a person would

	// the side porch: no pillar imports it
	{dir: "score", pure: true, may: "text ledger"},
	{dir: "lexicon/geonames"}, // makes data/places from the files of GeoNames
	{dir: "train", may: "text lexicon model read/name read/tag read/parse read/segment"},

	// faces
	{dir: "cmd/demarche", may: "text lexicon rule read read/segment page view schema score data demo ledger store store/sqlite intake export account fetch api api/wire client web", outside: "github.com/spf13/cobra github.com/vbauerster/mpb/v8 golang.org/x/term"},
	{dir: "cmd/demarche-train", may: "text lexicon model data train score read/name read/tag read/parse read/segment"},
}

// layer is one package of the map.
type layer struct {
	dir     string
	may     string // packages of this module
	outside string // modules, by the beginning of their paths
	pure    bool   // no file, network, clock, log, database or chance
	alone   bool   // not even the nouns
}

// impure are the imports that a pure package may not have. io/fs is an
// interface and net/url arithmetic; time is there to compute with dates, but
// not to ask for the hour.
var impure = []string{"os", "os/exec", "os/signal", "os/user", "net", "net/http", "log", "log/slog", "log/syslog",
	"math/rand", "math/rand/v2", "crypto/rand", "database/sql", "plugin", "syscall", "path/filepath"}

// clock are the functions of time that ask for the hour or the local zone.
var clock = []string{"Now", "Since", "Until", "After", "Tick", "Sleep", "NewTimer", "NewTicker", "AfterFunc", "Local", "LoadLocation"}

const module = "demarche"

func TestLayers(t *testing.T) {
	bad, seen, err := crossings(os.DirFS("."), layers)
	if err != nil {
		t.Fatal(err)
	}
	if seen["."] == 0 || seen["read"] == 0 || seen["cmd/demarche"] == 0 {
		t.Fatalf("the walk missed packages: %v", seen)
	}
	for _, b := range bad {
		t.Error(b)
	}
}

// The program must not drag in the trainers, over whatever detour.
func TestTrainersAreNotLinked(t *testing.T) {
	graph, err := imports(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	reach := map[string]bool{}
	var visit func(dir string)
	visit = func(dir string) {
		if reach[dir] {
			return
		}
		reach[dir] = true
		for _, i := range graph[dir] {
			if d, ok := local(i.path); ok {
				visit(d)
			}
		}
	}
	visit("cmd/demarche")
	if !reach["read"] || !reach["text"] {
		t.Fatalf("cmd/demarche reaches too little to be true: %v", reach)
	}
	for _, never := range []string{"train", "cmd/demarche-train"} {
		if reach[never] {
			t.Errorf("cmd/demarche imports %s", never)
		}
	}
}

// A map that cannot be crossed proves nothing: each of these must be caught.
func TestCrossingsAreCaught(t *testing.T) {
	file := func(body string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("package x\n\n" + body)}
	}
	for name, c := range map[string]struct {
		path, body, want string
	}{
		"a stage that reads a file":      {"read/tag/tag.go", `import "os"`, "read/tag/tag.go:3: pure package imports os"},
		"a stage that asks for the hour": {"read/when/x.go", "import \"time\"\n\nvar t = time.Now()", "read/when/x.go:5: pure package calls time.Now"},
		"the clock by another name":      {"read/when/x.go", "import clock \"time\"\n\nvar t = clock.Now()", "read/when/x.go:5: pure package calls time.Now"},
		"the clock without a name":       {"read/when/x.go", "import . \"time\"\n\nvar t = Now()", "imports time without a name"},
		"chance":                         {"rule/x.go", `import "math/rand/v2"`, "pure package imports math/rand/v2"},
		"upwards":                        {"text/x.go", `import "demarche/read"`, "text may not import demarche/read"},
		"sideways":                       {"read/tag/x.go", `import "demarche/read/coref"`, "read/tag may not import demarche/read/coref"},
		"the trainer":                    {"read/x.go", `import "demarche/train"`, "read may not import demarche/train"},
		"a module nobody chose":          {"read/x.go", `import "github.com/acme/nlp"`, "read may not import github.com/acme/nlp"},
		"a module chosen for another":    {"view/x.go", `import "github.com/spf13/cobra"`, "view may not import github.com/spf13/cobra"},
		"the nouns standing on others":   {"act.go", `import "demarche/text"`, ". may not import demarche/text"},
		"a package not on the map":       {"util/x.go", ``, "util is not on the map"},
	} {
		bad, _, err := crossings(fstest.MapFS{c.path: file(c.body)}, layers)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(bad) != 1 || !strings.Contains(bad[0], c.want) {
			t.Errorf("%s: got %q, want %q", name, bad, c.want)
		}
	}
	for name, c := range map[string]struct{ path, body string }{
		"dates are computed":        {"read/when/x.go", "import \"time\"\n\nvar t = time.Date(2022, 2, 8, 0, 0, 0, 0, time.UTC)"},
		"a test may do as it likes": {"read/tag/x_test.go", `import "os"`},
		"the base":                  {"read/tag/x.go", "import (\n\"demarche\"\n\"demarche/text\"\n)"},
		"a part of a module":        {"page/x.go", `import "golang.org/x/net/html/charset"`},
	} {
		bad, _, err := crossings(fstest.MapFS{c.path: file(c.body)}, layers)
		if err != nil || len(bad) > 0 {
			t.Errorf("%s: %v %q", name, err, bad)
		}
	}
}

// use is an import or a call that matters, with its place.
type use struct{ path, at string }

// crossings lists what the table does not allow, and counts files by package.
func crossings(root fs.FS, table []layer) (bad []string, seen map[string]int, err error) {
	graph, err := imports(root)
	if err != nil {
		return nil, nil, err
	}
	seen = map[string]int{}
	for dir, uses := range graph {
		seen[dir] = 1 + len(uses)
		i := slices.IndexFunc(table, func(l layer) bool { return l.dir == dir })
		if i < 0 {
			bad = append(bad, dir+" is not on the map: add it to the table in layers_test.go and to ARCHITECTURE.md")
			continue
		}
		for _, u := range uses {
			if why := table[i].refuses(u.path); why != "" {
				bad = append(bad, u.at+": "+why)
			}
		}
	}
	slices.Sort(bad)
	return bad, seen, nil
}

// refuses says why the layer may not use what is named, "" when it may.
func (l layer) refuses(what string) string {
	if call, ok := strings.CutPrefix(what, "time!"); ok {
		switch {
		case !l.pure:
			return ""
		case call == "":
			return "pure package imports time without a name"
		}
		return "pure package calls time." + call
	}
	if dir, ok := local(what); ok {
		if dir == "." && !l.alone || slices.Contains(strings.Fields(l.may), dir) {
			return ""
		}
		return l.dir + " may not import " + what
	}
	if first, _, _ := strings.Cut(what, "/"); strings.Contains(first, ".") {
		for _, m := range strings.Fields(l.outside) {
			if what == m || strings.HasPrefix(what, m+"/") {
				return ""
			}
		}
		return l.dir + " may not import " + what
	}
	if l.pure && slices.Contains(impure, what) {
		return "pure package imports " + what
	}
	return ""
}

// local is the folder of an import of this module.
func local(imp string) (dir string, ok bool) {
	if imp == module {
		return ".", true
	}
	return strings.CutPrefix(imp, module+"/")
}

// imports reads the files themselves, tests left out: a child "go list" would
// be answered from the cache after a layer is broken.
func imports(root fs.FS) (map[string][]use, error) {
	graph := map[string][]use{}
	err := fs.WalkDir(root, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			n := e.Name()
			if p != "." && (n == "testdata" || n == "scratch" || n == "bin" || n == "node_modules" || strings.HasPrefix(n, ".") || strings.HasPrefix(n, "_")) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		src, err := fs.ReadFile(root, p)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, p, src, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		dir := path.Dir(p)
		at := func(n ast.Node) string { return p + ":" + strconv.Itoa(set.Position(n.Pos()).Line) }
		clockName := ""
		graph[dir] = append(graph[dir], nil...)
		for _, i := range f.Imports {
			name, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			graph[dir] = append(graph[dir], use{name, at(i)})
			if name == "time" {
				clockName = "time"
				if i.Name != nil {
					clockName = i.Name.Name
				}
				if clockName == "." {
					graph[dir] = append(graph[dir], use{"time!", at(i)})
				}
			}
		}
		if clockName == "" {
			return nil
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && x.Name == clockName && slices.Contains(clock, s.Sel.Name) {
					graph[dir] = append(graph[dir], use{"time!" + s.Sel.Name, at(s)})
				}
			}
			return true
		})
		return nil
	})
	return graph, err
}
