// Package view puts what was read into plain sentences, and asks the record the
// questions of a desk: brief, timeline, agenda, contacts, commitments,
// positions, figures, statements, tensions, actor, article, why, search.
//
// A sentence is a template over the fields of a row, never free prose, and the
// same for one reading and for the record. Status and speaker are part of it,
// so that a claim never looks like a fact, and what the text does not say is
// said to be missing.
//
// A question is a function of the record and an [Ask]; the present time is in
// the Ask. Its answer is a type of its own with JSON names, and an [Answer]: it
// can be laid out as a [Page] for a person and as a [Table] for a spreadsheet.
package view
