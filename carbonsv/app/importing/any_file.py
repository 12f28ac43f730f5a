"""One way in for every file: it is read, understood, worked out without being added, and then added.

The window and the command line both go through here: what a dry run says is what the import does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from carbonsv.activities.files.text_table import read_tables
from carbonsv.activities.files.watch import Watch
from carbonsv.activities.half_hourly.days import IMPORT
from carbonsv.activities.half_hourly.read import read_half_hourly_tables
from carbonsv.activities.tables.record_texts import as_plain_text, renamed
from carbonsv.activities.tables.understanding import content_sha256
from carbonsv.app import editing, naming
from carbonsv.app.entry import Vocabulary
from carbonsv.app.importing.choices import FileChoices
from carbonsv.app.importing.evidence import as_edits, evidence_run
from carbonsv.app.importing.half_hourly import ReadingChoices, prepare_readings
from carbonsv.app.importing.half_hourly_meters import plain
from carbonsv.app.importing.ledger import LedgerChoices, prepare_ledger
from carbonsv.app.importing.records_file import read_records_file, resolve_names
from carbonsv.app.importing.route import is_ledger, route_of_file, route_of_tables
from carbonsv.app.importing.run import SAMPLE, DryRun, Plan, ReadFile, totals_of
from carbonsv.app.importing.seen import seen_meters, seen_table
from carbonsv.app.importing.sites import beside_sites, site_rows, sites_added, sites_of_readings
from carbonsv.app.importing.source import from_same_file, remember_sources, source_records, understand_tables
from carbonsv.app.importing.superseded import replaced_ids
from carbonsv.app.importing.survey import prepare_survey
from carbonsv.app.locked_years import refuse_locked_frames
from carbonsv.app.packs import take_up_workbook
from carbonsv.document.bulk import fresh_ids
from carbonsv.errors import UnusableFileError
from carbonsv.inventory.base_year import LockedYearError
from carbonsv.model import tables
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from carbonsv.activities.tables.understanding import Understanding
    from carbonsv.app.importing.choices import Route
    from carbonsv.app.importing.run import RecordTotal
    from carbonsv.app.importing.seen import SeenTable
    from carbonsv.app.session import Session
    from carbonsv.app.snapshot import Snapshot

_READ_SHARE = 0.8  # of the time that reading takes is spent on the text, the rest on readings in it


def read_file(paths: Sequence[Path], said: FileChoices, watch: Watch | None = None) -> ReadFile:
    """Read a file, whatever it holds; several paths are the forms of one survey.

    Args:
        paths: of the file.
        said: what the user says; what it holds is found where that is not said.
        watch: whom to tell how far it is, and whom to ask whether to stop.

    Raises:
        UnusableFileError: it cannot be read, or is not what it was said to be.
        StoppedError: the user stopped it.
    """
    path, watching = paths[0], watch or Watch()
    sha256 = _sha256(path)
    route = route_of_file(path, said)
    if route and route in ("own", "evidence", "factors"):
        return ReadFile(tuple(paths), sha256, route)
    reading = replace(watching, tell=lambda share: watching.tell(_READ_SHARE * share))
    found = read_tables(path, watch=reading, encoding=said.source.encoding)
    route = route or route_of_tables(found, said)
    if route != "readings":
        return ReadFile(tuple(paths), sha256, route, tuple(found))
    rest = replace(watching, tell=lambda share: watching.tell(_READ_SHARE + (1 - _READ_SHARE) * share))
    readings = read_half_hourly_tables(found, watch=rest, later_wins=said.later_wins)
    return ReadFile(tuple(paths), sha256, route, (), readings)


def _sha256(path: Path) -> str:
    try:
        return content_sha256(path)
    except OSError as error:
        raise UnusableFileError(path, (error.strerror or "it cannot be opened").lower()) from error


def dry_run(snapshot: Snapshot, read: ReadFile, said: FileChoices, watch: Watch | None = None) -> DryRun:
    """Work out what importing a file would do, without doing it.

    Args:
        snapshot: the document.
        read: the file.
        said: what the user says.
        watch: whom to tell how far it is, and whom to ask whether to stop.

    Raises:
        CarbonsvError: what is said cannot be: an unknown activity, an impossible number of weeks.
        StoppedError: the user stopped it.
    """
    watching = watch or Watch()
    run = _MAKERS[read.route](snapshot, read, said, watching)
    watching.ask()
    return _refused_if_locked(snapshot, _completed(snapshot, read, run))


def carry_out(session: Session, run: DryRun) -> tuple[str, ...]:
    """Do what a dry run has worked out, as one change that can be undone; return the ids of new records.

    Raises:
        CarbonsvError: the document cannot take it, or has changed meanwhile.
    """
    plan = run.plan
    if plan.workbook is not None:
        take_up_workbook(session, plan.workbook)
        return ()
    edits = [*editing.deletions(session.document, "activity", plan.deleted), *plan.edits]
    frames = {name: frame for name, frame in plan.frames.items() if len(frame)}
    if plan.files:
        session.apply(plan.label, [*as_edits(frames), *edits], plan.files)
    elif frames:
        session.insert_frames(plan.label, frames, edits)
    elif edits:
        session.apply(plan.label, edits)
    remember_sources(plan.understood, run.choices.source)
    return tuple(plan.records["id"].tolist()) if run.records else ()


def import_file(
    session: Session,
    paths: Sequence[Path],
    said: FileChoices | None = None,
    *,
    only_look: bool = False,
    watch: Watch | None = None,
) -> DryRun:
    """Import a file into the open document, or only say what that would do.

    Raises:
        CarbonsvError: it cannot be read, or cannot be imported; nothing is changed then.
    """
    choices = with_memory(session, said or FileChoices())
    read = read_file(paths, choices, watch)
    run = dry_run(session.snapshot(), read, choices, watch)
    if not only_look and run.plan.changes and not run.refused:
        carry_out(session, run)
    return run


def with_memory(session: Session, said: FileChoices) -> FileChoices:
    """Return choices that know where mappings of sources are remembered."""
    folder = session.packs_folder.parent / "mappings"
    return replace(said, source=replace(said.source, folder=folder))


def _own(snapshot: Snapshot, read: ReadFile, said: FileChoices, watch: Watch) -> DryRun:
    """Work out a file with the program's own columns."""
    watch.reached(0.1)
    taken = set(snapshot.frame("activity")["id"])
    outcome, records = read_records_file(read.path, vocabulary(snapshot), taken)
    unsaid = records["source"] == read.path.name  # so that the same file is known again
    stamp = f"{read.path.name} [sha256 {read.sha256[:16]}]"
    records = records.assign(source=records["source"].where(~unsaid, stamp))
    plan = Plan(f"Import {read.path.name}", {"activity": records})
    return DryRun(read.path.name, "own", said, issues=outcome.issues, plan=plan)


