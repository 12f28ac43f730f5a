"""The process that draws the pages of a PDF: it finds pages.pdf in a folder and puts a PNG per page there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from carbonsv import workbooks
from carbonsv.reports.pdf_child import LEAST_MEMORY_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

_TEMPLATE = """
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for number in range(1, {after}) {{ page(image("pages.pdf", page: number)) }}
"""


def main(words: Sequence[str]) -> int:
    """Draw the pages in the folder named first; then their number and the pixels per inch are named."""
    folder, count, ppi = Path(words[0]), int(words[1]), float(words[2])
    workbooks.limit_memory(LEAST_MEMORY_BYTES)
    (folder / "main.typ").write_text(_TEMPLATE.format(after=count + 1), "utf-8")
    made = typst.compile(
        str(folder / "main.typ"),
        root=str(folder),
        format="png",
        ppi=ppi,
        ignore_system_fonts=True,
        package_path=str(folder / "none"),
        package_cache_path=str(folder / "none"),
    )
    pages = made if isinstance(made, list) else [made]
    for number, picture in enumerate(pages):
        (folder / f"page-{number:05}.png").write_bytes(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
