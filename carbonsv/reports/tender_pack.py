"""The tender pack: documents, charts and evidence in one folder, with a manifest of fingerprints."""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.activities.files.watch import StoppedError, Watch
from carbonsv.charts.caption import pack_ids
from carbonsv.errors import CarbonsvError, SaveError
from carbonsv.library.pack import pack_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from carbonsv.reports.basis import Basis
    from carbonsv.reports.lint.rules import Verdict

FORMAT = "carbonsv-tender-pack-1"
MANIFEST = "manifest.json"


class PackStoppedError(CarbonsvError):
    """The user stopped the making of a tender pack."""

    def __init__(self) -> None:
        """Say that nothing was written."""
        super().__init__("The tender pack was stopped; no file was written.")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of making a pack.

    Attributes:
        make: gives the files of the step, content by name; folders in names are divided by `/`. It may tell
            how far it is, and is stopped when it does.
        weight: how long it takes beside the others, for the progress only.
    """

    make: Callable[[Watch], Mapping[str, bytes]]
    weight: float = 1.0


def write_pack(
    folder: Path, steps: Sequence[Step], facts: Mapping[str, Any], watch: Watch | None = None
) -> tuple[Path, ...]:
    """Make all files of a pack, then put them into a folder; stopped before that, nothing is written.

    Args:
        folder: made where it is missing; files of the same names are replaced.
        steps: what to make, in order.
        facts: what the manifest says beside the files.
        watch: whom to tell how far it is, and whom to ask whether to stop.

    Returns:
        The files, the manifest last.

    Raises:
        PackStoppedError: the user stopped it.
        SaveError: the folder cannot be written to.
    """
    with tempfile.TemporaryDirectory(prefix="carbonsv-") as name:
        made = Path(name)
        try:
            files = _make(made, steps, watch or Watch())
        except StoppedError as error:
            raise PackStoppedError from error
        listed = [{"name": one, **_fingerprint(made / one)} for one in files]
        manifest = json.dumps({**facts, "files": listed}, ensure_ascii=False, indent=2) + "\n"
        (made / MANIFEST).write_text(manifest, "utf-8")
        return tuple(_put(made, folder, one) for one in (*files, MANIFEST))


def manifest_facts(basis: Basis, year_id: str, failures: Sequence[Verdict]) -> dict[str, Any]:
    """Return what a manifest says beside the files: whose, of when, from which document and factors."""
    inventory = basis.inventory(year_id)
    packs = [basis.library.packs[one] for one in pack_ids(inventory)]
    return {
        "format": FORMAT,
        "organisation": basis.name,
        "reporting_year": inventory.label,
        "made_on": basis.day.isoformat(),
        "document_head_hash": basis.head_hash,
        "factor_packs": [{"id": one.id, "edition": one.edition, "sha256": pack_hash(one)} for one in packs],
        "carbon_reduction_plan_is_draft": bool(failures),
        "rules_not_met": [one.rule.rule for one in failures],
    }


def _make(folder: Path, steps: Sequence[Step], watch: Watch) -> list[str]:
    names, done, whole = [], 0.0, sum(step.weight for step in steps)
    for step in steps:
        watch.reached(done / whole)
        for name, content in step.make(_part(watch, done / whole, step.weight / whole)).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            names.append(name)
        done += step.weight
    watch.reached(1.0)
    return names


def _part(watch: Watch, start: float, share: float) -> Watch:
    """Return the watch of a step, whose whole is a share of the pack."""
    return Watch(lambda inner: watch.tell(start + share * inner), watch.stopped)


def _fingerprint(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _put(made: Path, folder: Path, name: str) -> Path:
    target = folder / name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((made / name).read_bytes())
    except OSError as error:
        raise SaveError(target, error.strerror or str(error)) from error
    return target
