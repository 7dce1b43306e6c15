"""What somebody wrote to the address-change office, read as its four items: free Japanese text, as people write it."""

import re
import unicodedata

ITEMS = {"name": "①医療機関名", "location": "②所在地", "contact": "③ご担当者名", "address": "④変更後のメールアドレス"}
"""The four items, all required [manual]."""

_LABELS = {
    "name": r"(?:医療|保険)?機関(?:名称|名|の名称)|(?:病院|医院|診療所|クリニック|薬局|施設)(?:名称|名)",
    "location": r"(?:医療機関の)?(?:所在地|住所)",
    "contact": r"(?:ご|御)?担当者?(?:の?(?:氏名|名前|名))?(?:様|さま)?",
    "address": r"(?:(?:変更後|変更先|新しい|新規|新)の?)?(?:電子)?(?:メール|e-?mail|mail)(?:アドレス)?"
    r"|(?:変更後|新しい|新)の?アドレス",
}
_LABELLED = {
    item: re.compile(rf"(?:{label})(?:\s*(?:[:=]|は、?|が)\s*|\s+|$)(.*)", re.IGNORECASE)
    for item, label in _LABELS.items()
}
_BY_NUMBER = dict(zip("1234", ITEMS, strict=True))
_CIRCLED = str.maketrans({"①": "\n〔1〕", "②": "\n〔2〕", "③": "\n〔3〕", "④": "\n〔4〕"})
_NUMBERED = re.compile(r"(?:〔([1-4])〕|\(([1-4])\)|([1-4])[.):、])\s*(.*)")
_BULLET = re.compile(r"^[\s・*■□●○◆◇▼-]+")
_ENDING = re.compile(r"\s*(?:です|でございます|になります|となります|にしてください|に変更)?[。.]?$")
_ADDRESS = re.compile(r"[^\s<>()、。「」]+@[^\s<>()、。「」]+")


def read_request(text: str) -> dict[str, str]:
    """The items that are there, by their key in `ITEMS`; labels or ①–④ tell them apart, full-width or not.

    A value may stand beside its label or on the line below; quoted lines (>) do not count.
    """
    found: dict[str, str] = {}
    open_item: str | None = None  # a label whose value may follow on the next line
    for line in _lines(text):
        item, value = _split(line)
        if item is None and open_item:
            item, value = open_item, line
        if item is None:
            continue
        if item in found or not value:
            open_item = None if item in found else item
            continue
        found[item], open_item = _tidy(item, value), None
    return {item: value for item, value in found.items() if value}


def _lines(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text.translate(_CIRCLED))
    lines = (_BULLET.sub("", line).strip() for line in plain.splitlines() if not line.lstrip().startswith(">"))
    return [line for line in lines if line]


def _split(line: str) -> tuple[str | None, str]:
    """The item that a line is about, by its label or else by its number, and the rest of it."""
    numbered = _NUMBERED.match(line)
    rest = numbered[4] if numbered else line
    for item, pattern in _LABELLED.items():
        if match := pattern.match(rest):
            return item, match[1].strip()
    if numbered:
        return _BY_NUMBER[numbered[1] or numbered[2] or numbered[3]], rest.strip()
    return None, line


def _tidy(item: str, value: str) -> str:
    value = _ENDING.sub("", value).strip()
    if item == "address" and (match := _ADDRESS.search(value)):
        return match[0].removeprefix("mailto:")
    return value
