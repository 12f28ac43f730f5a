"""Questions that are answered with yes or no, as a list to choose from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from carbonsv.gui.models.records import is_blank
from carbonsv.gui.pages.fields import choice_label

if TYPE_CHECKING:
    from carbonsv.gui.models.record_model import Field

YES, NO = "yes", "no"


def answerable(field: Field) -> Field:
    """Let a question of yes or no be answered from a list; other fields stay as they are."""
    if field.type != "boolean":
        return field
    return replace(
        field,
        type="choice",
        choices=(YES, NO),
        required=False,
        format=lambda value: choice_label(said(value)),
    )


def said(value: Any) -> str:
    """Return an answer in words; nothing where there is none."""
    if is_blank(value):
        return ""
    return value if isinstance(value, str) else (YES if value else NO)
