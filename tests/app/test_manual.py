from __future__ import annotations

import pytest

from carbonsv.app import manual
from carbonsv.app.cli import main
from carbonsv.errors import UnknownNameError


def test_a_chapter_is_found_by_its_name() -> None:
    assert manual.chapter("scope-2").title == "Scope 2 both ways"


def test_an_unknown_chapter_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError) as refused:
        manual.chapter("scope-9")
    assert "scope-2" in refused.value.hint


def test_a_heading_becomes_an_anchor() -> None:
    assert manual.anchor("What is apart from the total?") == "what-is-apart-from-the-total"


def test_search_finds_the_sections_in_which_every_word_occurs() -> None:
    hits = manual.search("market residual")
    assert any(hit.section.heading == "Market-based" for hit in hits)
    for hit in hits:
        said = f"{hit.section.heading} {hit.section.text}".casefold()
        assert "market" in said
        assert "residual" in said


def test_a_word_of_a_heading_comes_first() -> None:
    assert "uncertainty" in manual.search("uncertainty")[0].section.heading.casefold()


@pytest.mark.parametrize("words", ["", "   ", "zzzz"])
def test_nothing_is_found_for_nothing(words: str) -> None:
    assert manual.search(words) == ()


def test_plain_text_has_no_marks() -> None:
    plain = manual.chapter("importing").plain
    assert "](" not in plain
    assert "**" not in plain


def test_the_command_line_prints_a_chapter(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "plan"]) == 0
    assert capsys.readouterr().out.startswith("# The plan")


def test_the_command_line_says_where_words_occur(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "--search", "deadweight"]) == 0
    assert "glossary: Glossary" in capsys.readouterr().out


def test_the_command_line_lists_the_chapters(capsys: pytest.CaptureFixture[str]) -> None:
    main(["help"])
    assert "keeping-safe" in capsys.readouterr().out
