"""Minimum requirements and ethical procurement: a gate and a list of questions, neither worth pounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from carbonsv.gui.pages.social.answers import AnswerKind, AnswerList, Asked, today
from carbonsv.gui.widgets.evidence_column import evidence_numbers
from carbonsv.gui.widgets.evidence_files import EvidenceFiles
from carbonsv.model import text

if TYPE_CHECKING:
    from carbonsv.app.social.view import SocialView
    from carbonsv.gui.door import Door
    from carbonsv.library.guidance import EthicalQuestion


_TABLE = "requirement"
_MOODS = {"met": "good", "not assessed": "open"}


class Requirements(AnswerList):
    """The minimum requirements: yes or no, what shows it, and until when."""

    def __init__(self, door: Door) -> None:
        """Ask them."""
        self._door = door
        choices = (("", "Not assessed"), ("yes", "Yes"), ("no", "No"))
        super().__init__("", AnswerKind("met", choices, "evidence", "expires", files=True), self._give)
        self.files = EvidenceFiles(door, _TABLE, self)
        self.files_asked.connect(self._show_files)
        self.files_dropped.connect(self.files.attach_to)
        self.purpose.setText(
            self.tr(
                "Some buyers ask for these before they read anything else. It is a gate, not a score: yes "
                "needs something that shows it, and a certificate that has run out does not count."
            )
        )

    def _give(self, name: str, column: str, typed: str) -> str:
        from carbonsv.app.social.tables import give_answer  # noqa: PLC0415 - after the first paint

        return self._door.ask(lambda session: give_answer(session, _TABLE, _TABLE, name, column, typed)) or ""

    @Slot(str)
    def _show_files(self, name: str) -> None:
        """Show the files of a requirement; ask for the first one where there are none."""
        from carbonsv.app.evidence_records import requirement_place  # noqa: PLC0415 - it loads pandas

        place = self._door.ask(lambda session: requirement_place(session.document, name))
        if place is not None and place.record_id in evidence_numbers(self._door, _TABLE):
            self.files.show([place.record_id])
        elif place is not None:
            self.files.ask_for(name)

    def show_view(self, view: SocialView) -> None:
        """Show which are met today."""
        from carbonsv.app.social.records import requirements  # noqa: PLC0415 - after the first paint
        from carbonsv.app.social.tables import answer_rows, gate_words, requirement_help  # noqa: PLC0415

        snapshot, day, helps = view.value.snapshot, today(), requirement_help()
        listed = [
            Asked(
                one.id, one.title, helps.get(one.id, ""), one.status(day), _MOODS.get(one.status(day), "bad")
            )
            for one in requirements(snapshot)
        ]
        rows = answer_rows(snapshot, _TABLE, _TABLE)
        self.show_answers(gate_words(snapshot, day), listed, rows, evidence_numbers(self._door, _TABLE))


class EthicalQuestions(AnswerList):
    """The questions of ethical procurement with guidance; those that purchases raise come first."""

    def __init__(self, door: Door) -> None:
        """Ask them."""
        self._door = door
        kind = AnswerKind(
            "answer",
            (("", "Unanswered"), ("yes", "Yes"), ("no", "No"), ("not-applicable", "Does not apply")),
            "evidence",
        )
        super().__init__("", kind, self._give)
        self.purpose.setText(
            self.tr(
                "What green goods are made of matters too. Unanswered is shown as unanswered and never "
                "counts as yes; the score is that of the answered questions."
            )
        )

    def _give(self, name: str, column: str, typed: str) -> str:
        from carbonsv.app.social.tables import give_answer  # noqa: PLC0415 - after the first paint

        table, key = "procurement_answer", "question"
        return self._door.ask(lambda session: give_answer(session, table, key, name, column, typed)) or ""

    def show_view(self, view: SocialView) -> None:
        """Show the answers, and which purchases raise a question."""
        from carbonsv.app.social.records import ethics  # noqa: PLC0415 - after the first paint
        from carbonsv.app.social.tables import answer_rows, list_beside  # noqa: PLC0415
        from carbonsv.library.guidance import read_questions  # noqa: PLC0415

        snapshot = view.value.snapshot
        raised, score = view.raised, ethics(snapshot)
        asked = [
            self._asked(one, raised.get(one.id, ()), list_beside(one), one.id in score.unanswered)
            for one in sorted(read_questions(), key=lambda one: one.id not in raised)
        ]
        shown = self.tr("not scored yet") if score.score != score.score else text.number(score.score)
        figure = self.tr("Score {0} of 100 from {1} answered questions; {2} unanswered.")
        rows = answer_rows(snapshot, "procurement_answer", "question")
        self.show_answers(figure.format(shown, score.answered, len(score.unanswered)), asked, rows)

    def _asked(self, one: EthicalQuestion, names: tuple[str, ...], beside: str, unanswered: bool) -> Asked:  # noqa: FBT001
        raised = self.tr(" Raised by: {0}.").format("; ".join(names[:3])) if names else ""
        state = self.tr("unanswered") if unanswered else self.tr("answered")
        return Asked(
            one.id, one.question, f"{one.help}{beside}{raised}", state, "open" if unanswered else "good"
        )
