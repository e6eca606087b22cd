package export

import (
	"fmt"
	"strings"

	"demarche"
	"demarche/view"
)

// about is the head of an answer in one line, for the places that formats have
// for a remark.
func about(h *view.Head) string {
	filter := "all rows"
	if len(h.Filter) > 0 {
		filter = strings.Join(h.Filter, "; ")
	}
	return fmt.Sprintf("%s. Filter: %s. %s. %d rows. demarche %s", capital(h.Question), filter, capital(h.AsKnown), h.Count, h.Version)
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// through names those through whom a row reaches us, who said it first: "per
// Vladimir Putin, cited by Emmanuel Macron".
func through(by []view.Name) string {
	if len(by) == 0 {
		return ""
	}
	out := "per " + called(by[len(by)-1])
	for i := len(by) - 2; i >= 0; i-- {
		out += ", cited by " + called(by[i])
	}
	return out
}

// called is the name of an actor; one that the text only describes is said to
// be unnamed.
func called(n view.Name) string {
	if n.Unnamed && !strings.HasPrefix(strings.ToLower(n.Name), "unnamed") {
		return "unnamed " + n.Name
	}
	return n.Name
}

// sources are the words that a row stands on, a line an article.
func sources(it *view.Item) []string {
	var out []string
	for i := range it.Sources {
		s := &it.Sources[i]
		line := "“" + strings.Join(s.Words, "” … “") + "” — " + source(s)
		if s.Copy {
			line += " (a reprint)"
		}
		if s.URL != "" {
			line += " " + string(s.URL)
		}
		out = append(out, view.Clean(line))
	}
	for i := range it.Sides {
		out = append(out, sources(&it.Sides[i])...)
	}
	return out
}

// source names an article: "Harbour Wire, 2022-02-08".
func source(s *view.Source) string {
	name := string(s.Source)
	if name == "" {
		name = "article " + string(s.Article)
	}
	if s.Published != "" {
		name += ", " + string(s.Published)
	}
	return name
}

// daily reports whether a date names its days, be it in doubt, and not only a
// month, a season or a year.
func daily(d *demarche.Date) bool {
	c := *d
	c.EDTF = strings.Map(func(r rune) rune {
		if strings.ContainsRune("~?%", r) {
			return -1
		}
		return r
	}, d.EDTF)
	return exact(&c)
}

// exact reports whether a date says its days: not a month, not a season, not
// "about".
func exact(d *demarche.Date) bool {
	if d == nil || strings.ContainsAny(d.EDTF, "~?%X") {
		return false
	}
	for part := range strings.SplitSeq(d.EDTF, "/") {
		if part != "" && part != ".." && len(part) != len("2022-02-08") {
			return false
		}
	}
	return true
}
