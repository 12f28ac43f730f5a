"""One rule with what it found, and the button that leads to where it is met."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from carbonsv.gui import theme
from carbonsv.gui.widgets.controls import button, muted

if TYPE_CHECKING:
    from collections.abc import Callable

    from carbonsv.reports.lint.rules import Verdict


class RuleRow(QFrame):
    """Says what a rule asks, what was found, and what to do."""

    def __init__(self, verdict: Verdict, fix: Callable[[str], object]) -> None:
        """Lay the row out; `fix` is called with the rule."""
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - a dynamic property for the style sheet
        layout = QVBoxLayout(self)
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
        self.fix: QPushButton | None = None
        if verdict.fix:
            layout.addWidget(muted(verdict.fix, wrap=True))
            self.fix = self._fix_button(verdict, fix)
            top.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignTop)

    def _fix_button(self, verdict: Verdict, fix: Callable[[str], object]) -> QPushButton:
        result = button(self.tr("Fix it"), verdict.fix, partial(fix, verdict.rule.rule))
        result.setAccessibleName(self.tr("Fix it: {0}").format(verdict.rule.what))
        result.setFixedHeight(theme.ROW_HEIGHT_PX)
        return result
