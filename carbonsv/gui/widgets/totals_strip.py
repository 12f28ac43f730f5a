"""The live strip: scope 1, scope 2, scope 3 and total, and how many findings there are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from carbonsv.gui.widgets.controls import button, muted
from carbonsv.gui.widgets.elided import ElidedLabel
from carbonsv.gui.widgets.number_button import NONE, NumberButton
from carbonsv.model.text import co2e

if TYPE_CHECKING:
    from carbonsv.gui.found import Found
    from carbonsv.gui.totals import Totals

_SCOPES = {"scope1_kg": "1", "scope2_location_kg": "2", "scope3_kg": "3", "total_location_kg": ""}


class TotalsStrip(QFrame):
    """Follows the totals; it formats nothing itself."""

    findings_asked = Signal()
    explain_asked = Signal(str)

    def __init__(self, totals: Totals, found: Found) -> None:
        """Lay the strip out, empty until the first totals arrive."""
        super().__init__()
        self.setObjectName("top")
        self._totals = totals
        self._found = found
        self._values: dict[str, NumberButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(28, 7, 20, 7)
        self._row.setSpacing(20)
        self.year = ElidedLabel()
        self.year.setProperty("muted", True)  # noqa: FBT003
        self._row.addWidget(self.year, 1)
        for key, caption in self._captions().items():
            self._add(key, caption)
        self.findings = button(
            "", self.tr("Show what needs attention"), self.findings_asked.emit, style="badge"
        )
        self.findings.hide()
        self._row.addWidget(self.findings)
        self.setAccessibleName(self.tr("Totals of the reporting year"))
        totals.arrived.connect(self.show_totals)
        found.arrived.connect(self._show_findings)

    def _captions(self) -> dict[str, str]:
        return {
            "scope1_kg": self.tr("Scope 1"),
            "scope2_location_kg": self.tr("Scope 2"),
            "scope3_kg": self.tr("Scope 3"),
            "total_location_kg": self.tr("Total"),
        }

    def _add(self, key: str, caption: str) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        value = NumberButton(caption, 1.05, right=True)
        value.clicked.connect(partial(self._explain, _SCOPES[key]))
        label = muted(caption)
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addWidget(label)
        column.addWidget(value)
        self._values[key] = value
        self._row.addLayout(column)

    @Slot()
    def show_totals(self) -> None:
        """Show the totals that have arrived, or dashes when there are none."""
        inventory = self._totals.inventory
        for key, value in self._values.items():
            value.show_number(NONE if inventory is None else co2e(getattr(inventory, key)))
        self.year.setText("" if inventory is None else inventory.label)
        self.year.setAccessibleDescription(self.tr("Reporting year"))

    def _explain(self, scope: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's argument
        self.explain_asked.emit(scope)

    @Slot()
    def _show_findings(self) -> None:
        """Count errors and warnings; notices only inform."""
        count = self._found.needing_attention
        text = self.tr("%n finding(s)", "", count) if count != 1 else self.tr("1 finding")
        self.findings.setText(text.replace("(s)", "s"))
        self.findings.setAccessibleName(self.findings.text())
        self.findings.setVisible(count > 0)
