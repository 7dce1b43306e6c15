"""What was done by hand in a world, written down by `gmis new --from-world`, happens again when it is run."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pytest_gmis.browser.rig import Rig
from pytest_gmis.client.simulator import Simulator
from pytest_gmis.plugin.fixtures import NewWorld
from pytest_gmis.reports.reading import read_issue
from tests.rigs.clinic import Clinic
from tests.rigs.days import (
    carrier,
    expired,
    faults,
    locked_and_moved,
    passwords,
    phone_without_right,
    scanner,
    spent,
    two_browsers,
)
from tests.rigs.one_engine import Command
from tests.rigs.retold import seen_in, steps_of


@pytest.fixture
def clinic(standing: Rig, new_world: NewWorld) -> Iterator[Clinic]:
    """In a world of the test's own."""
    found = Clinic(new_world(now="2026-01-15T09:00:00+09:00", seed=3), standing.mailpit)
    yield found
    found.close()


def retold(command: Command, clinic: Clinic, simulator: Simulator) -> Path:
    token = {"GMIS_TOKEN": simulator.token} if simulator.token else {}
    ended = command("new", "retold", "--from-world", clinic.world.name, "--url", simulator.url, **token)
    assert (ended.status, ended.err) == (0, "")
    return command.folder / "retold.feature"


@pytest.mark.parametrize(
    ("act", "holds"),
    [
        (expired, ["1日たつ", "1秒たつ", "記録に「link.opened」があり、「state」は「expired」である"]),
        (spent, ["画面に「このURLは使用済みです。」と表示される"]),
        (
            passwords,
            ["2つの欄に「clinic2026」と入力する", "2つの欄に「〈最初のパスワード〉」と入力する", "ログアウトする"],
        ),
        (carrier, ["受信設定の「受信許可リスト設定」に「helpdesk@gmis.mhlw.go.jp」を追加する"]),
        (two_browsers, ["ブラウザー「2台目のパソコン」に切り替える"]),
        (
            phone_without_right,
            ["「iPhone 15」を使っている", "定期報告を始める権限が付与される", "定期報告を始められる"],
        ),
        (scanner, ["設定「interstitial」は「false」である", "20秒たつ", "ユーザ名の入力の画面になる"]),
        (
            faults,
            [
                "故障「maintenance」が「/s/login/」で起きている",
                "故障「smtp-4xx」が2回起きる",
                "再設定メールは1通届いている",
            ],
        ),
        (locked_and_moved, ["アカウントがロックされている", "「迷惑メールではない」を押す", "メールを削除する"]),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_was_done_by_hand_in_a_world_happens_again(
    command: Command,
    standing: Rig,
    clinic: Clinic,
    reproduced: Callable[[Path], None],
    act: Callable[[Clinic], None],
    holds: list[str],
) -> None:
    act(clinic)
    path = retold(command, clinic, standing.simulator)
    steps = [step.text for step in read_issue(path).symptom.steps]
    for text in holds:
        assert text in steps, path.read_text(encoding="utf-8")
    reproduced(path)


def test_the_page_that_was_last_looked_at_is_the_last_thing_seen(
    command: Command, standing: Rig, clinic: Clinic, reproduced: Callable[[Path], None]
) -> None:
    clinic.log_in()
    clinic.open("/gmis/")
    home = steps_of(seen_in(standing.simulator.url, clinic, standing.simulator.token))
    clinic.open("/gmis/kakaritsukei/", "stranger")  # is led to the login page
    path = retold(command, clinic, standing.simulator)
    assert home[1:3] == ["アドレス欄に「/gmis/」を入れて開く", "G-MISのホームの画面になる"]
    steps = [step.text for step in read_issue(path).symptom.steps]
    assert steps[1:4] == [
        "ブラウザー「2台目のパソコン」に切り替える",
        "アドレス欄に「/gmis/kakaritsukei/」を入れて開く",
        "ログインの画面になる",
    ]
    reproduced(path)
