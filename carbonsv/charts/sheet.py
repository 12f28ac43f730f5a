"""The sheet a chart is drawn on: title above, caption below, between them room in millimetres."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from carbonsv.charts.theme import (
    LABEL_PT,
    NOTE_PT,
    TITLE_PT,
    ChartTheme,
    drawable,
    font,
    line_height,
    new_figure,
)
from carbonsv.charts.words import wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

EDGE_MM = 3.0
GAP_MM = 2.5

_LINE_SPACING = 1.1  # matplotlib counts it on the height of the letters, not on the type size


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is written.

    Attributes:
        size_pt: [pt].
        strong: whether it is bold.
        muted: whether it stays in the background.
        across, along: which point of the text is placed.
        upward: whether it is read from the foot up.
        backed: whether the lines of an axis stop behind it.
    """

    size_pt: float = LABEL_PT
    strong: bool = False
    muted: bool = False
    across: Literal["left", "center", "right"] = "left"
    along: Literal["top", "center", "baseline", "bottom"] = "center"
    upward: bool = False
    backed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """How a line is drawn.

    Attributes:
        width_pt: [pt].
        dash: [line widths] on and off in turn; nothing for an unbroken line.
    """

    width_pt: float = 1.4
    dash: tuple[float, ...] = ()

    @property
    def style(self) -> str | tuple[float, tuple[float, ...]]:
        """The line style as matplotlib takes it."""
        return (0.0, self.dash) if self.dash else "solid"


_TITLE = Style(TITLE_PT, strong=True, along="top")
_CAPTION = Style(NOTE_PT, muted=True, along="bottom")
_MESSAGE = Style(TITLE_PT, strong=True, across="center", along="bottom")
_ADVICE = Style(muted=True, across="center", along="top")


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle on the sheet [mm], counted from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """[mm] its right edge."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """[mm] its upper edge."""
        return self.bottom + self.height


@dataclass(frozen=True, eq=False)
class Sheet:
    """A figure with title and caption drawn, and the room between them."""

    figure: Figure
    theme: ChartTheme
    width_mm: float
    height_mm: float
    body: Room

    def with_foot(self, foot_mm: float) -> Sheet:
        """Return the sheet with this much [mm] of its body kept free at the foot."""
        body = self.body
        return replace(self, body=Room(body.left, body.bottom + foot_mm, body.width, body.height - foot_mm))

    def axes(self, room: Room) -> Axes:
        """Return bare axes that fill a room: no frame, no ticks, nothing behind.

        Those of matplotlib make and draw much that would not be seen; `draw_grid` draws what is.
        """
        corners = (room.left / self.width_mm, room.bottom / self.height_mm)
        axes = self.figure.add_axes((*corners, room.width / self.width_mm, room.height / self.height_mm))
        axes.set_axis_off()
        return axes

    def write(self, x_mm: float, y_mm: float, text: str, style: Style) -> None:
        """Write a text on the sheet, so that its point of alignment is at (x, y)."""
        backing = {"facecolor": self.theme.surface, "linewidth": 0, "pad": 1.0} if style.backed else None
        self.figure.text(
            x_mm / self.width_mm,
            y_mm / self.height_mm,
            drawable(text),
            fontproperties=font(style.size_pt, strong=style.strong),
            color=self.theme.muted if style.muted else self.theme.ink,
            ha=style.across,
            va=style.along,
            rotation=90 if style.upward else 0,
            linespacing=_LINE_SPACING,
            bbox=backing,
        )

    def swatch(self, x_mm: float, y_mm: float, size_mm: float, colour: str) -> None:
        """Draw a small square of a colour, centred on its height."""
        corner = (x_mm / self.width_mm, (y_mm - size_mm / 2) / self.height_mm)
        size = (size_mm / self.width_mm, size_mm / self.height_mm)
        square = Rectangle(
            corner, *size, facecolor=colour, edgecolor="none", transform=self.figure.transFigure
        )
        self.figure.add_artist(square)

    def stroke(self, ends_mm: tuple[float, float], y_mm: float, colour: str, line: Line) -> None:
        """Draw a level piece of line from one place to another."""
        places = [end / self.width_mm for end in ends_mm]
        heights = [y_mm / self.height_mm] * len(places)
        piece = Line2D(places, heights, color=colour, linewidth=line.width_pt, linestyle=line.style)
        piece.set_transform(self.figure.transFigure)
        self.figure.add_artist(piece)


def body_width(width_mm: float) -> float:
    """Return [mm] how wide the room between the edges of a sheet is."""
    return width_mm - 2 * EDGE_MM


def new_sheet(
    title: str, caption: str, theme: ChartTheme, width_mm: float, height_mm: float, body_mm: float
) -> Sheet:
    """Return a sheet with its title and caption, taller than asked where the chart needs it.

    Args:
        title: above the chart.
        caption: below it.
        theme: the colours.
        width_mm: [mm] width of the sheet.
        height_mm: [mm] height wanted.
        body_mm: [mm] height the chart needs between title and caption.
    """
    width = body_width(width_mm)
    title_lines = wrapped(title, width, TITLE_PT, strong=True)
    caption_lines = wrapped(caption, width, NOTE_PT)
    head = EDGE_MM + _height(title_lines, TITLE_PT) + GAP_MM
    foot = EDGE_MM + _height(caption_lines, NOTE_PT) + GAP_MM
    height = max(height_mm, head + body_mm + foot)
    room = Room(EDGE_MM, foot, width, height - head - foot)
    sheet = Sheet(new_figure(width_mm, height, theme), theme, width_mm, height, room)
    sheet.write(EDGE_MM, height - EDGE_MM, title_lines, _TITLE)
    sheet.write(EDGE_MM, EDGE_MM, caption_lines, _CAPTION)
    return sheet


def write_empty(
    sheet: Sheet, message: str = "No emissions yet", advice: str = "Add activity data and they appear here."
) -> None:
    """Say in the middle of a sheet that there is nothing to draw yet, and what to do."""
    body = sheet.body
    middle, height = body.left + body.width / 2, body.bottom + body.height / 2
    sheet.write(middle, height + 0.5, message, _MESSAGE)
    sheet.write(middle, height - 1.5, wrapped(advice, body.width, LABEL_PT), _ADVICE)


def _height(lines: str, size_pt: float) -> float:
    return (lines.count("\n") + 1) * line_height(size_pt)
