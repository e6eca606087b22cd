// Package export writes what the record holds in the formats of others, and
// reads the whole of it back.
//
//	Record      the whole record, a line a piece (JSON Lines); Import reads it
//	CSV         rows of one kind (RFC 4180)
//	ICal        dated acts and deadlines (RFC 5545)
//	Atom        what changed (RFC 4287, in pages as RFC 5005 has them)
//	Annotations rows at their places in the articles (W3C Web Annotation)
//	Markdown    a brief with the sentences that it stands on
//
// What is written was asked by package view: a file holds the same rows as the
// screen. Each file names its filter, what it may rest on, the version of the
// program and the number of its rows, where its format has a place for that.
// Nothing here opens a file or asks for the hour.
package export
