from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.gui.pages.reports.kinds import all_kinds

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.gui.main_window import MainWindow
    from carbonsv.gui.pages.reports.page import ReportsPage


def test_the_list_says_of_every_document_what_it_is_for(page: ReportsPage) -> None:
    titles = [page.shelf.item(row).text() for row in range(page.shelf.count())]
    assert titles[0] == "Carbon Reduction Plan"
    assert titles[-2:] == ["Tender pack", "Name, logo and colour"]
    assert all(kind.purpose.endswith(".") for kind in all_kinds())


def test_a_document_is_made_ready_when_it_is_chosen(qtbot: QtBot, page: ReportsPage) -> None:
    assert "secr" not in page.panes
    page.choose("secr")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.panes.get("secr"))


def test_a_narrow_window_shows_the_titles_only(acme: MainWindow, page: ReportsPage) -> None:
    acme.resize(911, 512)  # 1366 x 768 at 1.5
    assert page.shelf.brief
    acme.resize(1366, 768)
    assert not page.shelf.brief
