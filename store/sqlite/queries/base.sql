-- name: term.id
SELECT id FROM term WHERE kind = ? AND name = ?

-- name: term.put
INSERT INTO term (kind, name) VALUES (?, ?)

-- name: term.name
SELECT name FROM term WHERE id = ?

-- name: term.used
UPDATE term SET n = n + ? WHERE id = ?

-- name: called.id
SELECT id FROM called WHERE actor = ? AND what = ? AND name = ?

-- name: called.put
INSERT INTO called (actor, what, name) VALUES (?, ?, ?)

-- name: meta.get
SELECT value FROM meta WHERE name = ?

-- name: meta.max
INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = max(value, ?2)

-- name: change.last
SELECT seq, recorded FROM change ORDER BY seq DESC LIMIT 1

-- name: change.first
SELECT recorded FROM change ORDER BY seq LIMIT 1

-- name: change.at
SELECT seq FROM change WHERE recorded <= ? ORDER BY recorded DESC, seq DESC LIMIT 1

-- name: change.put
INSERT INTO change (seq, since, recorded, kind, cause, row, entry, left, series, article, decision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: change.of
SELECT c.seq, c.recorded, c.kind, c.cause, r.rid, coalesce(e.rid, ''), c.series, c.article, c.decision
FROM (SELECT seq FROM change INDEXED BY change_row WHERE row IN (SELECT value FROM json_each(?1))
UNION SELECT seq FROM change INDEXED BY change_entry WHERE entry IN (SELECT value FROM json_each(?1)) AND entry <> row AND entry <> 0) s
JOIN change c ON c.seq = s.seq JOIN "row" r ON r.id = c.row LEFT JOIN "row" e ON e.id = c.entry ORDER BY c.seq

-- name: change.after
SELECT c.seq, c.recorded, c.kind, c.cause, r.rid, coalesce(e.rid, ''), c.series, c.article, c.decision
FROM change c JOIN "row" r ON r.id = c.row LEFT JOIN "row" e ON e.id = c.entry WHERE c.seq > ? ORDER BY c.seq
