from __future__ import annotations

import subprocess
import sys

from PySide6.QtGui import QGuiApplication

from carbonsv.gui.widgets.clipboard import put_picture

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
PROGRAM = """
from PySide6.QtWidgets import QApplication
from carbonsv.gui.widgets.clipboard import put_picture
application = QApplication([])
put_picture(b"", b"<svg/>", "a\\tb")
"""


def test_every_form_is_on_the_clipboard(qapp: object) -> None:
    assert qapp is not None
    put_picture(b"", SVG, "scope\ttonnes\n1\t2.5\n")
    data = QGuiApplication.clipboard().mimeData()
    assert bytes(data.data("image/svg+xml").data()) == SVG
    assert data.text() == "scope\ttonnes\n1\t2.5\n"
    QGuiApplication.clipboard().clear()


def test_the_program_ends_well_with_a_picture_on_the_clipboard() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], check=False, capture_output=True)
    assert done.returncode == 0
