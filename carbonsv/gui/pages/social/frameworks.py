"""The framework matrix: which priorities the claims serve, and up to three that are led with."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from carbonsv.gui.models.record_model import Field
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.social.result_panel import clear
from carbonsv.gui.pages.social.shown_table import shown_table
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import button, card, heading, muted

if TYPE_CHECKING:
    from carbonsv.app.social_view import SocialView
    from carbonsv.gui.door import Door
    from carbonsv.gui.widgets.record_table import RecordTable
    from carbonsv.value.frameworks import Matrix

_CODE_PX = 74
_FIXED = ("measure", "claims")


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
        self.priority = ComboBox()
        self.priority.setAccessibleName(self.tr("Priority to lead with"))
        self.priority.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.lead_button = button(self.tr("Lead with it"), self.tr("Show this priority first"), self._lead)
        self.refusal = muted(wrap=True)
        self.refusal.setProperty("refusal", True)  # noqa: FBT003 - a dynamic property for the style sheet
        self.refusal.hide()
        self.note = muted(wrap=True)
        self.uncovered = muted(wrap=True)
        self.leads = QVBoxLayout()
        self._place = QVBoxLayout()
        self.table: RecordTable = self._make_table(())
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
        layout.addWidget(self._leads_card())
        layout.addLayout(bar)
        frame, inside = card()
        inside.setContentsMargins(6, 4, 6, 6)
        inside.addLayout(self._place)
        self._place.addWidget(self.table)
        layout.addWidget(frame, 1)
        layout.addWidget(self.uncovered)
        layout.addWidget(self.note)

    def _leads_card(self) -> QWidget:
        frame, inside = card()
        inside.addWidget(heading(self.tr("Up to three priorities to lead with"), 1.05))
        inside.addLayout(self.leads)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.priority, 1)
        row.addWidget(self.lead_button)
        inside.addLayout(row)
        inside.addWidget(self.refusal)
        return frame

    def _make_table(self, codes: tuple[tuple[str, str], ...]) -> RecordTable:
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
        table = shown_table(self._door, columns, self.tr("Measures by priorities"))
        table.doubleClicked.connect(self._toggle)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), table, context=Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self._toggle)
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
        from carbonsv.app.social_tables import matrix_frame  # noqa: PLC0415 - after the first paint
        from carbonsv.value.frameworks import PROPOSAL  # noqa: PLC0415

        if self._view is None:
            return
        value = self._view.value
        matrix = value.matrix(self.chosen)
        codes = tuple((one.code, one.title) for one in matrix.priorities)
        if [field.name for field in self.table.records.fields] != [*_FIXED, *(code for code, _ in codes)]:
            self._replace_table(codes)
        frame = matrix_frame(value, self.chosen, only_claimed=self.only_claimed.isChecked())
        self.table.load(Records.of_frame(frame))
        self.note.setText(PROPOSAL)
        self._say_uncovered(matrix)
        self._list_priorities(codes)
        self._list_leads()

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

    def _list_priorities(self, codes: tuple[tuple[str, str], ...]) -> None:
        before = self.priority.currentData()
        self.priority.clear()
        for code, title in codes:
            self.priority.addItem(f"{code}  {title}", code)
        self.priority.setCurrentIndex(max(self.priority.findData(before), 0))

    def _list_leads(self) -> None:
        clear(self.leads)
        if self._view is None:
            return
        leads = self._view.overview.leads
        for place, one in enumerate(leads):
            key = self._view.value.lead_priorities[place]
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(muted(f"{place + 1}. {one.title} ({one.framework})", wrap=True), 1)
            off = button(
                self.tr("Take off"),
                self.tr("No longer lead with {0}").format(one.title),
                partial(self._take_off, key),
            )
            off.setProperty("link", True)  # noqa: FBT003 - a dynamic property for the style sheet
            line.addWidget(off)
            self.leads.addWidget(row)
        if not leads:
            self.leads.addWidget(muted(self.tr("None chosen yet. A few are kept to better than many.")))

    def _lead(self) -> None:
        from carbonsv.app.social_tables import lead_with  # noqa: PLC0415 - after the first paint

        framework, code = self.chosen, str(self.priority.currentData() or "")
        said = self._door.ask(lambda session: lead_with(session, framework, code)) or ""
        self.refusal.setText(said)
        self.refusal.setAccessibleName(said)
        self.refusal.setVisible(bool(said))

    def _take_off(self, key: tuple[str, str]) -> None:
        from carbonsv.app.social_tables import lead_no_more  # noqa: PLC0415 - after the first paint

        self.refusal.hide()
        self._door.ask(lambda session: lead_no_more(session, *key))

    @Slot()
    def _toggle(self) -> None:
        """Map or unmap the measure of the current row to the priority of the current column."""
        from carbonsv.app.social_tables import set_mapping  # noqa: PLC0415 - after the first paint

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
