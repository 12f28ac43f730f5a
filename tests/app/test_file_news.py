from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from carbonsv.app.commands.output import save
from carbonsv.app.file_news import opening_news, saving_news
from carbonsv.app.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def begun(path: Path, home: Path) -> Session:
    session = Session(home=home)
    session.new("Acme", date(2024, 4, 1), date(2025, 3, 31), path)
    return session


def change_elsewhere(path: Path, home: Path) -> None:
    other = Session(home=home)
    other.open(path)
    other.add_row("site", {"name": "Theirs"})
    other.save()
    other.close()


def test_a_file_that_nobody_else_touched_has_no_news(tmp_path: Path) -> None:
    session = begun(tmp_path / "acme.carbonsv", tmp_path / "here")
    session.save()
    assert opening_news(session) == saving_news(session) == []


def test_saving_says_whose_version_was_kept_beside_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = begun(tmp_path / "acme.carbonsv", tmp_path / "here")
    change_elsewhere(tmp_path / "acme.carbonsv", tmp_path / "there")
    session.add_row("site", {"name": "Ours"})
    save(session)
    said = capsys.readouterr().err
    kept = [one for one in tmp_path.glob("*.carbonsv") if one.name != "acme.carbonsv"]
    assert "acme.carbonsv was changed by somebody else while it was open here." in said
    assert [one.name in said for one in kept] == [True]
