"""What `gmis new` writes out of answers runs at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pytest_gmis.reports.answers import STEPS
from pytest_gmis.reports.reading import read_issue
from tests.rigs.one_engine import Command


@pytest.mark.parametrize(
    ("step", "options", "last"),
    [
        ("①", (), "ログインの画面になる"),
        ("②", ("--device", "iPad Mini"), "ユーザ名の入力の画面になる"),
        ("③", ("--mailbox", "hospital-gateway"), "「隔離」に再設定メールが届いている"),
        ("④", ("--mailbox", "forwarding"), "リセットの確認の画面になる"),
        ("⑤", ("--mailbox", "full"), "パスワード変更の画面になる"),
        ("⑥", (), "「パスワードを変更」のボタンは押せる"),
        ("⑦", ("--mailbox", "outlook"), "記録に「password.changed」がある"),
        ("後", ("--device", "iPhone 15"), "と表示される"),
    ],
    ids=STEPS,
)
def test_a_file_for_each_step_of_the_leaflet_runs_at_once(
    command: Command, reproduced: Callable[[Path], None], step: str, options: tuple[str, ...], last: str
) -> None:
    written = command("new", "trial", "--said", "うまくいかない", "--step", step, *options)
    assert (written.status, written.err) == (0, "")
    path = command.folder / "trial.feature"
    issue = read_issue(path)
    assert (issue.said, issue.leaflet_step) == ("うまくいかない", step)
    assert issue.symptom.steps[-1].text.endswith(last)
    assert issue.facts["原因"] == "まだ分かっていません。"
    reproduced(path)


def test_a_device_that_there_is_not_is_refused_with_the_nearest_and_nothing_is_written(command: Command) -> None:
    said = command("new", "x", "--said", "x", "--step", "1", "--device", "iPhon 15").in_one_sentence()
    assert "近いもの: iPhone 15" in said
    assert list(command.folder.iterdir()) == []
