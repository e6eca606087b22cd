package ledger

import (
	"bufio"
	"fmt"
	"io/fs"
	"strings"

	"demarche"
)

// Blocs are alliances and unions with the days on which states are members.
type Blocs struct {
	members map[string][]membership // by state
}

// membership is a state's time in a bloc.
type membership struct {
	bloc string
	demarche.Interval
}

// blocsFile is where the list is in the data folder.
const blocsFile = "actors/blocs.tsv"

// LoadBlocs reads the list of alliances from the data folder. A line is a bloc,
// a member by its ISO 3166-1 alpha-3 code, and where they matter the first and
// the last day, set apart by tabs; "#" begins a comment.
func LoadBlocs(data fs.FS) (*Blocs, error) {
	f, err := data.Open(blocsFile)
	if err != nil {
		return nil, &demarche.Error{Code: demarche.NotFound, Where: blocsFile, What: "the list of alliances cannot be opened", Err: err,
			Repair: "give a whole copy of the folder data/ of the program's sources"}
	}
	defer f.Close()
	b := &Blocs{members: map[string][]membership{}}
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		bad := func(what string) error {
			return &demarche.Error{Code: demarche.Invalid, Where: fmt.Sprintf("%s:%d", blocsFile, n), What: what, Repair: "write bloc, ISO code, first day, last day, set apart by tabs: NATO\tFIN\t2023-04-04"}
		}
		cells := strings.Split(line, "\t")
		if len(cells) < 2 || len(cells) > 4 || len(cells[1]) != 3 {
			return nil, bad("no membership: " + line)
		}
		m := membership{cells[0], demarche.Interval{From: demarche.Beginning, To: demarche.End}}
		for i, into := range []*demarche.Day{&m.From, &m.To} {
			if len(cells) <= 2+i || cells[2+i] == "" {
				continue
			}
			d, ok := demarche.ParseEDTF(cells[2+i])
			if !ok || d.Days() != 1 {
				return nil, bad("no day: " + cells[2+i])
			}
			*into = d.From
		}
		b.members[cells[1]] = append(b.members[cells[1]], m)
	}
	return b, in.Err()
}

// Allied reports whether two states are members of one bloc on a day.
func (b *Blocs) Allied(one, two string, on demarche.Day) bool {
	if b == nil || one == "" || two == "" || one == two {
		return false
	}
	for _, m := range b.members[one] {
		for _, o := range b.members[two] {
			if m.bloc == o.bloc && m.Contains(on) && o.Contains(on) {
				return true
			}
		}
	}
	return false
}
