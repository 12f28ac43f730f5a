"""A purchase ledger: each line of spend becomes a record of its product group, or is left to a person."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from carbonsv.activities.spend.remembered_suppliers import Remembered, RememberedSuppliers, is_somebody
from carbonsv.activities.spend.spend_words import Suggestion, Wording, suggest, threshold
from carbonsv.activities.spend.vat import read_rates, vat_rate, without_vat
from carbonsv.activities.tables.meanings import folded
from carbonsv.activities.tables.records import records_of
from carbonsv.errors import shortened
from carbonsv.model import tables, text
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.tables.source_mapping import SourceMapping
    from carbonsv.activities.tables.understanding import Understanding

_OTHER_MEASURES = frozenset(["quantity", "litres", "weight", "distance", "nights", "opening_read"])
_SPEND = "spend"  # stands for the product group until it is chosen
_RATE_HEADINGS = frozenset(["vat rate", "vat", "tax rate", "vat code", "tax code"])
_ROW = re.compile(r"row (\d+)$")
_MOST = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """The product group of a line: which, why, how sure from 0 to 1; `activity` is blank where it is open."""

    activity: str
    reason: str
    confidence: float
    guess: str = ""


def ledger_records(
    found: Understanding, suppliers: RememberedSuppliers, mapping: SourceMapping, digest: str, vat: str = ""
) -> tuple[pd.DataFrame, list[Issue]]:
    """Return the records of spend in a table.

    Args:
        found: what the table is taken to say.
        suppliers: that are remembered.
        mapping: what the user has said about the table.
        digest: SHA-256 of the file.
        vat: the rate that amounts include, where the table does not say it: standard, reduced, zero, none.

    Returns:
        (m rows) columns as resources/schema/activity.csv, without ids; and what needs attention. The
        activity of a line that is left open is what the ledger says of it.
    """
    money = _money_only(found)
    placeholder = replace(mapping, activity=mapping.activity or _SPEND)
    records, issues = records_of(money, placeholder, lambda _words, _unit: ("", ""), digest)
    if records.empty:
        return records, issues
    rows = _rows_of(records, money)
    records["quantity"], notice = _without_vat(money, records["quantity"].to_numpy(float), rows, vat)
    issues += notice
    choices = (
        [Choice(mapping.activity, "", 1.0)] * len(rows)
        if mapping.activity
        else _choices(money, rows, suppliers)
    )
    said = _texts(money, rows, "activity")
    records["activity"] = [
        one.activity or shortened(words or supplier or "spend")
        for one, words, supplier in zip(choices, said, records["supplier"].fillna(""), strict=True)
    ]
    records["note"] = _notes(records, choices, said)
    return records.astype(_dtypes()), [*issues, *_open(records, choices), *_near(choices)]


def _money_only(found: Understanding) -> Understanding:
    """Leave quantities out: a ledger's own column of numbers of things is no quantity of spend."""
    columns = tuple(
        replace(one, meaning="") if one.meaning in _OTHER_MEASURES else one for one in found.columns
    )
    return replace(found, columns=columns)


def _rows_of(records: pd.DataFrame, found: Understanding) -> NDArray[np.intp]:
    """Return (m,) the place in the table of each record, by the row its source names."""
    numbers = [int(hit[1]) if (hit := _ROW.search(source)) else 0 for source in records["source"]]
    return np.searchsorted(found.table.rows, np.array(numbers))


def _texts(found: Understanding, rows: NDArray[np.intp], meaning: str) -> list[str]:
    guess = found.column(meaning)
    if guess is None:
        return [""] * len(rows)
    return [str(one) for one in found.table.columns[guess.place].taken(rows).every()]


def _without_vat(
    found: Understanding, amounts: NDArray[np.float64], rows: NDArray[np.intp], vat: str
) -> tuple[NDArray[np.float64], list[Issue]]:
    """Take VAT off where the table gives amounts with it only, by the rate it says or the user says.

    Amounts beside a column of VAT came without it already.
    """
    if found.column("cost_net") or (found.column("cost_gross") and found.column("cost_vat")):
        return amounts, []
    named = next((one for one in found.columns if folded(one.name) in _RATE_HEADINGS), None)
    is_gross = found.column("cost_gross") is not None and found.column("cost") is None
    if named is not None and named.meaning != "cost_vat" and is_gross:
        rates = read_rates([str(one) for one in found.table.columns[named.place].taken(rows).every()])
        return without_vat(amounts, rates), _unknown_rates(named.name, rates)
    if vat:
        rate = vat_rate(vat)
        sentence = f"VAT of {text.share(rate.rate)} was taken off {len(rows):,} amounts, as was said."
        return without_vat(amounts, np.full(len(rows), rate.rate)), [
            Issue("", "vat-removed", "notice", sentence)
        ]
    if is_gross:
        sentence = "The ledger gives amounts with VAT and no rate: they were taken as they are."
        return amounts, [
            Issue("", "vat-included", "warning", sentence, "Say --vat standard, reduced or zero.")
        ]
    sentence = "The ledger does not say whether its amounts include VAT: they were taken as without it."
    return amounts, [Issue("", "vat-not-said", "notice", sentence, "Where they do, say --vat standard.")]


