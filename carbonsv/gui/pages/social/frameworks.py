"""The framework matrix: which priorities the claims serve, open to the user's changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from carbonsv.gui.guard import guarded, nothing
from carbonsv.gui.models.record_model import Field
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.social.shown_table import named_table
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import button, card, muted
from carbonsv.gui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from carbonsv.app.social.view import SocialView
    from carbonsv.gui.door import Door
    from carbonsv.value.frameworks import Matrix

_CODE_PX = 74
_FIXED = ("measure", "claims")


class MatrixTable(RecordTable):
    """The matrix: the space bar asks for a mark to be set or taken away."""

    toggle_asked = Signal()

    @guarded(nothing)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take the space bar; other keys are those of any table."""
        if event.key() == Qt.Key.Key_Space:
            self.toggle_asked.emit()
        else:
            super().keyPressEvent(event)


class Frameworks(QWidget):
    """Shows one framework at a time. The mapping is the program's proposal, and says so."""

    def __init__(self, door: Door) -> None:
        """Lay the part out."""
        super().__init__()
        self._door = door
        self._view: SocialView | None = None
        self.framework = ComboBox()
        self.framework.setAccessibleName(self.tr("Framework"))
        self.framework.setAccessibleDescription(self.tr("Show the priorities of this framework"))
        self.framework.activated.connect(self._show)
        self.only_claimed = QCheckBox(self.tr("Only what we claim"))
        self.only_claimed.setChecked(True)
        self.only_claimed.toggled.connect(self._show)
        self.map_button = button(
            self.tr("Map or unmap"),
            self.tr("Say whether the measure serves the priority of the cell (Space)"),
            self._toggle,
        )
        self.note = muted(wrap=True)
        self.uncovered = muted(wrap=True)
        self._place = QVBoxLayout()
        self.table = self._make_table(())
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(10)
        for each in (self.framework, self.only_claimed):
            bar.addWidget(each)
        bar.addStretch(1)
        bar.addWidget(self.map_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(bar)
        frame, inside = card()
        inside.setContentsMargins(6, 4, 6, 6)
        inside.addLayout(self._place)
        self._place.addWidget(self.table)
        layout.addWidget(frame, 1)
        layout.addWidget(self.uncovered)
        layout.addWidget(self.note)

    def _make_table(self, codes: tuple[tuple[str, str], ...]) -> MatrixTable:
        said = self.tr("Space maps or unmaps the measure")
        columns = (
            Field("measure", self.tr("What it is"), editable=False, width_px=300),
            Field("claims", self.tr("Claims"), "number", editable=False, width_px=74),
            *(
                replace(
                    Field(code, code, editable=False, width_px=_CODE_PX, format=_mark),
                    description=f"{title}. {said}",
                )
                for code, title in codes
            ),
        )
        table = named_table(MatrixTable, self._door, columns, self.tr("Measures by priorities"))
        table.doubleClicked.connect(self._toggle)
        table.toggle_asked.connect(self._toggle)
        return table

    @property
    def chosen(self) -> str:
        """The framework that is shown."""
        return str(self.framework.currentData() or "")

    def show_view(self, view: SocialView) -> None:
        """Show the matrix of the chosen framework and the lead priorities."""
        self._view = view
        before = self.chosen
        self.framework.clear()
        for name, title in view.value.framework_titles.items():
            self.framework.addItem(title, name)
        self.framework.setCurrentIndex(max(self.framework.findData(before), 0))
        self._show()

    @Slot()
    def _show(self) -> None:
        from carbonsv.app.social.tables import matrix_frame  # noqa: PLC0415 - after the first paint
        from carbonsv.value.frameworks import PROPOSAL  # noqa: PLC0415

        if self._view is None:
            return
        value = self._view.value
        matrix = value.matrix(self.chosen)
        codes = tuple((one.code, one.title) for one in matrix.priorities)
        if [field.name for field in self.table.records.fields] != [*_FIXED, *(code for code, _ in codes)]:
            self._replace_table(codes)
        any_claims = bool(self._view.overview.claims)
        self.only_claimed.setEnabled(any_claims)
        only_claimed = any_claims and self.only_claimed.isChecked()
        frame = matrix_frame(value, self.chosen, only_claimed=only_claimed)
        self.table.load(Records.of_frame(frame))
        self.note.setText(PROPOSAL)
        self._say_uncovered(matrix)

    def _replace_table(self, codes: tuple[tuple[str, str], ...]) -> None:
        old, self.table = self.table, self._make_table(codes)
        self._place.replaceWidget(old, self.table)
        old.hide()
        old.deleteLater()

    def _say_uncovered(self, matrix: Matrix) -> None:
        named = "; ".join(f"{one.code} {one.title}" for one in matrix.uncovered)
        said = (
            self.tr("No claim serves yet: {0}.").format(named)
            if named
            else self.tr("Every priority is served.")
        )
        self.uncovered.setText(said)

    @Slot()
    def _toggle(self) -> None:
        """Map or unmap the measure of the current row to the priority of the current column."""
        from carbonsv.app.social.tables import set_mapping  # noqa: PLC0415 - after the first paint

        index = self.table.currentIndex()
        if not index.isValid() or index.column() < len(_FIXED):
            return
        code = self.table.records.fields[index.column()].name
        serves = self.table.records.value(index.row(), code) == "yes"
        measure, framework = self.table.current_id(), self.chosen
        self._door.ask(lambda s: set_mapping(s, measure, framework, code, serves=not serves))

    def show_icons(self) -> None:
        """Nothing here has an icon of its own."""


def _mark(value: object) -> str:
    return "\N{BLACK CIRCLE}" if value == "yes" else ""