def _table(snapshot: Snapshot, read: ReadFile, said: FileChoices, watch: Watch) -> DryRun:
    """Work out a table of anybody's: a ledger where it says what was paid to whom and nothing else."""
    found = understand_tables(read.tables, said.source, watch)
    taken = [one for one in found if said.source.takes(one.table)]
    by_itself = not said.route and not said.source.kind and said.source.mapping is None
    if said.route == "ledger" or (by_itself and is_ledger(taken)):
        return _ledger(snapshot, read, said, found)
    sources = snapshot.frame("activity")["source"]
    records, issues = source_records(
        read.path, found, said.source, snapshot.library.catalogue, sources, read.sha256, watch
    )
    watch.ask()
    records["id"] = fresh_ids(len(records))
    unknown = resolve_names(records, vocabulary(snapshot))
    issues += [issue for issue in unknown if issue.code != "unknown-activity"]
    usual = "" if any(one.column("site") for one in taken) else _site_id(snapshot, said)
    records = _with_meters(snapshot, records, said.source.meter, usual)
    plan = Plan(f"Import {read.path.name}", {"activity": records}, understood=tuple(found))
    return DryRun(read.path.name, "records", said, _seen(found, said), issues=tuple(issues), plan=plan)


def _ledger(snapshot: Snapshot, read: ReadFile, said: FileChoices, found: Sequence[Understanding]) -> DryRun:
    choices = LedgerChoices(said.source, said.vat, said.leave_out_counted)
    records, suppliers, issues = prepare_ledger(snapshot, read.path, found, choices, read.sha256)
    frames = {"supplier": suppliers, "activity": records} if len(records) else {}
    plan = Plan(f"Import ledger {read.path.name}", frames, understood=tuple(found))
    return DryRun(read.path.name, "ledger", said, _seen(found, said), issues=tuple(issues), plan=plan)


