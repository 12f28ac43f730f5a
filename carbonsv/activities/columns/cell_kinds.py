"""What one cell looks like: a number, a day, a time, nothing, or words."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["blank", "number", "date", "time", "text"]

LONGEST_VALUE = 40  # characters; no number and no date is longer, so that no pattern meets more

_NUMBER = re.compile(
    r"[-+−–(]*\s?(?:[£€$]|GBP|EUR|USD)?\s?[-+−–(]*\s?\d[\d,.' \u00a0\u2009\u202f]*(?:[eE][-+]?\d+)?"
    r"\s?(?:%|p|CR|DR|[kMG]Wh|kg|t|tonnes?|l|litres?|m3|m³|miles|km|GBP|£|€)?\s?\)?\s?-?(?:\s?(?:CR|DR))?",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_CLOCK = r"(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:am|pm|Z|GMT|BST|UTC|[+-]\d{2}:?\d{2})?)?"
_DATE = re.compile(
    rf"(?:[A-Za-z]{{3,9}},?\s)?(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[-/ .]*{_MONTH}[-/ .,]*(?:\d{{4}}|'?\d{{2}})"
    rf"|{_MONTH}[-/ .]+\d{{1,2}}(?:st|nd|rd|th)?,\s?\d{{4}}){_CLOCK}"
    rf"|{_MONTH}[-/ .,]*(?:\d{{4}}|'?\d{{2}})|\d{{4}}-\d{{2}}|(?:19|20)\d{{2}}[-/. ]?M\d{{1,2}}",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"(?:w\s?[/.]?\s?[ecb]|week[\s-]?(?:end(?:ing)?|commencing|beginning|starting))[\s:.]+\d.*"
    rf"|(?:Q|qtr|quarter)\s*[1-4][\s,:/-]+(?:f\.?y\.?\s*)?'?\d{{2,4}}(?:[-/–]\d{{2,4}})?"
    rf"|(?:f\.?y\.?\s*)?\d{{2,4}}(?:[-/–]\d{{2,4}})?[\s,:/-]+(?:Q|qtr|quarter)\s*[1-4]"
    rf"|(?:f\.?y\.?\s*|financial year\s*)?(?:19|20)\d{{2}}\s*[-/–]\s*(?:20)?\d{{2}}"
    rf"|f\.?y\.?\s*\d{{2}}\s*[-/–]\s*\d{{2}}"
    rf"|\d{{4}}[-/ .]*{_MONTH}|{_MONTH}\s*[-–/]\s*{_MONTH}[\s,-]+'?(?:\d{{4}}|\d{{2}})"
    rf"|(?:from\s+)?(?:\d{{1,2}}|{_MONTH}).*?(?:\s+(?:-|–|—|to|until)\s+|[-–—])\d{{1,2}}[-/. ].*\d{{2}}"
    rf"|{_MONTH}\s+\d{{4}}\s+(?:-|–|to)\s+{_MONTH}\s+\d{{4}}",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?(?:\s?[-–]\s?\d{1,2}:\d{2}(?::\d{2})?)?", re.IGNORECASE
)


def kind_of_cell(text: str) -> Kind:
    """Say what a cell looks like, by its form alone; a week, a quarter or a range of days is a date."""
    cell = text.strip()
    if not cell:
        return "blank"
    if len(cell) > LONGEST_VALUE:
        return "text"
    if _DATE.fullmatch(cell):
        return "date"
    if _TIME.fullmatch(cell):
        return "time"
    if _PERIOD.fullmatch(cell):
        return "date"
    return "number" if _NUMBER.fullmatch(cell) else "text"
