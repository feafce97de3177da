"""The words that the grammar knows: counted cues, and the closed classes of English that noun phrases and clauses are told by.

Words and counts only; what is done with them stands in the other files of this room.
"""

from __future__ import annotations

from typing import NamedTuple


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BE = _words("is are was were be been being am isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t")
HAVE = _words("has have had having hasn't haven't hadn't hasn’t haven’t hadn’t")
MODALS = _words(
    "will would can could may might shall should must won't wouldn't can't couldn't shouldn't won’t wouldn’t can’t couldn’t "
    "shouldn’t cannot"
)
SHORTENED = _words("’ve ’re ’ll ’d ’m ’s 've 're 'll 'd 'm 's")
SHORTENED_BE = _words("’re ’m ’s 're 'm 's")
DO = _words("do does did don't doesn't didn't don’t doesn’t didn’t")
AUXILIARIES = BE | HAVE | MODALS | DO
NEGATIONS = _words("not never no nor") | {word for word in AUXILIARIES if word.endswith(("n't", "n’t"))} | {"cannot"}

ADVERBS = _words(
    "also later then still since even just once again already recently previously first often now always long only further "
    "soon instead meanwhile however nevertheless nonetheless moreover too earlier afterward afterwards today yesterday tonight "
    "tomorrow twice perhaps all both today's sometimes thus therefore quickly"
)
PRONOUNS = _words("he she they it we i you")
RELATIVES = _words("who which whose")
DETERMINERS = _words(
    "the a an this that these those his her its their our my your some many most several all both few each every any another "
    "neither other one two three four five six seven eight nine ten more no such various numerous countless dozens hundreds "
    "thousands millions"
)
POSSESSIVES = _words("his her its their our my your")
ARTICLES = POSSESSIVES | {"a", "an", "the"}
INDEFINITE = _words(
    "some many most several others few all both neither none everyone everybody someone nobody critics one another those "
    "other each"
)
PREPOSITIONS = _words(
    "of in on at for from with by to into onto over under about after before during against between among amid through within "
    "without near across behind beyond despite since until till upon toward towards outside inside around along alongside via "
    "per like unlike including ahead"
)
INNER_PREPOSITIONS = _words(
    "of for from at in with within on to under near against behind between including alongside outside by among across"
)
"""Those that may stand inside a noun phrase that is a source ("the head of", "the senator from")."""

COMPLEMENTIZERS = _words("that")
SUBORDINATORS = _words(
    "because when as while if although though where whether what how why after before since until unless once whereas so than "
    "whose whom whenever wherever"
)
CONJUNCTIONS = _words("and or but nor yet so")
DAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
TIMES = DAYS | _words(
    "today yesterday tonight tomorrow week month year night morning afternoon evening last earlier this later"
)
NOT_ADVERBS = _words(
    "rally tally ally family reply supply early likely unlikely daily weekly monthly friendly assembly anomaly monopoly bully "
    "fly italy july elderly only costly deadly lonely lively"
)
"""Words in -ly that are none."""

ABBREVIATIONS = _words(
    "inc corp co ltd no capt adm supt insp maj cllr ms mx vs st gen sen rep gov lt col sgt rev prof jr sr amb hon pres u.s "
    "u.k jan feb aug sept sep oct nov dec fig ave blvd mt ft"
)
"""Words before a full stop that ends no sentence."""

SLUGS = _words(
    "byline watch look video live update updated breaking exclusive report poll opinion analysis photos photo read more "
    "related listen editorial review preview note editor's editor’s q a caption abstract dek summary factbox correction"
)
"""Words before a colon that name no speaker."""

NOBODY = _words("it that which who this you")
"""Sources inside quoted words that are nobody in particular."""

