"""A world is told in the sentences of a .feature file; what none of them says becomes a comment."""

from dataclasses import replace

from gmis_simulator.server.running import SimulatorServer
from pytest_gmis.client.control import Event
from pytest_gmis.reports.retold.story import retell
from tests.rigs.clinic_in import clinic_in
from tests.rigs.retold import remarks_of, seen_in, steps_of


def test_circumstances_that_the_world_was_made_with_are_said_first(server: SimulatorServer) -> None:
    with clinic_in(
        server,
        now="2026-02-01T01:30:00+09:00",
        settings={"sunday_maintenance_hours": [0, 4], "mail_subject": "【厚生労働省G-MIS事務局】パスワード再設定"},
        institutions=[{"username": "ab123456", "name": "甲医院", "registered_address": "info@{world}.example"}],
        mailboxes={"info@{world}.example": {"persona": "au", "safe_senders": ["helpdesk@gmis.mhlw.go.jp"]}},
        defects=["never-locked", "capitals-matter"],
    ) as clinic:
        clinic.ask("ab123456")
        assert steps_of(seen_in(server.url, clinic))[:9] == [
            "日時は「2026-02-01 01:30」である",
            "設定「mail_subject」は「【厚生労働省G-MIS事務局】パスワード再設定」である",
            "設定「sunday_maintenance_hours」は「[0, 4]」である",
            "不具合「never-locked、capitals-matter」がある",
            "医療機関「甲医院」(ユーザ名「ab123456」)がある",
            "利用者はユーザ名「ab123456」の担当者である",
            "登録メールアドレスは「info」である",
            "メールボックスは「au」である",
            "受信設定の「受信リスト設定」に「helpdesk@gmis.mhlw.go.jp」を追加する",
        ]


def test_a_world_before_the_morning_of_scenarios_is_told_on_the_same_day_of_the_week(server: SimulatorServer) -> None:
    with clinic_in(server, now="2025-02-02T01:30:00+09:00") as clinic:
        clinic.ask()
        assert steps_of(seen_in(server.url, clinic))[0] == "日時は「2053-02-02 01:30」である"


def test_an_office_that_took_its_random_time_takes_as_long_again(server: SimulatorServer) -> None:
    with clinic_in(server) as clinic:
        world = clinic.world
        text = (
            "①医療機関名: 見本クリニック\n②所在地: 大阪府見本市見本町1-1\n③ご担当者名: 花子\n④変更後のメールアドレス: "
        )
        office = {"to": "teikihokoku@kosaido.co.jp", "subject": "変更"}
        clinic.webmail("/compose", **office, text=f"{text}shin@{world.name}.example")
        world.settle()
        world.advance("14d")
        clinic.ask()
        steps = steps_of(seen_in(server.url, clinic))
        (changed,) = world.events("address.changed")
    assert "「shin」への変更を、4項目すべて書いて事務局に依頼する" in steps
    assert "14日たつ" in steps
    (days,) = (step for step in steps if "address_change_days" in step)
    assert days.endswith("である")
    assert f"[{(int(changed.at[8:10]) - 15)}" in days


def test_what_no_sentence_says_becomes_a_comment_that_names_it(server: SimulatorServer) -> None:
    with clinic_in(server) as clinic:
        clinic.ask()
        seen = seen_in(server.url, clinic)
    rose = Event(seq=len(seen.events) + 1, at=seen.events[-1].at, kind="moon.rose", data={})
    remarks = remarks_of(replace(seen, events=[*seen.events, rose]))
    assert f"書ける文がない出来事: moon.rose ({rose.at})" in remarks
    for kind in {event.kind for event in seen.events} - {"reset.requested"}:
        assert kind in remarks


def test_a_user_name_that_no_sentence_can_hold_becomes_a_comment(server: SimulatorServer) -> None:
    with clinic_in(server) as clinic:
        clinic.browser().post("/s/login/", data={"username": "二\n行", "password": "x"})
        seen = seen_in(server.url, clinic)
    assert "書ける文がない手順" in remarks_of(seen)
    assert not any("\n" in line.text for line in retell(seen, None, None, None).lines)


def test_a_world_in_which_nothing_was_done_is_a_file_that_runs_all_the_same(server: SimulatorServer) -> None:
    with clinic_in(server) as clinic:
        assert steps_of(seen_in(server.url, clinic)) == ["ログイン画面を開く", "ログインの画面になる"]
