"""Changing one column of all selected rows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QInputDialog, QLineEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from carbonsv.gui.models.record_model import Field

_WIDTH_PX = 360  # the title is read as a whole


def _tr(text: str) -> str:
    return QCoreApplication.translate("BulkChange", text)


def ask_for_value(
    parent: QWidget,
    field: Field,
    count: int,
    choices: Sequence[tuple[str, str]],
    take: Callable[[str], None],
) -> QInputDialog:
    """Ask for the value that a column of several rows is to have.

    Args:
        parent: the dialog stands over it.
        field: the column.
        count: how many rows there are.
        choices: value and label of everything the column may hold; nothing when anything may be typed.
        take: called with the value once it is chosen.
    """
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(_tr("Change selected rows"))
    rows = _tr("{0} of the selected row:") if count == 1 else _tr("{0} of {1} rows:")
    dialog.setLabelText(rows.format(field.label, f"{count:,}"))
    dialog.resize(_WIDTH_PX, dialog.sizeHint().height())
    dialog.setOkButtonText(_tr("Change"))
    values: dict[str, str] = {label: value for value, label in choices}
    if choices:
        dialog.setComboBoxItems(list(values))
    dialog.textValueSelected.connect(lambda text: take(str(values.get(text, text))))
    dialog.open()
    for editor in (*dialog.findChildren(QLineEdit), *dialog.findChildren(QComboBox)):
        editor.setAccessibleName(field.label)
        editor.setAccessibleDescription(field.description)
    return dialog
