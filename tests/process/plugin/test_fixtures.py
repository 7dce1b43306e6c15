"""How the harness behaves when something is wrong."""

import sys
from pathlib import Path

from tests.process.plugin.project import OLD, RED, RED_STEP, Ran, run_alone
from tests.rigs.answering import answering

NEEDS = """
import pytest
@pytest.mark.needs("touch")
def test_a_tap(page):
    pass
"""


def test_a_red_test_explains_itself_with_the_log_of_its_world(ran: Ran) -> None:
    said = ran.said.partition("def test_red_in_its_world")[2].partition("- 記録 (")[0]
    assert "に、できごと password.changed がありません" in said
    assert "- 世界 w-" in said
    assert "clock.moved" in said


def test_what_stood_there_comes_before_the_traceback(ran: Ran) -> None:
    said = ran.said.partition("def test_red(page, med_login, step)")[0].rpartition("_ test_red[chromium] _")[2]
    stood = said.partition("\nそこにあるもの:\n")[2].splitlines()
    assert stood[0].startswith("  画面: 「Med-Login」 (ログイン | Med-Login | シミュレーター) http://")
    assert stood[1] == "  メール: ありません"
    assert "AssertionError" not in said


def test_so_it_does_for_a_scenario_and_in_junit_and_in_the_dossier(ran: Ran) -> None:
    stood = "画面: 「メールを確認してください」"
    assert stood in ran.said.partition("_ 届く _")[2].partition("def played")[0]
    assert stood in ran.text("out/junit-a.xml")
    assert (
        ran.text("out/dossiers/mine.feature-届く.html").count(stood) == 2
    )  # in the first run's report, and in the step


def test_a_red_test_in_the_browser_says_how_far_it_came(ran: Ran) -> None:
    assert "① ログインページを開く\n② ユーザ名を入力\n" in ran.said


def test_and_keeps_a_picture(plain: Ran) -> None:  # of several processes, each begins by emptying the others' folder
    assert len(list(plain.folder.glob("failed/test-step-py-test-red*/*.png"))) == 1


def test_a_picture_of_the_last_test_of_a_run_is_kept_too(tmp_path: Path) -> None:
    ended = run_alone(tmp_path, RED_STEP, "--screenshot", "only-on-failure", "--output", "failed")
    assert ended.status == 1
    assert len(list(tmp_path.glob("failed/*/*.png"))) == 1


def test_what_fails_in_the_background_makes_the_test_of_its_world_red(ran: Ran) -> None:
    assert "FAILED test_mistake.py::test_green_but_for_the_simulator" in ran.said
    assert "で、シミュレーターの内部で誤りが起きました: " in ran.said
    assert "Send: RuntimeError: no mail today" in ran.said


def test_a_real_system_as_the_target_is_refused_before_any_test(tmp_path: Path) -> None:
    url = "https://www.med-login.mhlw.go.jp"
    ended = run_alone(tmp_path, RED, GMIS_SIMULATOR_URL=url, GMIS_MAILPIT_URL="http://127.0.0.1:9")
    assert ended.status != 0
    assert "は本物のシステムのものです" in ended.said


def test_half_a_target_is_refused_with_the_remedy(tmp_path: Path) -> None:
    ended = run_alone(tmp_path, RED, GMIS_SIMULATOR_URL="http://127.0.0.1:9")
    assert ended.status == 2
    assert "`gmis up --json` の出すとおり、両方を指定します" in ended.said


def test_a_browser_that_is_not_there_is_named_with_the_remedy(tmp_path: Path) -> None:
    ended = run_alone(tmp_path, "def test_it(page): pass", GMIS_BROWSER="/nowhere/chromium")
    assert ended.status == 2
    assert "GMIS_BROWSER の '/nowhere/chromium' はプログラムではありません" in ended.said


def test_what_a_stock_firefox_cannot_do_is_skipped_with_the_reason(tmp_path: Path) -> None:
    ended = run_alone(tmp_path, NEEDS, "--browser", "firefox", "-rs", GMIS_FIREFOX=sys.executable)
    assert ended.status == 0, ended.said
    assert "touch が必要です。このブラウザーではtap() は何もせず、どの画面もタッチ画面と見ません" in ended.said


