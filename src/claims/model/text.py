"""The one normalisation of text that digests and comparisons use.

`nfc-space-fold-1`: Unicode NFC, then every run of white space (Unicode property White_Space, so no-break spaces too) becomes one
U+0020, then leading and trailing spaces go. Zero-width characters are kept: hiding a difference is what they are used for.
"""

from __future__ import annotations

import unicodedata

NORMALISATION = "nfc-space-fold-1"

FRAGMENT_WORDS = 3
"""Words kept at either end of a located passage: enough for a text-fragment link, too few to copy the text."""


def fold(text: str) -> str:
    """Return `text` under `nfc-space-fold-1`."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def digest(text: str) -> str:
    """Return the SHA-256 of the UTF-8 bytes of `fold(text)`, as 64 lower-case hexadecimal digits."""
    import hashlib

    return hashlib.sha256(fold(text).encode("utf-8", "surrogatepass")).hexdigest()


def fragment_ends(text: str, words: int = FRAGMENT_WORDS) -> tuple[str, str | None]:
    """Return the first and the last few words of a passage, as a URL text fragment needs them.

    The second value is None where the passage has no more than `2 * words` words; the first then carries at most `words` of them.
    """
    parts = fold(text).split(" ")
    if len(parts) <= 2 * words:
        return " ".join(parts[:words]), None
    return " ".join(parts[:words]), " ".join(parts[-words:])
