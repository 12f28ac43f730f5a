"""What each column of a table means: guessed from heading and cells, shown, and open to correction."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from carbonsv.activities.columns.cell_kinds import kind_of_cell
from carbonsv.activities.columns.number_column import is_flagged, says_nothing
from carbonsv.activities.tables.meanings import folded, kind_of, listed_meaning, meaning_of_words, meanings
from carbonsv.errors import CarbonsvError
from carbonsv.units.names import unit_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.activities.files.text_columns import TextColumn
    from carbonsv.activities.files.text_table import TextTable

SURE, LIKELY, BY_UNIT, BY_CELLS = 1.0, 0.95, 0.6, 0.5  # how far a guess is to be trusted
_GOOD_ENOUGH = 0.78
_SAMPLE = 3
_LOOKED_AT = 400  # texts of a column
_ONCE = frozenset(
    [
        "start",
        "end",
        "date",
        "read_date",
        "time",
        "unit",
        "meter",
        "site",
        "supplier",
        "activity",
        "treatment",
        "invoice",
        "opening_read",
        "closing_read",
        "multiplier",
        "correction",
        "calorific_value",
        "read_type",
        "meter_type",
        "cost_net",
        "cost_vat",
        "cost_gross",
        "currency",
        "vehicle",
        "vehicle_type",
        "reading",
    ]
)
_MEASURES = frozenset(("quantity", "litres", "weight", "distance", "nights", "people"))
_OF_DIMENSION = {
    "energy": "quantity",
    "volume": "quantity",
    "mass": "weight",
    "distance": "distance",
    "passenger-distance": "distance",
    "freight": "distance",
    "accommodation": "nights",
    "money": "cost",
    "power": "demand",
    "apparent-energy": "reactive",
    "co2e": "co2e",
}
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]{1,30})[)\]}]")
_PRICE = re.compile(
    r"(?:\bp|pence|£|gbp|eur|€|\$)\s*(?:/|per)\s*\w+|\bper (?:kwh|litre|tonne|mile|unit)\b", re.IGNORECASE
)
_RATIO = re.compile(
    r"\b(?:kwh|mwh|kg|m3|litres?)\s*(?:/|per)\s*\w+"
    r"|\bper (?:lift|bin|container|collection|item|person|night)\b",
    re.IGNORECASE,
)
_NOT_USED = re.compile(  # figures beside those of what was used, which must not be counted with them
    r"\b(?:budget(?:ed)?|target|forecast|benchmark|variance|difference|(?:last|previous|prior) year"
    r"|year on year|yoy|degree days?|savings?|contracted|authorised|per ?cent|percentage)\b"
    r"|^\s*%(?!\s*VAT)|\b(?:change|saving|share) ?\(?%",
    re.IGNORECASE,
)
_EMISSIONS = re.compile(r"\b(?:co2e?|carbon|ghg|emissions?)\b", re.IGNORECASE)
_NOT_BOUGHT = re.compile(r"\b(?:export(?:ed)?|generat(?:ed|ion))\b", re.IGNORECASE)
_HELD = re.compile(  # of a refrigerant: in the machine or taken out of it, not lost
    r"^\W*(?:(?:system|full|total|original|refrigerant|design|factory)\s+)*(?:charge|capacity)\b"
    r"|\b(?:recovered|reclaimed|removed)\b",
    re.IGNORECASE,
)
_REGISTER = re.compile(
    r"\b(?:day|night|peak|off peak|offpeak|evening|weekend|weekday|economy|low|normal|rate \d|r\d|register \d"
    r"|unit \d|tariff \d|t\d)\b"
)
_SINGLE = frozenset("£€$tTlL")
_NO_LENGTH = frozenset(("meter", "meters"))  # in a heading it is a meter of energy or water


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column is taken to mean.

    Args:
        place: of the column, from 0.
        name: its heading.
        meaning: one of `resources/import_columns.csv`; blank where nothing fits.
        unit: of its numbers, as the heading says; blank where it says none.
        confidence: from 0 to 1.
        sample: the first different texts.
    """

    place: int
    name: str
    meaning: str
    unit: str
    confidence: float
    sample: tuple[str, ...]


def guess_columns(table: TextTable) -> tuple[ColumnGuess, ...]:
    """Guess what every column of a table means; a meaning that can stand only once goes to the best."""
    guesses = [
        _guess(place, name, column)
        for place, (name, column) in enumerate(zip(table.names, table.columns, strict=True))
    ]
    return tuple(_once(guesses))


