"""What a short line of a page is, told by its words alone: bylines, credits, times, legal lines, comment forms,
newsletters, "read more".

Pages with markup and pages without are both judged by this; ``labelling`` and ``plain`` know where a line stands. The
lexicon is general English newspaper furniture, no outlet's own. ``byline_names`` takes a byline apart into people and
bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from sayso.outlets import agency
from sayso.pages import times
from sayso.records import Label


class Shape(NamedTuple):
    """What a line looks like, and the words that make it so."""

    label: Label
    reason: str


_NAME = r"(?:[^\W\d_a-z][\w.’'-]*|de|da|di|du|van|von|der|den|la|le|el|al|bin|ibn|ben|and|&)"

_SHAPES: tuple[tuple[Label, int, str], ...] = (
    # label, longest line in code points, pattern of the whole line in any case
    (
        "comment",
        160,
        r"leave a (?:reply|comment)|post a comment|add (?:a|your) comment|join the (?:conversation|discussion)"
        r"|join our commenting forum|(?:view|show|see|read|load) (?:all |more |the )*\d* ?comments?"
        r"|\d+ (?:comments?|responses?|replies|thoughts? on)\b|comments? \(?\d+\)?|be the first to (?:comment|reply)"
        r"|comments?(?: are closed.*| section)?$|log ?in to (?:reply|comment)"
        r"|you must (?:be logged in|log ?in|confirm your public display name).*"
        r"|your e-?mail address will not be (?:published|shared).*|required fields are marked.*"
        r"|save my name, e-?mail,? and website.*|(?:notify me of|subscribe to) (?:new|follow-?up) (?:comments|posts).*"
        r"|cancel reply|please log ?out and then log ?in again.*|join thought-provoking conversations.*|reply$",
    ),
    (
        "legal",
        400,
        r"(?:copyright|©|\(c\)) ?(?:\(c\)|©)?.{0,60}\b(?:19|20)\d{2}\b.*|.*\ball rights reserved\b.*|© .*"
        r"|(?:we|this (?:site|website)) uses? (?:cookies|cookie).*"
        r"|by (?:continuing|using|submitting|clicking|signing up|subscribing|entering).{0,80}(?:agree|accept|consent"
        r"|acknowledge).*|(?:this )?(?:material|content|story) may not be (?:published|reproduced|re-?published).*"
        r"|.*\bmay not be published, broadcast, rewritten\b.*"
        r"|(?:terms (?:of (?:use|service)|and conditions)|privacy (?:policy|notice)|cookie (?:policy|settings|preferences)"
        r"|do not sell.*)(?:\W.*)?|.*\baffiliate (?:links?|commissions?|partners?|fees?|disc\w+)\b.*"
        r"|.*\b(?:we|us|our|outlet|publisher)\b.{0,60}\b(?:earn|receive|make)\b.{0,60}\b(?:affiliate|commissions?)\b.*"
        r"|this site is protected by recaptcha.*|we may earn.*|.*\b(?:offers|promotions|adverts?)\b.{0,60}\bpartners\b.*",
    ),
    (
        "credit",
        400,
        r"(?:additional )?report(?:ing|ed) (?:by|from)\b.*"
        r"|(?:edit(?:ing|ed)|writing|written|compiled|translated|produced|graphics?|design) by (?-i:[^\W\d_a-z]).*"
        r"|with (?:additional )?(?:reporting|files|reports|material|contributions?|input) (?:by|from).*"
        r"|(?:source|via): .{2,60}"
        r"|.{0,120}\b(?:contributed (?:reporting|to (?:this|the) (?:report|story|article|piece|dispatch))"
        r"|reported from [A-Z].{2,60} and .{2,60} from [A-Z].*)\b.*"
        r"|this (?:story|article|report|piece) (?:was|has been) (?:produced|originally published|first published|provided"
        r"|distributed|supplied|published) .*|(?:originally|first) (?:published|appeared) (?:on|in|at|by)\b.*"
        r"|(?:republished|reprinted|used) with permission.*"
        r"|(?-i:(?:-+ ?|[-–—]+ ?[Ww]ith )(?:\(?[A-Z][A-Za-z]{1,9}(?:[ /-][A-Z][A-Za-z]+){0,2}\)?)"
        r"(?: and \(?[A-Z][A-Za-z]{1,9}(?:[ /-][A-Z][A-Za-z]+){0,2}\)?)?$)",
    ),
    (
        "caption",
        260,
        r"(?:photo(?:graph)?s?|image|picture|pictured|pic|file photo|illustration|video|graphic|credit|photo credit"
        r"|image credit|photo by|image source)(?: by| credit| courtesy(?: of)?)?: ?\S.*"
        r"|\((?:photo|image|picture|ap photo|pictures?|file).{0,160}\)|(?:photo|image|picture)s? (?:by|courtesy|©).*"
        r"|.{0,120}\b(?:getty images|shutterstock|ap photo|afp photo|reuters/)\b.{0,80}"
        r"|.{10,260}\((?:images?|photos?|pictures?|pics?|credit|source): ?[^)]{2,60}\)"
        r"|.{10,240}\([A-Z][\w .&’'-]{1,30}/[A-Z][\w .&’'-]{1,40}\)",
    ),
    (
        "correction",
        1200,
        r"(?:correction|clarification|editor[’']?s[’']? note|update|amendment)s?(?: \(.{1,40}\)| .{1,30}\d{4})?: .*"
        r"|(?:this|an earlier version of this|a previous version of this) (?:article|story|page|post|report|version"
        r"|headline|column)\b.{0,80}\b(?:was|has been|incorrectly|misstated|misspelled|stated)\b.{0,60}(?:amended"
        r"|corrected|updated|clarified|revised|changed|incorrectly|misstated|misspelled|wrongly|removed).*"
        r"|(?:an earlier|a previous) version of this \w+\b.{0,80}\b(?:incorrectly|misstated|misspelled|misidentified|wrongly"
        r"|erroneously|gave|said)\b.*",
    ),
    (
        "related",
        260,
        r"(?:(?:also|must)[ -]read|read (?:more|next|also|on|the (?:full|rest|original)|our)|related(?: (?:article"
        r"|stor(?:y|ies)|coverage|content|reading|topics|posts?|links?|news))?|see (?:also|more)|more (?:on|from|in|about)"
        r"|more|more stories|watch(?: (?:now|live|below|more))?|listen(?: now)?|view (?:gallery|more|the latest.*)"
        r"|don[’']?t miss|you may (?:also )?like.*|recommended(?: (?:for you|stories|videos|reading))?|up next|next up"
        r"|trending(?: now)?|most (?:read|popular|viewed|shared|commented)|popular(?: (?:now|stories|posts))?"
        r"|latest(?: (?:news|stories|headlines|posts))?|top stories|what to read next|explore more.*|keep reading"
        r"|further reading|in other news|elsewhere|editor[’']?s picks?|for more (?:stories|news|on|information"
        r"|like).{0,140}|more from .{2,60}|(?:click|tap) here (?:to|for).*)(?:\s?[:|»›→>–—-]+ ?.*|\.{0,3})$",
    ),
    (
        "other",
        300,
        r"(?:sign|signed) ?(?:-| )?up\b.{0,240}|subscribe\b.{0,200}"
        r"|.{0,160}\b(?:newsletters?)\b.{0,120}\b(?:sign(?:ing)? up|subscrib\w+|inbox|here|deliver\w+|every|week\w*|daily"
        r"|free)\b.*"
        r"|.{0,140}\bsign(?:ing)? up (?:for|to) .{0,40}\bnewsletters?\b.*"
        r"|.{0,60}\b(?:sign(?:ing)? up|subscrib\w+)\b.{0,120}\b(?:newsletters?|your inbox|e-?mail alerts?|our (?:e-?mails?"
        r"|alerts?|updates))\b.*"
        r"|get (?:the |our |all |more )*(?:latest|top|best|breaking|daily|news|stories|updates).{0,140}\b(?:inbox|e-?mail"
        r"|app|alerts?|newsletter)\b.*"
        r"|follow (?:us|.{2,40}) on (?:twitter|facebook|instagram|x|google|tiktok|youtube|whatsapp|telegram|social).*"
        r"|like us on facebook.*|(?:download|get) (?:the|our) .{0,40}\bapp\b.*"
        r"|.{0,100}\b(?:join|follow) (?:our|us|the).{0,60}\b(?:whatsapp|telegram|community|channel)\b.*"
        r"|(?:advertisement|advertising|sponsored(?: content)?|promoted(?: content)?|article content"
        r"|story continues(?: below)?.{0,40}|continue reading.{0,60}|scroll (?:down )?(?:for|to).{0,60}"
        r"|.{0,30}swipe left.{0,60})|support (?:our|independent|us|quality) .{0,120}"
        r"|(?:please )?(?:donate|become a (?:member|supporter|subscriber)).{0,160}"
        r"|this is a breaking.{0,60}\bmore to (?:follow|come)\b.*"
        r"|(?:this is a )?(?:developing|breaking) (?:news )?story.{0,100}"
        r"|(?:media|press) (?:contacts?|e?i?nquir(?:y|ies))\W*|contacts? for (?:the )?(?:press|media)\W*"
        r"|notes? (?:to|for) editors?\W*|got a (?:story|tip|news tip)\b.*"
        r"|(?:do you have|have you got) a (?:story|tip|view)\b.*"
        r"|(?:please )?(?:get in touch|contact us|e-?mail us|contact our)\b.{0,200}"
        r"|share your (?:views|thoughts|story).{0,140}|what do you think\?.{0,160}|let us know.{0,140}"
        r"|enter your e-?mail.{0,80}|thank(?:s| you) for (?:signing|subscribing|reading|registering).{0,160}"
        r"|please (?:enable|turn on) javascript.{0,120}|your browser does not support.{0,100}"
        r"|this video (?:can|could) ?not be played.{0,60}|we(?:[’']d| would) (?:like|love) to hear from you.{0,160}|_{3,}"
        r"|-{3,}|\*{3,}|(?:\* ?){3,}|# ?# ?#|-?30-",
    ),
    (
        "navigation",
        120,
        r"(?:share(?: (?:this|on|via|article|with)[^“”\".]{0,60})?|tweet(?: this)?|pin it"
        r"|e-?mail(?: (?:this|article|a friend))?|print(?: (?:this|article|friendly))?|copy link|link copied.?"
        r"|save(?: (?:article|for later))?|bookmark|facebook"
        r"|twitter|whatsapp|linkedin|reddit|telegram|instagram|youtube|tiktok|home|menu|search|log ?in|sign ?in|register"
        r"|my account|skip to (?:main )?content|back to top|close|open|toggle.{0,30}|previous|next|(?:previous"
        r"|next) (?:article|post|story).{0,60}|loading\W*|advertise(?: with us)?|about us|contact(?: us)?|tags?:.*"
        r"|topics?:.*|filed under:?.*|categor(?:y|ies):.*|\d+ ?(?:min(?:ute)?s?) (?:read|listen)|reading time.{0,30}"
        r"|estimated reading time.{0,30}|font size.{0,20}|listen to (?:this )?article.{0,40}|\d+ shares?"
        r"|add .{2,40} (?:as a preferred|on google).*|avatar)$",
    ),
)
_COMPILED = [(label, longest, re.compile(rf"\W{{0,3}}(?:{pattern})", re.I | re.S)) for label, longest, pattern in _SHAPES]

BIO = re.compile(
    r"\b(?:is|was|has been|works as|writes|covers|reports|served as)\b.{0,60}\b(?:writer|reporter|journalist|editor"
    r"|correspondent|columnist|analyst|author|contributor|blogger|"
    r"producer|researcher|professor|fellow|activist|attorney|lawyer|historian|economist|politics|based in|specializ\w+"
    r"|specialis\w+|freelance\w*)\b"
    r"|\b(?:follow|contact|reach|e-?mail|tweet)\b.{0,30}\b(?:him|her|them|me|@\w+|at|on twitter|the author)\b"
    r"|\bsupport \w+(?: \w+)?[’']s? work\b|\babout the authors?\b",
    re.I,
)
"""What a line tells that is about its author rather than about the news."""

_BY = re.compile(
    r"(?:(?:story|words|text|report|article|written|posted|published|analysis|opinion|interview)\s+)?(?:by"
    r"|from)[:\s]\s*(?P<names>\S.*)",
    re.I | re.S,
)
_TIME_WORDS = re.compile(
    r"\b(?:first|originally|last|posted|published|publication|updated?|modified|created|date|time|on|at|am|pm|a\.m|p\.m"
    r"|edt|est|pdt|pst|gmt|bst|utc|cet|cest|sast|e?t|pt|ago|hours?|hrs?|minutes?|mins?|days?|weeks?|months?"
    r"|yesterday|today|mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b|"
    + "|".join(f"\\b{m}\\b" for m in times.MONTHS),
    re.I,
)
_ROLE = re.compile(
    r"\b(?:staff|senior|chief|deputy|assistant|associate|contributing|special|freelance|political|science|health"
    r"|home affairs|foreign|world|business|sports?|crime|city|technology|legal|news|"
    r"economics?|education|environment|royal|diplomatic|investigations?|national|white house|congressional|reporters?"
    r"|writers?|editors?|correspondents?|contributors?|columnists?|journalists?|producers?|intern|bureau)\b",
    re.I,
)
_BODY = re.compile(
    r"\b(?:news(?:room|desk|wire|paper)?|staff|desk|wires?|press|editors?|editorial|team|reporters|newsroom|agency"
    r"|agencies|service|media|times|post|herald|tribune|gazette|guardian|telegraph|journal|daily|weekly|online|tv|radio|"
    r"broadcasting|correspondents|bureau|admin|administrator|contributors?|network|group|magazine|board|office|ministry"
    r"|department|institute|university|centre|center|foundation|association|council|committee|"
    r"company|limited|ltd|inc|llc|corp|webmaster|guest|community|project)\b|\.(?:com|org|net|co\.\w+|news|info)\b",
    re.I,
)
_WIRE = re.compile(r"^[^\W\d_][^()\n]{2,60}?[,.]?\s*\((?P<wire>[A-Z][A-Za-z./-]{1,24}(?: [A-Z][A-Za-z]+){0,2})\)\s*[-–—:]+\s")
_WIRE_BARE = re.compile(
    r"^[^\W\d_a-z][^a-z\n()]{2,40}(?:, [A-Z][^()\n]{2,20})?\s*[-–—/:]+\s*(?P<wire>AP|Reuters|AFP|UPI|PA|dpa|DPA|AAP|PTI"
    r"|ANI|IANS|EFE|TASS|Xinhua|Kyodo)\s*[-–—:/]+\s"
)


_DATED_NAME = re.compile(r"(?P<name>[^\W\d_a-z][^|•·,–—\d]{3,60}?)\s*(?:[|•·,–—]|\s-\s)\s*(?P<time>\S.{4,80})", re.S)


@lru_cache(maxsize=4096)
def shape(text: str) -> Shape | None:
    """What a line looks like, or None where it looks like nothing but text. Bylines and times are told by ``is_byline`` and
    ``is_dateline``."""
    if len(text) > 1200:
        return None
    for label, longest, pattern in _COMPILED:
        if len(text) <= longest and pattern.fullmatch(text):
            return Shape(label, f"reads as {_ARTICLES[label]}")
    return None


_ARTICLES: dict[Label, str] = {
    "comment": "a comment form",
    "legal": "a legal line",
    "credit": "a credit",
    "caption": "a picture credit",
    "correction": "a correction",
    "related": "a pointer to other stories",
    "other": "house matter (newsletter, appeal, notice)",
    "navigation": "a control of the page",
}


def is_dateline(text: str) -> bool:
    """Whether a line holds a day or a time and hardly anything else ("Published 4 March 2031, 7:42 pm", "3 hours ago")."""
    if len(text) > 140 or not re.search(r"\d", text):
        return False
    if re.fullmatch(r"\W*[0-2]?\d[:.][0-5]\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?\W*", text, re.I):
        return True
    rest = re.sub(r"[\W\d_]+", "", _TIME_WORDS.sub("", text))
    written = _TIME_WORDS.search(text) is not None or times.parse(text) is not None
    return written and len(rest) <= 3


def is_byline(text: str) -> bool:
    """Whether a line is "By" and names, with a role or a time behind them at most."""
    if len(text) > 200:
        return False
    match = _BY.fullmatch(text)
    if not match:  # "Ada Moss | 4 March 2031": a name and a time, and nothing else
        dated = _DATED_NAME.fullmatch(text)
        return dated is not None and is_dateline(dated["time"]) and len(byline_names(dated["name"])[0]) > 0
    people, bodies = byline_names(text)
    if not (people or bodies) or (match["names"][0].islower() and not agency(match["names"].strip(" ."))):
        return False
    return not re.search(r"[.!?]\s+[A-Z][a-z]+ [a-z]+ [a-z]+", match["names"])


def is_bio(text: str, names: Iterable[str]) -> bool:
    """Whether a paragraph introduces one of ``names``, the authors of the page: it begins with the name and tells what its
    bearer does."""
    start = [word.strip(",.:").lower() for word in text[:90].split()[:6]]
    if len(text) > 700 or not start:
        return False
    if not any(name.split()[-1].lower() in start[:4] or name.split()[0].lower() == start[0] for name in names if name.strip()):
        return False
    return bool(BIO.search(text)) or not _DOES.isdisjoint(start[1:])


_DOES = frozenset("is was has covers writes reports edits works lives joined hosts leads teaches blogs tweets can".split())


_BYLINE_JOINTS = re.compile(
    r"\s*(?:[,;|/•·\n]|\b(?:and|for|with|published|posted|updated|last updated|first published)\b|&"
    r"|\bat\b(?= [A-Z\d])|\bon\b(?= [A-Z])| [-–—] |\(|\))\s*",
    re.I,
)
_WHERE = re.compile(r"\s+in [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*")
"""Where somebody wrote, as bylines of agencies say it: "By Ana Roe in Port Arden"."""


def byline_names(text: str) -> tuple[list[str], list[str]]:
    """The people and the bodies of a byline or of an author field, in order ("By A. Moss and Jo Tern, Staff Writers, for
    Sable News")."""
    match = _BY.fullmatch(text.strip())
    names = _WHERE.sub("", match["names"] if match else text)
    people: list[str] = []
    bodies: list[str] = []
    for piece in _BYLINE_JOINTS.split(names):
        part = piece.strip(" .:*")
        if not agency(part):
            part = re.sub(r"^(?:by|from|the)\s+(?=[A-Z])", "", part, flags=re.I)
        if not part or times.parse(part) or is_dateline(part):
            continue
        if (body := agency(part)) or (body := agency(part.removeprefix("The "))):
            bodies.append(body)
        elif (both := _with_agency(part)) is not None:
            people.append(both[0])
            bodies.append(both[1])
        elif _is_person(part):
            people.append(part)
        elif (
            _BODY.search(part)
            and not _ROLE.fullmatch(part)
            and part[:1].isupper()
            and len(part.split()) <= 6
            and not _only_role(part)
        ):
            bodies.append(part)
    return list(dict.fromkeys(people)), list(dict.fromkeys(bodies))


def _with_agency(part: str) -> tuple[str, str] | None:
    """A person and the agency behind the name ("ADA MOSS Associated Press"), or None."""
    words = part.split()
    for cut in range(2, len(words)):
        person, behind = " ".join(words[:cut]), " ".join(words[cut:])
        surname = cut == len(words) - 1 and (not behind.isupper() or person.isupper())  # "Ada Maria Bloomberg"
        if not surname and (body := agency(behind)) and _is_person(person):
            return person, body
    return None


def _only_role(part: str) -> bool:
    return not re.sub(r"[\W_]+", "", _ROLE.sub("", part))


def _is_person(part: str) -> bool:
    words = part.split()
    if not 2 <= len(words) <= 5 or "@" in part or "http" in part or any(c.isdigit() for c in part):
        return False
    if _BODY.search(part) or _ROLE.search(part):
        return False
    return words[0][0].isupper() and words[-1][0].isupper() and all(re.fullmatch(_NAME, w) for w in words)


def could_be_person(name: str) -> bool:
    """Whether a name that is given for a person's can be one: one word or a few, the first of them with a capital, no signs."""
    return re.fullmatch(r"[^\W\d_a-z][\w.’'-]*(?: [\w.’'-]+){0,4}", name) is not None and not any(c.isdigit() for c in name)


def wire(text: str) -> str | None:
    """The agency in the dateline of a wire story ("PORT ARDEN (AP) — "), by its full name where it is known."""
    match = _WIRE.match(text) or _WIRE_BARE.match(text)
    if not match:
        return None
    known = agency(match["wire"])
    # A colon behind words in brackets is that of a speaker too ("ADA MOSS (HOST): Good morning").
    return known or (None if match[0].rstrip().endswith(":") else match["wire"])


def credited(text: str) -> list[str]:
    """The agencies, and other bodies called so by name, that a credit line or a copyright line names."""
    found = [agency(word) for word in re.findall(r"[A-Z][\w.-]*(?: (?:[A-Z][\w.-]*|of|and))*", text)]
    whole = [agency(m) for m in re.findall(r"\bThe [A-Z]\w+(?: [A-Z]\w+)*", text)]
    told = _REPORTED_BY.findall(text)
    bodies = [body for names in told for body in byline_names(names)[1]]
    return list(dict.fromkeys(name for name in (*found, *whole, *bodies) if name))


_REPORTED_BY = re.compile(
    r"\b(?:report(?:ing|ed)|written|produced|provided|distributed|supplied|published) (?:by|from) ([^;.()]+)", re.I
)
