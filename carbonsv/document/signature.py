"""Who makes a change, and when."""

from __future__ import annotations

import datetime as dt
import getpass


def now_utc() -> dt.datetime:
    """Return the time now, in UTC."""
    return dt.datetime.now(tz=dt.UTC)


def os_user() -> str:
    """Return the name the user has on this computer."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
