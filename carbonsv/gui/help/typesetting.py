"""How a chapter looks: room above its headings, and tables in the lines of the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QBrush, QColor, QTextCursor, QTextFrameFormat, QTextLength, QTextTable

from carbonsv.gui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextDocument

_ABOVE_HEADING_PX = 22.0
_ABOVE_TITLE_PX = 4.0
_BELOW_HEADING_PX = 6.0
_TABLE_GAP_PX = 10.0
_CELL_PADDING_PX = 6.0
_WHOLE_WIDTH = 100  # per cent


def typeset(document: QTextDocument) -> None:
    """Give headings their room and tables their lines."""
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            _give_room(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _line(frame)


def _give_room(block: QTextBlock) -> None:
    form = block.blockFormat()
    form.setTopMargin(_ABOVE_TITLE_PX if form.headingLevel() == 1 else _ABOVE_HEADING_PX)
    form.setBottomMargin(_BELOW_HEADING_PX)
    QTextCursor(block).setBlockFormat(form)


def _line(table: QTextTable) -> None:
    form = table.format().toTableFormat()
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(QBrush(QColor(theme.current().line)))
    form.setCellPadding(_CELL_PADDING_PX)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, _WHOLE_WIDTH))
    form.setTopMargin(_TABLE_GAP_PX)
    form.setBottomMargin(_TABLE_GAP_PX)
    table.setFormat(form)
