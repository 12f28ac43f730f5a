from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.session import Session
from carbonsv.app.social.importing import import_table
from carbonsv.paths import FACTORS
from carbonsv.value.additionality import Additionality
from carbonsv.value.imported_values import (
    DamageCost,
    Pollutant,
    Proxy,
    ProxyClaim,
    damage_cost_issues,
    pollutant_values,
    proxy_values,
)
from tests.shipped import library

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.document.history import Change

HOUR = Proxy("P1", "Hour of volunteering", "hours", 20.0, 2025, "Licensed to Test Ltd", "Set 2025")


def test_a_licensed_proxy_is_multiplied_and_carries_its_licence() -> None:
    (one,), issues = proxy_values([ProxyClaim("a", "P1", 10, Additionality(deadweight=0.5))], [HOUR])
    assert (one.net_gbp, issues) == (100, [])
    assert "Licensed to Test Ltd" in one.caption


def test_a_proxy_without_its_licence_is_refused() -> None:
    bare = Proxy("P1", "Hour", "hours", 20.0, 2025, "", "Set 2025")
    values, issues = proxy_values([ProxyClaim("a", "P1", 10)], [bare])
    assert values == []
    assert [issue.code for issue in issues] == ["proxy-without-licence", "unknown-proxy"]


def test_the_program_ships_no_proxies_and_no_damage_costs() -> None:
    names = {path.name for path in FACTORS.iterdir()}
    assert not [name for name in names if "prox" in name or "damage" in name or "wellby" in name]


def test_a_pollutant_is_valued_by_the_row_of_its_sector_only() -> None:
    costs = [DamageCost("NOx", "domestic", 1.0, 2.0, 3.0, 2025, "gov.uk")]
    known, other = pollutant_values(
        [Pollutant("a", "nox", "Domestic", 2), Pollutant("b", "NOx", "", 2)], costs
    )
    assert (known.value_gbp.low, known.value_gbp.central, known.status) == (2, 4, "valued")
    assert (math.isnan(other.value_gbp.central), other.status) == (True, "not valued")


@pytest.mark.parametrize(("price_year", "address"), [(None, "gov.uk"), (2025, "")])
def test_a_damage_cost_without_price_year_or_address_is_refused(price_year: int | None, address: str) -> None:
    cost = DamageCost("NOx", "domestic", 1.0, 2.0, 3.0, price_year, address)
    assert [issue.code for issue in damage_cost_issues([cost])] == ["damage-cost-incomplete"]
    assert pollutant_values([Pollutant("a", "NOx", "domestic", 1)], [cost])[0].status == "not valued"


def test_rows_of_the_template_left_blank_are_refused_and_the_others_come_in(tmp_path: Path) -> None:
    sheet = tmp_path / "damage.csv"
    heads = "pollutant,sector,central_gbp_per_tonne,price_year,source_url,note\n"
    sheet.write_text(heads + "NOx,domestic,,,,Fill\nSO2,national,10,2025,gov.uk,\n")
    session = Session(library(), home=tmp_path / "home")
    session.open_sample()
    found = import_table(session, "damage_cost", sheet)
    assert (found.records, {issue.record for issue in found.issues}) == (1, {"row-2"})
    newest: Change = session.document.history()[0]
    assert newest.label == "Import damage.csv"
