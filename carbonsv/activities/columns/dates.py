"""Dates as people type them, where there is only one way to read them."""

from __future__ import annotations

import re
from datetime import date, datetime

from carbonsv.errors import CarbonsvError, shortened
from carbonsv.model.text import MONTHS

_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y")
_TIME = re.compile(r"[T ]\d{2}:\d{2}.*$")
_NAMED_MONTH = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4}|\d{2})")
_LONGEST = 40
_ABBREVIATED = 3


class UnreadableDateError(CarbonsvError):
    """A text is not a date."""

    def __init__(self, text: str) -> None:
        """Quote the text and show a form that can be read."""
        super().__init__(f"“{shortened(text)}” is not a date.", "Write it as 2024-04-30 or 30/04/2024.")


def read_day(text: str) -> date:
    """Read a date: 2024-04-30, 30/04/2024 (day first, as in the UK), 30 Apr 2024.

    Raises:
        UnreadableDateError: it is not a date in one of these forms.
    """
    typed = _with_month_number(_TIME.sub("", " ".join(text[: 2 * _LONGEST].split()))[:_LONGEST])
    for form in _FORMS:
        try:
            return datetime.strptime(typed, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise UnreadableDateError(text)


def _with_month_number(typed: str) -> str:
    """Write `30 Apr 2024` as `30/4/2024`; in English, whatever the machine's own language is."""
    found = _NAMED_MONTH.fullmatch(typed)
    if found is None:
        return typed
    day, name, year = found.groups()
    for number, month in enumerate(MONTHS, 1):
        if name.casefold() in {month.casefold(), month[:_ABBREVIATED].casefold()}:
            return f"{day}/{number}/{year}"
    return typed
