"""STY: is each text made of the characters that it shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..context import Context
from ..rule import Problem, rule
from ..texts import is_verbatim

HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
"""Characters that are not seen and change what a text is: zero-width ones, direction marks, soft hyphens, tags."""
JOINERS = "\u200c\u200d"
"""Zero-width joiners, which Arabic, Persian, Urdu and Indic spelling needs between letters."""
JOINED_SCRIPTS = ("ARABIC", "SYRIAC", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA")
TOGETHER = (frozenset({"HIRAGANA", "KATAKANA", "CJK", "KATAKANA-HIRAGANA"}), frozenset({"HANGUL", "CJK"}), frozenset({"BOPOMOFO", "CJK"}))
"""Scripts that stand in one word by nature."""
SPACED_MARKS = (" ,", " .", " ;", " !", " ?")
ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

WRONG_SPACING = re.compile(rf"  +|(?<=\w) +[,.;!?](?=\s|$)|[{ODD_SPACES}]")


@rule("STY007", "word of two scripts")
def mixed_scripts(context: Context) -> Iterator[Problem]:
    """A word mixes letters of two scripts that look alike, for instance a Cyrillic а among Latin letters.

    Why: it looks right, and no search finds it.
    Bad: "Аzerbaijan" with a Cyrillic А
    Good: "Azerbaijan"
    """
    for raw, path, text in context.prose:
        if text.isascii():
            continue
        for word in re.findall(r"[^\W\d_]+", text):
            scripts = _scripts(word)
            if len(scripts) > 1 and not any(scripts <= group for group in TOGETHER):
                foreign = [char for char in word if _script(char) != _script_of_most(word)]
                named = [f"{char!r} (U+{ord(char):04X}, {_name(char)})" for char in dict.fromkeys(foreign)]
                mixed = " and ".join(sorted(script.capitalize() for script in scripts))
                yield Problem(raw, path, f"{word!r} mixes {mixed}: {', '.join(named)}", "type it anew")
                break


def _name(char: str) -> str:
    return unicodedata.name(char, "a sign without a name").capitalize()


def _scripts(word: str) -> frozenset[str]:
    return frozenset(script for char in word if (script := _script(char)))


def _script(char: str) -> str:
    if char.isascii():
        return "LATIN"
    name = unicodedata.name(char, "")
    return "" if name.startswith(("MODIFIER", "MICRO", "FEMININE", "MASCULINE", "COMBINING")) else name.split(" ")[0]


def _script_of_most(word: str) -> str:
    scripts = [_script(char) for char in word]
    return max(sorted(set(scripts)), key=scripts.count)


@rule("STY008", "hidden character")
def hidden_characters(context: Context) -> Iterator[Problem]:
    """A text holds a zero-width or bidirectional control character, a soft hyphen or a tag.

    Why: two texts that look the same are not, and a direction mark can show a sentence in another order than it is read.
    Bad: "Baku\\u200b", "\\u202eetad"
    Good: "Baku"
    """
    for raw, path, text in context.prose:
        if text.isascii():
            continue
        found = [match for match in HIDDEN.finditer(text) if not _joins(text, match.start())]
        if found:
            shown = ", ".join(dict.fromkeys(f"U+{ord(m.group()):04X} {unicodedata.name(m.group(), '').lower()}".strip() for m in found))
            yield Problem(raw, path, f"{shown} at character {found[0].start() + 1}", "remove it")


def _joins(text: str, at: int) -> bool:
    around = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return text[at] in JOINERS and len(around) == 2 and all(_script(char) in JOINED_SCRIPTS for char in around)


@rule("STY009", "odd spacing")
def odd_spacing(context: Context) -> Iterator[Problem]:
    """A text has two spaces in a row, a space before a comma or full stop, or a space of another kind than U+0020.

    Why: searches and comparisons fail on what nobody sees.
    Bad: "Baku  and Ankara", "Baku , Ankara"
    Good: "Baku and Ankara"
    """
    for raw, path, text in context.prose:
        suspect = "  " in text or not text.isascii() or any(mark in text for mark in SPACED_MARKS)
        match = WRONG_SPACING.search(text) if suspect and (not is_verbatim(path) or path[-1] == "name") else None
        if match:
            if match.group().isspace() and len(match.group()) == 1:
                what = f"U+{ord(match.group()):04X} {unicodedata.name(match.group(), '').lower()}"
            else:
                what = "two spaces" if match.group().isspace() else f"a space before {match.group()[-1]!r}"
            yield Problem(raw, path, f"{what} at character {match.start() + 1}", "write one plain space, and none before punctuation")


@rule("STY010", "text not in NFC")
def not_composed(context: Context) -> Iterator[Problem]:
    """A text is not in Unicode's composed form NFC.

    Why: "ş" as one character and as s with a cedilla look the same and compare as different.
    Bad: "S\\u0327entop"
    Good: "Şentop"
    """
    for raw, path, text in context.prose:
        if not unicodedata.is_normalized("NFC", text):
            index = next(i for i, (a, b) in enumerate(zip(text, unicodedata.normalize("NFC", text), strict=False)) if a != b)
            yield Problem(raw, path, f"not NFC from character {index + 1} on", f"write {unicodedata.normalize('NFC', text)[:80]!r}")


RULES = (mixed_scripts, hidden_characters, odd_spacing, not_composed)
