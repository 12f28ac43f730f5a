"""The organisation's own look in documents, slides and charts: a colour that can be read, and a logo.

Source: Web Content Accessibility Guidelines 2.1, 1.4.3 and the definitions of relative luminance and
contrast ratio; the figures are in resources/rules/contrast.csv.
"""

from __future__ import annotations

import base64
import binascii
import colorsys
import csv
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from carbonsv.charts.theme import LIGHT, ChartTheme
from carbonsv.paths import RESOURCES
from carbonsv.reports.basis import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from carbonsv.reports.content import Document

TABLE = "brand"
_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\Z", re.ASCII)
_LARGEST = 255
_SHORT = 3  # digits, each of which stands for two


@dataclass(frozen=True, slots=True)
class Brand:
    """How an organisation's documents look.

    Attributes:
        theme: colours of charts and slides, with the brand's accent.
        logo: a PNG; empty where there is none.
        remark: why the colour is another one than was chosen; blank where it is the same.
    """

    theme: ChartTheme = LIGHT
    logo: bytes = b""
    remark: str = ""

    @property
    def accent(self) -> str:
        """The colour of headings, as #rrggbb."""
        return self.theme.accent


def brand_of(tables: Mapping[str, pd.DataFrame]) -> Brand:
    """Return the look that a document asks for; the program's own where it asks for none.

    Args:
        tables: of the document, by name.
    """
    frame = tables.get(TABLE)
    if frame is None or frame.empty:
        return Brand()
    row = frame.iloc[0]
    try:
        logo = base64.b64decode(words(row["logo"]), validate=True)
    except (binascii.Error, ValueError):
        logo = b""
    colour = read_colour(words(row["colour"]))
    if not colour:
        return Brand(logo=logo)
    shown, remark = readable(colour)
    return Brand(_with_accent(shown), logo, remark)


def branded(document: Document, brand: Brand) -> Document:
    """Return a document in the organisation's look."""
    return replace(document, accent=brand.accent, logo=brand.logo)


def read_colour(text: str) -> str:
    """Return a colour as #rrggbb; blank where the text is none."""
    found = _HEX.match(text.strip())
    if not found:
        return ""
    digits = found[1] if len(found[1]) > _SHORT else "".join(2 * one for one in found[1])
    return f"#{digits.lower()}"


def readable(colour: str, surface: str = LIGHT.surface) -> tuple[str, str]:
    """Return a colour that can be read on a surface, and a sentence where it is not the one asked for.

    Args:
        colour: #rrggbb.
        surface: #rrggbb that text of the colour stands on.
    """
    least = _figures()["least_text_contrast"]
    before = contrast(colour, surface)
    if before >= least:
        return colour, ""
    shown = colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*_shares(colour))
    while contrast(shown, surface) < least and lightness > 0:
        lightness = max(0.0, lightness - _figures()["darker_step"])
        shown = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
    sentence = (
        f"The colour {colour} has a contrast of {before:.2f} to 1 on {surface}, and text needs {least} to 1. "
        f"It was darkened to {shown}."
    )
    return shown, sentence


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 for the same to 21 for black on white."""
    flare = _figures()["flare"]
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + flare) / (dark + flare)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 for black and 1 for white."""
    known = _figures()
    return sum(
        known[name] * _linear(share)
        for name, share in zip(("red", "green", "blue"), _shares(colour), strict=True)
    )


def _linear(share: float) -> float:
    known = _figures()
    if share <= known["linear_below"]:
        return share / known["linear_divisor"]
    return float(((share + known["offset"]) / (1 + known["offset"])) ** known["exponent"])


def _with_accent(colour: str) -> ChartTheme:
    """Return the colours of charts with an accent; series keep their order of lightness for grey prints."""
    dark, _, light = LIGHT.series
    between = luminance(dark) < luminance(colour) < luminance(light)
    return replace(LIGHT, accent=colour, series=(dark, colour, light) if between else LIGHT.series)


def _shares(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / _LARGEST, green / _LARGEST, blue / _LARGEST


def _hex(shares: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(one * _LARGEST):02x}" for one in shares)


@cache
def _figures() -> dict[str, float]:
    with (RESOURCES / "rules" / "contrast.csv").open(encoding="utf-8", newline="") as file:
        return {row["figure"]: float(row["value"]) for row in csv.DictReader(file, strict=True)}
