"""What a first estimate comes to: a chart, each figure with its basis, and what is not assessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from carbonsv.gui.widgets.controls import button, card, heading, muted
from carbonsv.gui.widgets.figure_view import FigureView
from carbonsv.gui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from carbonsv.app.first_estimate import EstimatedFigure
    from carbonsv.charts.chart import Chart
    from carbonsv.gui.jobs import Jobs
    from carbonsv.model.issue import Issue

_WIDTH_PX = 820
_HEIGHT_PX = 660
_CHART_PX = 240
_LARGEST_SHARE = 0.92  # of the screen


class EstimateResult(QDialog):
    """Stands over the window; the document behind it holds the same estimates."""

    page_asked = Signal(str)

    def __init__(
        self,
        jobs: Jobs,
        total: str,
        figures: Sequence[EstimatedFigure],
        issues: Sequence[Issue],
        parent: QWidget | None = None,
    ) -> None:
        """Show an estimate.

        Args:
            jobs: draw the chart.
            total: of the year, in words.
            figures: the estimates.
            issues: what is not assessed.
            parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Your first estimate"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title = heading(self.tr("Your first estimate: {0}").format(total), 1.3)
        self.chart = FigureView(jobs, "first-estimate", _CHART_PX)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        frame, place = card()
        place.addWidget(self.chart)
        column.addWidget(frame)
        column.addWidget(self._figures(figures))
        column.addWidget(self._open_questions(issues))
        column.addStretch(1)
        area = scrolling(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(area, 1)
        layout.addLayout(self._buttons())
        around = self.screen().availableGeometry()
        self.resize(
            min(_WIDTH_PX, round(around.width() * _LARGEST_SHARE)),
            min(_HEIGHT_PX, round(around.height() * _LARGEST_SHARE)),
        )

    def show_figure(self, figure: Callable[[float], Chart]) -> None:
        """Show a chart; `figure` draws it in a worker for a width [mm]."""
        self.chart.show_figure(figure)

    def _figures(self, figures: Sequence[EstimatedFigure]) -> QFrame:
        frame, layout = card()
        layout.addWidget(heading(self.tr("Each figure is an estimate")))
        self.figures: list[QLabel] = []
        for one in figures:
            line = QLabel(self.tr("{0}: {1} gives {2}").format(one.label, one.quantity, one.co2e))
            self.figures.append(line)
            layout.addWidget(line)
            layout.addWidget(muted(one.basis, wrap=True))
        said = self.tr(
            "Import the bills, or type them: an estimated month gives way when a bill for it is imported, "
            "and the findings say which estimates stand beside a bill that was typed."
        )
        layout.addWidget(muted(said, wrap=True))
        return frame

    def _open_questions(self, issues: Sequence[Issue]) -> QFrame:
        frame, layout = card()
        layout.addWidget(heading(self.tr("Still open")))
        self.open_questions = QLabel("\n".join(f"•  {one.sentence}" for one in issues))
        self.open_questions.setTextFormat(Qt.TextFormat.PlainText)
        self.open_questions.setWordWrap(True)
        layout.addWidget(self.open_questions)
        return frame

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        self.bills_button = button(
            self.tr("Put bills in their place"), self.tr("Go to Buildings"), self._to_bills
        )
        self.close_button = button(
            self.tr("See the footprint"), self.tr("Close this"), self.accept, style="primary"
        )
        row.addWidget(self.bills_button)
        row.addWidget(self.close_button)
        return row

    def _to_bills(self) -> None:
        self.page_asked.emit("buildings")
        self.accept()
