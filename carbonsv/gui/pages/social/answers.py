"""A list of questions with guidance, each with an answer, what shows it, and the day it runs out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from carbonsv.gui import theme
from carbonsv.gui.guard import guarded, nothing
from carbonsv.gui.models.records import shown_text
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import button, card, muted
from carbonsv.gui.widgets.evidence_column import files_shown
from carbonsv.gui.widgets.evidence_files import dropped_files
from carbonsv.gui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QPushButton

_DATE_PX = 164


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the list.

    Attributes:
        state: what the answers come to: met, expired, unanswered.
        mood: good, bad, or open while nothing is answered.
    """

    id: str
    title: str
    help: str
    state: str
    mood: str


@dataclass(frozen=True, slots=True)
class AnswerKind:
    """Which columns hold the answers, what may be answered, and whether files can be attached."""

    answer: str
    choices: Sequence[tuple[str, str]]
    evidence: str
    expires: str = ""
    files: bool = False


class AnswerCard(QFrame):
    """One question with its answer."""

    files_asked = Signal(str)
    files_dropped = Signal(str, object)

    def __init__(self, asked: Asked, kind: AnswerKind, write: Callable[[str, str, str], str]) -> None:
        """Ask it."""
        super().__init__()
        self._id, self._kind, self._write = asked.id, kind, write
        frame, layout = card()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        top = QHBoxLayout()
        title = QLabel(asked.title)
        title.setWordWrap(True)
        title.setFont(theme.scaled_font(1.0, QFont.Weight.DemiBold))
        self.state = QLabel()
        top.addWidget(title, 1)
        top.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(top)
        if asked.help:
            layout.addWidget(muted(asked.help, wrap=True))
        self.editors: dict[str, QLineEdit | QComboBox] = {}
        row = QHBoxLayout()
        row.setSpacing(10)
        self._add_editors(row, asked)
        self.files = self._make_files(asked) if kind.files else None
        if self.files is not None:
            row.addWidget(self.files)
        layout.addLayout(row)
        self.remark = muted(wrap=True)
        self.remark.setProperty("refusal", True)  # noqa: FBT003 - a dynamic property for the style sheet
        self.remark.hide()
        layout.addWidget(self.remark)

    def _add_editors(self, row: QHBoxLayout, asked: Asked) -> None:
        combo = ComboBox()
        for value, words in self._kind.choices:
            combo.addItem(words, value)
        combo.setAccessibleName(self.tr("Answer: {0}").format(asked.title))
        combo.setAccessibleDescription(asked.help)
        combo.activated.connect(partial(self._answered, self._kind.answer))
        self.editors[self._kind.answer] = combo
        row.addWidget(combo)
        self._add_line(
            row, self._kind.evidence, self.tr("What shows it, for example: certificate 1234"), asked, 3
        )
        if self._kind.expires:
            self._add_line(row, self._kind.expires, self.tr("Valid until, 31/03/2027"), asked, 1)

    def _add_line(self, row: QHBoxLayout, column: str, hint: str, asked: Asked, stretch: int) -> None:
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setAccessibleName(f"{hint.partition(',')[0]}: {asked.title}")
        line.setAccessibleDescription(hint)
        line.editingFinished.connect(partial(self._typed, column))
        line.setMinimumWidth(_DATE_PX if column == self._kind.expires else 0)
        self.editors[column] = line
        row.addWidget(line, stretch)

    def _make_files(self, asked: Asked) -> QPushButton:
        said = self.tr("Files that show it, such as a certificate; a drop on the card attaches them too")
        made = button("", said, lambda: self.files_asked.emit(self._id))
        made.setAccessibleName(self.tr("Attached files: {0}").format(asked.title))
        self.setAcceptDrops(True)
        return made

    @guarded(nothing)
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files that can be evidence; leave others to the window."""
        event.setAccepted(bool(dropped_files(event)))

    @guarded(nothing)
    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Hand on the files that are dropped."""
        self.files_dropped.emit(self._id, dropped_files(event))
        event.acceptProposedAction()

    def show_answer(self, asked: Asked, row: Mapping[str, Any], files: int = 0) -> None:
        """Show the answer as it is kept, with the number of its files; what is being typed stays."""
        if self.files is not None:
            self.files.setText(files_shown(files) or self.tr("Attach…"))
        tokens = theme.current()
        ink, wash = {
            "good": (tokens.on_wash, tokens.wash),
            "bad": (tokens.error, tokens.error_wash),
        }.get(asked.mood, (tokens.muted, tokens.window))
        self.state.setText(asked.state)
        self.state.setAccessibleName(f"{asked.title}: {asked.state}")
        self.state.setStyleSheet(f"color: {ink}; background: {wash}; border-radius: 9px; padding: 2px 10px;")
        for column, editor in self.editors.items():
            value = row.get(column)
            if isinstance(editor, QComboBox):
                editor.setCurrentIndex(max(editor.findData(value if isinstance(value, str) else ""), 0))
            elif not (editor.hasFocus() and editor.isModified()):
                editor.setText(shown_text(value))
                editor.setCursorPosition(0)

    def _answered(self, column: str, _row: int) -> None:
        combo = self.editors[column]
        if isinstance(combo, QComboBox):
            self._hand_on(column, str(combo.currentData() or ""))

    def _typed(self, column: str) -> None:
        line = self.editors[column]
        if isinstance(line, QLineEdit) and line.isModified():
            line.setModified(False)
            self._hand_on(column, line.text().strip())

    def _hand_on(self, column: str, typed: str) -> None:
        refused = self._write(self._id, column, typed)
        self.remark.setText(refused)
        self.remark.setVisible(bool(refused))


class AnswerList(QWidget):
    """Questions below each other, with a sentence of what they come to above."""

    files_asked = Signal(str)
    files_dropped = Signal(str, object)

    def __init__(self, purpose: str, kind: AnswerKind, write: Callable[[str, str, str], str]) -> None:
        """Take the place of the questions."""
        super().__init__()
        self._kind, self._write = kind, write
        self.cards: dict[str, AnswerCard] = {}
        self.figure = QLabel()
        self.figure.setWordWrap(True)
        self.figure.setFont(theme.scaled_font(1.1, QFont.Weight.DemiBold))
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 10, 0)
        self._list.setSpacing(theme.GAP_PX)
        self._list.addStretch(1)
        area = scrolling(inside, takes_keys=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.purpose = muted(purpose, wrap=True)
        layout.addWidget(self.purpose)
        layout.addWidget(self.figure)
        layout.addWidget(area, 1)

    def show_answers(
        self,
        figure: str,
        asked: Sequence[Asked],
        rows: Mapping[str, Mapping[str, Any]],
        files: Mapping[str, int] | None = None,
    ) -> None:
        """Show the questions with their answers, and how many files each row of an answer has."""
        self.figure.setText(figure)
        for one in asked:
            if one.id not in self.cards:
                self._list.insertWidget(self._list.count() - 1, self._make_card(one))
            row = rows.get(one.id, {})
            self.cards[one.id].show_answer(one, row, (files or {}).get(str(row.get("id")), 0))

    def _make_card(self, asked: Asked) -> AnswerCard:
        made = self.cards[asked.id] = AnswerCard(asked, self._kind, self._write)
        made.files_asked.connect(self.files_asked)
        made.files_dropped.connect(self.files_dropped)
        return made

    def show_icons(self) -> None:
        """Nothing here has an icon of its own."""


def today() -> date:
    """Return the user's own day."""
    return date.today()  # noqa: DTZ011 - certificates run out by the calendar on the wall
