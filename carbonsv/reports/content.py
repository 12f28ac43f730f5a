"""A document as data: headings, paragraphs, tables and figures, the same for every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.charts.theme import LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from carbonsv.charts.chart import Chart

LANGUAGE = "en-GB"
DRAFT = "DRAFT"
_SHORT_ROWS, _SHORT_LETTERS = 12, 1000
_MANY_COLUMNS = 6
_SHORT_PARAGRAPH = 500  # letters


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

    @property
    def is_crowded(self) -> bool:
        """Whether so many columns of words stand beside each other that they are set smaller."""
        return len(self.header) - self.numbers >= _MANY_COLUMNS

    @property
    def is_short(self) -> bool:
        """Whether it is set in one piece: moved to the next page it leaves no wide gap."""
        letters = sum(len(cell) for row in self.rows for cell in row)
        return len(self.rows) <= _SHORT_ROWS and letters <= _SHORT_LETTERS


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


def introduces(blocks: Sequence[Block], place: int) -> bool:
    """Return whether a block is a few words before the table or figure they are about: both stay together.

    So do a few words between two headings.
    """
    block, after = blocks[place], blocks[place + 1] if place + 1 < len(blocks) else None
    if not isinstance(block, Paragraph) or len(block.text) > _SHORT_PARAGRAPH:
        return False
    below_heading = place > 0 and isinstance(blocks[place - 1], Heading)
    return isinstance(after, Table | Figure) or (below_heading and isinstance(after, Heading))


def worded(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks with words for a table without rows, and without a note that says nothing."""
    said = (block for block in blocks if not (isinstance(block, Note) and not block.text))
    return tuple(_in_words(block) if isinstance(block, Table) else block for block in said)


def _in_words(table: Table) -> Table | Paragraph:
    return table if table.rows else Paragraph(f"{table.caption or 'Entries'}: none.")


def facts_table(caption: str, rows: list[tuple[str, str]], header: tuple[str, str]) -> Table:
    """Return a table of names and what is said about them."""
    return Table(caption, header, tuple(rows), numbers=0)
