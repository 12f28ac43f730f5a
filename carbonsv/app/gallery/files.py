"""Charts handed out: the sizes documents need, files of every kind, and what the clipboard takes."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from carbonsv.app.gallery import gallery as chart_gallery
from carbonsv.app.gallery.chart import Subject
from carbonsv.app.reporting.making import write_file
from carbonsv.charts.export import chart_bytes
from carbonsv.model.inert import inert_table
from carbonsv.paths import RESOURCES
from carbonsv.reports.fixed_zip import with_fixed_times
from carbonsv.reports.sheet import Sheet

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.charts.chart import Chart

WORKBOOK = ".xlsx"
ENDINGS = (".png", ".svg", ".pdf", WORKBOOK, ".csv")
_COLUMN_WIDTH = 24  # characters
_BOOK_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


@dataclass(frozen=True, slots=True)
class ChartSize:
    """A size that documents need.

    Attributes:
        width_mm: [mm].
        height_mm: [mm]; 0 for the chart's own.
    """

    id: str
    label: str
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class CopiedChart:
    """A chart as the clipboard takes it: a picture, a drawing, and its numbers as a table.

    Attributes:
        table: rows divided by line ends, cells by tabs, headings first.
    """

    png: bytes
    svg: bytes
    table: str


@cache
def sizes() -> tuple[ChartSize, ...]:
    """Return the sizes to choose from, the usual one first."""
    with (RESOURCES / "chart_sizes.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            ChartSize(row["id"], row["label"], float(row["width_mm"]), float(row["height_mm"] or 0))
            for row in csv.DictReader(file, strict=True)
        )


def chart_at(snapshot: Snapshot, name: str, size: ChartSize, subject: str = "") -> Chart:
    """Draw a chart for a document, in light colours.

    Args:
        snapshot: the document.
        name: of the chart.
        size: of the place it is for.
        subject: id of the meter or claim, for charts of one.

    Raises:
        CarbonsvError: the chart cannot be drawn of this document; its sentence says why.
    """
    about = Subject(of=subject)
    return chart_gallery.draw(snapshot, name, width_mm=size.width_mm, height_mm=size.height_mm, subject=about)


def copied(chart: Chart) -> CopiedChart:
    """Return what is put on the clipboard for a chart."""
    table = inert_table(chart.data).to_csv(index=False, sep="\t", lineterminator="\n")
    return CopiedChart(chart_bytes(chart, ".png"), chart_bytes(chart, ".svg"), table)


def save_chart(chart: Chart, path: Path) -> None:
    """Write a chart, or its numbers as a workbook or CSV, by the ending of the name.

    Raises:
        UsageError: the name ends in something else.
        SaveError: the file cannot be written.
    """
    is_workbook = path.suffix.lower() == WORKBOOK
    write_file(path, workbook_bytes(chart) if is_workbook else chart_bytes(chart, path.suffix))


def workbook_bytes(chart: Chart) -> bytes:
    """Return the numbers of a chart as a workbook, unrounded, with the words that belong to them."""
    import xlsxwriter  # noqa: PLC0415 - only a workbook needs it

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _BOOK_OPTIONS) as book:
        formats = {"header": book.add_format({"bold": True}), "date": book.add_format()}
        formats["date"].set_num_format("yyyy-mm-dd")
        numbers = Sheet(book, "data", formats, [_COLUMN_WIDTH] * len(chart.data.columns))
        numbers.header([str(name) for name in chart.data.columns])
        cells = chart.data.astype(object).where(chart.data.notna(), None)  # NA cannot be asked whether it is
        for row in cells.itertuples(index=False):
            numbers.row(tuple(row))
        words = Sheet(book, "about", formats, [_COLUMN_WIDTH, 2 * _COLUMN_WIDTH])
        for pair in (("Title", chart.title), ("In words", chart.alt_text), ("Source", chart.caption)):
            words.row(pair)
    return with_fixed_times(content.getvalue())
