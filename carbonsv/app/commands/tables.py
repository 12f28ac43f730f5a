"""Commands without a document: quantify a table, convert a quantity."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app.commands.output import say, say_issues, say_json
from carbonsv.app.tables import STANDARD_STREAM, write_csv

if TYPE_CHECKING:
    import argparse

FINDINGS = 1


def add_commands(commands: Any) -> None:
    """Add `quantify` and `convert`."""
    quantify = commands.add_parser(
        "quantify", help="emission lines of a table of activities, without a document"
    )
    quantify.add_argument(
        "table",
        metavar="TABLE",
        type=Path,
        help="CSV or XLSX: id, activity or factor_id, quantity, unit, start, end",
    )
    quantify.add_argument(
        "-o", "--output", metavar="OUT", default=STANDARD_STREAM, help="CSV to write; - is standard output"
    )
    quantify.add_argument("--factor-year", choices=["majority", "detailed"], default="majority")
    quantify.add_argument("--flights", choices=["with", "without"], default="with", help="radiative forcing")
    quantify.add_argument("--json", action="store_true", help="lines and issues as JSON")
    quantify.set_defaults(handler=run_quantify)
    convert = commands.add_parser("convert", help="convert a quantity to another unit")
    convert.add_argument("quantity", metavar="QUANTITY", help='such as "12 MWh"')
    convert.add_argument("unit", metavar="UNIT", help="such as GJ")
    convert.add_argument("--fuel", help="a fuel such as natural-gas, for volume, mass and calorific value")
    convert.add_argument("--json", action="store_true")
    convert.set_defaults(handler=run_convert)


def run_quantify(arguments: argparse.Namespace) -> int:
    """Write one row per emission line, unrounded; issues go to standard error."""
    from carbonsv.activities.own_table import read_own_table  # noqa: PLC0415 - pandas takes a while
    from carbonsv.activities.parse import parse_records  # noqa: PLC0415
    from carbonsv.engine.quantify import quantify  # noqa: PLC0415
    from carbonsv.library.factor_library import FactorLibrary  # noqa: PLC0415
    from carbonsv.model import tables  # noqa: PLC0415
    from carbonsv.model.policy import FactorPolicy  # noqa: PLC0415

    texts = read_own_table(arguments.table, [*tables.table("activity").names, "factor_id"])
    records, issues = parse_records(texts, dates_required=False)
    policy = FactorPolicy(arguments.factor_year, arguments.flights)
    result = quantify(records, FactorLibrary.load(), policy)
    lines = result.lines[list(tables.table("emission_line").names)]
    found = [*issues, *result.issues]
    if arguments.json:
        say_json({"lines": lines, "issues": found})
    else:
        write_csv(lines, arguments.output)
        say_issues(found)
    return FINDINGS if any(issue.severity != "notice" for issue in found) else 0


def run_convert(arguments: argparse.Namespace) -> int:
    """Print a quantity in another unit."""
    from carbonsv.model import text  # noqa: PLC0415
    from carbonsv.units.convert import convert  # noqa: PLC0415
    from carbonsv.units.names import read_unit  # noqa: PLC0415
    from carbonsv.units.quantity import read_quantity  # noqa: PLC0415

    quantity = read_quantity(arguments.quantity)
    value = convert(quantity.value, quantity.unit, read_unit(arguments.unit), _fuel(arguments.fuel))
    if arguments.json:
        say_json({"value": value, "unit": arguments.unit.strip(), "read_as": quantity.reading})
    else:
        say(f"{quantity.reading} = {text.worked(value)} {arguments.unit.strip()}")
    return 0


def _fuel(name: str | None) -> Any:
    """Return the properties of the fuel that a name stands for.

    Raises:
        UnknownNameError: no fuel is called so.
    """
    if not name:
        return None
    from carbonsv.library.factor_library import find_fuel  # noqa: PLC0415

    return find_fuel(name)
