"""The article's own voice where it infers, insinuates or judges rather than reports, told by general words of stance.

Few sentences are found, so that those which are shown hold: a page's insinuation that goes by without such words is missed.
"""

from __future__ import annotations

import re

_OPENERS = (
    r"(?:un)?surprisingly|predictably|tellingly|ironically|conveniently|curiously|no wonder|clearly|"
    r"evidently|obviously|"
    r"inevitably|undoubtedly|no doubt|frankly|of course|in other words|needless to say|make no mistake|the implication|"
    r"it(?:[’']s| is) (?:clear|obvious|no surprise|safe to say|no coincidence|a good bet|hard not to|difficult not to)|"
    r"this (?:suggests|implies|means that|proves|raises|is precisely)|which (?:suggests|implies)|"
    r"that (?:is precisely|is exactly|tells you|says it all|should tell|comment is)|"
    r"how (?:convenient|odd|strange|curious|telling)|"
    r"if you still|if anyone (?:ever )?(?:needed|doubts)|there is no other|the (?:real )?question is|"
    r"nobody (?:would|could) (?:believe|think)|"
    r"but don[’']t expect|one (?:might|may|could) (?:ask|wonder)|it (?:was|is) an? (?:odd|strange|curious)"
)
_ANYWHERE = (
    r"we now know|look no further|begs the question|all you need to know|thanks to \w+[’'\w]*,? we|raises? questions|"
    r""
    r"(?:is|are|was) (?:totally|utterly|completely|simply|patently) (?:bogus|false|wrong|absurd|untrue)|is a lie|serial liar|"
    r"(?:have|has) every right to|the benefit of the doubt|"
    r"(?:highlights|illustrates|underscores|lays bare) (?:the|how|just how)|"
    r"presumably|casts? (?:a |serious )?(?:shadow|doubt) (?:on|over)|now looks like|"
    r"will (?:likely|not necessarily|undoubtedly|find it difficult)|won[’']t (?:work|be able to)|almost certain to|"
    r"will be (?:difficult|unable) to|politically risky|an insult (?:not only )?to|"
    r"(?:could|can) be a powerful"
)
_STANCE = re.compile(rf"(?i)^\W*(?:{_OPENERS})\b|\b(?:{_ANYWHERE})\b")


def stance(words: str) -> re.Match[str] | None:
    """The words by which a sentence of the article's own shows that it infers or judges; None where it reports."""
    return _STANCE.search(words)
