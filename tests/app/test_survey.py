from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from carbonsv.activities.files.text_table import read_tables
from carbonsv.activities.survey import modes, questions
from carbonsv.app.importing.survey import import_survey
from carbonsv.app.importing.survey_form import write_survey
from carbonsv.errors import UnusableFileError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from carbonsv.app.session import Session
    from carbonsv.library.factor_library import FactorLibrary

Row = tuple[object, ...]
ANSWERS: tuple[Row, ...] = (
    (5, "Car, petrol", 10, "miles", 0, ""),
    (3, "Train", 20, "km", 2, 7.5),
    (4, "Walk", "", "", 1, 8),
    (0, "", "", "", 5, 7),
    ("", "", "", "", "", ""),
    (5, "Bus", "", "km", "", ""),  # no distance, no homeworking: counted, not guessed
)
MILE_KM = 1.609344


def filled(path: Path, rows: Sequence[Row]) -> Path:
    """Fill in a form: the headings as the form has them, and answers below."""
    headings = [one.heading for one in questions()]
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Survey")
        for number, row in enumerate([headings, *rows]):
            sheet.write_row(number, 0, row)
    return path


def _form(path: Path) -> Path:
    write_survey(path, "Test Ltd", "2024/25")
    return path


def quantities(session: Session) -> dict[str, Any]:
    frame = session.document.frame("activity")
    return {row.activity: (row.quantity, row.unit) for row in frame.itertuples()}


@pytest.fixture
def staffed(session: Session) -> Session:
    session.set_cell("reporting_year", "2024-04", "fte", "8")
    return session


def test_the_form_has_the_questions_a_guidance_and_hidden_lists(tmp_path: Path) -> None:
    tables = read_tables(_form(tmp_path / "form.xlsx"))
    assert tables[0].cells(0) == tuple(one.heading for one in questions())
    assert [(one.sheet, one.hidden) for one in tables][-1] == ("Lists", True)


def test_answers_become_the_commuting_of_all_employees(staffed: Session, tmp_path: Path) -> None:
    outcome = import_survey(staffed, [filled(tmp_path / "a.xlsx", ANSWERS)], weeks=46)
    found = quantities(staffed)
    scale = 46 * 8 / 4  # four of eight employees say how they travel
    assert found["commute-car/average-car/petrol"] == (pytest.approx(2 * 5 * 10 * MILE_KM * scale), "km")
    assert found["commute-rail/national-rail"] == (pytest.approx(2 * 3 * 20 * scale), "passenger.km")
    assert outcome.records == len(found) == 3


def test_homeworking_has_its_own_response_rate(staffed: Session, tmp_path: Path) -> None:
    import_survey(staffed, [filled(tmp_path / "a.xlsx", ANSWERS)], weeks=46)
    hours = (2 * 7.5 + 1 * 8 + 5 * 7) * 46 * 8 / 4
    assert quantities(staffed)["homeworking"] == (pytest.approx(hours), "FTE.hour")


def test_response_and_scaling_are_said_and_kept_in_the_note(staffed: Session, tmp_path: Path) -> None:
    outcome = import_survey(staffed, [filled(tmp_path / "a.xlsx", ANSWERS)])
    basis = "4 answers (50.0 % of 8 FTE), multiplied by 2; 46.4 working weeks a year"
    blank = "1 answered other questions only and were not guessed."
    assert outcome.issues[0].sentence == f"Commuting: {basis}. {blank}"
    assert staffed.document.frame("activity")["note"].iloc[0] == f"Survey: {basis}."


def test_without_employees_nothing_is_scaled_and_that_is_said(session: Session, tmp_path: Path) -> None:
    outcome = import_survey(session, [filled(tmp_path / "a.xlsx", ANSWERS[:1])], weeks=1)
    assert quantities(session)["commute-car/average-car/petrol"][0] == pytest.approx(100 * MILE_KM)
    assert "survey-not-scaled" in {one.code for one in outcome.issues}


