"""Every way in which a page can be refused, with what a user reads: what is wrong, and what to do next."""

from __future__ import annotations

from sayso.records import Refusal, RefusalReason

_SAVE = (
    "Open the page in a browser, save it with Ctrl+S (as “Webpage, HTML only” or “Single file”), and give sayso the saved file."
)

_TEXTS: dict[str, tuple[RefusalReason, str, str]] = {
    "missing": (
        "unreadable",
        "there is no such file or folder",
        "Check the path; quote it if it holds spaces.",
    ),
    "unreadable": (
        "unreadable",
        "the file cannot be read: {detail}",
        "Check that the file is there and that you may read it.",
    ),
    "folder": (
        "unreadable",
        "this is a folder",
        "Give the folder to a command that takes folders, or name a file in it.",
    ),
    "empty folder": (
        "empty",
        "there is no page in this folder",
        "Pages are files that end in .html, .htm, .mhtml, .txt or one of these with .gz; name other files one by one.",
    ),
    "address": (
        "address",
        "this is an address, and sayso never goes online",
        _SAVE,
    ),
    "empty": (
        "empty",
        "there is no text in it",
        "Save the page again, once it has loaded to the end.",
    ),
    "no text": (
        "empty",
        "the page holds no text of its own; it is filled in by a script",
        "Open the page in a browser, wait until the text is there, and save it as “Webpage, complete” or “Single file”.",
    ),
    "pdf": (
        "pdf",
        "this is a PDF, not a page",
        "Turn it into text first (for instance: pdftotext -layout FILE.pdf FILE.txt), and give sayso the text.",
    ),
    "image": (
        "image",
        "this is a picture, not a page",
        "Type or recognise its text into a .txt file, and give sayso that.",
    ),
    "archive": (
        "archive",
        "this is a packed archive, not a page",
        "Unpack it, and give sayso the folder.",
    ),
    "binary": (
        "binary",
        "this is binary data, not a page",
        "Give sayso a saved page (.html, .mhtml) or plain text (.txt).",
    ),
    "login wall": (
        "login wall",
        "the page asks to log in and shows no article",
        "Log in with a browser, save the page there, and give sayso the saved file.",
    ),
    "too large": (
        "too large",
        "the page is larger than 20 MB",
        "Save the page as “HTML only”, without its pictures.",
    ),
    "unpacks too large": (
        "too large",
        "the page unpacks to more than 20 MB",
        "Check that the file is a single page; unpack it and give sayso its parts.",
    ),
    "too deep": (
        "too deep",
        "the elements of the page are nested more than {detail} deep",
        "Open the page in a browser and save it again, which repairs it, or save its text as .txt.",
    ),
    "too slow": (
        "too slow",
        "reading the page took more than {detail} seconds",
        "Save the text of the page as .txt, or allow it more time.",
    ),
    "mhtml": (
        "unreadable",
        "no page is found in this MHTML file",
        "Save the page again as “Single file”, or as “HTML only”.",
    ),
}
"""What each refusal is called here: its reason, what is wrong, what to do next."""


def refuse(what: str, page: str, *, url: str | None = None, detail: str = "") -> Refusal:
    """The refusal that is called ``what`` here, for the page that the user called ``page``. ``detail`` fills the message."""
    reason, message, advice = _TEXTS[what]
    return Refusal(page=page, url=url, step="read", reason=reason, message=message.format(detail=detail), advice=advice)
