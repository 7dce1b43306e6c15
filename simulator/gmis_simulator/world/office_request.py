"""What somebody wrote to the address-change office, read as its four items: free Japanese text, as people write it."""

import re
import unicodedata
from typing import NamedTuple

ITEMS = {"name": "①医療機関名", "location": "②所在地", "contact": "③ご担当者名", "address": "④変更後のメールアドレス"}
"""The four items, all required [manual]."""

_NEW = r"(?:変更後|変更先|変更を?(?:希望|したい)|新しい|新規|新|(?:登録)?希望(?:する)?|登録(?:したい|する))の?(?:登録)?"
_LABELS = {
    "name": r"(?:保険)?(?:医療)?機関の?名称?|(?:病院|医院|診療所|クリニック|薬局|施設|貴院|当院)の?名称?"
    r"|(?:正式)?名称|医療機関(?=\s*[:=】\]])",
    "location": r"(?:(?:医療機関|病院|施設)の)?(?:所\s*在\s*地|住\s*所)",
    "contact": r"[ご御]?(?:連絡)?担\s*当(?:\s*者|の方)?(?:様|さま)?(?:の?[おご御]?(?:氏名|名前|名))?(?:様|さま)?",
    "address": rf"(?:{_NEW})?(?:電子)?(?:メール|e-?mail|mail)(?:アドレス)?|{_NEW}アドレス",
}
_ANY = "|".join(_LABELS.values())
_NOTE = r"(?:\((?![^)]*[旧前現])[^)]*\))?"  # (正式名称), but not (旧)
_SIGN = r"\s*(?:[:;=/→⇒|]|\.{2,99}|・{2,99}|[-‐–—―─]{1,99})\s*"
_LABELLED = {
    item: re.compile(
        rf"(?P<label>{label}){_NOTE}[】\]>」』)]*"
        rf"(?:{_SIGN}|$|(?P<weak>{'[はがを]、?' if item == 'address' else 'は、?'})|(?P<space>\s+)|(?<=[】\]>」』)]))"
        r"(?P<value>.*)",
        re.IGNORECASE,
    )
    for item, label in _LABELS.items()
}
_CIRCLED = str.maketrans({mark: f"\n〔{n % 4 + 1}〕" for n, mark in enumerate("①②③④❶❷❸❹")})
_NEXT_NUMBER = re.compile(r"(?<=\s)\(([1-4])\)")
_NUMBER = re.compile(rf"[(\[]?([1-4])(?:[.):、,\]]+(?!\d)|\s*(?=(?:{_ANY})))", re.IGNORECASE)
_NUMBERED = re.compile(r"〔([1-4])〕[\s:.、]*(.*)")
_NEXT_LABEL = re.compile(rf"(?<![旧前現在の])[\s、,。;/]{{1,20}}(?=(?:{_ANY}){_NOTE}\s*(?:[:=]|は))", re.IGNORECASE)
_MENTION = re.compile(
    rf"(?:{_ANY})(?:[、,~〜をも]|まで)|[、,~〜]|まで|を.*(?:ます|ました|ください|下さい)|の(?:\d|四|項目|とおり|通り|内容|うち)"
    r"|(?:から|と|や|及び|および)$|\W*$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[\s・*■□●○◆◇▼【\[<「『-]+")
_REST = re.compile(
    r"^(?:-- ?|[ -]*(?:original message|元のメッセージ)[ -]*)$.*", re.IGNORECASE | re.MULTILINE | re.DOTALL
)
_FAREWELL = re.compile(r"以上|.*(?:お願い|よろしく|宜しく|申し上げ|いたします|致します)")
_ENDING = re.compile(
    r"[」』】]{0,3} ?(?:です|でございます|になります|となります|と申します|にしてください|に変更)?[」』】、。.]{0,3}$"
)
_POSTAL_CODE = re.compile(r"^〒?\s*\d{3}-\d{4}\s*|^〒\s*")
_OLD = re.compile(r"\W*(?:旧|現|変更前)")
_CHANGE = re.compile(r"→|⇒|->|=>|から")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\w-]+\.)*[A-Za-z0-9-]*[A-Za-z0-9]")


class _Said(NamedTuple):
    """What a line says about an item. ``sure``: by a number or a colon; ``new``: that it is the one after a change."""

    item: str
    value: str
    sure: bool
    new: bool


def read_request(text: str) -> dict[str, str]:
    """The items that are there, by their key in `ITEMS`; labels or ①–④ tell them apart, full-width or not.

    A value may stand beside its label or on the line below; quoted lines (>) and what is below ``--`` do not count.
    Of two lines about one item the surer one counts, else the first.
    """
    found: dict[str, tuple[int, str]] = {}
    open_label: _Said | None = None  # its value may follow on the next line
    for line in _lines(text):
        said = _read(line)
        if said is None and open_label and not _FAREWELL.match(line):
            said = open_label._replace(value=line)
        value = _tidy(said.item, said.value) if said else ""
        if said is None or not value or (said.item == "address" and not said.sure and "@" not in value):
            open_label = said
            continue
        open_label = None
        rank = 2 * ("@" in value) + said.new if said.item == "address" else int(said.sure)
        if said.item not in found or rank > found[said.item][0]:
            found[said.item] = rank, value
    return {item: value for item, (_, value) in found.items()}


def _lines(text: str) -> list[str]:
    lines = (" ".join(line.split()) for line in text.splitlines())
    own = "\n".join(line for line in lines if not line.startswith((">", "＞")))
    plain = _REST.sub("", unicodedata.normalize("NFKC", own.translate(_CIRCLED)))
    split = _NEXT_LABEL.sub("\n", _NEXT_NUMBER.sub(r"\n〔\1〕", plain)).splitlines()
    marked = (re.sub(rf"^{_NUMBER.pattern}", r"〔\1〕", _BULLET.sub("", line)) for line in split)
    return [line.strip() for line in marked if line.strip()]


def _read(line: str) -> _Said | None:
    """The item that a line is about, by its label or else by its number."""
    number = _NUMBERED.match(line)
    rest = _BULLET.sub("", number[2]) if number else line
    for item, pattern in _LABELLED.items():
        if match := pattern.match(rest):
            sure = not match["weak"] and (number is not None or match["space"] is None)
            new = number is not None or re.match(_NEW, match["label"]) is not None
            return _Said(item, match["value"].strip(), sure, new)
    if number is None or (rest and _MENTION.match(rest)):
        return None
    return _Said(list(ITEMS)[int(number[1]) - 1], rest.strip(), sure=True, new=True)


def _tidy(item: str, value: str) -> str:
    if item == "address":
        value = _CHANGE.split(value)[-1] if "@" in _CHANGE.split(value)[-1] else value
        if _OLD.match(value):
            return ""
        if match := _ADDRESS.search(value.replace("mailto:", "")):
            return match[0]
    if item == "location":
        value = _POSTAL_CODE.sub("", value)
    return _ENDING.sub("", value).strip(" 「『【")
