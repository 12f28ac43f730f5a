"""Advice by the organisation's own largest sources, whom to ask, and the boroughs of its sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.models.record_model import Field
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.social.result_panel import clear
from carbonsv.gui.pages.social.shown_table import shown_table
from carbonsv.gui.widgets.controls import card, heading, muted
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.table_card import TableCard
from carbonsv.model import text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

    from carbonsv.app.social.view import SocialView
    from carbonsv.gui.door import Door
    from carbonsv.gui.widgets.record_table import RecordTable
    from carbonsv.library.guidance import Signpost
    from carbonsv.value.advice import RankedAdvice


class Advice(QScrollArea):
    """Shows a card for each of the largest sources, the largest first."""

    def __init__(self) -> None:
        """Take the place of the advice."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Advice by your largest sources"))
        inside = QWidget()
        self._outer = QVBoxLayout(inside)
        self._outer.setContentsMargins(0, 0, 10, 0)
        self._outer.setSpacing(theme.GAP_PX)
        said = self.tr(
            "By your own largest sources of the last reporting year. Nothing is sent: addresses are text."
        )
        self._outer.addWidget(muted(said, wrap=True))
        self.cards = QVBoxLayout()
        self.cards.setSpacing(theme.GAP_PX)
        self._outer.addLayout(self.cards)
        self._outer.addStretch(1)
        self.setWidget(inside)

    def show_view(self, view: SocialView) -> None:
        """Show the advice for the last reporting year."""
        clear(self.cards)
        for one in view.advice:
            self.cards.addWidget(self._card(one))
        if not view.advice:
            self.cards.addWidget(
                muted(self.tr("Enter bills and journeys first; advice follows your largest sources."))
            )

    def _card(self, one: RankedAdvice) -> QFrame:
        frame, layout = card()
        topic = one.advice.topic
        layout.addWidget(heading(f"{topic[:1].upper()}{topic[1:]}: {text.co2e(one.co2e_kg)}", 1.1))
        tip = muted(one.advice.tip, wrap=True)
        tip.setProperty("muted", False)  # noqa: FBT003 - the tip is the point of the card
        layout.addWidget(tip)
        for each in one.signposts:
            line = muted(_signpost(each), wrap=True)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(line)
        return frame

    def show_icons(self) -> None:
        """Nothing here has an icon of its own."""


def _signpost(one: Signpost) -> str:
    checked = f", checked {text.day(one.checked)}" if one.checked else ", not checked yet"
    return f"{one.organisation}: {one.what_for}. {one.address or 'no address'}{checked} ({one.how_checked})"


class Boroughs(QWidget):
    """Shows the emissions of the boroughs of sites and claims, as a backdrop."""

    def __init__(self, door: Door) -> None:
        """Lay the part out."""
        super().__init__()
        from carbonsv.value.boroughs import SUBSET  # noqa: PLC0415 - after the first paint

        self.table: RecordTable = shown_table(door, self._fields(), self.tr("Boroughs"))
        empty = EmptyState(
            self.tr("No borough of Greater Manchester yet"),
            self.tr(
                "Give your sites their local authority on the Organisation page, or name one in a claim."
            ),
        )
        self.card = TableCard(self.table, empty, self.tr("Filter boroughs"))
        self.source = muted(wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(muted(self.tr("Where your sites stand: {0}.").format(SUBSET), wrap=True))
        layout.addWidget(self.card, 1)
        layout.addWidget(self.source)

    def _fields(self) -> tuple[Field, ...]:
        return (
            Field("name", self.tr("Borough"), editable=False, width_px=220),
            Field("year", self.tr("Year"), "number", editable=False, width_px=70, format=_year),
            Field("per_person", self.tr("t CO₂ a person"), "number", editable=False, width_px=130),
            Field("total", self.tr("kt CO₂"), "number", editable=False, width_px=120),
            Field("claims", self.tr("Our claims here"), "number", editable=False, width_px=130),
        )

    def show_view(self, view: SocialView) -> None:
        """Show the newest figures of each borough."""
        self.card.load(Records.of_frame(view.boroughs))
        cited = view.value.packs.citations["gm-boroughs-emissions"]
        self.source.setText(self.tr("Source: {0}").format(cited.attribution))

    def show_icons(self) -> None:
        """Give the filter its lens."""
        self.card.show_icons()


def _year(value: Any) -> str:
    return "" if value is None else str(int(value))
