"""What data says, in Japanese: it stands in no call that an extractor could find."""

from collections.abc import Iterator


def texts() -> Iterator[str]:
    """Each that is shown through the catalogue."""
    yield from ()
