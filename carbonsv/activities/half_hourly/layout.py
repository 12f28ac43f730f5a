"""How a file of readings is laid out: a row per day with a column per interval, or a row per reading."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from carbonsv.activities.half_hourly.times import MINUTES_PER_DAY, NO_MINUTE, minutes_of, read_stamps
from carbonsv.activities.half_hourly.unheaded import day_columns
from carbonsv.activities.half_hourly.words import (
    channel_of,
    heading_role,
    is_estimated,
    unit_of,
    without_unit,
)
from carbonsv.activities.tables.meanings import folded, meaning_of_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from carbonsv.activities.files.text_columns import TextColumn

INTERVALS = (15, 30, 60)  # [min]
_LOOKED_AT = 200  # texts of a column that say what it holds
_ROWS_LOOKED_AT = 20_000  # rows they stand in: a file may have all meters of one moment before the next
_LEAST_STAMPS = 4
_OTHER_THINGS = frozenset(
    ("vehicle", "card", "litres", "person", "odometer", "supplier")
)  # no meter has them
_MOST_ASTRAY = 0.5  # share of moments that may follow another by something else than the interval
_MOMENTS = ("stamp", "ending", "date", "time", "period")
_NUMBERED = re.compile(r"(?P<before>\D*?)0*(?P<number>\d{1,3})(?P<after>\D*)").fullmatch
_TIMED = re.compile(
    r"(?P<before>.*?)(?P<time>\d{1,2}[:.]\d{2}(?::\d{2})?)(?:\s?(?:-|–|to)\s?(?P<until>\d{1,2}[:.]\d{2}(?::\d{2})?))?"
    r"(?P<after>[^\d:]*)"
).fullmatch
_DIGITS = re.compile(r"(?P<before>[^\d]*?)(?P<time>\d{3,4})(?P<after>\D*)").fullmatch
_DAY_FRACTION = re.compile(r"0?\.\d+|0|1|1\.0").fullmatch
_MIDNIGHTS = ("1899-12-31", "1900-01-01")  # what a workbook makes of 24:00
_DATED = re.compile(r"(?:1899-12-3[01]|1900-01-0[01])[T ](\d{2}:\d{2}(?::\d{2})?)").fullmatch


@dataclass(frozen=True, slots=True)
class Intervals:
    """The columns of one channel's readings of a day, in order of time.

    Args:
        columns: their places.
        minutes: [min] that each covers.
        flags: places of the columns that flag them, one each; none where there are none.
        named: the words around the numbers of their headings, such as `kVArh`.
        by_clock: whether headings are times of the clock, so that hours that do not exist are blank columns.
    """

    columns: tuple[int, ...]
    minutes: int
    flags: tuple[int, ...] = ()
    named: str = ""
    by_clock: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand in a table of readings.

    Args:
        roles: the first column of each role.
        intervals: of a row per day, the columns of readings, a group for each channel; else none.
        values: of a row per reading, the columns of readings.
        others: numeric columns whose role is not known: perhaps a total.
        ending: whether stamps say when an interval ends; None where nothing says it.
        skipped: rows at the top of the table that are headings.
        names: what the columns are called.
    """

    roles: dict[str, int]
    names: tuple[str, ...]
    intervals: tuple[Intervals, ...] = ()
    values: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    ending: bool | None = None
    skipped: int = 0
    unused: tuple[str, ...] = field(default=())


def find_layout(
    names: Sequence[str], columns: Sequence[TextColumn], most_heading_rows: int = 30
) -> Layout | None:
    """Recognise a table of half-hourly readings by its headings and by what stands below them.

    Args:
        names: of the columns; where they are not the headings, the first rows are looked at.
        columns: (m) of text, (n rows) each.
        most_heading_rows: rows in which headings are looked for.

    Returns:
        None where the table is something else.
    """
    rows = len(columns[0]) if columns else 0
    for skipped in range(-1, min(rows - 1, most_heading_rows)):
        given = names if skipped < 0 else [column[skipped] for column in columns]
        if skipped >= 0 and not _may_be_headings(given):
            continue
        below = columns if skipped < 0 else [column.taken(slice(skipped + 1, None)) for column in columns]
        if found := _by_day(given, below, skipped + 1):
            return found
        if found := _by_reading(given, below, skipped + 1):
            return found
    return None if any(names) else _without_headings(columns)


