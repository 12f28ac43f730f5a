"""The process that sets a document as PDF: a text that typst cannot cope with can only end this process.

It finds main.typ and what belongs to it in a folder, and writes out.pdf there, or error.txt.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typst

from carbonsv import workbooks

if TYPE_CHECKING:
    from collections.abc import Sequence

STANDARDS: list[Literal["ua-1", "a-3a"]] = [
    "ua-1",
    "a-3a",
]  # typst claims both, and checks what can be checked
LEAST_MEMORY_BYTES = 4_000_000_000  # address space, of which typst reserves much and uses little


def main(words: Sequence[str]) -> int:
    """Set the document in the folder named first, with the time [s since 1970] named second."""
    folder, timestamp = Path(words[0]), int(words[1])
    workbooks.limit_memory(LEAST_MEMORY_BYTES)
    try:
        made, warnings = typst.compile_with_warnings(
            str(folder / "main.typ"),
            root=str(folder),
            font_paths=[str(folder / "fonts")],
            ignore_system_fonts=True,
            pdf_standards=[*STANDARDS],
            timestamp=timestamp,
            package_path=str(folder / "none"),
            package_cache_path=str(folder / "none"),
        )
    except typst.TypstError as error:
        (folder / "error.txt").write_text(str(error), "utf-8")
        return 1
    if warnings:
        (folder / "error.txt").write_text("; ".join(str(one) for one in warnings), "utf-8")
        return 1
    (folder / "out.pdf").write_bytes(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
