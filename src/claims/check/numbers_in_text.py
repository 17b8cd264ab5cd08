"""Numbers as people write them: digits in the groupings of several countries, words, and the scale that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import attrs

SCALES: dict[str, int] = {
    "hundred": 10**2, "thousand": 10**3, "lakh": 10**5, "million": 10**6, "mln": 10**6, "crore": 10**7, "billion": 10**9, "bln": 10**9,
    "bn": 10**9, "trillion": 10**12, "dozen": 12,
}  # fmt: skip
"""Words after a number that multiply it."""

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty"
)
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "twenty": 20}
WORDS: dict[str, int] = (
    {word: number for number, word in enumerate(_UNITS.split())}
    | {word: number for number, word in enumerate(_ORDINALS.split())}
    | _TENS
    | {"once": 1, "single": 1, "twice": 2, "both": 2, "couple": 2, "double": 2, "half": 2, "a": 1, "an": 1}
)
"""Words that stand for a number. `a` and `an` count only before a scale."""

_NUMBER = re.compile(
    r"(?<![\w.,])(?<![^\W\d_]-)(?P<digits>\d+(?:[ \u00a0\u202f\u2009'’]\d{3}(?!\d))*(?:[.,]\d+)*)(?P<ordinal>st|nd|rd|th)?"
    rf"|(?<!\w)(?P<word>{'|'.join(sorted(WORDS, key=len, reverse=True))})(?:[- ](?P<unit>{'|'.join(_UNITS.split()[1:10])}))?(?!\w)",
    re.IGNORECASE,
)
_SCALE = re.compile(r"[\s\u00a0-]*(" + "|".join(sorted(SCALES, key=len, reverse=True)) + r")s?(?!\w)", re.IGNORECASE)


@attrs.frozen
class Written:
    """A number in a text: what its digits can mean, and the scale that follows (1 where none does)."""

    readings: frozenset[Decimal]
    scale: Decimal
    start: int

    @property
    def scaled(self) -> frozenset[Decimal]:
        """What it can mean, with its scale."""
        return frozenset(reading * self.scale for reading in self.readings)

    @property
    def values(self) -> frozenset[Decimal]:
        """What it can mean, with its scale and without."""
        return self.readings | self.scaled


def numbers_in(text: str) -> Iterator[Written]:
    """Yield the numbers of an English text. "1,703" is read as 1703 and as 1.703, since countries differ."""
    at = 0
    while match := _NUMBER.search(text, at):
        at = match.end()
        scale = Decimal(1)
        while following := _SCALE.match(text, at):
            scale *= SCALES[following.group(1).lower()]
            at = following.end()
        if match.group("word"):
            word = match.group("word").lower()
            if word in {"a", "an"} and scale == 1:
                continue
            if match.group("unit") and word not in _TENS:
                at = match.start("unit") - 1 if scale == 1 else at
                yield Written(frozenset({Decimal(WORDS[word])}), Decimal(1), match.start())
                continue
            unit = match.group("unit")
            yield Written(frozenset({Decimal(WORDS[word] + (WORDS[unit.lower()] if unit else 0))}), scale, match.start())
        else:
            yield Written(_readings(match.group("digits")), scale, match.start())


def _readings(digits: str) -> frozenset[Decimal]:
    plain = re.sub(r"[ \u00a0\u202f\u2009'’]", "", digits)
    marks = [char for char in plain if char in ".,"]
    if not marks:
        return frozenset({Decimal(plain)})
    if len(set(marks)) == 2:
        last = marks[-1]
        other = "," if last == "." else "."
        return frozenset({Decimal(plain.replace(other, "").replace(last, "."))}) if marks.count(last) == 1 else frozenset()
    if len(marks) > 1:
        return frozenset({Decimal(re.sub(r"[.,]", "", plain))})
    decimal = Decimal(plain.replace(",", "."))
    grouped = len(plain) - plain.index(marks[0]) == 4
    return frozenset({decimal, Decimal(plain.replace(marks[0], ""))}) if grouped else frozenset({decimal})
