from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.importing.superseded import superseded_estimates
from carbonsv.app.quick_estimate import Answers, estimate, readings
from carbonsv.app.results.findings import findings
from carbonsv.errors import CarbonsvError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from carbonsv.app.session import Session

MAY = {"activity": "electricity", "unit": "kWh", "start": "2024-05-01", "end": "2024-05-31"}


def records(session: Session) -> pd.DataFrame:
    return session.document.frame("activity")


def total(session: Session, activity: str) -> float:
    frame = records(session)
    return fsum(frame["quantity"][frame["activity"] == activity])


def test_a_years_energy_becomes_twelve_months_that_lose_nothing(session: Session) -> None:
    made = estimate(session, Answers(electricity="12 MWh"))
    frame = records(session)
    assert (len(made.records), total(session, "electricity")) == (12, 12.0)
    assert frame["quantity"].iloc[0] == pytest.approx(12 * 30 / 365)  # April
    assert set(frame["quality"]) == {"estimated-proxy"}


def test_the_footprint_is_the_answer_times_the_published_factor(session: Session) -> None:
    estimate(session, Answers(gas="40,000"))
    scope1_kg = session.snapshot().inventory().scope1_kg
    assert scope1_kg == pytest.approx(40_000 * 0.18290, rel=1e-9)


def test_a_bill_becomes_energy_at_the_organisations_own_price(session: Session) -> None:
    estimate(session, Answers(electricity="£3,360", electricity_price="28p/kWh"))
    assert total(session, "electricity") == pytest.approx(3360 / 0.28)
    assert "own price of 0.28 GBP per kWh" in records(session)["note"].iloc[0]


def test_energy_worked_out_from_a_bill_is_shown_without_digits_that_nobody_typed(session: Session) -> None:
    answers = Answers(gas="£2,800", gas_price="6.75p")
    assert readings(answers)["gas"].sentence == "41,481 kWh in the year"
    estimate(session, answers)
    assert total(session, "natural-gas") == pytest.approx(2800 / 0.0675, rel=1e-12)


def test_a_bill_without_a_price_is_refused_and_no_price_is_assumed(session: Session) -> None:
    with pytest.raises(UsageError, match="needs the price of a kWh"):
        estimate(session, Answers(electricity="£3,360"))
    assert records(session).empty


@pytest.mark.parametrize(
    "answer", [{"electricity": "12 km"}, {"gas": "-5"}, {"miles": "many"}, {"people": "0"}]
)
def test_an_answer_that_cannot_be_meant_is_refused(session: Session, answer: dict[str, str]) -> None:
    with pytest.raises(CarbonsvError):
        estimate(session, Answers(**answer))
    assert records(session).empty


def test_nothing_answered_is_refused(session: Session) -> None:
    with pytest.raises(UsageError, match="Nothing was answered"):
        estimate(session, Answers())


def test_people_go_into_the_reporting_year_and_emit_nothing(session: Session) -> None:
    made = estimate(session, Answers(people="12.5"))
    assert session.document.frame("reporting_year")["fte"].iloc[0] == 12.5
    assert made.records == ()
    assert session.snapshot().inventory().total_location_kg == 0


def test_what_is_not_answered_is_not_assessed(session: Session) -> None:
    made = estimate(session, Answers(miles="12,000"))
    labels = {one.sentence.partition(":")[0] for one in made.issues if one.code == "not-assessed"}
    wanted = {"Employees", "Floor area", "Electricity", "Natural gas", "Commuting and homeworking"}
    assert labels == wanted


def test_an_answer_of_nothing_makes_no_record_and_is_assessed(session: Session) -> None:
    made = estimate(session, Answers(gas="0", miles="10"))
    assert total(session, "natural-gas") == 0
    assert not any(one.sentence.startswith("Natural gas") for one in made.issues)


def test_the_floor_area_makes_a_site_where_there_is_none(session: Session) -> None:
    estimate(session, Answers(floor_area="250", electricity="1 MWh", miles="9"))
    site = session.document.frame("site").iloc[0]
    frame = records(session)
    assert site["floor_area_m2"] == 250
    assert set(frame["site"][frame["activity"] == "electricity"]) == {site["id"]}


def test_the_site_is_asked_for_where_there_are_several(session: Session) -> None:
    first, _ = (session.add_row("site", {"name": name}) for name in ("Mill", "Shop"))
    with pytest.raises(UsageError, match="several sites"):
        estimate(session, Answers(electricity="1 MWh"))
    estimate(session, Answers(floor_area="80 ft2"), site=first)
    assert session.document.row("site", first)["floor_area_m2"] == pytest.approx(80 * 0.3048**2)


def test_it_is_one_change_and_a_second_answer_replaces_the_first(session: Session) -> None:
    estimate(session, Answers(people="5", electricity="10 MWh", gas="1 MWh"))
    estimate(session, Answers(electricity="20 MWh"))
    assert (total(session, "electricity"), total(session, "natural-gas")) == (20, 1)
    session.undo()
    assert total(session, "electricity") == 10
    session.undo()
    assert records(session).empty
    assert session.document.row("reporting_year", "2024-04")["fte"] is None


def test_a_bill_replaces_the_months_that_it_covers_whole(session: Session) -> None:
    estimate(session, Answers(electricity="12 MWh"))
    session.add_row("activity", MAY | {"quantity": 900.0, "start": "2024-04-20", "end": "2024-06-10"})
    frame = records(session)
    ids = superseded_estimates(frame)
    assert [str(day)[:10] for day in frame["start"][frame["id"].isin(ids)]] == ["2024-05-01"]
    assert "estimate-replaced" in {one.code for one in findings(session.snapshot())}


def test_a_bill_of_another_site_replaces_nothing(session: Session) -> None:
    mill, shop = (session.add_row("site", {"name": name}) for name in ("Mill", "Shop"))
    estimate(session, Answers(electricity="12 MWh"), site=mill)
    session.add_row("activity", MAY | {"quantity": 900.0, "site": shop})
    assert superseded_estimates(records(session)) == []


def test_a_claim_for_miles_in_any_car_replaces_the_estimate_of_its_month(session: Session) -> None:
    estimate(session, Answers(miles="12,000"))
    trip = {"activity": "business-car/small-car/petrol", "quantity": 40.0, "unit": "miles"}
    session.add_row("activity", trip | {"start": "2024-07-03", "end": "2024-07-03"})
    frame = records(session)
    found = frame[frame["id"].isin(superseded_estimates(frame))]
    assert list(found["start"].dt.month) == [7]


def test_a_month_with_a_bill_is_not_estimated(session: Session) -> None:
    session.add_row("activity", MAY | {"quantity": 900.0})
    made = estimate(session, Answers(electricity="12 MWh"))
    assert len(made.records) == 11
    assert made.issues[0].code == "estimate-not-needed"


def test_imported_bills_take_the_place_of_estimates_in_the_same_change(
    session: Session, tmp_path: Path
) -> None:
    estimate(session, Answers(electricity="12 MWh"))
    bills = tmp_path / "bills.csv"
    bills.write_text("activity,quantity,unit,start,end\nelectricity,900,kWh,2024-05-01,2024-06-30\n")
    outcome = session.import_records(bills)
    assert (len(records(session)), outcome.issues[-1].code) == (11, "estimates-replaced")
    session.undo()
    assert (len(records(session)), total(session, "electricity")) == (12, 12.0)