def _unknown_rates(name: str, rates: NDArray[np.float64]) -> list[Issue]:
    count = int(np.isnan(rates).sum())
    if not count:
        return []
    sentence = f"“{name}” gives no rate of VAT in {count:,} lines: their amounts were taken as they are."
    return [Issue("", "vat-included", "warning", sentence, "Write the rate there, such as 20% or exempt.")]


def _choices(found: Understanding, rows: NDArray[np.intp], suppliers: RememberedSuppliers) -> list[Choice]:
    """Choose the product group of each line; lines that say the same are looked at once."""
    supplier, description, account = (
        _texts(found, rows, name) for name in ("supplier", "activity", "spend_code")
    )
    lines = list(zip(supplier, description, account, strict=True))
    again = {name: suppliers.find(name) for name in set(supplier) if name.strip()}
    known = {line: _choice(line, again.get(line[0])) for line in set(lines)}
    return [known[line] for line in lines]


def _choice(line: tuple[str, str, str], remembered: Remembered | None) -> Choice:
    supplier, description, account = line
    if remembered and remembered.activity:
        near = "" if remembered.exact else f"{supplier} was taken to be {remembered.name}"
        return Choice(remembered.activity, f"Product group as remembered for {remembered.name}", 1.0, near)
    wordings = (
        Wording(description, threshold("description")),
        Wording(account, threshold("account")),
        Wording(supplier, threshold("supplier")),
    )
    return _chosen(suggest(wordings))


def _chosen(suggestion: Suggestion) -> Choice:
    if suggestion.confidence < threshold("suggestion"):
        return Choice("", "", suggestion.confidence, suggestion.activity)
    reason = f"Product group suggested by “{suggestion.words}” ({text.share(suggestion.confidence)} sure)"
    return Choice(suggestion.activity, reason, suggestion.confidence)


def _notes(records: pd.DataFrame, choices: Sequence[Choice], said: Sequence[str]) -> list[str]:
    """Keep what the ledger says of each line, what a negative amount is, and why its group was chosen."""
    credit = np.where(records["quantity"] < 0, "Credit note", "")
    kept = records["note"].fillna("")
    parts = zip(said, credit, kept, (one.reason for one in choices), strict=True)
    return ["; ".join(filter(None, map(str, line))) for line in parts]


def _open(records: pd.DataFrame, choices: Sequence[Choice]) -> list[Issue]:
    """Say which suppliers' lines have no product group, those with most spend first."""
    flags = np.array([not one.activity for one in choices])
    if not flags.any():
        return []
    guesses = pd.Series([one.guess for one in choices], index=records.index)[flags]
    chosen = records.loc[flags, ["supplier", "quantity", "activity"]].assign(guess=guesses)
    chosen["who"] = (
        chosen["supplier"].fillna("").where(chosen["supplier"].fillna("") != "", chosen["activity"])
    )
    grouped = chosen.groupby("who").agg(
        lines=("quantity", "size"), gbp=("quantity", "sum"), guess=("guess", "max")
    )
    grouped = grouped.sort_values("gbp", ascending=False)
    issues = [
        _open_supplier(row.Index, row.lines, row.gbp, row.guess) for row in grouped[:_MOST].itertuples()
    ]
    if len(grouped) > _MOST:
        rest = grouped[_MOST:]
        sentence = f"{len(rest):,} more suppliers with {rest['gbp'].sum():,.2f} GBP have no product group."
        issues.append(Issue("", "no-product-group", "warning", sentence, _HINT))
    return issues


_HINT = "Say what is bought there in the table of suppliers, or correct the records."


def _open_supplier(name: str, lines: int, gbp: float, guess: str) -> Issue:
    sentence = f"{shortened(name)}: {lines:,} lines of {gbp:,.2f} GBP have no product group."
    hint = f"It may be {guess}. {_HINT}" if guess else _HINT
    return Issue("", "no-product-group", "warning", sentence, hint)


def _near(choices: Sequence[Choice]) -> list[Issue]:
    """Say which suppliers were recognised by a name that is only nearly the same."""
    near = list(dict.fromkeys(one.guess for one in choices if one.activity and one.guess))
    return [Issue("", "supplier-nearly-the-same", "notice", f"{one}.") for one in near[:_MOST]]


def new_suppliers(records: pd.DataFrame, suppliers: RememberedSuppliers) -> dict[str, str]:
    """Return what to remember: the product group by supplier; blank where its lines are open or differ.

    Args:
        records: (m rows) of spend.
        suppliers: that are remembered already.
    """
    found = {}
    for name, lines in records.groupby("supplier")["activity"]:
        if is_somebody(str(name)) and suppliers.find(str(name)) is None:
            groups = set(lines)
            one = str(next(iter(groups)))
            found[str(name)] = one if len(groups) == 1 and one.startswith(f"{_SPEND}/") else ""
    return found


def _dtypes() -> dict[str, str]:
    return {column.name: column.dtype for column in tables.table("activity").columns}
