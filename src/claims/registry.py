"""Plug-ins: our own, listed as strings in one visible table, and those of other distributions, by entry points.

Both take the same path and load on demand; a name that two owners claim is an error that names both.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from .errors import NameTaken, UnknownName

RULE_MODULES: dict[str, str] = {
    "syntax": "claims.check.rules.syntax",
    "shape": "claims.check.rules.shape",
    "references": "claims.check.rules.references",
    "circles": "claims.check.rules.circles",
    "duplicates": "claims.check.rules.duplicates",
    "anchors": "claims.check.rules.anchors",
    "coverage": "claims.check.rules.coverage",
    "values": "claims.check.rules.values",
    "dates": "claims.check.rules.dates",
    "addresses": "claims.check.rules.addresses",
    "derivations": "claims.check.rules.derivations",
    "evidence": "claims.check.rules.evidence",
    "assessment": "claims.check.rules.assessment",
    "attribution": "claims.check.rules.attribution",
    "history": "claims.check.rules.history",
    "style": "claims.check.rules.style",
    "characters": "claims.check.rules.characters",
    "wording": "claims.check.rules.wording",
    "agreement": "claims.check.rules.agreement",
    "repository": "claims.check.rules.repository",
}
"""Our rule modules. Other distributions add theirs in the entry-point group `claims.rules`."""

EXPORTERS: dict[str, str] = {
    "json": "claims.export.to_json:JsonExporter",
    "jsonl": "claims.export.to_jsonl:JsonLinesExporter",
    "csv": "claims.export.to_csv:CsvExporter",
    "xlsx": "claims.export.to_xlsx:XlsxExporter",
    "xlsx-template": "claims.export.to_xlsx_template:XlsxTemplateExporter",
    "stata": "claims.export.to_stata:StataExporter",
    "spss": "claims.export.to_spss:SpssExporter",
    "markdown": "claims.export.to_markdown:ReportExporter",
    "timeline-svg": "claims.export.to_timeline_svg:TimelineSvgExporter",
}
"""Our exporters by format name. Other distributions add theirs in the entry-point group `claims.exporters`."""


def plug_ins(group: str, own: Mapping[str, str]) -> dict[str, str]:
    """Return every plug-in of a group as name and `module:attribute`. Raises NameTaken where a foreign one has a taken name."""
    found = dict(own)
    if not _may_have_plug_ins(group):
        return found
    from importlib.metadata import entry_points

    owners = dict.fromkeys(own, "factclaims")
    for point in entry_points(group=group):
        owner = point.dist.name if point.dist else point.value
        if point.name in found and found[point.name] != point.value:
            raise NameTaken(f"{group}: {point.name!r} is offered by {owners[point.name]} and by {owner}; uninstall one of them")
        found[point.name] = point.value
        owners[point.name] = owner
    return found


def _may_have_plug_ins(group: str) -> bool:
    """Whether an installed distribution may offer a plug-in of a group: a look at the files, a fraction of what importlib.metadata takes.

    It says no only where every place that modules come from is a plain folder, and no `entry_points.txt` there names the group.
    """
    if "importlib.metadata" in sys.modules:  # paid for already
        return True
    if any(hasattr(finder, "find_distributions") and getattr(finder, "__name__", "") != "PathFinder" for finder in sys.meta_path):
        return True
    wanted = group.encode()
    for place in dict.fromkeys(sys.path):
        try:
            with os.scandir(place or ".") as entries:
                found = [entry.path for entry in entries if entry.name.lower().endswith((".dist-info", ".egg-info", ".egg"))]
        except FileNotFoundError:
            continue
        except OSError:  # an archive, for instance
            return True
        for path in found:
            if path.lower().endswith(".egg") or not _lacks(f"{path}{os.sep}entry_points.txt", wanted):
                return True
    return False


def _lacks(path: str, wanted: bytes) -> bool:
    try:
        with open(path, "rb") as stream:
            return wanted not in stream.read()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False


def load_plug_in(group: str, own: Mapping[str, str], name: str) -> Any:
    """Return the plug-in called `name`. Raises UnknownName, listing what there is."""
    available = plug_ins(group, own)
    if name not in available:
        raise UnknownName(f"no {group.removeprefix('claims.')[:-1]} is called {name!r}; there are {', '.join(sorted(available))}")
    return resolve(available[name])


def resolve(place: str) -> Any:
    """Return what stands at `module:attribute`, or the module where no attribute is named."""
    module, _, attribute = place.partition(":")
    loaded = import_module(module)
    return getattr(loaded, attribute) if attribute else loaded
