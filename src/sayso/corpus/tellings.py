"""What a claim is traced by: its statements with their pages and chains, and the links among its pages, looked up in a case."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sayso import outlets
from sayso.corpus.claims import link_of
from sayso.lineage import Teller, Telling
from sayso.links.features import PLACES
from sayso.records import Link, Span

if TYPE_CHECKING:
    from sayso.corpus.engine import Engine


class Tellings:
    """Where the tellings and links of claims are looked up, a batch at a time."""

    def __init__(self, connection: sqlite3.Connection, engine: Engine) -> None:
        self._connection = connection
        self._spots = engine.columns(f"SELECT (article << {PLACES}) + place AS statement, start, stop FROM spots ORDER BY 1, 2")
        self._pages = engine.columns("SELECT article, first, last FROM pages ORDER BY article")

    def of(self, statements: Sequence[int]) -> dict[int, Telling]:
        """The tellings of statements by their numbers."""
        asked = (json.dumps(statements),)
        cited: dict[int, dict[str, str]] = {}
        for statement, page, outlet in self._connection.execute(_CITED, asked):
            cited.setdefault(statement, {}).setdefault(outlet, page)
        chains: dict[int, list[Teller]] = {}
        for statement, *told in self._connection.execute(_HOPS, asked):
            chains.setdefault(statement, []).append(_hop(told, cited.get(statement, {})))
        return {row[0]: self._telling(row, chains.get(row[0], [])) for row in self._connection.execute(_STATEMENTS, asked)}

    def links(self, ties: Sequence[int]) -> dict[int, tuple[str, Link]]:
        """The links of these numbers, each with the id of its left article."""
        rows = self._connection.execute(_LINKS, (json.dumps(ties),))
        return {number: (article, link_of(row)) for number, article, *row in rows}

    def _telling(self, row: tuple[Any, ...], chain: list[Teller]) -> Telling:
        number, article, name, page, outlet, text, voice, act, distance, certainty, medium, denies, credit, address, *called = (
            row
        )
        place = self._pages["article"].searchsorted(article)
        return Telling(
            id=name,
            article=page,
            outlet=outlet,
            owner=_owner(outlet),
            first=float(self._pages["first"][place]),
            last=float(self._pages["last"][place]),
            text=text,
            voice=voice,
            act=act,
            distance=distance,
            certainty=certainty,
            chain=tuple(chain),
            spans=self._places(number),
            medium=medium,
            denies=act == "denies" or denies is not None,
            credits=tuple(credit.split("; ")) if credit else (),
            address=address,
            title=_called(*called),
        )

    def _places(self, statement: int) -> tuple[Span, ...]:
        first, end = self._spots["statement"].searchsorted([statement, statement + 1])
        starts, stops = self._spots["start"][first:end].tolist(), self._spots["stop"][first:end].tolist()
        return tuple(Span(start, stop) for start, stop in zip(starts, stops, strict=True))


_ASKED = "(SELECT value FROM json_each(?))"
_STATEMENTS = (
    "SELECT s.number, s.article, s.id, a.id, o.name, s.text, s.voice, s.act, s.distance, s.certainty, s.medium, s.denies,"
    " a.credit, a.address, a.title, a.url,"
    " (SELECT min(p.name) FROM pages p WHERE p.article = a.number) FROM statements s JOIN articles a ON a.number = s.article"
    f" LEFT JOIN outlets o ON o.number = a.outlet WHERE s.number IN {_ASKED}"
)
_HOPS = (
    "SELECT h.statement, p.id, coalesce(x.name, x.descriptor, p.name), x.kind, x.role, x.how_many, x.body, x.anonymity,"
    " o.name, h.evidence, h.words FROM hops h JOIN sources x ON x.number = h.source JOIN parties p ON p.number = h.party"
    f" LEFT JOIN outlets o ON o.number = p.outlet WHERE h.statement IN {_ASKED} ORDER BY h.statement, h.depth"
)
_CITED = (
    "SELECT l.left_statement, b.id, o.name FROM links l JOIN articles b ON b.number = l.right"
    f" JOIN outlets o ON o.number = b.outlet WHERE l.relation = 'cites' AND l.left_statement IN {_ASKED} ORDER BY l.id"
)
_LINKS = (
    "SELECT l.number, a.id, l.id, coalesce(s.id, a.id), coalesce(t.id, b.id), l.relation, l.score, l.left_spans, l.right_spans,"
    " l.directed, l.reason FROM links l JOIN articles a ON a.number = l.left JOIN articles b ON b.number = l.right"
    " LEFT JOIN statements s ON s.number = l.left_statement LEFT JOIN statements t ON t.number = l.right_statement"
    f" WHERE l.number IN {_ASKED}"
)


def _hop(told: Sequence[Any], cited: dict[str, str]) -> Teller:
    """A hop; one that is an outlet leads to the page of that outlet which the statement cites. That a "person" is an outlet may
    be shown by nothing but its page."""
    party, label, kind, role, number, body, anonymity, outlet, evidence, words = told
    nation = json.loads(anonymity).get("nationality") if anonymity else None
    if kind == "person" and (named := next((one for one in cited if outlets.is_own(label, one)), None)) is not None:
        kind, outlet = "outlet", named
    name = outlet if kind == "outlet" else None
    return Teller(party, label or "", kind, role, number, body, nation, name, evidence, cited.get(outlet), words)


def _called(title: str | None, address: str | None, name: str | None) -> str | None:
    """What a page is called where its outlet is not known: its title, else where it is from."""
    if title or not address:
        return title or (os.path.basename(name) if name else None)
    try:
        return urlsplit(address).hostname or address
    except ValueError:  # an address that is none
        return address


@lru_cache(maxsize=1 << 12)
def _owner(outlet: str | None) -> str | None:
    known = outlets.outlet(outlet) if outlet is not None else None
    return (known.parent if known is not None else None) or outlet
