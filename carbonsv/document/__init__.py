"""One organisation's records in one file: what they are, and everything that ever happened to them."""

from carbonsv.document.backups import restore
from carbonsv.document.document import Document
from carbonsv.document.history import Batch, Change, Edit, describe
from carbonsv.document.store import Recoverable, recoverable

__all__ = ["Batch", "Change", "Document", "Edit", "Recoverable", "describe", "recoverable", "restore"]
