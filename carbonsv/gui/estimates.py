"""The way from five answers to a first chart: ask, make the document, show what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject, Signal, Slot

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from carbonsv.app.quick_estimate import Answers
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.charts.chart import Chart
    from carbonsv.gui.documents import Documents
    from carbonsv.gui.door import Door
    from carbonsv.gui.jobs import Jobs
    from carbonsv.gui.widgets.estimate_dialog import EstimateDialog


class Estimates(QObject):
    """Stands between the Start page and the documents."""

    page_asked = Signal(str)
    shown = Signal(object)

    def __init__(self, window: QWidget, door: Door, jobs: Jobs, documents: Documents) -> None:
        """Remember over which window the dialogs stand."""
        super().__init__(window)
        self._window = window
        self._door, self._jobs, self._documents = door, jobs, documents
        self._asking: EstimateDialog | None = None

    @Slot(str, object)
    def ask(self, name: str, start: date) -> None:
        """Ask the five questions, once the program can read the answers."""
        if self._door.session is None:
            self._door.ready.connect(partial(self.ask, name, start))
            return
        from carbonsv.gui.widgets.estimate_dialog import EstimateDialog  # noqa: PLC0415 - when asked for

        self._asking = EstimateDialog(name, QDate(start.year, start.month, start.day), self._window)
        self._asking.asked.connect(self._make)
        self._asking.open()

    @Slot(str, object, object)
    def _make(self, name: str, start: date, answers: Answers) -> None:
        self._documents.estimate(name, start, answers, partial(self._show, answers))

    def _show(self, answers: Answers) -> None:
        from carbonsv.app.first_estimate import estimated_figures  # noqa: PLC0415 - loaded with the session
        from carbonsv.app.quick_estimate import open_questions  # noqa: PLC0415
        from carbonsv.gui.widgets.estimate_result import EstimateResult  # noqa: PLC0415
        from carbonsv.model import text  # noqa: PLC0415

        if self._asking is not None:
            self._asking.accept()
            self._asking = None
        self.page_asked.emit("footprint")
        snapshot = self._door.ask(lambda session: session.snapshot())
        if snapshot is None:
            return
        total = text.co2e(snapshot.inventory().total_location_kg)
        figures = self._door.ask(estimated_figures) or ()
        result = EstimateResult(self._jobs, total, figures, open_questions(answers), self._window)
        result.page_asked.connect(self.page_asked)
        result.show_figure(partial(_chart, snapshot))
        result.open()
        self.shown.emit(result)


def _chart(snapshot: Snapshot, width_mm: float) -> Chart:
    from carbonsv.app.gallery.gallery import draw  # noqa: PLC0415 - it loads matplotlib
    from carbonsv.charts.theme import theme_of  # noqa: PLC0415
    from carbonsv.gui import theme  # noqa: PLC0415

    return draw(snapshot, "scopes", theme_of(theme.current().name), width_mm)
