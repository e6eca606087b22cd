// Package data embeds what analysts edit: word lists, actors, places and rules.
// A folder given with --data takes the place of these files.
package data

import "embed"

// FS holds the embedded files, as they stand in this folder.
//
//go:embed all:en all:actors all:places
var FS embed.FS
