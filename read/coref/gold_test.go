package coref_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demarche/read/name"
	"demarche/read/resolve"
	"demarche/text"
)

// TestGoldActors counts how many actors of the gold ledgers are found by name
// or alias, as the scorer pairs them. DEMARCHE_DEBUG prints the entities too:
// "1" all articles, else those whose id it is.
func TestGoldActors(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/gold/articles/*.json")
	if len(files) == 0 {
		t.Skip("skipped: ../shared not here")
	}
	want := os.Getenv("DEMARCHE_DEBUG")
	read := reader(t)
	found, total, aliases, aliasesTotal := 0, 0, 0, 0
	for _, f := range files {
		var a struct{ ID, Title, Date, Text string }
		var g struct {
			Actors []struct {
				Name, Kind, Country string
				Aliases             []string
			}
		}
		load(t, f, &a)
		load(t, strings.Replace(f, "articles", "ledgers", 1), &g)
		d := read(a.Text, a.Date)
		used := make([]int, len(d.Entities))
		for i := range used {
			used[i] = i
		}
		actors, _ := resolve.Actors(d, used)
		print := want == "1" || want == a.ID
		if print {
			fmt.Println("=====", a.ID)
			show(d)
		}
		for _, ga := range g.Actors {
			total++
			best, bestN := -1, 0
			for i, p := range actors {
				n := 0
				if name.Fold(p.Name) == name.Fold(ga.Name) {
					n += 100
				}
				for _, al := range ga.Aliases {
					for _, pa := range p.Aliases {
						if name.Fold(pa) == name.Fold(al) {
							n++
							break
						}
					}
				}
				if n > bestN {
					best, bestN = i, n
				}
			}
			for _, al := range ga.Aliases {
				aliasesTotal++
				if best >= 0 {
					for _, pa := range append(actors[best].Aliases, actors[best].Name) {
						if name.Fold(pa) == name.Fold(al) {
							aliases++
							break
						}
					}
				}
			}
			if best >= 0 {
				found++
				p := actors[best]
				if print {
					var miss []string
					for _, al := range ga.Aliases {
						ok := false
						for _, pa := range append(p.Aliases, p.Name) {
							ok = ok || name.Fold(pa) == name.Fold(al)
						}
						if !ok {
							miss = append(miss, al)
						}
					}
					note := ""
					if string(p.Kind) != ga.Kind {
						note += " KIND " + string(p.Kind) + "/" + ga.Kind
					}
					if string(p.Country) != ga.Country {
						note += " COUNTRY " + string(p.Country) + "/" + ga.Country
					}
					if name.Fold(p.Name) != name.Fold(ga.Name) {
						note += " NAME " + p.Name
					}
					if len(miss) > 0 || note != "" {
						fmt.Printf("  ~ %s:%s missing %q\n", ga.Name, note, miss)
					}
				}
			} else if print {
				fmt.Printf("  - %s %q\n", ga.Name, ga.Aliases)
			}
		}
	}
	t.Logf("actors found %d of %d, aliases %d of %d", found, total, aliases, aliasesTotal)
	if found*100 < total*85 {
		t.Errorf("actors found: %d of %d", found, total)
	}
}

func load(t *testing.T, path string, to any) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(b, to)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// show prints the entities of a document with their mentions.
func show(d *text.Doc) {
	for i, e := range d.Entities {
		var s []string
		for _, m := range e.Mentions {
			mm := d.Mentions[m]
			w := d.Words(mm.Range)
			if mm.Place {
				w += "@"
			}
			if mm.Demonym {
				w += "°"
			}
			if len(mm.Refs) > 1 {
				w += "+"
			}
			s = append(s, w)
		}
		fmt.Printf("%d %s [%s %s%s]: %s\n", i, e.Name, e.Kind, e.Country, map[bool]string{true: " unnamed"}[e.Unnamed], strings.Join(s, " | "))
	}
	for i := range d.Mentions {
		if len(d.Mentions[i].Refs) == 0 {
			fmt.Printf("  unresolved %s\n", d.Words(d.Mentions[i].Range))
		}
	}
}
