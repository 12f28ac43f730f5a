"""A chart in the window: drawn in a worker at the screen's own pixels, with its message in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from carbonsv.gui.guard import guarded, nothing

if TYPE_CHECKING:
    from collections.abc import Callable

    from carbonsv.charts.chart import Chart
    from carbonsv.gui.jobs import Jobs

_SETTLED_MS = 60
_OLD_OPACITY = 0.3


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn chart: its pixels and what it says."""

    pixels: bytes
    width_px: int
    height_px: int
    ratio: float
    alt_text: str


class FigureView(QWidget):
    """Shows what a function draws, again whenever the place or the look changes."""

    def __init__(self, jobs: Jobs, key: str, height_px: int, settled_ms: int = _SETTLED_MS) -> None:
        """Take the place of a chart; it is drawn once changes have paused for so long [ms]."""
        super().__init__()
        self._jobs = jobs
        self._key = f"chart:{key}"
        self._figure: Callable[[float], Chart] | None = None
        self._image = QImage()
        self._is_old = False
        self.setFixedHeight(height_px)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(settled_ms)
        self._settled.timeout.connect(self._draw)

    def show_figure(self, figure: Callable[[float], Chart]) -> None:
        """Show a chart; `figure` draws it in a worker for a width [mm]."""
        self._figure = figure
        self._is_old = True
        self.update()
        self._settled.start()

    @Slot()
    def _draw(self) -> None:
        figure = self._figure
        if figure is None or self.width() <= 0:
            return
        width, ratio, dpi = self.width(), self.devicePixelRatioF(), self.logicalDpiX()
        self._jobs.run(self._key, lambda: draw(figure, width, ratio, dpi), done=self._take)

    def _take(self, drawing: Drawing) -> None:
        width, height = drawing.width_px, drawing.height_px
        image = QImage(drawing.pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
        image.setDevicePixelRatio(drawing.ratio)
        self._image, self._is_old = image, False
        self.setFixedHeight(round(height / drawing.ratio))
        self.setAccessibleName(drawing.alt_text)
        self.setToolTip(drawing.alt_text)
        self.update()

    @guarded(nothing)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Draw the chart again for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._settled.start()

    @guarded(nothing)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the drawn chart."""
        if not self._image.isNull():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(_OLD_OPACITY if self._is_old else 1.0)  # the numbers beside it are newer
            painter.drawImage(0, 0, self._image)


def draw(figure: Callable[[float], Chart], width: int, ratio: float, dpi: int) -> Drawing:
    """Draw a chart for a place of the window.

    Args:
        figure: draws the chart for a width [mm].
        width: of the place [device-independent pixels].
        ratio: pixels of the screen to a device-independent pixel.
        dpi: device-independent pixels to an inch.
    """
    from carbonsv.charts.screen import pixels  # noqa: PLC0415 - matplotlib comes after the first paint
    from carbonsv.charts.theme import MM_PER_INCH, drawing  # noqa: PLC0415

    with drawing():  # once for making the chart and for drawing it: changing matplotlib's settings takes long
        chart = figure(width / dpi * MM_PER_INCH)
        picture = pixels(chart.figure, dpi * ratio)
    return Drawing(picture.rgba, picture.width_px, picture.height_px, ratio, chart.alt_text)
