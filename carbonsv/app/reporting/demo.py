"""What `carbonsv demo` writes: the sample organisation's document, footprint, chart and tender pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.app.reporting.tender_pack import make_tender_pack
from carbonsv.app.tables import write_csv
from carbonsv.charts.category import category_bar
from carbonsv.charts.export import save

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.reporting.charts_aside import ChartsAside
    from carbonsv.app.session import Session
    from carbonsv.inventory.inventory import Inventory

PACK = "tender-pack"


def write_demo(
    session: Session, inventory: Inventory, folder: Path, aside: ChartsAside | None = None
) -> list[Path]:
    """Write the sample into a folder and return the files.

    Args:
        session: with the sample open.
        inventory: its last reporting year.
        folder: made where it is missing; files of the same names are replaced.
        aside: a process that draws the charts, where one was started already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    document = folder / "sample.carbonsv"
    document.unlink(missing_ok=True)
    table, chart = folder / "footprint.csv", folder / "footprint.png"
    session.save(document)
    write_csv(inventory.by_category(), str(table))
    save(category_bar(inventory), chart)
    return [document, table, chart, *make_tender_pack(session, folder / PACK, aside=aside).files]
