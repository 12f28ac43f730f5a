"""The catalogue of activity kinds: what an organisation can enter, and the emission lines it becomes.

The catalogue is data: `factors/activities.csv` (kinds) and `factors/activity_lines.csv` (lines of a kind).
A kind may be a pattern with slots, `hotel/{country}`: it stands for every series in the packs that the
series pattern of its first line matches, so a country added next year needs no change here.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from carbonsv.errors import UnknownNameError
from carbonsv.units.convert import compatible_units, dimension

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class LineRecipe:
    """One emission line that a kind becomes.

    `of_which_non_kyoto` names the series of the same gas that counts only what the Kyoto basket leaves out.
    """

    series: str
    lifecycle: str
    scope: str
    category: int | None
    method: str
    required: bool
    condition: str
    of_which_non_kyoto: str = ""


@dataclass(frozen=True, slots=True)
class ActivityKind:
    """What an organisation can enter: its name, its usual unit, and its emission lines."""

    id: str
    topic: str
    label: str
    synonyms: tuple[str, ...]
    default_unit: str
    dimensions: tuple[str, ...]
    lines: tuple[LineRecipe, ...]
    note: str = ""

    @property
    def units(self) -> tuple[str, ...]:
        """The units that fit, the usual ones first.

        Currencies are not converted, and only a fuel, which also has a mass, has a calorific value.
        """
        if self.dimensions == ("money",):
            return (self.default_unit,)
        burns = "mass" in self.dimensions
        return tuple(unit for unit in compatible_units(self.dimensions) if burns or not unit.endswith(" CV)"))


@dataclass(frozen=True, slots=True)
class Series:
    """A series of the packs: its key without the unit, and the label of every part of it."""

    key: str
    labels: Mapping[str, str]
    level2: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A row of activities.csv with its rows of activity_lines.csv."""

    row: Mapping[str, str]
    lines: tuple[Mapping[str, str], ...]


class Catalogue:
    """All activity kinds by id, with the names people know them by."""

    def __init__(self, kinds: Iterable[ActivityKind], lines: Sequence[Mapping[str, str]] = ()) -> None:
        """Index the kinds by id and by every name that means exactly one of them."""
        self._kinds: dict[str, ActivityKind] = {}
        for kind in kinds:
            self._kinds.setdefault(kind.id, kind)
        self._names = _unambiguous_names(self._kinds.values())
        self._recipes = [(_matcher(line["series"]), line) for line in lines]

    def __iter__(self) -> Iterator[ActivityKind]:
        """Iterate over the kinds in the order of the catalogue."""
        return iter(self._kinds.values())

    def __len__(self) -> int:
        """Return the number of kinds."""
        return len(self._kinds)

    def __contains__(self, name: object) -> bool:
        """Return whether a kind is known by this id."""
        return name in self._kinds

    def extended(self, kinds: Iterable[ActivityKind]) -> Catalogue:
        """Return a catalogue with more kinds, such as the user's own."""
        more = Catalogue([*self._kinds.values(), *kinds])
        more._recipes = self._recipes
        return more

    def topic(self, topic: str) -> tuple[ActivityKind, ...]:
        """Return the kinds of one topic: buildings, travel, waste or procurement."""
        return tuple(kind for kind in self._kinds.values() if kind.topic == topic)

    def find(self, name: str) -> ActivityKind:
        """Return the kind with this id, label, or synonym that means only one kind, in any case.

        Raises:
            UnknownNameError: there is no such kind; its hint names the nearest.
        """
        text = name.strip()
        kind = self._kinds.get(text) or self._kinds.get(self._names.get(_folded(text), ""))
        if kind is None:
            raise UnknownNameError("activity", name, self.nearest(text))
        return kind

    def nearest(self, text: str) -> tuple[str, ...]:
        """Return the ids of up to three kinds whose id or label is closest to the text."""
        from rapidfuzz import process  # noqa: PLC0415 - only needed when something went wrong

        names = {kind.id: f"{kind.id} {kind.label}".lower() for kind in self._kinds.values()}
        found = process.extract(text.lower()[:60], names, limit=3, score_cutoff=60)
        return tuple(key for _, _, key in found)

    def recipe_of_series(self, series: str) -> LineRecipe | None:
        """Return the first recipe in the catalogue that uses this series, for factors used on their own."""
        for matcher, line in self._recipes:
            if found := matcher.fullmatch(series):
                return _recipe(line, found.groupdict())
        return None


def read_catalogue(folder: Path, series: Sequence[Series]) -> Catalogue:
    """Read the catalogue's two tables and fill its patterns from the series of the packs."""
    lines = _rows(folder / "activity_lines.csv")
    by_kind: dict[str, list[Mapping[str, str]]] = {}
    for line in lines:
        by_kind.setdefault(line["kind"], []).append(line)
    patterns = [_Pattern(row, tuple(by_kind[row["kind"]])) for row in _rows(folder / "activities.csv")]
    kinds = {kind.id: kind for kind in _all_kinds(patterns, series)}
    return Catalogue(_common_first(kinds, _rows(folder / "common_activities.csv")), lines)


