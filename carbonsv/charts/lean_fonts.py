"""Fonts in a PDF without the tables that find letters and lay text out: its letters are placed already.

What PDF asks of such a font is its outlines, their widths and their hints (ISO 32000-1, 9.9); which letter
an outline stands for is said in the PDF itself.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from fontTools import subset  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

_LAYOUT_TABLES = ("BASE", "GDEF", "GPOS", "GSUB", "STAT", "kern")
_FINDING_TABLES = ("cmap", "post", "name", "OS/2", "gasp", "DSIG")


@contextmanager
def lean_fonts() -> Iterator[None]:
    """Take fonts without what matplotlib would cut to size for most of its time and no reader looks at.

    To be used while drawing, which one thread at a time does: matplotlib asks one place for its fonts.
    """
    load_font = subset.load_font

    def lean(*given: Any, **named: Any) -> Any:
        font = load_font(*given, **named)
        for tag in (*_LAYOUT_TABLES, *_FINDING_TABLES):
            if tag in font:
                del font[tag]
        return font

    subset.load_font = lean
    try:
        yield
    finally:
        subset.load_font = load_font
