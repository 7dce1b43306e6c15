"""A scenario is played step by step; what a step types as a secret is known before it is typed."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from playwright.sync_api import Error as PlaywrightError

from pytest_gmis.evidence.recorder import Recorder
from pytest_gmis.reports.play import play
from pytest_gmis.reports.reading import read_issue
from pytest_gmis.reports.scene import Scene

TYPED = """\
# language: ja
機能: 例
  シナリオ: 例
    もし 「Secret-1」と入力し、確認の欄に「Secret-2」と入力する
    もし 「新しいパスワード」の欄に「Secret-3」と入力する
    もし 「ユーザ名」の欄に「ex000009」と入力する
"""


class Anything:
    """A scene in which everything can be done, and does nothing."""

    devices: Mapping[str, str] = {}

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: Anything()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_password_that_is_typed_is_masked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    (tmp_path / "mine.feature").write_text(TYPED, encoding="utf-8")
    (scenario,) = read_issue(tmp_path / "mine.feature").scenarios
    recorder = Recorder("mine", "mine", trace=False)
    for step in scenario.steps:
        monkeypatch.setitem(step.said.sentence.__dict__, "do", lambda *_, **__: None)
    play(scenario, cast(Scene, Anything()), recorder)
    assert f"Secret-{number}" not in recorder.masking(f"it was Secret-{number}")
    assert "ex000009" in recorder.masking("ex000009")
    assert [moment.status for moment in recorder.recording.moments] == ["passed"] * 3


NOT_OPENED = """\
# language: ja
機能: 例
  シナリオ: 例
    もし 画面を再読み込みする
    ならば 画面が開けない
"""


@pytest.mark.parametrize(
    ("message", "is_borne"),
    [
        ("Page.reload: net::ERR_INTERNET_DISCONNECTED at http://127.0.0.1", True),
        ("Page.reload: NS_ERROR_NET_RESET", True),
        ("Locator.click: Timeout 30000ms exceeded.", False),
        ("Locator.click: Element is not visible", False),
    ],
)
def test_only_a_page_that_does_not_come_is_borne_where_that_is_what_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, message: str, is_borne: bool
) -> None:
    (tmp_path / "mine.feature").write_text(NOT_OPENED, encoding="utf-8")
    (scenario,) = read_issue(tmp_path / "mine.feature").scenarios

    def fails(*_: Any, **__: Any) -> None:
        raise PlaywrightError(message)

    monkeypatch.setitem(scenario.steps[0].said.sentence.__dict__, "do", fails)
    scene = cast(Scene, SimpleNamespace(not_opened=False, devices={}))
    if is_borne:
        play(scenario, scene)
        return
    with pytest.raises(PlaywrightError, match=re.escape(message)):
        play(scenario, scene)
