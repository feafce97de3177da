"""The words by which a page's own voice shows that it judges, guesses or weighs, by kind; and those of plain report.

General words of English only. What each kind counts for is not said here: the weights are fitted (``voice.json``).
"""

from __future__ import annotations

import re

KINDS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "chance": "may might could maybe perhaps possibly conceivably",
        "duty": "should must ought needs need shouldn't mustn't needn't",
        "supposed": "would wouldn't couldn't can't cannot unable",
        "future": "will won't shall",
        "ability": "can",
        "likelihood": (
            "likely unlikely probably presumably apparently seemingly arguably supposedly evidently certain sure bound "
            "prone potentially potential possible impossible plausible conceivable probable unclear uncertain prospect "
            "possibility chance chances odds bet likelihood destined doomed poised"
        ),
        "seeming": (
            "seem seems seemed seeming appear appears appeared appearing looks looked look sounds sounded feels felt "
            "suggests suggest suggested suggesting implies implied imply hints hinted indication signs sign evident "
            "apparent"
        ),
        "comment": (
            "certainly surely undoubtedly doubtless clearly obviously plainly inevitably indeed naturally predictably "
            "unsurprisingly surprisingly ironically tellingly conveniently curiously strangely oddly sadly unfortunately "
            "fortunately luckily thankfully hopefully regrettably alas notably notoriously famously remarkably strikingly "
            "crucially importantly significantly admittedly frankly honestly truly really actually effectively essentially "
            "basically practically virtually literally necessarily deliberately cynically shamelessly blatantly wrongly "
            "rightly wisely cleverly skilfully skillfully flawlessly seriously politically morally ethically hardly barely "
            "scarcely simply merely utterly totally completely entirely absolutely perfectly deeply profoundly wildly "
            "increasingly decidedly distinctly suddenly conspicuously suspiciously painfully dangerously perilously "
            "hastily brazenly purely perhaps understandably ultimately finally largely mostly"
        ),
        "degree": (
            "very so too far extremely quite rather pretty somewhat enough almost nearly even just only hugely highly "
            "enormously exceptionally especially particularly extraordinarily incredibly unusually unexpectedly "
            "surprisingly terribly awfully fairly relatively entirely all still"
        ),
        "praise": (
            "good great excellent brilliant superb wonderful fine nice perfect ideal impressive stunning striking "
            "remarkable extraordinary exceptional outstanding spectacular magnificent glorious beautiful gorgeous elegant "
            "glamorous stylish charming delightful enjoyable fun refreshing engaging compelling riveting gripping "
            "fascinating moving touching heartwarming inspiring uplifting heroic brave courageous bold daring admirable "
            "laudable noble worthy deserving thoughtful smart clever savvy shrewd canny skilled skillful gifted talented "
            "masterful formidable powerful strong solid robust sound sensible wise prudent reasonable fair just right "
            "legitimate credible effective successful efficient valuable useful handy helpful practical convenient "
            "comfortable promising encouraging hopeful positive favorable favourable attractive appealing popular beloved "
            "welcome lucky fortunate happy triumphant victorious unbeatable best better finest greatest worthwhile iconic "
            "legendary luxurious superstar star genius hero"
        ),
        "blame": (
            "bad poor terrible horrible awful dreadful appalling horrific horrendous shocking disgraceful shameful "
            "scandalous outrageous disgusting vile despicable evil wicked cruel brutal vicious nasty ugly hateful racist "
            "sexist bigoted xenophobic misogynist fascist authoritarian extreme extremist radical fanatical fanatic rabid "
            "crazy insane mad absurd ridiculous ludicrous laughable preposterous bizarre weird strange odd peculiar "
            "curious suspicious dubious questionable shady murky unseemly corrupt crooked dishonest false untrue bogus "
            "phony fake misleading deceptive hypocritical cynical opportunistic unprincipled unethical immoral illegal "
            "wrong mistaken misguided foolish stupid dumb silly naive reckless careless irresponsible incompetent inept "
            "clumsy awkward embarrassing humiliating damning damaging devastating disastrous catastrophic calamitous "
            "ruinous tragic sad heartbreaking grim bleak dire dark gloomy alarming worrying worrisome troubling disturbing "
            "frightening scary terrifying dangerous hazardous risky perilous precarious fragile vulnerable weak feeble "
            "lackluster lacklustre tepid mediocre pathetic pitiful hopeless futile pointless meaningless useless worthless "
            "ineffective inadequate insufficient flawed faulty broken unfair unjust unreasonable untenable tenuous "
            "unsatisfying disappointing frustrating infuriating annoying irritating painful bitter harsh severe desperate "
            "frantic chaotic messy confusing confused incoherent toxic poisonous divisive controversial contentious "
            "incendiary inflammatory crippling unpopular worse worst loser liar coward bully demagogue thug monster fraud "
            "sham charade farce circus joke lie lies hate rant rants vitriol demagoguery propaganda insult pandering spin "
            "hypocrisy arrogant smug snarky shrill petty skittish restive"
        ),
        "weight": (
            "important significant crucial critical vital essential key central major serious grave big biggest huge "
            "enormous massive immense tremendous vast profound deep fundamental decisive pivotal momentous historic "
            "unprecedented landmark dramatic sweeping drastic radical rare unique unusual unlikely unexpected surprising "
            "notable noteworthy telling interesting intriguing symbolic broad broader wide widespread growing mounting "
            "looming lingering persistent enduring lasting intense fierce heated tense fraught delicate sensitive thorny "
            "tricky difficult hard tough harder tougher daunting challenging complicated complex easy easier simple "
            "simpler real true genuine obvious clear clearer visible unmistakable undeniable inevitable inescapable "
            "natural predictable typical characteristic sharp stark full plenty ample considerable substantial"
        ),
        "effect": (
            "underscores underscore underscored underlines underline underlined highlights highlight highlighted "
            "illustrates illustrate illustrated reflects reflect reflected reveals reveal exposes expose demonstrates "
            "demonstrate proves prove proved proving shows marks signals signal signaled signalled spells means mean meant "
            "represents embodies embodied epitomizes symbolizes crystallize crystallized amounts raises raise poses pose "
            "threatens threaten complicates complicate complicated undermines undermine undermined undercut weakens weaken "
            "weakened strengthens strengthen strengthened bolsters boosts boost fuels fuel fueled stokes stoke stoking "
            "deepens deepen heightens fans fanned casts cast casting overshadows overshadowing clouds haunts looms hangs "
            "serves served helps help helped helping makes make making made creates creating injects resonated resonates "
            "jeopardizes jeopardize imperils imperil guarantees guarantee ensures ensure forces allows lets gives giving "
            "gave leaves leaving left turns turned hurts hurt harms harmed costs pays deserves deserve deserved backfire "
            "backfired backfires fizzled crumbled explains explain justify justifies"
        ),
        "stakes": (
            "problem problems challenge challenges question questions threat threats risk risks danger dangers blow boost "
            "setback failure failures success successes crisis reason reasons fact reality truth lesson lessons symbol "
            "testament irony opportunity advantage disadvantage advantages burden momentum divide rift tension tensions "
            "struggle battle war fight dilemma trap tightrope vulnerability weakness weaknesses strength strengths "
            "liability asset appeal legacy reputation implication implications consequences impact shift turning backlash "
            "tradeoff stakes difficulty difficulties obstacle obstacles barrier hurdle mistake mistakes error errors flaw "
            "flaws nightmare miracle mess disaster scandal outrage credibility legitimacy willingness ability appetite "
            "ambition ambitions ego temptation excuse pretext ploy gambit gamble stunt tactic tactics trick tricks feint "
            "narrative rhetoric posture swagger zeal temperament tone matter way ways sort kind something anything "
            "everything nothing nobody anyone everyone somebody sense idea notion case point"
        ),
        "denial": (
            "not no never nor neither none without isn't aren't wasn't weren't doesn't don't didn't hasn't haven't hadn't"
        ),
        "contrast": (
            "however though although yet instead nevertheless nonetheless despite whereas regardless otherwise meanwhile"
        ),
        "ground": "because thus therefore hence since given",
        "condition": "if unless whether whatever whoever however",
        "reader": "you your you're you'll you've yours yourself",
        "we": "we our us let's ourselves we're we've we'll",
        "writer": "i my me i'm i've i'd mine myself",
        "comparison": "more less fewer than bigger smaller larger higher lower closer older stronger weaker",
        "superlative": "most least biggest largest greatest highest lowest",
        "always": (
            "always often never typically usually generally tends tend tended everybody everyone nobody anyone anybody any "
            "all every ever forever"
        ),
        "it is": "it's it that's there's what's here's he's she's they're who's",
        "this": "this that these those such",
        "present": "is are am isn't aren't be being it's that's there's",
        "past": "was were been wasn't weren't",
        "perfect": "has have hasn't haven't",
        "pluperfect": "had hadn't",
        "question word": "what how why who",
        "lasting": "remains remain remained becoming becomes become became continues continue seems keeps begun",
        "count": "percent million billion per thousands hundreds dozens ago votes points",
        "time": (
            "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
            "september october november december today yesterday tomorrow week weeks month months year years day days "
            "morning night evening afternoon hours minutes earlier later ago"
        ),
        "event": (
            "interview statement meeting speech rally conference hearing event ceremony session trial court committee "
            "district county born married killed died arrested charged convicted sentenced filed founded launched opened "
            "held hosted attended visited spoke met posted released published tweeted conducted surveyed polled elected "
            "appointed named joined signed led worked served won lost defeated beat scored director chairman spokesman "
            "president senator governor secretary member members"
        ),
    }.items()
}
"""Kinds of words: first those of stance, last those of counts, times and events, which speak against it."""

