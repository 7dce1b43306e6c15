"""The vocabulary of reported issues: every sentence that a .feature file may use. docs/steps.md lists it."""

MODULES = tuple(
    f"e2e.steps.{name}"
    for name in (
        "circumstances", "mailboxes", "browser", "clock", "med_login", "mails", "office", "outcome", "evidence"
    )
)  # fmt: skip
"""Where the sentences are, in the order in which they are listed; each is a plugin of pytest."""
