package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// licences are those of the packages that the bundle has something of, one after
// the other: they travel with it.
func licences(root, metafile string) ([]byte, error) {
	var meta struct {
		Inputs map[string]struct{} `json:"inputs"`
	}
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return nil, err
	}
	var packages []string
	for input := range meta.Inputs {
		_, rest, ok := strings.Cut(input, "node_modules/")
		if !ok {
			continue
		}
		parts := strings.Split(rest, "/")
		n := 1
		if strings.HasPrefix(rest, "@") {
			n = 2
		}
		if name := strings.Join(parts[:n], "/"); !slices.Contains(packages, name) {
			packages = append(packages, name)
		}
	}
	slices.Sort(packages)
	var b bytes.Buffer
	b.WriteString("The page of demarche has parts of these packages. Each is under its own licence.\n")
	for _, name := range packages {
		dir := filepath.Join(root, "node_modules", filepath.FromSlash(name))
		var about struct{ Version, License, Homepage string }
		raw, err := os.ReadFile(filepath.Join(dir, "package.json")) //nolint:gosec // a package that the lock names
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(raw, &about); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		text, err := os.ReadFile(filepath.Join(dir, "LICENSE")) //nolint:gosec // as above
		if err != nil {
			return nil, fmt.Errorf("%s has no licence to pass on: %w", name, err)
		}
		fmt.Fprintf(&b, "\n%s\n%s %s (%s) %s\n\n%s\n", strings.Repeat("=", 78), name, about.Version, about.License, about.Homepage, bytes.TrimSpace(text))
	}
	return b.Bytes(), nil
}
