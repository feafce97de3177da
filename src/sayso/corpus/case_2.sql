-- The form of a case. What is true stands in `dossiers` (the line of each, packed), `pages`, `refusals` and the reviews; the
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

CREATE TABLE outlet_counts (  -- of the attributed statements of an outlet's articles, so that no profile has to count
  outlet INTEGER NOT NULL,  -- 0 where none is known
  what TEXT NOT NULL,  -- kind, firmness, source, cites
  thing TEXT NOT NULL,  -- which kind or firmness, or the number of the named source or of the cited outlet
  number INTEGER NOT NULL,
  PRIMARY KEY (outlet, what, thing)
) STRICT, WITHOUT ROWID;
CREATE INDEX outlet_counts_by_number ON outlet_counts (outlet, what, number DESC);
CREATE INDEX outlet_counts_of_cites ON outlet_counts (thing) WHERE what = 'cites';

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
  counted TEXT NOT NULL,
  place TEXT,  -- where, as written
  day TEXT  -- when: a day, or the first and the last that it can be
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

-- What ties articles. All of it but the reviews is made by linking, and made anew where what it was made of has changed.

CREATE TABLE linking (  -- how far linking went: one row, once it ended
  number INTEGER PRIMARY KEY CHECK (number = 1),
  made_by TEXT NOT NULL,  -- the digest of the code that linked
  runs INTEGER NOT NULL,
  reviews TEXT NOT NULL,  -- the digest of the reviews of claims that were heeded
  articles INTEGER NOT NULL,
  finished TEXT NOT NULL,
  report TEXT NOT NULL  -- JSON: what it took
) STRICT;

CREATE TABLE features (  -- what of an article is compared with others, as columns of numbers
  article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
  made_by TEXT NOT NULL,  -- the digest of the code that made them
  linked INTEGER NOT NULL DEFAULT 0,
  broken TEXT,  -- why they could not be made
  dossier TEXT NOT NULL,  -- the digest of the dossier that they were made of
  sheets BLOB NOT NULL,
  words BLOB NOT NULL
) STRICT;
CREATE INDEX features_not_linked ON features (linked) WHERE linked = 0;

