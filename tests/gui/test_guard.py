from __future__ import annotations

import sys

import pytest

from carbonsv.gui.guard import guarded


class Widget:
    @guarded(lambda: 7)
    def size(self, fault: BaseException | None = None) -> int:
        if fault is not None:
            raise fault
        return 3


def test_guarded_gives_the_answer_of_the_override() -> None:
    assert Widget().size() == 3


def test_guarded_reports_an_exception_and_answers_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *facts: reported.append(facts[1]))
    fault = ValueError("a bug")
    assert Widget().size(fault) == 7
    assert reported == [fault]


def test_guarded_lets_an_interrupt_from_the_keyboard_through() -> None:
    with pytest.raises(KeyboardInterrupt):
        Widget().size(KeyboardInterrupt())
