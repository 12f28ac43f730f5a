"""A user's import of an official workbook, and the check of a pack against its workbook."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from carbonsv.errors import UnusableFileError
from carbonsv.library.pack import FactorPack, factor_columns, number_columns, read_pack, write_pack
from carbonsv.library.uk_workbook import read_workbook
from carbonsv.model.issue import Issue
from carbonsv.paths import FACTORS


@dataclass(frozen=True, slots=True)
class KnownWorkbook:
    """An official workbook by its fingerprint: shipped as a pack, or known to be genuine."""

    year: int
    edition: str
    sha256: str
    title: str
    status: str


@dataclass(frozen=True)
class WorkbookImport:
    """What an import read, where it wrote it, and what the user should know."""

    pack: FactorPack
    folder: Path
    issues: tuple[Issue, ...]


@cache
def known_workbooks() -> dict[str, KnownWorkbook]:
    """Return the official workbooks this version knows, by SHA-256."""
    with (FACTORS / "known_workbooks.csv").open(encoding="utf-8", newline="") as file:
        return {row["sha256"]: _known(row) for row in csv.DictReader(file)}


def _known(row: dict[str, str]) -> KnownWorkbook:
    return KnownWorkbook(int(row["year"]), row["edition"], row["sha256"], row["title"], row["status"])


def import_workbook(path: Path, target_folder: Path) -> WorkbookImport:
    """Read an official flat file and keep it as a pack in the user's folder.

    A corrected edition takes the place of the earlier one, which is kept beside it under its edition.

    Raises:
        UnusableFileError: when the file is not an official flat file.
    """
    pack = read_workbook(path)
    folder, kept = _place(pack, target_folder)
    write_pack(pack, folder)
    return WorkbookImport(pack, folder, (_recognised(pack), *kept))


def verify(pack: FactorPack | Path, workbook: Path) -> list[Issue]:
    """Compare every value and label of a pack with its official workbook, read again.

    Returns:
        An error for each difference, naming factor and cell, after a notice of which workbook this is.

    Raises:
        UnusableFileError: when the pack or the workbook cannot be read.
    """
    checked = read_pack(pack) if isinstance(pack, Path) else pack
    fresh = read_workbook(workbook)
    return [_recognised(fresh), *_same_source(checked, fresh), *_differences(checked.factors, fresh.factors)]


def _recognised(pack: FactorPack) -> Issue:
    known = known_workbooks().get(pack.sha256)
    if known is None:
        sentence = f"The workbook of {pack.year}, version {pack.edition}, is not one this version knows."
        hint = "Compare it with the official page before relying on it."
        return Issue(pack.id, "workbook-unknown", "notice", sentence, hint)
    sentence = f"The workbook is recognised: {known.title}, version {known.edition}."
    return Issue(pack.id, "workbook-known", "notice", sentence)


def _same_source(checked: FactorPack, fresh: FactorPack) -> list[Issue]:
    if checked.sha256 == fresh.sha256:
        return []
    sentence = f"The pack {checked.id} was made from another file than this one: the SHA-256 differs."
    hint = "Choose the workbook the pack was made from."
    return [Issue(checked.id, "workbook-other-source", "warning", sentence, hint)]


def _differences(checked: pd.DataFrame, fresh: pd.DataFrame) -> list[Issue]:
    ours, theirs = (table.set_index("factor_id", drop=False) for table in (checked, fresh))
    lost = [
        _missing(row, "workbook", "pack") for _, row in theirs.drop(ours.index, errors="ignore").iterrows()
    ]
    extra = [
        _missing(row, "pack", "workbook") for _, row in ours.drop(theirs.index, errors="ignore").iterrows()
    ]
    shared = ours.index.intersection(theirs.index)
    return [*lost, *extra, *_unequal(ours.loc[shared], theirs.loc[shared])]


def _missing(row: pd.Series, where: str, not_where: str) -> Issue:
    sentence = f"{row['factor_id']} ({row['source_cell']}) is in the {where} but not in the {not_where}."
    return Issue(row["factor_id"], "factor-missing", "error", sentence)


def _unequal(ours: pd.DataFrame, theirs: pd.DataFrame) -> list[Issue]:
    issues: list[Issue] = []
    for column in (declared["name"] for declared in factor_columns()):
        both_blank = ours[column].isna() & theirs[column].isna()
        unequal = (ours[column] != theirs[column]) & ~both_blank
        issues.extend(_difference(ours.loc[i], theirs.loc[i], column) for i in ours.index[unequal])
    return issues


def _difference(ours: pd.Series, theirs: pd.Series, column: str) -> Issue:
    gas_cell = f"{column.removesuffix('_kg')}_cell"
    cell = theirs.get(gas_cell) or theirs["source_cell"]
    code = "factor-value-differs" if column in number_columns() else "factor-label-differs"
    shown, printed = ("blank" if pd.isna(row[column]) else row[column] for row in (ours, theirs))
    sentence = (
        f"{ours['factor_id']}: {column} is {shown} in the pack and {printed} in the workbook, cell {cell}."
    )
    return Issue(ours["factor_id"], code, "error", sentence)


def _place(pack: FactorPack, target_folder: Path) -> tuple[Path, tuple[Issue, ...]]:
    """Return where to write a pack, after moving an edition that it supersedes aside."""
    folder = target_folder / pack.id
    if not folder.is_dir():
        return folder, ()
    old = _readable(folder)
    if old is not None and old.sha256 == pack.sha256:
        return folder, ()
    if old is not None and old.updated > pack.updated:
        sentence = (
            f"Version {old.edition} of {pack.id} is newer and stays in use; this one is kept beside it."
        )
        return _aside(folder, pack), (Issue(pack.id, "edition-older", "warning", sentence),)
    kept = _aside(folder, old)
    folder.rename(kept)
    sentence = f"The earlier edition of {pack.id} is kept as {kept.name}."
    return folder, (Issue(pack.id, "edition-superseded", "notice", sentence),)


def _readable(folder: Path) -> FactorPack | None:
    try:
        return read_pack(folder)
    except UnusableFileError:
        return None


def _aside(folder: Path, pack: FactorPack | None) -> Path:
    """Return a free name for an edition beside the one in use; two files may claim the same edition."""
    edition = pack.edition if pack is not None else "unreadable"
    first = folder.with_name(f"{folder.name}@{edition}")
    taken = (first.with_name(f"{first.name}-{number}") for number in range(2, 1000))
    return first if not first.exists() else next(path for path in taken if not path.exists())
