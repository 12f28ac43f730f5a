from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session


@pytest.fixture
def file(session: Session, record: str, tmp_path: Path) -> Path:
    assert record
    path = session.save(tmp_path / "test.carbonsv")
    session.close()
    return path


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_plan_that_misses_rules_is_written_as_a_draft(
    file: Path, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"plan.{ending}"
    assert main(["report", str(file), "carbon-reduction-plan", "-o", str(out), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["draft"]
    assert "commitment-year" in [one["rule"] for one in said["failures"]]
    assert out.stat().st_size > 10_000


@pytest.mark.parametrize(
    ("kind", "ending"),
    [("social-value", "pdf"), ("social-value", "docx"), ("slides", "pptx"), ("evidence", "json")],
)
def test_documents_without_rules_are_written_as_they_are(
    file: Path, kind: str, ending: str, tmp_path: Path
) -> None:
    out = tmp_path / f"made.{ending}"
    assert main(["report", str(file), kind, "-o", str(out)]) == 0
    assert out.stat().st_size > 5_000


def test_slides_have_one_ending(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(file), "slides", "-o", "slides.pdf"]) == 2
    assert "slides.pdf does not end in .pptx" in capsys.readouterr().err


def test_a_document_of_an_unknown_ending_is_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(file), "carbon-reduction-plan", "-o", "plan.odt"]) == 2
    assert "plan.odt does not end in .pdf or .docx" in capsys.readouterr().err


def test_check_says_what_became_of_each_rule(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(file), "--rules", "ppn006,nhs2027", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)["rules"]
    outcomes = {one["rule"]: one["outcome"] for one in said["ppn006"]}
    assert outcomes["commitment-year"] == "fail"
    assert outcomes["consortium"] == "does-not-apply"
    assert said["nhs2027"][0]["fix"].startswith("Add records of the category")


def test_check_shows_rules_with_their_fix(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(file), "--rules", "ppn006"]) == 1
    said = capsys.readouterr().out
    assert "not met: The supplier commits to net zero by 2050 at the latest." in said
    assert "To do: Enter the net zero year" in said
