"""Whom subjects of verbs of saying mean, against the coreference of GUM: a second opinion on pronouns and descriptions, over
texts of other kinds than news.

``cases`` reads the documents, ``outcomes`` resolves the subjects of each and holds them against the gold. A subject counts
where its chain of mentions has a proper name; it is right where the source got a name of that chain.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from evaluation.shared import folder
from sayso import spans
from sayso.annotation import annotate
from sayso.pages import read
from sayso.records import Article, Attribution, Page, Refusal, Span
from sayso.resolution import resolve
from sayso.scores import same_name

Sort = Literal["pronoun", "nominal", "name"]

SPEECH = frozenset(
    "say tell add write state ask report announce reply respond declare note claim argue warn explain recall insist suggest "
    "believe think deny admit acknowledge confirm hope want know feel show find reveal indicate promise agree conclude "
    "predict complain demand propose urge describe observe remark comment accuse criticize criticise praise expect fear".split()
)
"""Lemmas of verbs whose subject is a source."""
_SORTS: dict[str, Sort] = {"PRON": "pronoun", "NOUN": "nominal", "PROPN": "name"}
_SPOKEN = frozenset("i we you me us my our your myself ourselves yourself".split())
_THIRD = frozenset("he she they it".split())
_MENTION = re.compile(r"\((\d+)(?:\[\d+/\d+\])?-([^()]*)(\))?|(\d+)(?:\[\d+/\d+\])?\)")
_ETYPE, _MINSPAN = 0, 4


class Word(NamedTuple):
    """A token of a tree: where it stands in the text, and what it hangs on."""

    number: int
    span: Span
    form: str
    lemma: str
    tag: str
    head: int
    relation: str


@dataclass(slots=True)
class Chain:
    """All mentions of one entity: whether it is a person, their words, and those that are proper names."""

    person: bool = False
    mentions: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)


class Subject(NamedTuple):
    """The subject of a verb of saying: the spans of an attribution, what sort of words it is, and its chain."""

    attribution: Attribution
    sort: Sort
    chain: Chain


class Outcome(NamedTuple):
    """How a subject was resolved: the name that the source got (None: unresolved), and whether that is one of its chain."""

    subject: Subject
    words: str
    name: str | None
    right: bool


class Pronoun(NamedTuple):
    """A pronoun of the third person that is the subject of any verb: where it stands, which it is, and its chain."""

    place: int
    word: str
    chain: Chain


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sources there are, how many of them got the right name, and how many a wrong one."""

    all: int = 0
    right: int = 0
    wrong: int = 0

    def plus(self, *, right: bool, named: bool) -> Tally:
        """The tally with one more, which has a name or not, a right one or not."""
        return Tally(self.all + 1, self.right + right, self.wrong + (named and not right))


class Case(NamedTuple):
    """A document as an article, with the subjects of its verbs of saying, and all subjects that are pronouns."""

    name: str
    article: Article
    subjects: tuple[Subject, ...]
    pronouns: tuple[Pronoun, ...]


def cases(split: str) -> Iterator[Case]:
    """The documents of a split of GUM."""
    with gzip.open(folder(within=f"data/gum/{split}.conllu.gz"), "rt", encoding="utf-8") as lines:
        documents = lines.read().split("# newdoc id = ")[1:]
    return map(read_document, documents)


def outcomes(case: Case) -> Iterator[Outcome]:
    """What ``resolve`` makes of each subject whose chain has a proper name."""
    attributions = [subject.attribution for subject in case.subjects]
    found = resolve(case.article, annotate(case.article), attributions)
    sources = {source.id: source for source in found.sources}
    behind = {hop.attribution: sources[hop.source] for one in found.statements for hop in one.chain}
    for subject in case.subjects:
        source = behind.get(subject.attribution.id)
        if not subject.chain.named or source is None:
            continue
        name = source.name or (source.descriptor if source.resolved else None)
        right = any(same_name(true, name, person=subject.chain.person) for true in subject.chain.named)
        yield Outcome(subject, case.article.slice(subject.attribution.source), name, right)


def tallies(cases: Iterable[Case]) -> dict[Sort, Tally]:
    """A tally for each sort of subject."""
    told: dict[Sort, Tally] = {"pronoun": Tally(), "nominal": Tally(), "name": Tally()}
    for case in cases:
        for one in outcomes(case):
            told[one.subject.sort] = told[one.subject.sort].plus(right=one.right, named=one.name is not None)
    return told


# --------------------------------------------------------------------------------------------------------------------- reading


