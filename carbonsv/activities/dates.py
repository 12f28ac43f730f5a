"""Dates as people type them, where there is only one way to read them."""

from __future__ import annotations

import re
from datetime import date, datetime

from carbonsv.errors import UnreadableQuantityError

_FORMS = (
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d %b %Y",
    "%d %B %Y",
    "%d %b %y",
    "%d/%m/%y",
)
_TIME = re.compile(r"[T ]\d{2}:\d{2}.*$")


class UnreadableDateError(UnreadableQuantityError):
    """A text is not a date."""

    def __init__(self, text: str) -> None:
        """Quote the text and show a form that can be read."""
        super().__init__(text, "it cannot be read as a date", "Write it as 2024-04-30 or 30/04/2024.")
        self.args = (str(self).replace("is not a quantity", "is not a date"),)


def read_day(text: str) -> date:
    """Read a date: 2024-04-30, 30/04/2024 (day first, as in the UK), 30 Apr 2024.

    Raises:
        UnreadableDateError: it is not a date in one of these forms.
    """
    typed = _TIME.sub("", " ".join(text.split()))[:40]
    for form in _FORMS:
        try:
            return datetime.strptime(typed, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise UnreadableDateError(text)
