"""Adding or changing a claim: four short steps, with what it comes to beside them while one types."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMessageBox,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from carbonsv.gui.guard import guarded, nothing
from carbonsv.gui.pages.social.claim_questions import ANYWAY, HOW_MUCH, WHERE, ClaimQuestions
from carbonsv.gui.pages.social.measure_list import MeasureList
from carbonsv.gui.pages.social.result_panel import ResultPanel
from carbonsv.gui.widgets.controls import button, muted
from carbonsv.gui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QPushButton

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.app.social.draft import Draft
    from carbonsv.gui.door import Door
    from carbonsv.gui.jobs import Jobs

_PAUSE_MS = 150
_WIDTH_PX, _HEIGHT_PX = 1000, 640
_LARGEST_SHARE = 0.92  # of the screen
_JOB = "social-draft"


class ClaimDialog(QDialog):
    """Asks for one claim. It decides nothing: it asks what the answers come to, and to keep them."""

    kept = Signal(str)

    def __init__(self, door: Door, jobs: Jobs, snapshot: Snapshot, parent: QWidget) -> None:
        """Lay the steps out."""
        from carbonsv.app.social.value import shipped_packs  # noqa: PLC0415 - after the first paint
        from carbonsv.app.social.words import questions  # noqa: PLC0415

        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._door, self._jobs, self._snapshot = door, jobs, snapshot
        self._claim_id = ""
        self._before: dict[str, str] = {}
        self._catalogue = shipped_packs().catalogue
        self.measures = MeasureList(self._catalogue, questions()["measure"])
        self.questions = ClaimQuestions(door, snapshot)
        self.panel = ResultPanel()
        self._make_buttons()
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._work_out)
        self.measures.chosen.connect(self._measure_chosen)
        self.measures.activated.connect(self.go_on)
        self.questions.changed.connect(self._pause.start)
        self.steps.currentChanged.connect(self._show_step)
        self.setWindowTitle(self.tr("Add a claim"))
        self._be_wide_enough()
        self._begin({})
        self._focus()

    def _make_buttons(self) -> None:
        self.back_button = button(self.tr("&Back"), self.tr("Go to the step before"), self._go_back)
        self.next_button = button(self.tr("&Next"), self.tr("Go to the next step"), self.go_on)
        self.save_button = button(
            self.tr("&Save claim"), self.tr("Keep the claim in the document"), self.save, style="primary"
        )
        self.cancel_button = button(
            self.tr("Cancel"), self.tr("Close without keeping the claim"), self.reject
        )

    def _lay_out(self) -> None:
        self.steps = QTabBar()
        self.steps.setDrawBase(False)
        self.steps.setDocumentMode(True)
        self.steps.setExpanding(False)
        self.steps.setAccessibleName(self.tr("Steps of the claim"))
        self.stack = QStackedWidget()
        self.more: dict[str, QPushButton] = {}
        titles = (
            self.tr("1 What"),
            self.tr("2 How much"),
            self.tr("3 Where"),
            self.tr("4 Without you"),
        )
        areas = (self.measures, *(self._step(name) for name in (HOW_MUCH, WHERE, ANYWAY)))
        for title, area in zip(titles, areas, strict=True):
            self.steps.addTab(title)
            self.stack.addWidget(area)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.steps)
        left.addWidget(self.stack, 1)
        body = QHBoxLayout()
        body.setSpacing(18)
        body.addLayout(left, 5)
        body.addWidget(self.panel, 4)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        for each in (self.back_button, self.next_button, self.save_button):
            row.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(14)
        layout.addLayout(body, 1)
        layout.addLayout(row)

    def _step(self, step: str) -> QScrollArea:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 14, 0)
        layout.setSpacing(16)
        if step == ANYWAY:
            intro = self.tr(
                "Be honest here: an auditor will be. Blank deducts nothing, and every page and document says "
                "that no adjustment was made."
            )
            layout.addWidget(muted(intro, wrap=True))
        for field in self.questions.of_step(step):
            layout.addWidget(field)
        more = button(
            self.tr("More questions"),
            self.tr("Show the further questions of this step"),
            partial(self._more, step),
        )
        more.setProperty("link", True)  # noqa: FBT003 - a dynamic property for the style sheet
        self.more[step] = more
        layout.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        return scrolling(inside, takes_keys=False)

    def _be_wide_enough(self) -> None:
        place = self.screen().availableGeometry()
        self.resize(
            min(_WIDTH_PX, round(place.width() * _LARGEST_SHARE)),
            min(_HEIGHT_PX, round(place.height() * _LARGEST_SHARE)),
        )

    def change(self, claim_id: str, texts: Mapping[str, str]) -> None:
        """Begin with a claim of the document, at its quantities."""
        self._claim_id = claim_id
        self.setWindowTitle(self.tr("Change a claim"))
        self._begin(texts)
        self.steps.setCurrentIndex(1)
        self._focus()

    def begin_with(self, texts: Mapping[str, str]) -> None:
        """Begin with answers that were given elsewhere, at the quantities."""
        self._begin(texts)
        self.steps.setCurrentIndex(1)
        self._focus()

    def _begin(self, texts: Mapping[str, str]) -> None:
        self.measures.choose(texts.get("measure", ""))
        self.questions.begin(texts)
        if self.measures.measure:
            self.questions.fit(self._catalogue.find(self.measures.measure))
            self.questions.begin(texts)  # variants are offered by the measure
        self._before = self._texts()
        self._show_step()
        self._work_out()

    @property
    def draft(self) -> Draft:
        """What was typed so far, as it is read."""
        from carbonsv.app.social.draft import read_draft  # noqa: PLC0415 - after the first paint

        return read_draft(self._texts(), self._catalogue, self._snapshot.library.catalogue)

    def _texts(self) -> dict[str, str]:
        measure = self.measures.measure
        return {"measure": measure, **self.questions.texts()} if measure else {}

    @Slot(str)
    def _measure_chosen(self, measure: str) -> None:
        if measure:
            self.questions.fit(self._catalogue.find(measure))
        self._show_step()
        self._pause.start()

    @Slot()
    def _work_out(self) -> None:
        """Ask in a worker what the answers come to."""
        from carbonsv.app.social.result import NOTHING_YET, draft_result  # noqa: PLC0415 - after the first paint

        if not self.measures.measure:
            self.panel.show_result(NOTHING_YET)
            return
        draft, snapshot, claim_id = self.draft, self._snapshot, self._claim_id
        self.questions.say(draft.refused, draft.readings)
        work = partial(draft_result, snapshot, draft.row, claim_id)
        self._jobs.run(_JOB, work, done=self.panel.show_result)

    @Slot()
    def _show_step(self) -> None:
        """Show the step in front, and the buttons that lead on from it."""
        at, last = self.steps.currentIndex(), self._last
        self.stack.setCurrentIndex(at)
        chosen = bool(self.measures.measure)
        for place in range(1, self.steps.count()):
            self.steps.setTabEnabled(place, chosen)
        self.steps.setTabVisible(self.steps.count() - 1, last == self.steps.count() - 1)
        self.back_button.setVisible(at > 0)
        self.next_button.setVisible(at < last)
        self.next_button.setEnabled(chosen)
        self.save_button.setEnabled(chosen)
        (self.next_button if at < last else self.save_button).setDefault(True)
        for step, more in self.more.items():
            more.setVisible(self.questions.has_more(step) and not more.property("pressed"))

    @property
    def _last(self) -> int:
        """The last step: what is not valued asks for no additionality."""
        measure = self.measures.measure
        valued = not measure or self._catalogue.find(measure).valued
        return self.steps.count() - (1 if valued else 2)

    @Slot()
    def go_on(self) -> None:
        """Go to the next step, and to its first question."""
        if self.measures.measure:
            self.steps.setCurrentIndex(min(self.steps.currentIndex() + 1, self._last))
            self._focus()

    def _go_back(self) -> None:
        self.steps.setCurrentIndex(max(self.steps.currentIndex() - 1, 0))
        self._focus()

    def _focus(self) -> None:
        at = self.steps.currentIndex()
        if at == 0:
            self.measures.search.setFocus(Qt.FocusReason.TabFocusReason)
            return
        fields = self.questions.of_step((HOW_MUCH, WHERE, ANYWAY)[at - 1])
        first = next((one for one in fields if one.isVisibleTo(self)), None)
        if first is not None:
            first.focus()

    def _more(self, step: str) -> None:
        self.questions.show_all(step, shown=True)
        self.more[step].setProperty("pressed", True)  # noqa: FBT003
        self.more[step].hide()
        further = [
            one for one in self.questions.of_step(step) if one.question.advanced and one.isVisibleTo(self)
        ]
        if further:
            further[0].focus()

    def save(self) -> None:
        """Keep the claim; where an answer is missing or cannot be read, go to it."""
        from carbonsv.app.social.draft import save_draft  # noqa: PLC0415 - after the first paint

        draft = self.draft
        if draft.refused:
            self._go_to(next(iter(draft.refused)), draft.refused)
            return
        kept = self._door.ask(lambda session: save_draft(session, draft, self._claim_id))
        if kept:
            self._before = self._texts()
            self.kept.emit(kept)
            self.accept()

    def _go_to(self, name: str, refused: Mapping[str, str]) -> None:
        field = self.questions.fields.get(name)
        if field is None:
            self.steps.setCurrentIndex(0)
            return
        self.questions.show_all(field.question.step, shown=True)
        self.steps.setCurrentIndex((HOW_MUCH, WHERE, ANYWAY).index(field.question.step) + 1)
        field.say(refused[name])
        field.focus()

    @guarded(nothing)
    def reject(self) -> None:
        """Close; where something was typed, ask first."""
        if self._texts() == self._before:
            self._close()
            return
        ask = QMessageBox(self)
        ask.setIcon(QMessageBox.Icon.Question)
        ask.setWindowTitle(self.windowTitle())
        ask.setText(self.tr("The claim is not kept yet."))
        ask.setInformativeText(self.tr("Discard what was typed?"))
        ask.setStandardButtons(QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel)
        ask.setDefaultButton(QMessageBox.StandardButton.Cancel)
        ask.button(QMessageBox.StandardButton.Discard).clicked.connect(self._close)
        ask.open()

    def _close(self) -> None:
        self._jobs.cancel(_JOB)
        super().reject()
