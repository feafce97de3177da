"""Filling a case: dossiers and refusals become rows, a batch at a time, all of it or nothing.

The line of a dossier is kept as it is; the rows to look at are made of it here, and made anew when an article is analysed anew.
Texts in these rows are for people: in one line, without what SQLite cannot show.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import datetime

from sayso.corpus import claim_reviews, counting, parties, reviews
from sayso.corpus.opening import transaction
from sayso.corpus.packing import Packed, day, days, iso, known, load, now, numbers_of, one_line, pack, read_of, shown, utc
from sayso.corpus.rows import Added, Outcome, Seen
from sayso.errors import CaseError, FormatError
from sayso.formats import jsonl
from sayso.links.features import PLACES
from sayso.records import Anonymity, Article, Dossier, Refusal, Run, Source, Span, identity


def add(connection: sqlite3.Connection, path: str, outcomes: Iterable[Outcome], *, renew: bool) -> Added:
    """Add a batch in one transaction; what ``Case.add`` promises."""
    batch = [(_ready(outcome, page), page) for outcome, page in outcomes]  # what takes its time does not hold the file
    with transaction(connection, path):
        filling = _Filling(connection, renew)
        became = Counter(filling.take(ready, page) for ready, page in batch)
        filling.sweep()
        versions = filling.versions
    return Added(became["new"], became["renewed"], became["known"], became["refused"], versions)


def _ready(outcome: Dossier | Refusal, page: Seen | None) -> Refusal | tuple[Dossier, Packed]:
    """A dossier with its line, or a refusal: also where no line can hold it, so that it costs this page and no other."""
    if isinstance(outcome, Refusal):
        return outcome
    try:
        return outcome, pack(outcome)
    except FormatError as error:
        advice = "Save the text of the page as .txt, and add that."
        name = page.name if page is not None else outcome.article.url or outcome.article.id
        told = f"what was read cannot be kept: {error}"
        return Refusal(page=name, step="read", reason="unreadable", message=told, advice=advice)


def has(connection: sqlite3.Connection, page: Seen, *, read: bool) -> bool:
    """Whether a page was added before; with ``read``, whether an article came of it."""
    row = connection.execute("SELECT article FROM pages WHERE key = ?", (page.key,)).fetchone()
    return row is not None and (row[0] is not None or not read)


def outdated(connection: sqlite3.Connection, run: Run) -> Iterator[str]:
    """The ids of the articles that something else than ``run`` analysed."""
    rows = connection.execute(
        "SELECT a.id FROM articles a JOIN runs r ON r.number = a.run WHERE r.id <> ? ORDER BY a.number", (_run_id(run),)
    )
    yield from (row[0] for row in rows.fetchall())


def refusals(connection: sqlite3.Connection) -> list[Refusal]:
    """The pages that were refused, as records, in the order in which they were added."""
    rows = connection.execute("SELECT line FROM refusals WHERE line IS NOT NULL ORDER BY number")
    return [jsonl.load(row[0], Refusal) for row in rows]


def _run_id(run: Run) -> str:
    return identity("run", jsonl.dump(run))


class _Filling:
    """One batch: what was looked up once is not looked up again."""

    def __init__(self, connection: sqlite3.Connection, renew: bool) -> None:
        self.connection = connection
        self.renew = renew
        self.now = now()
        self.numbers: dict[str, int] = {}
        self.emptied: set[int] = set()
        self.versions = 0

    def take(self, ready: Refusal | tuple[Dossier, Packed], page: Seen | None) -> str:
        """Write one outcome: "new", "renewed", "known" or "refused"."""
        if isinstance(ready, Refusal):
            became, refusal = self._refuse(ready)
            self._note(page, None, refusal)
        else:
            became, article = self._keep(*ready, page)
            self._note(page, article, None)
        return became

    # ------------------------------------------------------------------------------------------------------ refusals and pages

    def _refuse(self, refusal: Refusal) -> tuple[str, int]:
        line = jsonl.dump(refusal)
        name = identity("refusal", line)
        is_new = self._refusal(name, refusal, None, line)
        return "refused" if is_new else "known", self._one("SELECT number FROM refusals WHERE id = ?", name)

    def _refusal(self, name: str, refusal: Refusal, article: int | None, line: str | None) -> bool:
        told = (refusal.page, refusal.url, refusal.step, refusal.reason, refusal.message, refusal.advice)
        made = self.connection.execute(
            "INSERT OR IGNORE INTO refusals (id, page, url, step, reason, message, advice, article, added, line)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (name, *map(known, told), article, self.now, line),
        )
        return made.rowcount == 1

    def _note(self, page: Seen | None, article: int | None, refusal: int | None) -> None:
        """Remember what became of a page; an article is never given up for a refusal."""
        if page is None:
            return
        row = self.connection.execute("SELECT article, refusal FROM pages WHERE key = ?", (page.key,)).fetchone()
        if row is not None and (row[0] is not None or (article is None and not self._is_newer(refusal, row[1]))):
            return
        self.connection.execute(
            "INSERT INTO pages (key, name, url, fetched, article, refusal, added) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET article = excluded.article, refusal = excluded.refusal",
            (page.key, shown(page.name), known(page.url), page.fetched, article, refusal, self.now),
        )
        if row is not None:
            self.connection.execute(
                "DELETE FROM refusals WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM pages WHERE refusal = ?1)", (row[1],)
            )

    def _is_newer(self, refusal: int | None, old: int) -> bool:
        """Whether a refusal takes the place of an old one: it is another of the same page, and not of its twin elsewhere."""
        pages = self.connection.execute("SELECT page FROM refusals WHERE number IN (?, ?)", (refusal, old)).fetchall()
        return len(pages) == 2 and len(set(pages)) == 1

    # ---------------------------------------------------------------------------------------------------------------- articles

    def _keep(self, dossier: Dossier, packed: Packed, page: Seen | None) -> tuple[str, int]:
        row = self.connection.execute(
            "SELECT a.number, a.text, d.digest FROM articles a JOIN dossiers d ON d.article = a.number WHERE a.id = ?",
            (dossier.article.id,),
        ).fetchone()
        if row is None:
            self.versions += self._is_version(dossier.article)
            number = self._article(dossier, page)
            self._fill(number, dossier, packed)
            return "new", number
        number, text, digest = row
        if text != read_of(dossier.article):
            raise CaseError(
                f"two articles are called {dossier.article.id}, and their texts differ; which of the two was changed?"
            )
        if not self.renew or digest == packed.digest:
            return "known", number
        self._empty(number)
        self._article(dossier, page, number)
        self._fill(number, dossier, packed)
        reviews.hang(self.connection, number, dossier)
        claim_reviews.hang(self.connection, number, dossier)
        return "renewed", number

    def _is_version(self, article: Article) -> bool:
        """Whether the address of a new article is there with another text."""
        address = known(article.canonical_url or article.url)
        return self.connection.execute("SELECT 1 FROM articles WHERE address = ?", (address,)).fetchone() is not None

    def _article(self, dossier: Dossier, page: Seen | None, number: int | None = None) -> int:
        """The row of an article, new or (with its ``number``) anew."""
        article = dossier.article
        values: dict[str, object] = {
            "id": article.id,
            "title": None if article.title is None else one_line(article.title),
            "outlet": self._outlet(article.outlet),
            "published": iso(article.published),
            "updated": iso(article.updated),
            "byline": "; ".join(map(one_line, article.byline)),
            "credit": "; ".join(map(one_line, article.credit)),
            "language": known(article.language),
            "address": known(article.canonical_url or article.url),
            "url": known(article.url or article.canonical_url),
            "day": day(article.published or article.updated),
            "published_utc": utc(article.published or article.updated),
            "run": self._run(dossier.run),
            "statements": len(dossier.statements),
            "attributed": sum(1 for one in dossier.statements if one.chain),
            "unnamed": _unnamed(dossier),
            "text": read_of(article),
        }
        if number is None:
            values |= {"added": self.now, "seen_utc": _seen(article, page) or self.now}
            return self._insert("articles", values)
        settings = ", ".join(f"{name} = :{name}" for name in values)
        self.connection.execute(f"UPDATE articles SET {settings} WHERE number = :number", values | {"number": number})
        return number

    def _fill(self, number: int, dossier: Dossier, packed: Packed) -> None:
        """Everything of an article but its own row."""
        execute = self.connection.execute
        execute("INSERT INTO dossiers (article, digest, line) VALUES (?, ?, ?)", (number, *packed))
        execute(
            "INSERT INTO article_words (rowid, title, text) SELECT number, title, text FROM articles WHERE number = ?",
            (number,),
        )
        sources = {source.id: self._source(number, dossier, source) for source in dossier.sources}
        self._statements(number, dossier, sources)
        _figures(self.connection, number, dossier)
        for place, refusal in enumerate(dossier.refusals):
            self._refusal(identity("refusal", dossier.article.id, str(place)), refusal, number, None)
        self._count(number, 1)

    def _empty(self, number: int) -> None:
        """Take away all that was made of an article's line, and the line."""
        self._count(number, -1)
        self._untie(number)
        execute = self.connection.execute
        execute(
            "INSERT INTO article_words (article_words, rowid, title, text)"
            " SELECT 'delete', number, title, text FROM articles WHERE number = ?",
            (number,),
        )
        execute(
            "INSERT INTO statement_words (statement_words, rowid, text)"
            " SELECT 'delete', number, text FROM statements WHERE article = ?",
            (number,),
        )
        for table in ("figures", "statements", "sources", "refusals", "dossiers", "features", "meanings", "conflicts"):
            execute(f"DELETE FROM {table} WHERE article = ?", (number,))
        execute(
            "DELETE FROM claims WHERE digest = 0 AND number >= ? AND number < ?"
            " AND NOT EXISTS (SELECT 1 FROM claim_statements m WHERE m.claim = claims.number)",
            numbers_of(number),
        )

    def _untie(self, number: int) -> None:
        """What rests on an article is made anew when the case is linked next, also where the article is as it was by then."""
        self.connection.execute(
            "DELETE FROM compared WHERE article = ?1 OR article IN (SELECT k.left FROM links k WHERE k.right = ?1)", (number,)
        )
        self.connection.execute(
            "UPDATE claims SET digest = 0 WHERE number IN"
            " (SELECT m.claim FROM claim_statements m WHERE m.statement >= ? AND m.statement < ?)",
            numbers_of(number),
        )

    # ------------------------------------------------------------------------------------------------------------ what it says

    def _source(self, number: int, dossier: Dossier, source: Source) -> tuple[int, int]:
        """The row of a source in its article and that of its party: the numbers of both."""
        article = dossier.article
        party = self._party(parties.party_id(source, article.id), source)
        told = _told(article, source.anonymity)
        values: dict[str, object] = {
            "id": source.id,
            "article": number,
            "party": party,
            "outlet": self._outlet(article.outlet),
            "day": day(article.published or article.updated),
            "kind": source.kind,
            "name": known(source.name),
            "role": known(source.role),
            "descriptor": known(source.descriptor),
            "resolved": int(source.resolved),
            "candidates": shown("; ".join(source.candidates)),
            "how_many": told.get("number"),
            "body": told.get("body"),
            "why_unnamed": told.get("grounds"),
            "knows_from": told.get("knowledge"),
            "anonymity": json.dumps(told, ensure_ascii=False) if source.anonymity is not None else None,
            "mentions": len(source.mentions),
        }
        return self._insert("sources", values), party

    def _statements(self, number: int, dossier: Dossier, sources: dict[str, tuple[int, int]]) -> None:
        article, by_id = dossier.article, {source.id: source for source in dossier.sources}
        outlet, published = self._outlet(article.outlet), day(article.published or article.updated)
        denied = {one.denies for one in dossier.statements}
        rows, hops, words = [], [], []
        for place, one in enumerate(dossier.statements):
            key = (number << PLACES) + place
            chain = [by_id[hop.source] for hop in one.chain]
            who = chain[-1] if chain else None
            text = one_line(article.slice(one.spans))
            rows.append(
                (
                    key,
                    shown(one.id),
                    number,
                    None if who is None else _called(who),
                    None if who is None else who.kind,
                    text,
                    " < ".join(called for hop in chain[:-1] if (called := _called(hop))),
                    one.act,
                    one.distance,
                    one.certainty,
                    one.voice,
                    None if one.medium is None else one_line(one.medium),
                    days(one.time),
                    int(one.act == "denies" or one.id in denied),
                    known(one.denies),
                    None if who is None else sources[who.id][1],
                    outlet,
                    published,
                )
            )
            words.append((key, text))
            for depth, hop in enumerate(one.chain):
                source, party = sources[hop.source]
                hops.append((key, depth, party, source, hop.evidence, one_line(article.slice(hop.spans))))
        many = self.connection.executemany
        many(f"INSERT INTO statements VALUES ({', '.join('?' * 18)})", rows)
        many("INSERT INTO statement_words (rowid, text) VALUES (?, ?)", words)
        many("INSERT INTO hops VALUES (?, ?, ?, ?, ?, ?)", hops)

    # ----------------------------------------------------------------------------------------------------- what articles share

    def _run(self, run: Run) -> int:
        options = json.dumps(run.options, ensure_ascii=False)
        values = (_run_id(run), shown(run.version), shown(run.engine), known(run.model), shown(options))
        self.connection.execute(
            "INSERT OR IGNORE INTO runs (id, version, engine, model, options) VALUES (?, ?, ?, ?, ?)", values
        )
        return self._one("SELECT number FROM runs WHERE id = ?", values[0])

    def _outlet(self, name: str | None) -> int | None:
        if name is None or not name.strip():
            return None
        key = parties.outlet_id(name)
        if key not in self.numbers:
            called, kind = parties.outlet_named(name)
            self.connection.execute(
                "INSERT OR IGNORE INTO outlets (id, name, kind) VALUES (?, ?, ?)", (key, one_line(called), kind)
            )
            self.numbers[key] = self._one("SELECT number FROM outlets WHERE id = ?", key)
        return self.numbers[key]

    def _party(self, key: str, source: Source) -> int:
        if key not in self.numbers:
            compared = parties.key(source)
            outlet = self._outlet(source.name) if source.kind == "outlet" and compared is not None else None
            self.connection.execute(
                "INSERT OR IGNORE INTO parties (id, kind, name, key, role, outlet) VALUES (?, ?, ?, ?, ?, ?)",
                (key, source.kind, _called(source), known(compared), known(source.role), outlet),
            )
            self.numbers[key] = self._one("SELECT number FROM parties WHERE id = ?", key)
        if source.role is not None:
            self.connection.execute(
                "UPDATE parties SET role = ? WHERE number = ? AND role IS NULL", (shown(source.role), self.numbers[key])
            )
        return self.numbers[key]

    def _count(self, number: int, sign: int) -> None:
        """Add what an article says of each party and outlet to its counts, or take it away again."""
        met = counting.count(self.connection, number, sign)
        if sign < 0:
            self.emptied.update(met)

    def sweep(self) -> None:
        """Take away the parties that no article knows any more."""
        self.connection.executemany(
            "DELETE FROM parties WHERE number = ? AND articles = 0", [(party,) for party in sorted(self.emptied)]
        )

    # --------------------------------------------------------------------------------------------------------------------- SQL

    def _insert(self, table: str, values: dict[str, object]) -> int:
        columns, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
        made = self.connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)
        assert made.lastrowid is not None
        return made.lastrowid

    def _one(self, select: str, *values: object) -> int:
        number: int = self.connection.execute(select, values).fetchone()[0]
        return number


