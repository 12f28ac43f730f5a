from __future__ import annotations

import dataclasses
import json
import math
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.errors import UnknownNameError, UnusableFileError
from carbonsv.library.data_package import licence_of
from carbonsv.library.pack import FactorPack, factor_table, pack_hash, pack_ids, read_pack, write_pack

if TYPE_CHECKING:
    from pathlib import Path


def small_pack(*values: float) -> FactorPack:
    rows = [
        {"factor_id": f"p/{place}", "series_key": str(place), "level1": "NA", "co2e_kg": value}
        for place, value in enumerate(values)
    ]
    return FactorPack(
        id="p",
        kind="test",
        title="A title",
        year=2025,
        edition="1.0",
        updated="2025-06-10",
        sha256="0" * 64,
        publisher="A publisher",
        source="A source",
        licence="OGL-UK-3.0",
        attribution="A sentence.",
        sheet="Sheet1",
        rows_read=len(values),
        factors=factor_table(rows),
    )


def test_a_pack_that_was_written_is_read_back_as_it_was(tmp_path: Path) -> None:
    pack = small_pack(0.1, 0.0, math.nan)
    write_pack(pack, tmp_path)
    again = read_pack(tmp_path)
    pd.testing.assert_frame_equal(again.factors, pack.factors)
    names = [field.name for field in dataclasses.fields(pack) if field.name != "factors"]
    assert [getattr(again, name) for name in names] == [getattr(pack, name) for name in names]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=5))
def test_values_survive_to_the_last_bit(
    tmp_path_factory: pytest.TempPathFactory, values: list[float]
) -> None:
    folder = tmp_path_factory.mktemp("pack")
    write_pack(small_pack(*values), folder)
    assert read_pack(folder).factors["co2e_kg"].tolist() == values


def test_the_same_pack_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_pack(small_pack(1.5), tmp_path / name)
    for file in ("factors.csv", "datapackage.json"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_a_label_that_reads_na_is_a_label_and_not_a_gap(tmp_path: Path) -> None:
    write_pack(small_pack(1.0), tmp_path)
    assert read_pack(tmp_path).factors["level1"].tolist() == ["NA"]


def test_a_pack_whose_factors_were_altered_is_refused(tmp_path: Path) -> None:
    write_pack(small_pack(0.177), tmp_path)
    file = tmp_path / "factors.csv"
    file.write_text(file.read_text().replace("0.177", "0.077"))
    with pytest.raises(UnusableFileError, match=r"factors\.csv cannot be used: its content is not what"):
        read_pack(tmp_path)


@pytest.mark.parametrize(
    ("content", "reason"), [("[", "it is not JSON"), ("[]", "does not describe"), ("{}", "does not describe")]
)
def test_a_folder_that_describes_no_pack_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "datapackage.json").write_text(content)
    with pytest.raises(UnusableFileError, match=reason):
        read_pack(tmp_path)


def test_an_empty_folder_is_refused_with_the_file_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError, match=r"datapackage\.json cannot be used"):
        read_pack(tmp_path)


def test_superseded_editions_are_not_among_the_packs_in_use(tmp_path: Path) -> None:
    for name in ("ukgov-2025", "ukgov-2025@1.0"):
        write_pack(small_pack(1.0), tmp_path / name)
    assert pack_ids(tmp_path) == ["ukgov-2025"]


def test_the_description_has_the_fingerprints_licence_and_units(tmp_path: Path) -> None:
    pack = small_pack(1.0, math.nan)
    write_pack(pack, tmp_path)
    description = json.loads((tmp_path / "datapackage.json").read_text())
    facts = description["carbonsv"]
    assert (facts["factors"], facts["values"]) == (2, 1)
    assert description["created"] == "2025-06-10T00:00:00Z"
    assert facts["factors_sha256"] == pack_hash(pack)
    assert description["licenses"][0]["path"].startswith("https://www.nationalarchives.gov.uk/")
    fields = {field["name"]: field for field in description["resources"][0]["schema"]["fields"]}
    assert fields["co2e_kg"]["unit"] == "kg CO2e per unit"


def test_an_unknown_licence_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="not a known licence"):
        licence_of("Whatever")
