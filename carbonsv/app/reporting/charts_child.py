"""The process that draws the charts of a tender pack while the program makes the documents.

It loads what charts need, waits to be told of a document, and draws one chart after the other into files.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from carbonsv.app.own_factors import complete
from carbonsv.app.reporting.chart_files import chart_files
from carbonsv.app.reporting.charts_aside import DONE
from carbonsv.app.reporting.sent_tables import read_tables
from carbonsv.app.snapshot import Snapshot
from carbonsv.library.factor_library import FactorLibrary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.app.reporting.charts_aside import Order

FINE, OTHER_FACTORS = 0, 3


def main(told: TextIO) -> int:
    """Draw the charts that the first line of the input orders; there is none where they are not wanted."""
    line = told.readline()
    if not line:
        return FINE
    order: Order = json.loads(line)
    folder = Path(order["folder"])
    library = FactorLibrary.load(own_folder=Path(order["own_factors"]) if order["own_factors"] else None)
    if library.editions != order["editions"]:
        return OTHER_FACTORS
    tables = read_tables(folder)
    snapshot = Snapshot(tables, library.with_own(complete(tables["own_factor"])))
    day = date.fromisoformat(order["day"])
    for name in order["charts"]:
        _write(folder, name, chart_files(snapshot, name, day))
    return FINE


def _write(folder: Path, name: str, files: Mapping[str, bytes]) -> None:
    """Write the files of a chart, and after them, whole from its first moment, the list of their names."""
    for file, content in files.items():
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_bytes(content)
    listed = folder / f"{name}.part"
    listed.write_text(json.dumps(list(files)), "utf-8")
    listed.replace(folder / f"{name}{DONE}")


if __name__ == "__main__":
    sys.exit(main(sys.stdin))
