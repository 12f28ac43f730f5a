from __future__ import annotations

import pytest

from carbonsv.errors import UnknownNameError
from carbonsv.reports.lint.check import failures, lint
from carbonsv.reports.lint.rules import SETS, rules
from carbonsv.reports.reduction_plan import reduction_plan
from tests.reports.made import DONE, PLAN, REASONS, YEARS, Row, small


def outcome(rule: str, plan: Row | None = None, **tables: list[Row]) -> tuple[str, str]:
    verdicts = {one.rule.rule: one for one in lint(reduction_plan(small(plan, tables)))}
    return verdicts[rule].outcome, verdicts[rule].why


def test_a_plan_that_says_everything_meets_every_rule() -> None:
    assert not failures(lint(reduction_plan(small())))


def test_an_unknown_set_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="not a known set of rules"):
        rules("ppn999")


@pytest.mark.parametrize("name", SETS)
def test_every_rule_says_where_it_is_written_and_how_to_mend_it(name: str) -> None:
    for rule in rules(name):
        assert rule.paragraph
        assert rule.fix.endswith(".")
        assert rule.what.endswith(".")


@pytest.mark.parametrize(
    ("rule", "plan"),
    [
        ("commitment-year", {"commitment_year": None}),
        ("commitment-year", {"commitment_year": 2051}),
        ("commitment-year", {"commitment_year": 2024}),
        ("baseline-stated", {"baseline_year": "2024"}),
        ("period-recent", {"notice_date": "2026-07-01"}),
        ("published-in-time", {"publication_date": None}),
        ("published-in-time", {"notice_date": "2026-06-17"}),
        ("updated-in-time", {"publication_date": "2025-07-01"}),
        ("updated-in-time", {"publication_date": "2024-12-31"}),
        ("target-stated", {"target_year": None}),
        ("target-stated", {"target_year": 2030}),
        ("uk-only", {"uk_only": None}),
        ("published-on-website", {"website": None}),
        ("approved", {"approval_date": None}),
        ("signed-off", {"signatory_title": None}),
        ("parent-plan", {"parent_plan": True, "parent_published": True}),
    ],
)
def test_a_rule_fails_where_its_entry_is_missing_or_too_late(rule: str, plan: Row) -> None:
    assert outcome(rule, plan)[0] == "fail"


@pytest.mark.parametrize(
    ("rule", "plan"),
    [
        ("commitment-year", {"commitment_year": 2050}),
        ("baseline-stated", {"baseline_year": "2024", "first_report": True}),
        ("period-recent", {"notice_date": "2026-06-30"}),
        ("period-recent", {"notice_date": "2026-07-01", "reporting_details": "No later year has ended."}),
        ("published-in-time", {"notice_date": "2026-06-16"}),
        ("updated-in-time", {"publication_date": "2025-06-30"}),  # six months after 31 December
        ("published-on-website", {"website": None, "no_website": True}),
        ("contract-in-scope", {"contract_value_gbp": 21_000_000.0, "contract_years": 4.0}),
        ("consortium", {"consortium": True}),
    ],
)
def test_a_rule_passes_on_its_last_day_and_by_what_may_be_said_instead(rule: str, plan: Row) -> None:
    assert outcome(rule, plan)[0] == "pass"


@pytest.mark.parametrize("rule", ["contract-in-scope", "new-entrant", "consortium", "parent-plan"])
def test_a_rule_about_circumstances_does_not_apply_without_them(rule: str) -> None:
    assert outcome(rule)[0] == "does-not-apply"


def test_five_million_a_year_itself_is_not_in_scope() -> None:
    assert outcome("contract-in-scope", {"contract_value_gbp": 20_000_000.0, "contract_years": 4.0}) == (
        "does-not-apply",
        "GBP 5,000,000 a year on average.",
    )


def test_a_category_that_is_nothing_and_not_explained_fails_by_name() -> None:
    without_nine = [row for row in REASONS if row["category"] != 9]
    said = outcome("scope-3-sources", excluded_category=without_nine)
    assert said == ("fail", "Neither given nor explained: Scope 3.9 Downstream transport and distribution.")


def test_years_that_begin_on_other_days_need_an_explanation() -> None:
    later = YEARS[1] | {"start": "2024-04-01", "end": "2025-03-31"}
    assert outcome("same-period", reporting_year=[YEARS[0], later])[0] == "fail"
    details: Row = {"reporting_details": "The year was moved."}
    assert outcome("same-period", details, reporting_year=[YEARS[0], later])[0] == "pass"


def test_a_completed_initiative_without_tonnes_fails() -> None:
    assert outcome("initiatives-completed", initiative=[DONE | {"co2e_t": None}])[0] == "fail"
    assert outcome("initiatives-in-contract", initiative=[DONE | {"in_contract": False}])[0] == "fail"


def test_the_commitment_may_come_from_the_net_zero_target() -> None:
    target: Row = {"id": "t", "label": "Net zero", "kind": "net-zero", "target_year": 2040}
    assert PLAN["commitment_year"] == 2045
    assert outcome("commitment-year", {"commitment_year": None}, target=[target]) == (
        "pass",
        "Net zero by 2040.",
    )


def test_the_nhs_asks_for_all_fifteen_categories() -> None:
    failed = failures(lint(reduction_plan(small()), "nhs2027"))
    assert "Scope 3.1 Purchased goods and services" in failed[0].why
    every: list[Row] = [{"id": str(n), "scope": "3", "category": n, "reason": "None."} for n in range(1, 16)]
    assert not failures(lint(reduction_plan(small(None, {"excluded_category": every})), "nhs2027"))
