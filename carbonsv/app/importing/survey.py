"""Filled-in survey forms into a document: records of commuting and homeworking, scaled to all employees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from carbonsv.activities.files.text_table import read_tables
from carbonsv.activities.survey import (
    HOMEWORKING,
    HOURS,
    Answer,
    is_survey,
    parameter,
    read_answers,
    weekly_home_hours,
    weekly_km,
)
from carbonsv.activities.tables.understanding import content_sha256
from carbonsv.app import editing
from carbonsv.app.importing.records_file import FileImport
from carbonsv.document.history import Edit
from carbonsv.errors import UnusableFileError, UsageError
from carbonsv.model import text
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from carbonsv.app.session import Session
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.app.stored_tables import Tables
    from carbonsv.document.document import Document
    from carbonsv.model.policy import Period

MARKER = "Staff survey"
_MOST_WEEKS = 53


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the survey's two questions: how many answered it, and by what the answers are multiplied."""

    name: str
    answered: int
    asked: int
    factor: float
    basis: str


@dataclass(frozen=True, slots=True)
class PreparedSurvey:
    """What forms of a survey would add, worked out and not carried out.

    Args:
        name: of the form, or how many there are.
        answers: how many people answered.
        rows: of the table of activity records.
        earlier: ids of the records of an earlier survey of the year, which they replace.
        issues: what was made of the answers, and what in them cannot be used.
    """

    name: str
    answers: int
    rows: tuple[dict[str, Any], ...]
    earlier: tuple[str, ...]
    issues: tuple[Issue, ...]

    @property
    def label(self) -> str:
        """What the change is called."""
        return f"Import survey of {self.answers} answers"

    def edits(self, document: Document) -> list[Edit]:
        """Return the edits that carry it out."""
        deleted = editing.deletions(document, "activity", self.earlier)
        return [*deleted, *(Edit("activity", row["id"], None, row) for row in self.rows)]


def import_survey(
    session: Session,
    paths: Sequence[Path],
    *,
    year_id: str | None = None,
    weeks: float | None = None,
    dry_run: bool = False,
) -> FileImport:
    """Add commuting and homeworking of a reporting year from filled-in forms, as one change.

    Answers stand for all employees: they are multiplied by employees per answer. A survey of the same year
    that was imported before is replaced.

    Args:
        session: with the document.
        paths: of the forms, one or many.
        year_id: of the reporting year; the last one by default.
        weeks: that people work in the year; 52 less statutory leave by default.
        dry_run: whether only to say what would be added.

    Raises:
        UnusableFileError: a file cannot be read, or holds no form.
        UsageError: the weeks cannot be.
    """
    prepared = prepare_survey(session.snapshot(), paths, year_id=year_id, weeks=weeks)
    if prepared.rows and not dry_run:
        session.apply(prepared.label, prepared.edits(session.document))
    return FileImport(prepared.name, len(prepared.rows), prepared.issues)


def prepare_survey(
    snapshot: Snapshot, paths: Sequence[Path], *, year_id: str | None = None, weeks: float | None = None
) -> PreparedSurvey:
    """Work out what forms of a survey would add to a document, without adding it.

    Raises:
        UnusableFileError: a file cannot be read, or holds no form.
        UsageError: the weeks cannot be.
    """
    working_weeks = parameter("working_weeks") if weeks is None else weeks
    if not 0 < working_weeks <= _MOST_WEEKS:
        raise UsageError(f"A year has no {working_weeks:g} working weeks.", "Say --weeks 46.")
    answers, issues = _read(paths)
    label, period = snapshot.year(year_id)
    parts = _parts(answers, _employees(snapshot, label), working_weeks)
    rows = _rows(answers, parts, period, ", ".join(path.name for path in paths))
    earlier, notices = _earlier(snapshot.frame("activity"), period)
    return PreparedSurvey(
        paths[0].name if len(paths) == 1 else f"{len(paths)} forms",
        len(answers),
        tuple(rows),
        earlier,
        (*issues, *map(_scaling, parts), *notices),
    )


