package view

import (
	"strings"

	"demarche"
)

// when is a date for a person: "2022-02-07", "2022-02-14 to 15", "from
// 2022-02-08", "by 2022-02-08", "about 2022-02-15". Nothing is made more
// precise than the text is.
func when(d *demarche.Date) string {
	if d == nil || d.EDTF == "" {
		return ""
	}
	from, to, span := strings.Cut(d.EDTF, "/")
	switch {
	case !span:
		return point(from)
	case from == ".." || from == "":
		return "by " + point(to)
	case to == ".." || to == "":
		return "from " + point(from)
	}
	if len(from) == 10 && len(to) == 10 && from[:8] == to[:8] {
		return from + " to " + to[8:]
	}
	return point(from) + " to " + point(to)
}

func point(s string) string {
	bare := strings.TrimRight(s, "~?%")
	switch {
	case bare == s:
		return s
	case strings.HasSuffix(s, "?"):
		return "perhaps " + bare
	}
	return "about " + bare
}