def _common_first(
    kinds: dict[str, ActivityKind], common: Sequence[Mapping[str, str]]
) -> Iterable[ActivityKind]:
    """Put the kinds most people look for in front, with the words they use for them."""
    for row in common:
        kind = kinds.pop(row["kind"], None)
        if kind is not None:
            yield replace(kind, synonyms=(*row["synonyms"].split("|"), *kind.synonyms))
    yield from kinds.values()


def _all_kinds(patterns: Sequence[_Pattern], series: Sequence[Series]) -> Iterable[ActivityKind]:
    taken = {pattern.row["kind"] for pattern in patterns}
    for pattern in patterns:
        if not _SLOT.search(pattern.row["kind"]):
            yield _kind(pattern, {}, {})
            continue
        for kind in _filled(pattern, series):
            if kind.id not in taken:
                taken.add(kind.id)
                yield kind


def _filled(pattern: _Pattern, series: Sequence[Series]) -> Iterable[ActivityKind]:
    """Fill a pattern once for every series that one of its required lines matches."""
    matchers = [_matcher(line["series"]) for line in pattern.lines if line["required"] == "yes"]
    known = frozenset(one.key for one in series)
    for one in series:
        for matcher in matchers:
            if found := matcher.fullmatch(one.key):
                slots = found.groupdict()
                labels = {name: one.labels[slug] for name, slug in slots.items()} | {"level2": one.level2}
                yield _kind(pattern, slots, labels, one.units, known)
                break


def _kind(
    pattern: _Pattern,
    slots: Mapping[str, str],
    labels: Mapping[str, str],
    units: Sequence[str] = (),
    known: frozenset[str] = frozenset(),
) -> ActivityKind:
    """Make a kind; of a pattern's lines, those whose series is in no pack at all are left out."""
    row = pattern.row
    recipes = [_recipe(line, slots) for line in _same_slots(pattern.lines, slots)]
    default = row["default_unit"] if row["default_unit"] in units or not units else units[0]
    return ActivityKind(
        id=row["kind"].format_map(slots),
        topic=row["topic"],
        label=_sentence_case(row["label"].format_map(labels)),
        synonyms=tuple(word for word in row["synonyms"].split("|") if word),
        default_unit=default,
        dimensions=_dimensions(row["dimensions"].split("|"), units),
        lines=tuple(recipe for recipe in recipes if not slots or recipe.series in known),
        note=row["note"],
    )


def _dimensions(listed: Sequence[str], units: Sequence[str]) -> tuple[str, ...]:
    """Keep the listed dimensions that the series has a row for: an unladen lorry carries no tonne.km.

    Mass, volume and energy of a fuel are tied by its properties, whatever rows there are.
    """
    published = {dimension(unit) for unit in units}
    return tuple(one for one in listed if one in published or not published or "mass" in listed)


def _same_slots(lines: Sequence[Mapping[str, str]], slots: Mapping[str, str]) -> list[Mapping[str, str]]:
    """Return the lines whose series has only slots that are known."""
    return [line for line in lines if set(_SLOT.findall(line["series"])) <= set(slots)]


def _recipe(line: Mapping[str, str], slots: Mapping[str, str]) -> LineRecipe:
    return LineRecipe(
        series=line["series"].format_map(slots),
        lifecycle=line["lifecycle"],
        scope=line["scope"],
        category=int(line["category"]) if line["category"] else None,
        method=line["method"],
        required=line["required"] == "yes",
        condition=line["condition"],
        of_which_non_kyoto=line["of_which_non_kyoto"].format_map(slots),
    )


def _matcher(series_pattern: str) -> re.Pattern[str]:
    """Turn `hotel-stay/{country}` into an expression in which a slot is one part of a series key."""
    parts = _SLOT.split(series_pattern)
    text = "".join(f"(?P<{part}>[^/]+)" if odd % 2 else re.escape(part) for odd, part in enumerate(parts))
    return re.compile(text)


def _unambiguous_names(kinds: Iterable[ActivityKind]) -> dict[str, str]:
    """Map every label and synonym to its kind, where it means only one; labels go before synonyms."""
    names: dict[str, str] = {}
    labels = {_folded(name): kind.id for kind in kinds for name in (kind.label, kind.id)}
    doubtful: set[str] = set()
    for kind in kinds:
        for word in map(_folded, kind.synonyms):
            if names.setdefault(word, kind.id) != kind.id:
                doubtful.add(word)
    return {word: kind for word, kind in names.items() if word not in doubtful} | labels


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _sentence_case(label: str) -> str:
    return label[:1].upper() + label[1:]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))
