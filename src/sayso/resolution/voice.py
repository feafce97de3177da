"""The article's own voice where it infers, insinuates or judges rather than reports, told by general words of stance.

Few sentences are found, so that those which are shown hold: a page's insinuation that goes by without such words is missed.
"""

from __future__ import annotations

import re

_OPENERS = (
    r"(?:un)?surprisingly|predictably|tellingly|ironically|conveniently|curiously|no wonder|clearly|evidently|obviously|"
    r"inevitably|undoubtedly|no doubt|frankly|of course|in other words|needless to say|make no mistake|the implication|"
    r"it(?:[’']s| is) (?:clear|obvious|no surprise|safe to say|no coincidence|a good bet|hard not to|difficult not to)|"
    r"this (?:suggests|implies|means that|proves|raises)|which (?:suggests|implies)|that (?:tells you|says it all|should tell)|"
    r"how (?:convenient|odd|strange|curious|telling)|if you still|if anyone (?:ever )?(?:needed|doubts)|there is no other|"
    r"the (?:real )?question is|nobody (?:would|could) (?:believe|think)|one (?:might|may|could) (?:ask|wonder)|"
    r"it (?:was|is) an? (?:odd|strange|curious)"
)
_ANYWHERE = (
    r"we now know|look no further|begs the question|all you need to know|thanks to \w+[’'\w]*,? we|raises? questions|"
    r"(?:is|are|was) (?:totally|utterly|completely|simply|patently) (?:bogus|false|wrong|absurd|untrue)|is a lie|"
    r"(?:highlights|illustrates|underscores|lays bare) (?:the|how|just how)|presumably|"
    r"casts? (?:a |serious )?(?:shadow|doubt) (?:on|over)|now looks like|will (?:likely|undoubtedly)|almost certain to|"
    r"an insult to"
)
_STANCE = re.compile(rf"(?i)^\W*(?:{_OPENERS})\b|\b(?:{_ANYWHERE})\b")


def stance(words: str) -> re.Match[str] | None:
    """The words by which a sentence of the article's own shows that it infers or judges; None where it reports."""
    return _STANCE.search(words)
