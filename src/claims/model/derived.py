"""What follows from a record's fields: each computation once, for the models and for records that are read without one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Any

from .vocabulary import Change

if TYPE_CHECKING:
    from .article import Article
    from .claim import Claim
    from .payload import Quantity
    from .vocabulary import Verdict


def kind_of(claim: Claim) -> str:
    """Return the kind of a claim's payload."""
    return claim.payload.kind


def verdict_of(claim: Claim) -> Verdict:
    """Return the verdict on a claim that stands."""
    return claim.assessment.verdict


def is_withdrawn(claim: Claim) -> bool:
    """Whether the ledger no longer puts a claim forward."""
    return any(revision.change is Change.WITHDRAWN for revision in claim.history)


def amount_of(quantity: Quantity) -> Decimal:
    """Return the value of a quantity times its multiplier, exactly."""
    with localcontext(prec=100):  # 48 digits times 48; the default context would round to 28
        return quantity.value * quantity.multiplier


def id_of(article: Article) -> str:
    """Return the identifier of an article's source record."""
    return article.source.id


DERIVED: Mapping[str, Mapping[str, Callable[[Any], Any]]] = {
    "Claim": {"kind": kind_of, "verdict": verdict_of, "withdrawn": is_withdrawn},
    "Quantity": {"amount": amount_of},
    "Article": {"id": id_of},
}
"""Every property of the models, by class and name."""
