"""The tags of .feature files, which are markers of pytest too: `pytest -m 迷惑メール`, `-m 手順③`."""

import difflib

import pytest

SYMPTOM, REMEDY = "症状", "対処"

TAGS = {
    SYMPTOM: "利用者の申告のとおりになるシナリオ",
    REMEDY: "対処すると解決するシナリオ",
    **{f"手順{step}": f"案内文書の手順{step}" for step in "①②③④⑤⑥⑦"},
    "手順後": "案内文書の手順⑦より後: Med-LoginからG-MISへ",
    "メール": "メールの届き方に関わる",
    "迷惑メール": "受信側の振り分けや拒否に関わる",
    "携帯電話": "携帯電話会社のメールに関わる",
    "職場のメール": "病院や役場のメールに関わる",
    "メールアドレス変更": "登録メールアドレスの変更に関わる",
    "URL": "再設定用URLに関わる",
    "パスワード": "新しいパスワードに関わる",
    "ログイン": "ログインに関わる",
    "ユーザ名": "ユーザ名に関わる",
    "定期報告": "G-MISの定期報告に関わる",
    "スマートフォン": "スマートフォンの画面に関わる",
}
"""Every tag, with its meaning; one that is not here is refused."""


def leaflet_step(number: str) -> pytest.MarkDecorator:
    """The marker of a step of the leaflet for tests in Python, where ``@pytest.mark.手順④`` would be no name."""
    marker: pytest.MarkDecorator = getattr(pytest.mark, f"手順{number}")
    return marker


def nearest_tag(name: str) -> str:
    """The tag that ``name`` was most likely meant to be; empty when none is close."""
    close = difflib.get_close_matches(name, TAGS, n=1, cutoff=0.3)
    return close[0] if close else ""
