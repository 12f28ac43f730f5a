"""The outcome of a dry run: everything an import would do, in words and numbers, and ready to be done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from carbonsv.app.importing.seen import problem_of
from carbonsv.app.results.record_columns import encoded
from carbonsv.engine.exact_sum import group_sums
from carbonsv.engine.records import Coded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.half_hourly.read import HalfHourly
    from carbonsv.activities.tables.understanding import Understanding
    from carbonsv.app.importing.choices import FileChoices, Route
    from carbonsv.app.importing.seen import Problem, SeenMeter, SeenTable
    from carbonsv.document.history import Edit
    from carbonsv.library.catalogue import Catalogue
    from carbonsv.model.issue import Issue

Ask = Literal["date-order", "kind", "unit", "again", "readings"]
_ASKED: dict[str, Ask] = {
    "ambiguous-date-order": "date-order",
    "no-activity": "kind",
    "no-unit": "unit",
    "file-imported-before": "again",
    "half-hourly-differing": "readings",
}
_NEEDED: tuple[tuple[Ask, str], ...] = (("kind", "activity"), ("unit", "unit"))
SAMPLE = 200  # records that are shown before they are added


@dataclass(frozen=True, slots=True, eq=False)
class ReadFile:
    """A file that was read, before anything is decided about it.

    Args:
        paths: of the file; of all forms of one survey.
        sha256: of its content, by which it is known again.
        route: what it holds; a ledger is told from records once columns are understood.
        tables: as they stand; none where the route does not need them.
        readings: of a file of half-hourly readings.
    """

    paths: tuple[Path, ...]
    sha256: str
    route: Route
    tables: tuple[TextTable, ...] = ()
    readings: HalfHourly | None = None

    @property
    def path(self) -> Path:
        """The file, or the first of them."""
        return self.paths[0]


@dataclass(frozen=True, slots=True)
class RecordTotal:
    """What the records of one activity and unit add up to."""

    activity: str
    label: str
    unit: str
    records: int
    quantity: float


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What carrying out an import does to the document.

    Args:
        label: of the change.
        frames: the rows to add, by table.
        edits: of rows that are there.
        deleted: ids of the records that the new ones take the place of.
        understood: the tables whose meaning is remembered for the next file of the source.
        workbook: of official factors, which are no part of the document.
        files: the content of attached files that rows of evidence name, by name.
    """

    label: str = ""
    frames: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
    deleted: tuple[str, ...] = ()
    understood: tuple[Understanding, ...] = ()
    workbook: Path | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def records(self) -> pd.DataFrame:
        """(n rows) of activity records to add."""
        return self.frames.get("activity", pd.DataFrame())

    @property
    def changes(self) -> bool:
        """Whether anything would be different afterwards."""
        rows = any(len(frame) for frame in self.frames.values())
        return rows or bool(self.edits) or self.workbook is not None


@dataclass(frozen=True, slots=True, eq=False)
class DryRun:
    """What an import would do.

    Args:
        name: of the file.
        route: what it holds.
        choices: under which it was worked out.
        tables: as they are shown.
        meters: of a file of readings.
        totals: of the records that would be added.
        sample: (up to 200 rows) of them, with the names of activities and sites.
        issues: what was found, assumed or left out.
        same_file: how many records of the document were read from the same file before.
        new_sites: names of sites that records name and the document does not have.
        refused: why it cannot be carried out; blank where it can.
        plan: what carrying it out does.
    """

    name: str
    route: Route
    choices: FileChoices
    tables: tuple[SeenTable, ...] = ()
    meters: tuple[SeenMeter, ...] = ()
    totals: tuple[RecordTotal, ...] = ()
    sample: pd.DataFrame = field(default_factory=pd.DataFrame)
    issues: tuple[Issue, ...] = ()
    same_file: int = 0
    new_sites: tuple[str, ...] = ()
    refused: str = ""
    plan: Plan = field(default_factory=Plan)

    @property
    def records(self) -> int:
        """How many records would be added."""
        return len(self.plan.records)

    @property
    def changed_records(self) -> int:
        """How many records that are there would be different."""
        return sum(edit.table == "activity" and edit.before is not None for edit in self.plan.edits)

    @property
    def period(self) -> tuple[dt.date, dt.date] | None:
        """The first and last day of the records that would be added."""
        if not self.records:
            return None
        return self.plan.records["start"].min().date(), self.plan.records["end"].max().date()

    @property
    def asks(self) -> frozenset[Ask]:
        """What only the user can say."""
        return frozenset(_ASKED[issue.code] for issue in self.issues if issue.code in _ASKED)

    @property
    def unanswered(self) -> Ask | None:
        """What must be said first, as no record could be used without it."""
        if "date-order" in self.asks and not self.records:
            return "date-order"
        for ask, column in _NEEDED:
            if ask in self.asks and self._is_blank(column):
                return ask
        return None

    def _is_blank(self, column: str) -> bool:
        values = self.plan.records[column]
        return bool((values.isna() | (values == "")).all())

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything to look at, the worst first, each with its row and column where it has them."""
        names = frozenset(column.name for table in self.tables for column in table.columns if column.name)
        order = {"error": 0, "warning": 1, "notice": 2}
        found = (problem_of(issue, names) for issue in self.issues)
        return tuple(sorted(found, key=lambda one: (order[one.severity], one.row or 0)))

    @property
    def counts(self) -> Counter[str]:
        """How many issues there are of each severity."""
        return Counter(issue.severity for issue in self.issues)

    @property
    def left_out(self) -> int:
        """How many rows of the tables that are imported were left out."""
        return sum(table.left_out_count for table in self.tables if table.taken)


def totals_of(records: pd.DataFrame, catalogue: Catalogue) -> tuple[RecordTotal, ...]:
    """Return what records add up to by activity and unit, the order of rows aside."""
    labels = {kind.id: kind.label for kind in catalogue}
    activity, unit = _coded(records["activity"]), _coded(records["unit"])
    pairs = activity.codes.astype(np.int64) * len(unit.values) + unit.codes
    distinct, groups = np.unique(pairs, return_inverse=True)
    quantity = np.nan_to_num(records["quantity"].to_numpy(float))
    counts = np.bincount(groups, minlength=len(distinct)).tolist()
    sums = group_sums(quantity, groups, len(distinct)).tolist()
    found = []
    for pair, count, total in zip(distinct.tolist(), counts, sums, strict=True):
        name, of_unit = (activity.values[pair // len(unit.values)], unit.values[pair % len(unit.values)])
        found.append(RecordTotal(name, labels.get(name, name or "?"), of_unit, count, total))
    return tuple(sorted(found, key=lambda one: (-one.records, one.label, one.unit)))


def _coded(texts: pd.Series) -> Coded:
    if isinstance(texts.dtype, pd.CategoricalDtype):
        return Coded(texts.cat.codes.to_numpy(np.int32), tuple(texts.cat.categories))
    return encoded(texts.fillna("").to_numpy(object))
