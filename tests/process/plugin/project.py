"""A project of somebody else's: one file of tests for each thing that can happen to a test, and how pytest runs it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

INI = "[pytest]\ngmis_short_names = true\ngmis_features = .\naddopts = -p no:cacheprovider --gmis-inbox embedded\n"
STALE_PICTURE = "out/dossiers/test_dossier-test_red_before_it_opens_anything-chromium.first-run.png"
STALE = "out/dossiers/test_dossier-test_red_before_it_opens_anything-chromium.html"
RED_STEP = """
def test_red(page, med_login, step):
    with step("① ログインページを開く"):
        med_login.open()
    with step("② ユーザ名を入力"):
        assert med_login.username.count() == 2
"""
RED = """
def test_red_in_its_world(world):
    world.advance("1h")
    world.expect_event("password.changed")
"""
OLD = """
def test_never_begun(world):
    print("it was begun")
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
DOSSIER = """
import os
from pathlib import Path
import pytest

SEEN = Path(__file__).parent / "seen"  # by either process
SEEN.mkdir(exist_ok=True)

def test_red(page, world, med_login, mailbox, webmail, step):
    world.put_institution("ex000000", password="Clinic2025")
    with step("① ログイン"):
        med_login.open()
        med_login.log_in("ex000000", "Posted2026")
    with step("② ユーザ名"):
        med_login.ask_for_a_reset("ex000000")
        med_login.open_link(mailbox.wait().reset_link())
    with step("⑥ 条件"):
        med_login.confirm()
        med_login.type_password("Secret2026")
        assert med_login.change_button.is_disabled(), world.institution.username

def test_flaky_in_the_browser(page, world, med_login):
    med_login.open()
    first, _ = not (SEEN / "flaky").exists(), (SEEN / "flaky").touch()
    assert not first

def test_green_is_not_recorded(page, world, recorder):
    assert recorder is None

def test_seeds(new_world):
    names = [new_world().institution.password for _ in range(2)]
    assert len(set(names)) == 2
    with (SEEN / "passwords").open("a") as said:
        print(*names, file=said)
    assert False

@pytest.fixture
def once():
    assert not (SEEN / "once").exists()
    (SEEN / "once").touch()

def test_red_before_it_opens_anything(once, page):
    assert False
"""
RESULTS = """
import pytest
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("②")


@leaflet_step("①")
@pytest.mark.requirement("forgot-link", "user-name")
def test_green(world):
    pass


@pytest.mark.parametrize("name", ["x-y"])
def test_in_a_browser(page, world, name):
    page.goto(world.url)


@pytest.mark.skip(reason="理由がある")
def test_never():
    pass


def test_skips_itself():
    pytest.skip("途中で")


@pytest.mark.xfail(reason="まだ")
def test_hoped_for():
    assert False


def test_red():
    assert 1 == 2, "http://x.example/?r=secret-token"


def test_red_again(world):
    world.expect_event("password.changed")


def test_flaky(world, tmp_path_factory):
    mark = tmp_path_factory.getbasetemp() / "been-here"
    if not mark.exists():
        mark.touch()
        raise AssertionError("the first time")


@pytest.fixture
def broken():
    raise RuntimeError("no setup")


@pytest.fixture
def unclean():
    yield
    raise RuntimeError("no teardown")


def test_setup_is_broken(broken):
    pass


def test_teardown_is_broken(unclean):
    pass


def test_skipped_with_a_broken_teardown(unclean):
    pytest.skip("途中で")


def test_red_with_a_broken_teardown(unclean):
    assert False
"""
TOLD = """\
# language: ja
@手順② @ユーザ名
機能: 例
  利用者の申告: 例
  @症状
  シナリオ: 10回目: まで届く
    もし パスワードリセットを申し込む
    ならば 送信後の画面になる
"""
FAILING = """\
# language: ja
機能: 届かないはずのメール
  利用者の申告: メールが届かない
  シナリオ: 届く
    もし パスワードリセットを申し込む
    ならば 再設定メールは届いていない
    かつ 記録に「password.changed」がある
"""
FILES = {
    "pytest.ini": INI,
    "test_step.py": RED_STEP,
    "test_log.py": RED,
    "test_mistake.py": MISTAKE,
    "test_dossier.py": DOSSIER,
    "test_results.py": RESULTS,
    "an-issue.feature": TOLD,
    "mine.feature": FAILING,
    STALE: "old",
    STALE_PICTURE: "old",
}


@dataclass(frozen=True, slots=True)
class Ran:
    """``folder``: where it was run; ``said``: standard output, and then standard error."""

    folder: Path
    status: int
    said: str

    def text(self, path: str) -> str:
        """A file that it wrote."""
        return (self.folder / path).read_text(encoding="utf-8")


def write(folder: Path, files: dict[str, str]) -> None:
    """Files of the project; their folders are made."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def command(*options: str) -> list[str]:
    """pytest with our plugin and what it stands on, and with no other that happens to be installed."""
    plugins = ["pytest_playwright.pytest_playwright", "pytest_gmis.plugin", *(["xdist"] if "-n" in options else [])]
    return [sys.executable, "-m", "pytest", *(f"-p{name}" for name in plugins), *options]


def environment(**more: str) -> dict[str, str]:
    """Nothing of this run's own but the language."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("GMIS_", "PYTEST_"))}
    return {**clean, "GMIS_LANG": os.environ["GMIS_LANG"], "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **more}


def run(folder: Path, *options: str, typed: str = "", **more: str) -> Ran:
    """Run pytest there; ``more``: of its environment."""
    ended = subprocess.run(
        command(*options), cwd=folder, env=environment(**more), input=typed,
        capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    return Ran(folder, ended.returncode, ended.stdout + ended.stderr)


def run_alone(folder: Path, source: str, *options: str, typed: str = "", **more: str) -> Ran:
    """Run a file of one's own, with nothing beside it."""
    write(folder, {"pytest.ini": INI, "test_it.py": source})
    return run(folder, *options, typed=typed, **more)
