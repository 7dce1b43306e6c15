"""Which Mailpit the embedded inbox stands in for."""

VERSION = "v1.31.2-embedded"
