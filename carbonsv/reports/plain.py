"""Text of users made fit for a page: what no font of ours can show, or would turn a line round, is named."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import font_source_sans_pro
from matplotlib import get_data_path
from matplotlib.ft2font import FT2Font

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_KEPT = frozenset("\n\t")
_PRIVATE = frozenset({"Co", "Cn", "Cs", "Cc"})
_XML_REFUSES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def without_turning(text: str) -> str:
    """Name the characters that turn the direction of the text after them, and those that XML refuses."""
    return "".join(_named(one) if one in _TURNING or _XML_REFUSES.match(one) else one for one in text)


def showable(text: str) -> str:
    """Name, as [U+1F600], every character that the documents' own fonts cannot show."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(one if _shown(one) else _named(one) for one in text)


def font_files() -> tuple[Path, ...]:
    """Return the files of the documents' fonts: Source Sans Pro, and DejaVu Sans for letters it lacks."""
    ours = (font_source_sans_pro.font_files_ttf[face] for face in ("SourceSansPro", "SourceSansProBold"))
    more = Path(get_data_path()) / "fonts" / "ttf"
    return (*(Path(one) for one in ours), more / "DejaVuSans.ttf", more / "DejaVuSans-Bold.ttf")


def _shown(character: str) -> bool:
    if character in _KEPT:
        return True
    if character in _TURNING or unicodedata.category(character) in _PRIVATE:
        return False
    return ord(character) in _covered()


def _named(character: str) -> str:
    return f"[U+{ord(character):04X}]"


@cache
def _covered() -> frozenset[int]:
    """Return the characters that the regular and the bold faces have."""
    regular, bold, more, more_bold = (set(FT2Font(str(file)).get_charmap()) for file in font_files())
    return frozenset((regular & bold) | (more & more_bold))
