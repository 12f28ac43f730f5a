"""Commands about factors: list, search, show, export, import, verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app.commands.output import say, say_issues, say_json, table_text
from carbonsv.app.tables import STANDARD_STREAM, write_csv
from carbonsv.paths import FACTORS

if TYPE_CHECKING:
    import argparse

EXPORTED = (
    *("factor_id", "series_key", "source_id", "scope", "level1", "level2", "level3", "level4", "column_text"),
    *("uom", "co2e_kg", "co2_kg", "ch4_kg", "n2o_kg", "energy_kwh", "source_cell", "gwp_set", "note"),
)
SHOWN_WITHOUT_LIMIT = 20


def add_commands(commands: Any) -> None:
    """Add `factors` with its own commands."""
    factors = commands.add_parser("factors", help="the emission factors and where they come from")
    inner = factors.add_subparsers(metavar="COMMAND", required=True)
    _command(inner, "list", run_list, "the packs: source, edition, number of factors")
    search = _command(inner, "search", run_search, "find activities and factors by words")
    search.add_argument("text", nargs="+")
    search.add_argument("--year", type=int)
    search.add_argument("--limit", type=int, default=SHOWN_WITHOUT_LIMIT)
    show = _command(inner, "show", run_show, "one factor in every year, or one activity with its lines")
    show.add_argument("id", metavar="ID")
    export = _command(inner, "export", run_export, "write a pack as CSV, a row per factor")
    export.add_argument("pack", metavar="PACK", help="such as ukgov-2025")
    export.add_argument("-o", "--output", default=STANDARD_STREAM)
    imports = _command(inner, "import", run_import, "read an official workbook into a pack of your own")
    imports.add_argument("workbook", metavar="WORKBOOK", type=Path)
    imports.add_argument("--to", type=Path, help="folder for the pack; the user's own by default")
    verify = _command(
        inner, "verify", run_verify, "check the packs, and against a workbook where one is given"
    )
    verify.add_argument("workbook", metavar="WORKBOOK", type=Path, nargs="?")


def _command(inner: Any, name: str, handler: Any, about: str) -> Any:
    command = inner.add_parser(name, help=about)
    command.add_argument("--json", action="store_true")
    command.set_defaults(handler=handler)
    return command


def run_list(arguments: argparse.Namespace) -> int:
    """List the packs."""
    packs = _session().official_library.packs.values()
    rows = [
        {
            "pack": pack.id,
            "title": pack.title,
            "edition": pack.edition,
            "factors": len(pack.factors),
            "source_sha256": pack.sha256,
            "licence": pack.licence,
            "attribution": pack.attribution,
        }
        for pack in packs
    ]
    if arguments.json:
        say_json(rows)
    else:
        shown = [(row["pack"], row["title"], row["edition"], f"{row['factors']:,}") for row in rows]
        say(table_text(("Pack", "Title", "Edition", "Factors"), shown))
    return 0


def run_search(arguments: argparse.Namespace) -> int:
    """Find activity kinds and factors by words."""
    from carbonsv.library.search import find_factors, find_kinds  # noqa: PLC0415 - pandas takes a while
    from carbonsv.model import text  # noqa: PLC0415

    library, words = _session().official_library, " ".join(arguments.text)
    kinds = find_kinds(library.catalogue, words, arguments.limit)
    factors = find_factors(library, words, arguments.limit, arguments.year)
    if arguments.json:
        found = [
            {"activity": one.id, "label": one.label, "topic": one.topic, "unit": one.default_unit}
            for one in kinds
        ]
        say_json({"activities": found, "factors": factors[list(EXPORTED)]})
        return 0 if len(kinds) + len(factors) else 1
    if kinds:
        rows = [(one.id, one.label, one.topic, one.default_unit) for one in kinds]
        say(table_text(("Activity", "Label", "Page", "Unit"), rows, numbers=0))
    if len(factors):
        values = factors["co2e_kg"].fillna(factors["co2_kg"])
        shown = [(one, text.factor(value)) for one, value in zip(factors["factor_id"], values, strict=True)]
        say(("\n" if kinds else "") + table_text(("Factor", "kg CO₂e"), shown))
    if not len(kinds) + len(factors):
        say("Nothing fits these words.")
        return 1
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    """Show one factor in every year, or an activity kind with its emission lines."""
    from carbonsv.library.citation import cite  # noqa: PLC0415
    from carbonsv.model import text  # noqa: PLC0415

    library = _session().official_library
    if "/" not in arguments.id or arguments.id in library.catalogue:
        return _show_kind(arguments)
    factor = library.factor(arguments.id)
    unit = factor.uom
    years = [
        (year, one)
        for year in library.years
        for one in library.factors(factor.series, year)
        if one.unit == factor.unit
    ]
    if arguments.json:
        names = (
            "factor_id",
            "source_id",
            "uom",
            "co2e_kg",
            "co2_kg",
            "ch4_kg",
            "n2o_kg",
            "energy_kwh",
            "source_cell",
        )
        say_json(
            [
                {name: getattr(one, name) for name in names} | {"year": year}
                for year, one in years or [(0, factor)]
            ]
        )
        return 0
    say(f"{factor.title}, per {unit}\n{cite(library.packs[factor.pack_id], factor)}")
    if years:
        rows = [(str(year), one.source_cell, text.factor(one.value_kg)) for year, one in years]
        say("\n" + table_text(("Year", "Cell", "kg CO₂e" if not factor.is_biogenic else "kg CO₂"), rows))
    return 0


def _show_kind(arguments: argparse.Namespace) -> int:
    kind = _session().official_library.catalogue.find(arguments.id)
    names = ("series", "lifecycle", "scope", "category", "method", "condition")
    lines = [{name: getattr(line, name) for name in names} for line in kind.lines]
    if arguments.json:
        facts = {"activity": kind.id, "label": kind.label, "topic": kind.topic, "units": kind.units}
        say_json(facts | {"synonyms": kind.synonyms, "lines": lines})
        return 0
    say(f"{kind.label} ({kind.id})\nUnits: {', '.join(kind.units)}\n")
    rows = [
        (str(line["lifecycle"]), _where(line), str(line["method"]), str(line["series"])) for line in lines
    ]
    say(table_text(("Lifecycle", "Scope", "Method", "Series"), rows, numbers=0))
    return 0


def _where(line: dict[str, Any]) -> str:
    return f"{line['scope']}.{line['category']}" if line["category"] else str(line["scope"])


def run_export(arguments: argparse.Namespace) -> int:
    """Write one row per factor, labels and units as printed in that year's workbook."""
    from carbonsv.errors import UnknownNameError  # noqa: PLC0415

    packs = _session().official_library.packs
    if arguments.pack not in packs:
        raise UnknownNameError("pack", arguments.pack, tuple(sorted(packs))[-3:])
    table = packs[arguments.pack].factors[list(EXPORTED)]
    if arguments.json:
        say_json(table)
    else:
        write_csv(table, arguments.output)
    return 0


