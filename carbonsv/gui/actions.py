"""The menus, as data: what each action is called, its keys and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QMainWindow, QMenu


@dataclass(frozen=True, slots=True)
class ActionText:
    """An action of a menu; an empty id is a separator."""

    id: str = ""
    text: str = ""
    keys: tuple[str, ...] = ()
    description: str = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def menus() -> dict[str, tuple[ActionText, ...]]:
    """Return every menu with its actions."""
    return {
        _tr("&File"): _file(),
        _tr("&Edit"): _edit(),
        _tr("&Go"): (),
        _tr("&View"): (
            ActionText("choose_columns", _tr("&Columns…"), ("Ctrl+Shift+L",), _tr("Show and hide columns")),
        ),
        _tr("&Help"): _help(),
    }


def _file() -> tuple[ActionText, ...]:
    return (
        ActionText("start", _tr("&New…"), ("Ctrl+N",), _tr("Start a new document")),
        ActionText("open", _tr("&Open…"), ("Ctrl+O",), _tr("Open a document on this computer")),
        ActionText("sample", _tr("Explore the &sample"), (), _tr("Open the sample organisation")),
        ActionText(),
        ActionText(
            "import",
            _tr("&Import…"),
            ("Ctrl+I",),
            _tr("Add bills, readings, ledgers and other files to the document"),
        ),
        ActionText(),
        ActionText("save", _tr("&Save"), ("Ctrl+S",), _tr("Save the document")),
        ActionText(
            "save_as", _tr("Save &as…"), ("Ctrl+Shift+S",), _tr("Save the document under another name")
        ),
        ActionText("close", _tr("&Close document"), ("Ctrl+W",), _tr("Close the document")),
        ActionText(),
        ActionText("quit", _tr("&Quit"), ("Ctrl+Q",), _tr("Close the program")),
    )


def _edit() -> tuple[ActionText, ...]:
    return (
        ActionText("undo", _tr("&Undo"), ("Ctrl+Z",), _tr("Take the last change back")),
        ActionText("redo", _tr("&Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), _tr("Make the change again")),
        ActionText(),
        ActionText("copy", _tr("&Copy"), ("Ctrl+C",), _tr("Copy the cells as a spreadsheet block")),
        ActionText(
            "copy_headed",
            _tr("Copy with &headings"),
            ("Ctrl+Shift+C",),
            _tr("Copy the cells below their headings"),
        ),
        ActionText("paste", _tr("&Paste"), ("Ctrl+V",), _tr("Paste a block from a spreadsheet")),
        ActionText(
            "duplicate", _tr("&Duplicate or fill down"), ("Ctrl+D",), _tr("Repeat the row, or fill down")
        ),
        ActionText(
            "change_selected",
            _tr("Change &selected rows…"),
            ("Ctrl+Shift+D",),
            _tr("Give a column of all selected rows one value"),
        ),
        ActionText(),
        ActionText("add", _tr("&Add row"), ("Ins", "Ctrl+Return"), _tr("Add a row to the table")),
        ActionText("delete", _tr("De&lete rows"), ("Del",), _tr("Delete the selected rows")),
        ActionText(),
        ActionText("explain", _tr("&Explain"), ("Ctrl+E",), _tr("Show how the number of the row came about")),
        ActionText(
            "evidence",
            _tr("E&vidence…"),
            ("Ctrl+Shift+E",),
            _tr("Files and data quality of the selected records"),
        ),
        ActionText("find_rows", _tr("&Find"), ("Ctrl+F",), _tr("Find rows of the table by their words")),
        ActionText("find_next", _tr("Find &next"), ("F3",), _tr("Go to the next row that was found")),
        ActionText(
            "find_previous", _tr("Find pre&vious"), ("Shift+F3",), _tr("Go to the row found before it")
        ),
        ActionText(
            "filter_rows", _tr("F&ilter"), ("Ctrl+Shift+F",), _tr("Leave out rows without some words")
        ),
    )


def _help() -> tuple[ActionText, ...]:
    return (
        ActionText("manual", _tr("&Manual"), ("F1",), _tr("Open the manual at the chapter of this page")),
        ActionText("about", _tr("&About CarbonSV"), (), _tr("Version, licences and sources")),
    )


def build(
    window: QMainWindow, slots: Mapping[str, Callable[[], object]]
) -> tuple[dict[str, QAction], dict[str, QMenu]]:
    """Fill the window's menu bar; return the actions by id and the menus by name without ampersand."""
    actions: dict[str, QAction] = {}
    made: dict[str, QMenu] = {}
    for title, entries in menus().items():
        menu = window.menuBar().addMenu(title)
        made[title.replace("&", "")] = menu
        for entry in entries:
            if entry.id:
                actions[entry.id] = add(menu, entry, slots[entry.id])
            else:
                menu.addSeparator()
    return actions, made


def add(menu: QMenu, entry: ActionText, slot: Callable[[], object]) -> QAction:
    """Add one action to a menu."""
    action = QAction(entry.text, menu)
    action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
    action.setStatusTip(entry.description)
    action.triggered.connect(lambda _checked: slot())
    menu.addAction(action)
    return action
