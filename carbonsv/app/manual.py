"""The manual: its chapters, which of them belongs to which page, and finding words in them."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from carbonsv.errors import UnknownNameError
from carbonsv.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = RESOURCES / "help"
ENDING = ".md"
FIRST = "first-footprint"
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")
_MARKS = re.compile(r"[*`]|^\s*(?:[-|>]|\d+\.)\s*", re.MULTILINE)
_SNIPPET_CHARACTERS = 90


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the manual.

    Attributes:
        id: as links, the command line and F1 know it.
        text: as Markdown, beginning with its title.
    """

    id: str
    title: str
    text: str

    @property
    def sections(self) -> tuple[Section, ...]:
        """The parts of the chapter, the beginning first."""
        return tuple(_sections(self))

    @property
    def plain(self) -> str:
        """The text without marks, for a terminal."""
        bare = _LINK.sub(r"\1", self.text)
        return re.sub(r"\*\*|`", "", bare)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a chapter with the text below it."""

    chapter: str
    heading: str
    text: str

    @property
    def anchor(self) -> str:
        """What a link to the section ends in."""
        return anchor(self.heading)


@dataclass(frozen=True, slots=True)
class Hit:
    """A section in which every word occurs, and the words about the first of them."""

    section: Section
    snippet: str


def anchor(heading: str) -> str:
    """Return what a link to a heading ends in: small letters, with hyphens for what is no letter."""
    return re.sub(r"[^a-z0-9]+", "-", heading.casefold()).strip("-")


@cache
def chapters() -> tuple[Chapter, ...]:
    """Return the chapters in their order."""
    with (FOLDER / "chapters.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_chapter(row["chapter"]) for row in csv.DictReader(file, strict=True))


def chapter(name: str) -> Chapter:
    """Return a chapter by its id.

    Raises:
        UnknownNameError: there is none; its hint lists them all.
    """
    found = next((one for one in chapters() if one.id == name), None)
    if found is None:
        raise UnknownNameError("chapter", name, tuple(one.id for one in chapters()))
    return found


def chapter_of_page(page: str) -> Chapter:
    """Return the chapter that belongs to a page of the window."""
    return chapter(pages().get(page, FIRST))


@cache
def pages() -> dict[str, str]:
    """Return the chapter of every page, by the id of the page."""
    with (FOLDER / "pages.csv").open(encoding="utf-8", newline="") as file:
        return {row["page"]: row["chapter"] for row in csv.DictReader(file, strict=True)}


def links(one: Chapter) -> tuple[str, ...]:
    """Return where the links of a chapter lead."""
    return tuple(match.group(2) for match in _LINK.finditer(one.text))


def search(words: str) -> tuple[Hit, ...]:
    """Return the sections in which every word occurs; those with a word in their heading come first."""
    wanted = words.casefold().split()
    if not wanted:
        return ()
    found = [section for one in chapters() for section in one.sections if _holds(section, wanted)]
    found.sort(key=lambda section: not all(word in section.heading.casefold() for word in wanted))
    return tuple(Hit(section, _snippet(section, wanted[0])) for section in found)


def _chapter(name: str) -> Chapter:
    text = (FOLDER / f"{name}{ENDING}").read_text("utf-8")
    return Chapter(name, text.splitlines()[0].removeprefix("# ").strip(), text)


def _sections(one: Chapter) -> Iterator[Section]:
    heading, lines = one.title, list[str]()
    for line in one.text.splitlines()[1:]:
        if line.startswith("#"):
            yield Section(one.id, heading, _plain(lines))
            heading, lines = line.lstrip("# ").strip(), []
        else:
            lines.append(line)
    yield Section(one.id, heading, _plain(lines))


def _plain(lines: list[str]) -> str:
    bare = _MARKS.sub("", _LINK.sub(r"\1", "\n".join(lines)))
    return " ".join(bare.replace("|", " ").replace("---", " ").split())


def _holds(section: Section, wanted: list[str]) -> bool:
    said = f"{section.heading} {section.text}".casefold()
    return all(word in said for word in wanted)


def _snippet(section: Section, word: str) -> str:
    """Return the words about the first place of a word."""
    at = max(section.text.casefold().find(word), 0)
    start = max(at - _SNIPPET_CHARACTERS // 2, 0)
    cut = section.text[start : start + _SNIPPET_CHARACTERS]
    return f"{'…' * bool(start)}{cut}{'…' * (start + _SNIPPET_CHARACTERS < len(section.text))}"
