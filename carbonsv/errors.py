"""What the program says when a whole request cannot be met.

Trouble with single records is an `Issue` (see `carbonsv.model.issue`), never one of these.
Each class builds its sentence from the facts it is given.
"""

from __future__ import annotations

from pathlib import Path


class CarbonsvError(Exception):
    """A request that cannot be met, said in a full sentence with a hint of what to do."""

    exit_code = 2

    def __init__(self, sentence: str, hint: str = "") -> None:
        """Keep the sentence as `str(error)` and the hint beside it."""
        super().__init__(sentence)
        self.hint = hint


class UsageError(CarbonsvError):
    """A command was given words it does not know."""


class UnusableFileError(CarbonsvError):
    """A file cannot be read, or is not what it should be."""

    exit_code = 3

    def __init__(self, path: Path | str, reason: str, hint: str = "") -> None:
        """Name the file by its last part, and the reason as a clause without a full stop."""
        super().__init__(f"{Path(path).name} cannot be used: {reason}.", hint)
        self.path = Path(path)


class UnreadableQuantityError(CarbonsvError):
    """A text is not a number, or not a number with a unit."""

    def __init__(self, text: str, reason: str, hint: str = "") -> None:
        """Quote the text (shortened) and give the reason as a clause without a full stop."""
        super().__init__(f"“{shortened(text)}” is not a quantity: {reason}.", hint)


class UnknownNameError(CarbonsvError):
    """A name (a unit, an activity, a factor, a site) is not known."""

    def __init__(self, what: str, name: str, nearest: tuple[str, ...] = ()) -> None:
        """Say what kind of name it is, and offer the nearest known ones."""
        hint = f"Did you mean {' or '.join(nearest)}?" if nearest else ""
        super().__init__(f"“{shortened(name)}” is not a known {what}.", hint)


class RefusedUnitError(CarbonsvError):
    """A unit is understood, and cannot be used: it is power, a temperature, or may mean two things."""

    def __init__(self, unit: str, reason: str, hint: str = "") -> None:
        """Quote the unit as typed and give the reason as a clause without a full stop."""
        super().__init__(f"“{shortened(unit)}” cannot be used as a unit: {reason}.", hint)


class DimensionError(CarbonsvError):
    """Two units measure different things."""

    def __init__(self, unit: str, wanted: str, hint: str = "") -> None:
        """Say what was given and what is wanted."""
        super().__init__(f"{shortened(unit)} cannot be converted to {shortened(wanted)}.", hint)


class NewerDocumentError(UnusableFileError):
    """A document was written by a newer version of the program."""

    def __init__(self, path: Path | str, version: int, known: int) -> None:
        """Say which format the document has and which is the newest one known here."""
        reason = f"it has document format {version} and this program knows formats up to {known}"
        super().__init__(path, reason, "Open it with a newer version of the program; nothing was changed.")


class DamagedDocumentError(UnusableFileError):
    """A document does not hold what was written to it."""

    def __init__(self, path: Path | str, reason: str, backup: Path | None = None) -> None:
        """Give the damage as a clause, and the newest good backup where there is one."""
        offer = f"The newest good backup is {backup}." if backup else "No backup of it was found."
        super().__init__(path, f"it is damaged: {reason}", f"The file was not changed. {offer}")
        self.backup = backup


class SaveError(CarbonsvError):
    """A document or an edit could not be written."""

    exit_code = 3

    def __init__(self, path: Path | str, reason: str, hint: str = "") -> None:
        """Name the file by its last part, and the reason as a clause without a full stop."""
        super().__init__(f"{Path(path).name} could not be saved: {reason}.", hint)
        self.path = Path(path)


class EditError(CarbonsvError):
    """An edit does not fit the document: its row is not as expected, or a value cannot be stored."""

    def __init__(self, table: str, row: str, reason: str, hint: str = "") -> None:
        """Name the table and the row, and the reason as a clause without a full stop."""
        super().__init__(f"The row “{shortened(row)}” of {table} cannot be changed: {reason}.", hint)


class EvidenceError(CarbonsvError):
    """A file cannot be attached to a record, or is not what was attached."""

    exit_code = 3

    def __init__(self, name: str, reason: str, hint: str = "") -> None:
        """Name the file, and the reason as a clause without a full stop."""
        super().__init__(f"{shortened(name)} cannot serve as evidence: {reason}.", hint)


class ReadOnlyError(CarbonsvError):
    """A document that was opened for reading only was asked to change."""

    exit_code = 3

    def __init__(self, name: str) -> None:
        """Name the document."""
        super().__init__(f"{name} is open for reading only.", "Save it under another name to change it.")


class DisplayMissingError(CarbonsvError):
    """There is no screen to open a window on."""

    exit_code = 3


def shortened(text: str, length: int = 60) -> str:
    """Return the text on one line, cut with an ellipsis when longer than `length` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
