-- What an actor is called stands once, and mentions have its number.
CREATE TABLE called (
  id    INTEGER PRIMARY KEY,
  actor INTEGER NOT NULL,
  what  INTEGER NOT NULL,                -- 0 the actor as a whole (JSON), 1 a name as printed, 2 an office
  name  TEXT NOT NULL,
  UNIQUE (actor, what, name)
);
INSERT INTO called (actor, what, name) SELECT DISTINCT actor, what, name FROM mention ORDER BY 1, 2, 3;

-- Articles that call an actor so.
CREATE TABLE mention_new (
  called   INTEGER NOT NULL,
  article  INTEGER NOT NULL,
  day      INTEGER,
  recorded INTEGER NOT NULL,
  PRIMARY KEY (called, recorded, article)
) WITHOUT ROWID;
INSERT INTO mention_new SELECT c.id, m.article, m.day, m.recorded FROM mention m JOIN called c ON c.actor = m.actor AND c.what = m.what AND c.name = m.name ORDER BY 1, 4, 2;
DROP TABLE mention;
ALTER TABLE mention_new RENAME TO mention;
CREATE UNIQUE INDEX mention_article ON mention (article, called);

-- How many, by day of recording (on) and of publication (day; the end of time
-- where it is not known).
DROP TABLE mention_sum;
CREATE TABLE mention_sum (
  called INTEGER NOT NULL,
  "on"   INTEGER NOT NULL,
  day    INTEGER NOT NULL,
  n      INTEGER NOT NULL,
  PRIMARY KEY (called, "on", day)
) WITHOUT ROWID;
INSERT INTO mention_sum SELECT called, recorded / 86400000000000, coalesce(day, 2147483647), count(*) FROM mention GROUP BY 1, 2, 3;
CREATE TRIGGER mention_put AFTER INSERT ON mention BEGIN
  INSERT INTO mention_sum (called, "on", day, n) VALUES (new.called, new.recorded / 86400000000000, coalesce(new.day, 2147483647), 1)
  ON CONFLICT (called, "on", day) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER mention_moved AFTER UPDATE OF recorded ON mention BEGIN
  UPDATE mention_sum SET n = n - 1 WHERE called = old.called AND "on" = old.recorded / 86400000000000 AND day = coalesce(old.day, 2147483647);
  DELETE FROM mention_sum WHERE called = old.called AND n = 0;
  INSERT INTO mention_sum (called, "on", day, n) VALUES (new.called, new.recorded / 86400000000000, coalesce(new.day, 2147483647), 1)
  ON CONFLICT (called, "on", day) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER mention_gone AFTER DELETE ON mention BEGIN
  UPDATE mention_sum SET n = n - 1 WHERE called = old.called AND "on" = old.recorded / 86400000000000 AND day = coalesce(old.day, 2147483647);
  DELETE FROM mention_sum WHERE called = old.called AND n = 0;
END;

-- Totals have one kind more: entries of an actor of whatever kind that no person
-- rejected (6), by which the first actors are found.
INSERT INTO total (what, a, b, c, d, e, n, ever) SELECT 6, a, 0, 0, 0, 0, sum(n), sum(ever) FROM total WHERE what = 3 AND c = 0 GROUP BY a;
INSERT INTO total_day (what, a, b, c, d, e, day, n) SELECT 6, a, 0, 0, 0, 0, day, sum(n) FROM total_day WHERE what = 3 AND c = 0 GROUP BY a, day;
INSERT INTO total_settled (what, a, b, c, d, e, settled, n) SELECT 6, a, 0, 0, 0, 0, settled, sum(n) FROM total_settled WHERE what = 3 AND c = 0 GROUP BY a, settled;
CREATE INDEX total_actors      ON total (n, a) WHERE what = 6;
CREATE INDEX total_actors_ever ON total (ever, a) WHERE what = 6;