def _called(source: Source) -> str | None:
    called = parties.label(source)
    return None if called is None else one_line(called)


def _unnamed(dossier: Dossier) -> int:
    kinds = {source.id: source.kind for source in dossier.sources}
    return sum(1 for one in dossier.statements if one.chain and kinds[one.chain[-1].source] == "unnamed")


def _told(article: Article, anonymity: Anonymity | None) -> dict[str, str]:
    """What an article tells of a source that it does not name, in its words; whatever the record knows of it."""
    if anonymity is None:
        return {}
    found = ((field.name, getattr(anonymity, field.name)) for field in fields(Anonymity))
    return {name: one_line(_words(article, value)) for name, value in found if value}


def _words(article: Article, value: Span | Sequence[Span] | object) -> str:
    return article.slice(value) if isinstance(value, Span) else str(value)


def _seen(article: Article, page: Seen | None) -> str | None:
    if page is not None and page.fetched is not None:
        return utc(datetime.fromisoformat(page.fetched))
    return utc(article.updated or article.published)


def _figures(connection: sqlite3.Connection, number: int, dossier: Dossier) -> None:
    """The rows of the figures of an article."""
    places = {one.id: (number << PLACES) + place for place, one in enumerate(dossier.statements)}
    connection.executemany(
        "INSERT INTO figures (article, statement, words, low, high, bound, unit, counted, place, day)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                number,
                None if one.statement is None else places[one.statement],
                one_line(dossier.article.slice(one.span)),
                None if one.low is None else float(one.low),
                None if one.high is None else float(one.high),
                one.bound,
                shown(one.unit),
                shown(one.counted),
                None if one.where is None else one_line(dossier.article.slice(one.where)),
                days(one.when),
            )
            for one in dossier.figures
        ],
    )


def second_form(connection: sqlite3.Connection) -> None:
    """What of a case of form 1 is made anew of its dossiers, when ``figures`` and ``outlet_counts`` are there and empty."""
    for number, article in connection.execute("SELECT number, id FROM articles ORDER BY number").fetchall():
        row = connection.execute("SELECT digest, line FROM dossiers WHERE article = ?", (number,)).fetchone()
        _figures(connection, number, load(Packed(*row), article))
    counting.recount(connection)