def _without_headings(columns: Sequence[TextColumn]) -> Layout | None:
    found = day_columns(columns, _is_day, _is_number)
    if found is None:
        return None
    roles, run, minutes = found
    return Layout(roles, ("",) * len(columns), (Intervals(run, minutes),))


def _may_be_headings(cells: Sequence[str]) -> bool:
    """Whether a row names intervals or moments: asked of many rows, and answered without the columns."""
    return any(heading_role(cell) in _MOMENTS for cell in cells) or bool(interval_groups(cells))


def _by_day(names: Sequence[str], columns: Sequence[TextColumn], skipped: int) -> Layout | None:
    groups = interval_groups(names)
    if not groups:
        return None
    groups = _with_flags(groups, columns)
    taken = {place for one in groups for place in (*one.columns, *one.flags)}
    roles, others = _roles(names, columns, taken)
    roles = {
        ("date" if role in ("stamp", "ending") else role): place for role, place in reversed(roles.items())
    }
    date = roles.get("date", _first_of_days(columns, taken | set(roles.values())))
    if date is None or not _mostly(columns[date], _is_day):
        return None
    roles["date"] = date
    return Layout(
        roles, tuple(names), tuple(groups), others=tuple(p for p in others if p != date), skipped=skipped
    )


def interval_groups(names: Sequence[str]) -> list[Intervals]:
    """Return the runs of headings that are the intervals of a day: 00:30 to 24:00, HH01 to HH48."""
    times: dict[str, list[tuple[int, int]]] = defaultdict(list)
    numbers: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, name in enumerate(names):
        around, minute = _time_in(name)
        if minute != NO_MINUTE:
            times[around].append((place, minute))
        elif found := _NUMBERED(name.strip()):
            numbers[folded(found["before"] + " " + found["after"])].append((place, int(found["number"])))
    groups = [one for around, run in times.items() if (one := _timed_group(run, around))]
    groups += [one for around, run in numbers.items() if (one := _numbered_group(run, around))]
    return groups or _hhmm_without_zeros(names)


def _time_in(name: str) -> tuple[str, int]:
    """Return the words around a time in a heading, and the time [min]."""
    short = name.strip()
    if short in _MIDNIGHTS:
        return "", MINUTES_PER_DAY
    if found := _DATED(short):
        return "", minutes_of(found[1])
    if found := _TIMED(short):
        return folded(found["before"] + " " + found["after"]), minutes_of(found["time"].replace(".", ":"))
    if (found := _DIGITS(short)) and len(found["time"]) == 4:  # noqa: PLR2004 - 0030
        return folded(found["before"] + " " + found["after"]), minutes_of(found["time"])
    if _DAY_FRACTION(short) and "." in short:
        minute = float(short) * MINUTES_PER_DAY
        near = round(minute)
        return "", near if abs(minute - near) < 0.01 and near % INTERVALS[0] == 0 else NO_MINUTE  # noqa: PLR2004
    return "", NO_MINUTE


def _timed_group(run: list[tuple[int, int]], around: str) -> Intervals | None:
    minutes = [minute for _, minute in run]
    distinct = sorted({minute % MINUTES_PER_DAY for minute in minutes})
    step = _step_of(distinct)
    if step is None or len(distinct) < MINUTES_PER_DAY // step - 1:
        return None
    if len(distinct) < MINUTES_PER_DAY // step:  # midnight is written as 0 or 1, and not seen as a time
        return None
    return Intervals(tuple(place for place, _ in run), step, named=around, by_clock=True)


