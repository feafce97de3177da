"""Which statement of the page a denial denies: in which words it is said, and by whom.

Three ways lead there. The denial holds the statement: "denied allegations that ...". It points at it: "denied the claim",
"rejects that", "disputes Lee's account", "no such warning". It restates it: most of its own words stand in an earlier statement
of somebody else. Where two statements fit nearly as well, and where the one pointed at is far off, there is no link.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso import spans
from sayso.records import Article, Source, Span, Spans, Statement
from sayso.resolution.firmness import NOT_SO

_CLAIM = (
    r"account|accusation|allegation|argument|assertion|assessment|characteri[sz]ation|charge|claim|comment|conclusion|contention|"
    r"criticism|description|estimate|evidence|explanation|figure|finding|idea|implication|indicator|insinuation|lie|narrative|"
    r"notion|number|point|premise|proposal|remark|report|request|rumou?r|speculation|statement|story|suggestion|theory|version|view"
)
_POINTER = re.compile(
    rf"(?i)^[\"“‘']?(?:(?:it|this|that)(?: all)?|(?:all |both )?(?:of )?(?:the|this|that|these|those|such|any such|"
    rf"(?P<whose>(?-i:[A-Z])[\w.’'-]*(?: (?-i:[A-Z])[\w.’'-]*)*)[’']s?) (?:[\w-]+ ){{0,2}}?(?P<claim>{_CLAIM})s?)"
    r"(?:,? (?:as|saying|calling|which|completely|entirely|outright)\b.*)?[.,\"”’']*$"
)
_HELD = re.compile(
    rf"(?i)(?:[^\s,.;]+ ){{0,5}}?(?:{_CLAIM})s?(?:,|:| by [^,.;]+| from [^,.;]+| in [^,.;]+)?(?: (?:that|of)(?: \w+)?)?"
)
"""What stands before the statement that a denial holds: "allegations by the guild that"."""
_PROPOSES = re.compile(r"(?i)proposal|request|suggestion|idea|notion|argument|it|this|that")
_SUCH = re.compile(r"(?i)\b(?:(?:no|any|of) such|such an?) (?P<thing>[a-z-]{4,})")
"""In the first words of a denial: "no such warning". What is denied speaks of the thing."""
_FIRST = 120
_STOP = frozenset(
    (
        "the a an and or but if of in on at by for to from with about into over under after before between than then that "
        "this these those there here it its he him his she her hers they them their we us our you your i me my who whom "
        "whose which what when where why how is are was were be been being has have had do does did will would could should "
        "can may might must not no nor never any all some ever also just only even very more most much many such own other "
        "another same so as because while during said says say saying told tell claim claims claimed claiming allegation "
        "allegations alleged accused accusation accusations report reports reported denied denies deny denying rejected "
        "rejects dismissed disputed refuted suggestion suggestions idea notion mr mrs ms dr one two anything something "
        "nothing anyone someone"
    ).split()
)
_COUNTED = re.compile(r"(?i)figure|number|estimate")
_DIGIT = re.compile(r"\d")
_PUT = re.compile(r"(?i)[\"“‘']|that\b|(?:ever |having )?\w+ing\b")
"""How something begins that is put, and so can be restated: "denied that", "denied meeting"."""
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+|\d[\d,.]*\d|\d")
_LEAST_SHARED, _LEAST_SHARE, _SURE_SHARE, _MARGIN = 2, 0.5, 0.7, 0.15
_FEWEST, _MOST_OF_IT = 3, 0.6
_LONGEST = 300
"""A content that is longer points at nothing."""
_FAR = 100
"""So many statements before and behind a denial are looked at."""
_NEAR, _NAMED_NEAR = 500, 2500
"""Within so many characters a pointer finds what it points at: without a name, and with the name of the accuser."""


class Denied(NamedTuple):
    """The id of the statement that is denied, and the words that show it."""

    statement: str
    words: Spans


def denials(article: Article, statements: Sequence[Statement], sources: Mapping[str, Source]) -> dict[str, Denied]:
    """For the denials among ``statements``, by id, what they deny, where it is on the page."""
    said = sorted((one for one in statements if one.chain), key=lambda one: one.spans)
    found: dict[str, Denied] = {}
    for place, denial in enumerate(said):
        if denial.act == "denies" and _known(sources, denial):
            before, behind = said[max(0, place - _FAR) : place], said[place + 1 : place + _FAR]
            earlier = [one for one in _earlier(article, denial, before) if _known(sources, one)]
            made = _held(article, denial, behind) or _found(article, denial, earlier, sources)
            if made is not None:
                found[denial.id] = made
    return found


def _earlier(article: Article, denial: Statement, said: Sequence[Statement]) -> list[Statement]:
    """What others said before ``denial`` and outside it, itself no denial."""
    return [
        one
        for one in said
        if one.act not in ("denies", "declines")
        and _who(one) != _who(denial)
        and one.spans[-1].end <= denial.spans[0].start
        and not spans.overlap(one.spans, denial.spans)
        and len(_WORD.findall(article.slice(one.spans))) >= _FEWEST
    ]


def _known(sources: Mapping[str, Source], statement: Statement) -> bool:
    """Whether it is settled who speaks; else it may be the same one."""
    source = sources.get(_who(statement))
    return source is not None and source.resolved


def _who(statement: Statement) -> str:
    return statement.chain[-1].source


def _held(article: Article, denial: Statement, behind: Sequence[Statement]) -> Denied | None:
    """The one statement of somebody else inside ``denial`` that runs to its end: "allegations that ..."."""
    start, end = denial.spans[0].start, denial.spans[-1].end
    inside = [one for one in behind if one.spans[0].start >= start and one.spans[-1].end == end and _who(one) != _who(denial)]
    outer = min(inside, key=lambda one: one.spans, default=None)
    if outer is None or outer.spans == denial.spans or outer.spans[0].start - start > _NEAR // 5:
        return None
    before = spans.trim(article.text, Span(start, outer.spans[0].start))
    return Denied(outer.id, (before,)) if before is not None and _HELD.fullmatch(article.slice(before)) else None


def _found(article: Article, denial: Statement, earlier: Sequence[Statement], sources: Mapping[str, Source]) -> Denied | None:
    """What ``denial`` points at, or else restates."""
    words = article.slice(denial.spans)
    such = _SUCH.search(words, 0, min(_FIRST, denial.spans[0].end - denial.spans[0].start))
    if such is not None and not re.fullmatch(rf"(?i)(?:{_CLAIM})s?", such["thing"]):
        return _of_such(article, denial, earlier, such)
    pointer = (_POINTER.match(words) if len(words) <= _LONGEST else None) or NOT_SO.match(words)
    if pointer is None:
        return _restated(article, denial, earlier)
    named = pointer.groupdict()
    near = [one for one in earlier if denial.spans[0].start - one.spans[-1].end <= _NEAR]
    if named.get("whose"):
        whose = named["whose"]
        near = [one for one in earlier if denial.spans[0].start - one.spans[-1].end <= _NAMED_NEAR and _is(sources, one, whose)]
    if not _PROPOSES.fullmatch(named.get("claim") or pointer.group().strip("“\"‘'")):
        near = [one for one in near if one.act not in ("wants", "asks")]
    nearest = _nearest(article, near, named.get("claim"))
    start = denial.spans[0].start
    return Denied(nearest.id, (Span(start, min(start + pointer.end(), denial.spans[0].end)),)) if nearest is not None else None


def _of_such(article: Article, denial: Statement, earlier: Sequence[Statement], such: re.Match[str]) -> Denied | None:
    """The nearest earlier statement that has the thing of "no such thing"."""
    stem = next((stem for stem, _ in _stems(such["thing"])), None)
    speaking = [one for one in earlier if stem in {each for each, _ in _stems(article.slice(one.spans))}]
    start = denial.spans[0].start
    near = [one for one in speaking if start - one.spans[-1].end <= _NAMED_NEAR]
    nearest = _nearest(article, near, None)
    return Denied(nearest.id, (Span(start + such.start(), start + such.end()),)) if nearest is not None else None


def _is(sources: Mapping[str, Source], statement: Statement, name: str) -> bool:
    """Whether ``name`` is, or ends, that of the source of ``statement``."""
    source = sources.get(_who(statement))
    known = (source.name or source.descriptor or "") if source is not None else ""
    return known == name or known.endswith(f" {name}")


def _nearest(article: Article, near: Sequence[Statement], claim: str | None) -> Statement | None:
    """The nearest of the statements; none where the noun that points fits another one better ("the report", "reported")."""
    if claim is not None and _COUNTED.match(claim):
        near = [one for one in near if _DIGIT.search(article.slice(one.spans))]
    end = max((one.spans[-1].end for one in near), default=None)
    nearest = [one for one in near if one.spans[-1].end == end]
    fit = [one for one in near if claim is not None and _fits(article, one, claim)]
    if fit and not any(one in fit for one in nearest):
        return None
    longest = max((_length(one) for one in nearest), default=0)
    whole = [one for one in nearest if _length(one) >= longest * _MOST_OF_IT]  # "said that X said it": what X said
    return max(whole, key=lambda one: len(one.chain), default=None)


def _length(statement: Statement) -> int:
    return sum(span.end - span.start for span in statement.spans)


def _fits(article: Article, statement: Statement, claim: str) -> bool:
    """Whether a word of the chain of a statement has the same stem as ``claim``."""
    return any(claim.lower()[:5] in article.slice(hop.spans).lower() for hop in statement.chain)


# ------------------------------------------------------------------------------------------------------------------- restated


def _stems(words: str) -> Iterator[tuple[str, Span]]:
    """The words that mean something, cut to what inflection leaves alone."""
    for match in _WORD.finditer(words):
        word = re.sub(r"[’']s?$", "", match.group().lower())
        if word not in _STOP:
            yield re.sub(r"(?:ing|ed|es|s|e|y)$", "", word[:7]) if len(word) > 4 else word, Span(*match.span())


def _restated(article: Article, denial: Statement, earlier: Sequence[Statement]) -> Denied | None:
    """The earlier statement that has most of the words of ``denial``, the rarer ones counting more; None where two do."""
    base = denial.spans[0].start
    own = {stem: Span(base + span.start, base + span.end) for stem, span in _stems(article.slice(denial.spans[:1]))}
    if len(own) < _LEAST_SHARED or not earlier or not _PUT.match(article.text, base):
        return None
    others = [{stem for stem, _ in _stems(article.slice(one.spans))} for one in earlier]
    often = Counter(stem for stems in others for stem in stems)
    weight = {stem: 1 / (1 + often[stem] / len(earlier) * 4) for stem in own}
    whole = sum(weight.values())
    ranked = sorted(
        (
            (round(sum(weight[stem] for stem in own if stem in stems) / whole, 4), one.spans[-1].end, place)
            for place, (one, stems) in enumerate(zip(earlier, others, strict=True))
        ),
        reverse=True,
    )
    share, _, place = ranked[0]
    shared = [stem for stem in own if stem in others[place]]
    rivals = [rank for rank in ranked[1:] if rank[0] > share - _MARGIN and _who(earlier[rank[2]]) != _who(earlier[place])]
    if share < _LEAST_SHARE or len(shared) < _LEAST_SHARED or (rivals and share < _SURE_SHARE):
        return None
    return Denied(earlier[place].id, tuple(sorted(own[stem] for stem in shared))[:3])
