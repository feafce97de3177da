"""The words that tell what a number of people (or of things) is a number of: dead, hurt, missing, arrested, aboard ...

Each state has the words that stand behind the number ("eleven died", "eleven people were killed"), those before it ("killed
eleven", "the death of eleven"), and nouns that are counted themselves ("eleven deaths"). The lists are of the language, not of
any story.
"""

from __future__ import annotations

import re

from sayso.links.words import hash_of

_STATES: dict[str, tuple[str, str, str]] = {
    # state: behind the number | before it | nouns
    "dead": (
        r"dead|died|dies|dying|killed|slain|perished|murdered|massacred|slaughtered|drowned|(?:los[te]|"
        r"losing) their li(?:ves|fe)|"
        r"shot (?:dead|to death)|(?:stabbed|beaten|crushed|burned|burnt) to death|fatally (?:shot|wounded|injured)|passed away|"
        r"succumbed",
        r"kill(?:s|ed|ing)?|murder(?:s|ed|ing)?|massacred|slaughtered|slew|dead (?:now )?number(?:s|ed|ing)?|claim(?:s|ed|"
        r"ing) the lives of|(?:deaths?|killings?|murders?) of|"
        r"shot dead|fatally shot|shot and killed|t(?:ook|aking) the lives of",
        r"death|fatality|dead|life lost",
    ),
    "found dead": (r"", r"", r"body"),
    "executed": (
        r"executed|put to death|hanged|beheaded",
        r"execut(?:es?|ed|ing)|behead(?:s|ed|ing)?|hang(?:s|ed|ing)?",
        r"execution|beheading",
    ),
    "hurt": (
        r"injured|wounded|hurt|maimed|(?:suffered|sustained) (?:\w+ )?(?:injuries|wounds)",
        r"injur(?:es?|ed|ing)|wound(?:s|ed|ing)?|hurt(?:s|ing)?|maim(?:s|ed|ing)?|injuries (?:to|of)",
        r"injury|wounded|injured",
    ),
    "missing": (
        r"(?:gone |reported |listed as )?missing|unaccounted for|(?:had |have )?not (?:yet )?been found|(?:could|"
        r"can)not be found",
        r"looking for|searching for|search for",
        r"missing",
    ),
    "rescued": (
        r"rescued|saved|pulled (?:out |to safety|from)|brought to safety|surviv(?:ed|es)",
        r"rescu(?:es?|ed|ing)|sav(?:es?|ed|ing)(?: the lives of)?|pull(?:s|ed|ing) out",
        r"survivor",
    ),
    "arrested": (
        r"arrested|detained|taken into custody|in custody|behind bars|jailed|imprisoned|rounded up|under arrest",
        r"arrest(?:s|ed|ing)?|detain(?:s|ed|ing)?|rounded up|jail(?:s|ed|ing)",
        r"arrest|detention|detainee",
    ),
    "charged": (r"charged|indicted", r"charg(?:es|ed|ing)|indict(?:s|ed|ing)", r"indictment"),
    "convicted": (r"convicted|found guilty|sentenced", r"convict(?:s|ed|ing)|sentenc(?:es?|ed|ing)", r"conviction"),
    "evacuated": (
        r"evacuated|ordered (?:out|to leave|to evacuate)|told to (?:leave|evacuate)",
        r"evacuat(?:es?|ed|ing)|evacuation of",
        r"evacuee",
    ),
    "homeless": (
        r"(?:made |rendered |left )?homeless|displaced|driven from their homes|fled(?: their homes)?",
        r"displac(?:es?|ed|ing)",
        r"refugee",
    ),
    "infected": (
        r"infected|sickened|fell (?:ill|sick)|fallen (?:ill|sick)|taken ill|sick|ill|tested positive|caught it|"
        r"c[ao]me down with|"
        r"contracted",
        r"infect(?:s|ed|ing)?|sicken(?:s|ed|ing)?|struck down",
        r"infection|case",
    ),
    "struck": (r"struck|hit", r"struck|hit(?:s|ting)?|strik(?:es|ing)", r""),
    "victims": (r"", r"", r"victim"),
    "in hospital": (
        r"hospitali[sz]ed|in (?:the )?hospitals?|(?:taken|rushed|flown) to (?:the |an? )?(?:\w+ )?hospitals?|being treated|"
        r"treated in (?:the |an? )?(?:\w+ )?hospitals?|"
        r"(?:given|received|receiving|need(?:ed|ing)?|required) (?:hospital|medical) (?:treatment|care|attention)",
        r"hospitali[sz](?:es?|ed|ing)",
        r"hospitali[sz]ation",
    ),
    "aboard": (r"on ?board|aboard", r"carrying|aboard with", r""),
    "trapped": (r"trapped|stranded|stuck|buried", r"trap(?:s|ped|ping)?|strand(?:s|ed|ing)?|bur(?:ied|ying)", r""),
    "held": (
        r"kidnapped|abducted|taken hostage|held hostage|held captive|captured|seized",
        r"kidnap(?:s|ped|ping)?|abduct(?:s|ed|ing)|captur(?:es?|ed|ing)",
        r"hostage|captive",
    ),
    "released": (r"freed|released|set free", r"free(?:s|d|ing)?|releas(?:es?|ed|ing)|release of", r""),
    "out of work": (
        r"laid off|sacked|fired|dismissed|made redundant|furloughed|out of work|(?:los[te]|losing) (?:their )?(?:jobs?|"
        r"posts?|work)",
        r"la(?:id|ying|ys) off|sack(?:s|ed|ing)|fir(?:es|ed|ing)|furlough(?:s|ed|ing)",
        r"layoff|redundancy",
    ),
    "vaccinated": (r"vaccinated|inoculated", r"vaccinat(?:es?|ed|ing)", r"vaccination"),
    "without power": (r"(?:left )?without (?:power|electricity)|in the dark", r"", r""),
    "signed up": (r"signed up|enrolled|registered", r"enrol(?:l?s|led|ling)", r"sign-up|enrollee|enrollment"),
    "present": (
        r"attended|turned out|showed up|marched|rallied|gathered|demonstrated|protested|took part|turned up",
        r"(?:crowd|audience|attendance|turnout) of",
        r"attendee|demonstrator|protester|marcher",
    ),
    "destroyed": (
        r"destroyed|burned (?:down|to the ground)|razed|levell?ed|demolished|gutted|flattened",
        r"destroy(?:s|ed|ing)?|demolish(?:es|ed|ing)?|raz(?:es?|ed|ing)|levell?(?:ed|ing)|gutt(?:ed|ing)|flatten(?:s|ed|ing)",
        r"",
    ),
    "damaged": (r"damaged", r"damag(?:es?|ed|ing)", r""),
    "lost": (
        r"lost|cut|eliminated|axed|shed|scrapped|abolished|go(?:ne)?|vanish(?:ed)?|disappear(?:ed)?",
        r"los(?:t|es?|ing)|cut(?:s|ting)?|eliminat(?:es?|ed|ing)|ax(?:es?|ed|ing)|shed(?:s|ding)?|scrap(?:s|ped|ping)?|"
        r"abolish(?:es|ed|ing)?|do(?:es|ne)? away with|cost(?:s|ing)?(?: \w+(?: \w+)?)?",
        r"",
    ),
    "on strike": (
        r"on strike|striking|walked out|walked off the job|downed tools|went on strike|stopped work|"
        r"join(?:ed|ing)? (?:the |a )?(?:strike|walkout|stoppage)|refus(?:ed|ing) to work|stay(?:ed|ing)? away from work",
        r"(?:strike|walkout|stoppage)\b[^.;:!?]{0,60}? joined by",
        r"striker",
    ),
    "defrauded": (
        r"defrauded|swindled|cheated|robbed|conned|duped",
        r"defraud(?:s|ed|ing)|swindl(?:es?|ed|ing)|cheat(?:s|ed|ing)|robb?(?:s|ed|ing)|conn(?:ed|ing)|dup(?:ed|ing)",
        r"",
    ),
    "created": (r"created|added", r"creat(?:es?|ed|ing)|add(?:s|ed|ing)", r""),
    "closed": (r"closed|shut(?: down)?|shuttered", r"clos(?:es?|ed|ing)|shut(?:s|ting)?(?: down)?", r"closure"),
    "voting for": (r"voted (?:for|in favou?r|yes|to approve)", r"", r""),
    "voting against": (r"voted (?:against|no)", r"", r""),
}  # fmt: skip
"""The states of people and of things."""
LABELS = {
    "struck": "those struck", "victims": "the victims",
    "age": "the age", "found dead": "the bodies found", "executed": "the executed",
    "dead": "the dead", "hurt": "the injured", "missing": "the missing", "rescued": "the rescued", "arrested": "the arrested",
    "charged": "the charged", "convicted": "the convicted", "evacuated": "the evacuated", "homeless": "the displaced",
    "infected": "the infected", "in hospital": "those in hospital", "aboard": "those aboard", "trapped": "the trapped",
    "held": "the held", "released": "the released", "out of work": "those laid off", "vaccinated": "the vaccinated",
    "without power": "those without power", "signed up": "those signed up", "present": "those present", "lost": "the lost",
    "destroyed": "the destroyed", "damaged": "the damaged", "created": "the created", "closed": "the closed",
    "on strike": "those on strike", "defrauded": "the defrauded", "voting for": "the votes for",
    "voting against": "the votes against", "dead or hurt": "the dead and injured",
}  # fmt: skip
"""What a state is called where a person reads."""
_LABELS = {hash_of(state): label for state, label in LABELS.items()}


