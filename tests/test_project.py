from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import PySide6

ROOT = Path(__file__).parent.parent
NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "httpx", "aiohttp"}


def locked_pins() -> list[str]:
    lines = (line.strip().removesuffix("\\").strip() for line in _read("requirements.lock").splitlines())
    return [line for line in lines if line and not line.startswith(("#", "--"))]


def _read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_the_lock_and_the_constraints_hold_the_same_versions() -> None:
    constraints = tomllib.loads(_read("pyproject.toml"))["tool"]["uv"]["constraint-dependencies"]
    assert sorted(constraints) == sorted(locked_pins())


def test_every_locked_version_has_a_hash_and_no_index_is_named() -> None:
    lock = _read("requirements.lock")
    blocks = re.split(r"\n(?=[a-z0-9])", lock)
    assert all("--hash=sha256:" in block for block in blocks if block.strip())
    assert "http" not in lock


def test_every_direct_dependency_is_locked() -> None:
    project = tomllib.loads(_read("pyproject.toml"))
    wanted = project["project"]["dependencies"] + [
        one for group in project["dependency-groups"].values() for one in group
    ]
    locked = {re.split(r"[=<>! ;]", pin)[0].lower().replace("_", "-") for pin in locked_pins()}
    assert {re.split(r"[=<>! ;]", one)[0].lower() for one in wanted} <= locked


def test_pyside_is_older_than_the_release_that_loses_references_to_none() -> None:
    assert tuple(map(int, PySide6.__version__.split(".")[:2])) < (6, 12)


def test_nothing_in_the_program_imports_the_network() -> None:
    for path in (ROOT / "carbonsv").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in names} & NETWORK, path


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    lengths = {path.name: len(_lines(path)) for path in (ROOT / "carbonsv").rglob("*.py")}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()
