"""The form of the commuting and homeworking survey, as a workbook that people fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carbonsv.activities.survey import modes, parameter, questions
from carbonsv.errors import SaveError

if TYPE_CHECKING:
    from pathlib import Path

_UNITS = ("miles", "km")
_WIDTH = 22  # characters
_INTRODUCTION = (
    "One row a person, without names. Answer for a usual week.",
    "A question that is left blank counts as not answered; nobody guesses for you.",
)


def write_survey(path: Path, organisation: str, year: str) -> None:
    """Write the form: a sheet to fill in, one that says how, and the lists it offers.

    Args:
        path: of the workbook.
        organisation: its name.
        year: name of the reporting year.

    Raises:
        SaveError: it cannot be written there.
    """
    import xlsxwriter  # noqa: PLC0415 - only the form needs it

    try:
        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
            plain = book.add_format({"text_wrap": True, "valign": "top"})
            _survey_sheet(book.add_worksheet("Survey"), bold)
            title = f"Commuting and homeworking survey, {organisation}, {year}"
            _guidance_sheet(book.add_worksheet("Guidance"), title, bold, plain)
            _lists_sheet(book.add_worksheet("Lists"))
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        raise SaveError(path, "the folder does not take it", "Choose another folder.") from error


def _survey_sheet(sheet: Any, bold: Any) -> None:
    last = int(parameter("form_rows"))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(questions()) - 1, _WIDTH)
    lists = {"mode": f"=Lists!$A$1:$A${len(modes())}", "unit": f"=Lists!$B$1:$B${len(_UNITS)}"}
    for place, one in enumerate(questions()):
        sheet.write_string(0, place, one.heading, bold)
        if one.name in lists:
            rule: dict[str, Any] = {"validate": "list", "source": lists[one.name]}
        elif one.most is None:
            rule = {"validate": "decimal", "criteria": ">=", "value": one.least}
        else:
            rule = {"validate": "decimal", "criteria": "between", "minimum": one.least, "maximum": one.most}
        sheet.data_validation(1, place, last, place, rule | {"error_message": one.guidance})


def _guidance_sheet(sheet: Any, title: str, bold: Any, plain: Any) -> None:
    sheet.set_column(0, 0, 2 * _WIDTH)
    sheet.set_column(1, 1, 4 * _WIDTH)
    lines = [(title, "", bold), *((text, "", plain) for text in _INTRODUCTION), ("", "", plain)]
    lines += [(one.heading, one.guidance, plain) for one in questions()]
    lines += [("", "", plain), *((one.name, one.guidance, plain) for one in modes() if one.guidance)]
    for row, (left, right, look) in enumerate(lines):
        sheet.write_string(row, 0, left, look)
        sheet.write_string(row, 1, right, plain)


def _lists_sheet(sheet: Any) -> None:
    for row, one in enumerate(modes()):
        sheet.write_string(row, 0, one.name)
    for row, unit in enumerate(_UNITS):
        sheet.write_string(row, 1, unit)
    sheet.hide()
