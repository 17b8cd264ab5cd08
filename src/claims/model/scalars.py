"""The scalar types that records are made of, each with one name in the published schemas.

Every string type has a pattern that JSON Schema, pydantic's Rust engine and Python read alike. Numbers are decimal strings: a ledger
holds no floating-point number, so no reader can round one. Nothing is null: an optional field that has no value is left out.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, TypeVar, Union, get_args

from pydantic import AfterValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema
from typing_extensions import TypeAliasType

from .date import is_edtf

# Control characters (C0, C1), line and paragraph separators, the byte-order mark and non-characters never stand in a ledger's text.
UNWANTED = r"\u0000-\u001F\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF"
TEXT_PATTERN = rf"^[^\s{UNWANTED}](?:[^{UNWANTED}]*[^\s{UNWANTED}])?$"
SLUG_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
CLAIM_ID_PATTERN = r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*-[0-9]{4,8}$"
DECIMAL_PATTERN = r"^-?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,18})?$"
SHA256_PATTERN = r"^[0-9a-f]{64}$"
# RFC 3986 characters plus those beyond ASCII that RFC 3987 allows; only addresses that a browser opens as a page.
URL_PATTERN = r'^https?://[^\s\u0000-\u0020\u007F-\u00A0"<>\\^`{|}\uFEFF\uFFFE\uFFFF]+$'
EDTF_PATTERN = r"^[0-9XYESTZ?~%.,:/+\[\]{}-]+$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"
VARIABLE_PATTERN = r"^[a-z][a-z0-9_]{0,39}$"


REMEMBERED = 16_384
"""How many dates and decimals are remembered, each: a call into Python for each costs a bulk load a sixth of its time."""


@lru_cache(maxsize=REMEMBERED)
def _check_edtf(value: str) -> str:
    if not is_edtf(value):
        raise PydanticCustomError(
            "edtf", "not a date in EDTF (ISO 8601-2); write for example 2021, 2021-06, 2021-06-30, 2021-01-13/2021-01-14 or ../2021"
        )
    return value


class _DecimalText:
    """A Decimal in Python, a plain decimal string in JSON; the digits, trailing zeros included, come back as they were."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        from_json = core_schema.chain_schema(
            [core_schema.str_schema(pattern=DECIMAL_PATTERN, strict=True), core_schema.no_info_plain_validator_function(_decimal)]
        )
        return core_schema.json_or_python_schema(
            json_schema=from_json,
            python_schema=core_schema.no_info_plain_validator_function(_decimal_from_python),
            serialization=core_schema.plain_serializer_function_ser_schema(_decimal_text, return_schema=core_schema.str_schema()),
        )

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": DECIMAL_PATTERN}


@lru_cache(maxsize=REMEMBERED)
def _decimal(text: str) -> Decimal:
    return Decimal(text)


def _decimal_text(value: Decimal) -> str:
    return format(value, "f")


def _decimal_from_python(value: object) -> Decimal:
    if isinstance(value, Decimal) and re.fullmatch(DECIMAL_PATTERN, format(value, "f")):
        return value
    raise PydanticCustomError("decimal", "give a decimal.Decimal with at most 30 digits before and 18 after the point")


class OmitNull:
    """Marks an optional field: None in Python, left out in JSON. JSON null is refused, so absent has exactly one spelling."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        inner = handler.generate_schema(_without_none(source))
        return core_schema.json_or_python_schema(json_schema=inner, python_schema=core_schema.nullable_schema(inner))


def _without_none(source: Any) -> Any:
    return Union[tuple(arg for arg in get_args(source) if arg is not type(None))]  # noqa: UP007


T = TypeVar("T")
Maybe = Annotated[T | None, OmitNull()]
"""`Maybe[X]`: an optional field. Give it the default None."""

Text = TypeAliasType(
    "Text",
    Annotated[
        str,
        Field(
            pattern=TEXT_PATTERN,
            max_length=4000,
            description="One paragraph of plain text: no line breaks or control characters, no space at either end, never empty.",
        ),
    ],
)
Statement = TypeAliasType(
    "Statement",
    Annotated[
        str,
        Field(pattern=TEXT_PATTERN, max_length=400, description="One self-contained sentence of plain text, in our own words."),
    ],
)
Slug = TypeAliasType(
    "Slug", Annotated[str, Field(pattern=SLUG_PATTERN, max_length=80, description="Lower-case words joined by hyphens.")]
)
ClaimId = TypeAliasType(
    "ClaimId",
    Annotated[
        str,
        Field(
            pattern=CLAIM_ID_PATTERN,
            max_length=80,
            description="Identifier of a claim: the ledger's prefix, a hyphen, at least four digits. Never reused.",
            examples=["azpk-0042"],
        ),
    ],
)
Edtf = TypeAliasType(
    "Edtf",
    Annotated[
        str,
        Field(
            pattern=EDTF_PATTERN,
            max_length=120,
            description="A date or interval in EDTF (ISO 8601-2:2019), any level.",
            json_schema_extra={"format": "edtf"},
            examples=["2021-11-24", "1992-06", "2021-01-13/2021-01-14", "../2021"],
        ),
        AfterValidator(_check_edtf),
    ],
)
Url = TypeAliasType(
    "Url",
    Annotated[
        str,
        Field(
            pattern=URL_PATTERN,
            max_length=2079,
            description="An http or https address, kept byte for byte as it was found.",
            examples=["https://www.un.org/en/"],
        ),
    ],
)
Sha256 = TypeAliasType(
    "Sha256", Annotated[str, Field(pattern=SHA256_PATTERN, description="SHA-256 as 64 lower-case hexadecimal digits.")]
)
Language = TypeAliasType(
    "Language", Annotated[str, Field(pattern=LANGUAGE_PATTERN, description="A BCP 47 language tag.", examples=["en", "az", "ur"])]
)
Variable = TypeAliasType(
    "Variable", Annotated[str, Field(pattern=VARIABLE_PATTERN, description="A name that a formula uses.", examples=["exports"])]
)
DecimalString = TypeAliasType(
    "DecimalString",
    Annotated[
        Decimal,
        _DecimalText(),
        Field(description="An exact decimal number, written as a string without exponent or grouping.", examples=["14781.8"]),
    ],
)
