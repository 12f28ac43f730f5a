from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from carbonsv.gui.pages.social.sections import Sections

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.pages.social.page import SocialPage


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def part(page: SocialPage, tab: str, name: str) -> QWidget:
    """Bring a part of a tab to the front."""
    at = next(at for at in range(page.tabs.count()) if page.tabs.tabText(at) == tab)
    page.tabs.setCurrentIndex(at)
    sections = page.tabs.widget(at)
    assert isinstance(sections, Sections)
    return sections.choose(name)


def test_an_empty_page_says_what_to_do_first(page: SocialPage) -> None:
    assert page.overview.is_empty
    assert "two figures from your bills" in page.overview.empty.text.text()
    assert page.overview.add_button.isVisible()
    assert not page.add_button.isVisible()


def test_three_ledgers_stand_side_by_side_with_low_central_and_high(sample_page: SocialPage) -> None:
    own, others, cash = sample_page.overview.cards
    assert [number.text() for number in own.numbers] == ["£946", "£1,892", "£2,838"]
    assert others.tonnes.text() == "209 kg CO₂e net, 2 claims"
    assert [number.isVisible() for number in cash.numbers] == [False, True, False]


def test_no_number_of_the_overview_is_a_sum_over_ledgers_or_of_the_footprint(sample_page: SocialPage) -> None:
    view = sample_page.view
    assert view is not None
    ledgers = view.value.ledgers
    both = ledgers.in_boundary.value_gbp.central + ledgers.influenced.value_gbp.central
    assert f"£{both:,.0f}" not in words(sample_page.overview)
    assert "There is no sum over the ledgers." in sample_page.overview.prices.text()


def test_s29_the_footprint_stands_on_the_same_screen(sample_page: SocialPage) -> None:
    assert sample_page.overview.footprint.text() == "911.23 t CO₂e"
    assert "added to none" in sample_page.overview.footprint_note.text()


def test_what_is_not_valued_has_its_own_unit(sample_page: SocialPage) -> None:
    said = words(sample_page.overview)
    assert "96 people-hours" in said
    assert "60 m2" in said


def test_an_empty_ledger_is_not_assessed(qtbot: QtBot, page: SocialPage, session: Session) -> None:
    claim = {"measure": "ESV01", "start": "2024-05-01", "baseline_quantity": 20.0, "current_quantity": 10.0}
    session.add_row("measure_claim", claim)
    qtbot.waitUntil(lambda: not page.overview.is_empty, timeout=10_000)
    assert page.overview.cards[1].tonnes.text().startswith("Not assessed")
    assert not page.overview.cards[1].row.isVisible()


def test_a_number_of_a_ledger_is_explained_claim_by_claim(qtbot: QtBot, sample_page: SocialPage) -> None:
    with qtbot.waitSignal(sample_page.explaining.shown, timeout=10_000) as shown:
        sample_page.overview.cards[0].numbers[1].click()
    text = shown.args[0].text.toPlainText()
    assert "LED lighting in the depot" in text
    assert "Two electric vans" in text
    assert "× 0.9 after deadweight" in text


def test_the_charts_say_their_message(qtbot: QtBot, sample_page: SocialPage) -> None:
    chart = sample_page.overview.chart
    qtbot.waitUntil(lambda: bool(chart.accessibleName()), timeout=20_000)
    assert "£" in chart.accessibleName() or "GBP" in chart.accessibleName()


def test_a_claim_is_explained_on_return(qtbot: QtBot, sample_page: SocialPage) -> None:
    sample_page.tabs.setCurrentWidget(sample_page.claims)
    table = sample_page.claims.results
    table.select("claim-lamps", 1)
    with qtbot.waitSignal(sample_page.explaining.shown, timeout=10_000) as shown:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert "Carbon value of 2024" in shown.args[0].text.toPlainText()


def test_claims_that_are_not_valued_have_blank_pounds_and_never_nought(sample_page: SocialPage) -> None:
    sample_page.tabs.setCurrentWidget(sample_page.claims)
    model = sample_page.claims.results.records
    row = model.row_of("claim-beds")
    assert model.index(row, model.column_of("central")).data() == ""
    assert model.index(row, model.column_of("change")).data() == "60 m2"


def test_a_claim_is_deleted_and_comes_back(qtbot: QtBot, sample_page: SocialPage, session: Session) -> None:
    sample_page.tabs.setCurrentWidget(sample_page.claims)
    sample_page.claims.results.select("claim-film")
    sample_page.claims.delete_button.click()
    assert "claim-film" not in session.rows("measure_claim")["id"].tolist()
    session.undo()
    model = sample_page.claims.results.records
    qtbot.waitUntil(lambda: model.row_of("claim-film") >= 0, timeout=10_000)


def test_a_pledge_at_home_is_not_changed_among_the_claims(sample_page: SocialPage, session: Session) -> None:
    sample_page.tabs.setCurrentWidget(sample_page.claims)
    table = sample_page.claims.results
    index = table.select("home-home-1")
    table.delete()
    assert len(session.rows("home_pledge")) == 3
    assert table.records.setData(index, "Other words")
    assert "under Community" in table.records.refusal(index.row(), 0)


def test_a_claim_is_repeated_under_a_name_of_its_own(qtbot: QtBot, sample_page: SocialPage) -> None:
    sample_page.tabs.setCurrentWidget(sample_page.claims)
    table = sample_page.claims.results
    table.select("claim-lamps")
    table.duplicate()
    model = table.records
    qtbot.waitUntil(lambda: model.rowCount() == 11, timeout=10_000)
    titles = [model.value(row, "title") for row in range(11)]
    assert "LED lighting in the depot (copy)" in titles


def test_all_columns_can_be_typed_into(sample_page: SocialPage) -> None:
    sample_page.tabs.setCurrentWidget(sample_page.claims)
    assert sample_page.table is sample_page.claims.results
    sample_page.claims.wide_button.click()
    wide = sample_page.claims.wide
    assert wide is not None
    assert sample_page.table is wide.table
    assert wide.table.records.rowCount() == 8


def test_the_page_follows_a_change_of_the_document(
    qtbot: QtBot, sample_page: SocialPage, session: Session
) -> None:
    central = sample_page.overview.cards[0].numbers[1]
    session.set_cell("measure_claim", "claim-lamps", "deadweight", "1")
    qtbot.waitUntil(lambda: central.text() == "£1,382", timeout=10_000)  # 1,892.0 - 509.5


def test_every_part_opens_and_says_what_it_is_for(sample_page: SocialPage) -> None:
    for at in range(sample_page.tabs.count()):
        sample_page.tabs.setCurrentIndex(at)
        tab = sample_page.tabs.widget(at)
        if isinstance(tab, Sections):
            for row in range(tab.list.count()):
                tab.list.setCurrentRow(row)
                assert tab.stack.currentWidget() is tab.parts[tab.chosen]
