"""The tables of the plan page: what each is for, in words, with an example to begin with."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from carbonsv.gui.pages.record_card import RecordCardText


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlanTables", text)


def plan_tables() -> tuple[RecordCardText, ...]:
    """Return the tables in the order of their tabs."""
    return (_projects(), _targets(), _grid())


def _projects() -> RecordCardText:
    purpose = _tr(
        "Projects on the same activity act one after the other, each on what the ones before have left, so "
        "that no tonne counts twice. Give either a share saved (0.3 for 30 %) or a quantity with its unit."
    )
    empty = _tr(
        "A project is something that will lower emissions. For example: LED lighting, activity electricity, "
        "quantity saved 21,000 kWh, capital cost 9,800 GBP, yearly saving 5,100 GBP, life 12 years, start "
        "1/4/2027, owner Facilities manager. A heat pump also says what takes the place: electricity, 0.3 kWh"
        " for each kWh of gas. Choose Add project to begin."
    )
    title = _tr("Projects")
    return RecordCardText("project", title, title, _tr("Add project"), empty, _tr("Filter projects"), purpose)


def _targets() -> RecordCardText:
    purpose = _tr(
        "Absolute targets are per total; an intensity target is per employee, floor area, turnover or an own"
        " measure. The path is either linear, in even steps to the target, or linear 4.2 % of the base year "
        "each year, the least that the 1.5 °C absolute contraction approach asks."
    )
    empty = _tr(
        "A target says how much less by when. For example: near-term, scopes 1+2+3, base year 2023/24, "
        "target year 2030, reduction 0.42, path linear 4.2 % a year; and net zero by 2050 at the latest, "
        "reduction 0.9. Choose Add target to begin."
    )
    title = _tr("Targets")
    return RecordCardText("target", title, title, _tr("Add target"), empty, _tr("Filter targets"), purpose)


def _grid() -> RecordCardText:
    purpose = _tr(
        "The factor of grid electricity in years to come, by a source you name. Between two years it changes "
        "evenly, after the last one it is held. The program has no forecast of its own."
    )
    empty = _tr(
        "Without rows the factor of the grid is held at that of the starting year. To show a falling one, "
        "enter years with a factor and its source, for example 2030, then the published kg CO₂e per kWh."
    )
    title = _tr("Grid factor")
    return RecordCardText("grid_path", title, title, _tr("Add year"), empty, _tr("Filter years"), purpose)
