"""What stood there when something failed is told in a paragraph, whatever is gone by then, and without a secret."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from gmis_api.language import spoken
from pytest_gmis.client.control import Event, Institution, Unreachable, World
from pytest_gmis.evidence.masking import Masking
from pytest_gmis.evidence.standing_there import what_stands_there

SEEN = {"to": "ex000000@w-1.example", "subject": "再設定", "message_id": "<1@x>"}
TRACE = [
    {"rule": "block-list", "name": "拒否リスト", "verdict": None, "reason": "ない"},
    {"rule": "unknown-sender", "name": "知らない差出人", "verdict": "junk", "reason": "知らない"},
]


class APage:
    """In front, of that title and heading; ``broken``: what happens to who looks at it."""

    url = "http://h/w-1/s/?r=token-of-a-link"

    def __init__(self, *, broken: Exception | None = None, closed: bool = False) -> None:
        self._broken, self._closed = broken, closed

    def is_closed(self) -> bool:
        return self._closed

    def locator(self, _: str) -> "APage":
        return self

    def evaluate(self, _: str, *, timeout: float) -> list[str]:
        assert timeout
        if self._broken:
            raise self._broken
        return ["題 | Med-Login", "メールを確認してください"]


class AWorld:
    """With that log; an exception for it: nobody answers."""

    name = "w-1"

    def __init__(self, *events: Event, gone: bool = False, passwords: Sequence[str] = ("Secret2026",)) -> None:
        self._events, self._gone = events, gone
        self._passwords = passwords  # now, and when it is asked again

    def events(self) -> Sequence[Event]:
        if self._gone:
            raise Unreachable("no simulator answers at http://h")
        return self._events

    def refreshed(self) -> "AWorld":
        return AWorld(*self._events, passwords=self._passwords[-1:])

    @property
    def institutions(self) -> list[Institution]:
        return [
            Institution(
                username="ex000000", name="", location="", registered_address="",
                password=self._passwords[0], enabled=True, may_report=True,
            )
        ]  # fmt: skip


def event(kind: str, **data: Any) -> Event:
    return Event(seq=1, at="2026-01-15T09:00:00.000+09:00", kind=kind, data=data)


def told(page: APage | None, *worlds: AWorld) -> str:
    return what_stands_there(cast(Page, page), cast(list[World], list(worlds)), Masking())


@pytest.fixture(autouse=True)
def japanese() -> Iterator[None]:
    with spoken("ja"):
        yield


def test_the_page_in_front_is_named_by_heading_title_and_address_without_its_token() -> None:
    said = told(APage())
    assert "画面: 「メールを確認してください」 (題 | Med-Login) http://h/w-1/s/?r=●●●●" in said


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (None, "画面: 開いていません"),
        (APage(closed=True), "画面: 閉じられています"),
        (APage(broken=PlaywrightError("Target closed\nat x")), "画面: 見られません: Target closed"),
        (APage(broken=RuntimeError()), "画面: 見られません: RuntimeError"),
    ],
    ids=["none", "closed", "crashed", "Playwright gone"],
)
def test_a_page_that_cannot_be_looked_at_is_told_so(page: APage | None, said: str) -> None:
    assert said in told(page).splitlines()[1]


def test_a_mail_is_told_with_its_folder_and_the_rule_that_decided() -> None:
    verdict = event("mail.verdict", **SEEN, verdict="junk", rule="unknown-sender", trace=TRACE)
    filed = event("mail.delivered", **SEEN, folder="junk", id="ID")
    said = "メール: 「再設定」ex000000@w-1.example 宛て → {}、決めた規則は 知らない差出人 (unknown-sender)"
    assert said.format("迷惑メール (junk)") in told(None, AWorld(verdict, filed))
    moved = event("mail.moved", to=SEEN["to"], id="ID", source="junk", folder="inbox", by="owner")
    assert said.format("受信トレイ (inbox)") in told(None, AWorld(verdict, filed, moved))
    gone = event("mail.deleted", to=SEEN["to"], id="ID", folder="inbox")
    assert said.format("削除済み (deleted)") in told(None, AWorld(verdict, filed, moved, gone))


def test_a_mail_that_was_refused_says_what_the_sender_was_told() -> None:
    refused = event("mail.verdict", **SEEN, verdict="reject", rule="full-mailbox", reply="552 Mailbox full", trace=[])
    assert "→ 拒否 (reject)、決めた規則は 容量オーバー (full-mailbox) 552 Mailbox full" in told(None, AWorld(refused))


def test_each_delivery_of_the_same_mail_is_told() -> None:
    twice = [event("mail.verdict", **SEEN, verdict=each, rule="default", trace=[]) for each in ("junk", "inbox")]
    filed = [event("mail.delivered", **SEEN, folder=each, id=each) for each in ("junk", "inbox")]
    said = told(None, AWorld(*twice, *filed))
    assert said.count("「再設定」") == 2
    assert "迷惑メール (junk)" in said
    assert "受信トレイ (inbox)" in said


def test_of_a_mail_that_a_group_got_each_members_folder_is_told() -> None:
    folders = {"jimu@w-1.example": "inbox", "incho@w-1.example": "junk"}
    verdicts = [event("mail.verdict", **SEEN | {"to": to}, verdict="inbox", rule="x", trace=[]) for to in folders]
    filed = [event("mail.delivered", **SEEN | {"to": to}, folder=folders[to], id=to) for to in reversed(folders)]
    said = told(None, AWorld(*verdicts, *filed))
    assert "jimu@w-1.example 宛て → 受信トレイ (inbox)" in said
    assert "incho@w-1.example 宛て → 迷惑メール (junk)" in said


def test_no_mail_and_the_last_events_are_told_and_pages_are_not() -> None:
    events = [event("login.refused", username="ex000000", reason="locked"), event("page.answered", path="/s/")]
    said = told(None, AWorld(*[event("world.created")] * 9, *events))
    assert "メール: ありません" in said
    assert said.count("世界の作成 (world.created)") == 4
    assert said.endswith("09:00:00 ログインの拒否 (login.refused) 理由 (reason): ロック中 (locked)")


def test_no_password_of_the_world_is_told() -> None:
    assert "Secret2026" not in told(None, AWorld(event("mistake", doing="x", error="ValueError: Secret2026")))


def test_no_password_that_was_chosen_since_the_world_was_made_is_told() -> None:
    changed = AWorld(event("mistake", doing="x", error="ValueError: Chosen2026"), passwords=("First-1x", "Chosen2026"))
    assert "Chosen2026" not in told(None, changed)


def test_a_simulator_that_is_gone_is_told_so_and_the_page_all_the_same() -> None:
    said = told(APage(), AWorld(gone=True))
    assert "世界 w-1: 記録を読めません: no simulator answers at http://h" in said
    assert "メールを確認してください" in said
