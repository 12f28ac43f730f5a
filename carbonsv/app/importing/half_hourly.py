"""Half-hourly meter data put into a document: days of readings, and the monthly records they add up to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from carbonsv.activities.files.watch import Watch
from carbonsv.activities.half_hourly import notes
from carbonsv.activities.half_hourly.days import IMPORT, Rule, empty_days, joined, without_doubles
from carbonsv.activities.half_hourly.monthly import PREFIX, monthly_records
from carbonsv.activities.half_hourly.read import read_half_hourly
from carbonsv.activities.half_hourly.stored import from_frame, to_frame
from carbonsv.app import editing
from carbonsv.app.importing.half_hourly_meters import likely_activity, match_meters
from carbonsv.app.importing.superseded import replaced_ids
from carbonsv.document.history import Edit
from carbonsv.inventory.profiles import profile_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from carbonsv.activities.half_hourly.days import MeterDays
    from carbonsv.activities.half_hourly.definitions import OpeningHours
    from carbonsv.activities.half_hourly.read import HalfHourly
    from carbonsv.app.importing.half_hourly_meters import Matched
    from carbonsv.app.session import Session
    from carbonsv.app.stored_tables import Tables
    from carbonsv.inventory.profiles import Profile
    from carbonsv.model.issue import Issue

ENERGY = "kWh"
_READ_SHARE = 0.75  # of the time that an import takes
_KEPT_UP = (
    "quantity",
    "start",
    "end",
    "quality",
    "note",
    "source",
)  # of a record that more days are added to


@dataclass(frozen=True, slots=True)
class HalfHourlyImport:
    """What a half-hourly file gave.

    Args:
        name: of the file.
        meters: how many it has readings of.
        new_meters: how many of them the document did not have.
        meter_days: days of a meter that were added.
        changed_days: days of a meter that were there and are different now.
        records: monthly records that were added.
        changed_records: monthly records that were there and are different now.
        totals: the sum of what was added, by unit.
        issues: what was found, assumed or left out.
    """

    name: str
    meters: int
    new_meters: int
    meter_days: int
    changed_days: int
    records: int
    changed_records: int
    totals: dict[str, float]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class ReadingChoices:
    """What a user says about a file of readings.

    Args:
        later_wins: whether its readings replace different ones of the same interval.
        channels: which are kept; only import counts in records.
        activity: what its meters measure; blank to find it.
        site: of new meters that it names no site for; an id.
        new_sites: ids of sites that are added with it, by name in small letters.
    """

    later_wins: bool = False
    channels: tuple[str, ...] = (IMPORT,)
    activity: str = ""
    site: str = ""
    new_sites: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class PreparedReadings:
    """What a file of readings would add and change, worked out and not carried out.

    Args:
        outcome: in numbers and words.
        frames: the rows to add, by table.
        edits: of rows that are there.
        replaced: ids of the quick estimates that the new records replace.
    """

    outcome: HalfHourlyImport
    frames: dict[str, pd.DataFrame]
    edits: tuple[Edit, ...]
    replaced: tuple[str, ...]

    @property
    def label(self) -> str:
        """What the change is called."""
        return f"Import half-hourly {self.outcome.name}"

    @property
    def changes(self) -> bool:
        """Whether there is any day to add or to change."""
        return bool(self.outcome.meter_days or self.outcome.changed_days)


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Rows to add to a table, and edits of rows it has; for days, the days themselves."""

    new: pd.DataFrame
    edits: list[Edit]
    days: MeterDays
    changed: MeterDays


