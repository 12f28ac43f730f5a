"""Zip files without the time of their making, so that the same content is the same bytes."""

from __future__ import annotations

import io
import zipfile

FIRST_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can hold


def with_fixed_times(content: bytes) -> bytes:
    """Return a zip file with the same members in the same order, all of the same time."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.infolist():
            entry = zipfile.ZipInfo(member.filename, FIRST_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else it names the system it was made on
            new.writestr(entry, old.read(member))
    return made.getvalue()
