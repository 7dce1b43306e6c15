"""What an event says is read by people: titles with names behind, no brackets, nothing that says nothing."""

from collections.abc import Iterator

import pytest

from gmis_api.language import spoken
from pytest_gmis.evidence.in_words import devices_in_words, fields_in_words, in_words
from pytest_gmis.evidence.recording import Recording


@pytest.fixture(autouse=True)
def japanese() -> Iterator[None]:
    with spoken("ja"):
        yield


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("persona", "plain", "ふつうのメールボックス (plain)"),
        ("fault", "latency", "応答が遅れる (latency)"),
        ("verdict", "junk", "迷惑メール (junk)"),
        ("settings", {"interstitial": False, "mail_retry_minutes": [1, 5]},
         "確認の画面 (interstitial): オフ、メールの再送の間隔 (mail_retry_minutes): 1、5"),
        ("settings", {"dmarc_policy": "reject"}, "DMARCのポリシー (dmarc_policy): 拒否 (reject)"),
        ("switches", {"spoofing": "high", "x": "y"}, "なりすましメールの規制 (spoofing): 高 (high)、x: y"),
        ("rules", [{"rule": "virus", "name": ""}, {"rule": "dmarc"}], "ウイルス検査 (virus)、送信ドメイン認証 (dmarc)"),
        ("reasons", ["policy", "history"], "条件を満たさない (policy)、過去のパスワード (history)"),
        ("outcome", "mailed", "メールを送ります (mailed)"),
        ("username", "ex000000", "ex000000"),
        ("status", 503, "503"),
    ],
)  # fmt: skip
def test_a_value_is_said_by_what_its_field_speaks_of(key: str, value: object, said: str) -> None:
    assert in_words(key, value) == said


def test_fields_have_titles_and_what_says_nothing_is_left_out() -> None:
    data = {"username": "ex000000", "link": None, "rules": [], "clutter": 0, "id": "x", "trace": [{"rule": "virus"}]}
    assert fields_in_words(data, "id") == [("ユーザ名 (username)", "ex000000"), ("ほかのメール (clutter)", "0")]


@pytest.mark.parametrize(
    ("device", "devices", "said"),
    [
        ("", {}, []),
        ("iPhone 15", {}, [("端末", "スマートフォン (iPhone 15)")]),
        ("", {"いつものブラウザー": "iPad Mini landscape"}, [("端末", "タブレット (iPad Mini landscape)")]),
        ("", {"いつもの": "Pixel 7", "診察室": "Desktop Chrome"},
         [("端末: いつもの", "スマートフォン (Pixel 7)"), ("端末: 診察室", "パソコン (Desktop Chrome)")]),
    ],
)  # fmt: skip
def test_the_environment_tells_each_browsers_device(
    device: str, devices: dict[str, str], said: list[tuple[str, str]]
) -> None:
    recording = Recording(name="it", title="題", started="now", device=device, devices=devices)
    assert devices_in_words([recording]) == said
