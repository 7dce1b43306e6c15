"""``python -m gmis``."""

from gmis.cli import main

main()
