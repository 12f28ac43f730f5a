"""Quantities as people type them: a number, perhaps a multiplication, and a unit.

The grammar is ours and small. Every text is answered at once: its length is looked at first, so that no
pattern here is ever given more than a hundred characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite

from carbonsv.errors import UnknownNameError, UnreadableQuantityError, shortened
from carbonsv.units.names import read_unit, unit_named

LONGEST_TEXT = 100  # characters; nobody types a longer quantity
LARGEST_QUANTITY = 1e18  # of any unit; sums of a million such stay far from infinity

_PLAIN = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?").fullmatch
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?").fullmatch

_CROSS = "\N{MULTIPLICATION SIGN}"
_KEYED = {  # what keyboards and spreadsheets put for the plain characters
    " ": "\t\r\n\N{NO-BREAK SPACE}\N{FIGURE SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}",
    "-": "\N{MINUS SIGN}\N{EN DASH}\N{SMALL HYPHEN-MINUS}\N{FULLWIDTH HYPHEN-MINUS}",
    "'": "\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}",
    ".": "\N{FULLWIDTH FULL STOP}",
    ",": "\N{FULLWIDTH COMMA}",
    "x": _CROSS,
    **{str(digit): chr(ord("\N{FULLWIDTH DIGIT ZERO}") + digit) for digit in range(10)},
}
_PLAINLY = str.maketrans({other: plain for plain, others in _KEYED.items() for other in others})

_GROUPED = tuple(
    (re.compile(pattern), thousands, decimal)
    for pattern, thousands, decimal in (
        (r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+", ".", ","),  # 1.234,5
        (r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}", ".", ","),  # 1.234.567
        (r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:,[0-9]+)?", " ", ","),  # 1 234,5
        (r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:\.[0-9]*)?", " ", "."),  # 1 234.5
        (r"[1-9][0-9]{0,2}(?:'[0-9]{3})+(?:,[0-9]+)?", "'", ","),  # 1'234,5
        (r"[1-9][0-9]{0,2}(?:'[0-9]{3})+(?:\.[0-9]*)?", "'", "."),  # 1'234.5
        (r"[0-9]+,[0-9]+", "", ","),  # 12,5, once 1,234 has been read as thousands
    )
)

_NUMBER = r"[0-9.,](?:[0-9.,' ]*[0-9.,])?(?:[eE][-+]?[0-9]+)?"
_QUANTITY = re.compile(
    rf"(?P<sign>[-+]?) ?(?P<currency>[A-Za-z£€$]{{0,4}}) ?(?P<inner_sign>[-+]?) ?"
    rf"(?P<number>{_NUMBER})(?: ?[xX*] ?(?P<times>{_NUMBER}))? *(?P<unit>.*)"
)  # the text has no line breaks any more, so that it always matches once a number is found
_ACCOUNTING = re.compile(r"(?P<before>[A-Za-z£€$]{0,4}) ?\((?P<inside>[^()+-]*)\)(?P<after>[^()]*)")

_MISTAKES = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r"$", "it is empty"),
        (r"[-+]?(?:nan|NaN|NAN|[iI]nf|INF|infinity|Infinity)\b", "it is not a finite number"),
        (r".*[0-9][.,]?[oO]+(?![A-Za-z])", "it has a letter O where a zero should be"),
        (r"(?:.*[^A-Za-z])?[oO]+[.,]?[0-9]", "it has a letter O where a zero should be"),
        (r".*_", "numbers have no underscores"),
        (r".*[xX*].*[xX*]", "only one multiplication of two numbers can be read"),
        (r".*[0-9] ?[-/:;] ?[0-9]|.*[0-9] +[-+]?[0-9]", "there are two numbers in it"),
    )
)

_AFTER_CURRENCY = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_BEFORE_UNIT = {"thousand": 1e3, "million": 1e6, "billion": 1e9}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in a unit, and how the text was read."""

    value: float
    unit: str
    reading: str


def read_number(text: str) -> float:
    """Read a number as people write them: 1,234.5, 1.234,5, 1 234,5, 12,5, (12.50), 1.2e3.

    A comma before exactly three digits is thousands, any other single comma a decimal comma; a single point
    is always a decimal point. Full-width digits are read as plain ones.

    Raises:
        UnreadableQuantityError: it is not a number, or too large to be one.
    """
    if len(text) <= LONGEST_TEXT:
        if _PLAIN(text):
            return _finite(text, float(text))
        if _THOUSANDS(text):
            return float(text.replace(",", ""))
    return _read_written_number(text)


