"""Files of other people's made into activity records: understood, mapped, remembered, and known again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from string import ascii_uppercase
from typing import TYPE_CHECKING

from carbonsv.activities.files.text_table import read_tables
from carbonsv.activities.files.watch import Watch
from carbonsv.activities.tables.mapping import dimension_of, unit_of_heading
from carbonsv.activities.tables.record_texts import joined
from carbonsv.activities.tables.records import records_of
from carbonsv.activities.tables.source_mapping import (
    SourceMapping,
    mapping_of,
    read_mapping,
    remember,
    remembered,
)
from carbonsv.activities.tables.understanding import content_sha256, understand_table
from carbonsv.errors import CarbonsvError
from carbonsv.library.search import find_kinds
from carbonsv.model import tables
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from carbonsv.activities.columns.day_column import Order
    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.tables.understanding import Understanding
    from carbonsv.library.catalogue import ActivityKind, Catalogue

_READ_SHARE = 0.7  # of the time that reading and understanding take


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What a user says about files to import.

    Args:
        kind: the activity of all records; blank where the rows say it.
        mapping: a file that says what columns mean.
        date_order: dmy, mdy, or blank.
        encoding: of text files; blank to find it.
        hidden: whether hidden sheets are imported too.
        folder: where mappings are remembered; None to remember nothing.
        site: of all rows that name none; an id or a name.
        meter: of all rows that name none; an id.
        said: of single tables, by their keys.
        taken: whether single tables are imported, by their keys, where that is not the usual.
    """

    kind: str = ""
    mapping: Path | None = None
    date_order: str = ""
    encoding: str = ""
    hidden: bool = False
    folder: Path | None = None
    site: str = ""
    meter: str = ""
    said: Mapping[str, SourceMapping] = field(default_factory=dict)
    taken: Mapping[str, bool] = field(default_factory=dict)

    def takes(self, table: TextTable) -> bool:
        """Whether the rows of a table are imported."""
        return self.taken.get(table_key(table), self.hidden or not table.hidden)


def table_key(table: TextTable) -> str:
    """Return a name for a table of a file: its sheet, and where and with what its headings begin."""
    rows = "-".join(map(str, table.headings.rows))
    return "|".join((table.sheet, rows, *table.names[:1]))


def understand_for_import(
    path: Path, choices: ImportChoices, watch: Watch | None = None
) -> list[Understanding]:
    """Say what the tables of a file mean, with what was said about files of this source before."""
    watching = watch or Watch()
    reading = replace(watching, tell=lambda share: watching.tell(_READ_SHARE * share))
    found = read_tables(path, watch=reading, encoding=choices.encoding)
    return understand_tables(found, choices, watching)


def understand_tables(
    found: Sequence[TextTable], choices: ImportChoices, watch: Watch | None = None
) -> list[Understanding]:
    """Say what tables that were read mean: guessed, as said before of this source, and as said now.

    Raises:
        StoppedError: the user stopped it.
    """
    watching = watch or Watch()
    understood = []
    for place, table in enumerate(found):
        understood.append(_understood(with_names(table), choices, watching))
        watching.reached(_READ_SHARE + (1 - _READ_SHARE) * (place + 1) / len(found))
    return understood


def with_names(table: TextTable) -> TextTable:
    """Call columns without a heading by their place, as a spreadsheet does, so that they can be spoken of."""
    names = tuple(name or f"Column {letters(place)}" for place, name in enumerate(table.names))
    return replace(table, headings=replace(table.headings, names=names))


def letters(place: int) -> str:
    """Return what a spreadsheet calls a column, counted from 0: A to Z, then AA."""
    rest, last = divmod(place, len(ascii_uppercase))
    return (letters(rest - 1) if rest else "") + ascii_uppercase[last]


def _understood(table: TextTable, choices: ImportChoices, watch: Watch) -> Understanding:
    """Understand a table; what was said of its dates before counts only where it does not say it itself."""
    said = mapping_for(table, choices)
    order = choices.date_order or said.date_order
    if not choices.date_order and choices.mapping is None:
        found = understand_table(table, "", said.columns, watch)
        if not order or all(days.order != "unknown" for days in found.days.values()):
            return _in_units(found, said.units)
    return _in_units(understand_table(table, _order(order), said.columns, watch), said.units)


def _in_units(found: Understanding, units: Mapping[str, str]) -> Understanding:
    """Take the units that were said, before those that headings or cells say."""
    has_column = found.column("unit") is not None
    columns = []
    for one in found.columns:
        unit = units.get(one.name)
        by_rows = has_column and not unit_of_heading(one.name)[1]  # a column of units goes before a guess
        columns.append(one if unit is None else replace(one, unit="" if by_rows else unit))
    return replace(found, columns=tuple(columns))


def _order(text: str) -> Order:
    return "dmy" if text == "dmy" else "mdy" if text == "mdy" else ""


