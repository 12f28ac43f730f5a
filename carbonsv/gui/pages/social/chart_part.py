"""A chart of the gallery on a card of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.pages.social.answers import today
from carbonsv.gui.widgets.controls import card
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.figure_view import FigureView
from carbonsv.gui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from datetime import date

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.app.social.view import SocialView
    from carbonsv.charts.chart import Chart
    from carbonsv.gui.jobs import Jobs

_HEIGHT_PX = 260


class ChartPart(QStackedWidget):
    """Shows a chart, or what to enter first."""

    def __init__(self, jobs: Jobs, name: str, title: str, needs: str) -> None:
        """Take the place of a chart.

        Args:
            jobs: draw it.
            name: of the chart in the gallery.
            title: while there is nothing to draw.
            needs: what to enter first.
        """
        super().__init__()
        self._name = name
        self.chart = FigureView(jobs, f"social-{name}", _HEIGHT_PX)
        frame, layout = card()
        layout.addWidget(self.chart)
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        outer.addStretch(1)
        area = scrolling(inside)
        self.addWidget(EmptyState(title, needs))
        self.addWidget(area)

    def show_view(self, view: SocialView) -> None:
        """Draw the chart of the document, or say what is missing."""
        ready = is_ready(view, self._name)
        self.setCurrentIndex(1 if ready else 0)
        if ready:
            show_chart(self.chart, view.value.snapshot, self._name)

    def show_icons(self) -> None:
        """Nothing here has an icon of its own."""


def is_ready(view: SocialView, name: str) -> bool:
    """Whether the document has what a chart shows."""
    return name not in view.undrawn


def show_chart(chart: FigureView, snapshot: Snapshot, name: str) -> None:
    """Draw a chart of the gallery in the colours of the look, for today."""
    chart.show_figure(partial(_draw, snapshot, name, theme.current().name, today()))


def _draw(snapshot: Snapshot, name: str, look: str, day: date, width_mm: float) -> Chart:
    from carbonsv.app.gallery.chart import Subject  # noqa: PLC0415
    from carbonsv.app.gallery.gallery import draw  # noqa: PLC0415 - matplotlib comes after the first paint
    from carbonsv.charts.theme import theme_of  # noqa: PLC0415

    return draw(snapshot, name, theme_of(look), width_mm, subject=Subject(day=day))
