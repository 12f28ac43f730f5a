from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from carbonsv.errors import UnusableFileError
from carbonsv.library.build_packs import build_packs
from carbonsv.paths import FACTORS

SOURCES = Path(os.environ.get("CARBONSV_WORKBOOKS", "")).parent


def listed() -> list[dict[str, str]]:
    with (FACTORS / "pack_sources.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_missing_source_stops_the_build_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError, match=r"ukgov-ghg-2018-flat\.xls cannot be used: it is not in"):
        build_packs(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_source_that_was_altered_stops_the_build(tmp_path: Path) -> None:
    for row in listed():
        path = tmp_path / row["file"]
        path.parent.mkdir(exist_ok=True)
        path.write_text("something else")
    with pytest.raises(UnusableFileError, match="another file than the one the packs were made from"):
        build_packs(tmp_path, tmp_path / "out")


def test_every_listed_source_has_its_pack_in_the_program() -> None:
    assert all((FACTORS / row["pack"] / "datapackage.json").is_file() for row in listed())


@pytest.mark.skipif(
    not (SOURCES / "gwp100.csv").is_file(), reason="CARBONSV_WORKBOOKS has no sources beside it"
)
def test_the_packs_are_made_again_byte_for_byte(tmp_path: Path) -> None:
    for pack in build_packs(SOURCES, tmp_path):
        for made in (tmp_path / pack).iterdir():
            assert made.read_bytes() == (FACTORS / pack / made.name).read_bytes(), made