def mapping_for(table: TextTable, choices: ImportChoices) -> SourceMapping:
    """Return what is said of a table: in a file or else before, corrected by what is said now."""
    base = read_mapping(choices.mapping) if choices.mapping else _known(choices, table)
    now = choices.said.get(table_key(table))
    site = choices.site or base.site
    if now is None:
        return replace(base, site=site)
    return replace(
        base, columns={**base.columns, **now.columns}, units={**base.units, **now.units}, site=site
    )


def is_remembered(table: TextTable, choices: ImportChoices) -> bool:
    """Whether columns are taken as they were for an earlier file with the same headings."""
    return choices.mapping is None and choices.folder is not None and bool(remembered(choices.folder, table))


def _known(choices: ImportChoices, table: TextTable) -> SourceMapping:
    before = remembered(choices.folder, table) if choices.folder else None
    return before or SourceMapping()


def source_records(
    path: Path,
    found: Iterable[Understanding],
    choices: ImportChoices,
    catalogue: Catalogue,
    sources: pd.Series,
    digest: str = "",
    watch: Watch | None = None,
) -> tuple[pd.DataFrame, list[Issue]]:
    """Return the records of a file's tables, and everything a person should look at.

    Args:
        path: the file.
        found: what its tables are taken to say.
        choices: what the user says.
        catalogue: of activity kinds.
        sources: (n records) where the records of the document were read from.
        digest: SHA-256 of the file, where it is known already.
        watch: whom to ask whether to stop.

    Raises:
        UnknownNameError: the kind that the user says is not known.
        StoppedError: the user stopped it.
    """
    digest = digest or content_sha256(path)
    kind = catalogue.find(choices.kind).id if choices.kind else ""
    issues = seen_before(path, digest, sources)
    frames = [tables.empty_frame("activity")]
    for one in found:
        taken = choices.takes(one.table)
        issues += [issue for issue in one.issues if taken or issue.code == "hidden-sheet"]
        if not taken:
            continue
        mapping = mapping_for(one.table, choices)
        mapping = replace(mapping, activity=kind) if kind else mapping
        frame, more = records_of(one, mapping, _Finder(catalogue).find, digest, watch)
        frames.append(frame)
        issues += [issue for issue in more if issue not in issues]
    return joined(frames), issues


def remember_sources(found: Iterable[Understanding], choices: ImportChoices) -> None:
    """Keep what was understood and said, for the next file with the same headings."""
    if choices.folder is None:
        return
    for one in found:
        taken = choices.takes(one.table) and one.columns_of(
            "quantity", "litres", "weight", "distance", "cost", "cost_net", "cost_gross", "month"
        )
        if taken:
            remember(choices.folder, one.table, _kept(one, choices))


def _kept(found: Understanding, choices: ImportChoices) -> SourceMapping:
    """Keep what was understood and said; a kind and a site are said anew each time."""
    fresh, said = mapping_of([found]), mapping_for(found.table, replace(choices, site=""))
    order = choices.date_order or said.date_order
    return replace(said, columns=fresh.columns, activity="", date_order=order)


def seen_before(path: Path, digest: str, sources: pd.Series) -> list[Issue]:
    """Say how many records of a document were read from the same file, whatever its name was."""
    count = int(from_same_file(sources, digest).sum())
    if not count:
        return []
    sentence = (
        f"{path.name} was imported before: {count:,} records of the document were read from the same file."
    )
    hint = "Undo this import unless the data really happened twice."
    return [Issue("", "file-imported-before", "warning", sentence, hint)]


def from_same_file(sources: pd.Series, digest: str) -> pd.Series:
    """Return (n records) whether a record was read from a file with this content."""
    return sources.astype("str").str.contains(f"[sha256 {digest[:16]}]", regex=False)


class _Finder:
    """Finds the activity kind that words mean: exactly, or as the only kind that all words fit."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._kinds: dict[str, list[ActivityKind]] = {}

    def find(self, words: str, unit: str) -> tuple[str, str]:
        """Return the id of the kind, or nothing and a hint."""
        dimension = dimension_of(unit)
        for part in (words, *words.split(" / ")[:1]):
            try:
                kind = self._catalogue.find(part)
            except CarbonsvError:
                continue
            if dimension in kind.dimensions or not dimension:
                return kind.id, ""
        near = find_kinds(self._of(dimension), words.replace(" / ", " ")[:80], 3)
        if len(near) == 1:
            return near[0].id, ""
        names = " or ".join(f"“{kind.label}”" for kind in near)
        return "", f"It may be {names}: say it with --as or in a mapping." if names else ""

    def _of(self, dimension: str) -> list[ActivityKind]:
        if dimension not in self._kinds:
            fitting = (kind for kind in self._catalogue if not dimension or dimension in kind.dimensions)
            self._kinds[dimension] = list(fitting)
        return self._kinds[dimension]
