"""What the window needs of the session. Replaced by the session's own type once it exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from carbonsv.model.issue import Issue


class Column(Protocol):
    """A column as the schema declares it."""

    name: str
    label: str
    type: str
    unit: str
    required: bool
    description: str
    choices: tuple[str, ...]
    target: str


class ActivityKind(Protocol):
    """An activity kind of the catalogue."""

    id: str
    label: str
    topic: str
    default_unit: str
    units: tuple[str, ...]
    synonyms: tuple[str, ...]


class Period(Protocol):
    """First and last day."""

    start: date
    end: date


class Inventory(Protocol):
    """The totals of a reporting year."""

    label: str
    period: Period
    scope1_kg: float
    scope2_location_kg: float
    scope2_market_kg: float
    scope3_kg: float
    total_location_kg: float
    total_market_kg: float
    biogenic_co2_kg: float
    issues: tuple[Issue, ...]

    def by_category(self) -> Any: ...
    def by_activity(self) -> Any: ...


class Snapshot(Protocol):
    """An unchanging view of the document for jobs."""

    def inventory(self, year_id: str | None = None) -> Inventory: ...
    def explain(self, record_id: str) -> str: ...


class Session(Protocol):
    """The only door."""

    document_name: str
    path: Path | None
    saved: bool
    undo_label: str | None
    redo_label: str | None

    def new(self, name: str, start: date, end: date) -> None: ...
    def open(self, path: Path) -> None: ...
    def open_sample(self) -> None: ...
    def save(self, path: Path | None = None) -> Path: ...
    def close(self) -> None: ...
    def rows(self, table: str, topic: str = "") -> Any: ...
    def columns(self, table: str) -> tuple[Column, ...]: ...
    def set_cell(self, table: str, id: str, column: str, text: str) -> str: ...  # noqa: A002
    def add_row(self, table: str, values: Mapping[str, object]) -> str: ...
    def paste(
        self, table: str, topic: str, cells: list[list[str]], first_row_id: str | None, first_column: str
    ) -> list[Issue]: ...
    def delete_rows(self, table: str, ids: Sequence[str]) -> None: ...
    def undo(self) -> str | None: ...
    def redo(self) -> str | None: ...
    def kinds(self, topic: str) -> Sequence[ActivityKind]: ...
    def find_kinds(self, text: str, topic: str, limit: int = 12) -> Sequence[ActivityKind]: ...
    def snapshot(self) -> Snapshot: ...
    def on_change(self, callback: Callable[[], None]) -> None: ...
