"""The reported issues: a .feature file each, named after the cause."""

from pathlib import Path

FOLDER = Path(__file__).parent
