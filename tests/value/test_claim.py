from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbonsv.app.social.appraisal_table import COLUMNS_IN, appraise_rows, as_frame
from carbonsv.value.claim import read_claim
from tests.shipped import library
from tests.value.claims import packs

GIVEN = {"id": "a", "measure": "ESV01", "baseline_quantity": "3", "current_quantity": "1", "year": "2025"}
CELL = st.one_of(
    st.text(max_size=12), st.sampled_from(["ESV01", "co2e-avoided", "kWh", "2025", "1e308", "-1"])
)


def said(**cells: str) -> list[str]:
    return [issue.code for issue in read_claim(GIVEN | cells, "row-2")[1]]


def test_a_row_of_text_becomes_a_claim() -> None:
    claim, issues = read_claim(GIVEN | {"deadweight": "0.2", "years": "3"}, "row-2")
    assert (claim.baseline_quantity, claim.year, claim.years, issues) == (3, 2025, 3, [])
    assert claim.additionality.deadweight == 0.2


def test_numbers_are_read_as_people_write_them() -> None:
    assert read_claim(GIVEN | {"baseline_quantity": "1,234.5"}, "")[0].baseline_quantity == 1234.5


def test_a_row_without_an_id_is_named_by_its_place() -> None:
    assert read_claim(GIVEN | {"id": ""}, "row-7")[0].id == "row-7"


def test_blank_cells_take_their_usual_meaning() -> None:
    claim, _ = read_claim(GIVEN, "")
    assert (claim.years, claim.price_year, claim.additionality.attribution) == (1, None, None)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"measure": ""}, "missing-value"),
        ({"year": ""}, "missing-value"),
        ({"year": "2025.5"}, "unreadable-year"),
        ({"year": "2024/25"}, "unreadable-number"),
        ({"years": "0"}, "years-out-of-range"),
        ({"years": "1000"}, "years-out-of-range"),
        ({"deadweight": "20"}, "share-out-of-range"),
        ({"drop_off": "-0.1"}, "share-out-of-range"),
        ({"baseline_quantity": "nan"}, "unreadable-number"),
        ({"baseline_quantity": "1e300"}, "unreadable-number"),
    ],
)
def test_what_cannot_be_read_is_said(cells: dict[str, str], code: str) -> None:
    assert said(**cells) == [code]


def test_a_cell_that_is_missing_in_a_frame_is_blank() -> None:
    claim, issues = read_claim(GIVEN | {"title": math.nan, "site": None}, "")
    assert (claim.title, claim.site, issues) == ("", "", [])


@settings(deadline=None)  # the machine may be busy
@given(st.dictionaries(st.sampled_from(COLUMNS_IN), CELL))
def test_no_row_however_odd_stops_the_others(row: dict[str, str]) -> None:
    made, _ = appraise_rows([row, GIVEN], packs(), library())
    frame = as_frame(made)
    assert made[-1].years[0].gross_t == pytest.approx(2 * 0.177 / 1000)
    assert set(frame["id"]) == {one.claim.id for one in made}
