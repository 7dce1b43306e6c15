"""DKIM by a given moment: dkimpy knows the machine's clock alone, and takes no other."""

import re
from datetime import datetime
from typing import Any

import dkim
from dkim.util import parse_tag_value

_LEEWAY = 36_000  # seconds, for senders whose clocks go wrong; dkimpy's own


class DatedDkim(dkim.DKIM):  # type: ignore[misc]
    """Signs ``raw``, or verifies its first signature, as if it were ``now`` (aware)."""

    def __init__(self, raw: bytes, now: datetime, **options: Any) -> None:
        super().__init__(raw, **options)
        self._now = int(now.timestamp())

    def gen_header(self, fields: list[tuple[bytes, bytes]], *more: Any, **options: Any) -> bytes:
        """The signature; ``fields`` are stamped with the machine's time until here, and signed only now."""
        stamp = str(self._now).encode("ascii")
        fields[:] = [(tag, stamp if tag == b"t" else value) for tag, value in fields]
        header: bytes = super().gen_header(fields, *more, **options)
        return header

    def verify_headerprep(self, idx: int = 0) -> Any:
        """As dkimpy's, which asks the machine for the time; raises dkim.ValidationError, as it does."""
        signatures = [header for header in self.headers if header[0].lower() == b"dkim-signature"]
        if len(signatures) <= idx:
            return False
        self.signature_fields = fields = parse_tag_value(signatures[idx][1])
        timeless = {tag: value for tag, value in fields.items() if tag not in (b"t", b"x")}
        dkim.validate_signature_fields(timeless)
        self._check_times(fields)
        self.domain, self.selector = fields[b"d"], fields[b"s"]
        signed = [name.lower() for name in re.split(rb"\s*:\s*", fields[b"h"])]
        self.include_headers = tuple(signed)
        return fields, signed, signatures

    def _check_times(self, fields: dict[bytes, bytes]) -> None:
        for tag in (b"t", b"x"):
            if tag in fields and not fields[tag].isdigit():
                raise dkim.ValidationError(f"{tag.decode()}= is {fields[tag]!r}: it must be a whole number of seconds")
        made = int(fields.get(b"t", self._now))
        expires = int(fields.get(b"x", max(made, self._now)))
        if made > self._now + _LEEWAY:
            raise dkim.ValidationError(f"t= is {made}, in the future: it is {self._now} now")
        if expires < max(made, self._now - _LEEWAY):
            raise dkim.ValidationError(f"x= is {expires}, in the past: it is {self._now} now, and t= is {made}")
