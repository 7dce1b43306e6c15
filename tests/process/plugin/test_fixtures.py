"""How the harness behaves when something is wrong."""

import os
import subprocess
import sys
from pathlib import Path

from tests.service.client.test_simulator import answering

OURS = ["-o", "gmis_short_names=true", "--gmis-inbox", "embedded"]
RED_STEP = """
def test_red(page, med_login, step):
    with step("① ログインページを開く"):
        med_login.open()
    with step("② ユーザ名を入力"):
        assert med_login.username.count() == 2
"""
RED = """
def test_red(world):
    world.advance("1h")
    world.expect_event("password.changed")
"""
MISTAKE = """
import gmis_simulator.mail.outbox as outbox

def test_green_but_for_the_simulator(world, http, monkeypatch):
    def broken(*_):
        raise RuntimeError("no mail today")
    monkeypatch.setattr(outbox, "reset_mail", broken)
    http.post("/s/login/ForgotPassword", data={"username": "ex000000"})
    world.settle()
"""
OLD = """
def test_never_begun(world):
    print("it was begun")
"""
NEEDS = """
import pytest
@pytest.mark.needs("touch")
def test_a_tap(page):
    pass
"""


def run_pytest(folder: Path, source: str, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_it.py").write_text(source)
    plugins = ["-p", "no:cacheprovider", "-p", "no:randomly"]
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("GMIS_", "PYTEST_"))}
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            *plugins,
            "-o",
            "gmis_short_names=true",
            "--gmis-inbox",
            "embedded",
            *options,
            str(folder),
        ],
        env=clean | environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_red_test_explains_itself_with_the_log_of_its_world(tmp_path: Path) -> None:
    ended = run_pytest(tmp_path, RED)
    assert ended.returncode == 1
    assert "no event password.changed in world w-" in ended.stdout
    assert "- events of world w-" in ended.stdout
    assert "clock.moved" in ended.stdout


def test_a_red_test_in_the_browser_says_how_far_it_came_and_keeps_a_picture(tmp_path: Path) -> None:
    ended = run_pytest(tmp_path, RED_STEP, "--screenshot", "only-on-failure", "--output", str(tmp_path / "failed"))
    assert ended.returncode == 1
    assert "① ログインページを開く\n② ユーザ名を入力\n" in ended.stdout
    assert len(list(tmp_path.glob("failed/*/*.png"))) == 1


def test_a_real_system_as_the_target_is_refused_before_any_test(tmp_path: Path) -> None:
    url = "https://www.med-login.mhlw.go.jp"
    ended = run_pytest(tmp_path, RED, GMIS_SIMULATOR_URL=url, GMIS_MAILPIT_URL="http://127.0.0.1:9")
    assert ended.returncode != 0
    assert "belongs to a real system" in ended.stdout


def test_half_a_target_is_refused_with_the_remedy(tmp_path: Path) -> None:
    ended = run_pytest(tmp_path, RED, GMIS_SIMULATOR_URL="http://127.0.0.1:9")
    assert ended.returncode == 2
    assert "name both, as `gmis up --json` prints them" in ended.stdout + ended.stderr


def test_a_browser_that_is_not_there_is_named_with_the_remedy(tmp_path: Path) -> None:
    ended = run_pytest(tmp_path, "def test_it(page): pass", GMIS_BROWSER="/nowhere/chromium")
    assert ended.returncode == 2
    assert "GMIS_BROWSER is '/nowhere/chromium', which is no program" in ended.stdout + ended.stderr


def test_what_a_stock_firefox_cannot_do_is_skipped_with_the_reason(tmp_path: Path) -> None:
    ended = run_pytest(tmp_path, NEEDS, "--browser", "firefox", "-rs", GMIS_FIREFOX=sys.executable)
    assert ended.returncode == 0, ended.stdout
    assert "needs touch: in this browser tap() does nothing, and no page sees a touch screen" in ended.stdout


def test_a_need_that_is_misspelt_is_an_error(tmp_path: Path) -> None:
    ended = run_pytest(tmp_path, NEEDS.replace("touch", "tuoch"))
    assert ended.returncode != 0
    assert "needs('tuoch'): no browser is known to lack that; known are bypass_csp, " in ended.stdout


def test_what_fails_in_the_background_makes_the_test_of_its_world_red(tmp_path: Path) -> None:
    ended = run_pytest(tmp_path, MISTAKE, "-W", "ignore")
    assert ended.returncode == 1, ended.stdout
    assert "the simulator made a mistake in world w-" in ended.stdout
    assert "Send: RuntimeError: no mail today" in ended.stdout


def test_a_simulator_of_another_time_is_told_before_the_first_test(tmp_path: Path) -> None:
    with answering(404, {"title": "Not Found"}) as url:
        ended = run_pytest(tmp_path, OLD, "-s", GMIS_SIMULATOR_URL=url, GMIS_MAILPIT_URL="http://127.0.0.1:9")
    assert ended.returncode == 2
    assert "has control API 0, this harness" in ended.stdout + ended.stderr
    assert "it was begun" not in ended.stdout


def test_a_folder_of_features_that_is_not_there_is_refused_with_its_name(tmp_path: Path) -> None:
    ended = run_pytest(tmp_path, "def test_it(): pass", "-o", f"gmis_features={tmp_path / 'nowhere'}")
    assert ended.returncode == 4
    assert f"ini gmis_features: {tmp_path / 'nowhere'} is no folder: make it, or take it out" in ended.stderr