HEARSAY = _words("reportedly allegedly purportedly supposedly")
TALK = _words(
    "allegations reports rumors rumours claims accusations speculation word suggestions fears concerns complaints belief"
)
"""Nouns for what is being said by nobody in particular."""
NOMINAL = TALK | _words(
    "claim allegation assertion assertions statement statements suggestion warning warnings accusation argument contention "
    "insistence promise promises pledge vow prediction predictions denial fear concern complaint conclusion admission "
    "acknowledgment acknowledgement rumor rumour report announcement assurance assurances demand hope hopes finding findings "
    "declaration revelation doubts confidence view remark remarks comment prophecy theory testimony"
)
"""Nouns for what is said, where "that" and a clause follow."""
KNOWING = _words(
    "official officials source sources people person persons document documents record records report reports study studies "
    "data police office department ministry spokesman spokeswoman spokesperson witness witnesses expert experts researcher "
    "researchers analyst analysts diplomat diplomats lawyer lawyers aide aides agency paper newspaper email emails letter "
    "memo filing filings poll polls survey figures statistics statement interview interviews article post adviser advisers "
    "service team group union committee court bank embassy council charity institute one two several investigators "
    "prosecutors authorities media insiders employees residents colleague colleagues friend friends relatives scientists "
    "note notes transcript recording complaint affidavit indictment ruling diary presentation "
    "economists doctors leaders members operator company minister mayor governor president secretary captain coach judge "
    "coroner doctor nurse professor prosecutor chief head director boss"
)
"""Nouns for whoever or whatever may be cited for a statement."""
SURFACING = _words("surfaced emerged circulated swirled persisted spread mounted grown arisen appeared")
UNKNOWN = _words(
    "clear known certain unclear unknown uncertain alleged reported believed said thought understood rumored rumoured"
)

QUESTIONING = _words("that whether if who what why how when where which")
ALLEGED = _words("alleged so-called purported")
ANSWERING = _words("respond reply return comment elaborate answer reached")
"""What people who are asked do not do ("did not respond")."""

SEEMING = _words("seemed seems seem appeared appears appear")
EXPECTED = _words(
    "projected forecast predicted estimated expected said believed reported alleged known thought considered seen rumored "
    "rumoured understood suspected"
)
"""Participles of what is held without saying by whom ("is expected to")."""

MINDED: dict[str, str] = {
    **dict.fromkeys(_words("sure certain confident convinced hopeful optimistic aware doubtful unsure"), "that of about"),
    **dict.fromkeys(
        _words("worried concerned afraid scared fearful anxious angry sorry glad disappointed upset"), "that about for of"
    ),
    **dict.fromkeys(_words("skeptical sceptical critical wary suspicious dismissive envious proud"), "of about that"),
    **dict.fromkeys(_words("adamant"), "that about"),
    **dict.fromkeys(_words("eager reluctant unwilling determined"), "to"),
}
"""Adjectives for what goes on in a mind, each with the words that may follow it there."""

PASSIVE: dict[str, str] = {
    **dict.fromkeys(_words("seen viewed regarded described portrayed branded hailed criticised criticized touted"), "as"),
    **dict.fromkeys(_words("accused suspected"), "of"),
    **dict.fromkeys(_words("charged"), "with"),
    **dict.fromkeys(_words("criticised criticized blamed praised mocked"), "for"),
    **dict.fromkeys(_words("found thought believed considered said"), "to"),
}
"""Participles of judgements that nobody may be named for, each with the words that follow it there."""
DEEMED = _words("thought considered deemed called dubbed branded labelled labeled described found ruled declared")
"""Participles that a quotation may follow at once ("was deemed “unfit”")."""
JUDGED = _words(
    "criticized criticised condemned praised rejected dismissed endorsed denounced accused described called hailed "
    "claimed confirmed reported welcomed opposed questioned disputed denied echoed quoted proposed requested demanded urged "
    "portrayed mocked applauded blasted slammed rebuked derided acknowledged announced cited"
)
"""Participles of judgements that those who made them may follow ("was criticised by the guild")."""
GROUNDS = _words("for as over of to that")
"""What leads to the grounds of a judgement, behind whoever made it."""
INSTRUCTED = _words("told warned asked ordered advised urged instructed informed assured reminded")
WITHHELD = _words(
    "release released publish published disclose disclosed identify identified name named reveal revealed specify specified "
    "elaborate elaborated share shared provide provided confirm confirmed mention mentioned explain explained apologize "
    "apologise apologized apologised"
)
"""What those who keep something back do not do ("would not name the buyer")."""
REFUSING = _words(
    "would wouldn't wouldn’t will won't won’t did didn't didn’t does doesn't doesn’t do don't don’t has hasn't hasn’t have"
)
WORDING = _words("words view opinion telling judgment judgement estimation reckoning account estimate eyes phrase")
"""Nouns for how somebody puts or sees a thing ("in the words of Ann Lee")."""
NUMBERS = _words("one two three four five six seven eight nine ten eleven twelve dozens hundreds thousands least most zero")

