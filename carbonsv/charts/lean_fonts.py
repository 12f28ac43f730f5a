"""Fonts in a PDF without the tables that lay text out: the letters of a page are laid out already."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from fontTools.subset import Options  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

_LAYOUT_TABLES = ("BASE", "GDEF", "GPOS", "GSUB", "STAT", "kern")


@contextmanager
def lean_fonts() -> Iterator[None]:
    """Leave out what matplotlib would cut to size for half of its time; nothing on the page is different.

    To be used while drawing, which one thread at a time does: the choice is the font library's own.
    """
    kept = Options._drop_tables_default  # noqa: SLF001 - matplotlib hands no choice of tables on
    Options._drop_tables_default = [*kept, *_LAYOUT_TABLES]  # noqa: SLF001
    try:
        yield
    finally:
        Options._drop_tables_default = kept  # noqa: SLF001