def import_half_hourly(
    session: Session,
    path: Path,
    *,
    watch: Watch | None = None,
    dry_run: bool = False,
    later_wins: bool = False,
    channels: tuple[str, ...] = (IMPORT,),
) -> HalfHourlyImport:
    """Add a half-hourly file to the open document, as one change that can be undone as a whole.

    Args:
        session: with the document.
        path: the file, in any layout that is known.
        watch: whom to tell how far it is, and whom to ask whether to stop; nothing is changed then.
        dry_run: whether only to say what would be added.
        later_wins: whether readings of this file replace different ones of the same interval.
        channels: which are kept; only import counts in records.

    Raises:
        UnusableFileError: the file cannot be read, or has no half-hourly readings.
        StoppedError: the user stopped it.
    """
    watching = watch or Watch()
    reading = Watch(lambda share: watching.tell(share * _READ_SHARE), watching.stopped)
    read = read_half_hourly(path, watch=reading, later_wins=later_wins)
    rest = Watch(lambda share: watching.tell(_READ_SHARE + share * (1 - _READ_SHARE)), watching.stopped)
    prepared = prepare_readings(session.document, read, path, ReadingChoices(later_wins, channels), rest)
    if not dry_run and prepared.changes:
        deletions = editing.deletions(session.document, "activity", prepared.replaced)
        session.insert_frames(prepared.label, prepared.frames, [*prepared.edits, *deletions])
    return prepared.outcome


def prepare_readings(
    stored: Tables, read: HalfHourly, path: Path, said: ReadingChoices, watch: Watch
) -> PreparedReadings:
    """Work out what a file of readings that was read would add to a document, without adding it.

    Args:
        stored: the tables of the document.
        read: what the file holds.
        path: of the file.
        said: what the user says.
        watch: whom to tell how far it is, and whom to ask whether to stop.

    Raises:
        StoppedError: the user stopped it.
    """
    watch.reached(0.0)
    matched = _matched(stored, read.days, f"{path.stem} {read.words}", said)
    there = stored.frame("meter_day")
    days, doubles = _day_rows(there, matched.days, path.name, "later" if said.later_wins else "first")
    watch.reached(0.6)
    records, changed = _record_rows(stored.frame("activity"), matched, days, there, path.name)
    watch.reached(0.8)
    replaced, told = replaced_ids(stored.frame("activity"), records)
    outcome = HalfHourlyImport(
        name=path.name,
        meters=len({matched.days.series[of].meter for of in set(matched.days.of.tolist())}),
        new_meters=len(matched.new),
        meter_days=len(days.new),
        changed_days=len(days.edits),
        records=len(records),
        changed_records=len(changed),
        totals=_totals(days.days),
        issues=(*read.issues, *doubles, *_warnings(stored.frame("activity"), matched), *told),
    )
    frames = {"meter": matched.new, "meter_day": days.new, "activity": records}
    return PreparedReadings(outcome, frames, (*days.edits, *changed), tuple(replaced))


def meter_profile(session: Session, meter: str, opening: OpeningHours | None = None) -> Profile | None:
    """Return what the readings of a meter show; None where it has none in kWh.

    Args:
        session: with the document.
        meter: the id of the meter.
        opening: when the organisation is open; the usual hours where it has not said it.
    """
    stored = session.document.frame("meter_day")
    mine = stored[(stored["meter"] == meter) & (stored["channel"] == IMPORT) & (stored["unit"] == ENERGY)]
    return profile_of(from_frame(mine), opening)


def _matched(stored: Tables, days: MeterDays, words: str, said: ReadingChoices) -> Matched:
    sites = stored.frame("site")
    names = sites["name"].fillna("").str.strip().str.casefold()
    by_name = {**said.new_sites, **dict(zip(names, sites["id"], strict=True))}
    activity = said.activity or likely_activity(words, {one.unit for one in days.series})
    return match_meters(days, stored.frame("meter"), by_name, activity, said.channels, said.site)


def _day_rows(stored: pd.DataFrame, days: MeterDays, source: str, rule: Rule) -> tuple[_Rows, list[Issue]]:
    """Return the days to add, and edits of those that are there already and lack or change readings."""
    days, _ = without_doubles(_like_stored(stored, days))
    frame = to_frame(days, source)
    there = frame["id"].isin(stored["id"])
    if not there.any():
        return _Rows(frame, [], days, empty_days()), []
    before = stored[stored["id"].isin(frame["id"])]
    merged, doubled = without_doubles(joined([from_frame(before), days.taken(there.to_numpy())]), rule)
    after = to_frame(merged, source)
    edits = _edits("meter_day", before, after, ("readings", "quantity", "source"), ("readings",))
    said = notes.doubles(doubled.same, doubled.differing, merged.series, later_wins=rule == "later")
    hint = "The new ones replaced them." if rule == "later" else "Those of the document were kept."
    issues = [replace(one, hint=hint) if one.code == "half-hourly-differing" else one for one in said]
    new, ids = frame[~there].reset_index(drop=True), {edit.id for edit in edits}
    changed = merged.taken(np.flatnonzero(after["id"].isin(list(ids))))
    return _Rows(new, edits, days.taken(np.flatnonzero(~there)), changed), issues


