"""Docstrings below attributes, read from the source: the one place where fields and vocabulary members are described.

pydantic can read them itself (`use_attribute_docstrings`), but does so for every class at import, which would double the time that
`claims.load()` takes; here they are read when a schema or codebook is made.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache


@cache
def attribute_docstrings(owner: type) -> dict[str, str]:
    """Return the docstring that follows each attribute in the body of class `owner`, by attribute name."""
    body = ast.parse(textwrap.dedent(inspect.getsource(owner))).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for statement, following in zip(body.body, body.body[1:], strict=False):
        if not (isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant) and isinstance(following.value.value, str)):
            continue
        target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", None)
        if isinstance(target, ast.Name):
            found[target.id] = inspect.cleandoc(following.value.value)
    return found
