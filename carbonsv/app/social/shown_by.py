"""What shows a claim, a delivery or a requirement: the evidence that is named, and the files attached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.app.evidence_records import of_table
from carbonsv.app.social.claims import rows_of, text_of
from carbonsv.document.attachments import EVIDENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.app.snapshot import Snapshot

_MOST_NAMED = 8  # files; the rest are counted


def shown_by(snapshot: Snapshot, table: str) -> dict[str, str]:
    """Return what shows each record of a table, in words; blank where nothing does."""
    files = attached_names(snapshot, table)
    return {
        row["id"]: "; ".join(
            filter(None, (text_of(row["evidence"]).strip(), attached_words(files.get(row["id"], ()))))
        )
        for row in rows_of(snapshot, table)
    }


def attached_names(snapshot: Snapshot, table: str) -> dict[str, list[str]]:
    """Return the names of the files attached to each record of a table, in the order they were attached."""
    rows = of_table(snapshot.tables[EVIDENCE], table)
    found: dict[str, list[str]] = {}
    for record, name in zip(rows["record"], rows["name"], strict=True):
        found.setdefault(str(record), []).append(text_of(name))
    return found


def attached_words(names: Sequence[str]) -> str:
    """Say how many files are attached and what they are called; nothing where there are none."""
    if not names:
        return ""
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    count = "1 file" if len(names) == 1 else f"{len(names)} files"
    return f"{count} attached: {', '.join(names[:_MOST_NAMED])}{more}"
