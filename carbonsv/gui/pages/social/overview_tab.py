"""The first tab: three ledgers side by side, the footprint beside them, and what stands apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.pages.social.chart_part import is_ready, show_chart
from carbonsv.gui.pages.social.ledger_card import LedgerCard
from carbonsv.gui.pages.social.result_panel import clear, remark
from carbonsv.gui.widgets.cards import CardGrid
from carbonsv.gui.widgets.controls import button, card, heading, muted
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.figure_view import FigureView
from carbonsv.gui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from carbonsv.app.social.overview import Overview
    from carbonsv.app.social.view import SocialView
    from carbonsv.gui.jobs import Jobs

CASH = "private cash"
_MOST_REMARKS = 6
_CHART_PX = 240


class OverviewTab(QStackedWidget):
    """Shows the ledgers side by side. There is no sum over them, and the footprint is in none."""

    add_asked = Signal()
    explain_asked = Signal(str)

    def __init__(self, jobs: Jobs) -> None:
        """Lay the tab out, and what to do while nothing is claimed."""
        super().__init__()
        self.chart = FigureView(jobs, "social-ledgers", _CHART_PX)
        self.add_button = button(
            self.tr("&Add a claim"),
            self.tr("Say what you did; the program works out what it comes to"),
            self.add_asked.emit,
            style="primary",
        )
        said = self.tr(
            "What did you do for the environment: new lamps, fewer miles, less food thrown away, a garden "
            "for a school? Say it in plain words with two figures from your bills. The program works out "
            "tonnes and pounds, low, central and high, and shows every step."
        )
        self.empty = EmptyState(self.tr("Nothing claimed yet"), said, (self.add_button,))
        self.footprint = heading("", 1.35)
        self.footprint_note = muted(wrap=True)
        self.prices = muted(wrap=True)
        self.own_units = QVBoxLayout()
        self.apart = QVBoxLayout()
        self.leads = QVBoxLayout()
        self.remarks = QVBoxLayout()
        self.addWidget(self.empty)
        self.addWidget(self._area())

    def _area(self) -> QScrollArea:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP_PX)
        layout.addWidget(self._ledgers())
        layout.addWidget(self.prices)
        layout.addWidget(self._beside())
        self.leads_card = self._listed(self.tr("Lead priorities"), self.leads)
        self.remarks_card = self._listed(self.tr("To look at"), self.remarks)
        layout.addWidget(self._chart_card())
        layout.addWidget(self.leads_card)
        layout.addWidget(self.remarks_card)
        layout.addStretch(1)
        return scrolling(inside)

    def _chart_card(self) -> QFrame:
        self.chart_card, inside = card()
        inside.addWidget(self.chart)
        return self.chart_card

    def _ledgers(self) -> CardGrid:
        self.cards = (
            LedgerCard(
                "in boundary", self.tr("Our own footprint, lowered"), self.tr("scopes 1 to 3 of ours")
            ),
            LedgerCard(
                "influenced", self.tr("What we helped others do"), self.tr("homes of employees, suppliers")
            ),
            LedgerCard(CASH, self.tr("Our own cash"), self.tr("taxes and bills; no social value")),
        )
        for each in self.cards:
            each.explain_asked.connect(self.explain_asked)
        return CardGrid(tuple((each, 1) for each in self.cards))

    def _beside(self) -> QWidget:
        """Put the footprint beside what has no pounds: on one screen, and never added."""
        left, inside = card()
        inside.addWidget(muted(self.tr("Footprint")))
        inside.addWidget(self.footprint)
        inside.addWidget(self.footprint_note)
        inside.addStretch(1)
        right, listed = card()
        listed.addWidget(muted(self.tr("Done, in its own unit: not valued, and not nought")))
        listed.addLayout(self.own_units)
        listed.addLayout(self.apart)
        listed.addStretch(1)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP_PX)
        layout.addWidget(left, 1)
        layout.addWidget(right, 2)
        return row

    def _listed(self, title: str, lines: QVBoxLayout) -> QFrame:
        frame, layout = card()
        layout.addWidget(heading(title, 1.1))
        lines.setSpacing(8)
        layout.addLayout(lines)
        return frame

    @property
    def is_empty(self) -> bool:
        """Whether nothing is claimed; then the button for the first claim stands in the middle."""
        return self.currentWidget() is self.empty

    def show_view(self, view: SocialView) -> None:
        """Show the overview, or what to do first."""
        seen = view.overview
        self.setCurrentIndex(1 if seen.claims else 0)
        for place, ledger in zip(self.cards, seen.ledgers, strict=False):
            place.show_ledger(ledger)
        self.cards[2].show_cash(seen.cash, seen.cash_claims)
        self.prices.setText(seen.prices)
        label, emissions = seen.footprint
        self.footprint.setText(emissions)
        self.footprint_note.setText(
            self.tr("{0}, location-based. It stands beside the ledgers and is added to none.").format(label)
        )
        ready = is_ready(view, "ledgers")
        self.chart_card.setVisible(ready)
        if ready:
            show_chart(self.chart, view.value.snapshot, "ledgers")
        self._list_own_units(seen)
        self._list_leads(seen)
        self._list_remarks(seen)

    def _list_own_units(self, seen: Overview) -> None:
        clear(self.own_units)
        clear(self.apart)
        for title, quantity in seen.own_units:
            self.own_units.addWidget(_line(f"{quantity}  \N{MIDDLE DOT}  {title}"))
        if not seen.own_units:
            self.own_units.addWidget(muted(self.tr("Not assessed.")))
        for line in seen.apart:
            self.apart.addWidget(_line(line))

    def _list_leads(self, seen: Overview) -> None:
        clear(self.leads)
        for one in seen.leads:
            count = len(one.claims)
            said = self.tr("1 claim") if count == 1 else self.tr("{0} claims").format(count)
            self.leads.addWidget(_line(f"{one.title} ({one.framework}): {said}"))
        self.leads_card.setVisible(bool(seen.leads))

    def _list_remarks(self, seen: Overview) -> None:
        clear(self.remarks)
        wanted = [one for one in seen.remarks if one.severity != "notice"]
        for one in wanted[:_MOST_REMARKS]:
            self.remarks.addWidget(remark(one.severity, one.sentence))
        if len(wanted) > _MOST_REMARKS:
            more = self.tr("And {0} more, on the rows they are about.").format(len(wanted) - _MOST_REMARKS)
            self.remarks.addWidget(muted(more))
        self.remarks_card.setVisible(bool(wanted))

    def show_icons(self) -> None:
        """Nothing here has an icon of its own."""


def _line(text: str) -> QWidget:
    line = muted(text, wrap=True)
    line.setProperty("muted", False)  # noqa: FBT003 - a dynamic property for the style sheet
    return line