def test_more_answers_than_employees_are_not_scaled_down(session: Session, tmp_path: Path) -> None:
    session.set_cell("reporting_year", "2024-04", "fte", "0.5")
    import_survey(session, [filled(tmp_path / "a.xlsx", ANSWERS[:1])], weeks=1)
    assert quantities(session)["commute-car/average-car/petrol"][0] == pytest.approx(100 * MILE_KM)


def test_many_forms_are_one_survey_and_the_same_form_counts_once(staffed: Session, tmp_path: Path) -> None:
    one, two = (filled(tmp_path / f"{place}.xlsx", [ANSWERS[place]]) for place in (0, 1))
    outcome = import_survey(staffed, [one, two, one], weeks=46)
    assert quantities(staffed)["commute-rail/national-rail"][0] == pytest.approx(120 * 46 * 8 / 2)
    assert "form-twice" in {issue.code for issue in outcome.issues}


def test_a_second_import_replaces_the_first_and_is_one_change(staffed: Session, tmp_path: Path) -> None:
    path = filled(tmp_path / "a.xlsx", ANSWERS)
    import_survey(staffed, [path])
    first = quantities(staffed)
    import_survey(staffed, [path], weeks=40)
    assert len(staffed.document.frame("activity")) == 3
    staffed.undo()
    assert quantities(staffed) == first


@pytest.mark.parametrize(
    "row",
    [
        (8, "Bus", 5, "km", 0, ""),
        (5, "Rocket", 5, "km", "", ""),
        (4, "Bus", -5, "km", "", ""),
        (5, "Bus", 5, "km", 4, 7),
        ("five", "Bus", 5, "km", "", ""),
        (5, "Bus", 5, "litres", "", ""),
    ],
)
def test_an_answer_that_cannot_be_counts_as_none(staffed: Session, tmp_path: Path, row: Row) -> None:
    outcome = import_survey(staffed, [filled(tmp_path / "a.xlsx", [row])])
    assert outcome.records == 0
    assert outcome.issues[0].code == "unusable-answer"
    assert "row 2" in outcome.issues[0].sentence


def test_what_is_not_a_form_and_weeks_that_cannot_be_are_refused(session: Session, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("Date,Amount\n01/05/2024,5\n")
    with pytest.raises(UnusableFileError, match="not a survey form"):
        import_survey(session, [other])
    with pytest.raises(UsageError):
        import_survey(session, [other], weeks=60)


def test_every_mode_is_an_activity_in_its_unit(library: FactorLibrary) -> None:
    for mode in modes():
        if mode.activity:
            assert mode.unit in library.catalogue.find(mode.activity).units


def test_a_form_that_nobody_filled_in_gives_nothing(staffed: Session, tmp_path: Path) -> None:
    outcome = import_survey(staffed, [_form(tmp_path / "form.xlsx")])
    assert (outcome.records, staffed.document.frame("activity").empty) == (0, True)
    assert outcome.issues[0].sentence.startswith("Commuting: 0 answers (0.0 % of 8 FTE)")


def test_the_form_itself_filled_in_comes_back(staffed: Session, tmp_path: Path) -> None:
    path = tmp_path / "filled.xlsx"
    cells = ("<v>5</v>", "Tram or light rail", "<v>4.5</v>", "km", "<v>0</v>")
    row = "".join(
        f'<c r="{letter}2">{cell}</c>'
        if cell.startswith("<")
        else f'<c r="{letter}2" t="inlineStr"><is><t>{cell}</t></is></c>'
        for letter, cell in zip("ABCDE", cells, strict=True)
    )
    with zipfile.ZipFile(_form(tmp_path / "form.xlsx")) as form, zipfile.ZipFile(path, "w") as out:
        for name in form.namelist():
            sheet = name.endswith("sheet1.xml")
            text = form.read(name).decode()
            out.writestr(
                name, text.replace("</sheetData>", f'<row r="2">{row}</row></sheetData>') if sheet else text
            )
    import_survey(staffed, [path], weeks=46)
    assert quantities(staffed) == {
        "commute-rail/light-rail-and-tram": (pytest.approx(2 * 5 * 4.5 * 46 * 8), "passenger.km")
    }