def fingerprint(table: TextTable) -> str:
    """Return a name for the layout of a table, the same for every file with the same headings."""
    words = "\n".join(folded(name) for name in table.names)
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _guess(place: int, name: str, column: TextColumn) -> ColumnGuess:
    texts = column.sample(_LOOKED_AT)
    rest, unit = (name, "") if _names_things(name) else unit_of_heading(name)
    meaning, confidence = _meaning(name, rest, unit, _kinds(texts))
    return ColumnGuess(place, name, meaning, unit, round(confidence, 2), tuple(texts[:_SAMPLE]))


def _names_things(name: str) -> bool:
    """Whether a heading is listed as that of words or days, such as “Meter”, which is no length."""
    meaning = listed_meaning(name)
    return bool(meaning) and kind_of(meaning) != "number"


def _kinds(texts: Sequence[str]) -> Counter[str]:
    """Count what cells look like; those that say there is nothing, or that a formula failed, say nothing."""
    return Counter(_kind_of(text) for text in texts if not says_nothing(text))


def _kind_of(text: str) -> str:
    kind = kind_of_cell(text)
    return "number" if kind == "text" and is_flagged(text) else kind


def unit_of_heading(name: str) -> tuple[str, str]:
    """Part a heading into its words and the unit it says: "Usage (kWh)" is usage in kWh."""
    if _PRICE.search(name) or _RATIO.search(name):
        return name, ""
    for match in reversed(list(_BRACKETS.finditer(name))):
        if unit := _unit(match[1], bracketed=True):
            return (name[: match.start()] + " " + name[match.end() :]).strip(), unit
    words = re.split(r"[\s_/:-]+", name.strip())
    for count in (3, 2, 1):
        for rest, tail in ((words[:-count], words[-count:]), (words[count:], words[:count])):
            if len(words) >= count and (unit := _unit(" ".join(tail).strip("(),."), bracketed=False)):
                return " ".join(rest), unit
    return name, ""


@lru_cache(maxsize=4096)
def _unit(text: str, *, bracketed: bool) -> str:
    """Return the unit that a piece of a heading is; words such as "no" and "units" are none."""
    plain = text.strip()
    if plain.casefold().startswith("in "):
        plain = plain[3:]
    if not plain or (len(plain) == 1 and plain not in _SINGLE) or plain.isdigit():
        return ""
    if not bracketed and ((len(plain) == 1 and plain.isalpha()) or plain.casefold() in _NO_LENGTH):
        return ""
    try:
        unit = unit_named(plain)
    except CarbonsvError:
        return ""
    return unit.name if unit.dimension in _OF_DIMENSION else ""


def dimension_of(unit: str) -> str:
    """Return what a unit measures; blank for none."""
    try:
        return unit_named(unit).dimension if unit else ""
    except CarbonsvError:
        return ""


def _meaning(name: str, rest: str, unit: str, kinds: Counter[str]) -> tuple[str, float]:
    if _PRICE.search(name):
        return "price", LIKELY
    if is_beside(name):
        return "", 0.0
    meaning, confidence = _by_words(folded(name))
    if unit and confidence < SURE:
        other, sureness = _by_words(folded(rest))
        if sureness >= confidence:
            meaning, confidence = other, min(sureness, LIKELY)
    meaning, confidence = _by_unit(meaning, confidence, unit)
    meaning, confidence = _not_used(meaning, confidence, unit, name)
    return _by_cells(meaning, confidence, kinds, folded(name))


def _not_used(meaning: str, confidence: float, unit: str, name: str) -> tuple[str, float]:
    """Tell what was not used although its unit looks so: emissions, exports, what a machine holds."""
    if meaning not in _MEASURES:
        return meaning, confidence
    dimension = dimension_of(unit)
    if dimension == "mass" and _EMISSIONS.search(name):
        return "co2e", LIKELY
    if dimension == "energy" and _NOT_BOUGHT.search(name):
        return "export", LIKELY
    return ("", 0.0) if dimension == "mass" and _HELD.search(name) else (meaning, confidence)


@lru_cache(maxsize=4096)
def _by_words(words: str) -> tuple[str, float]:
    """Look a heading up, exactly or by likeness."""
    known = meaning_of_words()
    if not words:
        return "", 0.0
    if listed := listed_meaning(words):
        return listed, SURE
    found = process.extractOne(words[:80], _phrases(), scorer=_alike, score_cutoff=100 * _GOOD_ENOUGH)
    return (known[found[0]], 0.9 * found[1] / 100) if found else ("", 0.0)


