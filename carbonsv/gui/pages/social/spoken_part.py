"""A part that says what claims come to, and begins another one."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carbonsv.gui import icons, theme
from carbonsv.gui.widgets.controls import button, muted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.app.social.view import SocialView


class SpokenPart(QWidget):
    """A sentence, and a button for each measure that adds to it."""

    claim_asked = Signal(str)

    def __init__(self, part: str, purpose: str, measures: Sequence[tuple[str, str]]) -> None:
        """Lay the part out.

        Args:
            part: names the sentence.
            purpose: what the part is for.
            measures: id of a measure and what its button says.
        """
        super().__init__()
        self._part = part
        self.figure = muted(wrap=True)
        self.figure.setProperty("muted", False)  # noqa: FBT003 - the sentence is the point of the part
        self.figure.setFont(theme.scaled_font(1.1, QFont.Weight.DemiBold))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(muted(purpose, wrap=True))
        layout.addWidget(self.figure)
        self.buttons = []
        for measure, words in measures:
            each = button(words, self.tr("Open the form with this measure"), partial(self._ask, measure))
            self.buttons.append(each)
            layout.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def _ask(self, measure: str) -> None:
        self.claim_asked.emit(measure)

    def show_view(self, view: SocialView) -> None:
        """Show what the claims come to."""
        from carbonsv.app.social.figures import figure  # noqa: PLC0415 - after the first paint

        self.figure.setText(figure(view.value, self._part, date.today()))  # noqa: DTZ011 - the user's own day

    def show_icons(self) -> None:
        """Give the buttons their icons."""
        for each in self.buttons:
            each.setIcon(icons.icon("add"))
