-- +goose Up

-- The copies of an article, so that a new one finds the whole group it joins.
CREATE INDEX article_origin ON article (origin) WHERE origin <> '';
