"""An issue: something wrong with the user's data, as a value that is collected and shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "notice"]


@dataclass(frozen=True, slots=True)
class Issue:
    """What is wrong with one record, in a sentence, and what to do.

    An error keeps the record out of the inventory; a warning asks for attention; a notice explains.
    Codes are kebab-case and are never renamed, so that scripts can rely on them.
    """

    record: str
    code: str
    severity: Severity
    sentence: str
    hint: str = ""
