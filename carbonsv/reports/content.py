"""A document as data: headings, paragraphs, tables and figures, the same for every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.charts.theme import LIGHT

if TYPE_CHECKING:
    from datetime import date

    from carbonsv.charts.chart import Chart

LANGUAGE = "en-GB"
DRAFT = "DRAFT"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter, level 2 a part of it."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; blank lines in it divide it."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that is set apart from the text around it."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a heading row, every cell as text.

    Attributes:
        caption: what the table shows; blank where the heading above says it.
        header: names of the columns.
        rows: (n) as many cells each as the header has.
        numbers: how many columns from the right hold numbers.
        totals: how many rows from the foot are totals.
        widths: how wide the columns of words are beside each other; empty for all the same.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int = 1
    totals: int = 0
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Figure:
    """A chart with its words for those who do not see it."""

    chart: Chart


Block = Heading | Paragraph | Note | Table | Figure


@dataclass(frozen=True, eq=False)
class Document:
    """A document, ready to be set by any of the renderers.

    Attributes:
        title: what it is.
        organisation: whose.
        subject: one sentence on what is in it.
        day: the date it bears, also written into the file's properties.
        blocks: what stands in it, in order.
        origin: where its numbers come from: program and fingerprint of the document, for the foot of a page.
        draft: whether DRAFT stands on every page.
        accent: colour of headings, #rrggbb.
        logo: a PNG for the first page; empty where there is none.
    """

    title: str
    organisation: str
    subject: str
    day: date
    blocks: tuple[Block, ...]
    origin: str
    draft: bool = False
    language: str = LANGUAGE
    accent: str = LIGHT.accent
    logo: bytes = b""

    @property
    def logo_words(self) -> str:
        """What the logo shows, for those who do not see it."""
        return f"Logo of {self.organisation}"


def facts_table(caption: str, rows: list[tuple[str, str]], header: tuple[str, str]) -> Table:
    """Return a table of names and what is said about them."""
    return Table(caption, header, tuple(rows), numbers=0)
