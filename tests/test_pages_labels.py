"""What each block of a page is, on small invented pages with markup and texts without."""

from __future__ import annotations

import re
import textwrap
from typing import Any

import pytest

from sayso.records import Article, Label
from stories import BODY, TITLE, article, beside, lined, plain, story

LIVE = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Flood at Low Tessel: live"}</script>'


def only(made: Article) -> tuple[Label, str]:
    """The one block beside headline and story."""
    (line,) = beside(made)
    return line


# ---------------------------------------------------------------------------------------------------- beside the main text


@pytest.mark.parametrize(
    ("label", "place", "markup"),
    [
        ("navigation", "top", "<header><nav><ul><li><a href=/r>River</a></li></ul></nav></header>"),
        ("navigation", "top", "<div class='siteHeader__menu'><div><a href=/r>River</a></div></div>"),
        ("navigation", "top", "<div class=x><a href=/r>River</a> <a href=/m>Market</a></div>"),
        ("navigation", "top", "<a href=#main>Skip to content</a>"),
        ("navigation", "behind", "<div>Share this</div>"),
        ("navigation", "behind", "<p>Tags: weirs, locks</p>"),
        ("navigation", "top", "<form><label>Search the Courier</label><input></form>"),
        ("legal", "after", "<div><p>We use cookies to make the tide table work.</p></div>"),
        ("legal", "top", "<div id=cookie-banner><p>Only those that the tide table needs.</p></div>"),
        ("legal", "after", "<footer><p>© 2031 Tessel Courier</p></footer>"),
        ("legal", "after", "<footer><span>Privacy policy</span></footer>"),
        ("navigation", "after", "<footer><a href=/p>Privacy policy</a></footer>"),
        ("legal", "behind", "<p>This material may not be published, broadcast, rewritten or lent.</p>"),
        ("standfirst", "under", "<p class=article__dek>A hand over its mark, and no further.</p>"),
        ("standfirst", "under", "<h2>The lock keeper opened the second sluice at four, and it drained.</h2>"),
        ("byline", "under", "<p>By Ilse Tarnok and Bram Veld</p>"),
        ("byline", "under", "<div class=article-byline><a href=/t>Ilse Tarnok</a></div>"),
        ("dateline", "under", "<div>Published 4 March 2031, 7:42 pm GMT</div>"),
        ("dateline", "under", "<time>3 hours ago</time>"),
        ("caption", "inside", "<figure><img src=l.jpg><figcaption>The lock on Monday.</figcaption></figure>"),
        ("caption", "inside", "<div class=wp-caption><p class=wp-caption-text>The lock on Monday.</p></div>"),
        ("caption", "inside", "<p>Photo: Ilse Tarnok/Tessel Courier</p>"),
        ("credit", "inside", "<div class=photo-credit>Ilse Tarnok</div>"),
        ("credit", "behind", "<p>Reporting by Ilse Tarnok; editing by Bram Veld</p>"),
        ("credit", "behind", "<p><i>Additional reporting from the Tessel Wire</i></p>"),
        ("correction", "behind", "<p>Correction: It is Thursday that the board meets.</p>"),
        ("correction", "behind", "<p>This article was amended on 5 March 2031 to give the right day.</p>"),
        ("bio", "behind", "<div class=author-bio><p>Writes about rivers for the Courier.</p></div>"),
        (
            "comment",
            "after",
            "<ol id=comments><li>It was a hand higher than the board says it was, and I was there that night.</ol>",
        ),
        ("comment", "after", "<h3>Leave a Reply</h3>"),
        ("related", "inside", "<p><b>READ MORE: <a href=/h>Harbour master to leave</a></b></p>"),
        ("related", "inside", "<div class=related-stories><p><a href=/f>Ferry fares to rise again in the spring</a></p></div>"),
        ("related", "after", "<aside><p>A word about ferries.</p></aside>"),
        ("other", "inside", "<p>Sign up for our newsletter: the river in your inbox every morning.</p>"),
        ("other", "inside", "<div class=newsletter-box><p>The tide table, every Friday.</p></div>"),
        ("other", "inside", "<div>Advertisement</div>"),
        ("other", "inside", "<div class=pull-quote>the second sluice at four</div>"),
        ("other", "inside", "<p><big>had moved their sheep on Sunday, when the first warning was posted</big></p>"),
        (
            "other",
            "inside",
            "<p style='display: none'>No reader ever sees these words, which are for machines and robots alone.</p>",
        ),
        ("other", "inside", "<div hidden><p>Nor these.</p></div>"),
        ("other", "top", f"<p>{TITLE.upper()}</p>"),
        ("quote", "inside", "<blockquote><p>The gates are eighty years old, the report says, and they leak.</p></blockquote>"),
    ],
)
def test_what_stands_beside_the_main_text(label: Label, place: str, markup: str) -> None:
    around: dict[str, Any] = {place: markup}
    assert only(article(story(**around))) == (label, re.sub(r"<[^>]+>", "", markup))


