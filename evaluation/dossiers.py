"""The truth about a page as a dossier: what an analysis without a fault would give, for whatever works on dossiers.

Attributions are those of the truth, and so are who says each statement, on which chain, and how firmly. What the truth does not
tell of (the page's own sentences, figures, days, what a page says of those that it does not name) is what ``resolve`` makes of
these attributions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from evaluation.gold import TruePage
from evaluation.resolution import dossier as resolved
from evaluation.resolution import true_case
from sayso.records import Dossier, Evidence, Hop, Kind, Source, Spans, Statement, identity

Told = Mapping[str, Any]
"""An attribution as the truth tells of it."""


def true_dossiers(pages: Iterable[TruePage]) -> dict[str, Dossier]:
    """The dossiers of pages that the truth is known of, by the names of their files."""
    told = list(pages)
    attributions = [one for page in told for one in page.truth.get("attribution", [])]
    kinds = {one["name"]: one["kind"] for one in attributions if "name" in one and one["kind"] != "self"}
    return {page.file: _Page(page, kinds).dossier() for page in told}


def statements_of(dossier: Dossier) -> dict[str, Statement]:
    """The statements of a true dossier by the ids that the truth gives attributions; the same words are one statement."""
    by_content = {statement.spans: statement for statement in dossier.statements if statement.chain}
    return {one.id: by_content[one.content] for one in dossier.attributions}


class _Page:
    """One page: its sources are made as chains name them."""

    def __init__(self, page: TruePage, kinds: Mapping[str, Kind]) -> None:
        self.told: dict[str, Told] = {one["id"]: one for one in page.truth.get("attribution", [])}
        own = {one["name"]: one["kind"] for one in self.told.values() if "name" in one}
        self.kinds = {**kinds, **own}
        self.made = resolved(true_case(page))
        self.attributions = {one.id: one for one in self.made.attributions}
        self.sources: dict[str, Source] = {}

    def dossier(self) -> Dossier:
        statements = tuple(self._statement(one) if one.chain else one for one in self.made.statements)
        sources = [replace(one, mentions=self._mentions(one)) for one in self.sources.values()]
        return replace(self.made, statements=statements, sources=tuple(sources))

    def _statement(self, made: Statement) -> Statement:
        """The statement as the truth has it: of those of these very words the one with the longest chain."""
        here = [one for one in self.told.values() if self.attributions[one["id"]].content == made.spans]
        told = max(here, key=lambda one: len(one["chain"]))
        labels = {name: told[name] for name in ("act", "distance", "certainty")}
        return replace(made, chain=self._chain(told), medium=told.get("medium"), triggers=(), **labels)

    def _chain(self, told: Told) -> tuple[Hop, ...]:
        """The hops of the truth; the last is that of the attribution: where nobody or the page itself says it, the truth names
        none."""
        named = list(zip(told["chain"], told["evidence"], strict=True))
        last: Evidence = named.pop()[1] if named and named[-1][0] == told.get("name") else "stated"
        words, parent = self.attributions[told["id"]].source, self.told.get(told.get("inside", ""))
        outer = []
        for name, evidence in named:
            spans = self.attributions[parent["id"]].source if parent is not None and parent.get("name") == name else ()
            outer.append(Hop(source=self._source(name, self.kinds.get(name, "outlet")), evidence=evidence, spans=spans))
        own = self._source(told.get("name"), told["kind"], told)
        return (*outer, Hop(source=own, attribution=told["id"], evidence=last, spans=words))

    def _source(self, name: str | None, kind: Kind, told: Told | None = None) -> str:
        key = identity("source", self.made.article.id, kind, name or "")
        role = (told or {}).get("role")
        known = self.sources.get(key)
        if known is None:
            called = name if kind not in ("unnamed", "none") else None
            described = name if kind == "unnamed" else None
            self.sources[key] = Source(id=key, kind=kind, name=called, role=role, descriptor=described)
        elif known.role is None and role is not None:
            self.sources[key] = replace(known, role=role)
        return key

    def _mentions(self, source: Source) -> Spans:
        """Where the page names a source, as far as the truth marks it."""
        marked = [
            self.attributions[one["id"]].source
            for one in self.told.values()
            if identity("source", self.made.article.id, one["kind"], one.get("name", "")) == source.id
        ]
        return tuple(sorted({span for spans in marked for span in spans}))
