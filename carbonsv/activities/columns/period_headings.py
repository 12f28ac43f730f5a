"""Headings that name a period beside what they measure: Apr-24 kWh, Gas 2023/24, Q1 2024 (kWh)."""

from __future__ import annotations

import re
from functools import lru_cache

from carbonsv.activities.columns.day_forms import month_named, span_of

_MOST_WORDS = 3  # of a period, such as Q1 of 2024/25
_PARTS = re.compile(r"[\s_:|]+|\s[-–]\s")
_AROUND = " -–,.()[]"


@lru_cache(maxsize=4096)
def parted_heading(name: str) -> tuple[str, str]:
    """Part a heading into the period that it begins or ends with, if it does, and its other words.

    A heading that is a period and nothing else has no other words.
    """
    if span_of(name) or span_of(name, month_first=True):
        return name, ""
    words = [word for word in _PARTS.split(name.strip()) if word]
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        for piece, rest in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            text = " ".join(piece).strip(_AROUND)
            if is_period(text):
                return text, " ".join(rest)
    return "", name


def is_period(text: str) -> bool:
    """Whether a text is a month, with or without its year, a quarter, or a year."""
    if month_named(text):
        return True
    span = None if text.isdecimal() and len(text) != len("2024") else span_of(text)
    return span is not None and span[0] != span[1]