def test_the_standfirst_is_what_the_page_describes_itself_with() -> None:
    words = "The lock keeper opened the second sluice at four and the meadow drained by six"
    made = article(story(head=f'<meta name="description" content="{words}">', under=f"<div><span>{words}.</span></div>"))
    assert only(made) == ("standfirst", f"{words}.")
    first = article(story(head=f'<meta property="og:description" content="{BODY[0]}">'))
    assert beside(first) == []  # a page may describe itself with its first paragraph, which is body all the same


def test_the_author_box_by_the_name_of_the_author() -> None:
    words = "Ilse Tarnok is a reporter with the Courier, where she covers rivers."
    made = article(story(head='<meta name="author" content="Ilse Tarnok">', behind=f"<p>{words}</p>"))
    assert only(made) == ("bio", words)


def test_all_that_stands_under_a_heading_that_points_elsewhere() -> None:
    under = "<p>Ferry fares to rise</p><p>The chapel roof is to be mended in May, the dean said.</p>"
    made = article(story(after=f"<div><h3>More from the Courier</h3><div>{under}</div></div>"))
    assert [label for label, _ in beside(made)] == ["related"] * 3


def test_every_label_has_its_reason() -> None:
    made = article(story(top="<nav>River</nav>", inside="<p>Advertisement</p>", after="<footer>© 2031 Tessel Courier</footer>"))
    assert all(block.reason for block in made.blocks)


# ------------------------------------------------------------------------------------------------------ inside the main text


DRY = "The mill stood dry all the while, its keeper said."
TOLD = "The mill stood dry all the while, its keeper told the board in a letter that was read out on Monday."


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        (
            "<ul><li>The gauge at the lock.</li><li>The gauge at the mill.</li></ul>",
            ["The gauge at the lock.", "The gauge at the mill."],
        ),
        ("<h2>What happens next</h2>", ["What happens next"]),
        ("<p>The mill<button></button> stood dry all the while, its keeper said.</p>", [DRY]),
        (
            "<p>The mill stood dry,<div></div> its keeper wrote to the board.</p>",
            ["The mill stood dry,", "its keeper wrote to the board."],
        ),
        ("<p><span class=drop-cap>T</span>he mill stood dry all the while, its keeper said.</p>", [DRY]),
        ("<p>The mi\u00adll stood\u200b dry\u00a0all   the\nwhile, its keeper said.</p>", [DRY]),
        (
            "<p>The mill <!-- not seen --><script>go()</script>stood dry, its keeper said.</p>",
            ["The mill stood dry, its keeper said."],
        ),
        (f"<p class='promo'>{TOLD}</p>", [TOLD]),
        (
            "<p>The mill stood dry,<br>its keeper wrote to the board.</p>",
            ["The mill stood dry,\nits keeper wrote to the board."],
        ),
        (
            "<p>The mill stood dry all the while.<br><br>Its keeper wrote to the board.</p>",
            ["The mill stood dry all the while.", "Its keeper wrote to the board."],
        ),
    ],
)
def test_what_belongs_to_the_main_text(markup: str, texts: list[str]) -> None:
    assert beside(article(story(inside=markup))) == [("body", text) for text in texts]


@pytest.mark.parametrize(
    "name", ["promo", "ad-free-reader", "subscriber-content", "related-text", "sidebar", "share-body", "summary"]
)
def test_class_names_that_lie_about_the_whole_main_text(name: str) -> None:
    paragraphs = "".join(f'<p class="{name}">{text}</p>' for text in BODY)
    assert beside(article(story(body=(), inside=paragraphs))) == []
    assert beside(article(story().replace("<article>", f'<article><div class="{name}">'))) == []