def run_import(arguments: argparse.Namespace) -> int:
    """Import an official workbook and say what changed against the year before."""
    from carbonsv.app.packs import import_pack  # noqa: PLC0415

    session = _session()
    outcome = import_pack(arguments.workbook, arguments.to or session.packs_folder, session.official_library)
    pack = outcome.pack
    facts = {
        "pack": pack.id,
        "title": pack.title,
        "edition": pack.edition,
        "sha256": pack.sha256,
        "factors": len(pack.factors),
    }
    if arguments.json:
        say_json(
            facts
            | {
                "folder": str(outcome.folder),
                "summary": outcome.summary,
                "changes": outcome.changes,
                "issues": outcome.issues,
            }
        )
    else:
        say(f"{pack.title}, edition {pack.edition}: {len(pack.factors):,} factors, {pack.rows_read:,} rows.")
        say(f"SHA-256 {pack.sha256}\nWritten to {outcome.folder}\n{outcome.summary}")
        say_issues(outcome.issues)
    return 0


def run_verify(arguments: argparse.Namespace) -> int:
    """Check that packs are as they were made; with a workbook, that every value is the workbook's."""
    from carbonsv.app.packs import verify_packs, verify_workbook  # noqa: PLC0415

    own = _session().packs_folder
    issues = verify_workbook(arguments.workbook, own) if arguments.workbook else verify_packs((FACTORS, own))
    if arguments.json:
        say_json({"issues": issues})
    else:
        say_issues(issues)
        trouble = [issue for issue in issues if issue.severity != "notice"]
        say("Every value is as published." if not trouble else f"{len(trouble)} differences.")
    return 1 if any(issue.severity != "notice" for issue in issues) else 0


def _session() -> Any:
    from carbonsv.app.session import Session  # noqa: PLC0415 - pandas takes a while

    return Session()
