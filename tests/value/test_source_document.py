"""What the source document asked for: a test for each of its features that is not a window or a document.

S22, S25 and S28 (first steps, heading in a document, charts of a tender pack) are in tests/app.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.session import Session
from carbonsv.app.social import records as social_records
from carbonsv.app.social.importing import import_table
from carbonsv.app.social.value import SocialValue, add_lead_priority
from carbonsv.library.guidance import read_advice, read_questions, read_signposts
from carbonsv.library.value_packs import read_boroughs, read_critical_minerals
from carbonsv.value.advice import ranked_advice
from carbonsv.value.boroughs import borough_years
from carbonsv.value.commitments import Kpi, kpi_issues
from carbonsv.value.community import CaseStudy, NoPermissionError, beneficiaries, exported
from carbonsv.value.ethical import ethical_score, raised_questions
from carbonsv.value.frameworks import TooManyPrioritiesError, make_matrix
from carbonsv.value.homeworking import HomeworkingPattern, break_even_miles, homeworking_change
from carbonsv.value.ledgers import make_ledgers
from carbonsv.value.local_spend import Spend, lm3, local_share, reinvested_share
from carbonsv.value.requirements import EXPIRED, MET, Requirement
from carbonsv.value.time_bank import time_bank
from tests.shipped import library, lines_of
from tests.value.claims import appraised, claim, packs, tonnes

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 23)
CAR_2025, FILM_2025, FOOD_2025 = 0.26915, 2916.50513, 3701.40359


@pytest.fixture
def session(tmp_path: Path) -> Session:
    one = Session(library(), home=tmp_path / "home")
    one.new("Test Ltd", date(2024, 4, 1), date(2025, 3, 31))
    return one


def test_s01_ten_homes_leave_the_organisation_unchanged_to_the_last_digit(session: Session) -> None:
    record = {"activity": "natural-gas", "quantity": 987.6, "unit": "kWh"}
    session.add_row("activity", record | {"start": "2024-04-01", "end": "2025-03-31"})
    before = session.snapshot().inventory()
    for _ in range(10):
        home = {"action": "insulate", "followed_up_kg": 123.4, "followed_up_on": "2025-01-31"}
        session.add_row("home_pledge", home | {"attribution": 0.25})
    after = session.snapshot().inventory()
    assert repr(after.total_market_kg) == repr(before.total_market_kg)
    assert len(SocialValue.of(session.snapshot()).ledgers.influenced.claims) == 10


def test_s02_a_gas_dominated_footprint_ranks_heating_advice_first() -> None:
    ranked = ranked_advice({"natural-gas": 900, "electricity": 400}, read_advice(), read_signposts())
    assert [one.advice.topic for one in ranked] == ["heating", "electricity"]


def test_s02_every_signpost_has_organisation_address_and_date() -> None:
    assert all(one.organisation and one.address and one.checked for one in read_signposts())


def test_s03_working_at_home_saves_from_9_56_miles_by_petrol_car() -> None:
    day = HomeworkingPattern(days=1, return_miles=0, hours_per_day=7.5, fuel="petrol")
    miles = break_even_miles(day, 2025, packs().catalogue, library())
    assert miles == pytest.approx(7.5 * 0.33378 / 0.26187)
    assert round(miles, 2) == 9.56


def test_s03_a_journey_of_five_miles_makes_working_at_home_negative() -> None:
    day = HomeworkingPattern(days=1, return_miles=5, hours_per_day=7.5, fuel="petrol")
    net_kg = homeworking_change(day, 2025, packs().catalogue, library()).co2e_kg
    assert net_kg == pytest.approx(5 * 0.26187 - 7.5 * 0.33378)
    assert net_kg < 0


def test_s04_a_shared_job_is_trips_times_distance_times_factor() -> None:
    one = appraised("ESV06", 220 * 12, 110 * 12, "miles")
    assert one.years[0].gross_t == pytest.approx(110 * 12 * CAR_2025 / 1000)


def test_s05_cycling_has_carbon_and_no_pounds_for_health() -> None:
    one = appraised("ESV07", 1000, 0, "miles")
    assert one.change == 1000
    assert one.years[0].value_gbp.central == pytest.approx(1000 * CAR_2025 / 1000 * 273.06)


def test_s06_air_pollutants_are_not_valued_while_the_table_is_blank(session: Session) -> None:
    session.add_row("air_pollutant", {"pollutant": "NOx", "sector": "domestic", "tonnes": 0.5})
    (one,) = social_records.air_quality(session.snapshot())
    assert (one.status, math.isnan(one.value_gbp.central), one.pollutant.tonnes) == ("not valued", True, 0.5)


def test_s07_packaging_avoided_is_tonnes_times_the_factor_of_film() -> None:
    assert appraised("ESV10", 3, 1, "tonnes").years[0].gross_t == pytest.approx(2 * FILM_2025 / 1000)


def test_s07_plastic_packaging_tax_is_cash_and_not_in_the_value() -> None:
    film = appraised("ESV10", 3, 1, "tonnes", id="film")
    tax = appraised("ESV27", 3, 1, "tonnes", id="tax", variant="plastic-packaging-tax")
    found = make_ledgers([film, tax])
    assert found.cash_gbp == pytest.approx(2 * 223.69)
    assert found.in_boundary.value_gbp == film.years[0].value_gbp


def test_s08_food_prevented_is_valued_by_what_it_took_to_make_it() -> None:
    assert appraised("ESV13", 1, 0, "tonnes").years[0].gross_t == pytest.approx(FOOD_2025 / 1000)


def test_s08_food_in_landfill_is_in_the_footprint_only() -> None:
    lines = lines_of("waste/organic-food-and-drink-waste/landfill", 0.5, "tonnes", 2024)
    assert round(lines["co2e_kg"].sum(), 1) == 350.1


def test_s09_landfill_to_recycling_changes_the_footprint_and_not_the_value() -> None:
    landfill = lines_of("waste/commercial-and-industrial-waste/landfill", 1, "tonnes")["co2e_kg"].sum()
    assert landfill == pytest.approx(520.5327)
    found = make_ledgers([appraised("ESV14", math.nan, 1, "tonnes")])
    assert (found.in_boundary.value_gbp.central, found.own_units[0].quantity) == (0, 1)


def test_s10_spend_is_local_by_the_boroughs_chosen() -> None:
    spends = [Spend("A", 60, local_authority="Salford"), Spend("B", 40, local_authority="Leeds")]
    assert local_share(spends, ["Salford City Council"]).share == 0.6


def test_s10_lm3_adds_three_rounds_and_divides_by_the_first() -> None:
    assert lm3(100, 60, 30) == 1.9


def test_s11_a_purchase_ledger_of_twenty_lines_is_counted_as_by_hand(
    session: Session, tmp_path: Path
) -> None:
    ledger = tmp_path / "ledger.csv"
    lines = [
        f"Supplier {number},{number}.50,{'M5 4WT' if number <= 5 else 'LS1 1AA'}" for number in range(1, 21)
    ]
    ledger.write_text("supplier,amount_gbp,postcode\n" + "\n".join(lines) + "\n")
    assert import_table(session, "supplier_spend", ledger).records == 20
    found = social_records.local(session.snapshot(), {"local_areas": "M5; M6"})
    assert (found.local_gbp, found.total_gbp) == (15 + 5 * 0.5, 210 + 20 * 0.5)


def test_s12_floor_space_has_square_metres_and_no_tonnes() -> None:
    rooms = [appraised("ESV23", math.nan, area, "m2", id=str(area)) for area in (120, 80)]
    found = make_ledgers(rooms)
    assert [(one.unit, one.quantity) for one in found.own_units] == [("m2", 200)]
    assert all(math.isnan(one.years[0].gross_t) for one in rooms)


@pytest.mark.parametrize("purchase", ["Solar panels for the roof", "Battery store", "Spare batteries"])
def test_s13_solar_and_batteries_raise_the_question_of_critical_minerals(purchase: str) -> None:
    raised = raised_questions([purchase], read_questions())
    asked = {one.id: one.list for one in read_questions()}
    assert "critical-minerals" in {asked[name] for name in raised}
    assert len(read_critical_minerals()) == 14


def test_s14_unanswered_questions_are_shown_and_never_scored_as_yes() -> None:
    score = ethical_score(read_questions(), {"EP1": "yes", "EP2": "no"}, {"EP1": "letter"})
    assert (score.score, score.answered, score.unanswered[0]) == (50, 2, "EP3")
    assert all(one.help for one in read_questions())


def test_s15_an_expired_certificate_is_not_met_from_the_day_after() -> None:
    last = date(2026, 6, 30)
    one = Requirement("MR1", "Living Wage Employer", met=True, evidence="certificate", expires=last)
    assert (one.status(last), one.status(last + timedelta(days=1))) == (MET, EXPIRED)
    assert not one.is_met(last + timedelta(days=1))


def test_s16_living_wage_fair_tax_and_charter_are_listed(session: Session) -> None:
    listed = {one.id: one.title for one in social_records.requirements(session.snapshot())}
    assert (len(listed), listed["MR1"]) == (9, "Living Wage Employer")
    assert "Fair Tax" in listed["MR2"]
    assert "Charter" in listed["MR3"]


def test_s17_thirty_seven_days_billed_owe_thirty_seven_hours() -> None:
    bank = time_bank([("billed-days", 37), ("hours-given", 10)])
    assert (bank.owed_hours, bank.balance_hours) == (37, 27)


def test_s18_a_figure_goes_from_its_start_to_its_target() -> None:
    one = Kpi("a", "Electric miles", "%", baseline=20, target=60, current=30, owner="Fleet", due=TODAY)
    assert one.share == 0.25


def test_s18_a_figure_without_an_owner_is_warned_of() -> None:
    one = Kpi("a", "Electric miles", "%", 20, 60, 30, due=TODAY)
    assert [issue.code for issue in kpi_issues([one])] == ["owner-missing"]


def test_s19_editing_a_figure_leaves_a_dated_note(session: Session) -> None:
    name = session.add_row("kpi", {"title": "Electric miles", "target": 60.0})
    session.set_cell("kpi", name, "current", "30")
    newest = session.document.history()[0]
    assert newest.label == "Change now"
    assert newest.time.startswith("20")


def test_s20_results_carry_the_versions_they_rest_on() -> None:
    assert len(packs().versions) == len(set(packs().versions)) == 10


def test_s20_the_same_claims_give_the_same_numbers() -> None:
    first, second = (
        make_ledgers([tonnes(0.1, 0, id=str(n)) for n in order]) for order in ((1, 2, 3), (3, 2, 1))
    )
    assert first.in_boundary.value_gbp == second.in_boundary.value_gbp


def test_s21_the_matrix_lists_all_28_measures() -> None:
    matrix = make_matrix(packs().catalogue, {})
    assert {f"ESV{number:02}" for number in range(1, 29)} <= {row.measure for row in matrix.rows}


def test_s21_measures_without_a_priority_are_visible() -> None:
    assert "ESV27" in make_matrix(packs().catalogue, {}, framework="gm-2020").unmapped


def test_s23_a_fourth_lead_priority_is_refused_with_the_reason(session: Session) -> None:
    for code in ("GM1", "GM5", "GM6"):
        add_lead_priority(session, "gm-2020", code)
    with pytest.raises(TooManyPrioritiesError, match="there are 3 already"):
        add_lead_priority(session, "manifesto", "MAN6")


def test_s24_manchester_in_2020_is_as_in_the_file() -> None:
    years = borough_years("Manchester", read_boroughs())
    assert (years[0].year, years[-1].year) == (2005, 2020)
    assert (years[-1].total_kt, years[-1].per_person_t) == (1684.994, 3.032)


def test_s26_contacts_are_imported_and_survive_a_restart(session: Session, tmp_path: Path) -> None:
    sheet = tmp_path / "contacts.csv"
    sheet.write_text("organisation,what_for,topic,checked\nHeat Co,heat pumps,heating,30/04/2026\n")
    assert import_table(session, "contact", sheet).records == 1
    path = session.save(tmp_path / "a.carbonsv")
    session.close()
    session.open(path)
    (row,) = session.rows("contact").to_dict("records")
    assert (row["organisation"], row["checked"].date()) == ("Heat Co", date(2026, 4, 30))


def test_s27_a_case_study_without_permission_is_not_exported() -> None:
    study = CaseStudy("a", "New lamps", result="Half the power")
    with pytest.raises(NoPermissionError, match="permission is not ticked"):
        exported(study)
    assert exported(CaseStudy("a", "New lamps", has_permission=True)).title == "New lamps"


def test_s29_ledgers_know_no_footprint_to_add_to() -> None:
    names = make_ledgers([]).__slots__
    assert not [name for name in names if "footprint" in name or "scope" in name]


def test_s30_a_blank_input_is_not_assessed_and_not_nought() -> None:
    one = appraised("ESV15", math.nan, math.nan, "m3")
    assert [issue.code for issue in one.issues] == ["not-assessed"]
    assert make_ledgers([one]).not_counted == (one,)


def test_s31_the_share_of_profit_needs_both_figures() -> None:
    assert reinvested_share(1000, 250) == 0.25
    assert math.isnan(reinvested_share(1000, math.nan))
    assert math.isnan(reinvested_share(math.nan, 250))


def test_s32_who_benefits_is_counted_and_changes_no_total() -> None:
    plain = claim("co2e-avoided", 2, 1, "t CO2e")
    tagged = claim("co2e-avoided", 2, 1, "t CO2e", id="b", beneficiaries="young people; Little Hulton")
    assert beneficiaries([plain, tagged]) == {"young people": 1, "Little Hulton": 1}
    values = [tonnes(2, 1, beneficiaries=tags).years[0].value_gbp for tags in ("", "young people")]
    assert values[0] == values[1]
