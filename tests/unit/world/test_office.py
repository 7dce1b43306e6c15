from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from gmis_simulator.world.clock import JST
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.office import Register
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
SENDER = "yamada@demo.example"


def make_world(*places: tuple[str, str], seed: int = 1, days: Sequence[int] = (7, 14)) -> World:
    """A world with an institution ex000000, ex000001 … of each name and location."""
    settings = Settings(address_change_days=list(days))
    world = World("demo", "http://127.0.0.1:8000/demo", settings=settings, now=NOW, seed=seed)
    for number, (name, location) in enumerate(places or [("見本医院", "大阪市1-2-3")]):
        username = f"ex{number:06}"
        world.put_institution(Institution(username, name, f"{username}@demo.example", "First-1a", location=location))
    return world


def request(name: str = "見本医院", location: str = "大阪市1-2-3", address: str = "new@demo.example") -> str:
    return f"①医療機関名：{name}\n②所在地：{location}\n③ご担当者名：山田\n④変更後のメールアドレス：{address}\n"


def outcome(world: World) -> str:
    event = world.events.after()[-1]
    assert event.kind == "office.answered"
    return str(event.data["outcome"])


def test_a_whole_request_is_accepted_and_nothing_changes_until_it_is_registered() -> None:
    world = make_world()
    note = world.office.receive(SENDER, request())
    assert note.to == SENDER
    assert note.subject == "【定期報告事務局】メールアドレス変更のご依頼について"
    assert "「見本医院」のメールアドレス変更のご依頼を受け付けました" in note.text
    assert "1～2週間" in note.text

    event = world.events.after()[-1]
    assert event.kind == "office.answered"
    assert event.data == {
        "sender": SENDER,
        "outcome": "accepted",
        "items": ["address", "contact", "location", "name"],
    }
    [(due, job)] = world.agenda.waiting()
    assert job == Register("ex000000", "new@demo.example")
    assert timedelta(days=7) <= due - NOW <= timedelta(days=14)
    assert world.accounts.holder("ex000000").registered_address == "ex000000@demo.example"


def test_what_is_missing_is_named_and_asked_for() -> None:
    world = make_world()
    note = world.office.receive(SENDER, "①医療機関名：見本医院\n③ご担当者名：山田")
    assert "②所在地\n④変更後のメールアドレス" in note.text
    assert "①" not in note.text
    assert world.events.after()[-1].data == {
        "sender": SENDER,
        "outcome": "missing",
        "items": ["contact", "name"],
        "missing": ["②所在地", "④変更後のメールアドレス"],
    }
    assert world.agenda.next_due() is None


@pytest.mark.parametrize(
    ("text", "expected", "said"),
    [
        (request(address="未定"), "no-address", "「未定」は、メールアドレスとして登録できません"),
        (request(name="見本病院"), "unknown", "「見本病院」という医療機関は登録が見つかりませんでした"),
    ],
)
def test_what_cannot_be_done_is_answered_with_the_reason(text: str, expected: str, said: str) -> None:
    world = make_world()
    assert said in world.office.receive(SENDER, text).text
    assert outcome(world) == expected
    assert world.agenda.next_due() is None


@pytest.mark.parametrize(
    ("location", "expected", "username"),
    [
        ("大阪市1-2-3", "accepted", "ex000000"),
        ("堺市 ４－５", "accepted", "ex000001"),
        ("〒590-0000 堺市4-5", "accepted", "ex000001"),
        ("堺市4−5", "accepted", "ex000001"),
        ("京都市9", "ambiguous", None),
    ],
)
def test_of_institutions_of_one_name_the_location_decides(location: str, expected: str, username: str | None) -> None:
    world = make_world(("見本医院", "大阪市1-2-3"), ("見本医院", "堺市4-5"))
    world.office.receive(SENDER, request(location=location))
    assert outcome(world) == expected
    jobs = [job.username for _, job in world.agenda.waiting() if isinstance(job, Register)]
    assert jobs == ([username] if username else [])


def test_two_institutions_of_one_name_and_place_stay_ambiguous() -> None:
    world = make_world(("見本医院", "大阪市1-2-3"), ("見本医院", "大阪市1-2-3"))
    assert "複数登録されています" in world.office.receive(SENDER, request()).text
    assert outcome(world) == "ambiguous"


@pytest.mark.parametrize("name", ["見本医院", "見本 医院", "見本　医院です", "「見本医院」"])
def test_spaces_and_widths_do_not_matter_in_a_name(name: str) -> None:
    world = make_world()
    world.office.receive(SENDER, request(name=name))
    assert outcome(world) == "accepted"


def test_a_second_request_changes_nothing_until_the_first_is_registered() -> None:
    world = make_world()
    world.office.receive(SENDER, request())
    assert "すでに受け付けており" in world.office.receive(SENDER, request(address="other@demo.example")).text
    assert outcome(world) == "in-progress"
    [(due, job)] = world.agenda.waiting()

    assert isinstance(job, Register)
    world.clock.reach(due)
    world.office.register(job)
    world.office.receive(SENDER, request(address="other@demo.example"))
    assert outcome(world) == "accepted"


def test_registering_changes_the_address_and_tells_the_new_one() -> None:
    world = make_world()
    password = list(world.accounts.holder("ex000000").password_hashes)
    note = world.office.register(Register("ex000000", "new@demo.example"))
    assert (note.to, note.subject) == ("new@demo.example", "【大阪府】メールアドレスの変更が完了しました")
    assert note.text.startswith("見本医院 様\n")

    institution = world.accounts.holder("ex000000")
    assert institution.registered_address == "new@demo.example"
    assert institution.password_hashes == password
    assert world.mailboxes.get("new@demo.example")
    event = world.events.after()[-1]
    assert (event.kind, event.data) == ("address.changed", {"username": "ex000000", "address": "new@demo.example"})


@pytest.mark.parametrize("days", [(0, 0), (3, 3), (1, 30)])
def test_how_long_it_takes_is_the_worlds_setting(days: tuple[int, int]) -> None:
    world = make_world(days=days)
    world.office.receive(SENDER, request())
    due = world.agenda.next_due()
    assert due
    assert timedelta(days=days[0]) <= due - NOW <= timedelta(days=days[1])


def test_worlds_of_one_seed_register_at_one_moment() -> None:
    moments = []
    for seed in (1, 1, 2):
        world = make_world(seed=seed)
        world.office.receive(SENDER, request())
        moments.append(world.agenda.next_due())
    assert moments[0] == moments[1] != moments[2]


def test_where_only_one_has_the_name_the_location_need_not_be_the_registered_one() -> None:
    world = make_world()
    world.office.receive(SENDER, request(location="京都市9"))
    assert outcome(world) == "accepted"


def test_the_notice_of_a_registration_tells_what_to_do_next() -> None:
    assert make_world().office.register(Register("ex000000", "new@demo.example")).text == (
        "見本医院 様\n\nG-MISに登録されているメールアドレスの変更が完了しました。\n"
        "パスワードの再設定は、お手数ですが、ユーザ名の入力からもう一度お手続きください。"
        "\n\n大阪府医療機能情報提供制度及びかかりつけ医機能報告制度 定期報告事務局\n"
    )


def test_what_stands_beyond_twenty_thousand_signs_is_not_read() -> None:
    world = make_world()
    world.office.receive(SENDER, "、" * 20_000 + "\n" + request())
    assert outcome(world) == "missing"
    world.office.receive(SENDER, request() + "、" * 1_000_000)
    assert outcome(world) == "accepted"
