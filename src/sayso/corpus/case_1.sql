-- The form of a case. What is true stands in `dossiers` (the line of each, packed), `pages`, `refusals` and `reviews`; the
-- other tables are made of the lines, to be looked at and searched. Nothing here acts by itself: a case has no trigger.
-- Days and moments are texts in ISO 8601; a name that ends in _utc is a moment in UTC, to sort by.

CREATE TABLE runs (  -- what analysed articles
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  engine TEXT NOT NULL,
  model TEXT,
  options TEXT NOT NULL
) STRICT;

CREATE TABLE outlets (  -- of articles, and those that articles cite
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT,
  articles INTEGER NOT NULL DEFAULT 0,  -- its own
  statements INTEGER NOT NULL DEFAULT 0,  -- of these, attributed ones
  cited INTEGER NOT NULL DEFAULT 0  -- statements of other pages that name it in their chain
) STRICT;

CREATE TABLE articles (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT,
  outlet INTEGER REFERENCES outlets (number),
  published TEXT,
  updated TEXT,
  byline TEXT NOT NULL,
  credit TEXT NOT NULL,
  language TEXT,
  address TEXT,  -- by which versions are known: the canonical address, or else the address
  url TEXT,
  day TEXT,
  published_utc TEXT,
  seen_utc TEXT NOT NULL,  -- orders versions: when it was fetched, or else updated, published, added
  added TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES runs (number),
  statements INTEGER NOT NULL,
  attributed INTEGER NOT NULL,
  unnamed INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX articles_by_address ON articles (address, seen_utc);
CREATE INDEX articles_by_day ON articles (day);
CREATE INDEX articles_by_outlet ON articles (outlet, day);
CREATE INDEX articles_by_published ON articles (published_utc);
CREATE INDEX articles_by_run ON articles (run);

CREATE TABLE dossiers (  -- the truth: the line of JSON of each dossier, packed with zlib, and the digest of the line
  article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
  digest TEXT NOT NULL,
  line BLOB NOT NULL
) STRICT;

CREATE TABLE refusals (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  page TEXT NOT NULL,
  url TEXT,
  step TEXT NOT NULL,
  reason TEXT NOT NULL,
  message TEXT NOT NULL,
  advice TEXT NOT NULL,
  article INTEGER REFERENCES articles (number) ON DELETE CASCADE,  -- where the page was read all the same
  added TEXT NOT NULL,
  line TEXT  -- the line of JSON, where no dossier holds it
) STRICT;
CREATE INDEX refusals_of_reason ON refusals (reason);
CREATE INDEX refusals_by_article ON refusals (article);

CREATE TABLE pages (  -- every page that was added, and what became of it
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  url TEXT,
  fetched TEXT,
  article INTEGER REFERENCES articles (number) ON DELETE CASCADE,
  refusal INTEGER REFERENCES refusals (number) ON DELETE CASCADE,
  added TEXT NOT NULL,
  CHECK ((article IS NULL) <> (refusal IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX pages_by_article ON pages (article);
CREATE INDEX pages_by_refusal ON pages (refusal);

CREATE TABLE parties (  -- sources across articles: one for each name and kind; one for each that is not named
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name TEXT,  -- as it was first called; a description where it is not named
  key TEXT,  -- the name as it is compared; NULL where it is not named
  role TEXT,
  outlet INTEGER REFERENCES outlets (number),  -- which outlet it is
  statements INTEGER NOT NULL DEFAULT 0,  -- that rest on it
  passed_on INTEGER NOT NULL DEFAULT 0,  -- that went through it
  articles INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX parties_by_kind ON parties (kind, statements DESC);
CREATE INDEX parties_by_statements ON parties (statements DESC);
CREATE INDEX parties_by_key ON parties (key);
CREATE INDEX parties_by_outlet ON parties (outlet);

CREATE TABLE sources (  -- as each article has them
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
  party INTEGER NOT NULL REFERENCES parties (number),
  outlet INTEGER REFERENCES outlets (number),  -- of the article
  day TEXT,  -- of the article
  kind TEXT NOT NULL,
  name TEXT,
  role TEXT,
  descriptor TEXT,
  resolved INTEGER NOT NULL,
  candidates TEXT NOT NULL,
  how_many TEXT,  -- what the article tells of one that it does not name, in its words
  body TEXT,
  why_unnamed TEXT,
  knows_from TEXT,
  anonymity TEXT,  -- JSON: all of that
  mentions INTEGER NOT NULL,
  UNIQUE (article, id)
) STRICT;
CREATE INDEX sources_by_id ON sources (id);
CREATE INDEX sources_by_party ON sources (party, outlet, article, day);
CREATE INDEX sources_by_kind ON sources (kind);

CREATE TABLE statements (
  number INTEGER PRIMARY KEY,  -- the number of its article and its place there, so that this is the order of the case
  id TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
  who TEXT,  -- the innermost of its chain
  kind TEXT,
  text TEXT NOT NULL,
  via TEXT NOT NULL,  -- those before it, outermost first
  act TEXT NOT NULL,
  distance TEXT NOT NULL,
  certainty TEXT NOT NULL,
  voice TEXT NOT NULL,
  medium TEXT,
  said TEXT,
  denied INTEGER NOT NULL,
  denies TEXT,
  party INTEGER REFERENCES parties (number),
  outlet INTEGER REFERENCES outlets (number),  -- of the article
  day TEXT  -- of the article
) STRICT;
CREATE INDEX statements_by_article ON statements (article);
CREATE INDEX statements_by_id ON statements (id);
CREATE INDEX statements_by_kind ON statements (kind);
CREATE INDEX statements_by_party ON statements (party, act, distance, certainty);
CREATE INDEX statements_by_outlet ON statements (outlet, voice);
CREATE INDEX statements_by_day ON statements (day, voice);
CREATE INDEX statements_by_voice ON statements (voice) WHERE voice = 'inference';
CREATE INDEX statements_by_act ON statements (act) WHERE act <> 'states';
CREATE INDEX statements_doubted ON statements (distance) WHERE distance = 'doubting';
CREATE INDEX statements_denied ON statements (denied) WHERE denied = 1;
CREATE INDEX statements_by_denies ON statements (denies) WHERE denies IS NOT NULL;

CREATE TABLE hops (  -- the chains, outermost hop first
  statement INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
  depth INTEGER NOT NULL,
  party INTEGER NOT NULL REFERENCES parties (number),
  source INTEGER NOT NULL REFERENCES sources (number) ON DELETE CASCADE,
  evidence TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (statement, depth)
) STRICT, WITHOUT ROWID;
CREATE INDEX hops_by_party ON hops (party, statement);
CREATE INDEX hops_by_source ON hops (source);

CREATE TABLE figures (
  number INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
  statement INTEGER REFERENCES statements (number) ON DELETE CASCADE,
  words TEXT NOT NULL,
  low REAL,
  high REAL,
  bound TEXT NOT NULL,
  unit TEXT NOT NULL,
  counted TEXT NOT NULL
) STRICT;
CREATE INDEX figures_by_article ON figures (article);
CREATE INDEX figures_by_statement ON figures (statement);

CREATE TABLE reviews (  -- what analysts say: only `now` and `undone` ever change
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  statement TEXT NOT NULL,  -- the id of the statement that it was made on
  article TEXT NOT NULL,
  spans TEXT NOT NULL,
  text TEXT NOT NULL,
  judgement TEXT NOT NULL,
  field TEXT,
  value TEXT,
  note TEXT,
  by TEXT,
  made TEXT NOT NULL,
  undone TEXT,
  now INTEGER REFERENCES statements (number) ON DELETE SET NULL  -- the statement that it hangs on
) STRICT;
CREATE INDEX reviews_by_now ON reviews (now);
CREATE INDEX reviews_by_statement ON reviews (statement);
CREATE INDEX reviews_by_article ON reviews (article);

CREATE VIRTUAL TABLE article_words USING fts5 (
  title, text, content = 'articles', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statement_words USING fts5 (
  text, content = 'statements', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);

-- Views for people.

CREATE VIEW standing_reviews AS
  SELECT now AS statement,
    judgement || CASE WHEN field IS NULL THEN '' ELSE ', ' || field END
    || CASE WHEN value IS NULL THEN '' ELSE ': ' || value END
    || CASE WHEN note IS NULL THEN '' ELSE ' (' || note || ')' END AS review
  FROM reviews WHERE undone IS NULL AND now IS NOT NULL;

CREATE VIEW who_said_what AS
  SELECT s.id, s.who, s.kind, s.text, s.act, s.distance, s.certainty, s.via, s.medium, s.denied, o.name AS outlet, a.title,
    a.published, a.url, (SELECT group_concat(r.review, '; ') FROM standing_reviews r WHERE r.statement = s.number) AS review
  FROM statements s JOIN articles a ON a.number = s.article LEFT JOIN outlets o ON o.number = a.outlet
  WHERE s.voice = 'attributed';

CREATE VIEW own_voice AS
  SELECT s.id, s.voice, s.text, o.name AS outlet, a.title, a.published, a.url
  FROM statements s JOIN articles a ON a.number = s.article LEFT JOIN outlets o ON o.number = a.outlet
  WHERE s.voice <> 'attributed';

CREATE VIEW unnamed_sources AS
  SELECT x.id, coalesce(x.descriptor, x.name) AS described_as, x.how_many, x.body, x.why_unnamed, x.knows_from, p.statements,
    o.name AS outlet, a.title, a.published, a.url
  FROM sources x JOIN parties p ON p.number = x.party JOIN articles a ON a.number = x.article
    LEFT JOIN outlets o ON o.number = a.outlet
  WHERE x.kind = 'unnamed';

CREATE VIEW named_sources AS
  SELECT id, name, kind, role, statements, passed_on, articles FROM parties WHERE key IS NOT NULL;

CREATE VIEW outlets_cited AS
  SELECT o.name AS outlet, c.name AS cites, count(*) AS statements, count(DISTINCT s.article) AS articles
  FROM hops h JOIN parties p ON p.number = h.party JOIN outlets c ON c.number = p.outlet
    JOIN statements s ON s.number = h.statement LEFT JOIN outlets o ON o.number = s.outlet
  WHERE p.outlet IS NOT s.outlet GROUP BY s.outlet, p.outlet;

CREATE VIEW denials AS
  SELECT d.id, d.who, d.kind, d.text, b.who AS denied_who, b.text AS denied_text, o.name AS outlet, a.title, a.published, a.url
  FROM statements d JOIN articles a ON a.number = d.article LEFT JOIN outlets o ON o.number = a.outlet
    LEFT JOIN statements b ON b.id = d.denies AND b.article = d.article
  WHERE d.act = 'denies';

CREATE VIEW numbers_given AS
  SELECT f.words, f.low, f.high, f.bound, f.unit, f.counted, s.who, s.kind, s.text, s.id AS statement,
    o.name AS outlet, a.title, a.published, a.url
  FROM figures f JOIN articles a ON a.number = f.article LEFT JOIN outlets o ON o.number = a.outlet
    LEFT JOIN statements s ON s.number = f.statement;

CREATE VIEW versions AS
  SELECT address, row_number() OVER (PARTITION BY address ORDER BY seen_utc, number) AS version,
    count(*) OVER (PARTITION BY address) AS versions, id, title, published, updated, seen_utc
  FROM articles WHERE address IS NOT NULL;

CREATE VIEW refusals_by_reason AS SELECT reason, count(*) AS pages, min(message) AS message FROM refusals GROUP BY reason;
