"""Which pages there are, in the order of the work, and how each is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from carbonsv.gui.door import Door
    from carbonsv.gui.found import Found
    from carbonsv.gui.jobs import Jobs
    from carbonsv.gui.totals import Totals


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page is given: the door to the session, the worker threads, totals and findings."""

    door: Door
    jobs: Jobs
    totals: Totals
    found: Found


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page of the sidebar; `empty` says what it is for and what to do first."""

    id: str
    title: str
    purpose: str
    make: Callable[[PageEntry, Surroundings], QWidget]
    empty: str = ""
    filter_hint: str = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pages", text)


def entries() -> tuple[PageEntry, ...]:
    """Return the pages that need a document; Start comes before them and is made by the window."""
    return (
        PageEntry(
            "organisation",
            _tr("Organisation"),
            _tr("Who reports, for which sites and years, and by which rules"),
            _organisation,
        ),
        *(_data_entry(*words) for words in _data_pages()),
        PageEntry(
            "footprint",
            _tr("Footprint"),
            _tr("Totals by scope and category, and how each number came about"),
            _footprint,
        ),
        _social_entry(),
        _plan_entry(),
        _reports_entry(),
        _factors_entry(),
        _history_entry(),
    )


def _social_entry() -> PageEntry:
    return PageEntry(
        "social",
        _tr("Social value"),
        _tr("What you did for the environment and the community, what it comes to, and what you promised"),
        _social,
    )


def _reports_entry() -> PageEntry:
    return PageEntry(
        "reports",
        _tr("Reports"),
        _tr("Documents for tenders and annual reports: checked, seen as they will be, and saved"),
        _reports,
    )


def _plan_entry() -> PageEntry:
    return PageEntry(
        "plan",
        _tr("Plan"),
        _tr("Targets, reduction projects, what a tonne costs, and the years to come"),
        _plan,
        _tr(
            "This page shows where emissions go from here. Add the first project, such as LED lighting that "
            "saves 21,000 kWh of electricity a year, and a target, such as net zero by 2045: then the years "
            "to come, and what each tonne saved costs, are drawn here."
        ),
    )


def _factors_entry() -> PageEntry:
    return PageEntry(
        "factors",
        _tr("Factors"),
        _tr("Where every factor comes from, how it went from year to year, and factors of your own"),
        _factors,
    )


def _history_entry() -> PageEntry:
    return PageEntry(
        "history",
        _tr("History"),
        _tr("Every change in words; go back to any of them, and bring deleted rows back"),
        _history,
        _tr("Whatever is typed, pasted, imported or deleted is listed here, and can be taken back."),
        _tr("Filter, for example: delete"),
    )


def _data_entry(topic: str, title: str, purpose: str, empty: str, filter_hint: str) -> PageEntry:
    return PageEntry(topic, title, purpose, _activity, empty, filter_hint)


def _data_pages() -> tuple[tuple[str, str, str, str, str], ...]:
    return (
        (
            "buildings",
            _tr("Buildings"),
            _tr("Electricity, gas, oil, heat, refrigerants and water: one row for each bill or reading"),
            _tr(
                "This page is for what buildings use: electricity, gas, oil, heat, refrigerant top-ups and "
                "water. Take the first bill, choose Add row, and type its quantity with the unit, such as "
                "1,250 kWh. Or copy rows in a spreadsheet and choose Paste."
            ),
            _tr("Filter, for example: gas 2024"),
        ),
        (
            "travel",
            _tr("Travel"),
            _tr("Fleet, business travel, hotels, commuting, homeworking and freight"),
            _tr(
                "This page is for journeys and freight: fuel and mileage of your vehicles, rail, flights, "
                "hotel nights, commuting, homeworking. Choose Add row and type a word such as rail or "
                "diesel. Quantities are read as you write them: 3,200 miles, 450 litres."
            ),
            _tr("Filter, for example: rail"),
        ),
        (
            "waste",
            _tr("Waste"),
            _tr("Each waste stream with its treatment, by weight"),
            _tr(
                "This page is for waste: one row for each stream and treatment, such as mixed waste to "
                "landfill or paper recycled. The weights are on your contractor's invoices. Choose Add row "
                "and type 1.4 tonnes or 320 kg."
            ),
            _tr("Filter, for example: landfill"),
        ),
        (
            "procurement",
            _tr("Procurement"),
            _tr("Purchases by what was spent, without VAT, or by weight of materials"),
            _tr(
                "This page is for what you buy. Paste the purchase ledger with its amounts without VAT, or "
                "choose Add row and type an amount such as 1,200 GBP for each kind of product or service."
            ),
            _tr("Filter, for example: cleaning"),
        ),
    )


def _organisation(_entry: PageEntry, surroundings: Surroundings) -> QWidget:
    from carbonsv.gui.pages.organisation import OrganisationPage  # noqa: PLC0415 - made when first shown

    return OrganisationPage(surroundings)


def _activity(entry: PageEntry, surroundings: Surroundings) -> QWidget:
    from carbonsv.gui.pages.activity import ActivityPage  # noqa: PLC0415

    return ActivityPage(surroundings, entry)


def _footprint(_entry: PageEntry, surroundings: Surroundings) -> QWidget:
    from carbonsv.gui.pages.footprint import FootprintPage  # noqa: PLC0415

    return FootprintPage(surroundings)


def _history(entry: PageEntry, surroundings: Surroundings) -> QWidget:
    from carbonsv.gui.pages.history import HistoryPage  # noqa: PLC0415

    return HistoryPage(surroundings, entry)


def _reports(entry: PageEntry, surroundings: Surroundings) -> QWidget:
    from carbonsv.gui.pages.reports.page import ReportsPage  # noqa: PLC0415

    return ReportsPage(surroundings, entry)


def _plan(entry: PageEntry, surroundings: Surroundings) -> QWidget:
    from carbonsv.gui.pages.plan.page import PlanPage  # noqa: PLC0415

    return PlanPage(surroundings, entry)


def _social(entry: PageEntry, surroundings: Surroundings) -> QWidget:
    from carbonsv.gui.pages.social.page import SocialPage  # noqa: PLC0415

    return SocialPage(surroundings, entry)


def _factors(entry: PageEntry, surroundings: Surroundings) -> QWidget:
    from carbonsv.gui.pages.factors import FactorsPage  # noqa: PLC0415

    return FactorsPage(surroundings, entry)
