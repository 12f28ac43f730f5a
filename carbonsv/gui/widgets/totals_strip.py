"""The live strip: scope 1, scope 2, scope 3 and total, and how many findings there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from carbonsv.gui.widgets.controls import button, heading, muted
from carbonsv.gui.widgets.elided import ElidedLabel
from carbonsv.model.text import co2e

if TYPE_CHECKING:
    from carbonsv.gui.totals import Totals

_NONE = "\N{EN DASH}"


class TotalsStrip(QFrame):
    """Follows the totals; it formats nothing itself."""

    findings_asked = Signal()

    def __init__(self, totals: Totals) -> None:
        """Lay the strip out, empty until the first totals arrive."""
        super().__init__()
        self.setObjectName("top")
        self._totals = totals
        self._values: dict[str, QLabel] = {}
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
        value = heading(_NONE, 1.05)
        value.setAccessibleName(f"{caption}: {_NONE}")
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
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
        captions = self._captions()
        for key, value in self._values.items():
            text = _NONE if inventory is None else co2e(getattr(inventory, key))
            value.setText(text)
            value.setAccessibleName(f"{captions[key]}: {text}")
        self.year.setText("" if inventory is None else inventory.label)
        self.year.setAccessibleDescription(self.tr("Reporting year"))
        self._show_findings(0 if inventory is None else len(inventory.issues))

    def _show_findings(self, count: int) -> None:
        text = self.tr("%n finding(s)", "", count) if count != 1 else self.tr("1 finding")
        self.findings.setText(text.replace("(s)", "s"))
        self.findings.setAccessibleName(self.findings.text())
        self.findings.setVisible(count > 0)
