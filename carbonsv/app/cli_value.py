"""Commands on social value: appraise a table of measure claims."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app.output import say_issues, say_json
from carbonsv.app.tables import STANDARD_STREAM, write_csv

if TYPE_CHECKING:
    import argparse

FINDINGS = 1


def add_commands(commands: Any) -> None:
    """Add `appraise`."""
    appraise = commands.add_parser(
        "appraise", help="tonnes and pounds of a table of measure claims, without a document"
    )
    appraise.add_argument(
        "table",
        metavar="TABLE",
        type=Path,
        help="CSV or XLSX: id, measure, baseline_quantity, current_quantity, unit, year, years, price_year, "
        "deadweight, displacement, leakage, substitution, attribution, drop_off",
    )
    appraise.add_argument(
        "-o", "--output", metavar="OUT", default=STANDARD_STREAM, help="CSV to write; - is standard output"
    )
    appraise.add_argument("--json", action="store_true", help="rows, issues and pack versions as JSON")
    appraise.set_defaults(handler=run_appraise)


def run_appraise(arguments: argparse.Namespace) -> int:
    """Write one row per claim and year, unrounded; issues go to standard error too."""
    from carbonsv.activities.own_table import read_own_table  # noqa: PLC0415 - pandas takes a while
    from carbonsv.app.appraisal_table import COLUMNS_IN, appraise_rows, as_frame  # noqa: PLC0415
    from carbonsv.library.factor_library import FactorLibrary  # noqa: PLC0415
    from carbonsv.library.value_packs import ValuePacks  # noqa: PLC0415

    texts = read_own_table(arguments.table, COLUMNS_IN)
    packs = ValuePacks.load()
    appraisals, issues = appraise_rows(texts.to_dict("records"), packs, FactorLibrary.load())
    rows = as_frame(appraisals, issues)
    if arguments.json:
        say_json({"rows": rows, "issues": issues, "packs": packs.versions})
    else:
        write_csv(rows, arguments.output)
        say_issues(issues)
    return FINDINGS if any(issue.severity == "error" for issue in issues) else 0
