"""`python -m cocreation.turtle`."""

import sys

from cocreation.turtle import main

sys.exit(main(sys.argv[1:]))
