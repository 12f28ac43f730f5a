"""What opening or saving a file has brought to light: changes from outside, and versions kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session


def opening_news(session: Session) -> list[Issue]:
    """Return what the user should know about the file that was opened."""
    return list(session.document.notices)


def saving_news(session: Session) -> list[Issue]:
    """Return what the user should know after saving: whose version was kept beside the file."""
    kept = session.document.conflict_copy
    return [] if kept is None or session.path is None else [_kept_apart(session.path, kept)]


def _kept_apart(path: Path, kept: Path) -> Issue:
    sentence = f"{path.name} was changed by somebody else while it was open here."
    hint = f"Your version is saved, and theirs is kept beside it as {kept.name}: open it to see what differs."
    return Issue("", "conflict-kept", "warning", sentence, hint)