MADE_KNOWN = _words(
    "polled surveyed interviewed reviewed put published posted shared released issued conducted obtained reported circulated "
    "seen written signed sent filed recorded led commissioned cited quoted leaked provided prepared shown"
)
"""Participles of what is done to a document ("a video posted on Monday")."""

ALSO_NOUNS = _words(
    "notes note claims claim reports report calls call plans plan hopes hope fears fear questions question views view "
    "demands demand estimates estimate offers offer attacks attack lists list supports support shows show finds promises "
    "promise forecast states posts post doubts orders quotes quote regards backs wish wishes stresses warnings thought "
    "thoughts reply replies"
)
"""Forms that stand for nouns as often as for verbs."""

IRREGULAR_PAST = _words("said told wrote thought found saw sought knew read forecast went put")
"""Past forms that look like no form of a noun."""

MANNERS = frozenset(
    {("in", "full"), ("in", "part"), ("in", "public"), ("in", "private"), ("in", "writing"), ("in", "return"), ("in", "court"),
     ("at", "once"), ("at", "first"), ("on", "air"), ("under", "oath"), ("at", "length"), ("in", "general"), ("in", "passing")}
)  # fmt: skip
"""Phrases for how something is said, between the verb and what is said."""
SENT = _words("sent left made gave kept held took met went came ran led built brought lost won spent ate drove grew stood")
"""Past forms of common verbs that are no cues."""

RECIPIENTS = _words(
    "reporters lawmakers viewers voters supporters journalists us me him her them you everyone people congress parliament "
    "investigators police"
)

LEADING = AUXILIARIES | ADVERBS | NEGATIONS | _words("to n't finally eventually repeatedly simply")
"""Words that may stand before the verb of a cue and belong to it."""

FUNCTION_WORDS = (
    AUXILIARIES | PRONOUNS | DETERMINERS | PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | ADVERBS | NEGATIONS
    | _words("that there out up down off back not it himself herself themselves")
)  # fmt: skip


class Count(NamedTuple):
    """How often a form is a cue, how often it was seen at all, and how often the content stands before it."""

    cues: int
    seen: int
    after: int


