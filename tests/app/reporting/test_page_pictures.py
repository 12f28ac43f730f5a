from __future__ import annotations

import struct

import pytest
import typst

from carbonsv.app.reporting.page_pictures import NoPicturesError, page_count, page_pictures


def pdf(pages: int) -> bytes:
    """Set a PDF of so many A4 pages."""
    made: bytes = typst.compile(b'#set page(paper: "a4")\n' + b"#pagebreak()\n".join([b"Page\n"] * pages))
    return made


@pytest.mark.parametrize("pages", [1, 3])
def test_every_page_becomes_one_picture(pages: int) -> None:
    assert page_count(pdf(pages)) == pages
    assert len(page_pictures(pdf(pages), 36)) == pages


def test_the_pictures_have_the_size_of_the_paper() -> None:
    picture = page_pictures(pdf(1), 72)[0]
    width, height = struct.unpack(">II", picture[16:24])  # of a PNG's header
    assert (width, height) == (595, 842) or (width, height) == (596, 842)  # A4 in points, rounded


def test_what_is_no_pdf_is_refused_with_a_reason() -> None:
    with pytest.raises(NoPicturesError, match="The pages could not be shown"):
        page_pictures(b"/Type /Page", 36)