def _like_stored(stored: pd.DataFrame, days: MeterDays) -> MeterDays:
    """Take over the clock that a meter's days in the document follow: one file may not show it."""
    clocks = dict(zip(stored["meter"], stored["clock"], strict=True))
    return replace(
        days, series=tuple(replace(one, clock=clocks.get(one.meter, one.clock)) for one in days.series)
    )


def _edits(
    table: str, before: pd.DataFrame, after: pd.DataFrame, columns: tuple[str, ...], telling: tuple[str, ...]
) -> list[Edit]:
    """Return edits of the rows of `before` whose telling columns `after` has differently."""
    old = {row["id"]: row for row in before.to_dict("records")}
    rows = (row for row in after.to_dict("records") if row["id"] in old)
    changed = (row for row in rows if any(row[name] != old[row["id"]][name] for name in telling))
    return [Edit(table, row["id"], {}, {name: _plain(row[name]) for name in columns}) for row in changed]


def _plain(value: object) -> object:
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value


def _record_rows(
    existing: pd.DataFrame, matched: Matched, days: _Rows, stored: pd.DataFrame, source: str
) -> tuple[pd.DataFrame, list[Edit]]:
    """Return the monthly records of the months that have new or changed days, from all their days."""
    touched = [one for one in (days.days, days.changed) if len(one)]
    months = {month for one in touched for month in _months_of(one)}
    changed = {edit.id for edit in days.edits}
    near = [
        month in months and row not in changed
        for month, row in zip(_months(stored), stored["id"], strict=True)
    ]
    kept = from_frame(stored[np.array(near, bool)])
    records = monthly_records(joined([one for one in (kept, *touched) if len(one)]), matched.facts, source)
    there = records["id"].isin(existing["id"])
    before = existing[existing["id"].isin(records["id"])]
    edits = _edits("activity", before, records, _KEPT_UP, ("quantity", "start", "end", "quality", "note"))
    return records[~there].reset_index(drop=True), edits


def _months(frame: pd.DataFrame) -> list[tuple[str, int]]:
    months = frame["day"].to_numpy("datetime64[M]").astype(np.int64).tolist()
    return list(zip(frame["meter"].tolist(), months, strict=True))


def _months_of(days: MeterDays) -> set[tuple[str, int]]:
    months = days.day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64).tolist()
    return {(days.series[of].meter, month) for of, month in zip(days.of.tolist(), months, strict=True)}


def _warnings(existing: pd.DataFrame, matched: Matched) -> list[Issue]:
    """Say which meters have records already that are not made of readings: they may count twice."""
    meters = {one.meter for one in matched.days.series}
    others = existing[existing["meter"].isin(list(meters)) & ~existing["id"].str.startswith(PREFIX)]
    issues = []
    if len(others) and len(matched.days):
        first, last = (notes.day_of(day) for day in (matched.days.day.min(), matched.days.day.max()))
        within = others[(others["end"] >= pd.Timestamp(first)) & (others["start"] <= pd.Timestamp(last))]
        if len(within):
            sentence = (
                f"{notes.counted(len(within), 'record')} of the same meters and days are there already."
            )
            hint = "Delete the bills or the half-hourly records, so that nothing counts twice."
            issues.append(notes.note("half-hourly-counted-twice", "warning", sentence, hint))
    if matched.multiplied:
        names = notes.some(matched.multiplied)
        sentence = f"The multiplier of {names} was not used: readings of intervals count as printed."
        issues.append(notes.note("half-hourly-multiplier", "notice", sentence))
    return issues


def _totals(days: MeterDays) -> dict[str, float]:
    """Return the sum of what is imported, by unit."""
    counted = days.of_channel(IMPORT)
    units = np.array([one.unit for one in counted.series])
    of = counted.of
    return {
        str(unit): counted.taken(np.flatnonzero(units[of] == unit)).total() for unit in np.unique(units[of])
    }
