// Package collection keeps many assessments in a database and answers what
// they say together: in a file (SQLite), on a server (PostgreSQL), or in
// memory for tests. All three give the same answers.
//
// Of an assessment it keeps the values and states of its items, its frame
// without the organisation, the ids of the actions it plans, and the figures
// of its profile; never a note, a reason, an owner or the id itself, only a
// hash of it. Exact histograms of every measure are kept per segment and
// brought up to date in the same transaction as the rows, so that a question
// about a million assessments reads some thousand short lines and no row.
package collection
