"""What the gallery knows of a chart: its name and purpose, what it needs, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from carbonsv.errors import CarbonsvError

if TYPE_CHECKING:
    from datetime import date

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.charts.chart import Chart

RESULTS, PLAN, METERS, SOCIAL = "Results", "Plan", "Meters", "Social value"


class NothingToDrawError(CarbonsvError):
    """A chart was asked of a document that lacks what it shows."""

    def __init__(self, title: str, needs: str) -> None:
        """Name the chart and what it needs, a sentence."""
        super().__init__(f"The chart “{title}” cannot be drawn yet.", needs)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a chart is about.

    Attributes:
        year_id: id or name of the reporting year; the last one by default.
        of: id or name of one meter, claim or framework, for the charts that show one; the first by default.
        day: for which it is said what is late; the last day known of the document by default.
    """

    year_id: str | None = None
    of: str = ""
    day: date | None = None


Drawing = Callable[["Snapshot", Subject, Mapping[str, Any]], "Chart"]


def nothing_needed(_snapshot: Snapshot) -> str:
    """Say that a document with a reporting year has all that a chart needs."""
    return ""


def no_subjects(_snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """Return none: the chart is of the whole document."""
    return ()


@dataclass(frozen=True, slots=True)
class GalleryChart:
    """One chart of the gallery.

    Attributes:
        name: as the command line and file names call it.
        title: as lists call it.
        purpose: one line: which question it answers.
        group: the part of the list it stands in.
        draw: takes the document, what the chart is about, and theme and size as keywords.
        needs: says in a sentence what the document lacks for it; blank where it can be drawn.
        subjects: (id, name) of the meters or claims of which it may show one.
    """

    name: str
    title: str
    purpose: str
    group: str
    draw: Drawing
    needs: Callable[[Snapshot], str] = nothing_needed
    subjects: Callable[[Snapshot], tuple[tuple[str, str], ...]] = no_subjects
