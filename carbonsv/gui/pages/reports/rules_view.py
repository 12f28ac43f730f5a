"""What the rules of tenders find in a Carbon Reduction Plan, one by one, with the way to put it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from carbonsv.gui.pages.reports.rule_row import RuleRow
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import heading
from carbonsv.gui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QPushButton

    from carbonsv.reports.lint.rules import Verdict


class RulesView(QWidget):
    """Lists what is not met first, then what is met, then what does not apply."""

    fix_asked = Signal(str)

    def __init__(self) -> None:
        """Begin without verdicts."""
        super().__init__()
        self._verdicts: Mapping[str, Sequence[Verdict]] = {}
        self.sets = ComboBox()
        self.sets.setAccessibleName(self.tr("Rules"))
        self.sets.setAccessibleDescription(self.tr("Which rules the plan is checked against"))
        for name, label in self._set_names().items():
            self.sets.addItem(label, name)
        self.sets.currentIndexChanged.connect(self._list)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.fixes: dict[str, QPushButton] = {}
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self._headings = {outcome: heading("") for outcome in self._groups()}
        self._rows: dict[Verdict, RuleRow] = {}
        self.area = scrolling(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        row = QHBoxLayout()
        row.addWidget(self.sets)
        row.addWidget(self.summary, 1)
        layout.addLayout(row)
        layout.addWidget(self.area, 1)

    def _set_names(self) -> dict[str, str]:
        return {
            "ppn006": self.tr("PPN 006"),
            "nhs2027": self.tr("NHS England, from April 2027"),
        }

    def show_verdicts(self, verdicts: Mapping[str, Sequence[Verdict]]) -> None:
        """Show what every set of rules found."""
        self._verdicts = verdicts
        self._list()

    def _list(self) -> None:
        """Show the verdicts; rows that say the same as before are kept, since making them takes longest."""
        found = self._verdicts.get(str(self.sets.currentData()), ())
        kept, self._rows = self._rows, {}
        self.fixes = {}
        while self._column.count():
            self._column.takeAt(0)
        for outcome, title in self._groups().items():
            chosen = [one for one in found if one.outcome == outcome]
            self._headings[outcome].setText(f"{title} ({len(chosen)})")
            self._headings[outcome].setVisible(bool(chosen))
            self._column.addWidget(self._headings[outcome])
            for one in chosen:
                row = kept.pop(one, None) or RuleRow(one, self.fix_asked.emit)
                self._rows[one] = row
                self._column.addWidget(row)
                if row.fix is not None:
                    self.fixes[one.rule.rule] = row.fix
        self._column.addStretch(1)
        for gone in kept.values():
            gone.deleteLater()
        self.summary.setText(self._said(found))

    def _groups(self) -> dict[str, str]:
        return {
            "fail": self.tr("Not met"),
            "pass": self.tr("Met"),
            "does-not-apply": self.tr("Does not apply"),
        }

    def _said(self, found: Sequence[Verdict]) -> str:
        unmet = sum(one.outcome == "fail" for one in found)
        if not found:
            return ""
        if not unmet:
            return self.tr("Every rule that applies is met.")
        one = self.tr("1 rule is not met.")
        return one if unmet == 1 else self.tr("{0} rules are not met.").format(unmet)