def label_of(state: int, noun: str) -> str:
    """What a state (by its hash) is called, with the noun that is counted where that is not people at large: "the dead",
    "the dead: soldiers"; empty for no state that is known."""
    label = _LABELS.get(state, "")
    words = [word for word in noun.lower().split() if word.removesuffix("s") not in GENERIC and word not in NOUNS]
    return f"{label}: {noun}" if label and words else label


VOLATILE = frozenset(
    {
        "missing",
        "in hospital",
        "trapped",
        "held",
        "without power",
        "evacuated",
        "arrested",
        "infected",
        "homeless",
        "on strike",
        "present",
    }
)
"""States that numbers come and go in: figures of different days do not differ, they follow each other."""


def _any(column: int) -> str:
    return "|".join(forms[column] for forms in _STATES.values() if forms[column])


_EACH_BEHIND = {state: re.compile(rf"(?i)(?:{forms[0]})") for state, forms in _STATES.items() if forms[0]}
_EACH_BEFORE = {state: re.compile(rf"(?i)(?:{forms[1]})") for state, forms in _STATES.items() if forms[1]}
_EACH_NOUN = {
    state: re.compile(rf"(?i)(?:people |persons )?(?:{forms[2]})(?:s|es)?|{forms[2]}")
    for state, forms in _STATES.items()
    if forms[2]
}
_PLURALS = {"injuries": "hurt", "cases": "infected"}


