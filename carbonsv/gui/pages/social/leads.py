"""Up to three priorities that are led with; a fourth is refused where it is asked for, with the reason."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carbonsv.gui.pages.social.result_panel import clear
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import button, card, heading, muted
from carbonsv.gui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from carbonsv.app.social.overview import Lead
    from carbonsv.app.social.view import SocialView
    from carbonsv.gui.door import Door

    Key = tuple[str, str]


class LeadPriorities(QWidget):
    """Shows what is led with, and takes one more or one off."""

    def __init__(self, door: Door) -> None:
        """Lay the part out."""
        super().__init__()
        self._door = door
        self._view: SocialView | None = None
        said = self.tr(
            "Residents gain most from a few things done well. What you lead with stands first on the "
            "overview and in the statement."
        )
        self.framework = self._chooser(self.tr("Framework"), self._list_priorities)
        self.priority = self._chooser(self.tr("Priority to lead with"), self._nothing)
        self.lead_button = button(self.tr("Lead with it"), self.tr("Show this priority first"), self._lead)
        self.refusal = muted(wrap=True)
        self.refusal.setProperty("refusal", True)  # noqa: FBT003 - a dynamic property for the style sheet
        self.refusal.hide()
        self.leads = QVBoxLayout()
        self._lay_out(said)

    def _lay_out(self, said: str) -> None:
        frame, listed = card()
        listed.addWidget(heading(self.tr("Up to three priorities to lead with"), 1.05))
        listed.addLayout(self.leads)
        choose, below = card()
        below.addWidget(muted(self.tr("Add a priority")))
        for each in (self.framework, self.priority):
            below.addWidget(each)
        row = QHBoxLayout()
        row.addWidget(self.lead_button)
        row.addStretch(1)
        below.addLayout(row)
        below.addWidget(self.refusal)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for widget in (muted(said, wrap=True), frame, choose):
            layout.addWidget(widget)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside, takes_keys=False))

    def _chooser(self, name: str, chosen: object) -> ComboBox:
        combo = ComboBox()
        combo.setAccessibleName(name)
        combo.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.activated.connect(chosen)
        return combo

    @Slot()
    def _nothing(self) -> None:
        self.refusal.hide()

    def show_view(self, view: SocialView) -> None:
        """Show what is led with, and what may be."""
        self._view = view
        before = self.framework.currentData()
        self.framework.clear()
        for name, title in view.value.framework_titles.items():
            self.framework.addItem(title, name)
        self.framework.setCurrentIndex(max(self.framework.findData(before), 0))
        self._list_priorities()
        self._list_leads()

    @Slot()
    def _list_priorities(self) -> None:
        before = self.priority.currentData()
        self.priority.clear()
        if self._view is not None:
            chosen = str(self.framework.currentData() or "")
            for one in self._view.value.matrix(chosen).priorities:
                self.priority.addItem(f"{one.code}  {one.title}", one.code)
        self.priority.setCurrentIndex(max(self.priority.findData(before), 0))

    def _list_leads(self) -> None:
        clear(self.leads)
        if self._view is None:
            return
        keys = self._view.value.lead_priorities
        for place, (key, one) in enumerate(zip(keys, self._view.overview.leads, strict=True), 1):
            self.leads.addWidget(self._row(place, key, one))
        if not keys:
            self.leads.addWidget(muted(self.tr("None chosen yet. A few are kept to better than many.")))

    def _row(self, place: int, key: Key, one: Lead) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        count = len(one.claims)
        served = self.tr("1 claim") if count == 1 else self.tr("{0} claims").format(count)
        words = muted(f"{place}. {one.title} ({one.framework}): {served}", wrap=True)
        words.setProperty("muted", False)  # noqa: FBT003 - a dynamic property for the style sheet
        off = button(
            self.tr("Take off"),
            self.tr("No longer lead with {0}").format(one.title),
            partial(self._take_off, key),
            style="link",
        )
        line.addWidget(words, 1)
        line.addWidget(off)
        return row

    def _lead(self) -> None:
        from carbonsv.app.social.tables import lead_with  # noqa: PLC0415 - after the first paint

        framework, code = str(self.framework.currentData() or ""), str(self.priority.currentData() or "")
        said = self._door.ask(lambda session: lead_with(session, framework, code)) or ""
        self.refusal.setText(said)
        self.refusal.setAccessibleName(said)
        self.refusal.setVisible(bool(said))

    def _take_off(self, key: Key) -> None:
        from carbonsv.app.social.tables import lead_no_more  # noqa: PLC0415 - after the first paint

        self.refusal.hide()
        self._door.ask(lambda session: lead_no_more(session, *key))

    def show_icons(self) -> None:
        """Nothing here has an icon of its own."""
