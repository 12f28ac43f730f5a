"""The pages of a document, one below the other, as wide as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.guard import guarded, nothing
from carbonsv.gui.widgets.controls import muted

if TYPE_CHECKING:
    from collections.abc import Sequence

_OLD_OPACITY = 0.3
_WIDEST_PX = 860


class PageView(QScrollArea):
    """Shows pictures of pages; where one was reading stays in place when they are drawn again."""

    def __init__(self, title: str) -> None:
        """Begin without pages."""
        super().__init__()
        self._title = title
        self.pages: list[Page] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Pages of {0}").format(title))
        inside = QWidget()
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(0, 0, 8, 0)
        self._layout.setSpacing(theme.GAP_PX)
        self.wait = muted(self.tr("The pages are being drawn…"), wrap=True)
        self._layout.addWidget(self.wait)
        self._layout.addStretch(1)
        self.setWidget(inside)

    def show_pages(self, images: Sequence[QImage]) -> None:
        """Show the pages of a document."""
        self.wait.hide()
        while len(self.pages) > len(images):
            gone = self.pages.pop()
            self._layout.removeWidget(gone)
            gone.deleteLater()
        while len(self.pages) < len(images):
            self.pages.append(Page())
            self._layout.insertWidget(len(self.pages), self.pages[-1], 0, Qt.AlignmentFlag.AlignHCenter)
        for number, (page, image) in enumerate(zip(self.pages, images, strict=True), start=1):
            said = self.tr("Page {0} of {1} of {2}").format(number, len(images), self._title)
            page.show_image(image, self._room(), said)

    def fade(self) -> None:
        """Let the pages stand back while others are drawn: what they say is of before."""
        for page in self.pages:
            page.fade()

    def say(self, sentence: str) -> None:
        """Say why there are no pages."""
        self.show_pages(())
        self.wait.setText(sentence)
        self.wait.show()

    @guarded(nothing)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        for page in self.pages:
            page.fit(self._room())

    def _room(self) -> int:
        return min(self.viewport().width() - 10, _WIDEST_PX)


class Page(QWidget):
    """One page as a picture, with a fine edge round it."""

    def __init__(self) -> None:
        """Begin blank."""
        super().__init__()
        self._image = QImage()
        self.is_old = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage, width_px: int, said: str) -> None:
        """Show a picture at a width, with a name for screen readers."""
        self._image, self.is_old = image, False
        self.setAccessibleName(said)
        self.fit(width_px)
        self.update()

    def fade(self) -> None:
        """Stand back until another picture comes."""
        self.is_old = True
        self.update()

    def fit(self, width_px: int) -> None:
        """Take a width, and the height that goes with it."""
        if not self._image.isNull() and width_px > 0:
            self.setFixedSize(QSize(width_px, width_px * self._image.height() // self._image.width()))

    @guarded(nothing)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the picture and its edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(_OLD_OPACITY if self.is_old else 1.0)
        painter.drawImage(self.rect(), self._image)
        painter.setOpacity(1.0)
        painter.setPen(QColor(theme.current().line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
