"""The charts: all of them small, the chosen one large, to copy or to save at the size a document needs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from carbonsv.app.still import state_of
from carbonsv.gui import icons, theme
from carbonsv.gui.pages.reports.status import StatusLine
from carbonsv.gui.pages.reports.written import WrittenLine, ask_file
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.clipboard import put_picture
from carbonsv.gui.widgets.controls import button, card, heading, muted
from carbonsv.gui.widgets.figure_view import Drawing, FigureView, draw
from carbonsv.gui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.gallery.files import ChartSize, CopiedChart
    from carbonsv.app.gallery.gallery import ListedChart
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.charts.chart import Chart
    from carbonsv.errors import CarbonsvError
    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.gui.pages.reports.kinds import DocumentKind

_Role = Qt.ItemDataRole
_THUMBNAIL_PX = QSize(150, 96)
_THUMBNAIL_MM = 160.0
_MM_PER_INCH = 25.4
_CHART_PX = 300


class GalleryPane(QWidget):
    """Shows the charts that this document has data for; the others say what they need."""

    def __init__(self, surroundings: Surroundings, kind: DocumentKind) -> None:
        """Lay the gallery out."""
        super().__init__()
        self._door, self._jobs = surroundings.door, surroundings.jobs
        self._snapshot: Snapshot | None = None
        self._state: object = None
        self._charts: dict[str, ListedChart] = {}
        self.strip = self._make_strip()
        self.sizes = ComboBox()
        self.sizes.setAccessibleName(self.tr("Size"))
        self.sizes.setAccessibleDescription(self.tr("How wide the chart is when copied or saved"))
        self.copy_button = button(
            self.tr("Copy"),
            self.tr("Put the chart on the clipboard: picture, drawing and numbers"),
            self.copy,
        )
        self.save_button = button(
            self.tr("Save as…"),
            self.tr("Save as PNG, SVG, PDF, or its numbers as XLSX or CSV"),
            self._ask_where,
        )
        self.status, self.line = StatusLine(), WrittenLine()
        self.purpose = muted(wrap=True)
        self.chart = FigureView(surroundings.jobs, "gallery", _CHART_PX)
        self._lay_out(kind)
        self.strip.currentItemChanged.connect(self._choose)
        self.sizes.activated.connect(self._choose)

    def _make_strip(self) -> QListWidget:
        strip = QListWidget()
        strip.setAccessibleName(self.tr("Charts"))
        strip.setViewMode(QListWidget.ViewMode.IconMode)
        strip.setFlow(QListWidget.Flow.LeftToRight)
        strip.setWrapping(False)
        strip.setMovement(QListWidget.Movement.Static)
        strip.setIconSize(_THUMBNAIL_PX)
        strip.setGridSize(_THUMBNAIL_PX + QSize(14, 34))
        strip.setFixedHeight(_THUMBNAIL_PX.height() + 46)
        strip.setUniformItemSizes(True)
        strip.setTextElideMode(Qt.TextElideMode.ElideRight)
        strip.setFrameShape(QListWidget.Shape.NoFrame)
        return strip

    def _lay_out(self, kind: DocumentKind) -> None:
        top = QHBoxLayout()
        top.addWidget(heading(kind.title, 1.2), 1)
        for each in (self.sizes, self.copy_button, self.save_button):
            top.addWidget(each)
        frame, inside = card()
        inside.addWidget(self.purpose)
        row = QHBoxLayout()
        row.addWidget(self.chart, 1)
        row.addStretch(0)
        inside.addLayout(row)
        inside.addStretch(1)
        area = scrolling(frame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.status)
        layout.addWidget(self.line)
        layout.addWidget(self.strip)
        layout.addWidget(area, 1)

    @property
    def chosen(self) -> str:
        """The name of the chart that is shown large."""
        item = self.strip.currentItem()
        return str(item.data(_Role.UserRole)) if item else ""

    def refresh(self) -> None:
        """List the charts of the document as it is now, and draw them in workers."""
        from carbonsv.app.gallery.files import sizes  # noqa: PLC0415 - it loads matplotlib
        from carbonsv.app.gallery.gallery import available_charts  # noqa: PLC0415

        if not self._door.has_document:
            return
        state = (self._door.ask(state_of), theme.current().name)
        if state == self._state:
            return  # the charts shown are those of the document as it is
        self._state = state
        self._snapshot = self._door.ask(lambda session: session.snapshot())
        if self._snapshot is None:
            return
        if not self.sizes.count():
            for size in sizes():
                self.sizes.addItem(size.label, size)
        listed = available_charts(self._snapshot)
        self._charts = {one.name: one for one in listed}
        self._list([one for one in listed if not one.needs] + [one for one in listed if one.needs])
        self._draw_small(self._snapshot)
        self._choose()

    def _list(self, charts: list[ListedChart]) -> None:
        """Keep the items that are there: their pictures change when the new ones have been drawn."""
        if [self.strip.item(at).data(_Role.UserRole) for at in range(self.strip.count())] != [
            one.name for one in charts
        ]:
            chosen = self.chosen or charts[0].name
            self.strip.clear()
            for one in charts:
                self.strip.addItem(_item(one))
                if one.name == chosen:
                    self.strip.setCurrentRow(self.strip.count() - 1)

    def _draw_small(self, snapshot: Snapshot) -> None:
        for one in self._charts.values():
            if not one.needs:
                ratio = self.devicePixelRatioF()
                work = partial(_thumbnail, snapshot, one.name, theme.current(), ratio)
                self._jobs.run(
                    f"thumbnail:{one.name}",
                    work,
                    done=partial(self._put, one.name),
                    failed=lambda _: None,
                )

    def _put(self, name: str, image: QImage) -> None:
        for at in range(self.strip.count()):
            item = self.strip.item(at)
            if item.data(_Role.UserRole) == name:
                item.setIcon(_icon(QPixmap.fromImage(image)))

    def _choose(self) -> None:
        one, snapshot = self._charts.get(self.chosen), self._snapshot
        if one is None or snapshot is None:
            return
        self.status.hide()
        self.purpose.setText(f"{one.purpose} {one.needs}".strip())
        self.chart.setVisible(not one.needs)
        for each in (self.copy_button, self.save_button):
            each.setEnabled(not one.needs)
        if not one.needs:
            size = self._size()
            self.chart.setMaximumWidth(round(size.width_mm * self.logicalDpiX() / _MM_PER_INCH))
            self.chart.show_figure(partial(_drawn, snapshot, one.name, theme.current().name, size.height_mm))

    def show_icons(self) -> None:
        """Give the buttons their icons, and draw in the colours of the look."""
        self.copy_button.setIcon(icons.icon("copy"))
        self.save_button.setIcon(icons.icon("save"))
        self.status.apply_look()
        if self._snapshot is not None:
            self.refresh()

    def copy(self) -> None:
        """Put the chosen chart on the clipboard, once it is drawn at the chosen size."""
        if self._snapshot is not None:
            work = partial(_copied, self._snapshot, self.chosen, self._size())
            label = self.tr("Drawing the chart")
            self._jobs.run("copy-chart", work, done=self._to_clipboard, failed=self._explain, label=label)

    def _to_clipboard(self, copied: CopiedChart) -> None:
        put_picture(copied.png, copied.svg, copied.table)
        self.status.say(self.tr("Copied: the picture, the drawing (SVG) and the numbers."), good=True)

    def _ask_where(self) -> None:
        from carbonsv.app.gallery.files import ENDINGS  # noqa: PLC0415 - it loads matplotlib

        ask_file(self, self.tr("Save the chart"), self.chosen, ENDINGS, self.save)

    def save(self, path: Path) -> None:
        """Save the chosen chart at the chosen size."""
        if self._snapshot is not None:
            work = partial(_saved, self._snapshot, self.chosen, self._size(), path)
            label = self.tr("Writing {0}").format(path.name)
            self._jobs.run("save-chart", work, done=self._tell, failed=self._explain, label=label)

    def _tell(self, path: Path) -> None:
        self.line.say(path, self.tr("{0} was saved in {1}.").format(path.name, path.parent))

    def _explain(self, error: CarbonsvError) -> None:
        self.status.say(f"{error} {error.hint}".strip(), good=False)

    def _size(self) -> ChartSize:
        size: ChartSize = self.sizes.currentData()
        return size


def _item(one: ListedChart) -> QListWidgetItem:
    item = QListWidgetItem(_icon(_blank()), one.title)
    item.setData(_Role.UserRole, one.name)
    item.setToolTip(f"{one.purpose} {one.needs}".strip())
    item.setData(_Role.AccessibleDescriptionRole, f"{one.purpose} {one.needs}".strip())
    return item


def _small(drawing: Drawing, colour: str, ratio: float) -> QImage:
    """Return a drawing as a small image, amid its place, for a screen of a pixel ratio."""
    width, height = drawing.width_px, drawing.height_px
    image = QImage(drawing.pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    smooth = Qt.TransformationMode.SmoothTransformation
    scaled = image.scaled(_THUMBNAIL_PX * ratio, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    result = QImage(_THUMBNAIL_PX * ratio, QImage.Format.Format_RGB32)
    result.fill(QColor(colour))
    painter = QPainter(result)
    painter.drawImage(
        (result.width() - scaled.width()) // 2, (result.height() - scaled.height()) // 2, scaled
    )
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result


def _blank() -> QPixmap:
    result = QPixmap(_THUMBNAIL_PX)
    result.fill(theme.current().surface)
    return result


def _icon(picture: QPixmap) -> QIcon:
    """Return an icon that keeps its colours while it is chosen."""
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)
    return icon


def _thumbnail(snapshot: Snapshot, name: str, tokens: theme.Tokens, ratio: float) -> QImage:
    width = 2 * _THUMBNAIL_PX.width()
    figure = partial(_drawn, snapshot, name, tokens.name, 0.0)
    drawing = draw(figure, width, 1.0, round(width * _MM_PER_INCH / _THUMBNAIL_MM))
    return _small(drawing, tokens.surface, ratio)


def _drawn(snapshot: Snapshot, name: str, look: str, height_mm: float, width_mm: float) -> Chart:
    from carbonsv.app.gallery.gallery import draw as draw_chart  # noqa: PLC0415 - it loads matplotlib
    from carbonsv.charts.theme import theme_of  # noqa: PLC0415

    return draw_chart(snapshot, name, theme_of(look), width_mm, height_mm)


def _copied(snapshot: Snapshot, name: str, size: ChartSize) -> CopiedChart:
    from carbonsv.app.gallery.files import chart_at, copied  # noqa: PLC0415 - it loads matplotlib

    return copied(chart_at(snapshot, name, size))


def _saved(snapshot: Snapshot, name: str, size: ChartSize, path: Path) -> Path:
    from carbonsv.app.gallery.files import chart_at, save_chart  # noqa: PLC0415 - it loads matplotlib

    save_chart(chart_at(snapshot, name, size), path)
    return path
