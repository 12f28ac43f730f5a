"""Where a factor was published, to the cell of the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carbonsv.library.factor import Factor
    from carbonsv.library.pack import FactorPack


def cite(pack: FactorPack, factor: Factor) -> str:
    """Return the source of a factor: title, edition, cell, official id, and the workbook's fingerprint."""
    parts = [pack.title, f"edition {pack.edition}" if pack.edition else "", factor.source_cell]
    if factor.source_id and not factor.source_id.startswith("row "):
        parts.append(f"id {factor.source_id}")
    if factor.gwp_set:
        parts.append(f"GWP {factor.gwp_set}")
    if pack.sha256:
        parts.append(f"SHA-256 {pack.sha256[:12]}…")
    return ", ".join(part for part in parts if part)
