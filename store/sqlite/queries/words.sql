-- name: words.drop.articles
DROP TABLE article_words

-- name: words.drop.rows
DROP TABLE row_words

-- name: words.make.articles
CREATE VIRTUAL TABLE article_words USING fts5 (title, body, content = '', tokenize = 'unicode61 remove_diacritics 2')

-- name: words.make.rows
CREATE VIRTUAL TABLE row_words USING fts5 (words, kind, content = '', tokenize = 'unicode61 remove_diacritics 2')

-- name: words.secure.articles
INSERT INTO article_words (article_words, rank) VALUES ('secure-delete', 1)

-- name: words.secure.rows
INSERT INTO row_words (row_words, rank) VALUES ('secure-delete', 1)
