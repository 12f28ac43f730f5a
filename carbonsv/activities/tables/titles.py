"""What the titles above a table say of all its rows: whose meter or site it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from carbonsv.activities.columns.day_forms import span_of
from carbonsv.activities.columns.period_headings import parted_heading
from carbonsv.activities.tables.meanings import listed_meaning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from carbonsv.activities.columns.day_forms import Span

_SAID = frozenset(("meter", "site", "account"))
_LONGEST = 80
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_FOR = re.compile(r"\b(?:for the period|period|for|from|covering)\b", re.IGNORECASE)
_WHEN_MADE = re.compile(
    r"\b(?:as (?:of|at)|run|printed|produced|generated|created|exported|extracted|downloaded|updated|issued"
    r"|version|published)\b",
    re.IGNORECASE,
)


def names_in_titles(titles: Iterable[str]) -> dict[str, str]:
    """Return what titles such as “Site: Town Hall” say, by meaning: meter, site, account."""
    found: dict[str, str] = {}
    for title in titles:
        heading, colon, name = title.partition(":")
        meaning = listed_meaning(heading) if colon else ""
        if meaning in _SAID and 0 < len(name.strip()) <= _LONGEST:
            found.setdefault(meaning, name.strip())
    return found


def period_of_titles(titles: Iterable[str]) -> Span | None:
    """Return the month, quarter, year or range of days that titles name; None for none or several.

    Args:
        titles: above the table, and the name of its sheet.
    """
    spans = {span for title in titles if not _WHEN_MADE.search(title) and (span := _span(title))}
    return spans.pop() if len(spans) == 1 else None


def _span(title: str) -> Span | None:
    """Read a title as a period, or what stands behind its colon or “for”, else its first or last words."""
    period, rest = parted_heading(title)
    texts = [title, title.rpartition(":")[2].strip(), _FOR.split(title)[-1].strip()]
    texts += [] if _YEAR.search(rest) else [period]
    spans = (span_of(text) for text in texts)
    return next((span for span in spans if span and span[0] != span[1]), None)


def is_said(heading: str) -> bool:
    """Whether a cell is a heading whose name can stand beside it above a table."""
    return listed_meaning(heading) in _SAID
