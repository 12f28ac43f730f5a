from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from carbonsv.errors import UnusableFileError
from carbonsv.library.pack import pack_ids, read_pack, write_pack
from carbonsv.library.uk_import import import_workbook, known_workbooks, verify
from carbonsv.library.uk_workbook import read_workbook
from tests.library.workbook_files import flat_file, gas_row

if TYPE_CHECKING:
    from pathlib import Path

GAS = "Fuels / Gaseous fuels / Natural gas"


def official(tmp_path: Path, value: float = 1.0, version: float = 1.0, year: int = 2025) -> Path:
    path = tmp_path / f"flat {version} {value}.xlsx"
    return flat_file(path, [gas_row(GAS, value=value), gas_row(GAS, "tonnes", value=3.0)], year, version)


def codes(imported: object) -> list[str]:
    return [issue.code for issue in getattr(imported, "issues", ())]


def test_an_import_writes_a_pack_that_can_be_read(tmp_path: Path) -> None:
    imported = import_workbook(official(tmp_path), tmp_path / "own")
    assert imported.folder == tmp_path / "own" / "ukgov-2025"
    assert read_pack(imported.folder).sha256 == imported.pack.sha256
    assert codes(imported) == ["workbook-unknown"]


def test_importing_the_same_workbook_twice_keeps_one_pack(tmp_path: Path) -> None:
    for _ in range(2):
        imported = import_workbook(official(tmp_path), tmp_path / "own")
    assert codes(imported) == ["workbook-unknown"]
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["ukgov-2025"]


def test_a_corrected_edition_supersedes_and_never_overwrites(tmp_path: Path) -> None:
    own = tmp_path / "own"
    import_workbook(official(tmp_path, 1.0, 1.0), own)
    imported = import_workbook(official(tmp_path, 2.0, 1.1), own)
    assert codes(imported) == ["workbook-unknown", "edition-superseded"]
    assert pack_ids(own) == ["ukgov-2025"]
    assert read_pack(own / "ukgov-2025").edition == "1.1"
    assert read_pack(own / "ukgov-2025@1.0").factors["co2e_kg"].tolist() == [1.0, 3.0]


def test_two_files_of_the_same_edition_are_both_kept(tmp_path: Path) -> None:
    own = tmp_path / "own"
    for value in (1.0, 2.0, 4.0):
        import_workbook(official(tmp_path, value), own)
    assert sorted(path.name for path in own.iterdir()) == ["ukgov-2025", "ukgov-2025@1.0", "ukgov-2025@1.0-2"]


def test_an_older_edition_does_not_take_the_place_of_a_newer_one(tmp_path: Path) -> None:
    own = tmp_path / "own"
    pack = read_workbook(official(tmp_path, 9.0, 1.5))
    write_pack(dataclasses.replace(pack, updated="2025-12-31"), own / pack.id)
    imported = import_workbook(official(tmp_path, 1.0, 1.0), own)
    assert codes(imported) == ["workbook-unknown", "edition-older"]
    assert (imported.folder.name, read_pack(own / "ukgov-2025").edition) == ("ukgov-2025@1.0", "1.5")


def test_a_damaged_pack_is_put_aside_by_the_next_import(tmp_path: Path) -> None:
    own = tmp_path / "own"
    folder = import_workbook(official(tmp_path), own).folder
    (folder / "factors.csv").write_text("altered")
    import_workbook(official(tmp_path), own)
    assert read_pack(folder).edition == "1.0"
    assert (own / "ukgov-2025@unreadable").is_dir()


def test_a_refused_file_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "notes.xlsx"
    path.write_text("not a workbook")
    with pytest.raises(UnusableFileError):
        import_workbook(path, tmp_path / "own")
    assert not (tmp_path / "own").exists()


def test_the_editions_of_2018_to_2025_are_shipped_and_2026_is_known() -> None:
    by_year = {known.year: known.status for known in known_workbooks().values()}
    assert by_year == dict.fromkeys(range(2018, 2026), "shipped") | {2026: "known"}


def test_a_pack_verified_against_its_own_workbook_has_no_difference(tmp_path: Path) -> None:
    path = official(tmp_path)
    folder = import_workbook(path, tmp_path / "own").folder
    assert [issue.code for issue in verify(folder, path)] == ["workbook-unknown"]


def test_a_different_value_is_named_by_factor_and_cell(tmp_path: Path) -> None:
    pack = read_workbook(official(tmp_path, 1.0))
    issues = verify(pack, official(tmp_path, 2.0))
    assert [issue.code for issue in issues] == [
        "workbook-unknown",
        "workbook-other-source",
        "factor-value-differs",
    ]
    assert issues[-1].sentence == (
        "ukgov-2025/fuels/gaseous-fuels/natural-gas:kwh: co2e_kg is 1.0 in the pack and 2.0 in the workbook, "
        "cell 'Factors by Category'!J7."
    )


def test_an_altered_label_and_a_lost_factor_are_found(tmp_path: Path) -> None:
    path = official(tmp_path)
    pack = read_workbook(path)
    altered = pack.factors.head(1).assign(level3="Town gas")
    issues = verify(dataclasses.replace(pack, factors=altered), path)
    assert [issue.code for issue in issues[1:]] == ["factor-missing", "factor-label-differs"]
    assert "“" not in issues[2].sentence
    assert "Town gas in the pack and Natural gas in the workbook" in issues[2].sentence
