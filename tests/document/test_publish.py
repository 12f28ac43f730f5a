from __future__ import annotations

import datetime as dt
import errno
from pathlib import Path

import pytest

from carbonsv.document import Document, backups, exchange, publish
from carbonsv.errors import SaveError
from tests.document.bills import added


def quantities(path: Path, home: Path) -> dict[str, float]:
    document = Document.open(path, home=home)
    frame = document.frame("activity")
    document.close()
    return dict(zip(frame["id"], frame["quantity"], strict=True))


@pytest.fixture(params=["exchange", "two steps"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """File systems that can exchange two files, and those that cannot."""

    def unable(_new: Path, target: Path) -> None:
        raise OSError(errno.ENOENT if not target.exists() else errno.EINVAL, "no")

    if request.param == "two steps":
        monkeypatch.setattr(exchange, "_swap", unable)
    return str(request.param)


@pytest.mark.usefixtures("either_way")
def test_two_sessions_saving_one_file_lose_nothing(saved: Path, home: Path) -> None:
    first, second = Document.open(saved, home=home), Document.open(saved, home=home)
    first.apply("Mine", [added("mine", 1)])
    second.apply("Yours", [added("yours", 2)])
    first.save()
    second.save()
    assert first.conflict_copy is None
    assert second.conflict_copy is not None
    assert "yours" in quantities(saved, home)
    assert "mine" in quantities(second.conflict_copy, home)
    first.close()
    second.close()


@pytest.mark.usefixtures("either_way")
def test_a_file_replaced_from_outside_is_kept_beside(saved: Path, home: Path) -> None:
    document = Document.open(saved, home=home)
    saved.write_bytes(b"something else entirely")
    document.save()
    assert document.conflict_copy is not None
    assert document.conflict_copy.read_bytes() == b"something else entirely"
    assert document.conflict_copy.name.startswith("acme (other version ")
    document.close()


@pytest.mark.usefixtures("either_way")
def test_saving_again_replaces_our_own_version_and_leaves_nothing_behind(saved: Path, home: Path) -> None:
    document = Document.open(saved, home=home)
    for number in range(3):
        document.apply("Add", [added(f"n{number}", number)])
        document.save()
    assert document.conflict_copy is None
    assert [path.name for path in saved.parent.iterdir() if path != home] == ["acme.carbonsv"]
    document.close()


def test_saving_over_another_file_keeps_it(saved: Path, home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.carbonsv"
    other.write_text("precious")
    document = Document.open(saved, home=home)
    document.save(other)
    assert document.conflict_copy is not None
    assert document.conflict_copy.read_text() == "precious"
    assert (document.path, document.name) == (other, "other")
    document.close()


def test_a_file_that_was_removed_is_made_again(saved: Path, home: Path) -> None:
    document = Document.open(saved, home=home)
    saved.unlink()
    document.save()
    assert quantities(saved, home) == {"a1": 130.0, "a2": 0.1}
    document.close()


def test_a_folder_that_refuses_leaves_the_document_unsaved(saved: Path, home: Path, tmp_path: Path) -> None:
    document = Document.open(saved, home=home)
    document.apply("Add", [added("a3", 1)])
    folder = tmp_path / "folder.carbonsv"
    folder.mkdir()
    with pytest.raises(SaveError, match=r"acme\.carbonsv could not be saved: .+\."):
        document.save(tmp_path / "missing" / "acme.carbonsv")
    with pytest.raises(SaveError, match="there is a folder of that name"):
        document.save(folder)
    assert not document.saved
    document.close(discard=True)


def test_a_link_stays_a_link(saved: Path, home: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.carbonsv"
    link.symlink_to(saved)
    document = Document.open(link, home=home)
    document.apply("Add", [added("a3", 3)])
    document.save()
    document.close()
    assert link.is_symlink()
    assert quantities(saved, home)["a3"] == 3.0


def test_the_mode_of_the_file_stays(saved: Path, home: Path) -> None:
    saved.chmod(0o640)
    document = Document.open(saved, home=home)
    document.save()
    document.close()
    assert saved.stat().st_mode & 0o777 == 0o640


def test_what_a_cut_short_save_left_is_swept_or_kept(
    saved: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "_LEFT_OVER_SECONDS", -1)
    names = {
        stage: saved.with_name(f".acme.carbonsv.0123abcd.{stage}") for stage in ("making", "made", "made.out")
    }
    names["making"].write_text("half a file")
    names["made"].write_text("a colleague's version")
    names["made.out"].write_bytes(saved.read_bytes())
    Document.open(saved, home=home, read_only=True).close()
    assert all(path.exists() for path in names.values())
    document = Document.open(saved, home=home)
    document.close()
    assert not any(path.exists() for path in names.values())
    (kept,) = saved.parent.glob("acme (other version*")
    assert kept.read_text() == "a colleague's version"
    assert [issue.code for issue in document.notices] == ["other-version-kept"]


def test_left_overs_of_a_save_that_may_be_under_way_stay(saved: Path, home: Path) -> None:
    making = saved.with_name(".acme.carbonsv.0123abcd.making")
    making.write_text("half a file")
    Document.open(saved, home=home).close()
    assert making.exists()


def test_backups_thin_out_to_days_weeks_and_months() -> None:
    start = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    times = [start + dt.timedelta(hours=6 * n) for n in range(4 * 730)]  # two years, four a day
    paths = [Path(f"{time:%Y%m%dT%H%M%S}-0000.carbonsv") for time in reversed(times)]
    kept = backups.to_keep(paths)
    assert set(paths[:8]) <= kept
    assert len(kept) <= 8 + 14 + 8 + 24
    assert min(backups.taken_at(path) for path in kept) < start + dt.timedelta(days=31)


def test_backups_are_taken_on_saving_before_imports_and_every_half_hour(saved: Path, home: Path) -> None:
    moment = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    document = Document.open(saved, home=home, clock=lambda: moment)
    before = set(home.glob("backups/*/*.carbonsv"))
    document.save()
    document.insert_frame("Import", "site", document.frame("site").assign())
    assert document.backup_if_due() is None
    moment += dt.timedelta(minutes=30)
    assert document.backup_if_due() is not None
    assert len(set(home.glob("backups/*/*.carbonsv")) - before) == 3
    document.close(discard=True)


def test_every_backup_is_a_whole_document(saved: Path, home: Path) -> None:
    backed_up = sorted(home.glob("backups/*/*.carbonsv"))
    assert [quantities(path, home) for path in backed_up] == [{}, {"a1": 130.0, "a2": 0.1}]
    assert saved.exists()
