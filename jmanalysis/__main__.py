"""``python -m jmanalysis`` is the ``jmanalysis`` command."""

import sys

from jmanalysis.cli import main

if __name__ == "__main__":
    sys.exit(main())
