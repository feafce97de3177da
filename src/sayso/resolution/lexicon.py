"""The words by which kinds of sources are told. General words only: no outlet, body or person is named but for countries and
agencies."""

from __future__ import annotations

from sayso.names.lexicon import BODIES as BODIES
from sayso.names.lexicon import COUNTRIES as COUNTRIES
from sayso.names.lexicon import DOCUMENTS as DOCUMENTS
from sayso.names.lexicon import OPENERS as OPENERS
from sayso.names.lexicon import OUTLET_NAMES as OUTLET_NAMES
from sayso.names.lexicon import TITLES as TITLES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PERSON_ROLES = _words(
    "member "
    "president senator congressman congresswoman governor secretary minister premier chancellor mayor judge justice king queen "
    "monarch prince princess pope bishop ambassador general colonel captain chief sheriff professor director chairman "
    "chairwoman chair speaker leader candidate nominee frontrunner front-runner author writer editor founder owner billionaire "
    "businessman magnate mogul host actor singer coach former incumbent republican democrat rival lawmaker congresswoman "
    "prosecutor lawyer attorney "
    "spokesman spokeswoman spokesperson coroner nurse fisherman priest teacher mp legislator analyst economist pollster "
    "strategist adviser advisor aide scientist researcher historian reporter journalist correspondent columnist doctor "
    "surgeon physician officer manager player farmer driver student activist organizer organiser resident veteran survivor "
    "engineer inspector consultant planner co-ceo ceo cfo executive president-elect vice-president commissioner commander "
    "inventor wife husband mother father son daughter sister brother widow rapper filmmaker comedian expert"
)
"""Roles that usually mean somebody whom the article names ("the minister said")."""

UNNAMED = _words(
    "official source spokesman spokeswoman spokesperson spokespeople aide adviser advisor insider diplomat officer person man "
    "woman boy girl witness operative staffer employee worker resident neighbour neighbor friend relative colleague driver "
    "doctor nurse student teacher soldier commander contractor lawyer attorney prosecutor investigator detective survivor "
    "victim mother father passenger passer-by bystander caller voter reader user accuser representative agent strategist one "
    "somebody someone lawmaker supporter donor farmer shopkeeper mediator negotiator envoy delegate broker"
)
"""Somebody specific whom the reader is not told the name of; also in the plural."""

COLLECTIVE = _words(
    "reviewers forecasters owners councillors councilors "
    "critics many some others several most few experts analysts observers republicans democrats americans conservatives "
    "liberals voters supporters opponents advocates activists campaigners lawmakers economists scientists researchers "
    "historians scholars people everyone everybody all citizens protesters demonstrators fans users residents locals families "
    "leaders allies rivals skeptics sceptics commentators pundits journalists reporters media investors traders businesses "
    "companies politicians delegates students workers members respondents doctors parents farmers those detractors "
    "progressives moderates independents neither none backers both women men "
    "donors percent community public left right millennials renters landlords teens teenagers folks consumers britons "
    "teachers nurses patients immigrants refugees movement protestors rallygoers attendees audience crowd viewers listeners "
    "officials-in-general world nation electorate base commenters lot majority minority conventional tories christians "
    "muslims jews catholics evangelicals participants drivers parents-to-be delegates-at-large"
)

OUTLETS = _words(
    "newspaper newspapers magazine network broadcaster tabloid website blog outlet outlets daily weekly channel station "
    "programme podcast newsletter"
)
SORTS = _words(
    "company group firm charity agency organization organisation consultancy startup start-up nonprofit non-profit "
    "think-tank thinktank retailer manufacturer maker operator developer airline insurer lender union watchdog regulator"
)
"""Sorts of bodies that stand before a name: "the market research firm Tallystick"."""

PRONOUNS = {
    "he": "one", "him": "one", "his": "one", "himself": "one", "she": "one", "her": "one", "herself": "one", "hers": "one",
    "they": "several", "them": "several", "their": "several", "it": "thing", "its": "thing",
    "i": "self", "we": "self", "me": "self", "my": "self", "our": "self", "us": "self",
    "who": "relative", "which": "relative", "that": "relative", "whose": "relative", "this": "thing", "you": "reader",
}  # fmt: skip
"""What a pronoun as a source stands for."""

MALE = _words(
    "he him his himself mr sir king prince lord spokesman congressman chairman businessman father husband son brother "
    "fisherman monarch"
)
FEMALE = _words(
    "she her hers herself mrs ms miss dame queen princess lady spokeswoman congresswoman chairwoman businesswoman mother wife "
    "daughter sister "
    "nurse widow actress mum mom"
)

