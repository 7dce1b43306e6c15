"""What is said of a mail that was looked at."""

from typing import Any

from gmis.mail.inboxes import SHOWN, Read
from gmis.mail.recipient import Fate
from gmis.personas import VERDICTS
from gmis_api.language import _, listed
from gmis_simulator.mime.budget import Budget
from gmis_simulator.mime.entity import Entity, read_entity
from gmis_simulator.mime.notes import in_words

_LINES, _WIDTH = 12, 100  # of a text that is shown


def told(file: str, raw: bytes, sender: str, read: dict[str, Read | str], fates: list[Fate]) -> list[str]:
    """All of it, a line each."""
    lines = [
        _(
            "{file} ({size:,} bytes), sender of the envelope: {sender}",
            file=file,
            size=len(raw),
            sender=sender or _("(empty: a bounce)"),
        ),
        "",
    ]
    first = next((each for each in read.values() if isinstance(each, Read)), None)
    if first:
        lines += [
            f"{_(label)}: {_shown(first.fields[name])}" for name, label in SHOWN.items() if name not in ("Text", "HTML")
        ]
        lines += ["", _("parts:"), *_tree(raw), "", _("body:"), *_beginning(first.fields["Text"])]
        lines += [_("not read: {what}", what=in_words(note)) for note in first.fields.get("NotRead", [])]
    lines += ["", *_compared(read)]
    for fate in fates:
        lines += ["", *_fate(fate, first)]
    return lines


def _compared(read: dict[str, Read | str]) -> list[str]:
    lines = [f"{name}: {each}" for name, each in read.items() if isinstance(each, str)]
    both = [(name, each) for name, each in read.items() if isinstance(each, Read)]
    if len(both) < 2:
        return lines
    (one, ours), (other, theirs) = both
    different = ours.differs_from(theirs)
    if not different:
        return [*lines, _("{one} and {other} read it alike.", one=one, other=other)]
    lines.append(_("{one} and {other} read it differently:", one=one, other=other))
    for name in different:
        lines += [f"  {_(SHOWN[name])}", f"    {one}: {_shown(ours.fields[name])}"]
        lines += [f"    {other}: {_shown(theirs.fields[name])}"]
    return lines


def _fate(fate: Fate, sent: Read | None) -> list[str]:
    persona, verdict, filed = fate.mailbox.persona, fate.event("mail.verdict"), fate.event("mail.delivered")
    lines = [_("recipient {name} ({title})", name=fate.mailbox.name, title=_(persona.title))]
    if not verdict:
        return [*lines, "  " + _("not taken: {reply}", reply=fate.reply)]
    deciding = next(number for number, each in enumerate(verdict["trace"]) if each["rule"] == verdict["rule"])
    for number, each in enumerate(verdict["trace"]):
        lines.append(f"{'→' if number == deciding else ' '} {number + 1:>2}. {each['name']}: {each['reason']}")
    lines.append("  " + _("result: {verdict} ({rule})", verdict=_(VERDICTS[verdict["verdict"]]), rule=verdict["rule"]))
    lines += (
        ["  " + _("authentication of the sender: {result}", result=verdict["authentication"])]
        if verdict.get("authentication")
        else []
    )
    if not fate.reply.startswith("250"):
        lines.append("  " + _("answer to the sender: {reply}", reply=fate.reply))
    lines += ["  " + _("not read: {what}", what=in_words(note)) for note in verdict.get("not_read", [])]
    if filed and sent and fate.subject != sent.fields["Subject"]:
        lines.append("  " + _("the subject was changed: {subject}", subject=fate.subject))
    if filed and sent and fate.text != sent.fields["Text"]:
        lines += ["  " + _("the body was changed:"), *(f"  {line}" for line in _beginning(fate.text))]
    return lines


def _tree(raw: bytes) -> list[str]:
    lines: list[str] = []

    def add(part: Entity, depth: int) -> None:
        said = [part.type or _("(no type)"), part.charset, part.encoding, part.disposition]
        name = f"「{part.file_name}」" if part.file_name else ""
        size = "" if part.children else _("{size:,} bytes", size=part.end - part.header.body)
        lines.append("  " * (depth + 1) + " ".join(each for each in (*said, name, size) if each))
        for child in part.children:
            add(child, depth + 1)

    add(read_entity(raw, Budget()), 0)
    return lines[:_LINES] + (["  " + _("and {count} more", count=len(lines) - _LINES)] if len(lines) > _LINES else [])


def _beginning(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line.strip()]
    shown = [f"  {line[:_WIDTH]}{'…' if len(line) > _WIDTH else ''}" for line in lines[:_LINES]]
    return shown + (
        ["  " + _("(and {count} more lines)", count=len(lines) - _LINES)] if len(lines) > _LINES else []
    ) or ["  " + _("(none)")]


def _shown(value: Any) -> str:
    """A field's value in one line."""
    if isinstance(value, list):
        return listed(_shown(each) for each in value) or _("(none)")
    if isinstance(value, dict) and "FileName" in value:
        return _(
            "{name} ({type}, {size:,} bytes)", name=value["FileName"], type=value["ContentType"], size=value["Size"]
        )
    if isinstance(value, dict):
        return f"{value['Name']} <{value['Address']}>" if value["Name"] else value["Address"] or _("(none)")
    line = " ".join(str(value).split())
    return (line[: 2 * _WIDTH] + "…" if len(line) > 2 * _WIDTH else line) or _("(none)")
