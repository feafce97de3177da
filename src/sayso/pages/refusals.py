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
    "empty file": (
        "empty",
        "there is nothing in this file",
        "Check that the file was copied or downloaded to its end.",
    ),
    "cut off": (
        "cut off",
        "the file ends in the middle of this record",
        "What stands before it was read. Get the file again to have the rest.",
    ),
    "damaged record": (
        "damaged",
        "this record is damaged: {detail}",
        "The other records were read. Get the file again, or save this page in a browser.",
    ),
    "record too large": (
        "too large",
        "the record is larger than 20 MB",
        "If it is a page, save it in a browser as “HTML only”, without its pictures.",
    ),
    "record unpacks too large": (
        "too large",
        "the record unpacks to more than 20 MB",
        "If it is a page, save it in a browser as “HTML only”, without its pictures.",
    ),
    "coding": (
        "damaged",
        "the page is packed in a way that cannot be undone ({detail})",
        "Save the page in a browser, or have the crawler store pages unpacked.",
    ),
    "no json": (
        "damaged",
        "this line is not a JSON object: {detail}",
        "The other lines were read. Write one object a line, or save the page as .html or .txt.",
    ),
    "no page field": (
        "not a page",
        "none of the fields of this line holds a page: {detail}",
        "Put the page into a field “html” or “text”, and its address into “url”.",
    ),
    "empty field": (
        "empty",
        "the fields of this line that ought to hold the page are empty",
        "Have the crawler fetch the page again, or save it in a browser.",
    ),
    "no warc inside": (
        "archive",
        "this is a zip archive without a WARC file in its folder “archive”",
        "Unpack it, and give sayso the folder.",
    ),
    "nested": (
        "archive",
        "this is an archive inside an archive",
        "Unpack the outer archive, and give sayso the one inside.",
    ),
    "locked": (
        "archive",
        "this part of the archive is locked with a password",
        "Unpack it with the password, and give sayso what was in it.",
    ),
    "zip": (
        "damaged",
        "the zip archive cannot be read: {detail}",
        "Get the file again; an archive that was not downloaded to its end looks like this.",
    ),
    "feed": (
        "empty",
        "there is no entry in this feed that can be read",
        "Save the feed again, or save its pages in a browser.",
    ),
    "long feed": (
        "too large",
        "the feed has more than {detail} entries",
        "Cut it into several files, and give sayso these.",
    ),
    "no seeking": (
        "unreadable",
        "a zip archive cannot be read from standard input",
        "Save it to a file, and give sayso the file.",
    ),
    "crashed": (
        "crashed",
        "sayso itself failed on this record ({detail})",
        "This is a bug in sayso: please report it with the record, or with a part of it that does the same.",
    ),
}
"""What each refusal is called here: its reason, what is wrong, what to do next."""


def refuse(what: str, page: str, *, url: str | None = None, detail: str = "") -> Refusal:
    """The refusal that is called ``what`` here, for the page that the user called ``page``. ``detail`` fills the message."""
    reason, message, advice = _TEXTS[what]
    return Refusal(page=page, url=url, step="read", reason=reason, message=message.format(detail=detail), advice=advice)
