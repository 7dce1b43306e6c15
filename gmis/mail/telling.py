"""What is said of a mail that was looked at, in Japanese."""

from typing import Any

from gmis.mail.inboxes import SHOWN, Read
from gmis.mail.recipient import Fate
from gmis.personas import VERDICTS
from gmis_simulator.mime.budget import Budget
from gmis_simulator.mime.entity import Entity, read_entity

_LINES, _WIDTH = 12, 100  # of a text that is shown


def told(file: str, raw: bytes, sender: str, read: dict[str, Read | str], fates: list[Fate]) -> list[str]:
    """All of it, a line each."""
    lines = [f"{file} ({len(raw):,} バイト)、封筒の差出人: {sender or '(空: バウンスメール)'}", ""]
    first = next((each for each in read.values() if isinstance(each, Read)), None)
    if first:
        lines += [
            f"{label}: {_shown(first.fields[name])}" for name, label in SHOWN.items() if name not in ("Text", "HTML")
        ]
        lines += ["", "構成:", *_tree(raw), "", "本文:", *_beginning(first.fields["Text"])]
        lines += [f"読み切らなかったもの: {note}" for note in first.fields.get("NotRead", [])]
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
        return [*lines, f"{one}と{other}は、同じに読みます。"]
    lines.append(f"{one}と{other}で、読み方が違います:")
    for name in different:
        lines += [f"  {SHOWN[name]}", f"    {one}: {_shown(ours.fields[name])}"]
        lines += [f"    {other}: {_shown(theirs.fields[name])}"]
    return lines


def _fate(fate: Fate, sent: Read | None) -> list[str]:
    persona, verdict, filed = fate.mailbox.persona, fate.event("mail.verdict"), fate.event("mail.delivered")
    lines = [f"受信者 {fate.mailbox.name} ({persona.title})"]
    if not verdict:
        return [*lines, f"  受け取りませんでした: {fate.reply}"]
    deciding = next(number for number, each in enumerate(verdict["trace"]) if each["rule"] == verdict["rule"])
    for number, each in enumerate(verdict["trace"]):
        lines.append(f"{'→' if number == deciding else ' '} {number + 1:>2}. {each['name']}: {each['reason']}")
    lines.append(f"  結果: {VERDICTS[verdict['verdict']]} ({verdict['rule']})")
    lines += [f"  送信元の確認: {verdict['authentication']}"] if verdict.get("authentication") else []
    if not fate.reply.startswith("250"):
        lines.append(f"  送信側への応答: {fate.reply}")
    lines += [f"  読み切らなかったもの: {note}" for note in verdict.get("not_read", [])]
    if filed and sent and fate.subject != sent.fields["Subject"]:
        lines.append(f"  件名が変わりました: {fate.subject}")
    if filed and sent and fate.text != sent.fields["Text"]:
        lines += ["  本文が変わりました:", *(f"  {line}" for line in _beginning(fate.text))]
    return lines


def _tree(raw: bytes) -> list[str]:
    lines: list[str] = []

    def add(part: Entity, depth: int) -> None:
        said = [part.type or "(種類の記載なし)", part.charset, part.encoding, part.disposition]
        name = f"「{part.file_name}」" if part.file_name else ""
        size = "" if part.children else f"{part.end - part.header.body:,} バイト"
        lines.append("  " * (depth + 1) + " ".join(each for each in (*said, name, size) if each))
        for child in part.children:
            add(child, depth + 1)

    add(read_entity(raw, Budget()), 0)
    return lines[:_LINES] + ([f"  ほかに {len(lines) - _LINES}"] if len(lines) > _LINES else [])


def _beginning(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line.strip()]
    shown = [f"  {line[:_WIDTH]}{'…' if len(line) > _WIDTH else ''}" for line in lines[:_LINES]]
    return shown + ([f"  (ほかに {len(lines) - _LINES} 行)"] if len(lines) > _LINES else []) or ["  (なし)"]


def _shown(value: Any) -> str:
    """A field's value in one line."""
    if isinstance(value, list):
        return "、".join(_shown(each) for each in value) or "(なし)"
    if isinstance(value, dict) and "FileName" in value:
        return f"{value['FileName']} ({value['ContentType']}, {value['Size']:,} バイト)"
    if isinstance(value, dict):
        return f"{value['Name']} <{value['Address']}>" if value["Name"] else value["Address"] or "(なし)"
    line = " ".join(str(value).split())
    return (line[: 2 * _WIDTH] + "…" if len(line) > 2 * _WIDTH else line) or "(なし)"
