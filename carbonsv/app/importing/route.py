"""What a file holds: our own columns, anybody's table, readings, a ledger, a survey, official factors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.activities.half_hourly.read import is_half_hourly
from carbonsv.activities.half_hourly.recognise import is_half_hourly_file
from carbonsv.activities.survey import is_survey
from carbonsv.app.importing.evidence_file import is_evidence
from carbonsv.app.importing.records_file import is_own_file, is_own_workbook
from carbonsv.library.uk_workbook import FACTOR_SHEET

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import Literal

    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.tables.understanding import Understanding
    from carbonsv.app.importing.choices import FileChoices, Route

_MONEY = ("cost", "cost_net", "cost_gross")
_AMOUNTS = ("quantity", "litres", "weight", "distance", "nights", "opening_read", "month", "interval")
_UNITLESS = ("quantity",)  # a column "Qty" of a ledger counts things, unless it has a unit or a meter
_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def route_of_file(path: Path, said: FileChoices) -> Route | Literal[""]:
    """Say what a file holds where its first rows show it; nothing where its tables must be read first."""
    if said.route:
        return said.route
    if not said.source.kind and not said.source.said and is_evidence(path):
        return "evidence"
    if _is_workbook(path):  # its tables are read once, and then tell what it holds
        return ""
    if not said.source.kind and not said.source.said and is_own_file(path):
        return "own"
    if said.source.mapping is None and is_half_hourly_file(path):
        return "readings"
    return ""


def route_of_tables(tables: Sequence[TextTable], said: FileChoices) -> Route:
    """Say what the tables of a file hold; a ledger is known only once its columns are understood."""
    of_workbook = bool(tables) and bool(tables[0].sheet)
    if of_workbook and not said.source.kind and not said.source.said and is_own_workbook(tables):
        return "own"
    if any(table.sheet == FACTOR_SHEET for table in tables):
        return "factors"
    if any(map(is_survey, tables)):
        return "survey"
    if said.source.mapping is None and any(map(is_half_hourly, tables)):
        return "readings"
    return "records"


def is_ledger(tables: Iterable[Understanding]) -> bool:
    """Whether tables say what was paid to whom, and not how much of anything there was."""
    known = [one for one in tables if one.columns_of(*_MONEY)]
    return bool(known) and all(one.column("supplier") and not _has_amounts(one) for one in known)


def _has_amounts(found: Understanding) -> bool:
    says_unit = bool(found.columns_of("unit", "meter"))
    return any(one.unit or says_unit or one.meaning not in _UNITLESS for one in found.columns_of(*_AMOUNTS))


def _is_workbook(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) in _MARKS
    except OSError:
        return False
