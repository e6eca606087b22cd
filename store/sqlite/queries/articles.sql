-- name: article.put
INSERT INTO article (key, came, title, published, day, source, url, language, sha256, captured, fingerprint, origin, superseded)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING

-- name: article.text
INSERT INTO article_text (id, body) VALUES (?, ?)

-- name: article.words
INSERT INTO article_words (rowid, title, body) VALUES (?, ?, ?)

-- name: article.id
SELECT id FROM article WHERE key = ?

-- name: article.meta
SELECT id, came, title, published, day, source, url, origin, forgotten, key, reading,
  EXISTS (SELECT 1 FROM origin_was w WHERE w.article = article.id) FROM article WHERE id = ?

-- name: article.supersede
UPDATE article SET superseded = ? WHERE key = ?

-- name: article.origin
UPDATE article SET origin = ? WHERE id = ?

-- name: origin.was.put
INSERT OR IGNORE INTO origin_was (article, until, origin) SELECT article, ?, ? FROM "row" WHERE article = ? LIMIT 1

-- name: origin.was.restore
INSERT INTO origin_was (article, until, origin) VALUES (?, ?, ?)

-- name: origin.then
SELECT origin FROM origin_was WHERE article = ? AND until > ? ORDER BY until LIMIT 1

-- name: origin.was
SELECT until, origin FROM origin_was WHERE article = ? ORDER BY until

-- name: article.reading
UPDATE article SET reading = ? WHERE id = ?

-- name: reading.put
INSERT INTO reading (article, recorded, body) VALUES (?, ?, ?)

-- name: reading.get
SELECT g.body FROM article a JOIN reading g ON g.id = a.reading WHERE a.id = ?

-- name: article.forget
UPDATE article SET came = '', title = '', url = '', fingerprint = 0, forgotten = ?, reading = 0 WHERE id = ?

-- name: article.erase
DELETE FROM article_text WHERE id = ?

-- name: article.unread
DELETE FROM reading WHERE article = ?

-- name: article.unword
INSERT INTO article_words (article_words, rowid, title, body) VALUES ('delete', ?, ?, ?)
