"""Turn an article into a ledger of fact-checked claims.

    import claims

    ledger = claims.load()
    ledger["azpk-0001"].verdict
    ledger.where(topic="economic", verdict="refuted").to_pandas()
    claims.check("new-claims.yaml").ok
    claims.export(ledger, "claims.xlsx")

Names load on first use, so that `import claims` costs next to nothing.
"""

from __future__ import annotations

import sys
from types import ModuleType

# Type checkers know this name; importing `typing` at run time would double what `import claims` costs.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from .api import (
        Claim,
        ClaimsError,
        Diff,
        Entity,
        Finding,
        Ledger,
        Report,
        Selection,
        Source,
        check,
        diff,
        export,
        json_schema,
        load,
    )

__version__ = "0.1.0"

__all__ = [
    "Claim", "ClaimsError", "Diff", "Entity", "Finding", "Ledger", "Report", "Selection", "Source", "__version__",
    "check", "diff", "export", "json_schema", "load",
]  # fmt: skip


class _CallableModule(ModuleType):
    """A subpackage that can be called as the function of its name: `claims.check(...)`, `claims.export(...)`.

    Python binds a subpackage as an attribute of its parent when it is imported, so that name would be now the function, now the
    package, by the order of imports. This way it is always both.
    """

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from . import api

        return getattr(api, self.__name__.rpartition(".")[2])(*args, **kwargs)


class _Facade(ModuleType):
    def __setattr__(self, name: str, value: Any) -> None:
        if name in __all__ and isinstance(value, ModuleType):
            value.__class__ = _CallableModule
        super().__setattr__(name, value)


def __getattr__(name: str) -> Any:
    if name in __all__:
        from . import api

        for offered in __all__:
            if offered not in globals():
                globals()[offered] = getattr(api, offered)
        return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


sys.modules[__name__].__class__ = _Facade
