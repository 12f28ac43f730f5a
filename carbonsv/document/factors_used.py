"""The factors that results rest on, kept in the document: they never change there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from carbonsv.document.history import Edit
from carbonsv.document.schema import FACTOR_USED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import apsw

_KEY = ("pack_id", "pack_sha256", "factor_id")


def kept(connection: apsw.Connection) -> list[dict[str, Any]]:
    """Return the factors as they were given."""
    found = connection.execute("SELECT content FROM factor_used ORDER BY position")
    return [json.loads(str(content)) for (content,) in found]


def new_edits(connection: apsw.Connection, factors: Iterable[Mapping[str, Any]]) -> tuple[Edit, ...]:
    """Return the edits that keep those factors that are not kept yet."""
    known = {tuple(row[name] for name in _KEY) for row in kept(connection)}
    given = {tuple(factor[name] for name in _KEY): factor for factor in factors}
    return tuple(_edit(factor) for key, factor in given.items() if key not in known)


def _edit(factor: Mapping[str, Any]) -> Edit:
    marks = {name: str(factor[name]) for name in _KEY}
    row_id = "/".join(marks.values())
    content = json.dumps(dict(factor), ensure_ascii=False, sort_keys=True, allow_nan=False)
    return Edit(FACTOR_USED.name, row_id, None, {"id": row_id, **marks, "content": content})
