"""What a claim comes to while it is typed: gross to net as bars, then low, central and high together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.guard import guarded, nothing
from carbonsv.gui.widgets.controls import heading, muted
from carbonsv.gui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.app.social.result import ClaimResult, ShownStep

_BAR_PX = 8
_STEP_PX = 44
_ROUND_PX = 3.0


class StepBars(QWidget):
    """Paints the way from gross to net: words, the tonnes left, and a bar as long as what is left."""

    def __init__(self) -> None:
        """Show no steps yet."""
        super().__init__()
        self._steps: tuple[ShownStep, ...] = ()

    def show_steps(self, steps: Sequence[ShownStep]) -> None:
        """Show other steps."""
        self._steps = tuple(steps)
        self.setAccessibleName(". ".join(f"{one.words}: {one.tonnes}" for one in steps))
        self.setVisible(bool(steps))
        self.updateGeometry()
        self.update()

    @guarded(QSize)
    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the height of all steps."""
        return QSize(200, _STEP_PX * len(self._steps))

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the height of all steps."""
        return self.sizeHint()

    @guarded(nothing)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the steps."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, one in enumerate(self._steps):
            last = place in {0, len(self._steps) - 1}
            self._paint_step(painter, place * _STEP_PX, one, strong=last)

    def _paint_step(self, painter: QPainter, top: int, one: ShownStep, *, strong: bool) -> None:
        tokens, width = theme.current(), self.width()
        painter.setFont(theme.scaled_font(1.0, QFont.Weight.DemiBold if strong else QFont.Weight.Normal))
        line = painter.fontMetrics()
        tonnes_px = line.horizontalAdvance(one.tonnes)
        painter.setPen(QColor(tokens.text))
        words = line.elidedText(one.words, Qt.TextElideMode.ElideRight, width - tonnes_px - 12)
        painter.drawText(0, top + line.ascent(), words)
        painter.drawText(width - tonnes_px, top + line.ascent(), one.tonnes)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRectF(0, top + line.height() + 4, width, _BAR_PX)
        painter.setBrush(QColor(tokens.line))
        painter.drawRoundedRect(bar, _ROUND_PX, _ROUND_PX)
        painter.setBrush(QColor(tokens.accent if strong else tokens.border))
        bar.setWidth(width * min(max(one.left_share, 0.0), 1.0))
        painter.drawRoundedRect(bar, _ROUND_PX, _ROUND_PX)


class ResultPanel(QFrame):
    """Says what a claim comes to. Nothing typed yet is not assessed, never 0."""

    def __init__(self) -> None:
        """Take the place of the result."""
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - a dynamic property for the style sheet
        self.change = heading("", 1.15)
        self.change.setWordWrap(True)
        self.steps = StepBars()
        self.basis = muted(wrap=True)
        self.pounds = [heading("", 1.2) for _ in range(3)]
        self.remarks = QVBoxLayout()
        self.remarks.setSpacing(8)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(12)
        layout.addWidget(muted(self.tr("What it comes to so far")))
        layout.addWidget(self.change)
        layout.addWidget(self.steps)
        layout.addWidget(self._pounds_row())
        layout.addWidget(self.basis)
        layout.addLayout(self.remarks)
        layout.addStretch(1)
        area = scrolling(inside, takes_keys=False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(area)

    def _pounds_row(self) -> QWidget:
        self.row = QWidget()
        grid = QGridLayout(self.row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        for place, word in enumerate((self.tr("low"), self.tr("central"), self.tr("high"))):
            grid.addWidget(self.pounds[place], 0, place)
            grid.addWidget(muted(word), 1, place)
            grid.setColumnStretch(place, 1)
        return self.row

    def show_result(self, result: ClaimResult) -> None:
        """Show what a claim comes to."""
        self.change.setText(result.change[:1].upper() + result.change[1:])
        self.steps.show_steps(result.steps)
        self.row.setVisible(result.pounds is not None)
        for label, pounds in zip(self.pounds, result.pounds or ("", "", ""), strict=True):
            label.setText(pounds)
        self.basis.setText(result.basis)
        self.basis.setVisible(bool(result.basis))
        clear(self.remarks)
        for severity, sentence in result.remarks:
            self.remarks.addWidget(remark(severity, sentence))


def remark(severity: str, sentence: str) -> QLabel:
    """Return a sentence on a wash: what must be put right, what must be known."""
    tokens = theme.current()
    ink, wash = {
        "error": (tokens.error, tokens.error_wash),
        "warning": (tokens.warning, tokens.warning_wash),
    }.get(severity, (tokens.muted, tokens.window))
    label = QLabel(sentence)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAccessibleName(f"{severity}: {sentence}")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setStyleSheet(f"color: {ink}; background: {wash}; border-radius: 6px; padding: 8px 10px;")
    return label


def clear(layout: QVBoxLayout) -> None:
    """Take every widget out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
