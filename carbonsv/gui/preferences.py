"""What the window remembers from one day to the next: look, size and recent documents."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast, get_args

from PySide6.QtCore import QByteArray, QSettings

Appearance = Literal["system", "light", "dark", "contrast"]
_RECENT_COUNT = 8


class Preferences:
    """Kept in a small text file of the user's own settings folder."""

    def __init__(self) -> None:
        """Open the file; nothing is written before something changes."""
        self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "CarbonSV", "CarbonSV")

    @property
    def appearance(self) -> Appearance:
        """The look that was chosen."""
        chosen = str(self._store.value("appearance", "system"))
        return cast("Appearance", chosen) if chosen in get_args(Appearance) else "system"

    @appearance.setter
    def appearance(self, chosen: Appearance) -> None:
        self._store.setValue("appearance", chosen)

    @property
    def background(self) -> str:
        """The colour the window had last, so that its first picture does not flash in another."""
        return str(self._store.value("background", ""))

    @background.setter
    def background(self, colour: str) -> None:
        self._store.setValue("background", colour)

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window."""
        kept = self._store.value("geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)

    @property
    def recent(self) -> list[Path]:
        """Documents opened or saved last that are still there, newest first."""
        kept = self._store.value("recent", [])
        texts = [kept] if isinstance(kept, str) else [str(text) for text in cast("list[str]", kept or [])]
        return [path for path in map(Path, texts) if path.is_file()]

    def columns(self, table: str) -> list[str]:
        """Return the columns of a table as they were left, in order; nothing where they never were."""
        kept = self._store.value(f"columns/{table}", [])
        return [kept] if isinstance(kept, str) else [str(text) for text in cast("list[str]", kept or [])]

    def remember_columns(self, table: str, columns: list[str]) -> None:
        """Remember the columns of a table, in order."""
        self._store.setValue(f"columns/{table}", columns)

    def remember(self, path: Path) -> None:
        """Put a document at the head of the recent ones."""
        others = [other for other in self.recent if other != path]
        self._store.setValue("recent", [str(p) for p in [path, *others][:_RECENT_COUNT]])