def _readings(snapshot: Snapshot, read: ReadFile, said: FileChoices, watch: Watch) -> DryRun:
    """Work out a file of half-hourly readings."""
    readings = read.readings
    if readings is None:
        raise UnusableFileError(read.path, "no half-hourly readings were found in it")
    unknown = sites_of_readings(snapshot, [one.site for one in readings.days.series])
    sites = site_rows(unknown if said.add_sites else ())
    ids = dict(zip(sites["name"].str.casefold(), sites["id"], strict=True))
    usual = _site_id(snapshot, said)
    choices = ReadingChoices(said.later_wins, (IMPORT,), said.source.kind, usual, ids)
    prepared = prepare_readings(snapshot, readings, read.path, choices, watch)
    plan, issues = Plan(), prepared.outcome.issues
    if prepared.changes:
        frames = {"site": sites, **prepared.frames}
        plan = Plan(prepared.label, frames, prepared.edits, prepared.replaced)
        issues = (*issues, sites_added(unknown)) if len(sites) else issues
    new = {plain(str(name)) for name in prepared.frames["meter"].get("number", [])}
    new |= {plain(str(name)) for name in prepared.frames["meter"].get("name", [])}
    known = {one.meter for one in readings.days.series if plain(one.meter) not in new}
    meters = seen_meters(readings.days, known)
    name = read.path.name
    return DryRun(name, "readings", said, meters=meters, issues=issues, new_sites=unknown, plan=plan)


def _survey(snapshot: Snapshot, read: ReadFile, said: FileChoices, watch: Watch) -> DryRun:
    """Work out the forms of a staff survey."""
    watch.reached(0.1)
    prepared = prepare_survey(snapshot, read.paths, year_id=said.year_id, weeks=said.weeks)
    frame = pd.DataFrame(list(prepared.rows), columns=tables.table("activity").names)
    dtypes = {column.name: column.dtype for column in tables.table("activity").columns}
    frames = {"activity": frame.astype(dtypes)}
    plan = Plan(prepared.label, frames if prepared.rows else {}, deleted=prepared.earlier)
    return DryRun(prepared.name, "survey", said, issues=prepared.issues, plan=plan)


def _factors(_snapshot: Snapshot, read: ReadFile, said: FileChoices, _watch: Watch) -> DryRun:
    """Say that a workbook of official factors becomes part of the program's factors."""
    sentence = f"{read.path.name} holds official conversion factors. They are added to the program's factors."
    issue = Issue("", "official-factors", "notice", sentence, "No record of the document changes.")
    return DryRun(read.path.name, "factors", said, issues=(issue,), plan=Plan(workbook=read.path))


_MAKERS: dict[Route, Callable[[Snapshot, ReadFile, FileChoices, Watch], DryRun]] = {
    "own": _own,
    "evidence": evidence_run,
    "records": _table,
    "ledger": _table,
    "readings": _readings,
    "survey": _survey,
    "factors": _factors,
}


def _completed(snapshot: Snapshot, read: ReadFile, run: DryRun) -> DryRun:
    """Add what all records have in common: totals, the same file before, and estimates they replace."""
    if run.route == "evidence":  # a document's own tables are taken as they are
        return run
    run = beside_sites(snapshot, _beside_same_file(snapshot, read, run))
    plan, records = run.plan, run.plan.records
    if not run.records:
        return run
    issues: list[Issue] = []
    if run.route != "readings":
        replaced, issues = replaced_ids(snapshot.frame("activity"), records)
        plan = replace(plan, deleted=tuple(dict.fromkeys((*plan.deleted, *replaced))))
    catalogue = snapshot.library.catalogue
    totals = totals_of(records, catalogue)
    shown = as_plain_text(records.head(SAMPLE)).reindex(columns=tables.table("activity").names)
    named = {**snapshot.tables, "site": _all_sites(snapshot, plan)}
    sample = naming.with_names(shown, "activity", named, catalogue)
    issues += [*_without_unit(totals), *_outside_years(snapshot, records)]
    return replace(run, plan=plan, sample=sample, totals=totals, issues=(*run.issues, *issues))


