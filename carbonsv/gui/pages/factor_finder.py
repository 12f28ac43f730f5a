"""Searching all packs in everyday words, and one factor with its source and its years."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from carbonsv.gui.models.record_model import Field, RecordModel
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.fields import Choices
from carbonsv.gui.widgets.cells import CellDelegate
from carbonsv.gui.widgets.controls import card, muted
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.record_table import RecordTable
from carbonsv.gui.widgets.sparkline import Sparkline
from carbonsv.model import text

if TYPE_CHECKING:
    import pandas as pd

    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.library.factor_library import FactorLibrary

_PAUSE_MS = 180
_HANDLE_PX = 6
_LEAST_HEIGHT_PX = 124
_FOUND_HEIGHT_PX = 320


@dataclass(frozen=True, eq=False)
class _Factor:
    """What the page shows of one factor."""

    words: str
    years: pd.DataFrame
    breaks: tuple[int, ...]


class FactorFinder(QWidget):
    """A search box, what it finds, and the factor that is selected."""

    def __init__(self, surroundings: Surroundings) -> None:
        """Lay the finder out."""
        super().__init__()
        self._door = surroundings.door
        self._jobs = surroundings.jobs
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search, for example: van diesel, leccy, skip, hotel"))
        self.search.setAccessibleName(self.tr("Search the factors"))
        self.search.setAccessibleDescription(self.tr("Everyday words work, and so do words of the labels"))
        self.search.setClearButtonEnabled(True)
        self.count = muted()
        self.table = self._make_table(self._found_fields(), self.tr("Factors that fit"))
        self.table.stretch("label")
        self.years = self._make_table(self._year_fields(), self.tr("The factor year by year"))
        self.line = Sparkline()
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(self.tr("Source of the factor"))
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.search.textChanged.connect(self._pause.start)
        self.table.selectionModel().currentRowChanged.connect(self._ask_for_factor)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.search, 3)
        bar.addStretch(1)
        bar.addWidget(self.count)
        self.stack = QStackedWidget()
        nothing = self.tr("Try fewer or other words, such as gas, car, paper or flight.")
        self.stack.addWidget(EmptyState(self.tr("No factor fits"), nothing))
        self.stack.addWidget(self.table)
        found, inside = card()
        inside.setContentsMargins(6, 4, 6, 6)
        inside.addWidget(self.stack)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(_HANDLE_PX)
        parts.addWidget(found)
        parts.addWidget(self._factor_tabs())
        parts.setStretchFactor(0, 1)
        parts.setSizes([_FOUND_HEIGHT_PX, _LEAST_HEIGHT_PX])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(bar)
        layout.addWidget(parts, 1)

    def _factor_tabs(self) -> QTabWidget:
        years = QWidget()
        row = QHBoxLayout(years)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.years, 3)
        row.addWidget(self.line, 2)
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.setAccessibleName(self.tr("The selected factor"))
        tabs.addTab(self.details, self.tr("Source"))
        tabs.addTab(years, self.tr("Year by year"))
        tabs.setMinimumHeight(_LEAST_HEIGHT_PX)
        return tabs

    def _found_fields(self) -> tuple[Field, ...]:
        return (
            Field("label", self.tr("Factor"), editable=False, width_px=420),
            Field("value", self.tr("kg CO₂e"), "number", editable=False, width_px=110, format=_value),
            Field("unit", self.tr("per"), editable=False, width_px=104),
            Field("year", self.tr("Year"), editable=False, width_px=64, format=_year),
        )

    def _year_fields(self) -> tuple[Field, ...]:
        return (
            Field("year", self.tr("Year"), editable=False, width_px=66, format=_year),
            Field("value", self.tr("Value"), "number", editable=False, width_px=104, format=_value),
            Field("change_share", self.tr("Change"), "number", editable=False, width_px=92, format=_share),
            Field("edition", self.tr("Edition"), editable=False, width_px=80),
            Field("cell", self.tr("Cell"), editable=False, width_px=150),
        )

    def _make_table(self, columns: tuple[Field, ...], name: str) -> RecordTable:
        choices = Choices(self._door)
        delegate = CellDelegate(choices.of_cell, choices.kinds)
        table = RecordTable(self._door, "", "", RecordModel(columns, _refuse), delegate)
        table.setAccessibleName(name)
        return table

    @Slot()
    def refresh(self) -> None:
        """Look for the words in a worker."""
        from carbonsv.app.factor_search import search_factors  # noqa: PLC0415 - it loads pandas

        library, words = self._library(), self.search.text()
        if library is not None:
            self._jobs.run("factors", lambda: search_factors(library, words), done=self._show)

    def _library(self) -> FactorLibrary | None:
        return self._door.ask(lambda session: session.library)

    def _show(self, found: pd.DataFrame) -> None:
        self.table.load(Records.of_frame(found))
        self.stack.setCurrentIndex(1 if len(found) else 0)
        self.count.setText(
            self.tr("1 factor") if len(found) == 1 else self.tr("{0} factors").format(len(found))
        )
        if len(found) and not self.table.current_id():
            self.table.setCurrentIndex(self.table.records.index(0, 0))
        self._ask_for_factor()

    @Slot()
    def _ask_for_factor(self) -> None:
        library, factor_id = self._library(), self.table.current_id()
        if library is None or not factor_id:
            self.details.clear()
            self.years.load(Records())
            self.line.show_values((), (), "")
            return
        self._jobs.run("factor", lambda: _factor(library, factor_id), done=self._show_factor)

    def _show_factor(self, factor: _Factor) -> None:
        self.details.setPlainText(factor.words)
        frame = factor.years.assign(id=[str(year) for year in factor.years["year"]])
        self.years.load(Records.of_frame(frame))
        points = list(zip(frame["year"].tolist(), frame["value"].tolist(), strict=True))
        ends = [f"{year}: {text.factor(value)}" for year, value in (points[0], points[-1])]
        said = self.tr("From {0} to {1} kg CO₂e per unit").format(*ends) if len(points) > 1 else ends[0]
        self.line.show_values(points, factor.breaks, said)
        self.line.setVisible(len(points) > 1)


def _factor(library: FactorLibrary, factor_id: str) -> _Factor:
    from carbonsv.app import factor_search  # noqa: PLC0415 - it loads pandas

    breaks = tuple(one.year for one in factor_search.breaks_of(library, factor_id))
    words = factor_search.describe_factor(library, factor_id)
    return _Factor(words, factor_search.compare_years(library, factor_id), breaks)


def _value(value: Any) -> str:
    return "" if value is None else text.factor(float(value))


def _year(value: Any) -> str:
    return str(int(value)) if value else ""


def _share(value: Any) -> str:
    if value is None or not math.isfinite(value):
        return ""
    return ("+" if value > 0 else "") + text.share(float(value))


def _refuse(_record: str, _column: str, _text: str) -> str:
    return "Official factors are never changed; enter an own factor instead."