-- Pairs from the other side (5) have no totals by day: those of the pairs are
-- looked up.
--
-- A total as it was at the end of a day on which it moved: what it was on
-- another day is what it was on the last of these before. "As known" reads one
-- row, not a sum over all days.
CREATE TABLE total_day_new (
  what INTEGER NOT NULL,
  a INTEGER NOT NULL, b INTEGER NOT NULL, c INTEGER NOT NULL, d INTEGER NOT NULL, e INTEGER NOT NULL,
  day INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (what, a, b, c, d, e, day)
) WITHOUT ROWID;
INSERT INTO total_day_new SELECT what, a, b, c, d, e, day, sum(n) OVER (PARTITION BY what, a, b, c, d, e ORDER BY day) FROM total_day WHERE what <> 5;
DROP TABLE total_day;
ALTER TABLE total_day_new RENAME TO total_day;

-- Totals by the day on which an entry was settled, of single days (level 0) and,
-- for actors, of blocks of 64 days (level 1): "as reported by a day" is a sum over the blocks
-- before it and the days of its own.
CREATE TABLE total_settled_new (
  what INTEGER NOT NULL,
  a INTEGER NOT NULL, b INTEGER NOT NULL, c INTEGER NOT NULL, d INTEGER NOT NULL, e INTEGER NOT NULL,
  level INTEGER NOT NULL,
  settled INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (what, a, b, c, d, e, level, settled)
) WITHOUT ROWID;
INSERT INTO total_settled_new SELECT what, a, b, c, d, e, 0, settled, n FROM total_settled WHERE what <> 5;
INSERT INTO total_settled_new SELECT what, a, b, c, d, e, 1, settled >> 6, sum(n) FROM total_settled WHERE what IN (3, 6) GROUP BY what, a, b, c, d, e, settled >> 6;
DROP TABLE total_settled;
ALTER TABLE total_settled_new RENAME TO total_settled;

-- Actors of a statement also by the day on which it was said, under classes of
-- their own (6 to 9), and statements that were said over a long time, newest first.
INSERT INTO tag_date SELECT t.term, 6 + (v.said_to - v.said_from > 2) + (v.said_to - v.said_from > 32) + (v.said_to - v.said_from > 400), v.said_from, v.rank, v.id
FROM term m JOIN tag t ON t.term = m.id JOIN version v ON v.id = t.version WHERE m.kind = 1 AND v.kind = 2 AND v.said_from <= v.said_to;
CREATE INDEX version_said_long ON version (last DESC, rank, said_from, said_to, kind, until, flags) WHERE said_to - said_from > 400;

-- What was captured by a time is told from the index.
DROP INDEX article_day;
CREATE INDEX article_day ON article (day DESC, key, captured);
INSERT INTO meta (name, value) SELECT 'article lead', max(day - captured / 86400000000000) FROM article WHERE day IS NOT NULL HAVING count(*) > 0;

-- Words of rows are found by kind.
DROP TABLE row_words;
CREATE VIRTUAL TABLE row_words USING fts5 (words, kind, content = '', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO row_words (row_words, rank) VALUES ('secure-delete', 1);

-- The greatest number of a day: of a row that a change of the day was about (of
-- 0) or that was published on it (1), of an article that was captured (2) or
-- published on it (3). What is known at a time rests on nothing beyond.
CREATE TABLE reach (
  of  INTEGER NOT NULL,
  day INTEGER NOT NULL,
  id  INTEGER NOT NULL,
  PRIMARY KEY (of, day)
) WITHOUT ROWID;
INSERT INTO reach SELECT 0, recorded / 86400000000000, max(row) FROM change GROUP BY 2;
INSERT INTO reach SELECT 1, day, max(id) FROM "row" WHERE day IS NOT NULL GROUP BY 2;
INSERT INTO reach SELECT 2, captured / 86400000000000, max(id) FROM article GROUP BY 2;
INSERT INTO reach SELECT 3, day, max(id) FROM article WHERE day IS NOT NULL GROUP BY 2;
