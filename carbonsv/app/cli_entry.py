"""Commands that get data in without bills: a quick estimate, a staff survey, and purchase ledgers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app.output import say, say_issues, say_json
from carbonsv.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from carbonsv.app.file_import import FileImport
    from carbonsv.app.session import Session
    from carbonsv.app.source_import import ImportChoices

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


def add_import_choices(imports: Any) -> None:
    """Add what `carbonsv import` asks about ledgers and surveys."""
    imports.add_argument(
        "--vat", metavar="RATE", default="", help="that a ledger's amounts include: standard"
    )
    imports.add_argument(
        "--leave-out-counted", action="store_true", help="ledger lines that other records count already"
    )
    imports.add_argument("--weeks", type=float, help="that people work in the year of a survey")
    imports.add_argument("--year", help="of a survey: id or name; the last one by default")


def run_survey(arguments: argparse.Namespace) -> int:
    """Write the form of the survey, never over another file."""
    from carbonsv.app.session import Session  # noqa: PLC0415 - pandas takes a while
    from carbonsv.app.survey_form import write_survey  # noqa: PLC0415

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
    session.save()
    session.close()
    if arguments.json:
        say_json({"records": made.records, "issues": made.issues})
    else:
        say(f"{len(made.records)} records added, all marked as estimates.")
        say_issues(made.issues)
    return 0


def import_ledger_file(
    session: Session, path: Path, arguments: argparse.Namespace, source: ImportChoices
) -> FileImport:
    """Import a purchase ledger, for `carbonsv import --as ledger`."""
    from carbonsv.app.ledger_import import LedgerChoices, import_ledger  # noqa: PLC0415 - pandas takes a while

    choices = LedgerChoices(source, arguments.vat, arguments.leave_out_counted)
    return import_ledger(session, path, choices, dry_run=arguments.dry_run)


def import_survey_files(session: Session, arguments: argparse.Namespace) -> FileImport:
    """Import filled-in survey forms together, for `carbonsv import --as survey`."""
    from carbonsv.app.survey_import import import_survey  # noqa: PLC0415 - pandas takes a while

    said = {"year_id": arguments.year, "weeks": arguments.weeks, "dry_run": arguments.dry_run}
    return import_survey(session, arguments.data, **said)
