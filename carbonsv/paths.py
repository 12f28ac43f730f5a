"""Where the program's own data folders are: in a checkout, in an installed wheel, or frozen."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _data_folder(name: str) -> Path:
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


RESOURCES = _data_folder("resources")
FACTORS = _data_folder("factors")
