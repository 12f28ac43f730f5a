"""Commands on social value: appraise a table of claims, show the ledgers of a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app.commands.output import say, say_issues, say_json, table_text
from carbonsv.app.tables import STANDARD_STREAM, write_csv
from carbonsv.value.ledgers import WOODLAND

if TYPE_CHECKING:
    import argparse

    from carbonsv.app.social.value import SocialValue
    from carbonsv.value.exports import NetScope2
    from carbonsv.value.ledgers import Ledger, Ledgers

FINDINGS = 1


def add_commands(commands: Any) -> None:
    """Add `appraise` and `value`."""
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
    value = commands.add_parser("value", help="social value ledgers of a document")
    value.add_argument("file", metavar="FILE", type=Path)
    value.add_argument("--explain", metavar="CLAIM", help="write out one claim from quantity to pounds")
    value.add_argument("--json", action="store_true")
    value.set_defaults(handler=run_value)


def run_appraise(arguments: argparse.Namespace) -> int:
    """Write one row per claim and year, unrounded; issues go to standard error too."""
    from carbonsv.activities.own_table import read_own_table  # noqa: PLC0415 - pandas takes a while
    from carbonsv.app.social.appraisal_table import COLUMNS_IN, appraise_rows, as_frame  # noqa: PLC0415
    from carbonsv.library.factor_library import FactorLibrary  # noqa: PLC0415
    from carbonsv.library.value_packs import ValuePacks  # noqa: PLC0415

    texts = read_own_table(arguments.table, COLUMNS_IN)
    packs = ValuePacks.load()
    appraisals, issues = appraise_rows(texts.to_dict("records"), packs, FactorLibrary.load())
    rows = as_frame(appraisals)
    if arguments.json:
        say_json({"rows": rows, "issues": issues, "packs": packs.versions})
    else:
        write_csv(rows, arguments.output)
        say_issues(issues)
    return FINDINGS if any(issue.severity == "error" for issue in issues) else 0


def run_value(arguments: argparse.Namespace) -> int:
    """Print the ledgers of a document side by side; there is no sum over them."""
    from carbonsv.app.session import Session  # noqa: PLC0415 - pandas takes a while
    from carbonsv.app.social.value import SocialValue  # noqa: PLC0415

    session = Session()
    session.open(arguments.file, read_only=True)
    value = SocialValue.of(session.snapshot())
    session.close()
    if arguments.explain:
        text = value.explain(arguments.explain)
        say_json({"claim": arguments.explain, "explanation": text}) if arguments.json else say(text)
        return 0
    ledgers = value.ledgers
    if arguments.json:
        say_json(_facts(value, ledgers))
    else:
        say(_text(value, ledgers))
        say_issues(value.issues)
    return FINDINGS if any(issue.severity == "error" for issue in value.issues) else 0


def _facts(value: SocialValue, ledgers: Ledgers) -> dict[str, Any]:
    """Return the ledgers unrounded, with the versions of the packs they rest on; null is not assessed."""
    from carbonsv.app.social.records import licensed_values  # noqa: PLC0415 - pandas takes a while

    wood = [one for one in ledgers.offsets if one.claim.variant == WOODLAND]
    return {
        "price_year": ledgers.price_year,
        "base_year": ledgers.base_year,
        "in_boundary": _ledger_facts(ledgers.in_boundary),
        "influenced": _ledger_facts(ledgers.influenced),
        "private_cash_gbp": ledgers.cash_gbp if ledgers.cash else None,
        "offsets_t": ledgers.offsets_t if len(ledgers.offsets) > len(wood) else None,
        "woodland_carbon_units_t": ledgers.woodland_t if wood else None,
        "apart": [
            {"claim": one.claim.id, "co2e_t": [year.gross_t for year in one.years]} for one in ledgers.apart
        ],
        "net_scope2": [
            {
                "year": one.year,
                "gross_kg": one.gross_kg,
                "green_tariff_kg": one.green_tariff_kg,
                "exported_kg": one.exported_kg,
                "counted_kg": one.counted_kg,
                "net_kg": one.net_kg,
            }
            for one in value.net_scope2()
        ],
        "licensed_values": [
            {"claim": one.claim, "gbp": one.net_gbp, "licence": one.proxy.licence, "caption": one.caption}
            for one in licensed_values(value.snapshot)[0]
        ],
        "own_units": [
            {"measure": one.measure, "title": one.title, "quantity": one.quantity, "unit": one.unit}
            for one in ledgers.own_units
        ],
        "refused": [{"claim": one.refused, "because_of": one.kept} for one in ledgers.refused],
        "not_counted": [one.claim.id for one in ledgers.not_counted],
        "lead_priorities": [" ".join(key) for key in value.lead_priorities],
        "issues": value.issues,
        "packs": value.packs.versions,
    }


def _ledger_facts(ledger: Ledger) -> dict[str, Any]:
    value, present, untraded = ledger.value_gbp, ledger.present_value_gbp, ledger.without_traded_gbp
    figures = {
        "co2e_t_gross": ledger.gross_t,
        "co2e_t_net": ledger.net_t,
        "low_gbp": value.low,
        "central_gbp": value.central,
        "high_gbp": value.high,
        "present_value_low_gbp": present.low,
        "present_value_central_gbp": present.central,
        "present_value_high_gbp": present.high,
        "central_gbp_without_traded_sector": untraded.central,
    }
    claims = [one.claim.id for one in ledger.claims]
    return {"claims": claims, **(figures if claims else dict.fromkeys(figures))}


def _text(value: SocialValue, ledgers: Ledgers) -> str:
    """Return the ledgers as aligned text; low, central and high always together."""
    headings = ("Ledger", "Claims", "t CO₂e gross", "t CO₂e net", "low GBP", "central GBP", "high GBP")
    rows = [_row(ledger) for ledger in (ledgers.in_boundary, ledgers.influenced)]
    published = value.packs.carbon_values
    price_year = ledgers.price_year or next(iter(published.values())).price_year
    prices = f"Prices of {price_year}. There is no sum over the ledgers."
    apart = [*_lines_apart(ledgers), *map(_net_line, value.net_scope2()), *_licensed_lines(value)]
    return "\n".join([table_text(headings, rows, numbers=6), "", prices, *apart])


def _licensed_lines(value: SocialValue) -> list[str]:
    """Return what is valued by the user's own proxies, each with its licence; it is in no ledger."""
    from carbonsv.app.social.records import licensed_values  # noqa: PLC0415 - pandas takes a while
    from carbonsv.model import text  # noqa: PLC0415

    valued = licensed_values(value.snapshot)[0]
    return [f"by an own proxy: {text.number(one.net_gbp)} GBP, {one.caption}" for one in valued]


