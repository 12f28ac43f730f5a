"""A chart as a file: PNG, SVG or PDF, and its numbers as CSV. The same chart always gives the same bytes."""

from __future__ import annotations

import io
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.charts.lean_fonts import lean_fonts
from carbonsv.charts.png import png_bytes
from carbonsv.charts.theme import drawing
from carbonsv.errors import SaveError, UsageError
from carbonsv.model.inert import inert_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from carbonsv.charts.chart import Chart

PNG_DPI = 300
_PROGRAM = "Carbon SV"


def save(chart: Chart, path: Path) -> None:
    """Write a chart in the format that the name of the file ends in.

    Args:
        chart: what to write.
        path: ends in .png, .svg, .pdf or .csv.

    Raises:
        UsageError: the name ends in something else.
        SaveError: the file cannot be written.
    """
    content = chart_bytes(chart, path.suffix)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise SaveError(path, error.strerror or str(error)) from error


def chart_bytes(chart: Chart, suffix: str) -> bytes:
    """Return a chart as the bytes of a file with this suffix: .png, .svg, .pdf or .csv.

    Raises:
        UsageError: the suffix is another one.
    """
    write = _FORMATS.get(suffix.lower())
    if write is None:
        named = f"“{suffix}”" if suffix else "a name without an ending"
        known = ", ".join(list(_FORMATS)[:-1])
        raise UsageError(f"A chart cannot be saved as {named}.", f"Use a name that ends in {known} or .csv.")
    return write(chart)


def _png(chart: Chart) -> bytes:
    words = {
        "Title": chart.title,
        "Description": chart.alt_text,
        "Source": chart.caption,
        "Software": _PROGRAM,
    }
    width, height = (int(inches * PNG_DPI) for inches in chart.figure.get_size_inches())
    pixels = np.frombuffer(_drawn(chart, "rgba"), np.uint8)
    return png_bytes(pixels.reshape(height, width, -1), PNG_DPI, words)


def _svg(chart: Chart) -> bytes:
    words = {"Title": chart.title, "Description": chart.alt_text, "Source": chart.caption}
    return _drawn(chart, "svg", {**words, "Creator": _PROGRAM, "Language": "en-GB", "Date": None})


def _pdf(chart: Chart) -> bytes:
    words = {"Title": chart.title, "Subject": chart.alt_text, "Keywords": chart.caption}
    return _drawn(chart, "pdf", {**words, "Creator": _PROGRAM, "Producer": _PROGRAM, "CreationDate": None})


def _csv(chart: Chart) -> bytes:
    """Months and names as shown, amounts unrounded, and no text that a spreadsheet works out."""
    text: str = inert_table(chart.data).to_csv(index=False, lineterminator="\n")
    return text.encode()


def _drawn(chart: Chart, kind: str, words: Mapping[str, str | None] | None = None) -> bytes:
    content = io.BytesIO()
    with drawing(), lean_fonts():
        chart.figure.savefig(content, format=kind, metadata=words, facecolor="auto", dpi=PNG_DPI)
    return content.getvalue()


_FORMATS: MappingProxyType[str, Callable[[Chart], bytes]] = MappingProxyType(
    {".png": _png, ".svg": _svg, ".pdf": _pdf, ".csv": _csv}
)