COUNTED = """
said 4181/4849/2570; says 426/505/111; told 404/487/216; according to 387/429/301; say 255/619/49; added 215/264/122; wrote
203/278/157; asked 199/317/35; saying 165/342/0; called 146/387/31; reported 118/192/50; noted 109/122/18; announced
97/134/10; suggested 96/119/4; expected 81/131/76; argued 71/91/14; show 67/289/12; endorsed 67/99/3; described 66/82/12;
found 65/175/8; tweeted 62/86/31; adding 59/83/1; showed 58/113/1; shows 58/125/4; criticized 57/80/10; accused 55/88/3;
calling 48/138/0; seemed 48/104/46; telling 47/99/0; declared 47/66/22; continued 46/125/31; declined 46/88/1; called for
45/54/0; see 45/346/1; explained 43/58/16; acknowledged 43/56/4; believe 42/225/11; supported 41/91/5; urged 40/46/3;
referring to 39/58/1; claimed 37/47/7; cited 36/45/1; appears 35/72/32; noting 34/37/0; wants 34/146/2; appeared 34/100/32;
proposed 33/78/2; promised 33/43/4; defended 33/39/1; calls 32/119/6; revealed 32/54/4; praised 32/39/1; agreed 32/72/1; tells
31/43/10; opposed 31/71/8; concluded 30/48/15; citing 30/33/0; recalled 30/36/10; warned 30/44/4; vowed 30/37/3; supporting
30/116/0; seems 30/91/22; responded 29/78/10; pledged 29/101/0; suggesting 29/44/0; arguing 29/37/0; sought 29/80/0; stated
28/42/7; insisted 28/36/2; questioned 28/36/3; seen 27/176/15; offered 26/75/2; argue 26/38/5; thinks 25/71/1; refused
25/53/0; attacked 25/52/2; considered 25/68/16; suggest 25/42/0; denied 25/41/5; rejected 24/36/3; replied 24/31/13; mentioned
24/42/6; plans 24/164/0; named 23/53/10; showing 22/98/0; notes 22/34/10; hopes 22/58/4; writes 22/32/12; seeking 22/85/1;
believes 21/70/6; suggests 21/33/0; pointed out 21/22/1; known as 21/49/15; confirmed 21/36/7; talking about 21/67/0; called
on 20/31/0; backing 20/73/1; dismissed 20/28/2; asked about 20/44/1; claim 20/88/0; indicated 20/29/0; asking 19/54/1; wanted
19/94/4; denounced 19/26/2; predicted 19/29/5; backed 19/60/5; known 19/134/16; sees 18/42/2; hoping 18/35/0; mention 18/51/0;
hope 18/107/4; blasted 18/24/1; thought 18/120/4; posted 18/55/5; claims 17/65/2; focused on 17/70/0; discuss 17/52/0;
expressed 17/55/0; ask 17/89/0; blamed 17/23/1; promising 17/29/1; oppose 17/41/1; decided 17/74/0; calling for 16/27/0; read
16/71/11; pointed to 16/23/0; appear 16/69/16; admitted 16/31/3; reports 16/86/5; hoped 16/33/4; view 16/109/7; ordered
16/21/1; knows 15/61/0; discussed 15/25/0; reportedly 15/29/14; claiming 15/33/0; respond to 15/58/0; calls for 15/25/0;
talked about 15/25/0; expect 15/54/1; fear 15/74/2; said of 14/64/13; shown 14/50/6; saw 14/83/2; insist 14/22/2; tell
14/104/1; mocked 13/20/1; learned 13/45/0; echoed 13/21/4; finds 13/25/2; signed 13/65/3; questioning 13/24/0; supports
13/49/1; identified 13/32/3; explaining 13/19/0; assured 13/24/4; reiterated 13/17/0; recalling 13/16/0; endorse 13/74/0;
seeks 12/20/1; referred to 12/26/0; voted for 12/37/0; made clear 12/20/2; seem 12/58/11; complained 12/21/1; nominated
12/24/6; asserted 12/13/1; passed 12/65/6; criticizing 11/26/0; offering 11/43/0; listed 11/20/2; argues 11/11/2; pushed
11/49/3; charged 11/44/5; denouncing 11/17/0; seen as 11/48/8; promises 11/43/1; challenged 11/24/2; condemned 11/13/1;
acknowledge 11/25/1; worried 11/47/2; deemed 11/20/6; spoke about 10/11/0; shared 10/50/2; decried 10/10/0; urging 10/26/0;
reminded 10/14/1; known for 10/25/9; stating 10/13/0; slammed 10/14/0; acknowledging 10/13/0; describing 10/18/0; requested
10/23/2; stressed 10/13/0; announcing 10/18/0; conceded 10/11/2; prefer 9/23/0; expecting 9/16/1; thanked 9/12/0; accusing
9/14/0; adds 9/16/5; critical of 9/15/0; consider 9/69/1; highlighted 9/16/1; made it clear 9/13/0; touted 9/11/0; declaring
9/18/0; note 9/38/1; describes 9/12/2; encouraged 9/18/1; talks about 9/15/0; knew 9/48/1; blame 9/35/1; put it 9/18/0;
portrayed 9/16/1; estimated 9/25/3; questions about 9/72/0; reads 8/12/5; preferred 8/19/3; repeated 8/32/2; defending 8/25/0;
explains 8/11/2; points out 8/9/4; accuses 8/12/0; slams 8/9/0; asks 8/15/1; ignored 8/29/2; insisting 8/9/0; asked for
8/17/0; lamented 8/8/0; pointing to 8/15/0; determined 8/31/2; railed against 8/9/0; discussing 8/20/1; embraced 8/21/1;
remember 8/50/3; calling on 8/15/0; call for 8/41/0; threatened 8/21/1; alleged 8/32/0; vows 8/10/0; emphasized 8/11/0;
projected 8/16/5; allowed 8/52/2; considering 8/25/0; worried about 8/21/0; attacking 8/53/0; eager 8/20/1; point to 8/17/1;
agree 8/62/1; favored 8/33/2; titled 8/16/4; recognized 7/23/3; intended 7/33/5; announce 7/16/0; challenging 7/42/0; praises
7/9/0; hired 7/30/1; endorses 7/9/0; pointing out 7/11/0; answered 7/19/3; joked 7/12/1; looking for 7/38/0; planning 7/40/0;
cites 7/8/0; insists 7/8/0; warning 7/29/0; reveal 7/15/0; addressed 7/25/0; decide 7/47/1; referenced 7/7/0; welcomed 7/19/0;
recognize 7/38/0; lists 7/23/0; recommended 7/14/3; complaints 7/15/0; disclosed 7/16/3; promise 7/49/0; estimates 7/22/1;
indicate 7/12/0; remarked 7/9/4; exposed 6/22/1; emailed 6/15/0; reveals 6/9/0; retweeted 6/9/0; quoted 6/12/0; vowing 6/9/0;
fears 6/35/1; allows 6/32/0; shouted 6/11/3; chanted 6/9/1; thanking 6/6/0; touting 6/9/0; pledging 6/7/0; bemoaned 6/6/0;
blasts 6/7/0; explain 6/34/0; accept 6/47/0; laid out 6/11/0; convinced 6/14/0; implied 6/10/0; wonder 6/20/0; tweeting
6/19/0; accused of 6/18/6; published 6/44/1; assailed 6/7/1; proposing 6/16/1; dismissing 6/8/0; points to 6/9/0; opposition
to 6/42/0; talk about 6/40/1; declare 6/12/0; sounded 6/15/3; required 6/43/4; opposes 6/17/0; invoked 6/9/0; focuses on
5/8/0; appointed 5/21/0; indicates 5/6/4; offers 5/31/0; concludes 5/6/2; mentioning 5/7/0; writing 5/32/0; emphasizing 5/9/0;
refuse 5/17/0; highlighting 5/17/0; praising 5/11/0; predicting 5/12/0; watched 5/24/0; yelled 5/8/1; refusing 5/15/0;
introduced 5/33/3; reminding 5/12/0; warned of 5/6/0; shot back 5/9/2; considers 5/8/0; promoting 5/23/0; distanced himself
from 5/5/0; rebuked 5/5/1; referencing 5/10/0; said about 5/16/5; announces 5/5/0; demands 5/21/0; angered 5/12/4; voted
against 5/15/0; worry about 5/14/1; ruled 5/16/1; predict 5/15/1; slamming 5/9/0; believing 5/13/0; threatening 5/15/0; viewed
5/32/3; applauded 5/14/0; likened 5/9/1; charged with 5/16/4; criticism of 5/30/0; refuses 5/9/0; blocked 5/19/0; repeating
5/12/0; warn 5/7/0; celebrated 5/19/2; forecast 5/11/2; believed 5/40/1; mocking 5/12/0; restricting 5/9/0; pledges 5/9/0;
seek 5/35/0; wondered 5/7/2; pushed for 5/8/0; alleging 5/14/0; knocked 5/11/0; designed 5/28/4; remarking 5/8/0; signaled
5/10/0; admits 5/7/0; recall 4/11/2; pleaded guilty 4/6/0; understood 4/17/0; mentions 4/8/0; convince 4/19/0; agrees 4/15/1;
asserting 4/7/0; ignore 4/21/0; worries 4/20/2; dubbed 4/6/2; assured of 4/7/0; seemingly 4/21/4; imagined 4/7/1; refers to
4/6/0; expressed concern 4/8/0; booed 4/16/2; determining 4/12/0; aware 4/24/0; blasting 4/7/0; went after 4/8/0; remembered
4/12/1; skeptical of 4/5/0; hailed 4/4/0; adopted 4/32/2; documented 4/7/2; demanding 4/13/0; point out 4/14/1; think of
4/16/0; agreed with 4/10/0; agree with 4/18/0; advocate for 4/20/0; covered 4/21/0; realized 4/9/1; recognizing 4/7/0;
suggestion 4/22/0; care about 4/26/1; rattled 4/17/4; proclaimed 4/5/1; fearing 4/4/0; aware of 4/17/1; balked at 4/6/0;
boasted of 4/5/0; write 4/28/2; prefers 4/4/1; agreed to 4/32/0; rebuffed 4/8/3; boasted 4/13/0; allegations 4/32/1; persuaded
4/10/1; guess 4/20/0; authorized 4/15/0; recounted 4/7/1; cautioned 4/8/0; counting on 4/9/0; speculated 4/5/1; concerns about
4/25/0; wrote about 4/4/0; worry 4/31/0; criticize 4/15/0; contends 4/4/0; wary of 4/6/0; endorsement of 4/29/1; said
repeatedly 4/4/0; maintained 4/23/0; pushing for 4/7/0; accusations of 4/8/0; approved 4/18/1; credited 4/5/0; informed
4/11/0; sided with 4/7/0; dismisses 4/4/0; championed 4/12/3; admitting 4/12/0; attributed 4/15/2; chanting 4/7/0; blames
4/4/0; believe in 4/23/0; alleges 4/4/1;
"""
"""Forms of cues as ``form cues/seen/after;``, counted by ``python training/count_cues.py`` over PolNeAR's training split."""


