"""What a long reading tells while it runs, and asks: how far it is, and whether to go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.errors import CarbonsvError

if TYPE_CHECKING:
    from collections.abc import Callable


class StoppedError(CarbonsvError):
    """The user stopped something that took long."""

    def __init__(self) -> None:
        """Say that nothing was changed."""
        super().__init__("The reading was stopped; nothing was changed.")


def _nobody_listens(_share: float) -> None:
    """Take a share of the work that is done, and tell nobody."""


def _nobody_stops() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """Whom to tell how much is done (a share from 0 to 1), and whom to ask whether to stop."""

    tell: Callable[[float], None] = _nobody_listens
    stopped: Callable[[], bool] = _nobody_stops

    def ask(self) -> None:
        """Ask whether to go on.

        Raises:
            StoppedError: the user wants no more of it.
        """
        if self.stopped():
            raise StoppedError

    def reached(self, share: float) -> None:
        """Tell a share of the work that is done.

        Raises:
            StoppedError: the user wants no more of it.
        """
        self.ask()
        self.tell(min(max(share, 0.0), 1.0))
