"""The manual keeps up with the program: every action, command, page and link is held here."""

from __future__ import annotations

import argparse
import re

import pytest

from carbonsv.app import manual
from carbonsv.app.cli import parser
from carbonsv.app.commands.report import KINDS

EVERYTHING = "\n".join(one.text for one in manual.chapters())
LONGEST_CHAPTER_WORDS = 700


def commands() -> list[str]:
    """Return the commands of the command line."""
    (found,) = [action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return list(found.choices)


@pytest.mark.parametrize("command", commands())
def test_every_command_is_described(command: str) -> None:
    assert re.search(rf"\| `carbonsv {command}\b[^|]*\| [^|]+ \|", manual.chapter("command-line").text)


@pytest.mark.parametrize("one", manual.chapters(), ids=lambda one: one.id)
def test_every_link_leads_to_a_chapter_and_a_heading_that_are_there(one: manual.Chapter) -> None:
    for target in manual.links(one):
        name, _, anchor = target.partition("#")
        found = manual.chapter(name.removesuffix(manual.ENDING))
        assert not anchor or anchor in {section.anchor for section in found.sections}, target


@pytest.mark.parametrize("one", manual.chapters(), ids=lambda one: one.id)
def test_a_chapter_begins_with_its_title_and_stays_short(one: manual.Chapter) -> None:
    assert one.text.startswith(f"# {one.title}\n")
    assert len(one.text.split()) < LONGEST_CHAPTER_WORDS


def test_every_file_of_the_manual_is_in_its_contents() -> None:
    files = {path.stem for path in manual.FOLDER.glob(f"*{manual.ENDING}")}
    assert files == {one.id for one in manual.chapters()}


def test_every_kind_of_report_is_explained() -> None:
    words = {"secr": "Energy and carbon statement", "inventory": "Inventory report", "evidence": "Evidence"}
    for kind in KINDS:
        assert (
            words.get(kind, kind.replace("-", " ")).casefold() in manual.chapter("documents").text.casefold()
        )
