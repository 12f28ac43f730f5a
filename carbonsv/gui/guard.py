"""Keep an exception inside an overridden Qt method from ending the program.

PySide6 aborts the process when an override of `event`, `paint`, `sizeHint` and the like raises:
C++ asked for a value and has none. The guard hands the exception to `sys.excepthook`, which opens
the bug dialog, and answers with a stated value instead.
"""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

P = ParamSpec("P")
S = TypeVar("S")
T = TypeVar("T")


class _Reported:
    """A block whose exceptions go to `sys.excepthook` and no further."""

    def __enter__(self) -> None:
        """Enter without preparation."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Report a bug; let an exit or an interrupt through."""
        if kind is None or error is None or not issubclass(kind, Exception):
            return False
        sys.excepthook(kind, error, trace)
        return True


def guarded(
    otherwise: Callable[[], T],
) -> Callable[[Callable[Concatenate[S, P], T]], Callable[Concatenate[S, P], T]]:
    """Return a decorator for an override: an exception is reported and `otherwise()` is the answer."""

    def decorate(override: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
        @functools.wraps(override)
        def safe(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
            with _Reported():
                return override(self, *args, **kwargs)
            return otherwise()

        return safe

    return decorate


def nothing() -> None:
    """Answer for an override that returns nothing."""
