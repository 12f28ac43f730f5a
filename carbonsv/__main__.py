"""Carbon SV's front door: no arguments open the window, arguments go to the command line."""

from __future__ import annotations

import gc
import sys

_SELDOM = 100_000  # new objects between two searches for garbage: a command is over before there is much


def main(arguments: list[str] | None = None) -> int:
    """Run the window or the command line and return the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    if words:
        gc.set_threshold(_SELDOM)
        from carbonsv.app import cli  # noqa: PLC0415 - the window must not wait for the command line

        return cli.main(words)
    from carbonsv.gui import application  # noqa: PLC0415 - the command line needs no Qt

    return application.run()


if __name__ == "__main__":
    sys.exit(main())
