"""Options that several commands share, so that they mean the same everywhere."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def ledger_option(function: F) -> F:
    """Add `--ledger PATH`: the ledger to work on, the shipped one by default."""
    return click.option(
        "--ledger", "ledger_path", type=click.Path(path_type=Path), metavar="PATH",
        help="Ledger to work on: a folder, a file or an exported package. By default the one that the package carries.",
    )(function)  # fmt: skip


def json_option(function: F) -> F:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")(function)


WHERE_NAMES = (
    "kind", "topic", "verdict", "level", "entity", "source", "tag", "row", "section", "during", "min_confidence", "max_confidence",
    "text", "checkable",
)  # fmt: skip


def where_option(function: F) -> F:
    """Add `--where NAME=VALUE`, repeatable; the command gets a dict `where`."""

    @click.option(
        "--where", "-w", "conditions", multiple=True, metavar="NAME=VALUE",
        help=f"Only claims that meet the condition; may be repeated. Names: {', '.join(WHERE_NAMES)}.",
    )  # fmt: skip
    @functools.wraps(function)
    def wrapped(*args: Any, conditions: tuple[str, ...], **kwargs: Any) -> Any:
        return function(*args, where=parse_conditions(conditions), **kwargs)

    return wrapped  # type: ignore[return-value]


def parse_conditions(conditions: tuple[str, ...]) -> dict[str, Any]:
    """Return `--where` conditions as arguments of `Ledger.where`. Raises click.BadParameter for one that is not understood."""
    found: dict[str, Any] = {}
    for condition in conditions:
        name, equals, value = condition.partition("=")
        name = name.strip().replace("-", "_")
        if not equals or name not in WHERE_NAMES:
            raise click.BadParameter(f"{condition!r}: write NAME=VALUE with one of {', '.join(WHERE_NAMES)}", param_hint="--where")
        if name in {"min_confidence", "max_confidence"}:
            try:
                found[name] = float(value)
            except ValueError:
                raise click.BadParameter(f"{value!r} is not a number from 0 to 1", param_hint=f"--where {name}") from None
        elif name == "checkable":
            if value.lower() not in {"true", "false", "yes", "no"}:
                raise click.BadParameter(f"{value!r}: write true or false", param_hint="--where checkable")
            found[name] = value.lower() in {"true", "yes"}
        else:
            found[name] = value
    return found


def selected(ledger_path: Path | None, where: dict[str, Any]) -> Any:
    """Return the ledger that the options name, filtered. Raises click.BadParameter for a date that is not EDTF."""
    from ..api import load

    ledger = load(ledger_path)
    try:
        return ledger.where(**where) if where else ledger
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--where") from None