def _counts() -> dict[tuple[str, ...], Count]:
    table: dict[tuple[str, ...], Count] = {}
    for entry in filter(None, (entry.strip() for entry in COUNTED.split(";"))):
        form, _, numbers = entry.replace("\n", " ").rpartition(" ")
        cues, seen, after = map(int, numbers.split("/"))
        table[tuple(form.split())] = Count(cues, seen, after)
    return table


KIN = _words(
    "quoting "
    "dispute suspect complain recommend recommends instructed instructs advised advises insist intends intend warns denies "
    "denying rejects demanded regrets regretted disputes disputed condemns criticises criticised criticising criticizes "
    "confirms maintains contends stresses emphasizes emphasises emphasised reiterates declares predicts recalls testified "
    "testifies cautions concedes acknowledges hails backs threatens urges responds replies jokes quips quipped estimates "
    "reckons reckoned suspects suspected wonders feared think wish wished wishes regards regarded describes observed "
    "observes commented countered retorted mused proclaims asserts discloses quotes quote admit established know feel feels "
    "felt knew imagine realize realized realise realised demand want expect expects demands doubts tell establishes claimed "
    "hold holds held object objects objected doubt threaten vow swore swears "
    "speculates believes concede hailed lauded lauds welcomes informs assures regret doubted deny"
)
"""Forms too rare in PolNeAR to be counted, or not counted there, that are taken for cues as their kin are."""

