"""A value of a table as text: as it is shown, as it can be read back, and as it is sorted."""

from __future__ import annotations

import math
from datetime import date, datetime
from typing import Any

from carbonsv.model import text

YES, NO = "yes", "no"


def is_blank(value: Any) -> bool:
    """Return whether a cell holds nothing: None, an empty text, or pandas' marks for a missing value."""
    if isinstance(value, float):
        return math.isnan(value)
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:  # neither can be compared
        return True
    return isinstance(value, str) and not value


def sort_key(value: Any) -> Any:
    """Return what a value is sorted by: texts without regard to case."""
    return value.casefold() if isinstance(value, str) else value


def plain_text(value: Any) -> str:
    """Return a cell as text that can be read back: no thousands marks, ISO dates."""
    if is_blank(value):
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if _is_truth(value):
        return YES if value else NO
    return text.quantity(value).replace(",", "") if _is_number(value) else str(value)


def shown_text(value: Any) -> str:
    """Return a cell as it is shown: numbers with thousands marked, dates in words."""
    if is_blank(value):
        return ""
    if isinstance(value, date):
        return f"{value.day} {value:%b %Y}"
    if _is_truth(value):
        return plain_text(value).capitalize()
    return text.quantity(value) if _is_number(value) else str(value)


def _is_truth(value: Any) -> bool:
    return type(value).__name__ in {"bool", "bool_"}  # Python's own, or an array's


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
