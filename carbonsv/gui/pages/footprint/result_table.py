"""Tables of results: nobody types into them, they are as tall as their rows, and rows explain themselves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from carbonsv.gui import theme
from carbonsv.gui.models.record_model import Field, RecordModel
from carbonsv.gui.models.records import Records, is_blank
from carbonsv.gui.pages.fields import Choices, emissions
from carbonsv.gui.widgets.cells import CellDelegate
from carbonsv.gui.widgets.controls import button, card, heading
from carbonsv.gui.widgets.record_table import RecordTable
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QFrame, QPushButton, QWidget

    from carbonsv.gui.door import Door

HEAD_PX = 42
_RECORD_KEYS = "Ctrl+Return"
_SHOWN_DECIMALS = 6


def words(name: str, label: str, width_px: int = 150) -> Field:
    """Return a column of words."""
    return Field(name, label, editable=False, width_px=width_px)


def kilograms(name: str, label: str, width_px: int = 122) -> Field:
    """Return a column of emissions [kg CO2e], shown with their unit."""
    return Field(name, label, "emissions", editable=False, width_px=width_px, format=emissions)


def numbers(name: str, label: str, show: Callable[[float], str] = text.number, width_px: int = 110) -> Field:
    """Return a column of numbers."""
    return Field(name, label, "number", editable=False, width_px=width_px, format=_blank_or(show))


def shares(name: str, label: str, width_px: int = 86) -> Field:
    """Return a column of shares, shown as percentages."""
    return numbers(name, label, text.share, width_px)


def change(value_kg: float) -> str:
    """Return a change of emissions with its sign, without what the last digits of sums leave."""
    rounded_kg = round(value_kg, _SHOWN_DECIMALS)
    shown = text.co2e(rounded_kg)
    return f"+{shown}" if rounded_kg > 0 else shown


def changes(name: str, label: str, width_px: int = 116) -> Field:
    """Return a column of changes of emissions [kg CO2e], each with its sign."""
    return numbers(name, label, change, width_px)


def result_table(door: Door, columns: Sequence[Field], name: str, stretched: str = "") -> RecordTable:
    """Return a table of results; with a column that takes the width left, it is as tall as its rows."""
    choices = Choices(door)
    table = RecordTable(
        door, "", "", RecordModel(columns, _refuse), CellDelegate(choices.of_cell, choices.kinds)
    )
    table.setAccessibleName(name)
    if stretched:
        table.stretch(stretched)
        keep_as_tall_as_rows(table)
    return table


def keep_as_tall_as_rows(table: RecordTable) -> None:
    """Let the page scroll down, and not the table in it."""
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.horizontalScrollBar().rangeChanged.connect(partial(fit_rows, table))


def explains(table: RecordTable, explain: Callable[[str], object]) -> None:
    """Let a table explain the row one is at: by return, double click, Ctrl+E or its menu."""
    table.explains = True
    table.explain_asked.connect(explain)
    table.doubleClicked.connect(table.explain)


def load(table: RecordTable, ids: Sequence[str], columns: Mapping[str, Sequence[Any]]) -> None:
    """Show rows, with room for all of them."""
    table.load(Records(list(ids), {name: list(values) for name, values in columns.items()}))
    fit_rows(table)


def fit_rows(table: RecordTable, *_range: int) -> None:
    """Give a table the height of its rows, and of the bar below them where it is wider than its place."""
    across = table.horizontalScrollBar()
    bar_px = across.sizeHint().height() if across.maximum() > 0 else 0
    rows = max(table.records.rowCount(), 1)
    table.setFixedHeight(HEAD_PX + theme.ROW_HEIGHT_PX * rows + bar_px)


def leads_to_records(table: RecordTable, name: str, show: Callable[[], object]) -> QPushButton:
    """Let the row one is at lead to the records behind it, by keys or by the button that is returned."""
    QShortcut(QKeySequence(_RECORD_KEYS), table, show)
    description = f"{name} ({_RECORD_KEYS})"
    return button(_tr("Show records"), description, show)


def table_frame(
    table: RecordTable, title: str, remark: QWidget | None = None, pressed: QPushButton | None = None
) -> QFrame:
    """Return a card with a table below its title, perhaps with a button beside it and a remark below it."""
    frame, layout = card()
    layout.setContentsMargins(6, 12, 6, 6)
    caption = heading(title, 1.1)
    caption.setContentsMargins(12, 0, 12, 0)
    caption.setWordWrap(True)
    head = QHBoxLayout()
    head.addWidget(caption, 1)
    if pressed is not None:
        head.setContentsMargins(0, 0, 12, 0)
        head.addWidget(pressed)
    layout.addLayout(head)
    if remark is not None:
        remark.setContentsMargins(12, 0, 12, 0)
        layout.addWidget(remark)
    layout.addWidget(table)
    return frame


def _tr(words: str) -> str:
    return QCoreApplication.translate("ResultTable", words)


def _blank_or(show: Callable[[float], str]) -> Callable[[Any], str]:
    return lambda value: "" if is_blank(value) else show(float(value))


def _refuse(_record: str, _column: str, _text: str) -> str:
    return "These numbers are worked out; they are changed on their own pages."
