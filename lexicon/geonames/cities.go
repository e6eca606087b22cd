package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// sources are the texts that the table is made of. Fields of a line are parted
// by TABs; "#" begins a comment line in all but the cities.
type sources struct {
	cities    string // cities15000.txt, as described in GeoNames' readme.txt
	countries string // countryInfo.txt: ISO, ISO3, …
	regions   string // admin1CodesASCII.txt: code, name, name in ASCII, id
	names     string // names.tsv of this folder: id, name, variants
}

// least is the number of people that brings a place into the table. Seats of
// states and regions, and the places of names.tsv, are in it whatever their
// size; quarters of a city (PPLX) and places that are gone never are.
const least = 60000

// Fields of a line of cities15000.txt.
const (
	fieldID         = 0
	fieldName       = 1
	fieldLat        = 4
	fieldLon        = 5
	fieldClass      = 7 // PPLC seat of a state, PPLA of a first-order region, PPL…
	fieldCountry    = 8
	fieldRegion     = 10
	fieldPopulation = 14
	fieldCount      = 19
)

const head = `# Cities: GeoNames (CC BY 4.0, see NOTICE); those with at least 60,000 people and the seats of countries and regions.
# Made by "go run ./lexicon/geonames FOLDER"; names and variants of the news are in lexicon/geonames/names.tsv. Region is for the reader's eye.
key	name	variants	country	region	lat	lon	population
`

// city is a row of the table.
type city struct {
	id         int
	name       string
	variants   []string
	country    string // ISO 3166-1 alpha-3
	region     string // name of the first-order region
	lat, lon   float64
	population int
}

// table makes the table: by country, the largest place first.
func (s sources) table() (string, error) {
	iso3 := column(s.countries, 0, 1)
	regions := column(s.regions, 0, 2)
	called, err := usual(s.names)
	if err != nil {
		return "", err
	}
	var out []city
	n := 0
	for line := range strings.Lines(s.cities) {
		n++
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) != fieldCount {
			return "", fmt.Errorf("cities15000.txt:%d: %d fields where %d are wanted", n, len(f), fieldCount)
		}
		id, err1 := strconv.Atoi(f[fieldID])
		pop, err2 := strconv.Atoi(f[fieldPopulation])
		lat, err3 := strconv.ParseFloat(f[fieldLat], 64)
		lon, err4 := strconv.ParseFloat(f[fieldLon], 64)
		if err := cmp.Or(err1, err2, err3, err4); err != nil {
			return "", fmt.Errorf("cities15000.txt:%d: %w", n, err)
		}
		own, known := called[id]
		if !known && !wanted(f[fieldClass], pop) {
			continue
		}
		c := city{id: id, name: f[fieldName], country: iso3[f[fieldCountry]], region: regions[f[fieldCountry]+"."+f[fieldRegion]], lat: lat, lon: lon, population: pop}
		if c.country == "" {
			return "", fmt.Errorf("cities15000.txt:%d: countryInfo.tsv has no country %q", n, f[fieldCountry])
		}
		if known {
			c.name, c.variants = own.name, own.variants
			delete(called, id)
		}
		out = append(out, c)
	}
	for _, id := range slices.Sorted(maps.Keys(called)) {
		return "", fmt.Errorf("names.tsv: cities15000.txt has no place %d (%s)", id, called[id].name)
	}
	slices.SortFunc(out, func(a, b city) int {
		return cmp.Or(cmp.Compare(a.country, b.country), cmp.Compare(b.population, a.population), cmp.Compare(a.id, b.id))
	})
	var b strings.Builder
	b.WriteString(head)
	for _, c := range out {
		fmt.Fprintf(&b, "city:%d\t%s\t%s\t%s\t%s\t%.2f\t%.2f\t%d\n", c.id, c.name, strings.Join(c.variants, "|"), c.country, c.region, c.lat, c.lon, c.population)
	}
	return b.String(), nil
}

// wanted reports whether a place of this class and size is in the table.
func wanted(class string, population int) bool {
	switch class {
	case "PPLC", "PPLA", "PPLG":
		return true
	case "PPLX", "PPLH", "PPLQ", "PPLW", "PPLCH":
		return false
	}
	return population >= least
}

// usual reads names.tsv: the usual English name of a place and the other names
// that news writes.
func usual(src string) (map[int]city, error) {
	out := map[int]city{}
	n := 0
	for line := range strings.Lines(src) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("names.tsv:%d: want id, name and variants with TABs between them", n)
		}
		id, err := strconv.Atoi(f[0])
		if err != nil {
			return nil, fmt.Errorf("names.tsv:%d: %w", n, err)
		}
		if _, twice := out[id]; twice {
			return nil, fmt.Errorf("names.tsv:%d: %d is there already", n, id)
		}
		c := city{name: f[1]}
		if f[2] != "" {
			c.variants = strings.Split(f[2], "|")
		}
		out[id] = c
	}
	return out, nil
}

// column maps one field of each line to another.
func column(src string, key, value int) map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(src) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) > max(key, value) && !strings.HasPrefix(line, "#") {
			out[f[key]] = f[value]
		}
	}
	return out
}