def read_quantity(text: str, default_unit: str = "") -> Quantity:
    """Read a quantity with its unit: 12 MWh, 1,234.5 therms, 3 x 40 l, £1,200, (12.50) GBP.

    Args:
        text: as typed.
        default_unit: the unit of a bare number.

    Raises:
        UnreadableQuantityError: the number cannot be read, or there is no unit.
        UnknownNameError: the unit is not known.
        RefusedUnitError: the unit is power, a temperature, or may mean two things.
    """
    typed = _typed(text)
    negative, body = _without_accounting_brackets(text, typed)
    match = _QUANTITY.fullmatch(body)
    if match is None or (match["sign"] and match["inner_sign"]):
        raise _unreadable(text)
    number = read_number(match["number"])
    times = read_number(match["times"]) if match["times"] else None
    unit, scale = _unit_and_scale(text, match["currency"], match["unit"].strip(), default_unit)
    sign = -1.0 if negative or "-" in (match["sign"], match["inner_sign"]) else 1.0
    value = _sensible(text, sign * number * scale * (1.0 if times is None else times))
    product = "" if times is None else f"{_shown(sign * number)} {_CROSS} {_shown(times)} = "
    return Quantity(value, unit, f"{product}{_shown(value)} {unit_named(unit).reading}")


def _typed(text: str) -> str:
    """Give the text in plain characters, once its length is known to be harmless."""
    if len(text) > LONGEST_TEXT:
        reason = f"it has {len(text):,} characters, more than any number with a unit"
        raise UnreadableQuantityError(text[:LONGEST_TEXT], reason)
    return text.translate(_PLAINLY).strip()


def _read_written_number(text: str) -> float:
    typed = _typed(text)
    accounting = _ACCOUNTING.fullmatch(typed)
    if accounting and not accounting["before"] and not accounting["after"]:
        return -read_number(accounting["inside"].strip())
    sign, digits = (typed[0], typed[1:].lstrip()) if typed[:1] in ("-", "+") else ("", typed)
    plain = _ungrouped(digits)
    if plain is None:
        raise _unreadable(text)
    return _finite(text, float(sign + plain))


def _ungrouped(digits: str) -> str | None:
    """Write a number with thousands or a decimal comma as Python does; None if it is not one."""
    if _PLAIN(digits) and digits[0] not in ("-", "+"):
        return digits
    if _THOUSANDS(digits) and digits[0] != "-":
        return digits.replace(",", "")
    for pattern, thousands, decimal in _GROUPED:
        if pattern.fullmatch(digits):
            return digits.replace(thousands, "").replace(decimal, ".")
    return None


def _without_accounting_brackets(text: str, typed: str) -> tuple[bool, str]:
    """Read (12.50) GBP, (£12.50), £(12.50) and (12.50 GBP) as minus amounts."""
    match = _ACCOUNTING.fullmatch(typed)
    if match is None:
        return False, typed
    before, inside, after = (part.strip() for part in match.groups())
    if after[:1].isdigit():
        raise _unreadable(text)
    return True, f"{before}{inside} {after}".strip()


def _unit_and_scale(text: str, currency: str, unit: str, default_unit: str) -> tuple[str, float]:
    if currency:
        return _money(text, currency, unit)
    if not unit:
        if not default_unit:
            raise UnreadableQuantityError(text, "it has no unit", "Write the unit after it, as in 12 MWh.")
        return read_unit(default_unit), 1.0
    try:
        return read_unit(unit), 1.0
    except UnknownNameError:
        word, _, rest = unit.partition(" ")
        if rest and word.lower() in _BEFORE_UNIT:
            return read_unit(rest.strip()), _BEFORE_UNIT[word.lower()]
        trouble = _trouble(text)
        if trouble:
            raise UnreadableQuantityError(text, trouble) from None
        raise


def _money(text: str, currency: str, unit: str) -> tuple[str, float]:
    """Read what stands before an amount as its currency, and k, m or bn after it as its size."""
    try:
        money = read_unit(currency)
    except UnknownNameError:
        raise _unreadable(text) from None
    if unit_named(money).dimension != "money":
        raise UnreadableQuantityError(text, "the unit stands before the number", "Write it after the number.")
    scale = _AFTER_CURRENCY.get(unit.lower(), 1.0) if unit else 1.0
    if unit and unit.lower() not in _AFTER_CURRENCY and read_unit(unit) != money:
        raise UnreadableQuantityError(text, f"it has two units, {money} and {shortened(unit)}")
    return money, scale


def _finite(text: str, value: float) -> float:
    if not isfinite(value):
        raise UnreadableQuantityError(text, "it is too large")
    return value


def _sensible(text: str, value: float) -> float:
    if not abs(value) <= LARGEST_QUANTITY:
        raise UnreadableQuantityError(text, "it is too large for a quantity of anything")
    return value


def _shown(value: float) -> str:
    """Show a number with thousands, to the 15 digits that a float keeps."""
    return f"{value:,.15g}"


def _unreadable(text: str) -> UnreadableQuantityError:
    reason = _trouble(text) or "it is not a number as numbers are written"
    return UnreadableQuantityError(text, reason, "Write it like 1,234.5, with the unit after it.")


def _trouble(text: str) -> str:
    """Name the mistake, where it is one that people make."""
    typed = text.translate(_PLAINLY).strip()
    return next((reason for pattern, reason in _MISTAKES if pattern.match(typed)), "")
