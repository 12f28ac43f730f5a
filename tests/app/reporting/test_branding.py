from __future__ import annotations

import base64
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from carbonsv.app.reporting import branding
from carbonsv.app.reporting.branding import (
    ColourError,
    LogoError,
    brand_of,
    remove_logo,
    set_colour,
    set_logo,
)
from carbonsv.app.reporting.chart_files import chart_files
from carbonsv.app.reporting.making import basis_of, document_of, write_report
from carbonsv.model.tables import LONGEST_TEXT
from carbonsv.reports.docx import docx_bytes
from carbonsv.reports.pdf import pdf_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session


def picture(folder: Path, kind: str = "PNG", size: tuple[int, int] = (900, 300)) -> Path:
    path = folder / f"logo.{kind.lower()}"
    Image.effect_noise(size, 90).convert("RGB").save(path, kind, comment=b"secret words")
    return path


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_made_small_and_encoded_again(session: Session, kind: str, tmp_path: Path) -> None:
    set_logo(session, picture(tmp_path, kind))
    brand = brand_of(session.snapshot().tables)
    with Image.open(io.BytesIO(brand.logo)) as logo:
        assert logo.format == "PNG"
        assert logo.width <= 600
    assert b"secret" not in brand.logo
    assert len(base64.b64encode(brand.logo)) <= LONGEST_TEXT


def test_a_small_logo_keeps_every_pixel(tmp_path: Path) -> None:
    path = tmp_path / "flat.png"
    Image.new("RGBA", (120, 40), (11, 110, 79, 128)).save(path)
    with Image.open(io.BytesIO(branding.shrunk(path.read_bytes(), "flat.png"))) as logo:
        assert logo.size == (120, 40)
        assert logo.convert("RGBA").getpixel((5, 5)) == (11, 110, 79, 128)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "neither a PNG nor a JPEG"),
        (b"GIF89a" + bytes(50), "neither a PNG nor a JPEG"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "neither a PNG nor a JPEG|it is damaged"),
    ],
)
def test_what_is_no_picture_is_refused(session: Session, content: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(content)
    with pytest.raises(LogoError, match=why):
        set_logo(session, path)
    assert session.document.frame("brand").empty


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    file = io.BytesIO()
    Image.new("1", (8000, 2001)).save(file, "PNG")
    with pytest.raises(LogoError, match=r"it has 16\.01 megapixels"):
        branding.shrunk(file.getvalue(), "huge.png")
    with pytest.raises(LogoError, match="damaged"):
        branding.shrunk(picture(tmp_path).read_bytes()[:2000], "cut.png")


def test_a_colour_is_kept_and_a_lighter_one_explained(session: Session) -> None:
    assert set_colour(session, "#a6192e") == ""
    assert "darkened" in set_colour(session, "7ac143")
    assert session.document.frame("brand")["colour"].tolist() == ["#7ac143"]
    with pytest.raises(ColourError, match="“reddish” is not a colour"):
        set_colour(session, "reddish")
    session.undo()
    assert brand_of(session.snapshot().tables).accent == "#a6192e"


def test_documents_slides_and_charts_wear_the_look(session: Session, record: str, tmp_path: Path) -> None:
    assert record
    set_colour(session, "#a6192e")
    set_logo(session, picture(tmp_path, size=(200, 80)))
    document, _ = document_of(basis_of(session), "inventory")
    assert pdf_bytes(document).startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(docx_bytes(document))) as word:
        assert "Logo of Test Ltd" in word.read("word/document.xml").decode()
        assert "A6192E" in word.read("word/styles.xml").decode()
    write_report(session, "slides", tmp_path / "slides.pptx")
    with zipfile.ZipFile(tmp_path / "slides.pptx") as show:
        assert "A6192E" in show.read("ppt/slides/slide2.xml").decode()
        assert "Logo of Test Ltd" in show.read("ppt/slides/slide1.xml").decode()
    assert b"#a6192e" in chart_files(session.snapshot(), "scopes")["charts/scopes.svg"]


def test_a_logo_is_taken_off(session: Session, tmp_path: Path) -> None:
    set_logo(session, picture(tmp_path))
    remove_logo(session)
    assert brand_of(session.snapshot().tables).logo == b""
    assert session.undo_label == "Remove the logo"
