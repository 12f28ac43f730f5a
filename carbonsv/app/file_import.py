"""Files of activity records with the program's own columns, made ready for a document."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.activities.own_table import read_own_table
from carbonsv.activities.parse import parse_records
from carbonsv.errors import CarbonsvError
from carbonsv.model import tables
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.entry import Vocabulary
    from carbonsv.library.catalogue import Catalogue

ID_BYTES = 5


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
        records["id"] = [secrets.token_hex(ID_BYTES) for _ in range(len(records))]
    issues += _resolve(records, known)
    records["source"] = records["source"].where(records["source"] != "", path.name)
    return FileImport(path.name, len(records), tuple(issues)), records


def _resolve(records: pd.DataFrame, vocabulary: Vocabulary) -> list[Issue]:
    """Put ids for activities and sites; what is not known is kept as written and said."""
    issues = []
    for column, known in (
        ("activity", _activities(records, vocabulary.catalogue)),
        ("site", dict(vocabulary.names)),
    ):
        unknown = [word for word in records[column].unique() if word and word not in known]
        records[column] = records[column].map(lambda word, known=known: known.get(word, word))
        for word in unknown:
            count = int((records[column] == word).sum())
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


def _taken(name: str) -> Issue:
    sentence = f"Record {name} is in the document already and was left out."
    return Issue(name, "record-exists", "warning", sentence, "Change its id, or delete the record first.")
