"""What has been said about a source of files: what its columns mean, kept in JSON that people can read."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from carbonsv.activities.tables.mapping import fingerprint
from carbonsv.activities.tables.meanings import meanings
from carbonsv.errors import CarbonsvError, UnknownNameError, UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.tables.understanding import Understanding

_FORMAT = "carbonsv-mapping-1"
_IGNORED = "ignore"
_LARGEST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class SourceMapping:
    """What a user has said about files of one layout.

    Args:
        columns: meaning by heading, as in `resources/import_columns.csv`; blank for a column to ignore.
        units: unit by heading, where the file does not say it.
        activity: the activity kind of all rows; blank where the rows say it.
        activities: activity kind by the word the file has for it.
        date_order: dmy, mdy, or blank.
        site: the site of all rows; blank where the rows say it.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    activity: str = ""
    activities: Mapping[str, str] = field(default_factory=dict)
    date_order: str = ""
    site: str = ""


def read_mapping(path: Path) -> SourceMapping:
    """Read a mapping that was written before, or by hand.

    Raises:
        UnusableFileError: it is no mapping.
        UnknownNameError: it names a meaning that there is not.
    """
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise UnusableFileError(path, "it is far larger than a mapping")
        facts = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise UnusableFileError(path, "it is not a mapping written as JSON") from error
    if not isinstance(facts, dict):
        raise UnusableFileError(path, "it is not a mapping written as JSON")
    return _checked(facts, path)


def _checked(facts: dict[str, Any], path: Path) -> SourceMapping:
    known = {one.name for one in meanings()} | {_IGNORED, ""}
    columns = _texts(facts.get("columns", {}), path)
    for meaning in columns.values():
        if meaning not in known:
            raise UnknownNameError("meaning of a column", meaning, tuple(sorted(known - {""}))[:8])
    words = {name: facts.get(name, "") for name in ("activity", "date_order", "site")}
    texts = all(isinstance(word, str) for word in words.values())
    if not texts or words["date_order"] not in ("", "dmy", "mdy"):
        raise UnusableFileError(path, "its activity, date_order (dmy or mdy) and site must be texts")
    return SourceMapping(
        {name: "" if meaning == _IGNORED else meaning for name, meaning in columns.items()},
        _texts(facts.get("units", {}), path),
        activities=_texts(facts.get("activities", {}), path),
        **words,
    )


def _texts(value: object, path: Path) -> dict[str, str]:
    if isinstance(value, dict) and all(isinstance(one, str) for pair in value.items() for one in pair):
        return value
    raise UnusableFileError(path, "its columns, units and activities must be texts by name")


def write_mapping(mapping: SourceMapping, path: Path) -> None:
    """Write a mapping as JSON; a column that is ignored says so."""
    facts = asdict(mapping)
    facts["columns"] = {name: meaning or _IGNORED for name, meaning in mapping.columns.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"format": _FORMAT, **facts}, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", "utf-8")


def mapping_of(found: Sequence[Understanding], **said: Any) -> SourceMapping:
    """Return what was understood of some tables as a mapping to write, correct and use again."""
    columns = {one.name: one.meaning for table in found for one in table.columns if one.name}
    units = {one.name: one.unit for table in found for one in table.columns if one.name and one.unit}
    return SourceMapping(columns, units, **said)


def remembered(folder: Path, table: TextTable) -> SourceMapping | None:
    """Return the mapping last used for files with the same headings; None where there is none."""
    path = folder / f"{fingerprint(table)}.json"
    try:
        return read_mapping(path) if path.is_file() else None
    except CarbonsvError:  # one that was damaged is as good as none
        return None


def remember(folder: Path, table: TextTable, mapping: SourceMapping) -> None:
    """Keep a mapping for the next file with the same headings."""
    write_mapping(mapping, folder / f"{fingerprint(table)}.json")