@cache
def _phrases() -> tuple[str, ...]:
    """The listed headings of more than two letters: the others must match exactly."""
    return tuple(word for word in meaning_of_words() if len(word) > 2)  # noqa: PLR2004


def _alike(one: str, other: str, **_: Any) -> float:
    return 0.6 * fuzz.token_sort_ratio(one, other) + 0.4 * fuzz.token_set_ratio(one, other)


def _by_unit(meaning: str, confidence: float, unit: str) -> tuple[str, float]:
    """Let the unit decide where it and the words disagree: a charge in kWh is no cost."""
    dimension = dimension_of(unit)
    if not dimension:
        return meaning, confidence
    by_unit = _OF_DIMENSION[dimension]
    if dimension == "money":
        money = meaning.startswith("cost") or meaning in {"standing_charge", "price"}
        return (meaning, confidence) if money else (by_unit, BY_UNIT + 0.2)
    if dimension in {"power", "apparent-energy", "co2e"}:
        return by_unit, LIKELY
    if dimension in _dimensions_of(meaning):
        return meaning, confidence
    if dimension == "mass" and meaning == "cost_gross":  # gross and net are also words of weighbridges
        return "gross_weight", LIKELY
    return by_unit, SURE if meaning == "quantity" and confidence == SURE else BY_UNIT + 0.2


@cache
def _dimensions_of(meaning: str) -> frozenset[str]:
    """Return what the units of a meaning measure; cost and price are not among them."""
    units = next((one.units for one in meanings() if one.name == meaning), ())
    found = frozenset(dimension_of(unit) for unit in units) - {"money"}
    return found - {"mass"} if meaning == "quantity" else found


def _by_cells(meaning: str, confidence: float, kinds: Counter[str], name: str) -> tuple[str, float]:
    """Let the cells object: words are no number, and days are no reading."""
    total = sum(kinds.values())
    if not total:
        return meaning, confidence * 0.8
    dates, numbers, texts = (kinds[kind] / total for kind in ("date", "number", "text"))
    kind = kind_of(meaning) if meaning else ""
    if dates > 0.6 and kind != "date":  # noqa: PLR2004
        known = {"opening_read": "start", "closing_read": "end", "reading": "read_date"}
        return known.get(meaning, "date" if meaning != "note" else ""), BY_CELLS
    if kind == "number" and texts > 0.5:  # noqa: PLR2004
        return (
            ("read_type", BY_CELLS) if "read" in name else ("unit", LIKELY) if "unit" in name else ("", 0.0)
        )
    if kind == "date" and dates == 0.0 and numbers < 0.5:  # noqa: PLR2004
        if kinds["time"]:
            return "time", BY_CELLS
        return {"start": ("from_place", LIKELY), "end": ("to_place", LIKELY)}.get(meaning, ("", 0.0))
    return meaning, confidence


def _once(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Leave a meaning that can stand only once to the column whose heading says it best."""
    best: dict[str, ColumnGuess] = {}
    for guess in guesses:
        if guess.meaning in _ONCE:
            rival = best.get(guess.meaning)
            if rival is None or _rank(guess) > _rank(rival):
                best[guess.meaning] = guess
    return [
        guess
        if guess.meaning not in _ONCE or best[guess.meaning] is guess
        else replace(guess, meaning="", confidence=0.0)
        for guess in guesses
    ]


def _rank(guess: ColumnGuess) -> tuple[float, int]:
    """Rate a guess: how sure, then how early its words are listed; a column of blanks comes last."""
    listed = next(one.synonyms for one in meanings() if one.name == guess.meaning)
    words = folded(guess.name)
    place = next((place for place, word in enumerate(listed) if folded(word) == words), len(listed))
    return (guess.confidence if guess.sample else 0.0), -place


def is_measure(guess: ColumnGuess) -> bool:
    """Whether a column says how much of something there was, other than money."""
    return guess.meaning in _MEASURES


def is_beside(name: str) -> bool:
    """Whether a heading is that of figures beside those of what was used: a target, a ratio, a change."""
    return bool(_NOT_USED.search(name) or _RATIO.search(name) or _PRICE.search(name))


def is_register_part(guess: ColumnGuess) -> bool:
    """Whether a column is one register of a meter, such as day or night, which adds up with the others."""
    return (
        guess.meaning == "quantity" and bool(guess.unit) and _REGISTER.search(folded(guess.name)) is not None
    )
