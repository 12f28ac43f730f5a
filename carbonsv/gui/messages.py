"""What the window says in a box of its own: why a request cannot be met, and what the program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from carbonsv import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.errors import CarbonsvError
    from carbonsv.model.issue import Issue


def _tr(text: str) -> str:
    return QCoreApplication.translate("Messages", text)


def refusal(window: QWidget, error: CarbonsvError) -> None:
    """Say why a request cannot be met, and what to do."""
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("CarbonSV")
    box.setText(str(error))
    box.setInformativeText(error.hint)
    box.open()


def news(window: QWidget, issues: Sequence[Issue]) -> None:
    """Say what a file has brought to light; without anything there is no box."""
    if not issues:
        return
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle("CarbonSV")
    box.setText("\n".join(issue.sentence for issue in issues))
    box.setInformativeText("\n".join(issue.hint for issue in issues if issue.hint))
    box.open()


def about(window: QWidget) -> None:
    """Say which program this is, and whose factors it uses."""
    text = _tr(
        "Version {0}. Works offline; nothing is ever sent.\n\nEmission factors: UK Government greenhouse "
        "gas conversion factors, Crown copyright, Open Government Licence v3.0. MIT licence."
    )
    box = QMessageBox(window)
    box.setWindowTitle(_tr("About CarbonSV"))
    box.setText("CarbonSV")
    box.setInformativeText(text.format(__version__))
    box.open()
