"""A case with names covered: who is meant by a name, all that pages call him, and the case as it looks without.

What ``covered`` gives stands between the catalogue and a case: what it is asked it asks the case, and covers all words of the
answer. In the text of an article each character of a name is replaced by one, so that every offset holds; everywhere else a
name becomes a bar of one width, so that no picture and no cut tells how long it was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple, cast, get_args

from sayso import records
from sayso.errors import UsageError
from sayso.names import bare, lexicon
from sayso.names.finding import names_in, plain
from sayso.records import Article, Dossier, Source, Span
from sayso.web.redaction import Called, Redactor, folded

if TYPE_CHECKING:
    from sayso.corpus import Case

_ID = re.compile(r"[a-z]+(?:-[a-z]+)?-[0-9a-f]{16}|[0-9a-f]{32,}")
"""What names a thing of a case, or its bytes: no words."""
_PARTICLES = frozenset("van von der den de del della di da du la le el al bin bint ibn ben dos das ter ten zu".split())
_BEHIND = frozenset("jr sr ii iii iv phd md mp".split())
_BODIES = lexicon.BODIES | lexicon.OUTLET_NAMES
_NO_NAMES = lexicon.TITLES | _BODIES | lexicon.COMMON | lexicon.PEOPLES | lexicon.PLACES | lexicon.DAYS | lexicon.DOCUMENTS


class Covering(NamedTuple):
    """What covers the names, and what to tell of it: the families of other people who share a name that is covered."""

    redactor: Redactor
    shared: tuple[str, ...]


# ------------------------------------------------------------------------------------------------------------- who is meant


def covering(case: Case, names: Iterable[str]) -> Covering:
    """What covers ``names`` on all pages of ``case``. Raises ``UsageError`` where one of them stands nowhere: a report would
    name him after all."""
    people = _People(case)
    asked = {name: people.called(name) for name in names}
    ordinary = _ordinary(case, {word for called in asked.values() for one in called for word in (*one.given, *one.family)})
    redactors = {name: Redactor(called, ordinary) for name, called in asked.items()}
    _check_present(case, redactors)
    every = [one for called in asked.values() for one in called]
    others = people.others(every)
    return Covering(Redactor(every, ordinary, others), tuple(sorted(people.sharing(every))))


class _People:
    """Everybody whom a case lets speak: their names, and what else pages call them."""

    def __init__(self, case: Case) -> None:
        self._names: dict[str, Counter[str]] = {}
        self._bodies: set[str] = set()
        for dossier in case:
            for source in dossier.sources:
                if source.name is not None:
                    self._take(source, dossier.article)
            for name in dossier.article.byline:
                self._names.setdefault(name, Counter())

    def _take(self, source: Source, article: Article) -> None:
        name = source.name or ""
        also = self._names.setdefault(name, Counter())
        is_body = source.kind in ("organisation", "outlet", "document")
        also.update(filter(None, (_alone(article.slice(mention), is_body) for mention in source.mentions)))
        if is_body:
            self._bodies.add(name)

    def called(self, asked: str) -> list[Called]:
        """All that pages call whom ``asked`` names."""
        first = self._one(asked)
        if not first.family:
            raise UsageError(f"“{asked}” is no name that can be covered")
        named = Redactor([first])
        same = [name for name in self._names if named.places(name) and self._is_same(first, self._one(name))]
        also = {other for name in same for other in self._names[name]}
        return list(dict.fromkeys([first, *map(self._one, same), *(self._one(other) for other in sorted(also))]))

    def _one(self, name: str) -> Called:
        words = [word for word in name.replace(",", " ").split() if plain(word)]
        if len(words) == 2 and words[0] == "the":
            return Called((), (words[1],), True, definite=True)
        if name in self._bodies or any(plain(word) in _BODIES for word in words):
            return Called((), tuple(words[1:] if len(words) > 1 and plain(words[0]) == "the" else words), True)
        while len(words) > 1 and plain(words[0]) in lexicon.TITLES:
            words = words[1:]
        while len(words) > 1 and plain(words[-1]) in _BEHIND:
            words = words[:-1]
        first = next((n for n, word in enumerate(words) if n and word.lower() in _PARTICLES), max(len(words) - 1, 0))
        return Called(tuple(words[:first]), tuple(words[first:]))

    def _is_same(self, first: Called, other: Called) -> bool:
        """Whether a name may be another form of the first: not where both have given names that differ."""
        if first.is_body or other.is_body:
            return first.is_body == other.is_body and bare(" ".join(first.family)) == bare(" ".join(other.family))
        if _same(first.family, other.family):
            return not (first.given and other.given) or _same(first.given[:1], other.given[:1])
        return False

    def others(self, covered: Iterable[Called]) -> list[str]:
        """The names of people who share but a given name with somebody who is covered."""
        given = {folded(word).text for one in covered for word in one.given[:1]}
        family = {folded(one.family[-1]).text for one in covered}
        return [
            name
            for name in self._names
            if (one := self._one(name)).given
            and folded(one.given[0]).text in given
            and folded(one.family[-1]).text not in family
        ]

    def sharing(self, covered: list[Called]) -> Iterator[str]:
        """The names of people who share a family name with somebody who is covered, and so are covered with him."""
        people = [one for one in covered if not one.is_body]
        named = {folded(word).text for one in people for word in one.given}
        for name in self._names:
            one = self._one(name)
            is_other = one not in covered and named.isdisjoint(folded(word).text for word in (*one.given, *one.family))
            if is_other and any(_same(one.family[-1:], other.family[-1:]) for other in people):
                yield name


def _same(left: Iterable[str], right: Iterable[str]) -> bool:
    return [folded(word).text for word in left] == [folded(word).text for word in right]


def _alone(mention: str, is_body: bool) -> str | None:
    """The name that a mention is, without titles; None where it is a pronoun, a description, or a name with more to it. A body
    may be called by a word that has a capital only ("the Post")."""
    words = mention.strip(" ,.;:").split()
    while words and (plain(words[0]) in lexicon.TITLES or words[0].lower() in ("the", "a", "an")):
        if is_body and len(words) == 2 and words[0].lower() == "the" and words[1][0].isupper():
            return f"the {words[1]}"
        words = words[1:]
    if not words or not words[0][0].isupper() or all(plain(word) in _NO_NAMES for word in words) or words == ["I"]:
        return None
    parts = names_in(" ".join(words))
    return parts[0].name if len(parts) == 1 and len(parts[0].name.split()) == len(words) else None


def _ordinary(case: Case, words: Iterable[str]) -> frozenset[str]:
    """Those of ``words`` that are also ordinary words: in the texts of the case, in lists of sayso, on its own pages."""
    asked = {folded(word).text for word in words}
    found = asked & _own_words()
    for dossier in case:
        if not (missing := asked - found):
            break
        found |= missing & set(_IN_PROSE.findall(dossier.article.text))
    return frozenset(found)


_IN_PROSE = re.compile(r"(?<=[^\S\n])[^\W\d_A-Z]+(?=[,;:.!?]?\s)")


@cache
def _own_words() -> frozenset[str]:
    """The words of closed lists, and those that templates have."""
    lists = (value for name in vars(records) if name[:1].isupper() for value in get_args(getattr(records, name)))
    listed = " ".join(value for value in lists if isinstance(value, str))
    folder = files("sayso.web") / "templates"
    written = " ".join(one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(".html"))
    return frozenset(re.findall(r"[^\W\d_]+", f"{listed} {written}".lower()))


def _check_present(case: Case, redactors: Mapping[str, Redactor]) -> None:
    """Raise ``UsageError`` where a name stands nowhere in the case."""
    missing = dict(redactors)
    for record in case.records():
        for name, redactor in list(missing.items()):
            if redactor.names(_all_words(record)):
                del missing[name]
        if not missing:
            return
    raise UsageError(f"{', '.join(f'“{name}”' for name in missing)} stands nowhere in this case: look at how it is spelled")


def _all_words(record: Any) -> str:
    """All words of a record, a line each."""
    if isinstance(record, Dossier):
        article = record.article
        told = (article.title, article.url, article.canonical_url, *article.byline, article.text)
        return "\n".join(filter(None, (*told, *(source.name for source in record.sources))))
    return "\n".join(str(getattr(record, one.name) or "") for one in fields(record))


# ---------------------------------------------------------------------------------------------------------------- the case


@dataclass(frozen=True, slots=True)
class _Case:
    """A case in whose answers names are covered. It answers whatever the case answers."""

    case: Case
    redactor: Redactor

    def __getattr__(self, name: str) -> Any:
        asked = getattr(self.case, name)
        if not callable(asked):
            return self.over(asked)
        return lambda *given, **named: self.over(asked(*given, **named))

    def __len__(self) -> int:
        return len(self.case)

    def __contains__(self, article: object) -> bool:
        return article in self.case

    def __iter__(self) -> Iterator[Dossier]:
        return map(self.over, self.case)

    def over(self, value: Any) -> Any:
        """``value`` with all names in it covered, however deep."""
        if isinstance(value, str):
            return value if _ID.fullmatch(value) else self.redactor.covered(value)
        if value is None or isinstance(value, int | float | Span):
            return value
        if isinstance(value, Article):
            return self._rebuilt(value, text=self.redactor.masked(value.text))
        if isinstance(value, tuple):
            inner = map(self.over, value)
            return type(value)(*inner) if hasattr(value, "_fields") else tuple(inner)
        if isinstance(value, list | set | frozenset):
            return type(value)(map(self.over, value))
        if isinstance(value, dict):
            return {self.over(key): self.over(one) for key, one in value.items()}
        if is_dataclass(value):
            return self._rebuilt(value)
        return map(self.over, value) if isinstance(value, Iterator) else value

    def _rebuilt(self, value: Any, **given: Any) -> Any:
        told = {one.name: getattr(value, one.name) for one in fields(value) if one.init and one.name not in given}
        return type(value)(**given, **{name: self.over(one) for name, one in told.items()})


def covered(case: Case, redactor: Redactor) -> Case:
    """``case`` as it looks with names covered."""
    return cast("Case", _Case(case, redactor))
