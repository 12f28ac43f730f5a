"""Activity records from tables of text: every row is read, and what cannot be read becomes an issue."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from carbonsv.activities.columns.dates import read_day
from carbonsv.errors import CarbonsvError
from carbonsv.model import tables
from carbonsv.model.issue import Issue
from carbonsv.units.names import read_unit
from carbonsv.units.quantity import read_number, read_quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

ROW = "row"
FIRST_ROW = 2  # row 1 of a file holds the headings


def parse_records(texts: pd.DataFrame, *, dates_required: bool = True) -> tuple[pd.DataFrame, list[Issue]]:
    """Read rows of text as activity records.

    Args:
        texts: (n rows) columns as resources/schema/activity.csv, or `factor_id` for `activity`; all text. An
            index called `row` holds the rows' numbers in their file; else they follow the headings.
        dates_required: whether a row without dates is left out.

    Returns:
        (k rows) the rows that can be read, typed, and an issue for every value that cannot.
    """
    rows, issues = [], []
    numbers = texts.index if texts.index.name == ROW else range(FIRST_ROW, FIRST_ROW + len(texts))
    for number, row in zip(numbers, texts.to_dict("records"), strict=True):
        values, found = _parse_row(row, number, dates_required=dates_required)
        issues += found
        if not any(issue.severity == "error" for issue in found):
            rows.append(values)
    frame = pd.DataFrame(rows, columns=list(tables.table("activity").names))
    dtypes = {column.name: column.dtype for column in tables.table("activity").columns}
    blank = {name: "" for name, dtype in dtypes.items() if dtype == "str"}
    return frame.fillna(blank).astype(dtypes), issues


def _parse_row(
    row: Mapping[str, str], number: int, *, dates_required: bool
) -> tuple[dict[str, Any], list[Issue]]:
    given: dict[str, Any] = {name: text for name, text in row.items() if name != "factor_id" and text}
    given["id"] = given.get("id") or f"row-{number}"
    given["activity"] = given.get("activity") or row.get("factor_id", "")
    issues = _read_days(given, number)
    try:
        _read_quantity(given)
    except CarbonsvError as error:
        issues.append(_issue(given["id"], number, "unreadable-quantity", str(error), error.hint))
        given["quantity"] = 0.0
    values, found = tables.coerce("activity", given)
    excused = () if dates_required else ("start", "end")
    kept = [issue for issue in found if not (issue.code == "missing-value" and _about(issue, excused))]
    return values, issues + [_issue(one.record, number, one.code, one.sentence, one.hint) for one in kept]


def _read_days(given: dict[str, Any], number: int) -> list[Issue]:
    """Put dates as they are stored in place of the typed ones; what is no date becomes an issue."""
    issues = []
    for name in ("start", "end"):
        if typed := given.get(name):
            try:
                given[name] = read_day(typed).isoformat()
            except CarbonsvError as error:
                label = tables.table("activity").column(name).label
                sentence = f"{label}: {error}"
                issues.append(_issue(given["id"], number, "unreadable-date", sentence, error.hint))
                given[name] = date(1, 1, 1).isoformat()
    return issues


def _read_quantity(given: dict[str, Any]) -> None:
    """Put number and unit in place of the typed quantity; the unit may stand in either cell."""
    typed = given.get("quantity", "")
    if not typed:
        return
    if given.get("unit"):
        given["quantity"] = read_number(typed)
        given["unit"] = _canonical(given["unit"])
    else:
        quantity = read_quantity(typed)
        given["quantity"], given["unit"], given["typed"] = quantity.value, quantity.unit, typed


def _canonical(unit: str) -> str:
    """Return the unit's own name; an unknown one is kept, so that the record is there to be corrected."""
    try:
        return read_unit(unit)
    except CarbonsvError:
        return unit


def _about(issue: Issue, names: tuple[str, ...]) -> bool:
    labels = (tables.table("activity").column(name).label for name in names)
    return any(label in issue.sentence for label in labels)


def _issue(record: str, number: int, code: str, sentence: str, hint: str) -> Issue:
    text = sentence if sentence.startswith("Row ") else f"Row {number}: {sentence}"
    return Issue(record, code, "error", text, hint)
