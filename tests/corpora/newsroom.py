"""Who publishes, and who speaks: the invented outlets of a world, and the people and bodies of one story."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal, NamedTuple

from corpora import vocabulary

PAPERS = "Courier|Gazette|Herald|Observer|Tribune|Examiner|Chronicle|Mercury|Sentinel|Dispatch|Messenger|Star|Echo".split("|")
AGENCIES = ("{} Press Agency", "{} Wire", "{} News Agency")
OUTLETS, WIRES, TOWNS = 240, 5, 60


class Outlet(NamedTuple):
    """An invented outlet. ``owner`` is the company that publishes it, where the imprint tells."""

    number: int
    name: str
    domain: str
    kind: Literal["agency", "newspaper", "online", "radio"]
    owner: str | None
    footer: str
    """What it puts under, and now and then into, its articles."""

    @property
    def spoken(self) -> str:
        """As others name it in running text."""
        return self.name if self.name.startswith("Radio ") else f"the {self.name}"


@dataclass(frozen=True, slots=True)
class World:
    """What all stories of a corpus share: outlets, and sayings that anybody may quote."""

    outlets: tuple[Outlet, ...]
    wires: tuple[Outlet, ...]
    sayings: tuple[tuple[str, str], ...]
    """A popular quotation and whose it is."""
    towns: tuple[str, ...]
    """Places of which many stories tell."""


def world(seed: int) -> World:
    """The world of a seed."""
    from corpora.grammar import expand

    chance = Random(f"world {seed}")
    taken: set[str] = set()
    owners = [f"{vocabulary.name(chance)} Media Group" for _ in range(12)]
    outlets: list[Outlet] = []
    wires: list[Outlet] = []
    while len(outlets) + len(wires) < OUTLETS + WIRES:
        place = vocabulary.name(chance)
        if place in taken:
            continue
        taken.add(place)
        if len(wires) < WIRES:
            wires.append(_outlet(len(wires), chance.choice(AGENCIES).format(place), "agency", None, chance))
            continue
        number = WIRES + len(outlets)
        kind, name = chance.choice(
            [
                *[("newspaper", f"{place} {paper}") for paper in PAPERS],
                ("radio", f"Radio {place}"),
                ("online", f"{place} Today"),
            ]
        )
        owner = chance.choice(owners) if chance.random() < 0.4 else None
        outlets.append(_outlet(number, name, kind, owner, chance))  # type: ignore[arg-type]
    slots = {key: vocabulary.name(chance) for key in ("place", "town", "street", "thing", "hall", "family")}
    slots |= {f"kw{n}": chance.choice(vocabulary.NOUNS) for n in range(1, 5)}
    sayings = []
    for _ in range(12):
        speech = expand("<speech>, and <speech>", slots, chance)
        sayings.append((speech[0].upper() + speech[1:], f"{vocabulary.first_name(chance)} {vocabulary.name(chance)}"))
    return World(tuple(outlets), tuple(wires), tuple(sayings), tuple(vocabulary.name(chance) for _ in range(TOWNS)))


def _outlet(
    number: int, name: str, kind: Literal["agency", "newspaper", "online", "radio"], owner: str | None, chance: Random
) -> Outlet:
    domain = name.lower().replace(" ", "") + ".example"
    footer = chance.choice(FOOTERS).format(
        name=name, other=chance.choice(vocabulary.NOUNS), more=chance.choice(vocabulary.GROUPS)
    )
    return Outlet(number, name, domain, kind, owner, footer)


FOOTERS = (
    "Read more of our reporting from the region and get the {name} morning letter for {more}, with the {other} news every day.",
    "The {name} is supported by {more} like you; if you value our {other} coverage, please give a little every month.",
    "Do you know more about this story? Write to the {name} newsroom or to our {other} desk, where {more} are always welcome.",
    "This article is free to read because {more} pay for the {name}; more on the {other} can be found on our site.",
)


class Party(NamedTuple):
    """Somebody who speaks. ``key`` is the same for all who are one origin: a body and its spokesman."""

    key: str
    kind: Literal["person", "organisation", "outlet", "unnamed", "none"]
    name: str
    role: str | None = None
    body: str | None = None
    number: str | None = None
    people: int = 1
    """How many separate origins he or they are, in truth; 0 where it is somebody who also speaks by name."""
