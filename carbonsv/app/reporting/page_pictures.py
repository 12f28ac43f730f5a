"""The pages of a PDF as pictures: exactly the file that is exported, seen before it is."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from carbonsv.errors import CarbonsvError

LIMIT_SECONDS = 60.0
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


class NoPicturesError(CarbonsvError):
    """A PDF could not be shown."""

    exit_code = 3

    def __init__(self, reason: str) -> None:
        """Give the reason as a clause without a full stop."""
        super().__init__(f"The pages could not be shown: {reason}.", "The document itself can be exported.")


def page_count(pdf: bytes) -> int:
    """Return how many pages one of our own PDFs has."""
    return len(_PAGE.findall(pdf))


def page_pictures(pdf: bytes, ppi: float) -> tuple[bytes, ...]:
    """Return a PNG of every page.

    Args:
        pdf: one of our own PDFs.
        ppi: [pixels per inch].

    Raises:
        NoPicturesError: they cannot be drawn, or it takes too long.
    """
    with tempfile.TemporaryDirectory(prefix="carbonsv-") as name:
        folder = Path(name)
        (folder / "pages.pdf").write_bytes(pdf)
        words = [sys.executable, "-m", "carbonsv.app.reporting.page_pictures_child", str(folder)]
        words += [str(page_count(pdf)), str(ppi)]
        try:
            done = subprocess.run(  # noqa: S603 - our own program
                words, stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT_SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise NoPicturesError("drawing them takes too long") from error
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip().rstrip(".").splitlines()
            raise NoPicturesError(said[-1] if said else "typst ended early")
        return tuple(one.read_bytes() for one in sorted(folder.glob("page-*.png")))
