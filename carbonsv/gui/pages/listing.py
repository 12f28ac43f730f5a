"""Which pages there are, in the order of the work, and how each is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Callable
    from PySide6.QtWidgets import QWidget

    from carbonsv.gui.door import Door
    from carbonsv.gui.jobs import Jobs
    from carbonsv.gui.totals import Totals


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page is given: the door to the session, the worker threads and the totals."""

    door: Door
    jobs: Jobs
    totals: Totals


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page of the sidebar."""

    id: str
    title: str
    purpose: str
    make: Callable[[Surroundings], QWidget] | None


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pages", text)


def entries() -> tuple[PageEntry, ...]:
    """Return the pages. Start is made by the window itself, because it comes before everything else."""
    return (PageEntry("start", _tr("Start"), _tr("New, open, recent and sample documents"), None),)
