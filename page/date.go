package page

import (
	"strings"
	"time"
)

// day brings a publication date of ISO 8601 to the day or month that EDTF
// writes: "2022-02-08", "2022-02". A time of day is cut off, in the zone it
// was written in. Empty is not stated. False means that it is something else.
func day(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", true
	}
	if len(s) > 10 && (s[10] == 'T' || s[10] == 't' || s[10] == ' ') {
		rest := strings.ToUpper(s[11:])
		ok := false
		for _, l := range []string{"15:04", "15:04Z07", "15:04Z07:00", "15:04:05", "15:04:05Z07", "15:04:05Z0700", "15:04:05Z07:00", "15:04:05 Z0700", "15:04:05 Z07:00", "15:04:05 UTC", "15Z07:00"} {
			_, err := time.Parse(l, rest)
			ok = ok || err == nil
		}
		if !ok {
			return "", false
		}
		s = s[:10]
	}
	for _, l := range []struct{ in, out string }{{"2006-01-02", "2006-01-02"}, {"20060102", "2006-01-02"}, {"2006-01", "2006-01"}} {
		if t, err := time.Parse(l.in, s); err == nil {
			return t.Format(l.out), true
		}
	}
	return "", false
}

// pageDay is day for what pages say of themselves, where some unmistakable
// other ways of writing are common. What could be taken in two ways ("02/03/2022")
// is not stated.
func pageDay(s string) string {
	if d, ok := day(s); ok {
		return d
	}
	s = strings.TrimSpace(s)
	for _, l := range []string{time.RFC1123, time.RFC1123Z, time.RFC850, "January 2, 2006", "2 January 2006", "Jan 2, 2006", "2 Jan 2006", "Monday, January 2, 2006", "Monday, 2 January 2006"} {
		if t, err := time.Parse(l, s); err == nil {
			return t.Format("2006-01-02")
		}
	}
	if len(s) > 10 { // "2022-02-08T08:00:00.000+0000" and the like
		if d, ok := day(s[:10]); ok && strings.IndexByte("Tt ", s[10]) >= 0 {
			return d
		}
	}
	return ""
}
