// Command geonames makes the table of cities from a folder of GeoNames files
// (CC BY 4.0): cities15000.zip (or the .txt in it), countryInfo.tsv and
// regionInfo.tsv.
//
//	go run ./lexicon/geonames ../shared/corpora/geonames > data/places/cities.tsv
package main

import (
	"archive/zip"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

//go:embed names.tsv
var names string

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: geonames FOLDER > cities.tsv")
		os.Exit(2)
	}
	table, err := fromFolder(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "geonames:", err)
		os.Exit(1)
	}
	if _, err := os.Stdout.WriteString(table); err != nil {
		fmt.Fprintln(os.Stderr, "geonames:", err)
		os.Exit(1)
	}
}

// fromFolder reads the files of a folder and returns the table.
func fromFolder(dir string) (string, error) {
	var src sources
	for name, to := range map[string]*string{"countryInfo.tsv": &src.countries, "regionInfo.tsv": &src.regions} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return "", err
		}
		*to = string(b)
	}
	b, err := os.ReadFile(filepath.Join(dir, "cities15000.txt"))
	if errors.Is(err, fs.ErrNotExist) {
		b, err = unzip(filepath.Join(dir, "cities15000.zip"), "cities15000.txt")
	}
	if err != nil {
		return "", err
	}
	src.cities, src.names = string(b), names
	return src.table()
}

// unzip returns one file of an archive.
func unzip(archive, name string) ([]byte, error) {
	z, err := zip.OpenReader(archive)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	return fs.ReadFile(z, name)
}