def state_of(words: str, also: str | None) -> str:
    """The state that words tell; with others behind "and" or "or" a state of its own."""
    told = _one_state(words)
    other = _one_state(also) if also else told
    if told == other or not other:
        return told
    return "dead or hurt" if {told, other} == {"dead", "hurt"} else " or ".join(sorted((told, other)))


def _one_state(words: str) -> str:
    plain = " ".join(words.split())
    for each in (_EACH_BEHIND, _EACH_BEFORE, _EACH_NOUN):
        for state, pattern in each.items():
            if pattern.fullmatch(plain):
                return state
    return "dead" if _TOLL.search(plain) else _PLURALS.get(plain.lower(), "")


_TOLL = re.compile(r"(?i)\b(?:toll|count|number of)\b")


NOUNS: dict[str, str] = {noun: state for state, forms in _STATES.items() for noun in forms[2].split("|") if noun.isalpha()} | {
    "life": "dead", "casualty": "dead or hurt",
}  # fmt: skip
"""Nouns (in the singular) that tell a state themselves."""
ALSO = {
    ("lost", "job"): ("out of work", ""), ("lost", "life"): ("dead", ""), ("out of work", "worker"): ("out of work", ""),
    ("out of work", "employee"): ("out of work", ""), ("on strike", "worker"): ("on strike", ""),
    ("on strike", "employee"): ("on strike", ""),
}  # fmt: skip
"""States with what is counted that are told in other words: jobs lost are people out of work."""

