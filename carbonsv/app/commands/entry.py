"""Commands that get data in without bills: a quick estimate, and the form of a staff survey."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app.commands.output import save, say, say_issues, say_json
from carbonsv.errors import UsageError

if TYPE_CHECKING:
    import argparse

_ANSWERS = {
    "people": ("N", "full-time equivalent employees"),
    "area": ("M2", "floor area of the site: 250, 2,700 ft2"),
    "electricity": ("Q", "of the year: 12 MWh, or the bill without VAT: £3,360"),
    "electricity-price": ("P", "of a kWh, for a bill: 0.28, 28p/kWh"),
    "gas": ("Q", "of the year: 40,000 kWh, 3,600 m3, or the bill without VAT"),
    "gas-price": ("P", "of a kWh of gas, for a bill"),
    "miles": ("D", "on business in employees' own cars: 12,000, 19,000 km"),
}


def add_commands(commands: Any) -> None:
    """Add `estimate` and `survey`."""
    estimate = commands.add_parser("estimate", help="a first estimate from five answers, marked as such")
    estimate.add_argument("file", metavar="FILE", type=Path)
    for name, (shown, about) in _ANSWERS.items():
        estimate.add_argument(f"--{name}", metavar=shown, default="", help=about)
    estimate.add_argument("--year", help="id or name of the reporting year; the last one by default")
    estimate.add_argument("--site", default="", help="id of the site, where there are several")
    estimate.add_argument("--json", action="store_true")
    estimate.set_defaults(handler=run_estimate)
    survey = commands.add_parser("survey", help="a form that asks staff about commuting and homeworking")
    survey.add_argument("file", metavar="FILE", type=Path)
    survey.add_argument("-o", "--output", metavar="XLSX", type=Path, required=True)
    survey.add_argument("--year", help="id or name of the reporting year; the last one by default")
    survey.add_argument("--json", action="store_true")
    survey.set_defaults(handler=run_survey)


def run_survey(arguments: argparse.Namespace) -> int:
    """Write the form of the survey, never over another file."""
    from carbonsv.app.importing.survey_form import write_survey  # noqa: PLC0415
    from carbonsv.app.session import Session  # noqa: PLC0415 - pandas takes a while

    if arguments.output.exists():
        sentence = f"{arguments.output.name} exists already."
        raise UsageError(sentence, "Choose another name, or delete it first.")
    session = Session()
    session.open(arguments.file, read_only=True)
    label = session.snapshot().year(arguments.year)[0]
    write_survey(arguments.output, session.document_name, label)
    session.close()
    facts = {"file": str(arguments.output), "year": label}
    hint = "Have it filled in, then: carbonsv import FILE FORM.xlsx --as survey"
    say_json(facts) if arguments.json else say(f"{facts['file']} written. {hint}")
    return 0


def run_estimate(arguments: argparse.Namespace) -> int:
    """Put estimates into a document, as one change; say what is not assessed."""
    from carbonsv.app.quick_estimate import Answers, estimate  # noqa: PLC0415 - pandas takes a while
    from carbonsv.app.session import Session  # noqa: PLC0415

    answers = Answers(
        people=arguments.people,
        floor_area=arguments.area,
        electricity=arguments.electricity,
        electricity_price=arguments.electricity_price,
        gas=arguments.gas,
        gas_price=arguments.gas_price,
        miles=arguments.miles,
    )
    session = Session()
    session.open(arguments.file)
    made = estimate(session, answers, arguments.year, arguments.site)
    save(session)
    session.close()
    if arguments.json:
        say_json({"records": made.records, "issues": made.issues})
    else:
        say(f"{len(made.records)} records added, all marked as estimates.")
        say_issues(made.issues)
    return 0
