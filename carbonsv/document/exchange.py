"""Putting a finished file in the place of another in one step, and keeping what came out.

A rename would throw away whatever is there at that moment; an exchange hands it back, so that a version
somebody else has just saved can never disappear unseen.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_HERE = -100  # AT_FDCWD
_SWAP = 2  # RENAME_EXCHANGE and RENAME_SWAP
_UNABLE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)
_TRIES = 100


def put_in_place(new: Path, target: Path) -> Path | None:
    """Put a finished file in the place of another; return where what was there is now, if anything was.

    Raises:
        OSError: the folder refuses it; both files are as they were.
    """
    for _ in range(_TRIES):
        try:
            return _exchanged(new, target)
        except FileNotFoundError:
            if not new.exists():
                raise
        try:
            move_to_free_name(new, target)
        except FileExistsError:  # somebody saved there just now: exchange with that
            continue
        return None
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(target))


def _exchanged(new: Path, target: Path) -> Path:
    try:
        _swap(new, target)
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
        return _exchanged_in_two_steps(new, target)
    return new


def _exchanged_in_two_steps(new: Path, target: Path) -> Path:
    """Take the old file out, then put the new one in: for file systems that cannot exchange."""
    out = new.with_name(f"{new.name}.out")
    target.rename(out)
    move_to_free_name(new, target)
    return out


def move_to_free_name(new: Path, target: Path) -> None:
    """Rename a file, never over another.

    Raises:
        FileExistsError: the name is taken.
    """
    try:
        os.link(new, target)  # unlike a rename, never overwrites
    except FileExistsError:
        raise
    except OSError:  # no hard links here
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        new.rename(target)
    else:
        new.unlink()


def _swap(new: Path, target: Path) -> None:
    if sys.platform == "win32":
        _refuse_on_windows(target)
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(new), os.fsencode(target)
    if sys.platform == "darwin":
        failed = library.renamex_np(first, second, _SWAP)
    elif hasattr(library, "renameat2"):
        failed = library.renameat2(_HERE, first, _HERE, second, _SWAP)
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(target))


def _refuse_on_windows(target: Path) -> None:
    if not target.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(target))
    raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))  # Windows exchanges nothing: two steps