GENERIC = frozenset("people person human soul individual body-count victim others folk".split())
"""What people are called of whom nothing else is told."""
ALIKE = {"post": "job", "position": "job", "house": "home", "inmate": "prisoner", "kid": "child", "cop": "policeman"}
"""Nouns (in the singular) that are counted alike."""
NEUTRAL = frozenset(
    "the a an of its his her their our confirmed reported known total official overall other different separate "
    "innocent estimated whole".split()
)
"""What stands before a noun and leaves its number alone."""
ADDED = re.compile(r"(?i)\b(?:more|others?|another|additional|further|new|extra|fewer|less)\b")
"""What tells that a number comes on top of others, or is a difference."""
_ALSO = rf"(?:,? (?:and|or)(?: \w+ly)? (?P<also>{_any(0)})\b(?! (?:[0-9]|at least|some|about)))?"
_HELPERS = (
    r"who|that|have|has|had|were|was|are|is|been|being|be|will|shall|to|also|now|so far|already|all|later|still|remained?|"
    r"confirmed|left|found|thought to be|officially|listed as|seriously|critically|badly|severely|slightly|brutally|"
    r"got|get|lay|ended up|on \w+day|today|instantly"
)
AFTER = re.compile(
    rf"(?i)[ ,]*(?:(?:{_HELPERS}) |(?:in|on|from|at|near) (?:the |an? |its |"
    rf"that )?(?:[\w’'-]+ ){{1,3}}?(?=(?:{_HELPERS}) )){{0,5}}"
    rf"(?P<state>{_any(0)})\b{_ALSO}"
)
"""Behind a number and its noun: "people have died", "were killed or wounded", "on the bridge were hurt"."""
BEFORE = re.compile(
    rf"(?i)\b(?P<state>{_any(1)})(?: (?:and|or) (?P<also>{_any(1)}))?(?: the| a total of| as many as| all| some| his| her|"
    rf" its)? $"
)
"""Before a number: "killed", "killing or wounding", "the deaths of"."""
_GOING = (
    r"(?:to|at|of|is|was|were|are|stands at|stood at|now|reach(?:es|ed|ing)?|hits?|hitting|tops?|topp(?:ed|ing)|pass(?:es|ed)|"
    r"exceed(?:s|ed)?|numbers?|numbered|:)"
)
TOLL = re.compile(
    r"(?i)\b(?P<state>(?:death|body) (?:toll|count)|toll|number of (?:the )?(?:confirmed )?(?:dead|deaths|fatalities|"
    rf"people killed|lives lost|those killed|people who (?:have |had )?died))(?P<also>)\b(?:[^.;:!?]{{0,80}}? |"
    rf",? ){_GOING}(?: be)? $"
)
"""Before a number: "the death toll rose to"."""
NUMBER_OF = re.compile(
    r"(?i)\bnumber of (?:the |those |people )?(?:who (?:were |are |have been )?)?(?P<state>"
    rf"{_any(0)}|injuries|infections|cases|arrests|survivors)(?P<also>)\b(?:[^.;:!?]{{0,60}}? |,? ){_GOING}(?: be)? $"
)
TOLD_BEHIND = re.compile(
    r"(?i)[ ,]*(?:the )?(?P<state>(?:death toll|toll|number of (?:the )?(?:confirmed )?(?:dead|deaths|fatalities|"
    r"people killed)))\b"
)
"""Behind a number: "brought to 14 the number of dead"."""
ABOARD = frozenset({"aboard", "on board", "onboard", "Aboard", "On board"})
TOLL_NAMED = re.compile(
    r"(?i)\b(?:death tolls?|(?:counts?|numbers?|tally|tallies|tolls?|figures?|estimates?) (?:of|for) "
    rf"(?:the |people |those )?(?P<state>{_any(0)}|deaths|injuries))\b"
)
"""What tells what the bare figures behind it are of: "two counts of the dead"."""
GIVEN = re.compile(
    r"(?i)\b(?:says?|said|puts?|putting|gives?|gave|giving|given|counts?|counted|stands?|stood|speaks? of|spoke of|reports?|"
    r"reported|figure|number|tally|toll|count|it|total)\b(?: [\w’'-]+){0,3} $"
)
"""Before a bare figure that somebody gives."""
STOPPED = re.compile(r"[”\"’']*(?:[.,;:]|$| (?:and|but|while|as|at|on|in)\b)")
"""Behind a bare figure that counts nothing of its own."""
NUMERAL = re.compile(
    r"[0-9][0-9,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|"
    r"eighty|ninety|hundreds?|thousands?|million|dozens?"
)
ACTIVE = re.compile(
    r"(?i) (?:the|an?|its|his|her|their|our|each|at least|some|several|dozens|[0-9]|two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty)\b"
)
"""Behind a verb that has an object: those who are counted did it, and it did not befall them: "two gunmen killed three"."""
DONE_TO = re.compile(
    r"(?i)killed|slain|murdered|injured|wounded|hurt|rescued|saved|arrested|detained|jailed|charged|convicted|evacuated|"
    r"displaced|infected|trapped|kidnapped|abducted|captured|seized|freed|released|sacked|fired|dismissed|destroyed|damaged|"
    r"lost|cut|closed|shut|created|added|executed|robbed|cheated"
)
BEFELL = re.compile(r"(?i)\b(?:were|was|are|is|been|being|be|got)\b")
PARENTHESIS = re.compile(
    r"(?i), (?:including|among them|most of them|many of them|some of them|nearly all|mostly|all of them)\b[^,;.]{0,80},|"
    r"\([^()]{0,80}\)"
)
"""What stands between a number and what happened to those whom it counts."""

