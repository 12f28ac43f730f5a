"""The columns of every table, declared once in `resources/schema/*.csv`.

SQL, data frames, table headings and import targets are all made from these contracts.
pandas is imported inside functions: the window is painted before pandas is loaded.
"""

from __future__ import annotations

import csv
import datetime as dt
import math
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from carbonsv.errors import UnknownNameError, shortened
from carbonsv.model.issue import Issue
from carbonsv.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

DOCUMENT_TABLES = (
    "organisation",
    "reporting_year",
    "site",
    "meter",
    "meter_day",
    "vehicle",
    "supplier",
    "activity",
    "evidence",
    "instrument",
    "own_factor",
    "known_total",
    "excluded_category",
    "restatement",
    "intensity_measure",
    "degree_day",
    "target",
    "project",
    "grid_path",
    "carbon_reduction_plan",
    "initiative",
    "secr_statement",
    "inventory_statement",
    "measure_claim",
    "commitment",
    "delivery",
    "kpi",
    "requirement",
    "procurement_answer",
    "supplier_spend",
    "time_bank",
    "home_pledge",
    "contact",
    "case_study",
    "offset_evidence",
    "own_priority",
    "priority_map",
    "lead_priority",
    "proxy",
    "proxy_claim",
    "damage_cost",
    "air_pollutant",
    "social_value",
    "brand",
)
LONGEST_TEXT = 32_767  # characters: what one cell of a workbook holds
LARGEST_INTEGER = 2**53  # whole numbers are exact up to here in every program that reads them
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\Z", re.ASCII)
_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_DTYPES = {"number": "float64", "integer": "float64", "boolean": "boolean", "date": "datetime64[s]"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, as its line in `resources/schema` declares it.

    Args:
        name: as in SQL and data frames.
        type: text, number, integer, date, boolean, unit, activity, choice or ref.
        choices: the words a choice column allows.
        target: the table a ref column points into.
        unit: of the numbers in the column; empty when there is none.
        required: whether a record without it stays out of the inventory.
        default: what a new record begins with; None when nothing.
        label: the heading people read.
        description: one sentence for the manual and the tooltip.
    """

    name: str
    type: str
    choices: tuple[str, ...]
    target: str
    unit: str
    required: bool
    default: object | None
    label: str
    description: str

    @property
    def dtype(self) -> str:
        """The pandas dtype: text is `str`, numbers and integers float64, dates datetime64[s]."""
        return _DTYPES.get(self.type, "str")

    @property
    def is_text(self) -> bool:
        """Whether the values are stored as text, dates included."""
        return self.type not in ("number", "integer", "boolean")


@dataclass(frozen=True, slots=True)
class Table:
    """A table and its columns, in the order of the file that declares them."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """Return the column of that name.

        Raises:
            UnknownNameError: the table has no such column.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise UnknownNameError(f"column of {self.name}", name)


@cache
def table(name: str) -> Table:
    """Return the column contract of one table.

    Raises:
        UnknownNameError: there is no such table.
    """
    known = {path.stem: path for path in (RESOURCES / "schema").glob("*.csv")}
    if name not in known:
        raise UnknownNameError("table", name, tuple(sorted(known)))
    with known[name].open(encoding="utf-8", newline="") as lines:
        return Table(name, tuple(_column(line) for line in csv.DictReader(lines)))


def document_tables() -> tuple[Table, ...]:
    """Return the tables a document stores; emission lines are worked out, never stored."""
    return tuple(table(name) for name in DOCUMENT_TABLES)


def _column(line: Mapping[str, str]) -> Column:
    kind, _, detail = line["type"].partition(":")
    return Column(
        name=line["name"],
        type=kind,
        choices=tuple(detail.split("|")) if kind == "choice" else (),
        target=detail if kind == "ref" else "",
        unit=line["unit"],
        required=line["required"] == "yes",
        default=_READERS.get(kind, _text)(line["default"]) if line["default"] else None,
        label=line["label"],
        description=line["description"],
    )


def empty_frame(name: str) -> pd.DataFrame:
    """Return (0 rows) of a table, with the dtypes that every frame of it has."""
    import pandas as pd  # noqa: PLC0415

    return pd.DataFrame({column.name: pd.Series([], dtype=column.dtype) for column in table(name).columns})


def coerce(name: str, row: Mapping[str, Any]) -> tuple[dict[str, Any], list[Issue]]:
    """Read one row of a table into typed values.

    Args:
        name: of the table.
        row: values as text, or already typed; missing ones take the column's default.

    Returns:
        Every column of the table with its value or None, and an issue for each value that cannot be read.
    """
    record = str(row.get("id") or "")
    values: dict[str, Any] = {}
    issues = [_unknown(name, record, given) for given in row if given not in table(name).names]
    for column in table(name).columns:
        value, reason = _read(column, row.get(column.name))
        values[column.name] = value
        if reason:
            issues.append(_unreadable(column, record, row.get(column.name), reason))
        elif value is None and column.required:
            issues.append(_missing(column, record))
    return values, issues


def refusal(column: Column, value: object) -> str:
    """Say why a value cannot be stored in a column, as a clause; empty when it can.

    Stored values are str, finite float, int, bool, a date as `YYYY-MM-DD`, or None.
    """
    if value is None:
        return ""
    if column.type in _STORED:
        return _STORED[column.type](value)
    if not isinstance(value, str):
        return "it is not text"
    if column.choices and value not in column.choices:
        return f"the choices are {', '.join(column.choices)}"
    return _text_refusal(value)


def column_refusal(column: Column, values: Sequence[object]) -> tuple[object, str]:
    """Return the first of (n rows) that cannot be stored, and why; (None, "") when all can."""
    if _all_storable(column, values):
        return None, ""
    for value in dict.fromkeys(values):
        if reason := refusal(column, value):
            return value, reason
    return None, ""


def _all_storable(column: Column, values: Sequence[Any]) -> bool:
    """Whether all values can be stored, decided at once: true of most columns of a million rows."""
    types = set(map(type, values)) - {type(None)}
    if column.type == "number":
        return types <= {float} and math.isfinite(sum(filter(None, values)))
    if column.type in _STORED or column.choices or not types <= {str} or "" in values:
        return False
    texts = list(filter(None, values))
    return max(map(len, texts), default=0) <= LONGEST_TEXT and "".join(texts).isprintable()


def is_iso_date(text: str) -> bool:
    """Whether a text is a day of the calendar written as `YYYY-MM-DD`."""
    if not _ISO_DATE.match(text):
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _read(column: Column, given: object) -> tuple[Any, str]:
    if _is_blank(given):
        return column.default, ""
    value = _READERS.get(column.type, _text)(given)
    if value is None:
        return None, _EXPECTED.get(column.type, "it cannot be read")
    reason = refusal(column, value)
    return (None, reason) if reason else (value, "")


def _is_blank(given: object) -> bool:
    if isinstance(given, str):
        return not given.strip()
    return given is None or given != given  # noqa: PLR0124  NaN and NaT are not equal to themselves


def _text(given: object) -> str:
    return str(given).strip()


def _number(given: object) -> float | None:
    if isinstance(given, bool):
        return None
    text = str(given).strip()
    if not _NUMBER.match(text):  # float() alone also takes nan, inf and 1_000
        return None
    return float(text)


def _integer(given: object) -> int | None:
    number = _number(given)
    return int(number) if number is not None and math.isfinite(number) and number == int(number) else None


def _boolean(given: object) -> bool | None:
    return _TRUTHS.get(str(given).strip().lower())


def _date(given: object) -> str | None:
    if isinstance(given, dt.date):
        return given.isoformat()[:10]
    text = str(given).strip()
    return text if is_iso_date(text) else None


def _text_refusal(value: str) -> str:
    if len(value) > LONGEST_TEXT:
        return f"it is longer than {LONGEST_TEXT} characters"
    if not value:
        return "an empty text is stored as a blank"
    if value.isascii() and value.isprintable():
        return ""
    if any(character < " " and character not in "\t\n\r" for character in value):
        return "it holds control characters"
    return "it holds half of a character" if any("\ud800" <= c <= "\udfff" for c in value) else ""


def _number_refusal(value: object) -> str:
    return "" if type(value) is float and math.isfinite(value) else "it is not a finite number"


def _integer_refusal(value: object) -> str:
    return "" if type(value) is int and abs(value) <= LARGEST_INTEGER else "it is not a whole number"


def _boolean_refusal(value: object) -> str:
    return "" if type(value) is bool else "it is not yes or no"


def _date_refusal(value: object) -> str:
    return "" if isinstance(value, str) and is_iso_date(value) else _EXPECTED["date"]


def _unreadable(column: Column, record: str, given: object, reason: str) -> Issue:
    sentence = f"{column.label}: “{shortened(str(given))}” cannot be used: {reason}."
    return Issue(record, f"unreadable-{column.type}", "error", sentence, column.description)


def _missing(column: Column, record: str) -> Issue:
    return Issue(record, "missing-value", "error", f"{column.label} is blank.", column.description)


def _unknown(name: str, record: str, given: str) -> Issue:
    sentence = f"“{shortened(str(given))}” is not a column of {name}; its values are left out."
    return Issue(record, "unknown-column", "warning", sentence, f"Columns: {', '.join(table(name).names)}.")


_READERS: dict[str, Callable[[object], Any]] = {
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
    "date": _date,
}
_STORED: dict[str, Callable[[object], str]] = {
    "number": _number_refusal,
    "integer": _integer_refusal,
    "boolean": _boolean_refusal,
    "date": _date_refusal,
}
_EXPECTED = {
    "number": "it is not a number such as 1234.5",
    "integer": "it is not a whole number",
    "boolean": "it is not yes or no",
    "date": "it is not a day written as 2024-04-30",
}
