"""What the reading of one mail may cost, so that none brings a server to a halt."""

from gmis_simulator.mime.notes import noted

MOST_LINES = 10_000  # of one header block
MOST_FIELDS = 1_000  # of one header block
MOST_PARTS = 1_000
DEEPEST = 50  # containers in containers
MOST_PARAMETERS = 100  # of one field
LONGEST_FIELD = 32 * 1024  # signs of one field that are read for parameters and addresses
DEEPEST_COMMENT = 50
MOST_TEXT = 4 * 1024 * 1024  # bytes of text in one mail, as they were sent


class Budget:
    """For one mail; ``over`` says in one sentence each what was more than is read, by what it is."""

    def __init__(self) -> None:
        self.over: dict[str, str] = {}
        self.parts = MOST_PARTS
        self.text = MOST_TEXT

    def exceeded(self, what: str, **values: object) -> None:
        """Note it, once for each ``what``, by `noted`."""
        self.over.setdefault(what, noted(what, **values))

    def within(self, value: str, name: str) -> str:
        """As much of a field's ``value`` as is read."""
        if len(value) > LONGEST_FIELD:
            self.exceeded("field", name=name[:40], read=LONGEST_FIELD, all=len(value))
        return value[:LONGEST_FIELD]

    @property
    def notes(self) -> tuple[str, ...]:
        """All sentences, in order."""
        return tuple(self.over.values())
