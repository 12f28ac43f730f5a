"""A chart: the picture with the words and numbers that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


@dataclass(frozen=True, eq=False)
class Chart:
    """A picture of numbers that can be read without seeing it.

    Attributes:
        figure: the picture, with title and caption drawn in it.
        title: what it shows, for whom and when.
        alt_text: its message in sentences, made from the numbers.
        caption: who made it, with which factors, for which days.
        data: (n rows) the numbers shown, unrounded, in the order shown.
    """

    figure: Figure
    title: str
    alt_text: str
    caption: str
    data: pd.DataFrame
