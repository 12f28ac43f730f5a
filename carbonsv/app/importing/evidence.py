"""Evidence taken back into a document: an empty one becomes the document the evidence was written from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from carbonsv.app.importing.evidence_file import read_evidence
from carbonsv.app.importing.run import DryRun, Plan, totals_of
from carbonsv.document.attachments import COPIED, EVIDENCE, sha256
from carbonsv.document.history import Edit
from carbonsv.document.packable import stored_columns
from carbonsv.model import tables
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from carbonsv.activities.files.watch import Watch
    from carbonsv.app.importing.choices import FileChoices
    from carbonsv.app.importing.evidence_file import EvidenceFile
    from carbonsv.app.importing.run import ReadFile
    from carbonsv.app.snapshot import Snapshot

BEGINNING = ("organisation", "reporting_year")  # what every new document has
REFERENCED = "referenced"
_MOST_NAMED = 5


def evidence_run(snapshot: Snapshot, read: ReadFile, said: FileChoices, watch: Watch) -> DryRun:
    """Work out what taking evidence into a document does, without doing it.

    Raises:
        UnusableFileError: the evidence cannot be read.
        StoppedError: the user stopped it.
    """
    plan, issues = prepare_evidence(snapshot.tables, read_evidence(read.path, watch))
    name = read.path.name
    totals = totals_of(plan.records, snapshot.library.catalogue) if len(plan.records) else ()
    plan = replace(plan, label=f"Import {name}")
    return DryRun(name, "evidence", said, totals=totals, issues=issues, plan=plan)


def prepare_evidence(
    document: Mapping[str, pd.DataFrame], found: EvidenceFile
) -> tuple[Plan, tuple[Issue, ...]]:
    """Return the rows to add to a document, and what is to be said.

    Where the document is new, organisation and years take the place of those it began with; otherwise rows
    whose ids are taken are left out, and said where they differ.

    Args:
        document: its tables by name.
        found: the evidence.
    """
    issues = list(found.issues)
    frames = dict(found.frames)
    edits: list[Edit] = []
    if is_new(document):
        for name in BEGINNING:
            if name in frames:
                edits += _deletions(name, document[name])
                edits += _insertions(name, frames.pop(name))
    frames = {name: _not_taken(name, frame, document[name], issues) for name, frame in frames.items()}
    if EVIDENCE in frames:
        frames[EVIDENCE] = _with_content(frames[EVIDENCE], found.files, issues)
    kept = {name: frame for name, frame in frames.items() if len(frame)}
    files = {key: one for key, one in found.files.items() if key == sha256(one)}
    return Plan(frames=kept, edits=tuple(edits), files=files), tuple(issues)


def as_edits(frames: Mapping[str, pd.DataFrame]) -> list[Edit]:
    """Return rows to add as edits of single rows, as attached files need them."""
    return [edit for name, frame in frames.items() for edit in _insertions(name, frame)]


def is_new(document: Mapping[str, pd.DataFrame]) -> bool:
    """Whether a document holds nothing but what it began with."""
    return all(frame.empty for name, frame in document.items() if name not in BEGINNING)


def _not_taken(name: str, frame: pd.DataFrame, there: pd.DataFrame, issues: list[Issue]) -> pd.DataFrame:
    """Return the rows whose ids the document does not have; say which others differ from its own."""
    taken = frame["id"].isin(there["id"]).to_numpy()
    if taken.any():
        same = set(map(tuple, _rows(name, there)))
        differing = [row for row in _rows(name, frame[taken]) if tuple(row) not in same]
        if differing:
            ids = ", ".join(str(row[0]) for row in differing[:_MOST_NAMED])
            count = "1 row" if len(differing) == 1 else f"{len(differing):,} rows"
            sentence = f"{name}: the document has {count} of the same id and with other values: {ids}."
            issues.append(Issue("", "record-exists", "warning", sentence, "They were left out."))
    return frame[~taken]


def _with_content(rows: pd.DataFrame, files: Mapping[str, bytes], issues: list[Issue]) -> pd.DataFrame:
    """Keep evidence whose file is not here as a reference to it."""
    missing = ((rows["kind"] == COPIED) & ~rows["sha256"].isin(files)).to_numpy()
    if missing.any():
        names = ", ".join(rows["name"][missing].astype("str").head(_MOST_NAMED))
        sentence = f"Files that were attached are not in the evidence, only their names are kept: {names}."
        issues.append(Issue("", "file-not-here", "warning", sentence, "Attach them again."))
    return rows.assign(kind=rows["kind"].mask(missing, REFERENCED))


def _deletions(name: str, frame: pd.DataFrame) -> list[Edit]:
    return [Edit(name, row["id"], row, None) for row in _named_rows(name, frame)]


def _insertions(name: str, frame: pd.DataFrame) -> list[Edit]:
    return [Edit(name, row["id"], None, row) for row in _named_rows(name, frame)]


def _named_rows(name: str, frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    names = tables.table(name).names
    return (dict(zip(names, row, strict=True)) for row in _rows(name, frame))


def _rows(name: str, frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Yield rows as the document stores them."""
    return zip(*stored_columns(tables.table(name), frame).values(), strict=True)
