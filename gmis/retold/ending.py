"""What was last seen, as ならば."""

from collections.abc import Sequence

from fixtures.control import Event
from gmis.retold.reader import FOLDERS, Reader
from gmis.retold.script import Script

_TELLING = {
    "reset.requested": "outcome", "link.opened": "state", "link.confirmed": "state", "link.refused": "state",
    "password.refused": "reasons", "password.changed": "username", "login.refused": "reason",
    "account.locked": "username", "session.started": "by", "session.ended": "reason", "report.refused": "reason",
    "report.opened": "username", "mail.moved": "source", "mail.bounced": "code", "mail.deferred": "code",
    "office.answered": "outcome", "address.changed": "username", "scanner.opened": "on", "mail.unanswered": "to",
}  # fmt: skip
"""The kinds of event that tell how it came out, and the key in them that tells it best."""


def say_ending(script: Script, reader: Reader, events: Sequence[Event], *, mail_matters: bool) -> None:
    """The screen; the mailbox where ``mail_matters``: nobody had come by a mail's URL yet; the last telling event."""
    for text in script.screen:
        script.say("then", text)
    if mail_matters:
        _say_mailbox(script, reader, events)
    telling = [event for event in events if event.kind in _TELLING]
    if telling:
        kind, key = telling[-1].kind, _TELLING[telling[-1].kind]
        value = telling[-1].data.get(key, "")
        said = ",".join(value) if isinstance(value, list) else str(value).replace(reader.seen.name, "〈世界〉")
        script.say("then", f"記録に「{kind}」があり、「{key}」は「{said}」である")
    if not any(line.kind == "then" for line in script.lines):
        script.say("when", "ログイン画面を開く")
        script.say("then", "ログインの画面になる")


def _say_mailbox(script: Script, reader: Reader, events: Sequence[Event]) -> None:
    mails = reader.resets()
    if not mails:
        script.say("then", "再設定メールは届いていない")
    else:
        script.say("then", f"「{FOLDERS[mails[-1].folder]}」に再設定メールが届いている")
        script.say("then", f"再設定メールは{len(mails)}通届いている")
    verdicts = [
        event.data
        for event in events
        if event.kind == "mail.verdict" and event.data["to"].lower() == reader.address.lower()
    ]
    if verdicts and (not mails or mails[-1].folder != "inbox"):
        script.say("then", f"判定は「{verdicts[-1]['verdict']}」、決めた規則は「{verdicts[-1]['rule']}」である")
