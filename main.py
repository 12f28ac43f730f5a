"""Start Carbon SV: the window without arguments, the command line with them."""

import sys

from carbonsv.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
