"""The plan year by year: emissions of each scope, and the difference that the projects make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout

from carbonsv.gui.models.record_model import Field, RecordModel
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.fields import Choices
from carbonsv.gui.pages.footprint.result_table import fit_rows, keep_as_tall_as_rows
from carbonsv.gui.widgets.cells import CellDelegate
from carbonsv.gui.widgets.controls import card, heading, muted
from carbonsv.gui.widgets.record_table import RecordTable
from carbonsv.model import text

if TYPE_CHECKING:
    import pandas as pd

    from carbonsv.gui.door import Door

_YEAR_PX, _AMOUNT_PX = 64, 84


class YearTable(QFrame):
    """A card with a row for each year to come."""

    def __init__(self, door: Door) -> None:
        """Lay the card out without years."""
        super().__init__()
        frame, layout = card()
        layout.setContentsMargins(6, 12, 6, 6)
        for label in (
            heading(self.tr("Year by year"), 1.1),
            muted(
                self.tr("Emissions with the plan in t CO₂e, and the change that the projects make."),
                wrap=True,
            ),
        ):
            label.setContentsMargins(12, 0, 12, 0)
            layout.addWidget(label)
        choices = Choices(door)
        delegate = CellDelegate(choices.of_cell, choices.kinds)
        self.table = RecordTable(door, "", "", RecordModel(_fields(), _refuse), delegate)
        self.table.setAccessibleName(self.tr("The plan year by year"))
        self.table.stretch("year")
        keep_as_tall_as_rows(self.table)
        layout.addWidget(self.table)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def load(self, effects: pd.DataFrame) -> None:
        """Show the years of a plan, as `Plan.effects` gives them."""
        years = [str(year) for year in effects["year"]]
        columns: dict[str, Any] = {str(name): effects[name].tolist() for name in effects.columns}
        self.table.load(Records(years, columns | {"year": years}))
        fit_rows(self.table)


def _tr(words: str) -> str:
    return QCoreApplication.translate("YearTable", words)


def _fields() -> tuple[Field, ...]:
    fields = [Field("year", _tr("Year"), editable=False, width_px=_YEAR_PX)]
    for name, label in (("1", "Scope 1"), ("2", "Scope 2"), ("3", "Scope 3"), ("total", "Total")):
        what = _tr("{0} with the plan, in t CO₂e").format(label)
        fields.append(_amount(f"co2e_kg_{name}", label, what, text.tonnes))
        what = _tr("Change of {0} by the projects, in t CO₂e").format(label.lower())
        fields.append(_amount(f"effect_kg_{name}", _tr("change"), what, change))
    return tuple(fields)


def _amount(name: str, label: str, what: str, show: Any) -> Field:
    return Field(name, label, "number", what, editable=False, width_px=_AMOUNT_PX, format=show)


def change(co2e_kg: float) -> str:
    """Return a change in tonnes with its sign; one that rounds to nothing has none."""
    words = text.tonnes(co2e_kg)
    return f"+{words}" if co2e_kg > 0 and words != text.tonnes(0.0) else words


def _refuse(_record: str, _column: str, _text: str) -> str:
    return ""
