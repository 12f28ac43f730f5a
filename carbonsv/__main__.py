"""Carbon SV's front door: no arguments open the window, arguments go to the command line."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the window or the command line and return the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    if words:
        from carbonsv.app import cli  # noqa: PLC0415 - the window must not wait for the command line

        return cli.main(words)
    from carbonsv.gui import application  # noqa: PLC0415 - the command line needs no Qt

    return application.run()


if __name__ == "__main__":
    sys.exit(main())
