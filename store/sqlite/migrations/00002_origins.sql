-- +goose Up

-- Of which article another was held for a copy before; what it is held for now
-- stands in article.origin. Like row_was it is only added to, so that what was
-- counted as known earlier stays as it was counted. A record of before this
-- table has forgotten it: its past is folded with the origins of its last day.
CREATE TABLE origin_was (
  article INTEGER NOT NULL,
  until   INTEGER NOT NULL,              -- the change from which on it is another
  origin  TEXT NOT NULL,                 -- none: of no other
  PRIMARY KEY (article, until)
) WITHOUT ROWID;
