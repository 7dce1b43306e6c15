"""`gmis demo`: one run, and its report looked at from many sides."""

import base64
import re
import struct
from html.parser import HTMLParser

import pytest

from gmis.doctor import font
from pytest_gmis.browser.rig import Rig
from tests.rigs.one_engine import Asked, Command


@pytest.fixture(scope="module")
def demo(standing: Rig, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """What `gmis demo` printed, and its report."""
    has_font, what_helps = font()
    if not has_font:
        pytest.skip(what_helps)
    command = Command(standing, tmp_path_factory.mktemp("demo"))
    ended = command("demo", "--inbox", "embedded")
    assert ended.status == 0, ended.said
    assert command.asked == [Asked("embedded", "chromium", headed=False, slow=False)]
    return ended.out, (command.folder / "report/demo/index.html").read_text(encoding="utf-8")


def test_where_it_runs_is_said_first(demo: tuple[str, str], standing: Rig) -> None:
    simulator = standing.simulator
    first = f"シミュレーター {simulator.url}  受信箱 {simulator.inbox} {simulator.inbox_url}"
    assert demo[0].splitlines()[0] == first


def test_every_step_of_the_leaflet_is_told_in_order(demo: tuple[str, str]) -> None:
    told = re.findall(r"^  ([①-⑦後]) ", demo[0], re.MULTILINE)
    assert list(dict.fromkeys(told)) == [*"①②③④⑤⑥⑦後"]
    assert re.search(r"^報告書: /.*/report/demo/index\.html$", demo[0], re.MULTILINE)


def test_the_report_shows_a_picture_of_every_step_and_none_is_empty(demo: tuple[str, str]) -> None:
    shown = re.findall(r'data:image/jpeg;base64,([^"]+)" alt="(?!メール「)', demo[1])
    pictures = [base64.b64decode(data) for data in shown]
    assert len(pictures) >= 10
    assert len(pictures) == len(re.findall(r"^  [①-⑦後] ", demo[0], re.MULTILINE))
    for picture in pictures:
        frame = picture.index(b"\xff\xc0")  # where a JPEG says how large it is
        height, width = struct.unpack(">HH", picture[frame + 5 : frame + 9])
        assert (width, height >= 200) == (960, True)  # cut where the page ends
        assert len(picture) > 8_000  # a page of one colour is far below that


def test_the_report_is_one_file_that_fetches_nothing(demo: tuple[str, str]) -> None:
    fetched: list[str] = []

    class Sources(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag not in ("script", "link", "iframe")
            fetched.extend(value or "" for name, value in attrs if name in ("src", "href", "srcset"))

    Sources().feed(demo[1])
    assert all(source.startswith("data:image/jpeg;base64,") for source in fetched)
    assert "url(" not in demo[1]


def test_the_report_holds_the_mail_the_events_and_the_versions(demo: tuple[str, str]) -> None:
    for text in ("パスワード再設定のご案内", "mail.verdict", "report.opened", "chromium", "playwright", "1.64."):
        assert text in demo[1]
