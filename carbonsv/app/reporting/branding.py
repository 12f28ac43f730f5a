"""The organisation's own look: its colour and its logo, kept in the document and used in everything it makes.

sentence = set_colour(session, "#7ac143")      # why another colour is shown; blank where it is that one
set_logo(session, Path("logo.png"))            # PNG or JPEG; made small and encoded again
brand = brand_of(session.snapshot().tables)    # what documents, slides and charts use
"""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

from PIL import Image, UnidentifiedImageError

from carbonsv.app import editing
from carbonsv.document.history import Edit
from carbonsv.errors import CarbonsvError, shortened
from carbonsv.reports.brand import TABLE, Brand, brand_of, read_colour, readable

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session

__all__ = ["Brand", "LogoError", "brand_of", "remove_logo", "set_colour", "set_logo", "shrunk"]

MOST_PIXELS = 16_000_000
LARGEST_FILE_BYTES = 30_000_000
WIDEST, TALLEST = 600, 240  # pixels: 51 x 20 mm in print
MOST_BYTES = 24_000  # that fit into one cell of a document as base64
_COLOURS = 128  # of a picture that would be too large with all of its own
_SMALLER = 0.8
_FORMATS = ("PNG", "JPEG")


class LogoError(CarbonsvError):
    """A picture cannot be used as logo."""

    def __init__(self, name: str, reason: str) -> None:
        """Name the file, and the reason as a clause without a full stop."""
        super().__init__(
            f"{name} cannot be the logo: {reason}.", "Choose a PNG or JPEG of up to 16 megapixels."
        )


class ColourError(CarbonsvError):
    """A text is no colour."""

    def __init__(self, text: str) -> None:
        """Name the text."""
        super().__init__(f"“{shortened(text)}” is not a colour.", "Write it as #0b6e4f.")


def set_colour(session: Session, text: str) -> str:
    """Choose the brand colour, none where the text is blank; return why another one is shown, if it is.

    Raises:
        ColourError: the text is no colour.
    """
    colour = read_colour(text)
    if text.strip() and not colour:
        raise ColourError(text)
    _change(session, "Choose the brand colour", {"colour": colour or None})
    return readable(colour)[1] if colour else ""


def set_logo(session: Session, path: Path) -> None:
    """Take a picture as logo, made small and encoded again.

    Raises:
        LogoError: it cannot be read, is no PNG or JPEG, or has too many pixels.
    """
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise LogoError(path.name, f"it is larger than {LARGEST_FILE_BYTES // 1_000_000} MB")
        content = path.read_bytes()
    except OSError as error:
        raise LogoError(path.name, (error.strerror or "it cannot be opened").lower()) from error
    logo = base64.b64encode(shrunk(content, path.name)).decode()
    _change(session, f"Choose the logo {path.name}", {"logo": logo, "logo_name": path.name})


def remove_logo(session: Session) -> None:
    """Take the logo off."""
    _change(session, "Remove the logo", {"logo": None, "logo_name": None})


def shrunk(content: bytes, name: str) -> bytes:
    """Return a picture as a small PNG of our own encoding: nothing but its pixels is left of it.

    Args:
        content: of a PNG or JPEG file.
        name: of the file, for errors.

    Raises:
        LogoError: it is none, is damaged, or has too many pixels.
    """
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise LogoError(name, f"it has {picture.width * picture.height / 1e6:.2f} megapixels")
            image = picture.convert("RGBA")
    except UnidentifiedImageError as error:
        raise LogoError(name, "it is neither a PNG nor a JPEG") from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise LogoError(name, "it is damaged") from error
    image.thumbnail((WIDEST, TALLEST), Image.Resampling.LANCZOS)
    return _small_enough(image)


def _small_enough(image: Image.Image) -> bytes:
    """Encode a picture, with fewer colours and then with fewer pixels until it fits into a cell."""
    encoded = _png(image)
    while len(encoded) > MOST_BYTES:
        encoded = _png(image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE))
        image = image.resize((max(1, int(image.width * _SMALLER)), max(1, int(image.height * _SMALLER))))
    return encoded


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _change(session: Session, label: str, values: dict[str, Any]) -> None:
    frame = session.document.frame(TABLE)
    if frame.empty:
        row = editing.full_row(TABLE, {"id": TABLE, **values})
        session.apply(label, [Edit(TABLE, TABLE, None, row)])
        return
    row_id = str(frame["id"].iloc[0])
    before = session.document.row(TABLE, row_id)
    if any(before[name] != value for name, value in values.items()):
        session.apply(label, [Edit(TABLE, row_id, {name: before[name] for name in values}, values)])
