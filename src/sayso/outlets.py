"""News agencies by name: who is credited with a text that others print.

A table of our own with facts only: names, aliases, no ratings. Outlets with their domains and owners join it later. Whether a
name is that of a page's own outlet is told by the words alone.
"""

from __future__ import annotations

from sayso.names import bare, initials

AGENCIES: dict[str, tuple[str, ...]] = {
    "Associated Press": ("AP", "The Associated Press", "The AP", "AP News", "Associated Press News"),
    "Reuters": ("Thomson Reuters", "Reuters News", "Reuters News Agency"),
    "Agence France-Presse": ("AFP", "Agence France Presse"),
    "PA Media": ("PA", "Press Association", "The Press Association", "PA News Agency"),
    "Bloomberg": ("Bloomberg News",),
    "United Press International": ("UPI",),
    "Deutsche Presse-Agentur": ("dpa", "DPA", "German Press Agency"),
    "EFE": ("Agencia EFE",),
    "ANSA": ("Agenzia ANSA",),
    "Xinhua": ("Xinhua News Agency",),
    "TASS": ("ITAR-TASS", "TASS Russian News Agency"),
    "RIA Novosti": ("RIA",),
    "Interfax": ("Interfax News Agency",),
    "Kyodo News": ("Kyodo",),
    "Jiji Press": ("Jiji",),
    "Yonhap": ("Yonhap News Agency",),
    "Anadolu Agency": ("Anadolu", "AA"),
    "Australian Associated Press": ("AAP",),
    "The Canadian Press": ("Canadian Press", "CP"),
    "Press Trust of India": ("PTI",),
    "Asian News International": ("ANI",),
    "Indo-Asian News Service": ("IANS",),
    "Associated Press of Pakistan": ("APP",),
    "Islamic Republic News Agency": ("IRNA",),
    "Syrian Arab News Agency": ("SANA",),
    "Ukrinform": (),
    "Interfax-Ukraine": (),
    "Bernama": (),
    "Antara": ("Antara News",),
    "News Agency of Nigeria": ("NAN",),
    "Ghana News Agency": ("GNA",),
    "South African Press Association": ("SAPA",),
    "African News Agency": ("ANA",),
    "CNN Wire": ("CNN Newsource", "The-CNN-Wire", "CNN Wires", "CNN Wire Staff"),
    "Tribune News Service": ("TNS", "Tribune Content Agency", "McClatchy-Tribune"),
    "States Newsroom": (),
    "Scripps News": ("Scripps News Service",),
    "Gray News": ("Gray Media",),
    "Inter Press Service": ("IPS",),
    "Religion News Service": ("RNS",),
    "Jewish Telegraphic Agency": ("JTA",),
    "Catholic News Agency": ("CNA",),
    "Kaiser Health News": ("KFF Health News", "KHN"),
    "SWNS": ("South West News Service",),
    "Local Democracy Reporting Service": ("LDRS",),
    "Radio Free Europe/Radio Liberty": ("RFE/RL", "RFERL"),
}

_BY_ALIAS = {alias.casefold(): name for name, aliases in AGENCIES.items() for alias in (name, *aliases)}


def agency(name: str) -> str | None:
    """The agency that goes by ``name`` (full or short, in any case), or None. Two-letter aliases are heard in capitals only."""
    name = name.strip().strip(".")
    if len(name) <= 3 and not name.isupper() and name != "dpa":
        return None
    return _BY_ALIAS.get(name.casefold())


_EDITIONS = frozenset({"news", "digital", "online", "media", "website", "newspaper", "international"})
"""Last words of the names of outlets that tell an edition or a branch of one."""


def is_own(name: str | None, outlet: str | None) -> bool:
    """Whether ``name`` is that of the page's own ``outlet``; False where either is not known.

    It is the same name but for case and marks, another name of the same agency, the last word ("the Courier" of the Tessel
    Courier), the initials in capitals, or another edition ("Courier Online").
    """
    own = bare(outlet or "")
    called = bare(name or "")
    if not own or not called or name is None or outlet is None:
        return False
    if called in (own, own.split()[-1]) or (len(name) > 1 and name == initials(outlet)):
        return True
    by_alias = agency(name)
    return (by_alias is not None and by_alias == agency(outlet)) or _short(called) == _short(own)


def _short(name: str) -> str:
    """The name of an outlet without what its editions add to it: "star news", "star digital" are "star"."""
    words = name.split()
    while len(words) > 1 and words[-1] in _EDITIONS:
        words.pop()
    return " ".join(words)
