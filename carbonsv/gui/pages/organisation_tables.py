"""The tables of the organisation page: what each is for, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from carbonsv.gui.pages.record_card import RecordCardText


def _tr(text: str) -> str:
    return QCoreApplication.translate("OrganisationTables", text)


def organisation_tables() -> tuple[RecordCardText, ...]:
    """Return the tables in the order of their tabs."""
    return (_sites(), _years(), _meters(), _vehicles(), _suppliers(), _contracts())


def further_tables() -> tuple[RecordCardText, ...]:
    """Return the tables that share the last tab."""
    return (_exclusions(), _measures(), _degree_days())


def _sites() -> RecordCardText:
    empty = _tr(
        "A site is a building or place that bills come for. With sites, the footprint can be "
        "compared place by place. Choose Add site and type its name; the rest can follow."
    )
    return RecordCardText("site", _tr("Sites"), _tr("Sites"), _tr("Add site"), empty, _tr("Filter sites"))


def _years() -> RecordCardText:
    empty = _tr("The footprint is worked out year by year. Add the year that you report on first.")
    title = _tr("Reporting years")
    return RecordCardText("reporting_year", _tr("Years"), title, _tr("Add year"), empty, _tr("Filter years"))


def _meters() -> RecordCardText:
    empty = _tr(
        "A meter is entered once, with the number on its bills (MPAN or MPRN), and records refer to it. "
        "Then gaps and overlaps between bills can be found. Choose Add meter and give it a name."
    )
    title = _tr("Meters")
    return RecordCardText("meter", title, title, _tr("Add meter"), empty, _tr("Filter meters"))


def _vehicles() -> RecordCardText:
    empty = _tr(
        "A vehicle is entered once, by its registration or fleet number, and journeys and fuel refer to it. "
        "Choose Add vehicle to begin."
    )
    title = _tr("Vehicles")
    return RecordCardText("vehicle", title, title, _tr("Add vehicle"), empty, _tr("Filter vehicles"))


def _suppliers() -> RecordCardText:
    empty = _tr(
        "What is bought from a supplier is remembered here, so that the lines of a purchase ledger find "
        "their product group by themselves. Choose Add supplier and type the name as the ledger has it."
    )
    title = _tr("Suppliers")
    return RecordCardText("supplier", title, title, _tr("Add supplier"), empty, _tr("Filter suppliers"))


def _contracts() -> RecordCardText:
    purpose = _tr(
        "Contracts and certificates change the market-based figure of scope 2 only, and only for the kWh and "
        "days they cover; what is left takes the residual mix. The location-based figure stays as it is."
    )
    empty = _tr(
        "Enter green tariffs, REGO certificates, power purchase agreements (PPA) or a residual mix if you "
        "have proof of them. Without any, both scope 2 figures rest on the location-based factor."
    )
    title = _tr("Contracts for electricity")
    add, hint = _tr("Add contract"), _tr("Filter contracts")
    return RecordCardText("instrument", _tr("Contracts"), title, add, empty, hint, purpose)


def _exclusions() -> RecordCardText:
    purpose = _tr(
        "What the inventory leaves out, and why. Reports print the reasons; a category that is neither "
        "counted nor explained is a finding."
    )
    empty = _tr(
        "A category of scope 3 that does not apply, or that you cannot count yet, is left out with a reason. "
        "Choose Add exclusion, give scope and category, and say why in a sentence."
    )
    title, add = _tr("Excluded categories"), _tr("Add exclusion")
    tab, hint = _tr("Exclusions"), _tr("Filter exclusions")
    return RecordCardText("excluded_category", tab, title, add, empty, hint, purpose)


def _measures() -> RecordCardText:
    purpose = _tr("The footprint of a year is divided by these on the Footprint page (Intensity).")
    empty = _tr(
        "Employees and turnover stand with the years, floor areas with the sites. What else the footprint is "
        "to be divided by, such as meals served or beds, is entered here with its amount in a year."
    )
    title, add = _tr("Intensity measures"), _tr("Add measure")
    tab, hint = _tr("Measures"), _tr("Filter measures")
    return RecordCardText("intensity_measure", tab, title, add, empty, hint, purpose)


def _degree_days() -> RecordCardText:
    purpose = _tr(
        "With these, heating is held against the weather on the Footprint page (Intensity). Nothing that is "
        "reported is adjusted by them."
    )
    empty = _tr(
        "Heating degree days say how cold a month was. Copy them month by month from the weather station "
        "that you trust, and name it as the source; leave the site blank where they are for all sites."
    )
    title, add = _tr("Degree days"), _tr("Add month")
    return RecordCardText("degree_day", title, title, add, empty, _tr("Filter months"), purpose)
