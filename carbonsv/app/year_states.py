"""The reporting years of a document as states: base year, locked, restated; and changing them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from carbonsv.app import editing
from carbonsv.document.history import Edit
from carbonsv.errors import CarbonsvError
from carbonsv.inventory.base_year import Recalculation, recalculation, reported_kg
from carbonsv.inventory.compare import compare
from carbonsv.model import text

if TYPE_CHECKING:
    from carbonsv.app.session import Session
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.inventory.compare import Comparison

_YEAR, _RESTATEMENT = "reporting_year", "restatement"


class ReasonMissingError(CarbonsvError):
    """A reported year is to be changed without saying why."""

    def __init__(self, year: str) -> None:
        """Name the year."""
        super().__init__(
            f"{year} has been reported, and no reason is given for changing it.",
            "Say in a sentence what changed and why; reports print it.",
        )


@dataclass(frozen=True, slots=True)
class YearState:
    """A reporting year.

    Attributes:
        total_kg: [kg CO2e] location-based, as the records come to now.
        restated_kg: [kg CO2e] what it was last restated to; nan where it never was.
    """

    id: str
    label: str
    start: date
    end: date
    is_base: bool
    locked: bool
    total_kg: float
    restated_kg: float


@dataclass(frozen=True, slots=True)
class Restatement:
    """A restatement with the name of its year; [kg CO2e] before and after."""

    id: str
    label: str
    day: str
    kind: str
    reason: str
    before_kg: float
    after_kg: float


@dataclass(frozen=True, eq=False)
class YearStates:
    """Every reporting year, what has been restated, and whether the base year is to be recalculated.

    Attributes:
        base: name of the base year; blank while none is chosen.
        boundary: change of what is counted since the base year; None without one, or in it.
        since_reported: change of the base year since it was last restated; None where it never was.
    """

    years: tuple[YearState, ...]
    restatements: tuple[Restatement, ...]
    base: str
    threshold_share: float
    policy: str
    boundary: Recalculation | None
    since_reported: Recalculation | None


def year_states(
    snapshot: Snapshot, year_id: str | None = None, known: Comparison | None = None
) -> YearStates:
    """Return the state of every reporting year, the base year as seen from one of them.

    Args:
        snapshot: the document.
        year_id: from which year the base year is looked at; None for the last one.
        known: a comparison at hand: it need not be made again where it is that with the base year.
    """
    organisation = snapshot.organisation
    base_id = str(organisation.get("base_year") or "")
    base_id = base_id if base_id in snapshot.year_ids else ""
    years = tuple(_state(snapshot, one, base_id) for one in snapshot.year_ids)
    threshold = float(organisation.get("significance_threshold_share") or 0.0)
    base = next((one for one in years if one.id == base_id), None)
    return YearStates(
        years=years,
        restatements=_restatements(snapshot),
        base=base.label if base else "",
        threshold_share=threshold,
        policy=_words(organisation.get("recalculation_policy")),
        boundary=_boundary(snapshot, base_id, year_id or snapshot.year_ids[-1], threshold, known),
        since_reported=_since_reported(base, threshold),
    )


def lock_year(session: Session, year_id: str) -> None:
    """Lock a year: its records can no longer change. An open restatement takes the total it has now."""
    snapshot = session.snapshot()
    label, _ = snapshot.year(year_id)
    total_kg = snapshot.inventory(year_id).total_location_kg
    edits = _locked(session, year_id, to=True)
    rows = snapshot.tables[_RESTATEMENT]
    last = rows[rows["reporting_year"] == year_id].sort_values("date", kind="stable").tail(1)
    edits += [
        Edit(_RESTATEMENT, row["id"], {"after_kg": row["after_kg"]}, {"after_kg": total_kg})
        for row in last.to_dict("records")
        if text.tonnes(row["after_kg"]) != text.tonnes(total_kg)
    ]
    session.apply(f"Lock {label}", edits)


def unlock_year(session: Session, year_id: str, kind: str, reason: str, today: date | None = None) -> None:
    """Unlock a year for a restatement, which keeps the total as it was reported.

    Args:
        session: with the document.
        year_id: of the year.
        kind: what makes it necessary, a word of resources/schema/restatement.csv.
        reason: what changed and why.
        today: day of the restatement.

    Raises:
        ReasonMissingError: there is no reason.
    """
    snapshot = session.snapshot()
    label, _ = snapshot.year(year_id)
    if not reason.strip():
        raise ReasonMissingError(label)
    total_kg = snapshot.inventory(year_id).total_location_kg
    day = today or date.today()  # noqa: DTZ011 - the user's own day
    row = editing.full_row(
        _RESTATEMENT,
        {
            "id": editing.new_id(),
            "reporting_year": year_id,
            "date": day.isoformat(),
            "kind": kind,
            "reason": reason.strip(),
            "before_kg": total_kg,
            "after_kg": total_kg,
        },
    )
    edits = [*_locked(session, year_id, to=False), Edit(_RESTATEMENT, row["id"], None, row)]
    session.apply(f"Unlock {label} to restate it", edits)


def _locked(session: Session, year_id: str, *, to: bool) -> list[Edit]:
    """Return the edit that locks or unlocks a year, nothing where it is so already."""
    now = session.document.row(_YEAR, year_id)["locked"]
    return [] if now is to else [Edit(_YEAR, year_id, {"locked": now}, {"locked": to})]


def _state(snapshot: Snapshot, year_id: str, base_id: str) -> YearState:
    rows = snapshot.tables[_YEAR]
    row: dict[str, Any] = rows[rows["id"] == year_id].to_dict("records")[0]
    return YearState(
        id=year_id,
        label=str(row["label"]),
        start=row["start"].date(),
        end=row["end"].date(),
        is_base=year_id == base_id,
        locked=row["locked"] is True,
        total_kg=snapshot.inventory(year_id).total_location_kg,
        restated_kg=reported_kg(snapshot.tables[_RESTATEMENT], year_id),
    )


def _boundary(
    snapshot: Snapshot, base_id: str, year_id: str, threshold: float, known: Comparison | None
) -> Recalculation | None:
    if not base_id or base_id == year_id:
        return None
    base, after = snapshot.inventory(base_id), snapshot.inventory(year_id)
    fits = known is not None and (known.before, known.after, known.method) == (base, after, "location")
    comparison = known if known is not None and fits else compare(base, after)
    return recalculation(comparison, threshold)


def _since_reported(base: YearState | None, threshold: float) -> Recalculation | None:
    if base is None or base.restated_kg != base.restated_kg:
        return None
    return Recalculation(base.restated_kg, base.total_kg, threshold)


def _restatements(snapshot: Snapshot) -> tuple[Restatement, ...]:
    labels = {one: snapshot.year(one)[0] for one in snapshot.year_ids}
    rows = snapshot.tables[_RESTATEMENT].sort_values("date", kind="stable").to_dict("records")
    return tuple(
        Restatement(
            row["id"],
            labels.get(row["reporting_year"], ""),
            "" if row["date"] != row["date"] else text.day(row["date"]),
            _words(row["kind"]),
            _words(row["reason"]),
            row["before_kg"],
            row["after_kg"],
        )
        for row in rows
    )


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""
