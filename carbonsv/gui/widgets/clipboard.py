"""Several forms of one thing on the clipboard: a picture, a drawing, and a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication, QImage, QStandardItemModel

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

_SVG = "image/svg+xml"


def put_picture(png: bytes, svg: bytes, table: str) -> None:
    """Put a picture on the clipboard with its drawing and its numbers; a program takes what it can use.

    Args:
        png: the picture.
        svg: the drawing.
        table: rows divided by line ends, cells by tabs.
    """
    data = _blank_data()
    data.setImageData(QImage.fromData(png))
    data.setData(_SVG, QByteArray(svg))
    data.setText(table)
    QGuiApplication.clipboard().setMimeData(data)


def _blank_data() -> QMimeData:
    """Return data that Qt itself has made: what Python makes aborts the program as it ends (PySide6 6.11)."""
    model = QStandardItemModel(1, 1)
    data = model.mimeData([model.index(0, 0)])
    for form in data.formats():
        data.removeFormat(form)
    return data
