from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.first_estimate import begin_with_estimate, estimated_figures
from carbonsv.app.quick_estimate import Answers, is_bill, readings
from carbonsv.errors import UsageError

if TYPE_CHECKING:
    from carbonsv.app.session import Session

YEAR = date(2024, 4, 1), date(2025, 3, 31)


def test_a_document_begins_with_its_estimate(session: Session) -> None:
    begin_with_estimate(session, "Acme Ltd", *YEAR, Answers(electricity="12 MWh"))
    (figure,) = estimated_figures(session)
    assert (figure.label, figure.quantity) == ("Electricity", "12 MWh")
    assert figure.basis.startswith("Estimate: the answer “12 MWh” for the year")
    assert session.document_name == "Acme Ltd"


def test_a_bill_becomes_energy_at_the_organisations_own_price(session: Session) -> None:
    answers = Answers(electricity="£3,360", electricity_price="28p/kWh")  # 3360 / 0.28
    begin_with_estimate(session, "Acme Ltd", *YEAR, answers)
    assert estimated_figures(session)[0].quantity == "12,000 kWh"


def test_what_cannot_be_read_leaves_the_open_document_alone(session: Session) -> None:
    with pytest.raises(UsageError, match="letter O"):
        begin_with_estimate(session, "Acme Ltd", *YEAR, Answers(gas="40,00o"))
    assert session.document_name == "Test Ltd"


def test_no_answer_makes_no_document(session: Session) -> None:
    with pytest.raises(UsageError, match="Nothing was answered"):
        begin_with_estimate(session, "Acme Ltd", *YEAR, Answers())


def test_every_answer_says_how_it_is_read() -> None:
    said = readings(Answers(people="12", floor_area="100", miles="19,000 km"))
    assert said["people"].sentence == "12 full-time equivalent employees"
    assert said["floor_area"].sentence == "100 m²"
    assert said["miles"].sentence == "19,000 km in the year"
    assert "gas" not in said


def test_a_bill_without_a_price_is_asked_for_it() -> None:
    said = readings(Answers(gas="£2,800"))["gas"]
    assert said.refused
    assert "needs the price of a kWh" in said.sentence


@pytest.mark.parametrize(("answer", "bill"), [("£3,360", True), ("12 MWh", False), ("", False), ("x", False)])
def test_money_is_told_from_energy(answer: str, bill: bool) -> None:  # noqa: FBT001 - a row of a table
    assert is_bill(answer) is bill
