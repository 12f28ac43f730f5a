"""The import wizard: reading, what the file says, the check, and adding it; one file after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from carbonsv.gui.guard import guarded, nothing
from carbonsv.gui.importing.check_page import CheckPage
from carbonsv.gui.importing.preview_page import PreviewPage
from carbonsv.gui.widgets.controls import button, heading, muted
from carbonsv.gui.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.app.importing.choices import FileChoices
    from carbonsv.app.importing.run import DryRun
    from carbonsv.errors import CarbonsvError
    from carbonsv.gui.door import Door
    from carbonsv.gui.importing.flow import ImportFlow

_SIZE_PX = (1120, 660)
_LEAST_PX = (840, 460)
_LARGEST_SHARE = 0.96  # of the window
_PICTURES = frozenset((".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"))
_WITHOUT_PREVIEW = ("own", "evidence", "factors")  # what needs no question


class ImportWizard(QDialog):
    """Leads through the import of one file after the other; Escape and Cancel leave the rest out."""

    imported = Signal(object)  # what was added last, and the ids of its records

    def __init__(self, flow: ImportFlow, door: Door, parent: QWidget | None = None) -> None:
        """Show nothing but the progress; the flow is begun by `begin`."""
        super().__init__(parent)
        self.flow = flow
        flow.setParent(self)
        self._added: list[tuple[DryRun, tuple[str, ...]]] = []
        self.setWindowTitle(self.tr("Import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.title = ElidedLabel("")
        self.title.setFont(heading("", 1.25).font())
        self.step = muted()
        self.busy = QProgressBar()
        self.busy.setRange(0, 100)
        self.busy.setTextVisible(False)
        self.busy.setFixedHeight(6)
        self.busy.setAccessibleName(self.tr("Progress"))
        self.preview = PreviewPage(door)
        self.check = CheckPage()
        self.waiting, self.waiting_words = self._words_page()
        self.refusal, self.refusal_words = self._words_page()
        self.pages = QStackedWidget()
        for each in (self.waiting, self.preview, self.check, self.refusal):
            self.pages.addWidget(each)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._be_large_enough()

    def _words_page(self) -> tuple[QWidget, QLabel]:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addStretch(1)
        words = QLabel()
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(words)
        layout.addStretch(2)
        return page, words

    def _make_buttons(self) -> None:
        self.cancel = button(self.tr("Cancel"), self.tr("Import nothing more"), self.reject)
        self.skip = button(
            self.tr("Leave this file out"), self.tr("Go on with the next file"), self.flow.next_file
        )
        self.back = button(self.tr("&Back"), self.tr("Back to what the file says"), self._go_back)
        self.go_on = button(
            self.tr("&Next"), self.tr("Check what will be added"), self._go_on, style="primary"
        )
        self.go_on.setDefault(True)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(10)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.step)
        layout.addLayout(top)
        layout.addWidget(self.busy)
        layout.addWidget(self.pages, 1)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.cancel)
        row.addWidget(self.skip)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.go_on)
        layout.addLayout(row)

    def _connect(self) -> None:
        self.flow.began.connect(self._wait)
        self.flow.progressed.connect(self._progress)
        self.flow.worked_out.connect(self._show)
        self.flow.failed.connect(self._refuse)
        self.flow.adding.connect(self._add)
        self.flow.added.connect(self._take_added)
        self.flow.ended.connect(self._end)
        self.preview.changed.connect(self._change)
        self.check.changed.connect(self._change)

    def _be_large_enough(self) -> None:
        around = self.parentWidget() or self
        self.setMinimumSize(*_LEAST_PX)
        self.resize(
            min(_SIZE_PX[0], round(around.width() * _LARGEST_SHARE)),
            min(_SIZE_PX[1], round(around.height() * _LARGEST_SHARE)),
        )

    def begin(self) -> None:
        """Begin with the first file."""
        self.flow.next_file()

    @Slot(str)
    def _wait(self, label: str) -> None:
        """Show that something is being worked out; a first reading has a page of its own."""
        self.busy.setValue(0)
        self.busy.setVisible(True)
        if label:
            self.waiting_words.setText(f"{label}…")
            self.pages.setCurrentWidget(self.waiting)
            name = self.flow.path.name if self.flow.path else ""
            self.title.setText(name)
        self._describe()

    @Slot(float)
    def _progress(self, share: float) -> None:
        self.busy.setValue(round(share * 100))

    @Slot(object)
    def _show(self, run: DryRun) -> None:
        """Show what was worked out, on the page where the user is."""
        self.busy.setVisible(False)
        self.title.setText(run.name)
        at_check = self.pages.currentWidget() is self.check
        self.preview.show_run(run)
        self.check.show_run(run)
        if run.route in _WITHOUT_PREVIEW:
            self.pages.setCurrentWidget(self.check)
        elif not at_check:
            self.pages.setCurrentWidget(self.preview)
        self._describe()
        page, holder = self.pages.currentWidget(), self.focusWidget()
        if page is None or holder is None or not page.isAncestorOf(holder) or not holder.isVisible():
            self._focus_first()

    def _focus_first(self) -> None:
        """Put the keys where the first answer is, else on the way forward."""
        asked = self.preview.questions.kind
        wanted = self.pages.currentWidget() is self.preview and asked.isVisible()
        (asked if wanted else self.go_on).setFocus()

    @Slot(object)
    def _refuse(self, error: CarbonsvError) -> None:
        """Say why this file cannot be imported, and go on with the others."""
        self.busy.setVisible(False)
        words = [str(error), error.hint]
        if self.flow.path is not None and self.flow.path.suffix.casefold() in _PICTURES:
            words.append(self.tr("It can be evidence: drop it on the row of the record that it proves."))
        self.refusal_words.setText("\n\n".join(filter(None, words)))
        self.refusal_words.setAccessibleName(self.refusal_words.text())
        self.pages.setCurrentWidget(self.refusal)
        self._describe()
        (self.skip if self.skip.isVisible() else self.cancel).setFocus()

    def _describe(self) -> None:
        """Say which step of which file this is, and offer what can be done in it."""
        page, run = self.pages.currentWidget(), self.flow.run
        working = self.busy.isVisible()
        several = self.flow.count > 1
        place = self.tr("File {0} of {1}. ").format(self.flow.number, self.flow.count) if several else ""
        first, second = self.tr("Step 1 of 2: what the file says"), self.tr("Step 2 of 2: check")
        step = first if page is self.preview else second if page is self.check else ""
        self.step.setText(place + step)
        self.skip.setVisible(self.flow.more > 0)
        has_preview = run is not None and run.route not in _WITHOUT_PREVIEW
        self.back.setVisible((page is self.check and has_preview) or (page is self.refusal and has_preview))
        self.go_on.setVisible(page in (self.preview, self.check))
        self.go_on.setText(self._go_on_words(run) if page is self.check else self.tr("&Next"))
        self.go_on.setAccessibleName(self.go_on.text().replace("&", ""))
        possible = run is not None and (page is self.preview or bool(self._possible(run)))
        self.go_on.setEnabled(possible and not working)
        self.cancel.setText(
            self.tr("Close") if page is self.refusal and not self.flow.more else self.tr("Cancel")
        )

    def _possible(self, run: DryRun) -> bool:
        if run.unanswered is not None:
            return False
        return (run.plan.changes and not run.refused) or (run.same_file > 0 and not run.plan.changes)

    def _go_on_words(self, run: DryRun | None) -> str:
        if run is None or run.route == "factors":
            return self.tr("&Import")
        if run.same_file and not run.plan.changes:
            return self.tr("&Leave out")
        if run.records == 1:
            return self.tr("&Import 1 record")
        return (
            self.tr("&Import {0} records").format(f"{run.records:,}") if run.records else self.tr("&Import")
        )

    @Slot(object)
    def _change(self, choices: FileChoices) -> None:
        self.flow.change(choices)

    def _go_back(self) -> None:
        self.pages.setCurrentWidget(self.preview)
        self._describe()
        self._focus_first()

    def _go_on(self) -> None:
        run = self.flow.run
        if self.pages.currentWidget() is self.preview:
            self.pages.setCurrentWidget(self.check)
            self._describe()
            self.go_on.setFocus() if self.go_on.isEnabled() else self.check.tabs.setFocus()
        elif run is not None and not run.plan.changes:
            self.flow.next_file()
        else:
            self.flow.add()

    @Slot()
    def _add(self) -> None:
        """Show that records are being added: from here on there is no stopping half-way."""
        self.waiting_words.setText(self.tr("Adding the records…"))
        self.pages.setCurrentWidget(self.waiting)
        self.busy.setRange(0, 0)
        self.busy.setVisible(True)
        self._describe()
        self.cancel.setEnabled(False)
        self.skip.setEnabled(False)

    @Slot(object, object)
    def _take_added(self, run: DryRun, ids: Sequence[str]) -> None:
        self._added.append((run, tuple(ids)))
        self._enable()
        self.flow.next_file()

    def _enable(self) -> None:
        self.busy.setRange(0, 100)
        self.cancel.setEnabled(True)
        self.skip.setEnabled(True)

    @Slot()
    def _end(self) -> None:
        self.done(QDialog.DialogCode.Accepted)

    @guarded(nothing)
    def done(self, result: int) -> None:
        """Close, and say what was added; what is being read is stopped."""
        if not self.cancel.isEnabled():  # records are being added
            return
        self.flow.stop()
        added = self._added
        super().done(result)
        if added:
            self.imported.emit(added)