def _step_of(minutes: Sequence[int]) -> int | None:
    steps = {later - earlier for earlier, later in pairwise(minutes)}
    return min(steps) if steps and min(steps) in INTERVALS else None


def _numbered_group(run: list[tuple[int, int]], around: str) -> Intervals | None:
    """Recognise headings numbered on from 0 or 1, as many as a day has intervals."""
    first = run[0][1]
    if first not in (0, 1) or [number for _, number in run] != list(range(first, first + len(run))):
        return None
    for step in INTERVALS:
        usual, hour = MINUTES_PER_DAY // step, 60 // step
        if usual - hour <= len(run) <= usual + hour:
            return Intervals(tuple(place for place, _ in run), step, named=around)
    return None


def _hhmm_without_zeros(names: Sequence[str]) -> list[Intervals]:
    """Recognise times whose leading zeros a spreadsheet has dropped: 30, 100, 130 ... 2400."""
    short = ((place, name.strip()) for place, name in enumerate(names) if len(name) <= len("2400"))
    run = [(place, int(name)) for place, name in short if name.isdecimal()]
    times = [(place, number // 100 * 60 + number % 100) for place, number in run if number % 100 < 60]  # noqa: PLR2004
    found = _timed_group(times, "") if len(times) == len(run) and run else None
    return [found] if found else []


def _with_flags(groups: list[Intervals], columns: Sequence[TextColumn]) -> list[Intervals]:
    """Give each group of readings the flags beside it, whether they are numbered or only stand beside it."""
    flags = [one for one in groups if _are_flags(columns, one.columns)]
    readings = [one for one in groups if one not in flags]
    kept = []
    for one, own in zip(readings, [*flags, *[None] * len(readings)], strict=False):
        places = own.columns if own and len(own.columns) == len(one.columns) else _beside(one, columns)
        kept.append(Intervals(one.columns, one.minutes, places, one.named, one.by_clock))
    return kept


def _beside(group: Intervals, columns: Sequence[TextColumn]) -> tuple[int, ...]:
    beside = tuple(place + 1 for place in group.columns)
    if set(beside) & set(group.columns) or beside[-1] >= len(columns):
        return ()
    return beside if _are_flags(columns, beside) else ()


def _are_flags(columns: Sequence[TextColumn], places: Iterable[int]) -> bool:
    texts = {text for place in places for text in _some(columns[place]) if text}
    return bool(texts) and all(not text[0].isdigit() and is_estimated(text) is not None for text in texts)


def _roles(
    names: Sequence[str], columns: Sequence[TextColumn], taken: set[int]
) -> tuple[dict[str, int], list[int]]:
    """Return the first column of each role, and the numeric columns that have none."""
    roles: dict[str, int] = {}
    others = []
    for place, name in enumerate(names):
        if place in taken or place >= len(columns):
            continue
        role = _seen_role(heading_role(name), columns[place])
        if role in ("total", "value", "") and _mostly(columns[place], _is_number):
            others.append(place)
        if role and role not in roles and role not in ("ignored", "value", "total"):
            roles[role] = place
    return roles, [place for place in others if place not in roles.values()]


def _seen_role(role: str, column: TextColumn) -> str:
    """Correct the role of a heading by its cells: a “Reading time” may have days, an “Interval” times."""
    if role == "time" and _mostly(column, _is_day):
        return "stamp"
    if role == "date" and not _mostly(column, _is_day):  # the names of weekdays
        return ""
    return "time" if role == "stamp" and _mostly(column, _is_time) else role


def _is_time(text: str) -> bool:
    return minutes_of(text) != NO_MINUTE and not _is_day(text)


def _first_of_days(columns: Sequence[TextColumn], taken: set[int]) -> int | None:
    free = (place for place in range(len(columns)) if place not in taken)
    return next((place for place in free if _mostly(columns[place], _is_day)), None)


def _by_reading(names: Sequence[str], columns: Sequence[TextColumn], skipped: int) -> Layout | None:
    if any(meaning_of_words().get(folded(name)) in _OTHER_THINGS for name in names):
        return None
    roles, others = _roles(names, columns, set())
    ending: bool | None = None
    if "ending" in roles and "stamp" not in roles and "date" not in roles:
        roles["stamp"], ending = roles.pop("ending"), True
    if "stamp" not in roles and "date" not in roles:
        first = _first_of_days(columns, set(roles.values()))
        if first is None:
            return None
        roles["stamp"] = first
    ending = _said_by_heading(names, roles) if ending is None else ending
    others = [place for place in others if place not in roles.values()]
    if not others or not _has_intervals(columns, roles):
        return None
    values = _values(names, others, has_meter="meter" in roles)
    unused = tuple(names[place] for place in others if place not in values)
    return Layout(roles, tuple(names), values=values, ending=ending, skipped=skipped, unused=unused)


def _said_by_heading(names: Sequence[str], roles: dict[str, int]) -> bool | None:
    words = folded(names[roles["stamp"]]).split() if "stamp" in roles else []
    words += folded(names[roles["time"]]).split() if "time" in roles else []
    if "ending" in roles or {"start", "begin", "beginning", "from"} & set(words):
        return False
    return True if {"end", "ending", "until"} & set(words) else None


def _has_intervals(columns: Sequence[TextColumn], roles: dict[str, int]) -> bool:
    """Whether moments follow each other by a quarter, half or whole hour; settlement periods always do."""
    if "period" in roles and ("date" in roles or "stamp" in roles):
        return _mostly(columns[roles["period"]], str.isdecimal)
    if "time" in roles:
        minutes = sorted({minutes_of(text) for text in _some(columns[roles["time"]])} - {NO_MINUTE})
        return _follow_each_other(minutes)
    column = columns[roles.get("stamp", roles.get("date", 0))]
    stamps = read_stamps(_some(column))
    timed = stamps.good & (stamps.minutes != NO_MINUTE)
    moments = sorted(set((stamps.days * MINUTES_PER_DAY + stamps.minutes)[timed].tolist()))
    return _follow_each_other(moments)


def _follow_each_other(moments: Sequence[int]) -> bool:
    """Whether most moments come a quarter, half or whole hour after another, as those of fuellings do not."""
    step = _step_of(moments)
    if step is None or len(moments) < _LEAST_STAMPS:
        return False
    astray = sum(later - earlier != step for earlier, later in pairwise(moments))
    return astray <= _MOST_ASTRAY * len(moments)


def _values(names: Sequence[str], others: Sequence[int], *, has_meter: bool) -> tuple[int, ...]:
    """Choose the columns of readings: those of channels, else each is a meter, else the one called so."""
    if len(others) == 1:
        return tuple(others)
    with_channel = [place for place in others if channel_of(names[place]) or unit_of(names[place])]
    called = [place for place in others if heading_role(names[place]) == "value"]
    if any(_names_its_unit_only(names[place]) for place in with_channel):
        others = [place for place in others if place in with_channel or place in called]
    if not has_meter:
        return tuple(place for place in others if heading_role(names[place]) != "total")
    return tuple(with_channel or called or others[:1])


def _names_its_unit_only(name: str) -> bool:
    """Whether a heading names its unit and no meter or site: “kWh”, “Consumption (kWh)”."""
    bare = without_unit(name)
    return bool(unit_of(name)) and (folded(bare) == folded(name) or heading_role(bare) == "value")


def _some(column: TextColumn) -> list[str]:
    return [text for text in column.taken(slice(_ROWS_LOOKED_AT)).used()[:_LOOKED_AT] if text]


def _mostly(column: TextColumn, test: object) -> bool:
    texts = _some(column)
    return bool(texts) and 2 * sum(bool(test(text)) for text in texts) >= len(texts)  # type: ignore[operator]


def _is_day(text: str) -> bool:
    return bool(read_stamps([text]).good[0])


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "", 1).replace("-", "", 1).strip("*AE ").isdecimal()
