-- name: version.now
SELECT v.id, v.since, v.settled, b.body FROM version v JOIN version_body b ON b.id = v.id WHERE v.entry = ? AND v.until = 4611686018427387904

-- name: version.then
SELECT v.id, v.begun, v.settled, v.since, b.body FROM version v JOIN version_body b ON b.id = v.id
WHERE v.entry = ?1 AND v.until > ?2 AND v.since <= ?2 ORDER BY v.until LIMIT 1

-- name: version.put
INSERT INTO version (entry, since, until, rank, kind, type, status, flags, first, last, begun, settled, class, date, from_day, to_day,
  said_from, said_to, best, series, cause)
VALUES (?, ?, 4611686018427387904, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: version.body
INSERT INTO version_body (id, body) VALUES (?, ?)

-- name: version.end
UPDATE version SET until = ?, ended = ? WHERE id = ?

-- name: version.delete
DELETE FROM version WHERE id = ?

-- name: version.body.delete
DELETE FROM version_body WHERE id = ?

-- name: version.row
SELECT entry, since, until, rank, kind, type, status, flags, first, last, begun, settled, class, date, from_day, to_day, said_from, said_to, best, coalesce(series, ''), cause, ended
FROM version WHERE id = ?

-- name: version.settled
SELECT begun, settled FROM version WHERE entry = ?1 AND until > ?2 AND since <= ?2 ORDER BY until LIMIT 1

-- name: tag.delete
DELETE FROM tag WHERE term = ? AND last = ? AND rank = ? AND version = ?

-- name: tag.date.delete
DELETE FROM tag_date WHERE term = ? AND class = ? AND date = ? AND rank = ? AND version = ?

-- name: total.add
INSERT INTO total (what, a, b, c, d, e, n, ever) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (what, a, b, c, d, e) DO UPDATE SET n = n + ?7, ever = ever + ?8

-- name: total.day.put
INSERT INTO total_day (what, a, b, c, d, e, day, n) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, n FROM total WHERE what = ?1 AND a = ?2 AND b = ?3 AND c = ?4 AND d = ?5 AND e = ?6
ON CONFLICT (what, a, b, c, d, e, day) DO UPDATE SET n = excluded.n

-- name: total.day.begin
INSERT OR IGNORE INTO total_day (what, a, b, c, d, e, day, n) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,
  coalesce((SELECT n FROM total_day WHERE what = ?1 AND a = ?2 AND b = ?3 AND c = ?4 AND d = ?5 AND e = ?6 AND day < ?7 ORDER BY day DESC LIMIT 1), 0))

-- name: total.day.move
UPDATE total_day SET n = n + ?8 WHERE what = ?1 AND a = ?2 AND b = ?3 AND c = ?4 AND d = ?5 AND e = ?6 AND day >= ?7

-- name: total.day.add
INSERT INTO total_day (what, a, b, c, d, e, day, n) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (what, a, b, c, d, e, day) DO UPDATE SET n = n + ?8

-- name: total.back
INSERT INTO total (what, a, b, c, d, e, n, ever) SELECT 5, b, a, c, d, e, n, 0 FROM total WHERE what = 1 ON CONFLICT (what, a, b, c, d, e) DO UPDATE SET n = excluded.n

-- name: total.day.sum
INSERT OR REPLACE INTO total_day (what, a, b, c, d, e, day, n) SELECT what, a, b, c, d, e, day, sum(n) OVER (PARTITION BY what, a, b, c, d, e ORDER BY day) FROM total_day

-- name: total.settled.add
INSERT INTO total_settled (what, a, b, c, d, e, level, settled, n) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (what, a, b, c, d, e, level, settled) DO UPDATE SET n = n + ?9

-- name: reach.put
INSERT INTO reach (of, day, id) VALUES (?, ?, ?) ON CONFLICT (of, day) DO UPDATE SET id = max(id, excluded.id)

-- name: reach.of
SELECT coalesce(max(id), 0) FROM reach WHERE of = ? AND day <= ?

-- name: reach.empty
DELETE FROM reach

-- name: reach.fill
INSERT INTO reach SELECT 0, recorded / 86400000000000, max(row) FROM change GROUP BY 2
UNION ALL SELECT 1, day, max(id) FROM "row" WHERE day IS NOT NULL GROUP BY 2
UNION ALL SELECT 2, captured / 86400000000000, max(id) FROM article GROUP BY 2
UNION ALL SELECT 3, day, max(id) FROM article WHERE day IS NOT NULL GROUP BY 2

-- name: decision.put
INSERT INTO decision (seq, basis, recorded, person, kind, target, value, reason, evidence, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: decision.last
SELECT seq, hash FROM decision ORDER BY seq DESC LIMIT 1

-- name: decision.all
SELECT seq, basis, recorded, person, kind, target, value, reason, evidence, prev, hash FROM decision ORDER BY seq

-- name: decision.after
SELECT seq, basis, recorded, person, kind, target, value, reason, evidence, prev, hash FROM decision WHERE seq > ? ORDER BY seq

-- name: decision.on
SELECT seq, basis, recorded, person, kind, target, value, reason, evidence, prev, hash FROM decision WHERE target = ? ORDER BY seq
