"""`claims schema`: the published JSON Schemas."""

from __future__ import annotations

import click


@click.command("schema")
@click.argument("name", required=False)
def command(name: str | None) -> int:
    """Print the JSON Schema called NAME; without a name, list them."""
    from ..errors import UnknownName
    from ..load.json_text import dump_json
    from ..model.schema import SCHEMAS, json_schema

    if name is None:
        for known, model in SCHEMAS.items():
            click.echo(f"{known:<14}{(model.__doc__ or '').splitlines()[0]}")
        return 0
    if name not in SCHEMAS:
        raise UnknownName(f"no schema is called {name!r}; there are {', '.join(SCHEMAS)}")
    click.echo(dump_json(json_schema(name)), nl=False)
    return 0
