"""Columns of numbers as people write them: one way of writing for all, and sums to the last digit.

A sum of floats is not what the file says. The texts are decimal, so a column becomes whole numbers of its
smallest decimal place, which add up exactly and in any order.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.columns.cell_kinds import LONGEST_VALUE
from carbonsv.activities.columns.plain_numbers import read_plain_numbers
from carbonsv.errors import CarbonsvError
from carbonsv.units.names import unit_named
from carbonsv.units.quantity import LARGEST_QUANTITY, read_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.files.text_columns import TextColumn

_WITHOUT_PLAIN = str.maketrans("", "", "0123456789.-")
_LARGEST_EXACT = 2.0**51  # a float this large still tells its decimal places apart
_LARGEST_SUM = 2.0**62
_MOST_DECIMALS = 12
_NOTHING = frozenset(("", "-", "–", "—", "n/a", "na", "#n/a", "null", "none", "nan", "tbc", "unknown"))
_FAILED = re.compile(r"#(?:ref|value|div/0|name|null|num|spill|calc|n/a|getting_data)[!?]?", re.IGNORECASE)
_FLAGGED = re.compile(r"-?\d[\d,.]*\s?(?:a|act|e|est|\*)", re.IGNORECASE)
_CELL = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-+−–])?\s*(?P<currency>[£€$]|GBP|EUR|USD)?\s*(?P<inner>[-+−–])?\s*(?P<open2>\()?"
    r"(?P<number>\d[\d,.' \u00a0\u2009\u202f]*?(?:[eE][-+]?\d+)?|[.,]\d+)\s*\)?\s*(?P<after>-)?\s*"
    r"(?P<unit>[A-Za-z%£€$*][^()]{0,20}?)?\s*(?P<close>\))?"
)
_COMMA_DECIMAL = re.compile(r"[-+(£€$ ]*(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+|\d{1,3}(?:[.' ]\d{3})+,\d+)\)?-?")
_EITHER = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_POINT_DECIMAL = re.compile(r"[-+(£€$ ]*(?:\d+\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{1,3}(?:[,' ]\d{3})+\.\d+)\)?-?")


@dataclass(frozen=True, slots=True, eq=False)
class NumberColumn:
    """(n rows) of numbers.

    Args:
        values: (n,) the numbers; nan where there is none.
        decimals: places in which the column adds up exactly; None where it is too large for that.
        unreadable: (n,) whether there is a text that is no number.
        units: of the cells, where they say one: the unit's text for each of the rows' codes.
        codes: (n,) the place of each row's unit in `units`.
        mixed: whether decimal commas and decimal points stand in one column.
        decimal_comma: whether a comma is the decimal sign.
        doubtful: a number that could be thousands or decimals, and how it was taken; blank where none could.
    """

    values: NDArray[np.float64]
    decimals: int | None
    unreadable: NDArray[np.bool_]
    units: Sequence[str] = ()
    codes: NDArray[np.int32] | None = None
    mixed: bool = False
    decimal_comma: bool = False
    doubtful: str = ""

    @property
    def given(self) -> NDArray[np.bool_]:
        """(n,) whether there is a number."""
        return ~np.isnan(self.values)

    def taken(self, rows: NDArray[np.bool_]) -> NumberColumn:
        """Return some of the rows."""
        codes = None if self.codes is None else self.codes[rows]
        return NumberColumn(
            self.values[rows],
            self.decimals,
            self.unreadable[rows],
            self.units,
            codes,
            self.mixed,
            self.decimal_comma,
            self.doubtful,
        )

    def scaled(self) -> NDArray[np.int64] | None:
        """Return (n,) whole numbers of the last decimal place, 0 where there is none; None if too large."""
        if self.decimals is None:
            return None
        return np.rint(np.nan_to_num(self.values) * 10.0**self.decimals).astype(np.int64)

    def total(self) -> float:
        """Return the sum of all rows, correct to the last digit."""
        return self.totals(np.zeros(len(self.values), np.intp), 1)[0]

    def totals(self, groups: NDArray[np.intp], count: int) -> list[float]:
        """Return the sum of each of `count` groups; `groups` says (n,) which group each row is in."""
        scaled = self.scaled()
        if scaled is None:
            return _decimal_totals(self.values, groups, count)
        sums = np.zeros(count, np.int64)
        np.add.at(sums, groups, scaled)
        return [float(Decimal(whole).scaleb(-(self.decimals or 0))) for whole in sums.tolist()]


def _decimal_totals(values: NDArray[np.float64], groups: NDArray[np.intp], count: int) -> list[float]:
    sums = [Decimal(0)] * count
    for group, value in zip(groups.tolist(), values.tolist(), strict=True):
        if value == value:  # noqa: PLR0124 - nan is not itself
            sums[group] += Decimal(repr(value))
    return [float(one) for one in sums]


def read_number_column(
    column: TextColumn, *, comma_expected: bool = False, commas_seen: bool = False
) -> NumberColumn:
    """Read a column of numbers, one way of writing for all: thousands, decimal comma, (12.50), £, CR.

    Args:
        column: (n rows) of text.
        comma_expected: whether the file is one that may have decimal commas, parted by semicolons.
        commas_seen: whether other columns of the file have decimal commas for sure.
    """
    plain = _plain_numbers(column)
    either = next(filter(_EITHER.fullmatch, column.used()), "") if comma_expected or commas_seen else ""
    if either and not _all_either(column.used()):
        either = ""
    if plain is not None and not (either and commas_seen):
        values, decimals = plain
        read = _column(column, values, decimals, np.zeros(len(values), bool))
        return replace(read, doubtful=f"“{either}”, with the point taken as decimal") if either else read
    read = _written_numbers(column, comma_expected or commas_seen, sure=commas_seen)
    if either and not commas_seen and "," in either:
        return replace(read, doubtful=f"“{either}”, with the comma taken as decimal")
    return read


def has_decimal_comma(column: TextColumn) -> bool:
    """Whether numbers of a column have decimal commas that can be nothing else, and no decimal points."""
    if not column.has(","):
        return False
    texts = [text for text in column.used() if len(text) <= LONGEST_VALUE and "," in text]
    if not any(map(_COMMA_DECIMAL.fullmatch, texts)):
        return False
    return not has_decimal_point(column)


def has_decimal_point(column: TextColumn) -> bool:
    """Whether numbers of a column have decimal points that can be nothing else."""
    return any(map(_POINT_DECIMAL.fullmatch, column.used()))


def _all_either(texts: Sequence[str]) -> bool:
    """Whether all numbers with a sign inside could be thousands or decimals alike: 1.234, 12.345."""
    return all(_EITHER.fullmatch(text) for text in texts if "." in text or "," in text)


def _plain_numbers(column: TextColumn) -> tuple[NDArray[np.float64], int] | None:
    """Read texts that are all digits and points at once; None where any is not."""
    values = _floats(column.texts) if column.packed is None else read_plain_numbers(column.packed)
    if values is None or np.isinf(values).any():
        return None
    return values, decimals_of(values[~np.isnan(values)])


def _floats(texts: Sequence[str]) -> NDArray[np.float64] | None:
    if "".join(texts).translate(_WITHOUT_PLAIN):
        return None
    try:
        if "" not in texts:
            return np.fromiter(map(float, texts), float, len(texts))
        return np.fromiter((float(text) if text else np.nan for text in texts), float, len(texts))
    except ValueError:
        return None


def _written_numbers(column: TextColumn, comma_expected: bool, *, sure: bool) -> NumberColumn:  # noqa: FBT001
    used = column.used()
    comma, mixed = (True, False) if sure else _decimal_sign(used, comma_expected)
    known = {text: _read(text, comma) for text in used}
    nothing = (np.nan, "", False)
    answers = [known.get(text, nothing) for text in column.texts]
    values = np.array([value for value, _, _ in answers], float)
    bad = np.array([bad for _, _, bad in answers], bool)
    units = list(dict.fromkeys(unit for _, unit, _ in answers))
    decimals = max((_decimals(value) for value, _, _ in known.values()), default=0)
    read = _column(column, values, decimals, bad)
    codes = np.array([units.index(unit) for _, unit, _ in answers], np.int32)[column.codes]
    return NumberColumn(read.values, read.decimals, read.unreadable, units, codes, mixed, comma)


def _column(
    column: TextColumn, values: NDArray[np.float64], decimals: int, bad: NDArray[np.bool_]
) -> NumberColumn:
    if not len(values):
        return NumberColumn(np.full(len(column), np.nan), 0, np.zeros(len(column), bool))
    here = values[column.codes]
    largest = float(np.nanmax(np.abs(here))) if (~np.isnan(here)).any() else 0.0
    exact = decimals <= _MOST_DECIMALS and largest * 10.0**decimals < _LARGEST_EXACT
    if float(np.nansum(np.abs(here))) * 10.0**decimals >= _LARGEST_SUM:
        exact = False
    return NumberColumn(here, decimals if exact else None, bad[column.codes])


def _decimal_sign(texts: Sequence[str], comma_expected: bool) -> tuple[bool, bool]:  # noqa: FBT001
    """Decide whether a comma is the decimal sign of a column, and whether both signs are used."""
    if not comma_expected and not any("," in text for text in texts):
        return False, False
    counts = Counter[str]()
    for text in texts:
        if len(text) <= LONGEST_VALUE:
            counts["comma"] += bool(_COMMA_DECIMAL.fullmatch(text))
            counts["point"] += bool(_POINT_DECIMAL.fullmatch(text))
    if counts["comma"] and counts["point"]:
        return counts["comma"] > counts["point"], True
    return bool(counts["comma"]) or (comma_expected and not counts["point"]), False


def _read(text: str, comma: bool) -> tuple[float, str, bool]:  # noqa: FBT001
    """Return the number of a cell, the unit it says, and whether it is a text that is no number."""
    if not comma and text and len(text) <= LONGEST_VALUE and not text.translate(_WITHOUT_PLAIN):
        with suppress(ValueError):  # 12.5- is read below
            return float(text), "", False
    return _read_written(text, comma)


def _read_written(text: str, comma: bool) -> tuple[float, str, bool]:  # noqa: FBT001
    """Read a cell with thousands, a currency, a unit, brackets or CR."""
    if text.casefold().lstrip("£€$ ") in _NOTHING:
        return np.nan, "", False
    match = _CELL.fullmatch(text) if len(text) <= LONGEST_VALUE else None
    if match is None:
        return np.nan, "", True
    digits = match["number"].strip()
    if comma:
        digits = re.sub(r"[.' \u00a0\u2009\u202f]", "", digits).replace(",", ".")
    try:
        value = read_number(digits)
    except CarbonsvError:
        return np.nan, "", True
    unit = (match["unit"] or "").strip()
    if is_flagged(text):
        unit = ""
    credit = unit.upper() == "CR"
    if unit.upper() in ("CR", "DR"):
        unit = ""
    if match["sign"] and match["inner"]:
        return np.nan, "", True
    minus = any(match[part] in ("-", "−", "–") for part in ("sign", "inner"))
    negative = minus != bool(match["open"] or match["open2"] or match["after"] or credit)
    if abs(value) > LARGEST_QUANTITY or not _is_unit(unit):
        return np.nan, "", True
    return (-value if negative and value else value), unit or match["currency"] or "", False


def says_nothing(text: str) -> bool:
    """Whether a cell says that there is no figure, or that a formula has failed."""
    return text.casefold() in _NOTHING or _FAILED.fullmatch(text) is not None


def is_flagged(text: str) -> bool:
    """Whether a text is a number with a flag behind it that says how it is known, as 120E and 95* do."""
    return len(text) <= LONGEST_VALUE and _FLAGGED.fullmatch(text) is not None


@lru_cache(maxsize=1024)
def _is_unit(text: str) -> bool:
    """Whether the text after a number is a unit, so that 1O is not one of something."""
    try:
        return not text or text == "%" or bool(unit_named(text))
    except CarbonsvError:
        return False


def decimals_of(values: NDArray[np.float64]) -> int:
    """Return the decimal places of numbers: the fewest with which each is the float nearest to its text."""
    for decimals in range(_MOST_DECIMALS + 1):
        power = 10.0**decimals
        if np.array_equal(np.rint(values * power) / power, values):
            return decimals
    return _MOST_DECIMALS + 1


def _decimals(value: float) -> int:
    """Return how many decimal places a number has, as written shortest."""
    if value != value or value.is_integer():  # noqa: PLR0124 - nan is not itself
        return 0
    text = repr(value)
    if "e" in text:
        return -int(Decimal(text).as_tuple().exponent)
    return len(text) - text.index(".") - 1
