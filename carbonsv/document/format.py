"""What a `.carbonsv` file is: its marks, its version and its limits."""

from __future__ import annotations

EXTENSION = ".carbonsv"
APPLICATION_ID = 0x43535631  # "CSV1": how a file says whose it is, before anything in it is read
FORMAT_VERSION = 1

PAGE_SIZE = 8192  # [bytes]
ROWS_PER_BLOCK = 1024  # rows that share one hash; a power of two, so that a block is a shift of the position
ROWS_PER_RUN = 4096  # rows of an import that are stored as one value; an edit unpacks the run it falls into
LARGEST_RUN = 2**24  # [bytes] of the values of one run, unpacked; runs of longer texts have fewer rows
LAST_POSITION = 2**53  # of a row in its table
LARGEST_FILE = 8 * 2**30  # [bytes]
LARGEST_CELL = 64 * 2**20  # [bytes] of one value, and of the text of one block
LARGEST_BATCH = 2**30  # [bytes] of one change, unpacked
LARGEST_PACKED = 256 * 2**20  # [bytes] of one change, as stored
LARGEST_ATTACHMENT = 32 * 2**20  # [bytes] of one attached file; a row has to fit into LARGEST_CELL
LARGEST_ATTACHMENTS = 256 * 2**20  # [bytes] of all of them: every save and every backup writes them again
CHECK_SECONDS = 60.0  # [s] after which checking a document is given up
