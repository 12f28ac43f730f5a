"""Text that a spreadsheet shows and does not work out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def inert(text: str) -> str:
    """Return a text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def inert_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return (n rows) of a table with every text in it, headings too, made inert."""
    shown = table.rename(columns=lambda name: inert(str(name)))
    for name in shown.columns[[not _is_number(dtype) for dtype in shown.dtypes]]:
        shown[name] = shown[name].map(lambda cell: inert(cell) if isinstance(cell, str) else cell)
    return shown


def _is_number(dtype: object) -> bool:
    return getattr(dtype, "kind", "O") in "biufM"
