"""A new document with a quick estimate in it, and what to show of the estimate at once."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

from carbonsv.app.importing.superseded import MARKER
from carbonsv.app.quick_estimate import Answers, estimate, readings
from carbonsv.errors import UsageError
from carbonsv.model import text

if TYPE_CHECKING:
    from datetime import date

    from carbonsv.app.quick_estimate import QuickEstimate
    from carbonsv.app.session import Session


@dataclass(frozen=True, slots=True)
class EstimatedFigure:
    """One estimate of a document.

    Attributes:
        label: what of, such as Electricity.
        quantity: as answered for the year, with its unit.
        co2e: its emissions, location-based.
        basis: what it rests on, a sentence.
    """

    label: str
    quantity: str
    co2e: str
    basis: str


def begin_with_estimate(
    session: Session, name: str, start: date, end: date, answers: Answers
) -> QuickEstimate:
    """Begin a document for an organisation and put the estimate of its first year into it.

    Raises:
        UsageError: an answer cannot be read, or there is none; the open document stays as it was.
    """
    unreadable = [one.sentence for one in readings(answers).values() if one.refused]
    if unreadable:
        raise UsageError(unreadable[0])
    if not readings(answers):
        raise UsageError("Nothing was answered.", "Give at least one of the five answers.")
    session.new(name, start, end)
    return estimate(session, answers)


def estimated_figures(session: Session) -> tuple[EstimatedFigure, ...]:
    """Return the quick estimates that are still in the document, added up over the months."""
    frame = session.rows("activity")
    marked = frame[frame["source"].fillna("").str.startswith(MARKER)]
    return tuple(
        EstimatedFigure(
            label=str(source).removeprefix(f"{MARKER}: "),
            quantity=str(rows["typed"].iloc[0]),
            co2e=text.co2e(fsum(rows["co2e_kg"])),
            basis=str(rows["note"].iloc[0]),
        )
        for source, rows in marked.groupby("source", sort=False)
    )
