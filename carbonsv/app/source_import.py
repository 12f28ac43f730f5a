"""Files of other people's made into activity records: understood, mapped, remembered, and known again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.activities.mapping import dimension_of
from carbonsv.activities.records import records_of
from carbonsv.activities.source_mapping import SourceMapping, mapping_of, read_mapping, remember, remembered
from carbonsv.activities.understanding import content_sha256, understand
from carbonsv.errors import CarbonsvError
from carbonsv.library.search import find_kinds
from carbonsv.model import tables
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from carbonsv.activities.day_column import Order
    from carbonsv.activities.text_table import TextTable
    from carbonsv.activities.understanding import Understanding
    from carbonsv.activities.watch import Watch
    from carbonsv.library.catalogue import ActivityKind, Catalogue


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
    """

    kind: str = ""
    mapping: Path | None = None
    date_order: str = ""
    encoding: str = ""
    hidden: bool = False
    folder: Path | None = None


def understand_for_import(
    path: Path, choices: ImportChoices, watch: Watch | None = None
) -> list[Understanding]:
    """Say what the tables of a file mean, with what was said about files of this source before."""
    said = _said(choices)

    def known(table: TextTable) -> Mapping[str, str]:
        return (said or _known(choices, table)).columns

    order = choices.date_order or (said.date_order if said else "")
    return understand(path, watch=watch, order=_order(order), encoding=choices.encoding, meanings=known)


def _order(text: str) -> Order:
    return "dmy" if text == "dmy" else "mdy" if text == "mdy" else ""


def _said(choices: ImportChoices) -> SourceMapping | None:
    return read_mapping(choices.mapping) if choices.mapping else None


def _known(choices: ImportChoices, table: TextTable) -> SourceMapping:
    before = remembered(choices.folder, table) if choices.folder else None
    return before or SourceMapping()


def source_records(
    path: Path,
    found: Iterable[Understanding],
    choices: ImportChoices,
    catalogue: Catalogue,
    sources: pd.Series,
) -> tuple[pd.DataFrame, list[Issue]]:
    """Return the records of a file's tables, and everything a person should look at.

    Args:
        path: the file.
        found: what its tables are taken to say.
        choices: what the user says.
        catalogue: of activity kinds.
        sources: (n records) where the records of the document were read from.

    Raises:
        UnknownNameError: the kind that the user says is not known.
    """
    digest = content_sha256(path)
    said = _said(choices)
    kind = catalogue.find(choices.kind).id if choices.kind else ""
    issues = seen_before(path, digest, sources)
    frames = [tables.empty_frame("activity")]
    for one in found:
        issues += one.issues
        if one.table.hidden and not choices.hidden:
            continue
        mapping = said or _known(choices, one.table)
        mapping = replace(mapping, activity=kind) if kind else mapping
        frame, more = records_of(one, mapping, _Finder(catalogue).find, digest)
        frames.append(frame)
        issues += [issue for issue in more if issue not in issues]
    return pd.concat([one for one in frames if len(one)] or frames[:1], ignore_index=True), issues


def remember_sources(found: Iterable[Understanding], choices: ImportChoices) -> None:
    """Keep what was understood and said, for the next file with the same headings."""
    if choices.folder is None:
        return
    said = _said(choices)
    for one in found:
        if one.columns_of(
            "quantity", "litres", "weight", "distance", "cost", "cost_net", "cost_gross", "month"
        ):
            remember(choices.folder, one.table, _kept(one, said or _known(choices, one.table), choices))


def _kept(found: Understanding, mapping: SourceMapping, choices: ImportChoices) -> SourceMapping:
    """Keep what was understood and said; a kind is said anew each time."""
    fresh = mapping_of([found])
    order = choices.date_order or mapping.date_order
    return replace(mapping, columns=fresh.columns, activity="", date_order=order)


def seen_before(path: Path, digest: str, sources: pd.Series) -> list[Issue]:
    """Say how many records of a document were read from the same file, whatever its name was."""
    count = int(sources.astype("str").str.contains(f"[sha256 {digest[:16]}]", regex=False).sum())
    if not count:
        return []
    sentence = (
        f"{path.name} was imported before: {count:,} records of the document were read from the same file."
    )
    hint = "Undo this import unless the data really happened twice."
    return [Issue("", "file-imported-before", "warning", sentence, hint)]


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
