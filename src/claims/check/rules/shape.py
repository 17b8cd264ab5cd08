"""SCH and TYP: does a record have the right shape, and each value the right form. The findings come from `claims.check.structure`."""

from __future__ import annotations

from ..rule import documented

RULES = (
    documented("SCH001", "missing field", """
        A required field is missing.

        Why: whoever uses the record counts on it.
        Bad: a claim without `statement`
        Good: a claim with all required fields
    """),
    documented("SCH002", "unknown field", """
        A field that the schema does not have, often a typo.

        Why: it would be ignored, and what was meant would be lost.
        Bad: {"staement": "…"}
        Good: {"statement": "…"}
    """),
    documented("SCH003", "null", """
        A field holds null.

        Why: an absent value has one spelling here: the field is left out.
        Bad: {"time": null}
        Good: {}
    """),
    documented("SCH004", "value not allowed", """
        A value is none of those that the vocabulary has.

        Why: counts and filters work only on shared words.
        Bad: {"verdict": "true"}
        Good: {"verdict": "supported"}
    """),
    documented("SCH005", "wrong type", """
        A value of another JSON type than the schema wants.

        Why: "1992" and 1992 are two values; the schema says which one is meant.
        Bad: {"time": 1992}
        Good: {"time": "1992"}
    """),
    documented("SCH006", "text too short or too long", """
        A text's length is out of bounds.

        Why: a statement of a thousand characters is not one proposition.
        Bad: a statement of 900 characters
        Good: two or three statements
    """),
    documented("SCH007", "number out of range", """
        A number is smaller or larger than allowed.

        Why: a negative offset points nowhere.
        Bad: {"start": -1}
        Good: {"start": 0}
    """),
    documented("SCH008", "too few or too many items", """
        A list has fewer or more items than allowed.

        Why: a claim without an anchor stands nowhere.
        Bad: {"anchors": []}
        Good: {"anchors": [{"source": "…"}]}
    """),
    documented("SCH009", "schema", """
        Another condition of the schema is not met.

        Why: the schema is what other tools check against.
        Bad: a record that `claims schema` refuses
        Good: a record that it accepts
    """),
    documented("SCH010", "no record", """
        The file, or a part of it, holds no record.

        Why: a file without claims must not read as "all valid".
        Bad: []
        Good: [{"id": "azpk-0001", …}]
    """),
    documented("TYP000", "value refused by the model", """
        The schema accepts a value that the model refuses.

        Why: both must agree; this code shows where they do not.
        Bad: a value that only one of them accepts
        Good: a value that both accept
    """),
    documented("TYP001", "not an EDTF date", """
        A date is not in the Extended Date/Time Format (ISO 8601-2).

        Why: 03/04/2021 is March or April, by whom you ask; EDTF is one date, or says how unsure it is.
        Bad: {"time": "30 April 1993"}
        Good: {"time": "1993-04-30"}
    """),
    documented("TYP002", "not a decimal string", """
        A number is not written as an exact decimal.

        Why: floating-point numbers round; grouping and decimal commas are read differently in different countries.
        Bad: {"value": "1 703,0"}
        Good: {"value": "1703.0"}
    """),
    documented("TYP003", "not a web address", """
        A value is no http or https address.

        Why: a reader must be able to open the source.
        Bad: {"url": "Metadata"}
        Good: {"url": "https://www.un.org/en/"}
    """),
    documented("TYP004", "not a claim identifier", """
        A claim's identifier has another form than prefix, hyphen, digits.

        Why: identifiers are quoted in documents and must be recognised there.
        Bad: {"id": "Claim 42"}
        Good: {"id": "azpk-0042"}
    """),
    documented("TYP005", "not a slug", """
        An identifier or term is not lower-case words joined by hyphens.

        Why: it is a file name and a part of addresses.
        Bad: {"topic": "Economic Relations"}
        Good: {"topic": "economic"}
    """),
    documented("TYP006", "not a SHA-256", """
        A digest is not 64 lower-case hexadecimal digits.

        Why: it could never match.
        Bad: {"digest": "abc"}
        Good: {"digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}
    """),
    documented("TYP007", "not a language tag", """
        A language is not a BCP 47 tag.

        Why: screen readers and libraries go by it.
        Bad: {"language": "English"}
        Good: {"language": "en"}
    """),
    documented("TYP008", "not plain text", """
        A text is empty, has a line break or control character, or begins or ends with a space.

        Why: such characters vanish or break cells on the way through spreadsheets.
        Bad: {"statement": " Two lines\\n"}
        Good: {"statement": "One line."}
    """),
    documented("TYP009", "wrong form", """
        A value does not have the form that the schema's pattern asks for.

        Why: other programs parse it by that form.
        Bad: {"script": "latin"}
        Good: {"script": "Latn"}
    """),
    documented("TYP010", "number with a fraction or exponent", """
        A number is written as 1.0 or 1e3.

        Why: JSON Schema takes 1.0 for an integer and programs do not; exact decimals are strings here.
        Bad: {"start": 1.0}
        Good: {"start": 1}
    """),
)  # fmt: skip
