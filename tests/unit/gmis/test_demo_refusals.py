"""What `gmis demo` refuses before anything is started."""

from pathlib import Path

from tests.rigs.commands import call

FONT = {"gmis.demo.font": lambda: (True, "a font")}


def test_a_headed_demo_without_a_full_browser_says_so(tmp_path: Path) -> None:
    nothing = {"PATH": str(tmp_path), "HOME": str(tmp_path), "DISPLAY": ":0"}
    said = call("demo", "--headed", cwd=tmp_path, replaced=FONT, environment=nothing).in_one_sentence()
    assert said.startswith(
        "gmis: ブラウザーが見つかりません(--headed にはheadless shellではない普通のブラウザーが必要です)"
    )


def test_without_a_japanese_font_the_demo_says_what_to_do_instead_of_showing_boxes(tmp_path: Path) -> None:
    none = {"gmis.demo.font": lambda: (False, "install a font")}
    said = call("demo", cwd=tmp_path, replaced=none).in_one_sentence()
    assert said == "gmis: このままでは画面の日本語が豆腐(□)になります: install a font\n"


def test_a_headed_demo_without_a_display_says_so(tmp_path: Path) -> None:
    ended = call("demo", "--headed", cwd=tmp_path, replaced={**FONT, "sys.platform": "linux"})
    assert ended.in_one_sentence().startswith("gmis: --headed にはディスプレイが必要です")
