"""Purchase ledgers into a document: records of spend, the suppliers to remember, and what counts twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.activities.spend.ledger import ledger_records, new_suppliers
from carbonsv.activities.spend.remembered_suppliers import RememberedSuppliers
from carbonsv.activities.tables.understanding import content_sha256
from carbonsv.app import editing, naming
from carbonsv.app.entry import Vocabulary
from carbonsv.app.importing.records_file import FileImport, resolve_names
from carbonsv.app.importing.source import ImportChoices, mapping_for, seen_before, understand_for_import
from carbonsv.app.results.finding_rules import finding_rules
from carbonsv.document.bulk import fresh_ids
from carbonsv.inventory.findings.rules import matches
from carbonsv.inventory.findings.wording import counted
from carbonsv.model import tables
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from carbonsv.activities.files.watch import Watch
    from carbonsv.activities.tables.understanding import Understanding
    from carbonsv.app.session import Session
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.app.stored_tables import Tables
    from carbonsv.inventory.findings.rules import CountedElsewhere


@dataclass(frozen=True, slots=True)
class LedgerChoices:
    """What a user says about a ledger.

    Args:
        source: about the file.
        vat: the rate that its amounts include, where it does not say: standard, reduced, zero, none.
        leave_out_counted: whether to leave out lines for what the document counts from records already.
    """

    source: ImportChoices = field(default_factory=ImportChoices)
    vat: str = ""
    leave_out_counted: bool = False


def import_ledger(
    session: Session,
    path: Path,
    choices: LedgerChoices | None = None,
    *,
    dry_run: bool = False,
    watch: Watch | None = None,
) -> FileImport:
    """Add the spend of a ledger and the suppliers to remember, as one change that can be undone.

    Args:
        session: with the document.
        path: CSV, TSV, XLSX, XLS, XLSB or ODS.
        choices: what the user says.
        dry_run: whether only to say what would be added.
        watch: whom to tell how far it is, and whom to ask whether to stop.

    Raises:
        UnusableFileError: the file cannot be read at all.
        StoppedError: the user stopped it.
    """
    said = choices or LedgerChoices()
    digest = content_sha256(path)
    found = understand_for_import(path, said.source, watch)
    records, suppliers, issues = prepare_ledger(session.snapshot(), path, found, said, digest)
    if len(records) and not dry_run:
        session.insert_frames(f"Import ledger {path.name}", {"supplier": suppliers, "activity": records})
    return FileImport(path.name, len(records), tuple(issues))


def prepare_ledger(
    snapshot: Snapshot, path: Path, found: Sequence[Understanding], said: LedgerChoices, digest: str
) -> tuple[pd.DataFrame, pd.DataFrame, list[Issue]]:
    """Work out what a ledger would add to a document, without adding it.

    Args:
        snapshot: the document.
        path: of the ledger.
        found: what its tables are taken to say.
        said: what the user says.
        digest: SHA-256 of the file.

    Returns:
        (n rows) of records, (k rows) of suppliers to remember, and what needs attention.
    """
    suppliers = RememberedSuppliers(_remembered(snapshot))
    records, issues = _read(snapshot, path, found, said, suppliers, digest)
    records, more = _beside_other_records(snapshot, records, leave_out=said.leave_out_counted)
    return records, _supplier_rows(new_suppliers(records, suppliers)), [*issues, *more]


def _remembered(stored: Tables) -> dict[str, str]:
    rows = stored.frame("supplier")
    return dict(zip(rows["name"], rows["activity"].fillna(""), strict=True))


def _read(
    snapshot: Snapshot,
    path: Path,
    tables_found: Sequence[Understanding],
    said: LedgerChoices,
    suppliers: RememberedSuppliers,
    digest: str,
) -> tuple[pd.DataFrame, list[Issue]]:
    issues = seen_before(path, digest, snapshot.frame("activity")["source"])
    frames = [tables.empty_frame("activity")]
    for found in tables_found:
        taken = said.source.takes(found.table)
        issues += [issue for issue in found.issues if taken or issue.code == "hidden-sheet"]
        if taken:
            mapping = mapping_for(found.table, said.source)
            frame, more = ledger_records(found, suppliers, mapping, digest, said.vat)
            frames.append(frame)
            issues += [issue for issue in more if issue not in issues]
    records = pd.concat([one for one in frames if len(one)] or frames[:1], ignore_index=True)
    records["id"] = fresh_ids(len(records))
    known = Vocabulary(snapshot.library.catalogue, naming.ids_by_name(snapshot))
    groups = records["activity"].copy()  # an open line that says “electricity” is still pounds, not kWh
    issues += [one for one in resolve_names(records, known) if one.code != "unknown-activity"]
    records["activity"] = groups
    return records, issues


def _supplier_rows(found: dict[str, str]) -> pd.DataFrame:
    """Return (k rows) of the table of suppliers; a group that words suggested says so."""
    note = "Product group suggested when a ledger was imported; please confirm."
    rows = [
        editing.full_row(
            "supplier",
            {"id": editing.new_id(), "name": name, "activity": group, "note": note if group else ""},
        )
        for name, group in found.items()
    ]
    dtypes = {column.name: column.dtype for column in tables.table("supplier").columns}
    return pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)


def _beside_other_records(
    snapshot: Snapshot, records: pd.DataFrame, *, leave_out: bool
) -> tuple[pd.DataFrame, list[Issue]]:
    """Find lines for what records of the same reporting year count already; leave them out where said."""
    labels = {kind.id: kind.label for kind in snapshot.library.catalogue}
    twice = pd.Series(data=False, index=records.index)
    issues = []
    for year_id in snapshot.year_ids:
        label, period = snapshot.year(year_id)
        first, last = pd.Timestamp(period.start), pd.Timestamp(period.end)
        inside = (records["start"] >= first) & (records["start"] <= last)
        there = snapshot.tables["activity"]
        there = there["activity"][(there["start"] <= last) & (there["end"] >= first)]
        for one in finding_rules().elsewhere:
            lines = inside & (records["activity"] == one.activity)
            others = there[there.map(lambda name, one=one: matches(str(name), one.kinds))]
            if lines.any() and len(others):
                twice |= lines
                names = ", ".join(labels.get(name, name) for name in sorted(set(others))[:3])
                lines_gbp = float(records.loc[lines, "quantity"].sum())
                issues.append(
                    _counted_twice(
                        one,
                        f"{counted(int(lines.sum()), 'ledger line')} of {lines_gbp:,.2f} GBP",
                        f"{counted(len(others), 'record')} of {names} in {label}",
                        left_out=leave_out,
                    )
                )
    return (records[~twice].reset_index(drop=True) if leave_out else records), issues


def _counted_twice(one: CountedElsewhere, lines: str, others: str, *, left_out: bool) -> Issue:
    if left_out:
        sentence = f"{lines} for {one.counted} were left out: the document has {others}."
        return Issue("", "counted-elsewhere", "notice", sentence)
    sentence = f"{lines} are for {one.counted}, and the document has {others}: it may count twice."
    return Issue("", "counted-elsewhere", "warning", sentence, "Say --leave-out-counted to leave them out.")
