"""Files of activity records, with the program's own columns or anybody's, made ready for a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.activities.own_table import read_own_table
from carbonsv.activities.parse import parse_records
from carbonsv.activities.tables.record_texts import renamed
from carbonsv.document.bulk import fresh_ids
from carbonsv.errors import CarbonsvError
from carbonsv.model import tables
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.app.entry import Vocabulary
    from carbonsv.library.catalogue import Catalogue

_OWN = frozenset(("activity", "quantity"))  # a file that names these in its first row is one of ours
_LONGEST_HEADINGS = 20_000  # characters


@dataclass(frozen=True, slots=True)
class FileImport:
    """How many records a file gave, and what is wrong with the others."""

    name: str
    records: int
    issues: tuple[Issue, ...]


def read_records_file(path: Path, known: Vocabulary, taken: set[str]) -> tuple[FileImport, pd.DataFrame]:
    """Read a file into records for a document that has some already.

    Args:
        path: CSV or XLSX with the columns of resources/schema/activity.csv.
        known: activity kinds and sites; names and synonyms are put as ids.
        taken: ids that records of the document already have; those rows are left out.
    """
    texts = read_own_table(path, tables.table("activity").names)
    with_ids = "id" in texts
    records, issues = parse_records(texts)
    twice = records["id"].isin(taken) if with_ids else pd.Series(data=False, index=records.index)
    issues += [_taken(name) for name in records.loc[twice, "id"]]
    records = records[~twice].copy()
    if not with_ids:
        records["id"] = fresh_ids(len(records))
    issues += resolve_names(records, known)
    records["source"] = records["source"].where(records["source"] != "", path.name)
    return FileImport(path.name, len(records), tuple(issues)), records


def is_own_file(path: Path) -> bool:
    """Whether the first row of a text file has the program's own column names, and needs no guessing."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:
            return _names_own(text.readline(_LONGEST_HEADINGS).strip().split(","))
    except (OSError, UnicodeError):
        return False


def is_own_workbook(found: Sequence[TextTable]) -> bool:
    """Whether the first sheet of a workbook that was read has the program's own column names on top."""
    return bool(found) and found[0].headings.rows == (1,) and _names_own(found[0].names)


def _names_own(headings: Sequence[str]) -> bool:
    return {heading.strip().strip('"').casefold() for heading in headings} >= _OWN


def resolve_names(records: pd.DataFrame, vocabulary: Vocabulary) -> list[Issue]:
    """Put ids for activities and sites; what is not known is kept as written and said."""
    issues = []
    for column, known in (
        ("activity", _activities(records, vocabulary.catalogue)),
        ("site", _by_name(records["site"], vocabulary.names.get("site", {}))),
    ):
        counts = records[column].value_counts(sort=False).to_dict()
        unknown = [(word, count) for word, count in counts.items() if word and word not in known]
        if any(known.get(word, word) != word for word in counts):
            records[column] = renamed(records[column], known)
        for word, count in unknown:
            sentence = f"{count} records name the {column} “{word}”, which is not known."
            issues.append(
                Issue(
                    "", f"unknown-{column}", "warning", sentence, "They are kept; correct them in the table."
                )
            )
    return issues


def _activities(records: pd.DataFrame, catalogue: Catalogue) -> dict[str, str]:
    known = {}
    for word in records["activity"].unique():
        try:
            known[word] = catalogue.find(word).id
        except CarbonsvError:
            continue
    return known


def _by_name(words: pd.Series, names: Mapping[str, str]) -> dict[str, str]:
    """Return the ids that words mean, as written or in any case."""
    found = {str(word): names.get(str(word)) or names.get(str(word).casefold()) for word in words.unique()}
    return {word: row_id for word, row_id in found.items() if row_id}


def _taken(name: str) -> Issue:
    sentence = f"Record {name} is in the document already and was left out."
    return Issue(name, "record-exists", "warning", sentence, "Change its id, or delete the record first.")
