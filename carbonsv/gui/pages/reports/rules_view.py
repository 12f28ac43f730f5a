"""What the rules of tenders find in a Carbon Reduction Plan, one by one, with the way to put it right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import button, card, heading, muted

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
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
        found = self._verdicts.get(str(self.sets.currentData()), ())
        self.fixes = {}
        at = self.area.verticalScrollBar().value()
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(8)
        for outcome, title in self._groups().items():
            chosen = [one for one in found if one.outcome == outcome]
            if chosen:
                layout.addWidget(heading(f"{title} ({len(chosen)})"))
                for one in chosen:
                    layout.addWidget(self._row(one))
        layout.addStretch(1)
        self.area.setWidget(inside)
        self.area.verticalScrollBar().setValue(at)
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

    def _row(self, verdict: Verdict) -> QFrame:
        frame, layout = card()
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(3)
        top = QHBoxLayout()
        what = QLabel(verdict.rule.what)
        what.setWordWrap(True)
        top.addWidget(what, 1)
        layout.addLayout(top)
        why = QLabel(f"{verdict.why} ({verdict.rule.paragraph})")
        why.setTextFormat(Qt.TextFormat.PlainText)
        why.setWordWrap(True)
        why.setProperty("refusal" if verdict.outcome == "fail" else "muted", True)  # noqa: FBT003
        layout.addWidget(why)
        if verdict.fix:
            layout.addWidget(muted(verdict.fix, wrap=True))
            top.addWidget(self._fix_button(verdict), 0, Qt.AlignmentFlag.AlignTop)
        return frame

    def _fix_button(self, verdict: Verdict) -> QPushButton:
        rule = verdict.rule.rule
        result = button(self.tr("Fix it"), verdict.fix, partial(self.fix_asked.emit, rule))
        result.setAccessibleName(self.tr("Fix it: {0}").format(verdict.rule.what))
        result.setFixedHeight(theme.ROW_HEIGHT_PX)
        self.fixes[rule] = result
        return result
