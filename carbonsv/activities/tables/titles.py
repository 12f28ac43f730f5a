"""What the titles above a table say of all its rows: whose meter or site it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.activities.tables.meanings import listed_meaning

if TYPE_CHECKING:
    from collections.abc import Iterable

_SAID = frozenset(("meter", "site", "account"))
_LONGEST = 80


def names_in_titles(titles: Iterable[str]) -> dict[str, str]:
    """Return what titles such as “Site: Town Hall” say, by meaning: meter, site, account."""
    found: dict[str, str] = {}
    for title in titles:
        heading, colon, name = title.partition(":")
        meaning = listed_meaning(heading) if colon else ""
        if meaning in _SAID and 0 < len(name.strip()) <= _LONGEST:
            found.setdefault(meaning, name.strip())
    return found


def is_said(heading: str) -> bool:
    """Whether a cell is a heading whose name can stand beside it above a table."""
    return listed_meaning(heading) in _SAID
