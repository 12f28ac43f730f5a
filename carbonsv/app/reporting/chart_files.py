"""The files of a chart in a tender pack: every format, and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.app.gallery import gallery as chart_gallery
from carbonsv.app.gallery.chart import Subject
from carbonsv.charts.export import chart_bytes
from carbonsv.errors import CarbonsvError
from carbonsv.reports.brand import brand_of

if TYPE_CHECKING:
    from datetime import date

    from carbonsv.app.snapshot import Snapshot

CHART_ENDINGS = (".png", ".svg", ".pdf", ".csv")


def chart_files(snapshot: Snapshot, name: str, day: date | None = None) -> dict[str, bytes]:
    """Return a chart in every format, with its words in a text file; nothing where it cannot be drawn.

    Args:
        snapshot: the document.
        name: of the chart.
        day: for which it is said what is late, as the documents beside it say it.
    """
    try:
        chart = chart_gallery.draw(snapshot, name, brand_of(snapshot.tables).theme, subject=Subject(day=day))
    except CarbonsvError:  # a chart of plans, say, in a document without plans
        return {}
    files = {f"charts/{name}{ending}": chart_bytes(chart, ending) for ending in CHART_ENDINGS}
    words = f"{chart.title}\n\n{chart.alt_text}\n\n{chart.caption}\n"
    return {**files, f"charts/{name}.txt": words.encode()}