PART_BEFORE = re.compile(
    r"(?i)\b(?:including|among them|among whom|of whom|such as|not|except(?: for)?|other than|another|an? (?:additional|"
    r"further)|instead of|as if|like|least one of)"
    r"(?: the| at least| about| some)? $"
)
PART_BEHIND = re.compile(
    r"(?i)(?: \w+)? (?:of|out of|among) (?:them|whom|those|these|us|you|its|his|her|their|our|your|my|the (?:dead|injured|"
    r"wounded|missing|"
    r"victims|deaths|\w+ed))\b"
)
"""A number of a part of something that is counted too."""
SINCE = re.compile(r"(?i) (?:later|ago|earlier|before|after|since|on|prior|from now|and counting)\b")
"""Behind a time that only tells when."""
SPLIT = re.compile(
    rf"(?i)[^.;]{{0,80}}? and (?:{NUMERAL.pattern}) (?:in|at|on|near|from|outside|inside)\b|"
    r"(?: \w+)? (?:died|killed|dead) (?:later )?(?:in|at) (?:the |a |an )?(?:\w+ )?(?:hospital|scene)\b"
)
"""Behind a number that is one of several that make up a whole: "three at a bus stop and two in a car"."""
RATE = re.compile(r"(?i)\s*(?:a|an|per|each|every) (?:day|week|month|year|hour|minute|person|capita|household|head|night)\b")
GUESSED = re.compile(
    r"\b(?:could|may|might|would|should|if|unless|fear(?:s|ed)?|expect(?:s|ed|ing)?|projected|projections?|"
    r"forecasts?|potentially|threaten(?:s|ed|ing)|hop(?:es?|ed|ing)|suspect(?:s|ed)?|imagin\w+|"
    r"predict(?:s|ed|ing)|possibly|perhaps|maybe|presumed|believed dead|can|to (?:kill|injure))\b"
)
"""What is not known to have come to pass, or to be going to."""
PLANNED = re.compile(
    r"\b(?:will|shall|planned|(?:plan(?:s|ning)?|intends?|aims?|is|are|was|were|set|due|decided|agreed) to|"
    r"to (?:be (?=evacuated|released|freed|closed|shut|cut|axed|demolished|laid|sacked|created|executed|charged|vaccinated)|"
    r"arrest|evacuate|cut|shed|axe|create|add|close|shut|release|free))\b"
)
"""What somebody says is going to come to pass."""
PLANS = frozenset(
    ["out of work", "on strike", *"executed evacuated lost created closed released destroyed vaccinated charged".split()]
)
"""States that are brought about on purpose: a number of those to come is one of a plan, and of others it is a guess."""
PAST = re.compile(
    r"(?i)\b(?:(?:up|down|rose|risen|fell|fallen|increased?|revised|raised|lowered|changed) (?:\w+ )?from|compared (?:with|"
    r"to)|from|"
    r"rather than|instead of|than|versus|against)(?: the| an?)?(?: \w+)? $"
)
"""Before a number that is no longer so."""
MOVING = re.compile(
    r"(?i)\b(?:rose|risen|rises?|rising|fell|fallen|falls?|falling|up|down|gain(?:s|ed)?|drop(?:s|ped)?|climb(?:s|ed)?|slid|"
    r"slipped|jump(?:s|ed)?|lost|closed|traded|degrees|percentage points?)\b"
)
"""Beside figures that are others every day."""
