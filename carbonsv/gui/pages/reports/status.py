"""Whether a document is a draft, in a coloured line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from carbonsv.gui import theme


class StatusLine(QLabel):
    """Says in words, and in a colour, whether anything is in the way of handing a document in."""

    def __init__(self) -> None:
        """Begin hidden."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._good = True
        self.hide()

    def say(self, sentence: str, *, good: bool) -> None:
        """Say a sentence."""
        self._good = good
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        self.apply_look()

    def apply_look(self) -> None:
        """Take the colours of the look."""
        tokens = theme.current()
        back, front = (tokens.wash, tokens.on_wash) if self._good else (tokens.warning_wash, tokens.warning)
        self.setStyleSheet(f"background: {back}; color: {front}; border-radius: 8px; padding: 8px 12px;")
