-- +goose Up

-- What is only ever added: articles, readings, rows, changes, decisions.
--
-- Keys are integers given in order; public names stand beside them once.
-- Times are nanoseconds since 1970 (0: none); days count from 1970-01-01.

CREATE TABLE article (
  id          INTEGER PRIMARY KEY,
  key         TEXT NOT NULL UNIQUE,
  came        TEXT NOT NULL,             -- the id it came with
  title       TEXT NOT NULL,
  published   TEXT NOT NULL,
  day         INTEGER,                   -- the last day that published may mean; none where it is not known
  source      TEXT NOT NULL,
  url         TEXT NOT NULL,
  language    TEXT NOT NULL,
  sha256      TEXT NOT NULL,
  captured    INTEGER NOT NULL,
  fingerprint INTEGER NOT NULL,
  origin      TEXT NOT NULL DEFAULT '',
  superseded  TEXT NOT NULL DEFAULT '',
  forgotten   INTEGER NOT NULL DEFAULT 0,
  reading     INTEGER NOT NULL DEFAULT 0 -- the one in force
);
CREATE INDEX article_came   ON article (came);
CREATE INDEX article_url    ON article (url) WHERE url <> '';
CREATE INDEX article_hash   ON article (sha256);
CREATE INDEX article_day    ON article (day DESC, key);
CREATE INDEX article_source ON article (source, day DESC, key);
CREATE INDEX article_gone   ON article (id) WHERE forgotten <> 0;
CREATE INDEX article_copy   ON article (id) WHERE origin <> '' AND origin <> key;

CREATE TABLE article_text (
  id   INTEGER PRIMARY KEY,              -- of the article
  body BLOB NOT NULL                     -- deflated
);

CREATE TABLE reading (
  id       INTEGER PRIMARY KEY,
  article  INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  body     BLOB NOT NULL                 -- JSON, spans in bytes, without the text; deflated
);
CREATE INDEX reading_article ON reading (article);

CREATE TABLE "row" (
  id       INTEGER PRIMARY KEY,
  rid      TEXT NOT NULL UNIQUE,
  kind     INTEGER NOT NULL,
  article  INTEGER NOT NULL,             -- 0: a tension between articles
  day      INTEGER,                      -- of its article
  reading  INTEGER NOT NULL              -- the last one that has it
);
CREATE INDEX row_article ON "row" (article);

-- What a row says since a change; what it said before stands in row_was. The
-- same words may be read as the same thing with other fields by other rules.
CREATE TABLE row_body (
  id       INTEGER PRIMARY KEY,          -- of the row
  since    INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  body     BLOB NOT NULL
);
CREATE TABLE row_was (
  row      INTEGER NOT NULL,
  until    INTEGER NOT NULL,
  since    INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  body     BLOB NOT NULL,
  PRIMARY KEY (row, until)
);

CREATE TABLE block (
  hash INTEGER NOT NULL,
  row  INTEGER NOT NULL,
  PRIMARY KEY (hash, row)
) WITHOUT ROWID;

-- The tensions that touch a row.
CREATE TABLE tense (
  row     INTEGER NOT NULL,
  tension INTEGER NOT NULL,
  PRIMARY KEY (row, tension)
) WITHOUT ROWID;

CREATE TABLE change (
  seq      INTEGER PRIMARY KEY,
  since    INTEGER NOT NULL,             -- the first of those appended together with it
  recorded INTEGER NOT NULL,             -- never before that of the change before
  kind     TEXT NOT NULL,
  cause    TEXT NOT NULL,
  row      INTEGER NOT NULL,
  entry    INTEGER NOT NULL,             -- where it stands now; 0: nowhere
  left     INTEGER NOT NULL,             -- where it stood; 0: nowhere
  series   TEXT NOT NULL,
  article  TEXT NOT NULL,
  decision INTEGER NOT NULL
);
CREATE INDEX change_recorded ON change (recorded);
CREATE INDEX change_row   ON change (row);
CREATE INDEX change_entry ON change (entry) WHERE entry <> row AND entry <> 0;
CREATE INDEX change_left  ON change (left) WHERE left <> row AND left <> 0;

CREATE TABLE decision (
  seq      INTEGER PRIMARY KEY,
  basis    INTEGER NOT NULL,             -- the last change before it
  recorded INTEGER NOT NULL,
  person   TEXT NOT NULL,
  kind     TEXT NOT NULL,
  target   TEXT NOT NULL,
  value    BLOB,
  reason   TEXT NOT NULL,
  evidence TEXT NOT NULL,
  prev     TEXT NOT NULL,
  hash     TEXT NOT NULL
);
CREATE INDEX decision_target ON decision (target);

-- What is an index and can be made again from the above.
--
-- A thing that holds since a change and until another has both numbers, where
-- until is 2^62 for what holds now. "As known after change n" is always
-- since <= n AND until > n.

CREATE TABLE member (
  entry  INTEGER NOT NULL,               -- the row that the entry is named after
  until  INTEGER NOT NULL,
  row    INTEGER NOT NULL,
  since  INTEGER NOT NULL,
  series TEXT NOT NULL,
  PRIMARY KEY (entry, until, row, since)
) WITHOUT ROWID;
CREATE INDEX member_row ON member (row, until);

-- Names with a number: actors, issues, sources, types, statuses.
CREATE TABLE term (
  id   INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  n    INTEGER NOT NULL DEFAULT 0,       -- versions that have it as a tag
  UNIQUE (kind, name)
);

