"""How a chart looks: its colours, its font and its size in millimetres."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import RLock, local
from types import MappingProxyType
from typing import TYPE_CHECKING

import font_source_sans_pro
import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font

if TYPE_CHECKING:
    from collections.abc import Iterator

MM_PER_INCH = 25.4
POINTS_PER_INCH = 72
SCREEN_DPI = 100
MEASURING_DPI = 600
LINE_HEIGHT = 1.25  # of the type size; Source Sans has long descenders

TITLE_PT = 11.0
LABEL_PT = 8.5
SMALL_PT = 7.5
NOTE_PT = 6.5

_FACES = ("SourceSansPro", "SourceSansProBold")
_FAMILIES = ("Source Sans Pro", "DejaVu Sans")  # the second has the letters the first lacks
_SETTINGS = MappingProxyType(
    {
        **mpl.rcParamsDefault,
        "text.parse_math": False,
        "text.hinting": "none",  # a text is as wide at 96 dots an inch as it was measured at 600
        "pdf.fonttype": 42,  # whole TrueType outlines: text in a PDF can be searched and copied
        "svg.fonttype": "path",  # a drawing looks the same where the font is not installed
        "svg.hashsalt": "carbonsv",
        "path.simplify": False,
    }
)
_WIDTHS_KEPT = 4096
_MISSING = "\u25a1"  # a white square
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")  # they join emoji or choose their look, and are nothing alone
_settings_lock = RLock()
_already = local()


@dataclass(frozen=True, slots=True)
class ChartTheme:
    """The colours of a chart.

    The series colours stand in the order of the scopes, from the strongest contrast with the surface to
    the weakest, in even steps of lightness: the order survives colour blindness and a black and white print.
    """

    name: str
    ink: str
    muted: str
    surface: str
    grid: str
    accent: str
    series: tuple[str, str, str]

    def scope_colour(self, scope: str) -> str:
        """Return the colour of scope 1, 2 or 3."""
        return self.series[int(scope) - 1]


LIGHT = ChartTheme(
    name="light",
    ink="#17202b",
    muted="#5a6675",
    surface="#ffffff",
    grid="#dfe3e8",
    accent="#0b6e4f",
    series=("#16325c", "#0b6e4f", "#d07f00"),
)
DARK = ChartTheme(
    name="dark",
    ink="#eef1f4",
    muted="#9aa5b1",
    surface="#1a2027",
    grid="#2c343e",
    accent="#3dbf8f",
    series=("#cfe0ff", "#3dbf8f", "#b0661a"),
)
CONTRAST = ChartTheme(
    name="contrast",
    ink="#ffffff",
    muted="#e6e6e6",
    surface="#000000",
    grid="#707070",
    accent="#4ef0b4",
    series=("#f0f5ff", "#35c890", "#c27315"),
)


def theme_of(look: str) -> ChartTheme:
    """Return the colours of charts for a look of the window; the dark ones where it has none of its own."""
    return {one.name: one for one in (LIGHT, CONTRAST)}.get(look, DARK)


@contextmanager
def drawing() -> Iterator[None]:
    """Draw with the chart's own settings, whatever matplotlibrc the machine has, and put all back after.

    One thread at a time: matplotlib has one set of settings, and two threads would put back each other's.
    """
    with _settings_lock:
        if getattr(_already, "drawing", False):
            yield
            return
        _already.drawing = True
        try:
            with mpl.rc_context(dict(_SETTINGS)):
                yield
        finally:
            _already.drawing = False


def new_figure(width_mm: float, height_mm: float, theme: ChartTheme) -> Figure:
    """Return an empty figure on the theme's surface, with a canvas that needs no screen.

    Args:
        width_mm: [mm].
        height_mm: [mm].
        theme: gives the surface.
    """
    size = (width_mm / MM_PER_INCH, height_mm / MM_PER_INCH)
    figure = Figure(figsize=size, dpi=SCREEN_DPI, facecolor=theme.surface, edgecolor="none")
    FigureCanvasAgg(figure)
    return figure


def font(size_pt: float, *, strong: bool = False) -> FontProperties:
    """Return Source Sans Pro at this size [pt], regular or bold."""
    _register_faces()
    return FontProperties(family=list(_FAMILIES), size=size_pt, weight="bold" if strong else "normal")


@lru_cache(maxsize=_WIDTHS_KEPT)
def drawable(text: str) -> str:
    """Return a text with a box for every letter that the charts' fonts lack, such as CJK and emoji.

    Fonts of the machine are not asked: the same document gives the same picture everywhere. The title, the
    alternative text and the data of a chart keep the letters as they are.
    """
    known = _letters()
    kept = (letter for letter in text if letter not in _JOINERS)
    return "".join(letter if letter == "\n" or letter in known else _MISSING for letter in kept)


@lru_cache(maxsize=_WIDTHS_KEPT)
def width_of(text: str, size_pt: float, *, strong: bool = False) -> float:
    """Return [mm] how wide the widest line of a text is at this size [pt]."""
    face = font(size_pt, strong=strong)
    with drawing():
        renderer = RendererAgg(1, 1, MEASURING_DPI)
        lines = [line for line in drawable(text).split("\n") if line]
        sizes = [renderer.get_text_width_height_descent(line, face, ismath=False) for line in lines]
    return max((float(size[0]) for size in sizes), default=0.0) * MM_PER_INCH / MEASURING_DPI


def line_height(size_pt: float) -> float:
    """Return [mm] from one line of text to the next at this size [pt]."""
    return size_pt * LINE_HEIGHT * MM_PER_INCH / POINTS_PER_INCH


@cache
def _letters() -> frozenset[str]:
    """Return every letter that can be drawn, regular and bold."""
    _register_faces()
    faces = []
    for weight in ("normal", "bold"):
        paths = [findfont(FontProperties(family=name, weight=weight)) for name in _FAMILIES]
        faces.append({code for path in paths for code in get_font(path).get_charmap()})
    return frozenset(chr(code) for code in set.intersection(*faces) if chr(code).isprintable())


@cache
def _register_faces() -> None:
    """Tell matplotlib where the font package keeps its files."""
    for face in _FACES:
        fontManager.addfont(font_source_sans_pro.font_files_ttf[face])