CREATE TABLE compared (  -- what each article was held against, as a digest: also where nothing came of it
  kind TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
  digest INTEGER NOT NULL,
  PRIMARY KEY (kind, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX compared_by_article ON compared (article);

CREATE TABLE links (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  relation TEXT NOT NULL,
  left INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
  right INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
  left_statement INTEGER REFERENCES statements (number) ON DELETE CASCADE,
  right_statement INTEGER REFERENCES statements (number) ON DELETE CASCADE,
  score REAL NOT NULL,
  directed INTEGER NOT NULL,
  left_share REAL,
  right_share REAL,
  left_spans TEXT NOT NULL,  -- JSON: code points of the text of the article
  right_spans TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX links_by_left ON links (left, relation);
CREATE INDEX links_by_right ON links (right, relation);
CREATE INDEX links_by_relation ON links (relation);
CREATE INDEX links_by_left_statement ON links (left_statement) WHERE left_statement IS NOT NULL;
CREATE INDEX links_by_right_statement ON links (right_statement) WHERE right_statement IS NOT NULL;

CREATE TABLE claims (
  number INTEGER PRIMARY KEY,  -- the lowest number of its statements
  id TEXT NOT NULL UNIQUE,
  seed TEXT NOT NULL,  -- the id of the statement that its id was made of
  text TEXT NOT NULL,
  statements INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  outlets INTEGER NOT NULL,
  low INTEGER NOT NULL,  -- so many origins at least
  high INTEGER NOT NULL,
  unnamed TEXT,  -- only, partly
  disputed TEXT NOT NULL,  -- how: denied, doubted, figures differ
  circles INTEGER NOT NULL,
  first_seen TEXT,
  day TEXT,  -- of that
  last_day TEXT,
  links TEXT NOT NULL,  -- JSON: the ids of the links of its lineage
  digest INTEGER NOT NULL  -- of all that its lineage was made of
) STRICT;
CREATE INDEX claims_by_pages ON claims (pages DESC, number);
CREATE INDEX claims_by_high ON claims (high, pages DESC);
CREATE INDEX claims_by_last_day ON claims (last_day);

CREATE TABLE claim_statements (
  statement INTEGER PRIMARY KEY REFERENCES statements (number) ON DELETE CASCADE,
  claim INTEGER NOT NULL REFERENCES claims (number) ON DELETE CASCADE,
  place INTEGER NOT NULL  -- in the order of time
) STRICT;
CREATE INDEX claim_statements_by_claim ON claim_statements (claim, place);

CREATE TABLE claim_ids (  -- the ids of claims that are part of others today, and the statement that leads there
  id TEXT PRIMARY KEY,
  seed TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE origins (  -- who or what a claim rests on
  claim INTEGER NOT NULL REFERENCES claims (number) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  id TEXT NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL,
  low INTEGER NOT NULL,
  high INTEGER NOT NULL,
  statements TEXT NOT NULL,  -- JSON: the ids of those that go back to it
  PRIMARY KEY (claim, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX origins_by_who ON origins (who);

CREATE TABLE collapses (  -- why there are not more origins, or why the range is wide
  claim INTEGER NOT NULL REFERENCES claims (number) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  reason TEXT NOT NULL,
  text TEXT NOT NULL,
  statements TEXT NOT NULL,
  links TEXT NOT NULL,
  PRIMARY KEY (claim, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE circles (  -- statements whose pages cite each other round
  claim INTEGER NOT NULL REFERENCES claims (number) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  statements TEXT NOT NULL,
  PRIMARY KEY (claim, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE conflicts (  -- figures of the same thing that cannot all hold as they are put: a row a figure
  number INTEGER PRIMARY KEY,
  conflict TEXT NOT NULL,
  counted TEXT NOT NULL,
  unit TEXT NOT NULL,
  written TEXT NOT NULL,
  low REAL,
  high REAL,
  who TEXT,
  through TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,  -- the first that has it
  statement INTEGER REFERENCES statements (number) ON DELETE CASCADE,
  pages INTEGER NOT NULL,
  articles TEXT NOT NULL,  -- JSON: the numbers of all that have it
  against TEXT NOT NULL  -- JSON: the figures that it cannot hold together with
) STRICT;
CREATE INDEX conflicts_by_article ON conflicts (article);
CREATE INDEX conflicts_by_statement ON conflicts (statement);

CREATE TABLE claim_reviews (  -- what analysts say of claims: only `undone` ever changes
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  judgement TEXT NOT NULL,
  note TEXT,
  by TEXT,
  made TEXT NOT NULL,
  undone TEXT
) STRICT;

CREATE TABLE claim_review_statements (  -- what they are about: only `now` ever changes
  review INTEGER NOT NULL REFERENCES claim_reviews (number),
  side TEXT NOT NULL,
  place INTEGER NOT NULL,
  statement TEXT NOT NULL,
  article TEXT NOT NULL,
  spans TEXT NOT NULL,
  text TEXT NOT NULL,
  now INTEGER REFERENCES statements (number) ON DELETE SET NULL,
  PRIMARY KEY (review, side, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_review_statements_by_now ON claim_review_statements (now);
CREATE INDEX claim_review_statements_by_article ON claim_review_statements (article);

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
  SELECT f.words, f.low, f.high, f.bound, f.unit, f.counted, f.place, f.day, s.who, s.kind, s.text, s.id AS statement,
    o.name AS outlet, a.title, a.published, a.url
  FROM figures f JOIN articles a ON a.number = f.article LEFT JOIN outlets o ON o.number = a.outlet
    LEFT JOIN statements s ON s.number = f.statement;

CREATE VIEW versions AS
  SELECT address, row_number() OVER (PARTITION BY address ORDER BY seen_utc, number) AS version,
    count(*) OVER (PARTITION BY address) AS versions, id, title, published, updated, seen_utc
  FROM articles WHERE address IS NOT NULL;

CREATE VIEW refusals_by_reason AS SELECT reason, count(*) AS pages, min(message) AS message FROM refusals GROUP BY reason;

CREATE VIEW claims_by_origins AS
  SELECT c.id, c.text, c.low AS origins_at_least, c.high AS origins_at_most, c.pages, c.outlets, c.unnamed, c.disputed,
    c.circles, c.first_seen, (SELECT group_concat(o.who, '; ') FROM origins o WHERE o.claim = c.number) AS rests_on
  FROM claims c ORDER BY c.pages - c.high DESC, c.number;

CREATE VIEW who_repeats_whom AS
  SELECT l.relation, coalesce(o.name, a.url) AS outlet, coalesce(p.name, b.url) AS of_outlet, a.title, b.title AS of_title,
    a.published, b.published AS of_published, l.left_share AS share, l.directed, l.reason, l.id
  FROM links l JOIN articles a ON a.number = l.left JOIN articles b ON b.number = l.right
    LEFT JOIN outlets o ON o.number = a.outlet LEFT JOIN outlets p ON p.number = b.outlet
  WHERE l.relation IN ('copies', 'quotes', 'cites', 'updates');

CREATE VIEW figures_that_differ AS
  SELECT f.conflict, f.counted, f.written, f.low, f.high, f.unit, f.who, f.through, o.name AS outlet, a.title,
    a.published AS first_seen, f.pages, f.against
  FROM conflicts f JOIN articles a ON a.number = f.article LEFT JOIN outlets o ON o.number = a.outlet;

CREATE VIEW standing_claim_reviews AS
  SELECT r.id, r.judgement, r.note, r.by, r.made, s.side, s.statement, s.text
  FROM claim_reviews r JOIN claim_review_statements s ON s.review = r.number WHERE r.undone IS NULL;
