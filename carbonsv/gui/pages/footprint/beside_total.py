"""What stands beside the total: lines of their own, instruments of scope 2, and what is left out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.pages.fields import choice_label
from carbonsv.gui.pages.footprint import result_table as results
from carbonsv.gui.widgets.controls import muted
from carbonsv.model import text
from carbonsv.model.classification import category_label

if TYPE_CHECKING:
    from carbonsv.app.results.breakdown import Breakdown
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.gui.explanations import Explanations
    from carbonsv.gui.pages.listing import Surroundings

_APART = ("biogenic", "non-kyoto", "removals", "offsets")


class BesideTotal(QWidget):
    """Three cards below the parts of the total; one that has nothing to say is not there."""

    def __init__(self, surroundings: Surroundings, explanations: Explanations) -> None:
        """Lay the cards out."""
        super().__init__()
        door, self._totals, self._explanations = surroundings.door, surroundings.totals, explanations
        self.apart = results.result_table(
            door,
            (
                results.words("label", self.tr("Never part of the total"), 340),
                results.words("amount", self.tr("Amount"), 150),
                results.words("note", self.tr("What it is"), 300),
            ),
            self.tr("Apart from the total"),
            "note",
        )
        self.cover = results.result_table(
            door,
            (
                results.words("kind", self.tr("Instrument"), 220),
                results.numbers("certificate", self.tr("Certificates (kWh)"), text.number, 150),
                results.numbers("covered", self.tr("Covered (kWh)"), text.number, 130),
                results.words("source", self.tr("Source"), 260),
            ),
            self.tr("Electricity covered by instruments"),
            "source",
        )
        self.excluded = results.result_table(
            door,
            (
                results.words("label", self.tr("Category"), 330),
                results.words("reason", self.tr("Reason"), 320),
            ),
            self.tr("Categories left out"),
            "reason",
        )
        results.explains(self.apart, self.explain_apart)
        results.explains(self.cover, self.explain_cover)
        self.used = muted("", wrap=True)
        self.cover_card = results.table_frame(self.cover, self.tr("Scope 2, market-based"), self.used)
        self.excluded_card = results.table_frame(self.excluded, self.tr("Left out of the inventory"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP_PX)
        layout.addWidget(results.table_frame(self.apart, self.tr("Apart from the total")))
        layout.addWidget(self.cover_card)
        layout.addWidget(self.excluded_card)

    def show_breakdown(self, found: Breakdown) -> None:
        """Show what stands beside the total of a year."""
        self._show_apart(found)
        self._show_cover(found)
        self._show_excluded(found)

    @Slot(str)
    def explain_apart(self, what: str) -> None:
        """Explain what stands apart from the total."""
        self._explanations.of(partial(_explained, self._totals.year_id, what))

    @Slot(str)
    def explain_cover(self, _instrument: str) -> None:
        """Explain scope 2 by the market-based method, with every instrument."""
        self._explanations.of_market_total(self._totals.year_id, "2")

    def _show_apart(self, found: Breakdown) -> None:
        inventory = found.inventory
        rows = (
            (
                self.tr("Biogenic CO₂"),
                text.co2e(inventory.biogenic_co2_kg).replace("CO₂e", "CO₂"),
                self.tr("From burning or breaking down biomass; outside of scopes"),
            ),
            (
                self.tr("Gases outside the Kyoto basket"),
                text.co2e(inventory.non_kyoto_kg),
                self.tr(
                    "Refrigerants such as R22; counted in scope 1 above, shown apart as the standard asks"
                ),
            ),
            (
                self.tr("Removals"),
                self.tr("none entered"),
                self.tr("They would stand here and never lower the total"),
            ),
            (
                self.tr("Offsets and woodland units retired"),
                _retired(found.offsets_t, self.tr("none entered")),
                self.tr("From the claims of social value; they lower nothing"),
            ),
        )
        labels, amounts, notes = zip(*rows, strict=True)
        results.load(self.apart, _APART, {"label": labels, "amount": amounts, "note": notes})

    def _show_cover(self, found: Breakdown) -> None:
        coverage = found.inventory.coverage
        left = text.number(coverage.used_kwh - coverage.covered_kwh)
        self.used.setText(
            self.tr("{0} kWh of electricity used, {1} kWh covered by instruments, {2} kWh left.").format(
                text.number(coverage.used_kwh), text.number(coverage.covered_kwh), left
            )
        )
        self.cover_card.setVisible(coverage.used_kwh > 0)
        self.cover.setVisible(bool(found.covers))
        columns: dict[str, list[object]] = {
            "kind": [choice_label(one.kind) for one in found.covers],
            "certificate": [_finite(one.certificate_kwh) for one in found.covers],
            "covered": [one.covered_kwh for one in found.covers],
            "source": [one.source for one in found.covers],
        }
        results.load(self.cover, [str(place) for place, _ in enumerate(found.covers)], columns)

    def _show_excluded(self, found: Breakdown) -> None:
        nothing = self.tr(
            "Neither counted nor explained: add data, or give the reason on the Organisation page (More)"
        )
        rows = [(one.label, one.reason or self.tr("No reason is given yet")) for one in found.excluded]
        rows += [(category_label(*one), nothing) for one in found.unexplained]
        rows.sort(key=lambda row: [int(part) for part in row[0].split()[1].split(".")])
        self.excluded_card.setVisible(bool(rows))
        columns = {"label": [row[0] for row in rows], "reason": [row[1] for row in rows]}
        results.load(self.excluded, [str(place) for place, _ in enumerate(rows)], columns)


def _explained(year_id: str | None, what: str, snapshot: Snapshot) -> str:
    from carbonsv.inventory.explain_total import explain_apart  # noqa: PLC0415 - it loads pandas

    return explain_apart(snapshot.inventory(year_id), snapshot.library, what)


def _finite(value_kwh: float) -> float | None:
    return value_kwh if value_kwh != float("inf") else None


def _retired(offsets_t: float, none: str) -> str:
    return none if offsets_t != offsets_t else f"{text.number(offsets_t)} t CO₂e"  # noqa: PLR0124 - nan
