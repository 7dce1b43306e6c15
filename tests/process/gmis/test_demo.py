import base64
import os
import re
import struct
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click import ClickException
from click.testing import CliRunner

import gmis.demo as demo_command
from gmis.doctor import font

GMIS = str(Path(sys.executable).with_name("gmis"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """What `gmis demo` printed, and its report."""
    has_font, what_helps = font()
    if not has_font:
        pytest.skip(what_helps)
    folder = tmp_path_factory.mktemp("demo")
    ended = subprocess.run(
        [GMIS, "demo", "--inbox", "embedded"], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout, (folder / "report/demo/index.html").read_text(encoding="utf-8")


def test_every_step_of_the_leaflet_is_told_in_order(demo: tuple[str, str]) -> None:
    told = re.findall(r"^  ([①-⑦後]) ", demo[0], re.MULTILINE)
    assert list(dict.fromkeys(told)) == [*"①②③④⑤⑥⑦後"]
    assert re.search(r"^report: /.*/report/demo/index\.html$", demo[0], re.MULTILINE)


def test_the_report_shows_a_picture_of_every_step_and_none_is_empty(demo: tuple[str, str]) -> None:
    shown = re.findall(r'data:image/jpeg;base64,([^"]+)" alt="(?!メール「)', demo[1])
    pictures = [base64.b64decode(data) for data in shown]
    assert len(pictures) >= 10
    assert len(pictures) == len(re.findall(r"^  [①-⑦後] ", demo[0], re.MULTILINE))
    for picture in pictures:
        frame = picture.index(b"\xff\xc0")  # where a JPEG says how large it is
        height, width = struct.unpack(">HH", picture[frame + 5 : frame + 9])
        assert (width, height >= 400) == (960, True)
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


def test_a_headed_demo_without_a_full_browser_says_so(tmp_path: Path) -> None:
    environment = {**os.environ, "PATH": str(tmp_path), "HOME": str(tmp_path)}
    environment.pop("GMIS_BROWSER", None)
    environment["DISPLAY"] = ":0"
    command = [GMIS, "demo", "--headed"]
    ended = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("gmis: no browser found (a headed run needs a full browser")
    assert len(ended.stderr.splitlines()) == 1


def test_without_a_japanese_font_the_demo_says_what_to_do_instead_of_showing_boxes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(demo_command, "font", lambda: (False, "install a font"))
    said = CliRunner().invoke(demo_command.demo, standalone_mode=False)
    assert isinstance(said.exception, ClickException)
    assert said.exception.message == "the pictures would show boxes instead of Japanese: install a font"


def test_a_headed_demo_without_a_display_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_command, "font", lambda: (True, "a font"))
    monkeypatch.setattr("sys.platform", "linux")
    for variable in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    said = CliRunner().invoke(demo_command.demo, ["--headed"], standalone_mode=False)
    assert isinstance(said.exception, ClickException)
    assert said.exception.message.startswith("--headed needs a display and none is set")
