from __future__ import annotations

import sys
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

from carbonsv.errors import CarbonsvError, UsageError

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from carbonsv.gui.jobs import Jobs


def test_a_job_works_in_another_thread_and_answers_in_this_one(qtbot: QtBot, jobs: Jobs) -> None:
    threads: list[object] = []
    jobs.run("sum", threading.get_ident, done=lambda worker: threads.extend([worker, threading.get_ident()]))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] != threads[1] == threading.get_ident()


def test_a_newer_job_silences_the_older_one_with_its_key(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[str] = []
    gate = threading.Event()
    jobs.run("totals", lambda: "old" if gate.wait(5) else "", done=answers.append)
    jobs.run("totals", lambda: "new", done=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    gate.set()
    qtbot.wait(50)
    assert answers == ["new"]


def test_jobs_behind_never_hold_up_the_others(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[str] = []
    gate = threading.Event()
    for number in range(4):
        jobs.run(f"look {number}", lambda: "late" if gate.wait(5) else "", done=answers.append, behind=True)
    jobs.run("totals", lambda: "soon", done=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert answers == ["soon", *["late"] * 4]


def test_jobs_take_turns_while_libraries_are_loaded(qtbot: QtBot, jobs: Jobs) -> None:
    steps: list[str] = []

    def work(name: str) -> None:
        steps.append(f"{name} begins")
        time.sleep(0.05)
        steps.append(f"{name} ends")

    jobs.take_turns()
    for name in ("behind", "one", "two"):
        jobs.run(name, partial(work, name), done=lambda _: None, behind=name == "behind")
    qtbot.waitUntil(lambda: len(steps) == 4)
    assert steps == ["one begins", "one ends", "two begins", "two ends"]
    jobs.work_side_by_side()
    qtbot.waitUntil(lambda: steps[4:] == ["behind begins", "behind ends"])


def test_jobs_work_side_by_side_once_all_is_loaded(qtbot: QtBot, jobs: Jobs) -> None:
    met = threading.Barrier(2, timeout=10)
    jobs.take_turns()
    jobs.work_side_by_side()
    arrived: list[int] = []
    for name in ("one", "two"):
        jobs.run(name, met.wait, done=arrived.append)
    qtbot.waitUntil(lambda: len(arrived) == 2)


def test_no_worker_lets_go_of_who_waited_last(qtbot: QtBot, jobs: Jobs) -> None:
    threads: list[int] = []

    class Waiting:
        def __del__(self) -> None:
            threads.append(threading.get_ident())

        def show(self, _result: object) -> None:
            """Show nothing."""

    for cancelled in (True, False):
        gate = threading.Event()
        jobs.run("look", partial(gate.wait, 5), done=Waiting().show)
        if cancelled:
            jobs.cancel("look")
        gate.set()
        qtbot.waitUntil(lambda: not jobs.busy)
    jobs.stop()
    assert threads == [threading.get_ident()] * 2


def test_a_cancelled_job_says_nothing_more(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[int] = []
    gate = threading.Event()
    jobs.run("slow", lambda: int(gate.wait(5)), done=answers.append)
    jobs.cancel("slow")
    gate.set()
    qtbot.wait(50)
    assert answers == []
    assert not jobs.busy


def test_a_refusal_goes_to_the_one_who_asked(qtbot: QtBot, jobs: Jobs) -> None:
    refused: list[CarbonsvError] = []
    jobs.run("open", _refuse, done=print, failed=refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert str(refused[0]) == "No such year."


def test_a_refusal_nobody_waits_for_is_announced(qtbot: QtBot, jobs: Jobs) -> None:
    with qtbot.waitSignal(jobs.refused) as announced:
        jobs.run("open", _refuse, done=print)
    assert str(announced.args[0]) == "No such year."


def test_a_bug_in_a_worker_is_reported(qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *facts: reported.append(facts[0]))
    jobs.run("bug", lambda: 1 / 0, done=print)
    qtbot.waitUntil(lambda: bool(reported))
    assert reported == [ZeroDivisionError]


class Page(QObject):
    def show_answer(self, answer: int) -> None:
        self.setProperty("answer", answer)


def test_a_widget_that_is_gone_is_not_answered(qtbot: QtBot, jobs: Jobs) -> None:
    page, gate = Page(), threading.Event()
    jobs.run("chart", lambda: int(gate.wait(5)), done=page.show_answer)
    shiboken6.delete(page)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)


def test_an_inner_function_of_a_widget_that_is_gone_is_not_answered(qtbot: QtBot, jobs: Jobs) -> None:
    page, gate = Page(), threading.Event()

    def done(answer: int) -> None:
        page.show_answer(answer)

    jobs.run("chart", lambda: int(gate.wait(5)), done=partial(done))
    shiboken6.delete(page)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)


def _refuse() -> None:
    raise UsageError("No such year.")
