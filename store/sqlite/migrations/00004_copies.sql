-- +goose Up

-- The copies of an article, so that a new one finds the whole group it joins.
-- Some records of before have the index already.
CREATE INDEX IF NOT EXISTS article_origin ON article (origin) WHERE origin <> '';