def _without_unit(totals: Sequence[RecordTotal]) -> list[Issue]:
    """Say how many records have no unit: nothing can be worked out from them."""
    count = sum(one.records for one in totals if not one.unit)
    if not count:
        return []
    sentence = f"{count:,} records have no unit, so that nothing can be worked out from them."
    return [Issue("", "no-unit", "error", sentence, "Say the unit of the column in a mapping.")]


def _outside_years(snapshot: Snapshot, records: pd.DataFrame) -> list[Issue]:
    """Say how many records no reporting year will count."""
    years = snapshot.frame("reporting_year")
    inside = np.zeros(len(records), bool)
    for first, last in zip(years["start"], years["end"], strict=True):
        inside |= ((records["end"] >= first) & (records["start"] <= last)).to_numpy()
    outside = len(records) - int(inside.sum())
    if not outside:
        return []
    words = "1 record lies" if outside == 1 else f"{outside:,} records lie"
    sentence = f"{words} outside the reporting years of the document."
    hint = "Add the year under Years on the Organisation page; until then no total counts them."
    return [Issue("", "outside-years", "warning", sentence, hint)]


def _all_sites(snapshot: Snapshot, plan: Plan) -> pd.DataFrame:
    sites, new = snapshot.frame("site"), plan.frames.get("site")
    return sites if new is None else pd.concat([sites, new], ignore_index=True)


def _beside_same_file(snapshot: Snapshot, read: ReadFile, run: DryRun) -> DryRun:
    """Do with a file that records were read from before what the user says."""
    if run.route not in ("records", "ledger", "own"):
        return run
    frame = snapshot.frame("activity")
    ids = tuple(frame["id"][from_same_file(frame["source"], read.sha256)])
    if not ids or run.choices.again == "add":
        return replace(run, same_file=len(ids))
    if run.choices.again == "replace":
        return replace(run, same_file=len(ids), plan=replace(run.plan, deleted=ids))
    sentence = f"{read.path.name} was left out, as it was imported before."
    left_out = Issue("", "file-left-out", "notice", sentence)
    return replace(run, same_file=len(ids), plan=Plan(), issues=(*run.issues, left_out))


def _refused_if_locked(snapshot: Snapshot, run: DryRun) -> DryRun:
    """Say beforehand what the document would refuse: records of a locked year."""
    try:
        refuse_locked_frames(snapshot, {"activity": run.plan.records})
    except LockedYearError as error:
        issue = Issue("", "locked-year", "error", str(error), error.hint)
        return replace(run, refused=str(error), issues=(issue, *run.issues))
    return run


def vocabulary(snapshot: Snapshot) -> Vocabulary:
    """Return the words that mean an activity or a row of a document."""
    return Vocabulary(snapshot.library.catalogue, naming.ids_by_name(snapshot))


def _with_meters(snapshot: Snapshot, records: pd.DataFrame, usual: str, usual_site: str) -> pd.DataFrame:
    """Refer records to the meters whose numbers they have, else to the usual one.

    The site of a meter goes before the usual site, and not before one that a row names.
    """
    meters = snapshot.frame("meter")
    if not len(meters) or not len(records):
        return records
    known = {
        plain(number): meter for number, meter in zip(meters["number"], meters["id"], strict=True) if number
    }
    sites = dict(zip(meters["id"], meters["site"].fillna(""), strict=True))
    numbers = records["reference"].dropna().unique()
    ids = renamed(records["reference"], {text: known.get(plain(text), usual) for text in numbers})
    of_meter = renamed(ids, {meter: sites.get(meter, "") for meter in ids.unique()})
    given = records["site"].astype("str")
    open_ = given.fillna("").isin(["", usual_site]) & (of_meter != "")
    return records.assign(meter=ids, site=given.where(~open_, of_meter.astype("str")))


def _site_id(snapshot: Snapshot, said: FileChoices) -> str:
    names = vocabulary(snapshot).names.get("site", {})
    return names.get(said.source.site) or names.get(said.source.site.casefold()) or ""


def _seen(found: Sequence[Understanding], said: FileChoices) -> tuple[SeenTable, ...]:
    return tuple(seen_table(one, said.source) for one in found)
