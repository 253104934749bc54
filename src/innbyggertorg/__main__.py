"""`python -m innbyggertorg`."""

import sys

from innbyggertorg.cli import main

if __name__ == "__main__":
    sys.exit(main())
