package export

import (
	"fmt"
	"path"
	"strings"

	"demarche/view"
)

// Page is one page of a feed with the file that it goes into.
type Page struct {
	File    string
	Changes []view.DatedChange
	Links   PageLinks
}

// Pages divides a feed into files that point at one another (RFC 5005, section
// 3): changes.atom, changes-2.atom … The addresses are relative, so that the
// files work wherever they are put. Without a file there is one page.
func Pages(c *view.ChangesAnswer, size int, file string) []Page {
	if file == "" || file == "-" {
		return []Page{{Changes: c.Changes, File: file}}
	}
	n := max(1, (len(c.Changes)+size-1)/size)
	ext := path.Ext(file)
	name := func(i int) string {
		if i == 0 {
			return file
		}
		return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(file, ext), i+1, ext)
	}
	href := func(i int) string { return uri(strings.ReplaceAll(path.Base(name(i)), "%", "%25")) }
	var out []Page
	for i := range n {
		p := Page{File: name(i), Changes: c.Changes[i*size : min(len(c.Changes), (i+1)*size)], Links: PageLinks{Self: href(i)}}
		if n > 1 {
			p.Links.First, p.Links.Last = href(0), href(n-1)
		}
		if i > 0 {
			p.Links.Previous = href(i - 1)
		}
		if i+1 < n {
			p.Links.Next = href(i + 1)
		}
		out = append(out, p)
	}
	return out
}
