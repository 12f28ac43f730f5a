"""What a figure shows: its bars, its texts, and where they stand [px]."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle
from matplotlib.text import Text

from carbonsv.charts.theme import drawing

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.transforms import BboxBase

TOUCH_PX = 0.5  # boxes have whole pixels: neighbours may share half of one


def shown(figure: Figure) -> list[Text]:
    """Return every text that can be seen."""
    return [one for one in figure.findobj(Text) if one.get_visible() and one.get_text().strip()]


def words(figure: Figure) -> list[str]:
    """Return what every text says, on one line."""
    return [one.get_text().replace("\n", " ") for one in shown(figure)]


def bars(figure: Figure) -> list[Rectangle]:
    """Return the bars or columns of a chart, in the order drawn."""
    return [patch for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]


def outside(figure: Figure) -> list[str]:
    """Return the texts that are not wholly inside the figure."""
    return [text for text, box in _boxes(figure) if not _inside(box, figure.bbox)]


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    """Return the pairs of texts that lie on each other."""
    pairs = combinations(_boxes(figure), 2)
    return [(one, other) for (one, box), (other, beside) in pairs if _overlap(box, beside)]


def _boxes(figure: Figure) -> list[tuple[str, BboxBase]]:
    with drawing():  # as the window and the files draw
        figure.canvas.draw()
        return [(one.get_text(), one.get_window_extent()) for one in shown(figure)]


def _inside(box: BboxBase, room: BboxBase) -> bool:
    return bool(box.x0 >= room.x0 and box.x1 <= room.x1 and box.y0 >= room.y0 and box.y1 <= room.y1)


def _overlap(box: BboxBase, other: BboxBase) -> bool:
    across = min(box.x1, other.x1) - max(box.x0, other.x0)
    along = min(box.y1, other.y1) - max(box.y0, other.y0)
    return bool(across > TOUCH_PX and along > TOUCH_PX)
