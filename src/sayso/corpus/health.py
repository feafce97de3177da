"""Whether a case is sound from end to end: the file, its keys, its lines, the rows made of them, the words to search."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sayso.corpus import packing, schema
from sayso.corpus.counting import PROFILE
from sayso.corpus.opening import DAMAGED
from sayso.corpus.packing import read_of, shown
from sayso.corpus.rows import Finding
from sayso.errors import CaseError

_COPY = "use a copy of the case, or fill another one with the same pages"
_SHOWN = 5


def check(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every check, in the order of how deep it goes. Changes nothing, and goes on where one fails."""
    for name, checking in _CHECKS.items():
        try:
            wrong = list(checking(connection))
        except (*DAMAGED, CaseError) as error:
            wrong = [str(error)]
        if not wrong:
            yield Finding(name, True, _counted(connection, name))
        else:
            more = f", and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
            yield Finding(name, False, f"{'; '.join(wrong[:_SHOWN])}{more}; {_COPY}")
    yield from _versions(connection)
    yield from _linked(connection)


def _counted(connection: sqlite3.Connection, name: str) -> str:
    if name != "dossiers":
        return "sound"
    return f"{connection.execute('SELECT count(*) FROM dossiers').fetchone()[0]} dossiers are as they went in"


def _file(connection: sqlite3.Connection) -> Iterator[str]:
    found = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
    yield from (text for text in found if text != "ok")


def _keys(connection: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} names what is not in {parent}"


def _dossiers(connection: sqlite3.Connection) -> Iterator[str]:
    """Each line must be the one that went in, and each article must have one."""
    for number, article, text, counted in connection.execute(
        "SELECT number, id, text, statements FROM articles ORDER BY number"
    ):
        row = connection.execute("SELECT digest, line FROM dossiers WHERE article = ?", (number,)).fetchone()
        if row is None:
            yield f"{article} has no dossier"
            continue
        try:
            dossier = packing.load(packing.Packed(*row), article)
        except CaseError as error:
            yield str(error)
            continue
        ids = connection.execute("SELECT id FROM statements WHERE article = ? ORDER BY number", (number,))
        if read_of(dossier.article) != text or shown(dossier.article.id) != article:
            yield f"the text of {article} is not that of its dossier"
        elif [row[0] for row in ids] != [shown(one.id) for one in dossier.statements] or counted != len(dossier.statements):
            yield f"the statements of {article} are not those of its dossier"


def _counts(connection: sqlite3.Connection) -> Iterator[str]:
    """The counts of sources and outlets must be those of the chains."""
    rows = connection.execute(
        "SELECT p.id FROM parties p WHERE p.statements <> (SELECT count(*) FROM statements s WHERE s.party = p.number)"
        " OR p.articles <> (SELECT count(DISTINCT x.article) FROM sources x WHERE x.party = p.number)"
    )
    yield from (f"the counts of {row[0]} are wrong" for row in rows)
    rows = connection.execute(
        "SELECT o.id FROM outlets o WHERE o.articles <> (SELECT count(*) FROM articles a WHERE a.outlet = o.number)"
        " OR o.statements <> (SELECT count(*) FROM statements s WHERE s.outlet = o.number AND s.voice = 'attributed')"
        " OR o.cited <> (SELECT count(DISTINCT h.statement) FROM parties p JOIN hops h ON h.party = p.number"
        " JOIN statements s ON s.number = h.statement WHERE p.outlet = o.number AND s.outlet IS NOT o.number)"
    )
    yield from (f"the counts of {row[0]} are wrong" for row in rows)
    kept = "SELECT outlet, what, thing, number FROM outlet_counts"
    made = f"SELECT outlet, what, thing, number FROM ({PROFILE}) WHERE number > 0"
    rows = connection.execute(f"SELECT * FROM ({kept} EXCEPT {made}) UNION ALL SELECT * FROM ({made} EXCEPT {kept})")
    yield from (f"the counts of what {row[0]} tells ({row[1]}) are wrong" for row in rows)


def _words(connection: sqlite3.Connection) -> Iterator[str]:
    """The words that are searched must be as many as the texts; what they point to must be there."""
    for table, texts in (("article_words", "articles"), ("statement_words", "statements")):
        odd = connection.execute(
            f"SELECT count(*) FROM (SELECT id FROM {table}_docsize EXCEPT SELECT number FROM {texts})"
            f" UNION ALL SELECT count(*) FROM (SELECT number FROM {texts} EXCEPT SELECT id FROM {table}_docsize)"
        ).fetchall()
        if sum(row[0] for row in odd):
            yield f"the words of {texts} are not those that are there"


def _versions(connection: sqlite3.Connection) -> Iterator[Finding]:
    """With what the articles were analysed: several is no fault, and worth knowing."""
    try:
        runs = connection.execute(
            "SELECT r.version, r.engine, r.model, count(*) FROM articles a JOIN runs r ON r.number = a.run GROUP BY r.number"
        ).fetchall()
    except DAMAGED as error:
        yield Finding("versions", False, f"{error}; {_COPY}")
        return
    told = [f"{n} by sayso {version}, {engine}{f' {model[:8]}' if model else ''}" for version, engine, model, n in runs]
    detail = "; ".join(told) or "no articles yet"
    if len(runs) > 1:
        detail += "; analyse the older ones anew to compare them"
    yield Finding("versions", True, f"form {schema.FORM}; {detail}")


def _claims(connection: sqlite3.Connection) -> Iterator[str]:
    """What linking wrote must be whole: each claim with its statements, each lineage within its claim, each link on words that
    are there."""
    rows = connection.execute(
        "SELECT c.id FROM claims c WHERE c.low > c.high OR c.statements < (SELECT count(*) FROM claim_statements m"
        " WHERE m.claim = c.number) OR NOT EXISTS (SELECT 1 FROM claim_statements m WHERE m.claim = c.number)"
    )
    yield from (f"{row[0]} has not the statements that it counts" for row in rows)
    rows = connection.execute("SELECT DISTINCT o.claim FROM origins o WHERE o.low > o.high OR NOT json_valid(o.statements)")
    yield from (f"the origins of claim {row[0]} are damaged" for row in rows)
    rows = connection.execute("SELECT id FROM links WHERE NOT json_valid(left_spans) OR NOT json_valid(right_spans)")
    yield from (f"the evidence of {row[0]} is damaged" for row in rows)


def _linked(connection: sqlite3.Connection) -> Iterator[Finding]:
    """How far linking went: that articles wait is no fault, and worth knowing."""
    try:
        row = connection.execute("SELECT finished FROM linking").fetchone()
        count = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        done = connection.execute("SELECT count(*) FROM features WHERE linked = 1").fetchone()[0]
    except DAMAGED as error:
        yield Finding("linked", False, f"{error}; {_COPY}")
        return
    waiting = count - done
    if row is None:
        detail = "not linked yet; “sayso link” finds what repeats what" if count else "no articles yet"
    elif waiting:
        detail = f"{waiting} {'article is' if waiting == 1 else 'articles are'} not linked yet; “sayso link” links them"
    else:
        detail = f"all articles are linked, since {row[0]}"
    yield Finding("linked", True, detail)


_CHECKS = {"file": _file, "keys": _keys, "dossiers": _dossiers, "counts": _counts, "words": _words, "claims": _claims}