def _net_line(one: NetScope2) -> str:
    """Say what exported electricity stands for beside gross scope 2."""
    from carbonsv.model import text  # noqa: PLC0415

    capped = ", capped at gross scope 2" if one.is_capped else ""
    shown = [text.co2e(kg) for kg in (one.gross_kg, one.green_tariff_kg, one.counted_kg, one.net_kg)]
    return (
        f"scope 2 of {one.year}: gross {shown[0]}; a line apart: green tariffs {shown[1]}, "
        f"export {shown[2]}{capped}, net {shown[3]}"
    )


def _row(ledger: Ledger) -> tuple[str, ...]:
    from carbonsv.model import text  # noqa: PLC0415

    if not ledger.claims:
        return (ledger.name, "0", *["not assessed"] * 5)
    value = ledger.value_gbp
    tonnes = (text.tonnes(each * text.KG_PER_TONNE) for each in (ledger.gross_t, ledger.net_t))
    pounds = (text.number(each) for each in (value.low, value.central, value.high))
    return (ledger.name, str(len(ledger.claims)), *tonnes, *pounds)


def _lines_apart(ledgers: Ledgers) -> list[str]:
    """Return what stands outside the two ledgers in tonnes, where there is any."""
    from carbonsv.model import text  # noqa: PLC0415

    lines = []
    if ledgers.cash:
        lines.append(f"private cash: {text.number(ledgers.cash_gbp)} GBP of tax or cost not paid")
    if ledgers.offsets:
        offsets, woodland = text.number(ledgers.offsets_t), text.number(ledgers.woodland_t)
        lines.append(f"retired: offsets {offsets}, woodland units {woodland} t CO₂e; they lower nothing")
    lines += [f"{one.title}: {text.number(one.quantity)} {one.unit}" for one in ledgers.own_units]
    return lines
