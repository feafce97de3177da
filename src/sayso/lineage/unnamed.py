"""Sources without a name: those of one outlet that answer to one description are one source, of so many people as are counted.

"Two officials in the ministry", "one of the officials" and "the other" of one page are one source; so is "a senior official" of
two pages of one outlet. Those of two outlets never are: that they may be is for counting to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.lineage.kinship import is_apart, known
from sayso.lineage.story import Story
from sayso.lineage.tellings import Hop, Teller
from sayso.lineage.voices import Voice, is_open, is_pronoun, stem, voice_of

Parties = list[list[Hop]]
"""Sources of one description: the hops of each of them."""
_ORDINALS = {"third": 3, "fourth": 4, "fifth": 5, "sixth": 6}


def described(story: Story, hops: Sequence[Hop]) -> list[Parties]:
    """The unnamed sources of one outlet, those that answer to one description together."""
    found: dict[str, list[Hop]] = {}
    for teller, place in hops:
        found.setdefault(teller.party, []).append((teller, place))
    groups: list[Parties] = []
    for ones in sorted(found.values(), key=lambda ones: (_rank(ones[0][0]), ones[0][1], ones[0][0].label)):
        near = [group for group in groups if _is_answered(story, ones, group)]
        here = _pages(story, ones)
        beside = [group for group in near if any(here & _pages(story, other) for other in group)]
        near = beside or near
        if len(near) == 1 or (near and _rank(ones[0][0]) > 1):
            near[-1].append(ones)
        else:
            groups.append([ones])
    return groups


def _rank(teller: Teller) -> int:
    """The order in which descriptions are taken: those that name a body, then others, then "the other", then "they"."""
    voice = voice_of(teller)
    if is_pronoun(teller) or not voice.head:
        return 3
    return 2 if voice.part else 0 if voice.body else 1


def _pages(story: Story, hops: Iterable[Hop]) -> set[str]:
    return {story.tellings[place].article for _, place in hops}


def _is_answered(story: Story, ones: Sequence[Hop], group: Parties) -> bool:
    """Whether a source answers to the description of a group: to that of one in it, and against nobody's."""
    mine = ones[0][0]
    if any(other[0][0].kind != mine.kind or _is_against(mine, other[0][0]) for other in group):
        return False
    here = _pages(story, ones)
    return any(_is_alike(mine, other[0][0], bool(here & _pages(story, other))) for other in group)


def _is_against(one: Teller, other: Teller) -> bool:
    """Whether what is said of one cannot be of the other; those who are as many on one page are not told apart by this."""
    return voice_of(one).most == voice_of(other).most == 1 and is_apart(known([one], one.kind), known([other], other.kind))


def _is_alike(one: Teller, other: Teller, is_near: bool) -> bool:
    mine, yours = voice_of(one), voice_of(other)
    if is_pronoun(one) or not mine.head:
        return is_near
    if is_near and _are_as_many(mine, yours):
        return True  # "two people in the department", "two officials in the ministry"
    return stem(mine.head) == stem(yours.head) and not is_apart(known([one], one.kind), known([other], other.kind))


def _are_as_many(one: Voice, other: Voice) -> bool:
    is_counted = one.most == other.most > 1 and not one.crowd and not other.crowd
    return is_counted and (is_open(one) or is_open(other))


def how_many(story: Story, parties: Parties) -> int:
    """At most how many the unnamed of one description are: the number that is given, else as many as a page tells apart."""
    voices = [voice_of(ones[0][0]) for ones in parties]
    words = {word for ones in parties for word in ones[0][0].label.casefold().split()}
    given = max([*(voice.most for voice in voices), *(_ORDINALS[word] for word in words & _ORDINALS.keys())])
    if given > 1 and any(voice.most > 1 and not voice.crowd for voice in voices):
        return given
    singly: defaultdict[str, int] = defaultdict(int)
    for ones in parties:
        for page in _pages(story, ones):
            singly[page] += voice_of(ones[0][0]).most == 1
    return max(given, *singly.values())