def _read(paths: Sequence[Path]) -> tuple[list[Answer], list[Issue]]:
    answers: list[Answer] = []
    issues: list[Issue] = []
    seen: set[str] = set()
    for path in paths:
        forms = [table for table in read_tables(path) if is_survey(table)]
        if not forms:
            raise UnusableFileError(path, "it is not a survey form", "carbonsv survey writes one.")
        digest = content_sha256(path)
        if digest in seen:
            issues.append(
                Issue("", "form-twice", "warning", f"{path.name} was left out: it was given twice.")
            )
            continue
        seen.add(digest)
        for table in forms:
            given, more = read_answers(table)
            answers += given
            issues += more
    return answers, issues


def _employees(stored: Tables, label: str) -> float | None:
    """Return the employees of a reporting year [FTE]; None where nobody has said."""
    years = stored.frame("reporting_year")
    fte = float(years["fte"][years["label"] == label].iloc[0])
    return fte if fte > 0 else None


def _parts(answers: Sequence[Answer], employees: float | None, weeks: float) -> tuple[_Part, _Part]:
    commuting = sum(one.way_km is not None for one in answers)
    home = sum(one.home_hours is not None for one in answers)
    return (
        _part("Commuting", commuting, len(answers), employees, weeks),
        _part("Homeworking", home, len(answers), employees, weeks),
    )


def _part(name: str, answered: int, asked: int, employees: float | None, weeks: float) -> _Part:
    """Say by what answers are multiplied: never by less than one, as people may work part time."""
    scale = max(1.0, employees / answered) if employees and answered else 1.0
    rate = (
        f"{text.share(answered / employees)} of {employees:g} FTE" if employees else "of employees not known"
    )
    basis = f"{answered} answers ({rate}), multiplied by {scale:.4g}; {weeks:g} working weeks a year"
    return _Part(name, answered, asked, scale * weeks, basis)


def _scaling(part: _Part) -> Issue:
    """Say how many answered and what was made of it."""
    blank = part.asked - part.answered
    missing = f" {blank} answered other questions only and were not guessed." if blank else ""
    sentence = f"{part.name}: {part.basis}.{missing}"
    if "not known" in part.basis:
        hint = "Give the employees of the reporting year, and import the survey again to scale it."
        return Issue("", "survey-not-scaled", "warning", sentence, hint)
    return Issue("", "survey-scaled", "notice", sentence)


def _rows(
    answers: Sequence[Answer], parts: tuple[_Part, _Part], period: Period, names: str
) -> list[dict[str, Any]]:
    commuting, home = parts
    rows = [
        _row(mode.activity, way_km * commuting.factor, mode.unit, commuting, period, names)
        for mode, way_km in weekly_km(answers).items()
    ]
    if hours := weekly_home_hours(answers):
        rows.append(_row(HOMEWORKING, hours * home.factor, HOURS, home, period, names))
    return rows


def _row(
    activity: str, quantity: float, unit: str, part: _Part, period: Period, names: str
) -> dict[str, Any]:
    values = {"id": editing.new_id(), "activity": activity, "quantity": quantity, "unit": unit}
    values |= {"start": period.start.isoformat(), "end": period.end.isoformat(), "quality": "estimated-part"}
    values |= {"note": f"Survey: {part.basis}.", "source": f"{MARKER}: {names}"}
    return editing.full_row("activity", values)


def _earlier(frame: pd.DataFrame, period: Period) -> tuple[tuple[str, ...], list[Issue]]:
    """Return the ids of what an earlier survey of the same year gave, and a notice."""
    same = frame["source"].fillna("").str.startswith(f"{MARKER}: ")
    same &= (frame["start"] == str(period.start)) & (frame["end"] == str(period.end))
    ids = tuple(frame["id"][same])
    if not ids:
        return (), []
    sentence = f"{len(ids)} records of an earlier survey of the same year were replaced."
    return ids, [Issue("", "survey-replaced", "notice", sentence)]