def test_a_need_that_is_misspelt_is_an_error(tmp_path: Path) -> None:
    ended = run_alone(tmp_path, NEEDS.replace("touch", "tuoch"))
    assert ended.status != 0
    assert "needs('tuoch'): それができないブラウザーは知られていません。名前: bypass_csp, " in ended.said


def test_a_simulator_of_another_time_is_told_before_the_first_test(tmp_path: Path) -> None:
    with answering(404, '{"title": "Not Found"}') as address:
        url = f"http://{address}"
        ended = run_alone(tmp_path, OLD, "-s", GMIS_SIMULATOR_URL=url, GMIS_MAILPIT_URL="http://127.0.0.1:9")
    assert ended.status == 2
    assert "の制御APIは 0 で、このハーネス" in ended.said
    assert "it was begun" not in ended.said


def test_a_folder_of_features_that_is_not_there_is_refused_with_its_name(tmp_path: Path) -> None:
    ended = run_alone(tmp_path, "def test_it(): pass", "-o", f"gmis_features={tmp_path / 'nowhere'}")
    assert ended.status == 4
    assert f"ini gmis_features: {tmp_path / 'nowhere'} はフォルダーではありません。作るか、外してください" in ended.said


def test_a_kept_page_is_photographed_when_its_test_fails_and_the_picture_is_named(tmp_path: Path) -> None:
    flaky = (
        "from pathlib import Path\n"
        "import pytest\n"
        "def test_flaky(page, med_login):\n"
        "    med_login.open()\n"
        "    page.used = True\n"
        "    first, _ = not Path('seen').exists(), Path('seen').touch()\n"
        "    assert not first\n"
        "@pytest.fixture\n"
        "def broken(page):\n"
        "    page.used = True\n"
        "    raise RuntimeError\n"
        "def test_not_set_up(broken): pass\n"
        "def test_the_next_has_another_page(page):\n"
        "    assert not hasattr(page, 'used')\n"
    )
    ended = run_alone(tmp_path, flaky, "-o", "gmis_keep_page=true")
    assert ended.status == 1
    assert "- 記録 (flaky: 同じ種でもう一度実行) -" in ended.said
    picture = "report/dossiers/test_it-test_flaky-chromium.first-run.png"
    assert f"{picture} (1回目)" in ended.said
    assert (tmp_path / picture).read_bytes().startswith(b"\x89PNG")
    assert "= 1 failed, 1 passed, " in ended.said
    assert "ERROR test_it.py::test_not_set_up" in ended.said
    dossier = ended.text("report/dossiers/test_it-test_flaky-chromium.html")
    assert "data:image/jpeg" in dossier  # the second run's browser is its own, and watched


def test_a_project_whose_browser_has_switches_of_its_own_keeps_them(tmp_path: Path) -> None:
    theirs = (
        "import pytest\n"
        "@pytest.fixture(scope='session')\n"
        "def browser_type_launch_args(browser_type_launch_args):\n"
        "    return {**browser_type_launch_args, 'args': ['--user-agent=theirs']}\n"
        "def test_theirs(gmis_page, gmis_med_login):\n"
        "    gmis_med_login.open()\n"
        "    assert gmis_page.evaluate('navigator.userAgent') == 'theirs'\n"
    )
    ended = run_alone(tmp_path, theirs, "--gmis-no-dossier", "-o", "gmis_short_names=false")
    assert ended.status == 0, ended.said


def test_a_test_whose_trace_was_asked_for_has_a_browser_of_its_own(tmp_path: Path) -> None:
    green = "def test_green(page, med_login):\n    med_login.open()\n"
    ended = run_alone(tmp_path, green, "-o", "gmis_keep_page=true", "--tracing", "on", "--output", "traced")
    assert ended.status == 0, ended.said
    assert list((tmp_path / "traced").rglob("trace.zip"))
