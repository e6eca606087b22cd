// Package ledger decides what new rows mean for what is already known. It
// neither reads text nor stores anything: rows and those near them come in,
// changes and entries go out. The same set of rows gives the same entries, in
// whatever order they arrived.
//
//	Rows      a reading as rows of the record: derived ids, actors of the record
//	Blocks    where rows that may be the same thing are kept together
//	Compare   what two rows are to each other: the same, different, restated
//	Merge     rows and those near them → which row belongs to which entry
//	Fold      the rows of an entry and the decisions about it → the entry
package ledger
