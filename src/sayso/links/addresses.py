"""When two addresses are those of one page: scheme, "www.", marks of tracking, fragments and the slash at the end do not count.

Nothing is fetched, and no list of domains is needed here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

_TRACKING = re.compile(
    r"(?i)^(?:utm_\w*|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|cmpid?|ito|smid|smtyp|ref|ref_\w+|referrer|partner|emc|_r|"
    r"share|src|source|via|xtor|ns_\w+|at_\w+|taid|tpcc|guccounter|ocid|ncid|mbid|amp|outputtype|"
    r"campaign_id|instance_id|segment_id|user_id|pagewanted|mod|reflink)$"
)
"""Names of parameters that say where a reader came from or how the page is shown, and not which page it is."""
_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
_END = re.compile(r"(?i)(?:/amp|/index\.(?:html?|php)|\.amp)?/*$")
_SPECIFIC = re.compile(r"\d{4}|[^\W_]+(?:[-_][^\W_]+){2}|\.(?:s?html?|php|aspx?|pdf|txt)(?:\?|$)|=\w*\d")


@lru_cache(maxsize=1 << 16)
def address_of(url: str) -> str:
    """The form of an address by which pages are compared; empty where ``url`` is no address of a page on the web."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
    except ValueError:  # an address that is none
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    kept = sorted((name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.match(name))
    path = _END.sub("", unquote(parts.path, errors="replace"))
    return _HOST.sub("", host) + path + ("?" + urlencode(kept) if kept else "")


def host_of(url: str) -> str:
    """The host of an address, without "www."."""
    return re.split(r"[/?]", address_of(url), maxsplit=1)[0]


def is_specific(url: str) -> bool:
    """Whether an address is that of one piece rather than of a front page, a topic or an author."""
    _, _, path = address_of(url).partition("/")
    return _SPECIFIC.search(path) is not None
