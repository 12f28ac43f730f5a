"""A chart as pixels of a screen; texts are kept as small pictures, since most stay when it is drawn again.

Laying a text out and drawing its letters takes most of the time of a chart, and what a click changes are
bars and lines, not the title, the years or the caption.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg

from carbonsv.charts.theme import drawing

if TYPE_CHECKING:
    from matplotlib.backend_bases import GraphicsContextBase
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from numpy.typing import NDArray

    Size = tuple[float, float, float]

_TEXTS_KEPT = 512  # of some kilobytes each
_SIZES_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture: red, green, blue and opacity of each pixel in turn, from the upper left on."""

    rgba: bytes
    width_px: int
    height_px: int


def pixels(figure: Figure, dpi: float) -> Pixels:
    """Return the pixels of a figure at so many to an inch."""
    with drawing():
        figure.set_dpi(dpi)
        width, height = (int(size) for size in figure.bbox.size)
        renderer: Any = _KeptTexts(RendererAgg(width, height, dpi))
        figure.draw(renderer)
        return Pixels(bytes(renderer.buffer_rgba()), width, height)


class _KeptTexts:
    """Draws as the renderer inside does, but lays each text out only once."""

    def __init__(self, inside: RendererAgg) -> None:
        self._inside: Any = inside

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inside, name)

    def get_text_width_height_descent(self, text: str, face: FontProperties, ismath: Any) -> Size:
        """Return [px] the size of a text."""
        if ismath:
            size: Size = self._inside.get_text_width_height_descent(text, face, ismath)
            return size
        return _size(text, face.copy(), self._inside.dpi)

    def draw_text(self, gc: GraphicsContextBase, x: float, y: float, *words: Any, **named: Any) -> None:
        """Draw a level text as its picture, and one that is turned as the renderer inside does.

        Its base line begins at (x, y) [px] from the upper left; `words` are the text, its font and its angle.
        """
        text, face, angle, *_ = words
        if angle:
            self._inside.draw_text(gc, x, y, *words, **named)
            return
        left, base = math.floor(x), math.floor(y)
        kept = _picture(text, face.copy(), self._inside.dpi, (x - left, y - base), gc.get_rgb())
        foot = self._inside.height - base - kept.below_px
        self._inside.draw_image(gc, left - kept.before_px, foot, kept.rows)


@dataclass(frozen=True, slots=True, eq=False)
class _Picture:
    """A text as a picture.

    Attributes:
        rows: (h, w, 4) from the lowest up.
        before_px: [px] from its left edge to where the text begins.
        below_px: [px] from the base line to its lower edge.
    """

    rows: NDArray[np.uint8]
    before_px: int
    below_px: int


@lru_cache(maxsize=_SIZES_KEPT)
def _size(text: str, face: FontProperties, dpi: float) -> Size:
    size: Size = RendererAgg(1, 1, dpi).get_text_width_height_descent(text, face, ismath=False)
    return size


@lru_cache(maxsize=_TEXTS_KEPT)
def _picture(text: str, face: FontProperties, dpi: float, past: tuple[float, float], colour: Any) -> _Picture:
    """Draw a text whose left end and base line are so little [px] past a whole pixel."""
    width, height, descent = (math.ceil(size) for size in _size(text, face, dpi))
    around = height + 1  # letters may reach beyond the box that they are measured by
    below = descent + around
    tall = height + 1 + 2 * around
    renderer: Any = RendererAgg(width + 2 * around, tall, dpi)
    gc = renderer.new_gc()
    gc.set_foreground(colour, isRGBA=True)
    renderer.draw_text(gc, around + past[0], tall - below + past[1], text, face, 0)
    drawn = np.asarray(renderer.buffer_rgba())
    (top, foot), (left, right) = _ends(drawn, across=1), _ends(drawn, across=0)
    rows = np.ascontiguousarray(drawn[top:foot, left:right][::-1])
    return _Picture(rows, around - left, foot - (tall - below))


def _ends(drawn: NDArray[np.uint8], across: int) -> tuple[int, int]:
    """Return where the rows or columns begin and end that have ink, one at least."""
    places = np.flatnonzero(drawn[..., 3].max(axis=across))
    return (int(places[0]), int(places[-1]) + 1) if len(places) else (0, 1)
