"""Whatever has the tables of a document: the document itself, or a snapshot of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pandas as pd


class Tables(Protocol):
    """The tables of a document by name."""

    def frame(self, name: str) -> pd.DataFrame:
        """Return (n rows) of a table."""
