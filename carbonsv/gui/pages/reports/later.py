"""A part of a page that is made when it is first looked at, so that the page itself comes at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carbonsv.gui.guard import guarded, nothing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

W = TypeVar("W", bound=QWidget)


class Later(QWidget, Generic[W]):
    """Holds the place of a widget until it is shown or asked for."""

    def __init__(self, make: Callable[[], W]) -> None:
        """Remember how to make it."""
        super().__init__()
        self._make = make
        self.made: W | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    def content(self) -> W:
        """Return the widget, making it if it is the first time."""
        if self.made is None:
            self.made = self._make()
            layout = self.layout()
            if layout is not None:
                layout.addWidget(self.made)
        return self.made

    @guarded(nothing)
    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Make the widget as its place is shown."""
        super().showEvent(event)
        self.content()
