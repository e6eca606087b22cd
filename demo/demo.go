// Package demo holds the dispatches that the program shows itself with: news
// copy written for this project about the diplomacy around Ukraine in the first
// three months of 2022. What happened is a matter of public record; the
// sentences are ours and the outlets do not exist. They come in the formats
// that readers bring: JSON, plain text with a header, Markdown and HTML. Among
// them are reprints, a correction, plans that failed and claims that others
// denied, so that a ledger of them has something to merge and to set apart.
package demo

import (
	"embed"
	"io/fs"
)

// FS holds the dispatches, named NN-slug with the ending of their format. 01 to
// 17 follow the three months once; 18 to 44 go through them again and are
// densest around 8 February 2022. A copy comes right after its original.
var FS = sub()

//go:embed dispatches
var files embed.FS

func sub() fs.FS {
	f, err := fs.Sub(files, "dispatches")
	if err != nil {
		panic(err) // a fixed, valid path: cannot happen
	}
	return f
}
