"""One document: its pages, what it has to be told, and the ways to hand it out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from carbonsv.app.still import state_of, still
from carbonsv.gui import theme
from carbonsv.gui.pages.reports.form_groups import groups_of
from carbonsv.gui.pages.reports.later import Later
from carbonsv.gui.pages.reports.page_view import PageView
from carbonsv.gui.pages.reports.statement_form import StatementForm
from carbonsv.gui.pages.reports.status import StatusLine
from carbonsv.gui.pages.reports.written import WrittenLine, ask_file
from carbonsv.gui.widgets.controls import button
from carbonsv.gui.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton

    from carbonsv.app.reporting.making import Made
    from carbonsv.app.still import StillSession
    from carbonsv.errors import CarbonsvError
    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.gui.pages.reports.kinds import DocumentKind

_TITLE = 1.2
_PPI = 110.0
_SHARPEST_PPI = 220.0
_NAMES = {".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel", ".json": "JSON"}


class DocumentPane(QWidget):
    """Shows a document as it would be exported now."""

    written = Signal(object)

    def __init__(self, surroundings: Surroundings, kind: DocumentKind, endings: tuple[str, ...]) -> None:
        """Lay the pane out: the exports above, the pages and the questions as tabs."""
        super().__init__()
        self._door, self._jobs = surroundings.door, surroundings.jobs
        self.kind = kind
        self._state: tuple[str, int] | None = None
        self.exports = {ending: self._export_button(ending) for ending in reversed(endings)}
        self.status = StatusLine()
        self.line = WrittenLine()
        self.pages = PageView(kind.title)
        self.questions = Later(self._make_form) if kind.table else None
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Parts of {0}").format(kind.title))
        self.tabs.addTab(self.pages, self.tr("Pages"))
        if self.questions is not None:
            self.tabs.addTab(self.questions, self.tr("Questions"))
        self.tabs.currentChanged.connect(self._turn_to)
        self._lay_out()

    def _make_form(self) -> StatementForm:
        form = StatementForm(self._door, self.kind.table, groups_of(self.kind.table))
        form.refresh()
        return form

    @property
    def form(self) -> StatementForm | None:
        """The questions of the document, where there are any."""
        return None if self.questions is None else self.questions.content()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        title = ElidedLabel(self.kind.title)
        title.setFont(theme.scaled_font(_TITLE, QFont.Weight.DemiBold))
        top.addWidget(title, 1)
        for each in self.exports.values():
            top.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.status)
        layout.addWidget(self.line)
        layout.addWidget(self.tabs, 1)

    def _export_button(self, ending: str) -> QPushButton:
        name = _NAMES.get(ending, ending)
        said = self.tr("Save {0} as a {1} file").format(self.kind.title, name)
        return button(self.tr("Save as {0}…").format(name), said, partial(self._ask_where, ending))

    def refresh(self) -> None:
        """Show the document as it is now."""
        if self.questions is not None and self.questions.made is not None:
            self.questions.made.refresh()
        self._draw_pages()

    def _draw_pages(self) -> None:
        """Let a worker draw the pages, if they are in front and not those of the document as it is."""
        if self.tabs.currentWidget() is not self.pages or self._is_of_now(self._state):
            return
        source = self._still()
        if source is None:
            return
        self.pages.fade()
        ppi = min(_PPI * self.devicePixelRatioF(), _SHARPEST_PPI)
        look = partial(_preview, source, self.kind.id, ppi)
        shown = partial(self._show, self._door.ask(state_of))
        self._jobs.run("report-pages", look, done=shown, failed=self._explain)

    @Slot()
    def _turn_to(self) -> None:
        """Draw the pages as one turns to them: until then nobody waits for them."""
        if self.isVisible():
            self._draw_pages()

    def _is_of_now(self, state: tuple[str, int] | None) -> bool:
        """Say whether what was made of the document in a state is what it would be now."""
        return state is not None and self._door.has_document and self._door.ask(state_of) == state

    def apply_look(self) -> None:
        """Take the colours of the look."""
        self.status.apply_look()

    def _still(self) -> StillSession | None:
        return self._door.ask(still) if self._door.has_document else None

    def _show(self, state: tuple[str, int] | None, pages: list[QImage]) -> None:
        self._state = state
        self.pages.show_pages(pages)

    def _explain(self, error: CarbonsvError) -> None:
        self.pages.say(f"{error} {error.hint}".strip())

    def _ask_where(self, ending: str) -> None:
        name = self.kind.id if self.kind.id != "secr" else "secr-statement"
        ask_file(self, self.tr("Save the document"), name, (ending,), self._write)

    def _write(self, path: Path) -> None:
        source = self._still()
        if source is not None:
            work = partial(_written, source, self.kind.id, path)
            label = self.tr("Writing {0}").format(path.name)
            self._jobs.run(f"write:{path}", work, done=self._tell, label=label)

    def _tell(self, made: Made) -> None:
        path = made.files[0]
        said = (
            self.tr("{0} was saved in {1}.") if not made.draft else self.tr("{0} was saved as DRAFT in {1}.")
        )
        self.line.say(path, said.format(path.name, path.parent))
        self.written.emit(path)


def _preview(source: StillSession, kind: str, ppi: float) -> list[QImage]:
    """Return the pages as images: unpacking them takes a while too, so it is the worker's."""
    from carbonsv.app.reporting.documents import preview  # noqa: PLC0415 - it loads matplotlib

    return [QImage.fromData(page) for page in preview(source, kind, ppi).pages]


def _written(source: StillSession, kind: str, path: Path) -> Made:
    from carbonsv.app.reporting.documents import write  # noqa: PLC0415 - it loads matplotlib

    return write(source, kind, path)
