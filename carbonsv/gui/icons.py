"""Icons in the colours of the palette. QtAwesome is loaded after the first paint."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap

from carbonsv.gui import theme

_NAMES = {
    "start": "ph.house",
    "organisation": "ph.identification-card",
    "buildings": "ph.buildings",
    "travel": "ph.airplane-tilt",
    "waste": "ph.trash",
    "procurement": "ph.shopping-cart",
    "footprint": "ph.chart-bar",
    "plan": "ph.trend-down",
    "social": "ph.handshake",
    "history": "ph.clock-counter-clockwise",
    "reports": "ph.file-text",
    "factors": "ph.books",
    "pack": "ph.package",
    "estimate": "ph.lightning",
    "add": "ph.plus",
    "paste": "ph.clipboard",
    "copy": "ph.copy",
    "delete": "ph.trash",
    "duplicate": "ph.copy-simple",
    "undo": "ph.arrow-u-up-left",
    "redo": "ph.arrow-u-up-right",
    "open": "ph.folder-open",
    "save": "ph.floppy-disk",
    "new": "ph.file-plus",
    "sample": "ph.compass",
    "search": "ph.magnifying-glass",
    "filter": "ph.funnel",
    "warning": "ph.warning",
    "explain": "ph.info",
    "file": "ph.file",
    "drop": "ph.download-simple",
}


def icon(name: str, colour: str = "", active: str = "") -> QIcon:
    """Return an icon by what it stands for, in the text's colour unless told otherwise."""
    import qtawesome  # noqa: PLC0415 - it is loaded after the first paint

    tokens = theme.current()
    return QIcon(
        qtawesome.icon(
            _NAMES[name],
            color=colour or tokens.text,
            color_selected=active or tokens.on_wash,
            color_disabled=tokens.muted,
        )
    )


def blank() -> QIcon:
    """Return an empty icon that keeps the place of one that comes later."""
    pixmap = QPixmap(theme.ICON_SIZE_PX, theme.ICON_SIZE_PX)
    pixmap.fill("transparent")
    return QIcon(pixmap)


def picture(name: str, size_px: int, colour: str, ratio: float) -> QPixmap:
    """Return an icon as a picture of a stated size for a screen of the given pixel ratio."""
    return icon(name, colour).pixmap(QSize(size_px, size_px), ratio)
