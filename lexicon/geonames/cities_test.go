package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// place writes a line of cities15000.txt; the fields that the table does not
// use stay empty.
func place(id, name, lat, lon, class, country, region, population string) string {
	f := make([]string, fieldCount)
	f[fieldID], f[fieldName], f[fieldLat], f[fieldLon], f[fieldClass], f[fieldCountry], f[fieldRegion], f[fieldPopulation] = id, name, lat, lon, class, country, region, population
	return strings.Join(f, "\t") + "\n"
}

// sample is a small world of our own.
func sample() sources {
	return sources{
		cities: place("10", "Weststadt", "50.119", "8.681", "PPL", "XA", "02", "60000") +
			place("11", "Kleinort", "50.2", "8.7", "PPL", "XA", "02", "59999") +
			place("12", "Hauptstadt", "52.5", "13.4", "PPLC", "XA", "01", "3000000") +
			place("13", "Sitz", "48.1", "11.5", "PPLA", "XA", "03", "900") +
			place("14", "Altviertel", "52.5", "13.4", "PPLX", "XA", "01", "200000") +
			place("15", "Burg", "49.0", "-9.005", "PPLA3", "XA", "09", "1200") +
			place("16", "Zwilling", "50.5", "8.5", "PPL", "XA", "02", "60000") +
			place("20", "Ostia", "-1.25", "0", "PPL", "XB", "", "70000"),
		countries: "#ISO\tISO3\tname\nXA\tXAA\tAland\nXB\tXBB\tBeland\n",
		regions:   "#region_code\tname\tname_ascii\tgeoname_id\nXA.01\tMítte\tMitte\t1\nXA.02\tWest\tWest\t2\n",
		names:     "# usual names\n12\tCapital City\tHauptstadt|Hauptst.\n15\tCastle\t\n",
	}
}

func TestTable(t *testing.T) {
	got, err := sample().table()
	if err != nil {
		t.Fatal(err)
	}
	want := head + strings.Join([]string{
		"city:12\tCapital City\tHauptstadt|Hauptst.\tXAA\tMitte\t52.50\t13.40\t3000000",
		"city:10\tWeststadt\t\tXAA\tWest\t50.12\t8.68\t60000",
		"city:16\tZwilling\t\tXAA\tWest\t50.50\t8.50\t60000",
		"city:15\tCastle\t\tXAA\t\t49.00\t-9.01\t1200",
		"city:13\tSitz\t\tXAA\t\t48.10\t11.50\t900",
		"city:20\tOstia\t\tXBB\t\t-1.25\t0.00\t70000",
	}, "\n") + "\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name string
		spot func(*sources)
		want string
	}{
		{"a short line", func(s *sources) { s.cities += "30\tX\n" }, "cities15000.txt:9: 2 fields where 19 are wanted"},
		{"no number", func(s *sources) { s.cities += place("30", "X", "north", "0", "PPL", "XA", "", "1") }, `cities15000.txt:9: strconv.ParseFloat: parsing "north": invalid syntax`},
		{"no such country", func(s *sources) { s.cities += place("30", "X", "0", "0", "PPLC", "XZ", "", "1") }, `cities15000.txt:9: countryInfo.tsv has no country "XZ"`},
		{"a name of nothing", func(s *sources) { s.names += "99\tUtopia\t\n" }, "names.tsv: cities15000.txt has no place 99 (Utopia)"},
		{"two names", func(s *sources) { s.names += "12\tCapital\t\n" }, "names.tsv:4: 12 is there already"},
		{"a name without variants", func(s *sources) { s.names += "13 Seat\n" }, "names.tsv:4: want id, name and variants with TABs between them"},
	} {
		s := sample()
		c.spot(&s)
		if _, err := s.table(); err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

// The table in the tree is the one that this tool makes of the folder of
// GeoNames where that lies beside the repository.
func TestTree(t *testing.T) {
	shared := os.Getenv("DEMARCHE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	dir := filepath.Join(shared, "corpora", "geonames")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("skipped: ../shared not here")
	}
	got, err := fromFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join("..", "..", "data", "places", "cities.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	if got != string(b) {
		t.Error("data/places/cities.tsv is not what this tool makes: go run ./lexicon/geonames ../shared/corpora/geonames > data/places/cities.tsv")
	}
}