def test_paragraphs_that_line_breaks_part() -> None:
    text = "<br><br>".join(BODY[:3]) + f"<BR>\n<BR />{BODY[3]}<br>And that is all."
    made = article(f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>{text}</div></body></html>")
    assert lined(made) == [("headline", TITLE), *(("body", t) for t in (*BODY[:3], f"{BODY[3]}\nAnd that is all."))]


def test_a_table_as_layout() -> None:
    cells = "<td width=90><a href=/>Home</a><br><a href=/r>River</a></td>", "".join(f"<p>{text}</p>" for text in BODY)
    made = article(f"<table><tr>{cells[0]}<td><h1>{TITLE}</h1>{cells[1]}</td></tr></table>", media_type="text/html")
    assert beside(made) == [("navigation", "Home\nRiver")]


def test_links_across_other_elements() -> None:
    inside = '<p>The board <a href="/r">has said <b>so</b></a>.</p><a href="/w"><p>And a whole paragraph on a link.</p></a>'
    made = article(story(inside=inside))
    found = [(made.slice(link.span), link.url) for block in made.blocks for link in block.links]
    assert found == [("has said so", "/r"), ("And a whole paragraph on a link.", "/w")]


def test_links_are_absolute_where_the_page_says_where_it_is() -> None:
    links = '<a href="../x?y=1#z">the board</a>, <a href="mailto:a@b.example">Ada</a> and <a href="//c.example">C</a>'
    page = story(inside=f"<p>So {links} say.</p>")
    urls = ["https://d.example/x?y=1#z", "mailto:a@b.example", "https://c.example"]
    based = page.replace("<head>", '<head><base href="https://d.example/e/f">')
    called = page.replace("<head>", '<head><link rel="canonical" href="https://d.example/e/f">')
    for made in (article(page, url="https://d.example/e/f"), article(based), article(called)):
        assert [link.url for block in made.blocks for link in block.links] == urls


def test_a_live_blog_in_the_order_of_the_page() -> None:
    entries = [(f"{19 - n}:05", f"Entry number {n} of the day", text) for n, text in enumerate(BODY)]
    feed = "".join(f"<div class=entry><time>{at}</time><h3>{head}</h3><p>{text}</p></div>" for at, head, text in entries)
    title = "Flood at Low Tessel: live"
    made = article(f"<html><head><title>{title}</title>{LIVE}</head><body><h1>{title}</h1><div>{feed}</div>")
    wanted = [pair for at, head, text in entries for pair in (("dateline", at), ("body", head), ("body", text))]
    assert lined(made) == [("headline", title), *wanted]


TURNS = (
    "ILSE TARNOK (HOST): Good morning. The weir at Low Tessel held through the night.",
    "MAREN ODUVALE: It did. We opened the second sluice at four, and by six it drained.",
    "TARNOK: Yes?",
    "ODUVALE: Yes.",
    "TARNOK: Thank you for coming in at this hour, and good luck with the old gates.",
)


def test_a_transcript_with_and_without_markup() -> None:
    turns = "".join("<p><strong>{}:</strong>{}</p>".format(*turn.split(":", 1)) for turn in TURNS)
    for made in (article(story(body=(), inside=turns)), plain(TITLE, "", *TURNS)):
        assert lined(made) == [("headline", TITLE), *(("body", turn) for turn in TURNS)]
        assert made.credit == ()  # (HOST) is no agency


# ------------------------------------------------------------------------------------------------------------- plain text


def test_a_scraped_text_with_all_its_trimmings() -> None:
    made = plain(
        "Courier",
        "Home News River Market Weather",
        "",
        TITLE,
        "By Ilse Tarnok | 4 March 2031, 7:42 pm",
        "",
        *(line for text in BODY for line in (text, "")),
        "Avatar",
        "Ilse Tarnok",
        "Ilse Tarnok is a Tessel-based reporter who covers rivers and harbours for the Courier.",
        "https://courier.example/",
        "",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "Name",
        "I was there, and it was higher.",
    )
    labels = [line.label for line in lined(made)]
    assert labels == ["navigation"] * 2 + ["headline", "byline"] + ["body"] * 4 + ["bio"] * 4 + ["comment"] * 4
    assert (made.title, made.byline, str(made.published)) == (TITLE, ("Ilse Tarnok",), "2031-03-04 19:42:00")
    assert [link.url for block in made.blocks for link in block.links] == ["https://courier.example/"]


def test_a_summary_and_a_time_under_the_headline() -> None:
    summary = "The lock keeper opened the second sluice at four and the meadow drained by six"
    made = plain(TITLE, summary, "Published 4 March 2031", *BODY)
    assert [line.label for line in lined(made)] == ["headline", "standfirst", "dateline"] + ["body"] * 4


def test_no_headline_at_all() -> None:
    made = plain(*BODY)
    assert lined(made) == [("body", text) for text in BODY]
    assert made.title is None


def test_a_few_short_lines() -> None:
    assert lined(plain("Weir")) == [("body", "Weir")]
    three = plain("The weir holds", "It rained.", "By Ada Moss")
    assert lined(three) == [("headline", "The weir holds"), ("body", "It rained."), ("byline", "By Ada Moss")]
    assert lined(plain("It rained.", "It stopped.")) == [("body", "It rained."), ("body", "It stopped.")]


def test_paragraphs_wrapped_by_hand() -> None:
    wrapped = [textwrap.fill(text, 66) for text in (*BODY, *BODY)]
    made = plain("WEIR HOLDS", "", "By Ilse Tarnok", "", "\n\n".join(wrapped))
    assert lined(made) == [("headline", "WEIR HOLDS"), ("byline", "By Ilse Tarnok"), *(("body", text) for text in wrapped)]


def test_short_paragraphs_are_not_taken_for_wrapped_ones() -> None:
    lines = [f"The weir at Low Tessel held for night number {n}, the board said." for n in range(12)]
    assert lined(plain(*lines)) == [("body", line) for line in lines]


def test_lines_between_paragraphs_of_plain_text() -> None:
    more, ad, last = "READ MORE: Harbour master to leave", "Advertisement", "© 2031 Tessel Courier"
    made = plain(TITLE, BODY[0], more, BODY[1], ad, BODY[2], BODY[3], last)
    assert beside(made) == [("related", more), ("other", ad), ("legal", last)]