KIN = _words(
    "wife husband mother father mom mum dad parent parents son sons daughter daughters sister sisters brother brothers "
    "aunt uncle cousin cousins grandmother grandfather niece nephew partner widow widower fiancee fiance ex-wife ex- "
    "husband friend friends colleague colleagues neighbour neighbours neighbor neighbors family relatives children kids "
    "child"
)
"""Those who belong to somebody: "her mother"."""

SAME_ROLE = {
    "attorney": "lawyer", "counsel": "lawyer", "barrister": "lawyer", "solicitor": "lawyer",
    "sen": "senator", "rep": "congressman", "congresswoman": "congressman", "representative": "congressman",
    "lawmaker": "lawmaker", "gov": "governor", "justice": "judge", "pres": "president", "prof": "professor",
    "panel": "committee", "candidate": "nominee", "firm": "company", "vendor": "company", "startup": "company",
    "newspaper": "paper", "daily": "paper", "weekly": "paper", "broadcaster": "network", "station": "network",
    "premier": "minister", "tycoon": "billionaire", "mogul": "billionaire", "magnate": "billionaire",
    "businesswoman": "businessman", "chairwoman": "chairman", "chair": "chairman", "frontman": "singer", "team": "campaign",
    "spokesperson": "spokesman", "spokeswoman": "spokesman", "nonprofit": "charity", "org": "organisation",
    "organization": "organisation", "documentary": "film", "movie": "film", "e-mail": "email", "survey": "poll",
    "adviser": "advisor", "king": "monarch", "queen": "monarch", "doctor": "doctor", "dr": "doctor",
}  # fmt: skip
"""Words for one and the same role, each by the one that stands for all."""

WIDER_ROLE = {
    "lawmaker": _words("senator congressman mp legislator member"),
    "politician": _words("senator congressman mp minister mayor governor nominee president lawmaker"),
    "official": _words("secretary commissioner director"),
    "leader": _words("head president chairman"),
    "head": _words("leader director chief"),
    "chief": _words("head director"),
}  # fmt: skip
"""Roles that a wider word can mean."""

NUMBERS = _words("one two three four five six seven eight nine ten eleven twelve dozen dozens hundreds scores")
QUANTITIES = _words("majority minority percent third quarter half handful number most many some lot lots plurality few all")
ADJECTIVES = _words(
    "new old young veteran longtime long-time prominent popular local national federal conservative liberal progressive human "
    "civil political presidential vice-presidential embattled outgoing incoming newly-elected late chief top leading british "
    "american french german russian chinese israeli iranian fellow rival homeless homelessness online rightwing "
    "leftwing right-wing left-wing far-right far-left republican democratic talk radio current then celebrity medical legal "
    "event district supreme court press campaign house senate state white foreign "
    "running mate board"
)
"""Words that may stand before a name and its titles."""

LESSER = _words("deputy vice assistant acting former ex under junior associate shadow")
"""What makes another office of an office."""

CHANNELS = _words(
    "statement statements interview interviews speech letter letters e-mail email emails tweet tweets post posts memo rally "
    "briefing report video testimony hearing debate op-ed call address filing filings ruling motion brief message show podcast "
    "essay article documentary film book press-conference appearance forum town-hall column commentary blog programme program "
    "broadcast newscast livestream panel event campaign-stop papers documents breakfast gathering study analysis survey note "
    "newsletter feature editorial presentation lecture sermon meeting session summit conference convention gathering website "
    "site forum page memoir manifesto announcement ceremony vigil webinar testimony deposition affidavit"
)
"""Documents and occasions through which words reach print."""
PLATFORMS = ("Twitter", "Facebook", "Instagram", "Truth Social", "Telegram", "YouTube", "TikTok", "X", "Snapchat", "LinkedIn")
PROGRAMMES = _words("sunday morning nation press week tonight today night show union fire hour live insider download")
"""Last words of the names of programmes."""
AUDIENCES = _words("program programme show podcast magazine newspaper broadcaster station website agency channel network paper")
"""Sorts of outlets that stand before a name: "told the programme Coast Morning"."""
DATES = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december"
)
ON_AIR = _words("radio tv television fm cnn nbc abc cbs bbc itv msnbc cnbc npr pbs broadcasting channel")
"""Last words of the names of stations."""
