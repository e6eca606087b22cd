// Command build bundles web/src into web/dist, which is committed and embedded:
// whoever builds the program needs neither npm nor the network. The same sources
// and lock give the same bytes. It wants web/node_modules (npm ci).
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"demarche/web"
)

func main() {
	if err := build("web"); err != nil {
		fmt.Fprintln(os.Stderr, "web:", err)
		os.Exit(1)
	}
}

// entries are what index.html asks for. The theme is a script of its own that
// runs before anything is painted; all else follows from main.
var entries = []string{"src/main.tsx", "src/theme.ts", "src/style/main.css"}

// build writes the bundle into dist and takes away the one before.
func build(dir string) error {
	files, err := bundle(dir)
	if err != nil {
		return err
	}
	dist := filepath.Join(dir, "dist")
	if err := os.RemoveAll(dist); err != nil {
		return err
	}
	for name, content := range files {
		if err := write(filepath.Join(dist, filepath.FromSlash(name)), content); err != nil {
			return err
		}
	}
	return nil
}

// bundle gives the files of dist by their names in it.
func bundle(dir string) (map[string][]byte, error) {
	root, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	result := api.Build(api.BuildOptions{
		AbsWorkingDir: root, EntryPoints: entries, Outdir: "dist/assets",
		EntryNames: "[name]-[hash]", ChunkNames: "[name]-[hash]", AssetNames: "[name]-[hash]",
		Bundle: true, Splitting: true, Format: api.FormatESModule, Target: api.ES2022, Platform: api.PlatformBrowser,
		MinifyWhitespace: true, MinifySyntax: true, MinifyIdentifiers: true, Charset: api.CharsetUTF8, LegalComments: api.LegalCommentsNone,
		JSX: api.JSXAutomatic, JSXImportSource: "preact", Tsconfig: "tsconfig.json", LogLevel: api.LogLevelWarning, Metafile: true,
	})
	if len(result.Errors) > 0 {
		return nil, errors.New("the bundle has errors; see above")
	}
	out := map[string][]byte{}
	for _, f := range result.OutputFiles {
		out["assets/"+filepath.Base(f.Path)] = f.Contents
	}
	if out["index.html"], err = index(root, result.OutputFiles, result.Metafile); err != nil {
		return nil, err
	}
	if out["licences.txt"], err = licences(root, result.Metafile); err != nil {
		return nil, err
	}
	sum, err := web.Fingerprint(os.DirFS(dir))
	if err != nil {
		return nil, err
	}
	out["sources.sha256"] = []byte(sum + "\n")
	return out, nil
}

// index is the page with the names that the bundle came out with.
func index(root string, files []api.OutputFile, metafile string) ([]byte, error) {
	page, err := os.ReadFile(filepath.Join(root, "src", "index.html")) //nolint:gosec // a path of our own
	if err != nil {
		return nil, err
	}
	html := string(page)
	for _, entry := range entries {
		name := strings.TrimSuffix(path.Base(entry), path.Ext(entry))
		ext := ".js"
		if path.Ext(entry) == ".css" {
			ext = ".css"
		}
		i := slices.IndexFunc(files, func(f api.OutputFile) bool {
			base := filepath.Base(f.Path)
			return strings.HasPrefix(base, name+"-") && strings.HasSuffix(base, ext)
		})
		if i < 0 || !strings.Contains(html, "{"+name+ext+"}") {
			return nil, fmt.Errorf("index.html wants {%s%s}, and the bundle must have it", name, ext)
		}
		html = strings.ReplaceAll(html, "{"+name+ext+"}", "/assets/"+filepath.Base(files[i].Path))
	}
	preload, err := preloads(metafile)
	if err != nil {
		return nil, err
	}
	return []byte(strings.Replace(html, "</head>", preload+"</head>", 1)), nil
}

// preloads tells the browser of what main imports before it has read main.
func preloads(metafile string) (string, error) {
	var meta struct {
		Outputs map[string]struct {
			Imports []struct{ Path, Kind string }
			Entry   string `json:"entryPoint"`
		}
	}
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return "", err
	}
	var names []string
	var follow func(name string)
	follow = func(name string) {
		for _, i := range meta.Outputs[name].Imports {
			if i.Kind == "import-statement" && !slices.Contains(names, i.Path) {
				names = append(names, i.Path)
				follow(i.Path)
			}
		}
	}
	for name, out := range meta.Outputs {
		if out.Entry == entries[0] {
			follow(name)
		}
	}
	slices.Sort(names)
	var b strings.Builder
	for _, n := range names {
		fmt.Fprintf(&b, "<link rel=\"modulepreload\" href=\"/assets/%s\">\n", path.Base(n))
	}
	return b.String(), nil
}

func write(name string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil { //nolint:gosec // for everybody to read
		return err
	}
	return os.WriteFile(name, content, 0o644) //nolint:gosec // for everybody to read
}
