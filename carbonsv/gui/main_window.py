"""The window: sidebar, pages, totals strip, menus."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QActionGroup, QCloseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from carbonsv.gui.guard import guarded, nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QAction

    from carbonsv.app.past import Step
    from carbonsv.app.session import Session
    from carbonsv.errors import CarbonsvError
    from carbonsv.gui.door import Door
    from carbonsv.gui.jobs import Jobs
    from carbonsv.gui.preferences import Appearance, Preferences

_LEAST_WIDTH_PX = 880
_LEAST_HEIGHT_PX = 480
_TABLE_ACTIONS = (
    *("explain", "copy", "copy_headed", "paste", "duplicate", "change_selected"),
    *("add", "delete", "find_rows", "find_next", "find_previous", "filter_rows", "choose_columns"),
)


class MainWindow(QMainWindow):
    """Shows one document. Pages other than Start are made when they are first asked for."""

    first_painted = Signal()

    def __init__(self, preferences: Preferences) -> None:
        """Make the empty window: it is painted before anything else is even imported."""
        super().__init__()
        self._preferences = preferences
        self._painted = False
        self._filled = False
        self.setWindowTitle("CarbonSV")
        self.setMinimumSize(_LEAST_WIDTH_PX, _LEAST_HEIGHT_PX)

    def fill(self, door: Door, jobs: Jobs) -> None:
        """Put sidebar, menus and the Start page into the window; nothing here needs the session."""
        from carbonsv.gui.documents import Documents  # noqa: PLC0415 - after the first paint
        from carbonsv.gui.estimates import Estimates  # noqa: PLC0415 - after the first paint
        from carbonsv.gui.explanations import Explanations  # noqa: PLC0415 - after the first paint
        from carbonsv.gui.found import Found  # noqa: PLC0415 - after the first paint
        from carbonsv.gui.importing.importing import Importing  # noqa: PLC0415 - after the first paint
        from carbonsv.gui.loading_ahead import LoadingAhead  # noqa: PLC0415 - after the first paint
        from carbonsv.gui.pages.listing import Surroundings  # noqa: PLC0415 - after the first paint
        from carbonsv.gui.totals import Totals  # noqa: PLC0415 - after the first paint

        self.apply_theme()
        self._door = door
        self.totals = Totals(door, jobs)
        self.documents = Documents(self, door, self._preferences)
        self.found = Found(door, jobs, self.totals)
        self._surroundings = Surroundings(door, jobs, self.totals, self.found)
        self.explanations = Explanations(self, door, jobs)
        self.estimates = Estimates(self, door, jobs, self.documents)
        self.importing = Importing(self, door, jobs)
        self.loading_ahead = LoadingAhead(jobs, parent=self)
        self._build(jobs)
        self._build_menus()
        self._connect()
        self._filled = True
        self.describe()
        self.show_page("start")

    def _build(self, jobs: Jobs) -> None:
        from carbonsv.gui.help.desk import HelpDesk  # noqa: PLC0415 - after the first paint
        from carbonsv.gui.page_stack import PageStack  # noqa: PLC0415 - after the first paint
        from carbonsv.gui.widgets.job_notice import JobNotice  # noqa: PLC0415 - after the first paint
        from carbonsv.gui.widgets.sidebar import Sidebar  # noqa: PLC0415 - after the first paint
        from carbonsv.gui.widgets.totals_strip import TotalsStrip  # noqa: PLC0415 - after the first paint

        self.stack = PageStack(self._surroundings, self._preferences)
        self.start = self.stack.start
        self.sidebar = Sidebar(self.stack.titles)
        self.strip = TotalsStrip(self.totals, self.found)
        self.strip.hide()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.strip)
        right.addWidget(self.stack, 1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        self.setCentralWidget(body)
        self.statusBar().addPermanentWidget(JobNotice(jobs))
        self.help_desk = HelpDesk(self)
        self.statusBar().addPermanentWidget(self.help_desk.button)

    def _build_menus(self) -> None:
        from carbonsv.gui import actions  # noqa: PLC0415 - after the first paint

        slots: dict[str, Callable[[], object]] = {
            "start": self._go_to_start,
            "open": self.documents.open,
            "sample": self.documents.open_sample,
            "import": self.importing.ask,
            "evidence": self._show_evidence,
            "save": self.documents.save,
            "save_as": self.documents.save_as,
            "close": self.documents.close,
            "quit": self.close,
            "undo": partial(self._step, "undo"),
            "redo": partial(self._step, "redo"),
            "manual": self.help_desk.open,
            "about": self._about,
        }
        slots.update({name: partial(self._on_table, name) for name in _TABLE_ACTIONS})
        self.actions_by_id, menus = actions.build(self, slots)
        for number, (page, title, purpose) in enumerate(self.stack.titles, start=1):
            text = actions.ActionText(page, title, (f"Ctrl+{number}",), purpose)
            actions.add(menus["Go"], text, partial(self.show_page, page))
        self._build_appearance(menus["View"].addMenu(self.tr("&Appearance")).addAction)

    def _build_appearance(self, add: Callable[[str], QAction]) -> None:
        self.appearance = QActionGroup(self)
        looks: tuple[tuple[Appearance, str], ...] = (
            ("system", self.tr("As the &system")),
            ("light", self.tr("&Light")),
            ("dark", self.tr("&Dark")),
            ("contrast", self.tr("&High contrast")),
        )
        for look, title in looks:
            action = add(title)
            action.setCheckable(True)
            action.setChecked(look == self._preferences.appearance)
            action.triggered.connect(partial(self._choose_appearance, look))
            self.appearance.addAction(action)

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self.show_page)
        self.start.new_asked.connect(self.documents.new)
        self.start.open_asked.connect(self.documents.open)
        self.start.sample_asked.connect(self.documents.open_sample)
        self.start.estimate_asked.connect(self.estimates.ask)
        self.estimates.page_asked.connect(self.show_page)
        self.start.path_asked.connect(self.documents.open_path)
        self.strip.findings_asked.connect(self.show_findings)
        self.strip.explain_asked.connect(self._explain_total)
        self.stack.start_asked.connect(self._go_to_start)
        self.stack.show_asked.connect(self.show_records)
        self.stack.page_asked.connect(self.show_page)
        self.importing.document_dropped.connect(self.documents.open_path)
        self.stack.import_asked.connect(self._import)
        self.importing.records_asked.connect(self.show_records)
        self.importing.page_asked.connect(self.show_page)
        self.importing.said.connect(self.statusBar().showMessage)
        self.documents.opened.connect(self._opened)
        self.documents.closed.connect(self._closed)
        self.documents.saved.connect(self._saved)
        self._door.changed.connect(self.describe)
        self._door.ready.connect(self._offer_recovery)
        self._door.ready.connect(self.loading_ahead.begin)
        self.loading_ahead.loaded.connect(self._take_loaded)
        self.start.recover_asked.connect(self.documents.recover)
        self._door.refused.connect(self.explain)
        self._door.waiting.connect(self._wait)
        self._door.served.connect(self._go_on)

    @Slot(str)
    def show_page(self, page: str) -> None:
        """Show a page, making it if it is the first time."""
        self.stack.bring(page)
        self.strip.setVisible(page != "start" and self._door.has_document)
        self.sidebar.select(page)
        self.help_desk.follow(page)
        self._enable_actions()

    def _go_to_start(self) -> None:
        self.show_page("start")

    @Slot()
    def show_findings(self) -> None:
        """Show what needs attention."""
        self.show_page("footprint")
        show = getattr(self.stack.currentWidget(), "show_findings", None)
        if show is not None:
            show()

    @Slot(object)
    def _import(self, paths: Sequence[Path]) -> None:
        """Import files; where none are given, ask for them."""
        self.importing.begin(paths) if paths else self.importing.ask()

    def _show_evidence(self) -> None:
        desk = getattr(self.stack.currentWidget(), "evidence", None)
        if desk is None:
            self.statusBar().showMessage(
                self.tr("Files are attached to rows: go to a table of records first.")
            )
        else:
            desk.show()

    @Slot(object)
    def show_records(self, ids: Sequence[str]) -> None:
        """Go to the page that records are typed on, and select them there."""
        from carbonsv.app.year_rows import topic_of  # noqa: PLC0415 - it loads pandas

        topic = self._door.ask(lambda session: topic_of(session, ids[0]))
        if topic:
            self.show_page(topic)
            self.stack.select(ids)

    @Slot(str)
    def _explain_total(self, scope: str) -> None:
        self.explanations.of_total(self.totals.year_id, scope)

    @Slot()
    def describe(self) -> None:
        """Say which document is open, and whether it is saved, in the title and the sidebar."""
        session = self._door.session
        if session is None or not self._door.has_document:
            self.setWindowTitle("CarbonSV")
            self.sidebar.describe(self.tr("No document open"), "")
        else:
            state = self.tr("All changes saved") if session.saved else self.tr("Changes not saved yet")
            self.setWindowTitle(f"{session.document_name}[*] - CarbonSV")
            self.setWindowModified(not session.saved)
            self.sidebar.describe(session.document_name, state)
        self._enable_actions()

    def _enable_actions(self) -> None:
        session = self._door.session
        open_ = self._door.has_document
        for name in ("import", "save", "save_as", "close"):
            self.actions_by_id[name].setEnabled(open_)
        for name in _TABLE_ACTIONS:
            self.actions_by_id[name].setEnabled(open_ and self.stack.table is not None)
        has_evidence = hasattr(self.stack.currentWidget(), "evidence")
        self.actions_by_id["evidence"].setEnabled(open_ and has_evidence)
        self._name_action("undo", self.tr("&Undo"), session.undo_label if session and open_ else None)
        self._name_action("redo", self.tr("&Redo"), session.redo_label if session and open_ else None)

    def _name_action(self, name: str, verb: str, label: str | None) -> None:
        self.actions_by_id[name].setText(f"{verb} {label}" if label else verb)
        self.actions_by_id[name].setEnabled(label is not None)

    def _on_table(self, name: str) -> None:
        table = self.stack.table
        if table is not None:
            getattr(table, name)()

    @Slot()
    def _offer_recovery(self) -> None:
        self.start.offer_recovery(self._door.ask(lambda session: session.recoverable()) or [])

    @Slot()
    def _opened(self) -> None:
        self.start.list_recent()
        self.describe()
        self.show_page("organisation")
        self.statusBar().showMessage(self.tr("Every change is kept on this computer as you make it."), 8000)

    @Slot()
    def _closed(self) -> None:
        self.describe()
        self.show_page("start")

    @Slot(object)
    def _saved(self, path: object) -> None:
        self.start.list_recent()
        self.describe()
        self.statusBar().showMessage(self.tr("Saved as {0}").format(path), 8000)

    def _step(self, step: Step) -> None:
        """Undo or redo; a whole import, which may be of any size, in a worker."""
        from carbonsv.app.past import is_about_import  # noqa: PLC0415 - it loads pandas

        def act(session: Session) -> str | None:
            return session.undo() if step == "undo" else session.redo()

        if self._door.ask(lambda session: session.is_open and is_about_import(session.document, step)):
            self._door.do(self.tr("Taking back") if step == "undo" else self.tr("Doing again"), act)
        else:
            self._door.ask(act)

    @Slot()
    def _wait(self) -> None:
        self.stack.setEnabled(False)
        self.menuBar().setEnabled(False)

    @Slot()
    def _go_on(self) -> None:
        self.stack.setEnabled(True)
        self.menuBar().setEnabled(True)

    @Slot(object)
    def explain(self, error: CarbonsvError) -> None:
        """Say why a request cannot be met, and what to do."""
        from carbonsv.gui import messages  # noqa: PLC0415 - after the first paint

        messages.refusal(self, error)

    def _about(self) -> None:
        from carbonsv.gui import messages  # noqa: PLC0415 - after the first paint

        messages.about(self)

    def _choose_appearance(self, look: Appearance) -> None:
        self._preferences.appearance = look
        self.apply_theme()

    @Slot()
    def apply_theme(self) -> None:
        """Take the colours that were chosen, or the system's."""
        from carbonsv.gui import theme  # noqa: PLC0415 - after the first paint

        tokens = theme.apply(self, self._preferences.appearance)
        self._preferences.background = tokens.window
        if self._filled and self._door.session is not None:
            self.show_icons()

    @Slot(str)
    def _take_loaded(self, part: str) -> None:
        if part == "icons":
            self.show_icons()

    def show_icons(self) -> None:
        """Give everything its icon; called once QtAwesome is loaded."""
        self.sidebar.show_icons()
        self.stack.show_icons()

    @guarded(nothing)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Say when the window has been painted for the first time."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    @guarded(nothing)
    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close once unsaved work is safe."""
        self._preferences.geometry = self.saveGeometry()
        if self._filled and self.documents.unsaved:
            event.ignore()
            QTimer.singleShot(0, self, self._ask_to_close)  # a window cannot be closed while it is closing
            return
        if self._filled:
            self._surroundings.jobs.silence()
            self._door.ask(lambda session: session.close())
        event.accept()

    @Slot()
    def _ask_to_close(self) -> None:
        self.documents.when_safe(self.close)

    def stop(self) -> None:
        """Wait for the threads to end; called after the window is closed."""
        if self._filled:
            self._surroundings.jobs.stop()
