from __future__ import annotations

import io

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image

from carbonsv.charts.png import png_bytes

PIXELS = arrays.arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9), st.just(4)))


@settings(max_examples=50, deadline=None)
@given(PIXELS)
def test_a_reader_of_pictures_gets_back_every_dot(pixels: np.ndarray[tuple[int, int, int]]) -> None:
    with Image.open(io.BytesIO(png_bytes(pixels, 300, {}))) as picture:
        assert picture.mode == "RGB"
        assert np.array_equal(np.asarray(picture), pixels[:, :, :3])


def test_words_and_size_on_paper_are_read_back() -> None:
    words = {"Title": "t CO₂e 漢", "Source": "two\nlines"}
    with Image.open(io.BytesIO(png_bytes(np.zeros((2, 3, 3), np.uint8), 300, words))) as picture:
        picture.load()
        assert {word: picture.info[word] for word in words} == words
        assert [round(one) for one in picture.info["dpi"]] == [300, 300]


def test_flat_areas_become_small() -> None:
    assert len(png_bytes(np.full((1000, 1000, 4), 255, np.uint8), 300, {})) < 20_000
