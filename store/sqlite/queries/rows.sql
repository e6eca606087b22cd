-- name: row.id
SELECT id FROM "row" WHERE rid = ?

-- name: row.rid
SELECT rid FROM "row" WHERE id = ?

-- name: row.put
INSERT INTO "row" (rid, kind, article, day, reading) VALUES (?, ?, ?, ?, ?)

-- name: row.read
UPDATE "row" SET reading = ? WHERE id = ?

-- name: row.body.put
INSERT INTO row_body (id, since, recorded, body) VALUES (?, ?, ?, ?)

-- name: row.body.get
SELECT since, recorded, body FROM row_body WHERE id = ?

-- name: row.body.set
UPDATE row_body SET since = ?, recorded = ?, body = ? WHERE id = ?

-- name: row.was.put
INSERT INTO row_was (row, until, since, recorded, body) VALUES (?, ?, ?, ?, ?)

-- name: row.report
SELECT b.since, r.article, coalesce(r.day, 9999999), b.recorded, b.body FROM "row" r JOIN row_body b ON b.id = r.id WHERE r.id = ?

-- name: row.report.then
SELECT w.recorded, w.body FROM row_was w WHERE w.row = ?1 AND w.until > ?2 AND w.since <= ?2 ORDER BY w.until LIMIT 1

-- name: row.words
INSERT INTO row_words (rowid, words, kind) VALUES (?, ?, ?)

-- name: row.unword
INSERT INTO row_words (row_words, rowid, words, kind) VALUES ('delete', ?, ?, ?)

-- name: block.near
SELECT row FROM block WHERE hash = ?

-- name: tense.put
INSERT OR IGNORE INTO tense (row, tension) VALUES (?, ?)

-- name: tense.of
SELECT tension FROM tense WHERE row = ?

-- name: rows.read
SELECT r.id FROM "row" r JOIN article a ON a.id = r.article WHERE a.id = ? AND r.reading = a.reading AND a.forgotten = 0 ORDER BY r.rid

-- name: rows.all
SELECT id FROM "row" WHERE article = ? ORDER BY id

-- name: member.now
SELECT m.entry, e.rid, m.series, m.since FROM member m JOIN "row" e ON e.id = m.entry WHERE m.row = ? AND m.until = 4611686018427387904

-- name: member.then
SELECT m.entry FROM member m WHERE m.row = ?1 AND m.until > ?2 AND m.since <= ?2 LIMIT 1

-- name: member.rows
SELECT m.row, m.series FROM member m WHERE m.entry = ?1 AND m.until > ?2 AND m.since <= ?2

-- name: member.ids
SELECT r.rid FROM member m JOIN "row" r ON r.id = m.row WHERE m.entry = ? AND m.until = 4611686018427387904 ORDER BY r.rid

-- name: member.end
UPDATE member SET until = ?1 WHERE entry = ?2 AND until = 4611686018427387904 AND row = ?3

-- name: member.drop
DELETE FROM member WHERE entry = ? AND until = 4611686018427387904 AND row = ? AND since = ?

-- name: member.put
INSERT INTO member (entry, until, row, since, series) VALUES (?, 4611686018427387904, ?, ?, ?)
