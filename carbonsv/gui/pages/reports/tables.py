"""The tables that belong to a Carbon Reduction Plan: what they are for, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from carbonsv.gui.pages.record_card import RecordCardText


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReportTables", text)


def plan_tables() -> tuple[RecordCardText, ...]:
    """Return the tables in the order of their tabs."""
    return (_initiatives(), _left_out())


def _initiatives() -> RecordCardText:
    purpose = _tr(
        "What was done to reduce emissions, with the tonnes it avoids in a year, and what is planned. "
        "A plan needs at least one completed initiative."
    )
    empty = _tr(
        "An initiative is something done, or planned, to reduce emissions: new vans, LED lighting, a green "
        "tariff. Choose Add initiative and describe it as the buyer should read it."
    )
    title = _tr("Initiatives")
    add, hint = _tr("Add initiative"), _tr("Filter initiatives")
    return RecordCardText("initiative", title, title, add, empty, hint, purpose)


def _left_out() -> RecordCardText:
    purpose = _tr(
        "What the footprint leaves out, with the reason. Of scope 3, a plan needs categories 4, 5, 6, 7 and "
        "9: each as an amount, or here with the reason why not."
    )
    empty = _tr(
        "Nothing is said to be left out. Where a category does not occur, choose Add reason, give scope and "
        "category, and say why, such as: goods are sold where they are made."
    )
    title = _tr("Exclusions")
    add, hint = _tr("Add reason"), _tr("Filter exclusions")
    return RecordCardText("excluded_category", _tr("Left out"), title, add, empty, hint, purpose)