THAT_ONLY = _words("hold holds held object objects objected")
"""Forms that are of speech where "that" follows, and of other things elsewhere."""
ASKING = _words("ask asks asked asking wonder wonders wondered")
"""Forms that are of speech where "that" or a question word follows."""
CLAIMING = _words("claim claims claimed claiming profess professed threatened threaten threatens vow vowed vows promised")
"""Forms that "to" and a verb follow where somebody says so of himself ("claimed to have won")."""

CITING = _words("citing quoting")
CITED = _words("cited cites quoted quotes")
"""Forms that lead to whoever stands behind a report."""
PHRASES = ("wanted to know", "wants to know", "want to know")
"""Forms of several words, the same."""

COUNTS: dict[tuple[str, ...], Count] = {**{tuple(form.split()): Count(1, 2, 0) for form in (*KIN, *PHRASES)}, **_counts()}
"""The table by the words of each form."""

FORMS: dict[str, list[tuple[str, ...]]] = {}
"""The counted forms by their first word, longest first."""
for _form in sorted(COUNTS, key=len, reverse=True):
    FORMS.setdefault(_form[0], []).append(_form)

HEADS = (frozenset(FORMS) - SEEMING) | HEARSAY | {"unclear", "unknown", "uncertain"}

SAYING = _words(
    "said says say saying told tells tell telling added adds add adding wrote writes write writing asked asks ask asking "
    "stated states state noted notes note noting explained explains explain explaining replied replies reply replying "
    "responded responds respond responding tweeted tweets tweet tweeting posted posts post continued continues warned warns "
    "warn warning argued argues argue arguing declared declares declare declaring concluded concludes conclude concluding "
    "insisted insists insist insisting recalled recalls recalling claimed claims claim claiming alleged alleges allege "
    "alleging acknowledged acknowledges acknowledging joked jokes joking remarked remarks remarking observed observes "
    "observing announced announces announcing reported reports report reporting admitted admits admitting conceded concedes "
    "conceding predicted predicts predicting exclaimed shouted shouts shouting yelled chanted read reads quipped quips "
    "lamented laments lamenting complained complains complaining suggested suggests suggest suggesting answered answers "
    "countered counters testified testifies stressed stresses stressing emphasized emphasizes emphasizing emphasised asserted "
    "asserts asserting cautioned cautions cautioning confirmed confirms confirming revealed reveals mused muses boasted boasts "
    "vowed vows promised promises pledged urged urges begged pleaded interjected proclaimed proclaims reiterated reiterates "
    "repeated repeats commented comments thinks think thought believes believe believed wondered wonders recounted recounts "
    "protested objected maintained maintains contended contends speculated surmised estimated estimates agreed agrees began "
    "begins went retorted snapped opined opines elaborated clarified disclosed emailed messaged texted blogged echoed echoes "
    "shows show showed showing found finds find indicated indicates indicate learned read"
)
"""Forms that may stand behind or before the words they report ("...", X said)."""

ADDING = _words("add adds added adding")
"""Forms that are of speech only where words that are said follow."""
MINDING_SELF = _words("know knows knew feel feels felt imagine imagined realize realized realise realised seek demand aim need")
"""The same, of those who are quoted themselves ("We know that ...")."""
DECLINING = _words(
    "declined declines declining refused refuses refuse refusing vowed pledged promised intends intend intended plans "
    "planned threatens threatened"
)
"""Forms that "to" and a verb follow, whatever people marked as cue and as content."""
MINDING = _words(
    "think thinks thought believe believes believed hope hopes hoped want wants wanted fear fears feared expect expects "
    "expected wish wishes doubt doubts"
)
"""Forms for what goes on in a mind, which readers want to see as somebody's whatever people marked in PolNeAR."""

TELLING = _words("told tells tell telling reminded reminds reminding assured assures assuring informed informs informing")
"""Forms that name whom they address before what they report."""
