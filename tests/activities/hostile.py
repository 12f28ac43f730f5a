"""Hostile and broken files, generated: bombs, far cells, entities, mutated and truncated tables.

Usage: python tests/activities/hostile.py make FOLDER COUNT
       python tests/activities/hostile.py read FOLDER
The second prints, as JSON, the longest time [s], the largest memory of the process and of its children [MB],
and what was no sentence. They are two processes, so that making the files is not measured.
"""

from __future__ import annotations

import io
import json
import random
import resource
import sys
import time
import zipfile
from pathlib import Path

from carbonsv.activities.tables.records import records_of
from carbonsv.activities.tables.source_mapping import SourceMapping
from carbonsv.activities.tables.understanding import understand
from carbonsv.errors import CarbonsvError
from tests.library.workbook_files import write_xlsx

BILLS = "Site,MPAN,From,To,Usage (kWh)\n" + "".join(
    f"Hall,12,01/{month:02d}/2024,28/{month:02d}/2024,{month}00.5\n" for month in range(1, 13)
)
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Data">{rows}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)
CELL = '<table:table-cell office:value-type="float" office:value="1"{times}/>'


def archive(entries: dict[str, bytes]) -> bytes:
    """A zip archive of some entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return out.getvalue()


def ods(rows: str) -> bytes:
    """An ODS document with these rows."""
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return archive({"mimetype": kind, "content.xml": ODS.format(rows=rows).encode()})


def xlsx(folder: Path) -> dict[str, bytes]:
    """The parts of a small workbook."""
    rows = [line.split(",") for line in BILLS.splitlines()]
    with zipfile.ZipFile(write_xlsx(folder / "base.xlsx", {"Data": rows})) as file:
        return {name: file.read(name) for name in file.namelist()}


def with_sheet(folder: Path, old: bytes, new: bytes) -> bytes:
    """A workbook with a piece of its sheet exchanged."""
    entries = xlsx(folder)
    name = "xl/worksheets/sheet1.xml"
    entries[name] = entries[name].replace(old, new)
    return archive(entries)


def xlsb(records: bytes) -> bytes:
    """An XLSB workbook whose sheet holds these records."""
    return archive({"xl/workbook.bin": b"\x83\x01\x00", "xl/worksheets/sheet1.bin": records})


def bombs(folder: Path) -> list[bytes]:
    """Files made to ask for too much."""
    far = b'<row r="1048576"><c r="ZZ1048576"><v>1</v></c></row></sheetData>'
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet'
    wide = CELL.format(times=' table:number-columns-repeated="16384"')
    tall = "<table:table-row table:number-rows-repeated='1048576'>{}</table:table-row>"
    one = CELL.format(times="")
    endless = CELL.format(times=f' table:number-columns-repeated="{"9" * 30}"')
    return [
        with_sheet(folder, b"</sheetData>", far),
        with_sheet(folder, b"</sheetData>", b'<row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>'),
        with_sheet(folder, b"<worksheet", entity),
        with_sheet(folder, b"<sheetData>", b"<sheetData>" + b"<row><c><v>1</v></c></row>" * 500_000),
        with_sheet(folder, b"<sheetData>", b"<sheetData>" + b"<!-- " + b" " * 200_000_000 + b" -->"),
        with_sheet(
            folder, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
        ods(tall.format(wide)),
        ods(tall.format(one)),
        ods(f"<table:table-row>{endless}</table:table-row>"),
        ods("<table:table-row>" * 50_000),
        archive({f"xl/{number}": b"" for number in range(6_000)} | {"xl/workbook.xml": b""}),
        archive({"xl/workbook.xml": b"<workbook/>"}),
        xlsb(b"\x00\x04\xff\xff\x0f\x00" + b"\x02\x08\xff\x3f\x00\x00\x00\x00\x00\x00"),
        xlsb(b"\xff\xff\xff\xff" * 1000),
        b"PK\x03\x04" + b"\x00" * 1000,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 5000,
        b"a,b\n" + b'"' + b"x" * 3_000_000,
        b"," * 3_000_000,
        b"a,b\n" + b"," * 3_000_000 + b"\n1,2\n",
        b"\n" * 3_000_000,
        b"a\tb\n" + b"9" * 130_000 + b"\t1e999999\n",
        b"Date,kWh\n" + b"1/1/1,1\n" * 10 + b"99/99/9999,1e308\n" * 1000,
        b"Date,kWh\n" + b"Total,1\n" * 100_000,
        b"kWh,kWh,kWh\n" + b"(((((((,-------,++++++\n" * 50_000,
        b"\xff\xfe" + b"\x00\xd8" * 100_000,
        b"MPAN,Date,kWh\n" + b"1,01/01/2024,5\n" * 200_000,
        ("£" * 1000 + "Â" * 100_000 + "\n").encode("cp1252"),
        ";".join(["=cmd|' /C calc'!A0"] * 50).encode() + b"\n",
        b"Date,Site,kWh\n" + b"\x00" * 100_000,
        ("\u202e" * 50_000 + ",kWh\n1,2\n").encode(),
    ]


def mutated(folder: Path, chance: random.Random) -> bytes:
    """A good file with some of its bytes or parts changed."""
    kind = chance.randrange(4)
    if kind == 0:
        content = bytearray(BILLS.encode(chance.choice(["utf-8", "utf-16", "cp1252"])))
    elif kind == 1:
        content = bytearray(archive(xlsx(folder)))
    elif kind == 2:
        entries = xlsx(folder)
        name = chance.choice(sorted(entries))
        entries[name] = bytes(damaged(bytearray(entries[name]), chance))
        return archive(entries)
    else:
        rows = f"<table:table-row>{CELL.format(times='') * 4}</table:table-row>" * 5
        return archive({"content.xml": bytes(damaged(bytearray(ODS.format(rows=rows).encode()), chance))})
    return bytes(damaged(content, chance))


def damaged(content: bytearray, chance: random.Random) -> bytearray:
    """Some bytes exchanged, some doubled, and sometimes the end cut off."""
    for _ in range(chance.randrange(1, 30)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    place = chance.randrange(len(content))
    content[place:place] = content[place : place + chance.randrange(200)]
    return content[: chance.randrange(len(content))] if chance.random() < 0.3 else content


def files(folder: Path, count: int) -> list[bytes]:
    """So many hostile files: the bombs, then good files that were damaged."""
    chance = random.Random(7)  # noqa: S311 - the same files every time
    made = bombs(folder)[:count]
    return [*made, *(mutated(folder, chance) for _ in range(count - len(made)))]


def no_kind(_words: str, _unit: str) -> tuple[str, str]:
    """Find no activity."""
    return "", ""


def read(path: Path) -> str:
    """Read a file all the way to records; return what went wrong, if it was no sentence."""
    try:
        for found in understand(path):
            records_of(found, SourceMapping(), no_kind)
    except CarbonsvError as error:
        return "" if str(error).endswith(".") else f"no sentence: {error}"
    except Exception as error:  # noqa: BLE001 - what this is all about
        return f"{type(error).__name__}: {error}"
    return ""


def make(folder: Path, count: int) -> None:
    """Write the files; a process of its own does it, so that its memory is not taken for the reading's."""
    for number, content in enumerate(files(folder, count)):
        (folder / f"hostile{number:03d}.csv").write_bytes(content)


def measure(folder: Path) -> dict[str, object]:
    """Read them all; return the longest time [s], the largest memory [MB], and what was no sentence."""
    longest, bad = 0.0, []
    for path in sorted(folder.glob("hostile*.csv")):
        begun = time.perf_counter()
        if wrong := read(path):
            bad.append(f"{path.name}: {wrong}")
        longest = max(longest, time.perf_counter() - begun)
        if "-v" in sys.argv:
            print(path.name, round(time.perf_counter() - begun, 2), *_memory_mb())
    own, children = _memory_mb()
    return {"seconds": longest, "own_mb": own, "children_mb": children, "bad": bad}


def _memory_mb() -> tuple[float, float]:
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    return _own_peak_kb() / 1000, children


def _own_peak_kb() -> int:
    """The largest memory since this program began; getrusage also counts what its parent was at the fork."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    lines = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
    return int(lines["VmHWM"].split()[0])


def main(words: list[str]) -> int:
    """Make the files in a folder, or read those of a folder and print what it took."""
    if words[0] == "make":
        make(Path(words[1]), int(words[2]))
        return 0
    found = measure(Path(words[1]))
    print(json.dumps(found))
    return 1 if found["bad"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