def read_document(document: str) -> Case:
    """A document of GUM, from its id on the first line to its last tree."""
    text = ""
    sentences: list[tuple[list[Word], list[str]]] = []
    for block in document.split("\n\n"):
        lines = block.splitlines()
        said = next((line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")), None)
        if said is None:
            continue
        paragraph = any(line.startswith("# newpar") and "_block" not in line for line in lines)
        text += ("\n\n" if paragraph else " ") if text else ""
        rows = [line.split("\t") for line in lines if line[:1].isdigit()]
        words = list(_words(rows, said, len(text)))
        sentences.append((words, [row[9] for row in rows if row[0].isdigit()]))
        text += said
    article = read(Page(data=text.encode(), name=document.split()[0], encoding="utf-8", media_type="text/plain"))
    if isinstance(article, Refusal) or article.text != text:
        raise ValueError(f"{document.split()[0]} was not read as it is")
    chains: defaultdict[str, Chain] = defaultdict(Chain)
    heads = [_mentions(text, words, misc, chains) for words, misc in sentences]
    parsed = [
        (words, {number: chains[entity] for number, entity in found.items()})
        for (words, _), found in zip(sentences, heads, strict=True)
    ]
    return Case(article.id, article, tuple(_subjects(article, parsed)), tuple(_pronouns(parsed)))


def _words(rows: Sequence[list[str]], said: str, start: int) -> Iterator[Word]:
    """The words of a sentence; those of a contraction share its place where they are not found in the text."""
    at = 0
    for row in rows:
        if not row[0].isdigit():
            continue
        found = said.find(row[1], at)
        begin = found if found >= 0 else at
        end = min(begin + len(row[1]), len(said)) if found >= 0 else at
        at = end
        yield Word(int(row[0]), Span(start + begin, start + end), row[1], row[2], row[3], int(row[6]), row[7])


def _pronouns(sentences: Iterable[tuple[list[Word], dict[int, Chain]]]) -> Iterator[Pronoun]:
    for words, chains in sentences:
        for word in words:
            if (
                word.tag == "PRON"
                and word.form.casefold() in _THIRD
                and word.relation.startswith("nsubj")
                and word.number in chains
            ):
                yield Pronoun(word.span.start, word.form.casefold(), chains[word.number])


def _subjects(article: Article, sentences: Iterable[tuple[list[Word], dict[int, Chain]]]) -> Iterator[Subject]:
    quoted = [span for quotation in annotate(article).quotations for span in quotation.spans]
    for words, chains in sentences:
        for verb in words:
            subject = next((word for word in words if word.head == verb.number and word.relation == "nsubj"), None)
            if verb.tag != "VERB" or verb.lemma not in SPEECH or subject is None or subject.form.casefold() in _SPOKEN:
                continue
            chain = chains.get(subject.number)
            made = _attribution(article.text, words, verb, subject, quoted)
            if chain is not None and made is not None and subject.tag in _SORTS:
                yield Subject(made, _SORTS[subject.tag], chain)


def _mentions(text: str, words: Sequence[Word], misc: Sequence[str], chains: defaultdict[str, Chain]) -> dict[int, str]:
    """The entity of each head word of a mention; what the mentions are goes into ``chains``."""
    opened: list[tuple[str, str, int]] = []
    heads: dict[int, str] = {}
    for place, told in enumerate(misc):
        for match in _MENTION.finditer(next((part for part in told.split("|") if part.startswith("Entity=")), "")):
            if match[1]:
                opened.append((match[1], match[2], place))
            if match[3] or match[4]:
                last = len(opened) - 1
                index = last if match[3] else next((n for n in range(last, -1, -1) if opened[n][0] == match[4]), None)
                if index is not None:
                    _close(text, words[opened[index][2] : place + 1], opened.pop(index), chains, heads)
    return heads


def _close(
    text: str, inside: Sequence[Word], mention: tuple[str, str, int], chains: defaultdict[str, Chain], heads: dict[int, str]
) -> None:
    entity, told, _ = mention
    fields = told.split("-")
    least = [int(number) for number in fields[_MINSPAN].split(",")] if len(fields) > _MINSPAN else []
    core = [inside[number - 1] for number in least if number <= len(inside)] or list(inside)
    chain = chains[entity]
    chain.person |= fields[_ETYPE] == "person"
    chain.mentions.add(text[inside[0].span.start : inside[-1].span.end])
    if any(word.tag == "PROPN" for word in core):
        chain.named.add(text[core[0].span.start : core[-1].span.end])
    numbers = {word.number for word in inside}
    for word in inside:
        if word.head not in numbers:
            heads.setdefault(word.number, entity)


def _attribution(text: str, words: Sequence[Word], verb: Word, subject: Word, quoted: Sequence[Span]) -> Attribution | None:
    """The subject, the verb and the clause said; where there is no clause, the rest of the sentence."""
    below = _below(words, subject)
    source = Span(min(word.span.start for word in below), max(word.span.end for word in below))
    clause = next((word for word in words if word.head == verb.number and word.relation in ("ccomp", "parataxis")), None)
    said = _below(words, clause) if clause is not None else [word for word in words if word.span.start >= verb.span.end]
    if not said or not text[slice(*source)].strip():
        return None
    whole = [Span(min(word.span.start for word in said), max(word.span.end for word in said))]
    content = spans.cut(whole, [source, verb.span])
    content = spans.normal(span for span in content if text[slice(*span)].strip())
    if not content:
        return None
    direct = spans.inside([Span(span.start, span.end) for span in content], quoted)
    name = f"{verb.span.start}"
    return Attribution(
        id=name,
        source=spans.cut([source], [verb.span]),
        cue=(verb.span,),
        content=content,
        form="direct" if direct else "indirect",
        engine="gold",
    )


def _below(words: Sequence[Word], top: Word) -> list[Word]:
    """A word and all that hangs on it, without punctuation."""
    numbers = {top.number}
    for _ in words:
        more = {word.number for word in words if word.head in numbers} - numbers
        if not more:
            break
        numbers |= more
    return [word for word in words if word.number in numbers and word.tag != "PUNCT"]
