from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from carbonsv.activities.files.watch import Watch
from carbonsv.errors import SaveError
from carbonsv.reports.lint.check import failures, lint
from carbonsv.reports.reduction_plan import reduction_plan
from carbonsv.reports.tender_pack import PackStoppedError, Step, manifest_facts, write_pack
from tests.reports.made import small

if TYPE_CHECKING:
    from pathlib import Path

STEPS = (
    Step(lambda _watch: {"a.txt": b"a"}),
    Step(lambda _watch: {"charts/b.txt": b"b", "charts/c.txt": b""}),
)


def test_a_pack_is_its_files_and_a_manifest_with_their_fingerprints(tmp_path: Path) -> None:
    files = write_pack(tmp_path / "pack", STEPS, {"organisation": "Ä"})
    assert [one.relative_to(tmp_path / "pack").as_posix() for one in files] == [
        *("a.txt", "charts/b.txt", "charts/c.txt", "manifest.json")
    ]
    manifest = json.loads(files[-1].read_text("utf-8"))
    assert manifest["organisation"] == "Ä"
    assert manifest["files"][0] == {"name": "a.txt", "bytes": 1, "sha256": hashlib.sha256(b"a").hexdigest()}


def test_progress_is_told_from_nothing_to_all(tmp_path: Path) -> None:
    told: list[float] = []
    write_pack(tmp_path, STEPS, {}, Watch(tell=told.append))
    assert told == [0.0, 0.5, 1.0]


def test_a_long_step_tells_its_own_share_and_is_stopped_inside(tmp_path: Path) -> None:
    def make(watch: Watch) -> dict[str, bytes]:
        watch.reached(0.5)
        return {"a.txt": b"a"}

    told: list[float] = []
    write_pack(tmp_path, (STEPS[0], Step(make, 3.0)), {}, Watch(told.append))
    assert told == [0.0, 0.25, 0.25 + 0.75 * 0.5, 1.0]
    with pytest.raises(PackStoppedError):
        write_pack(tmp_path / "pack", (Step(make),), {}, Watch(stopped=lambda: True))


def test_a_pack_that_is_stopped_leaves_nothing_behind(tmp_path: Path) -> None:
    answers = iter([False, True])
    with pytest.raises(PackStoppedError, match="no file was written"):
        write_pack(tmp_path / "pack", STEPS, {}, Watch(stopped=lambda: next(answers)))
    assert not (tmp_path / "pack").exists()


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SaveError, match=r"a\.txt could not be saved"):
        write_pack(tmp_path / "file", STEPS, {})


def test_the_manifest_names_document_factors_and_rules_not_met() -> None:
    found = manifest_facts(small(), "2024", failures(lint(reduction_plan(small({"approved_by": None})))))
    assert found["document_head_hash"] == "ab" * 32
    assert [(one["id"], len(one["sha256"])) for one in found["factor_packs"]] == [("ukgov-2024", 64)]
    assert found["rules_not_met"] == ["approved"]
    assert found["carbon_reduction_plan_is_draft"]