CREATE TABLE version (
  id        INTEGER PRIMARY KEY,
  entry     INTEGER NOT NULL,
  since     INTEGER NOT NULL,
  until     INTEGER NOT NULL,
  rank      INTEGER NOT NULL,            -- orders by the entry's id
  kind      INTEGER NOT NULL,
  type      INTEGER NOT NULL,            -- term of the act's type or the statement's force; 0: none
  status    INTEGER NOT NULL,            -- term; 0: none
  flags     INTEGER NOT NULL,            -- 1 key, 2 rejected, 4 withdrawn
  first     INTEGER NOT NULL,            -- reported; the end of time where not known
  last      INTEGER NOT NULL,            -- reported; the beginning of time where not known
  begun     INTEGER NOT NULL,            -- the first day on which a report of it was there
  settled   INTEGER NOT NULL,            -- the first day on which all reports of it were there
  class     INTEGER NOT NULL,            -- of its date: 0 up to 3 days, 1 to 32, 2 to 400, 3 no beginning, 4 longer or no end, 5 none
  date      INTEGER NOT NULL,            -- by which it is sorted
  from_day  INTEGER NOT NULL,            -- when it happens
  to_day    INTEGER NOT NULL,
  said_from INTEGER NOT NULL,            -- when it was said, else reported
  said_to   INTEGER NOT NULL,
  best      INTEGER NOT NULL,            -- the row whose words show it
  series    TEXT,
  cause     INTEGER NOT NULL,            -- a bit for each cause of its beginning
  ended     INTEGER NOT NULL DEFAULT 0   -- and of its end
);
CREATE INDEX version_entry   ON version (entry, until);
CREATE INDEX version_last    ON version (kind, last DESC, rank, until, flags);
CREATE INDEX version_first   ON version (first, rank);
CREATE INDEX version_date    ON version (class, date, rank, to_day, kind, status, type, until, flags);
CREATE INDEX version_said    ON version ((said_to - said_from > 2) + (said_to - said_from > 32) + (said_to - said_from > 400), said_from, said_to, kind, type, until, flags);
CREATE INDEX version_since   ON version (since);
CREATE INDEX version_until   ON version (until) WHERE until < 4611686018427387904;
CREATE INDEX version_best    ON version (best);
CREATE INDEX version_series  ON version (series, last DESC) WHERE series IS NOT NULL;
CREATE INDEX version_growing ON version (settled - begun > 32, begun) WHERE settled > begun;

CREATE TABLE version_body (
  id   INTEGER PRIMARY KEY,              -- of the version
  body BLOB NOT NULL
);

-- Actors, types, issues and sources of a version, newest first.
CREATE TABLE tag (
  term    INTEGER NOT NULL,
  last    INTEGER NOT NULL,
  rank    INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (term, last DESC, rank, version)
) WITHOUT ROWID;

-- Actors of a version by its date.
CREATE TABLE tag_date (
  term    INTEGER NOT NULL,
  class   INTEGER NOT NULL,
  date    INTEGER NOT NULL,
  rank    INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (term, class, date, rank, version)
) WITHOUT ROWID;

-- What articles call an actor: 0 the actor as a whole (JSON), 1 a name as
-- printed, 2 an office.
CREATE TABLE mention (
  actor    INTEGER NOT NULL,
  what     INTEGER NOT NULL,
  name     TEXT NOT NULL,
  article  INTEGER NOT NULL,
  day      INTEGER,
  recorded INTEGER NOT NULL,
  PRIMARY KEY (actor, what, name, article)
) WITHOUT ROWID;
CREATE INDEX mention_article ON mention (article);
CREATE TABLE actor_word (
  word  TEXT NOT NULL,
  actor INTEGER NOT NULL,
  PRIMARY KEY (word, actor)
) WITHOUT ROWID;

-- Totals of what is known now (n): pairs (what 1, and 5 from the other side),
-- days (2), entries of actors (3), entries by kind (4); and of all versions that
-- ever were (ever), which no n as known at any time is above. Then their
-- movements by day of recording: "as known" is a sum over these.
CREATE TABLE total (
  what INTEGER NOT NULL,
  a INTEGER NOT NULL, b INTEGER NOT NULL, c INTEGER NOT NULL, d INTEGER NOT NULL, e INTEGER NOT NULL,
  n INTEGER NOT NULL,
  ever INTEGER NOT NULL,
  PRIMARY KEY (what, a, b, c, d, e)
) WITHOUT ROWID;
CREATE INDEX total_pairs ON total (n, c, d, e, a, b) WHERE what = 1; -- the most frequent first
CREATE INDEX total_ever  ON total (ever, c, d, e, a, b) WHERE what = 1;
CREATE TABLE total_day (
  what INTEGER NOT NULL,
  a INTEGER NOT NULL, b INTEGER NOT NULL, c INTEGER NOT NULL, d INTEGER NOT NULL, e INTEGER NOT NULL,
  day INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (what, a, b, c, d, e, day)
) WITHOUT ROWID;

-- Totals of what is known now by the first day on which all reports of an entry
-- were there: "as reported by a day" is a sum over these.
CREATE TABLE total_settled (
  what INTEGER NOT NULL,
  a INTEGER NOT NULL, b INTEGER NOT NULL, c INTEGER NOT NULL, d INTEGER NOT NULL, e INTEGER NOT NULL,
  settled INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (what, a, b, c, d, e, settled)
) WITHOUT ROWID;

-- Numbers about the whole.
CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

-- Words of articles and of rows. The text is not kept a second time; what is
-- erased is erased at once, since the words must be gone from the file.
CREATE VIRTUAL TABLE article_words USING fts5 (title, body, content = '', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE row_words USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO article_words (article_words, rank) VALUES ('secure-delete', 1);
INSERT INTO row_words (row_words, rank) VALUES ('secure-delete', 1);
