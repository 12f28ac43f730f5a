"""Factor packs as a user keeps them: imported from official workbooks, compared and verified."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.errors import UnusableFileError
from carbonsv.library.factor_library import YEARLY, FactorLibrary
from carbonsv.library.pack import FactorPack, pack_ids, read_pack
from carbonsv.library.pack_changes import changes, summary
from carbonsv.library.uk_import import import_workbook, verify
from carbonsv.library.uk_workbook import read_workbook
from carbonsv.model.issue import Issue
from carbonsv.paths import FACTORS

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session


@dataclass(frozen=True, eq=False)
class PackImport:
    """A pack made from an official workbook, and what changed against the newest earlier year."""

    pack: FactorPack
    folder: Path
    changes: pd.DataFrame
    summary: str
    issues: tuple[Issue, ...]


def import_pack(workbook: Path, folder: Path, library: FactorLibrary) -> PackImport:
    """Read an official workbook into a pack in a folder and compare it with the newest earlier year.

    Raises:
        UnusableFileError: it is not an official flat file.
    """
    outcome = import_workbook(workbook, folder)
    earlier = [
        pack for pack in library.packs.values() if pack.kind == YEARLY and pack.year < outcome.pack.year
    ]
    if not earlier:
        return PackImport(
            outcome.pack,
            outcome.folder,
            pd.DataFrame(),
            "There is no earlier year to compare.",
            outcome.issues,
        )
    before = max(earlier, key=lambda pack: pack.year)
    table = changes(before, outcome.pack)
    return PackImport(
        outcome.pack, outcome.folder, table, summary(table, before, outcome.pack), outcome.issues
    )


def take_up_workbook(session: Session, workbook: Path) -> PackImport:
    """Read an official workbook into a pack of the user's own, and use its factors from now on.

    Raises:
        UnusableFileError: it is not an official flat file.
    """
    outcome = import_pack(workbook, session.packs_folder, session.official_library)
    session.reload_factors()
    return outcome


def verify_packs(folders: tuple[Path, ...]) -> list[Issue]:
    """Check that every pack is as it was written."""
    issues = []
    for folder in folders:
        for name in pack_ids(folder):
            try:
                read_pack(folder / name)
            except UnusableFileError as error:
                issues.append(Issue(name, "pack-altered", "error", str(error), error.hint))
    return issues


def verify_workbook(workbook: Path, own_folder: Path) -> list[Issue]:
    """Compare the pack of a workbook's year, the user's own or else the program's, with the workbook.

    Raises:
        UnusableFileError: the workbook cannot be read, or there is no pack of its year.
    """
    name = read_workbook(workbook).id
    folder = next((one / name for one in (own_folder, FACTORS) if (one / name).is_dir()), None)
    if folder is None:
        raise UnusableFileError(workbook, f"there is no pack {name} to compare it with", "Import it first.")
    return verify(folder, workbook)
