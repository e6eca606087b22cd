-- name: piece.counts
SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM reading), (SELECT count(*) FROM "row"), (SELECT count(*) FROM change), (SELECT count(*) FROM decision), (SELECT count(*) FROM version)

-- name: piece.readings
SELECT a.key, g.recorded, g.body FROM reading g JOIN article a ON a.id = g.article ORDER BY g.id

-- name: piece.rows
SELECT r.id, r.rid, r.kind, coalesce(a.key, ''),
  CASE WHEN EXISTS (SELECT 1 FROM reading g WHERE g.id = r.reading) THEN (SELECT count(*) FROM reading g WHERE g.article = r.article AND g.id <= r.reading) ELSE 0 END,
  coalesce(b.since, 0), coalesce(b.recorded, 0), b.body
FROM "row" r LEFT JOIN article a ON a.id = r.article LEFT JOIN row_body b ON b.id = r.id ORDER BY r.id

-- name: piece.said
SELECT since, recorded, body FROM row_was WHERE row = ? ORDER BY until

-- name: piece.changes
SELECT c.seq, c.since, c.recorded, c.kind, c.cause, r.rid, coalesce(e.rid, ''), c.series, c.article, c.decision
FROM change c JOIN "row" r ON r.id = c.row LEFT JOIN "row" e ON e.id = c.entry ORDER BY c.seq

-- name: piece.steps
SELECT r.rid, v.since, v.until, v.cause, v.ended, CASE WHEN v.flags & ?1 <> 0 THEN b.body END
FROM version v JOIN "row" r ON r.id = v.entry LEFT JOIN version_body b ON b.id = v.id ORDER BY v.since, r.rid

-- name: piece.step
INSERT INTO version (entry, since, until, rank, kind, type, status, flags, first, last, begun, settled, class, date, from_day, to_day, said_from, said_to, best, series, cause, ended)
VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, ?, ?)

-- name: piece.lead
SELECT max(v.last - c.recorded / 86400000000000) FROM version v JOIN change c ON c.seq = v.since WHERE v.last <> -2147483648

-- name: piece.reading
SELECT id FROM reading WHERE article = ? ORDER BY id LIMIT 1 OFFSET ?