KIND_OF: dict[str, tuple[str, ...]] = {
    word: tuple(kind for kind, words in KINDS.items() if word in words) for word in frozenset().union(*KINDS.values())
}
"""The kinds that a word is of."""

OPENERS: dict[str, str] = {
    word: name
    for name, words in {
        "but": "but yet still however nor instead",
        "and": "and or",
        "so": "so indeed perhaps",
        "after": "after",
        "in": "in on at during by from",
        "with": "with",
        "it": "it's it its",
        "this": "that this these that's",
        "there": "there there's",
        "if": "if",
        "while": "while though although",
        "given": "given",
        "the": "the",
        "he": "he she they his her their",
        "which": "which",
        "who": "who",
        "as": "as",
        "when": "when",
        "for": "for",
        "to": "to",
        "what": "what how why",
        "even": "even",
        "not": "not no",
    }.items()
    for word in words.split()
}
"""The first words of a clause that are told apart."""

_FIRST = (
    r"(?:un)?surprisingly|predictably|tellingly|ironically|conveniently|curiously|no wonder|no doubt|of course|in other words|"
    r"needless to say|make no mistake|the implication|the (?:real )?question is|"
    r"it(?:[’']s| is) (?:clear|obvious|no surprise|safe to say|no coincidence|a good bet|hard not to|difficult not to)|"
    r"this (?:suggests|implies|means that|proves|raises)|which (?:suggests|implies)|that (?:tells you|says it all|should tell)|"
    r"how (?:convenient|odd|strange|curious|telling)|if you still|if anyone (?:ever )?(?:needed|doubts)|there is no other|"
    r"nobody (?:would|could) (?:believe|think)|one (?:might|may|could) (?:ask|wonder)|it (?:was|is) an? (?:odd|strange|curious)"
)
_ANYWHERE = (
    r"we now know|look no further|beg(?:s|ged|ging)? the question|all you need to know|thanks to \w+[’'\w]*,? we|"
    r"rais(?:es|ed|ing|e) (?:\w+ )?questions|(?:is|are|was|were) (?:totally|utterly|completely|simply|patently) \w+|"
    r"an? (?:lie|insult)|la(?:ys|id|ying) bare|cast(?:s|ing)? (?:a |serious |some )?(?:shadow|doubt|pall)|"
    r"now looks like|presumably|will (?:likely|undoubtedly|surely|almost certainly|inevitably|probably)|"
    r"(?:almost|far from|by no means) certain|"
    r"(?:hard|difficult|easy|tempting|impossible) (?:not )?to "
    r"(?:see|imagine|believe|overstate|escape|argue|say|tell|predict|know)|"
    r"remains? to be seen|only time will tell|jury(?:[’']s| is) (?:still )?out|easier said than done|tall order|"
    r"long shot|no (?:easy|small|mean) (?:task|feat|matter)|uphill (?:battle|climb|fight|struggle)|breath\w+ new life|"
    r"shed(?:s|ding)? (?:new )?light|on (?:full )?display|push\w* the envelope|double-edged|elephant in the room|"
    r"game[- ]changer|turning point|wake-up call|tip of the iceberg|slippery slope|perfect storm|"
    r"writing (?:is |was )?on the wall|own goal|fig leaf|smoke and mirrors|window dressing|far cry|little more than|"
    r"nothing (?:short of|more than|less than|but)|anything but|no more than|not so much|"
    r"in (?:stark|sharp|marked|striking) contrast|(?:come|came|comes) as (?:no|little|a) surprise|"
    r"no (?:accident|coincidence)|at odds with|tak(?:es|en|ing|e) (?:a|its|their) toll|"
    r"deal(?:s|t|ing)? (?:a |another )?(?:\w+ )?blow|poster child|"
    r"walk(?:s|ing|ed)? (?:a|the) (?:\w+ )?(?:tightrope|line)|curry favou?r|los(?:es|ing|t) (?:sight|touch)|"
    r"pay(?:s|ing)? the price|miss(?:es|ing|ed)? the (?:point|mark)|"
    r"the (?:truth|fact|reality|problem|trouble|irony|upshot|bottom line) is|in (?:effect|essence|truth|reality)|"
    r"at best|at worst|if anything|to say the least|after all|so much for|no matter (?:how|what|who)"
)
PHRASE = re.compile(rf"(?i)\b(?:{_ANYWHERE})\b")
"""Set phrases of inference and judgement, anywhere in a clause."""
OPENING = re.compile(rf"(?i)\W*(?:{_FIRST})\b")
"""Set phrases that leave no doubt: with them a clause begins that infers."""
