"""Every chart of a document by name: which there are, what each is for, and how it is drawn.

    for one in available_charts(snapshot):            # name, title, purpose, group, needs, subjects
        if not one.needs:                             # else: a sentence saying what is missing
            chart = draw(snapshot, one.name, DARK, 80)

A chart is a figure with its alt text, caption and data; `charts.export` writes it as PNG, SVG, PDF or CSV.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from carbonsv.app.gallery.chart import GalleryChart, NothingToDrawError, Subject
from carbonsv.app.gallery.meter_charts import METER_CHARTS
from carbonsv.app.gallery.result_charts import PLAN_CHARTS, RESULT_CHARTS
from carbonsv.app.gallery.social_charts import SOCIAL_CHARTS
from carbonsv.charts.theme import LIGHT, ChartTheme
from carbonsv.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.charts.chart import Chart

WIDTH_MM = 160.0
WHOLE_DOCUMENT = Subject()


@dataclass(frozen=True, slots=True)
class ListedChart:
    """A chart as a list of a document's charts shows it.

    Attributes:
        name: for `draw`, for the command line and for file names.
        title: in words.
        purpose: one line: which question it answers.
        group: the part of the list it stands in: Results, Plan, Meters or Social value.
        needs: what the document lacks for it, a sentence; blank where it can be drawn.
        subjects: (id, name) of the meters, claims or frameworks of which it may show one, for `Subject.of`.
    """

    name: str
    title: str
    purpose: str
    group: str
    needs: str
    subjects: tuple[tuple[str, str], ...]


def available_charts(snapshot: Snapshot) -> tuple[ListedChart, ...]:
    """List every chart, those that cannot be drawn of this document too, each with what it needs.

    Nothing is worked out for it: it may be called whenever a page is shown.
    """
    return tuple(
        ListedChart(one.name, one.title, one.purpose, one.group, one.needs(snapshot), one.subjects(snapshot))
        for one in _CHARTS.values()
    )


def draw(
    snapshot: Snapshot,
    name: str,
    look: ChartTheme = LIGHT,
    width_mm: float = WIDTH_MM,
    height_mm: float = 0.0,
    subject: Subject = WHOLE_DOCUMENT,
) -> Chart:
    """Draw a chart of a document. It may take a second: in the window this belongs in a job.

    Args:
        snapshot: the document.
        name: of the chart, one of `names()`.
        look: the colours, LIGHT or DARK.
        width_mm: [mm].
        height_mm: [mm]; 0 for the chart's own. A chart is taller where its words need it.
        subject: the reporting year; the meter, claim or framework for charts of one.

    Raises:
        UnknownNameError: there is no chart of this name; its hint lists them all.
        NothingToDrawError: the document lacks what the chart shows; its hint says what.
        NoReportingYearError: the document has no reporting year.
    """
    if name not in _CHARTS:
        raise UnknownNameError("chart", name, names())
    chart = _CHARTS[name]
    if needs := chart.needs(snapshot):
        raise NothingToDrawError(chart.title, needs)
    size: dict[str, Any] = {"height_mm": height_mm} if height_mm else {}
    return chart.draw(snapshot, subject, {"theme": look, "width_mm": width_mm, **size})


def names() -> tuple[str, ...]:
    """Return the names of all charts."""
    return tuple(_CHARTS)


_CHARTS: Mapping[str, GalleryChart] = MappingProxyType(
    {one.name: one for one in (*RESULT_CHARTS, *PLAN_CHARTS, *METER_CHARTS, *SOCIAL_CHARTS)}
)
