"""How documents look: the organisation's colour, with its contrast said, and its logo."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from carbonsv.gui.pages.reports.status import StatusLine
from carbonsv.gui.widgets.controls import button, card, heading, muted
from carbonsv.gui.widgets.scrolling import scrolling, stacked

if TYPE_CHECKING:
    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.gui.pages.reports.kinds import DocumentKind
    from carbonsv.reports.brand import Brand

_SAMPLE = "#0b6e4f"
_SWATCH_PX = 34
_LOGO_PX = (300, 120)


class BrandingPane(QWidget):
    """Shows what documents use now; a change is one that can be undone."""

    def __init__(self, surroundings: Surroundings, kind: DocumentKind) -> None:
        """Lay the pane out."""
        super().__init__()
        self._door = surroundings.door
        self.colour = QLineEdit()
        self.colour.setPlaceholderText(_SAMPLE)
        self.colour.setMaximumWidth(140)
        self.colour.setAccessibleName(self.tr("Brand colour"))
        self.colour.setAccessibleDescription(self.tr("As #0b6e4f; blank for the program's own"))
        self.colour.editingFinished.connect(self._take_colour)
        self.swatch = QFrame()
        self.swatch.setFixedSize(_SWATCH_PX, _SWATCH_PX)
        self.swatch.setAccessibleName(self.tr("The colour as it is used"))
        self.contrast = muted(wrap=True)
        self.status = StatusLine()
        self.logo = QLabel()
        self.logo.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.logo_button = button(
            self.tr("Choose logo…"), self.tr("A PNG or JPEG picture on this computer"), self._ask_for_logo
        )
        self.remove_button = button(
            self.tr("Remove logo"), self.tr("Documents then bear no logo"), self._remove_logo
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(heading(kind.title, 1.2))
        layout.addWidget(self.status)
        layout.addWidget(scrolling(stacked((self._name_card(), self._colour_card(), self._logo_card()))), 1)

    def _name_card(self) -> QFrame:
        frame, layout = card()
        layout.addWidget(heading(self.tr("Name")))
        self.name = QLabel()
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self.name)
        layout.addWidget(muted(self.tr("It is changed on the Organisation page."), wrap=True))
        return frame

    def _colour_card(self) -> QFrame:
        frame, layout = card()
        layout.addWidget(heading(self.tr("Colour")))
        choose = button(self.tr("Choose…"), self.tr("Choose the colour from a palette"), self._ask_for_colour)
        row = QHBoxLayout()
        for each in (self.swatch, self.colour, choose):
            row.addWidget(each)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addWidget(self.contrast)
        return frame

    def _logo_card(self) -> QFrame:
        frame, layout = card()
        layout.addWidget(heading(self.tr("Logo")))
        layout.addWidget(self.logo)
        row = QHBoxLayout()
        row.addWidget(self.logo_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        layout.addLayout(row)
        said = self.tr("A PNG or JPEG of up to 16 megapixels. It is made small and kept in the document.")
        layout.addWidget(muted(said, wrap=True))
        return frame

    def refresh(self) -> None:
        """Show what documents use now."""
        from carbonsv.app.reporting.branding import brand_of  # noqa: PLC0415 - it loads Pillow

        self.name.setText(self._door.ask(lambda session: session.document_name) or "")
        frame = self._door.ask(lambda session: session.document.frame("brand"))
        if frame is None:
            return
        chosen = frame["colour"].dropna()
        if not self.colour.hasFocus():
            self.colour.setText(str(chosen.iloc[0]) if len(chosen) else "")
        self._show(brand_of({"brand": frame}))

    def apply_look(self) -> None:
        """Take the colours of the look."""
        self.status.apply_look()

    def _show(self, brand: Brand) -> None:
        from carbonsv.charts.theme import LIGHT  # noqa: PLC0415 - it loads matplotlib
        from carbonsv.reports.brand import contrast  # noqa: PLC0415

        self.swatch.setStyleSheet(f"background: {brand.accent}; border-radius: 6px;")
        ratio = self.tr("Headings in {0} have a contrast of {1} to 1 on white; 4.5 to 1 is needed.")
        said = ratio.format(brand.accent, f"{contrast(brand.accent, LIGHT.surface):.1f}")
        self.contrast.setText(brand.remark or said)
        image = QImage.fromData(brand.logo) if brand.logo else QImage()
        self.remove_button.setEnabled(bool(brand.logo))
        if image.isNull():
            self.logo.setText(self.tr("There is no logo."))
            return
        smooth = Qt.TransformationMode.SmoothTransformation
        self.logo.setPixmap(
            QPixmap.fromImage(image.scaled(*_LOGO_PX, Qt.AspectRatioMode.KeepAspectRatio, smooth))
        )
        self.logo.setAccessibleName(self.tr("The logo as it is used"))

    def _take_colour(self) -> None:
        from carbonsv.app.reporting.branding import set_colour  # noqa: PLC0415 - it loads Pillow

        said = self._door.ask(partial(set_colour, text=self.colour.text()))
        if said is not None:
            self.status.hide()
        self.refresh()

    def _ask_for_colour(self) -> None:
        dialog = QColorDialog(QColor(self.colour.text() or _SAMPLE), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(self.choose_colour)
        dialog.open()

    def choose_colour(self, colour: QColor) -> None:
        """Take a colour that was chosen from the palette."""
        self.colour.setText(colour.name())
        self._take_colour()

    def _ask_for_logo(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the logo"), "", self.tr("Pictures (*.png *.jpg *.jpeg)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._take_chosen)
        dialog.open()

    def _take_chosen(self, chosen: str) -> None:
        self.take_logo(Path(chosen))

    def take_logo(self, path: Path) -> None:
        """Take a picture as logo, in a worker: a large one takes a while."""
        from carbonsv.app.reporting.branding import set_logo  # noqa: PLC0415 - it loads Pillow

        self._door.do(self.tr("Taking the logo"), partial(set_logo, path=path))

    def _remove_logo(self) -> None:
        from carbonsv.app.reporting.branding import remove_logo  # noqa: PLC0415 - it loads Pillow

        self._door.ask(remove_logo)
        self.refresh()
