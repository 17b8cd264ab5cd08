"""VAL: can an address be one, and is it the address of what it says."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from ...load.marks import Path
from ...load.raw import RawRecord
from ..context import Context
from ..rule import Problem, rule

SHORT_ARCHIVES = ("archive.ph", "archive.today", "archive.is", "archive.md", "perma.cc")
"""Archives whose addresses do not hold the original's."""
COPYING_HOSTS = (
    *SHORT_ARCHIVES, "archive.org", "ghostarchive.org",
    "webcache.googleusercontent.com", "scribd.com", "docplayer.net", "docslib.org", "issuhub.com", "pressreader.com",
    "docstoc.com", "dokumen.pub", "vdocuments.net", "yumpu.com",
)  # fmt: skip
"""Hosts that show what others published."""
RESERVED = ("localhost", "invalid", "test", "local", "internal", "lan", "home.arpa", "onion")
"""Ends of names that lead nowhere on the public web."""


@rule("VAL015", "address that cannot be one")
def impossible_address(context: Context) -> Iterator[Problem]:
    """An address has a host without a dot, a dash or letter that no host has, a private host, user names, or a port that is none.

    Why: a reader who follows it arrives nowhere, or somewhere that nobody else can reach.
    Bad: https://un–org/resolutions, http://192.168.0.1/scan, https://user:secret@example.org/
    Good: https://www.un.org/en/
    """
    for raw, path, url in _addresses(context):
        if (problem := _impossible(url)) is not None:
            yield Problem(raw, path, problem, "copy the address from the browser's address bar")


def _impossible(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        return f"no address: {error}"
    if "@" in parts.netloc:
        return "the address holds a user's name"
    if odd := sorted(set(re.findall(r"[^\w.:\[\]-]|_", host)) | set(re.findall(r"[\u2010-\u2015\u2212\u00ad\u200b-\u200f\u2060]", url))):
        return f"a character that addresses do not have: {', '.join(f'{char!r} (U+{ord(char):04X})' for char in odd)}"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return None if address.is_global else f"the host {host} is private or reserved"
    labels = host.rstrip(".").split(".")
    if len(labels) < 2:
        return f"the host {host!r} has no dot"
    if any(not label or len(label) > 63 or label.startswith("-") or label.endswith("-") for label in labels):
        return f"{host!r} is no host name"
    if not re.fullmatch(r"[^\W\d_]{2,63}|xn--[a-z0-9-]+", labels[-1]):
        return f"{labels[-1]!r} ends no host name"
    if labels[-1] in RESERVED or ".".join(labels[-2:]) in RESERVED:
        return f"the host {host!r} is reserved and leads nowhere"
    return None


@rule("VAL016", "archived address of something else")
def archive_of_other(context: Context) -> Iterator[Problem]:
    """An archived address does not hold the original address, or is the original itself.

    Why: the copy is what remains when the page is gone; it must be the copy of that page.
    Bad: {"url": "https://a.example/x", "archived_url": "https://web.archive.org/web/2021/https://b.example/y"}
    Good: {"url": "https://a.example/x", "archived_url": "https://web.archive.org/web/2021/https://a.example/x"}
    """
    for raw, source in context.checked_sources():
        if source.archived_url is None:
            continue
        host = (urlsplit(source.archived_url).hostname or "").removeprefix("www.")
        if _plain(source.archived_url) == _plain(source.url):
            yield Problem(raw, ("archived_url",), "the same as `url`", "give the address of the copy, or leave the field out")
        elif host not in SHORT_ARCHIVES and _plain(source.url) not in _plain(source.archived_url):
            yield Problem(raw, ("archived_url",), f"does not hold {source.url}", "give the address of the copy of this very page")


@rule("VAL017", "two sources with one address")
def repeated_address(context: Context) -> Iterator[Problem]:
    """Two sources have the same address.

    Why: they are one publication; as two they count twice as evidence.
    Bad: two records with {"url": "https://www.un.org/en/"}
    Good: one record, cited twice with two locators
    """
    bearers: dict[str, list[str]] = {}
    for source in context.sources.values():
        bearers.setdefault(_plain(source.url), []).append(source.id)
    for article in context.articles.values():
        bearers.setdefault(_plain(article.source.url), []).append(article.id)
    for raw, source in context.checked_sources():
        others = sorted(set(bearers[_plain(source.url)]) - {source.id})
        if others:
            related = tuple((other, ("url",), "the same address") for i in others if (other := context.raw_of("source", i)) is not None)
            yield Problem(raw, ("url",), f"{', '.join(others)} has this address too", "keep one record", related)


@rule("VAL018", "copy not said to be one")
def unnamed_mirror(context: Context) -> Iterator[Problem]:
    """An address lies on a host that shows what others published, and `mirror_of` does not say whose it is.

    Why: a reader must know that the text is a copy, and of what; hosts of copies also lose and alter them.
    Bad: {"url": "https://docplayer.net/4711-Report.html"} without `mirror_of`
    Good: the same with {"mirror_of": "Ministry of Trade"}
    """
    for raw, source in context.checked_sources():
        host = urlsplit(source.url).hostname or ""
        copying = next((name for name in COPYING_HOSTS if host == name or host.endswith(f".{name}")), None)
        if copying is not None and source.mirror_of is None and copying.split(".")[-2] not in source.publisher_id:
            yield Problem(raw, ("url",), f"{copying} shows what others published", "say in `mirror_of` whose publication it is")


def _addresses(context: Context) -> Iterator[tuple[RawRecord, Path, str]]:
    for raw, source in context.checked_sources():
        yield raw, ("url",), source.url
        if source.archived_url is not None:
            yield raw, ("archived_url",), source.archived_url
    for raw, article in context.checked_articles():
        yield raw, ("source", "url"), article.source.url
    for raw, _ in context.under_check("ledger"):
        if context.info is not None and context.info.homepage is not None:
            yield raw, ("homepage",), context.info.homepage


def _plain(url: str) -> str:
    """An address without what does not tell pages apart: scheme, `www.`, fragment, a final slash, escapes."""
    bare = re.sub(r"^https?://(?:www\.)?", "", unquote(url).split("#")[0].rstrip("/"))
    host, slash, rest = bare.partition("/")
    return host.lower() + slash + re.sub(r"https?://(?:www\.)?", "", rest)


RULES = (impossible_address, archive_of_other, repeated_address, unnamed_mirror)
