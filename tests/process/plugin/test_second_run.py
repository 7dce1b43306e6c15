"""A failed test is run once more, recorded, and its report says whether it failed again."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from pytest_gmis.evidence.bundle import read_bundle
from pytest_gmis.plugin.second_run import file_name

RED = """
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
"""
FLAKY = """
from pathlib import Path

def test_flaky(page, world, med_login):
    med_login.open()
    seen = Path(__file__).with_name(f"seen-{world.settings['password_history']}")
    first, _ = not seen.exists(), seen.touch()
    assert not first
"""
GREEN = """
def test_green(page, world, recorder):
    assert recorder is None
"""
SEEDS = """
def test_seeds(new_world):
    names = [new_world().institution.password for _ in range(2)]
    assert len(set(names)) == 2
    print("passwords", *names)
    assert False
"""


def run(folder: Path, source: str, *options: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    (folder / "test_it.py").write_text(source)
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("GMIS_", "PYTEST_"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:randomly",
         "-o", "gmis_short_names=true", "--gmis-inbox", "embedded",
         "-c", os.devnull, "--rootdir", str(folder), *options, str(folder)],
        env=clean, cwd=folder, input=typed, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def red(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What a red test's run printed, and where."""
    folder = tmp_path_factory.mktemp("red")
    ended = run(folder, RED, "--junitxml", "junit.xml")
    assert ended.returncode == 1, ended.stderr
    return ended.stdout, folder


def test_a_test_that_fails_again_is_deterministic_and_its_dossier_is_named(red: tuple[str, Path]) -> None:
    assert "- dossier (deterministic: run once more with the same seed) -" in red[0]
    assert "report/dossiers/test_it-test_red-chromium.html" in red[0]
    assert "1 failed" in red[0]


def test_its_dossier_holds_steps_pictures_mail_events_and_how_to_run_it_again(red: tuple[str, Path]) -> None:
    html = (red[1] / "report/dossiers/test_it-test_red-chromium.html").read_text(encoding="utf-8")
    for said in (
        "また失敗した",
        "ユーザ名",
        "data:image/jpeg",
        "利用者に届いたメール: 受信トレイ",
        "link.issued",
        "AssertionError",
    ):
        assert said in html
    assert "pytest &#39;test_it.py::test_red[chromium]&#39;" in html


def test_no_secret_is_in_the_dossier(red: tuple[str, Path]) -> None:
    bundle = read_bundle(red[1] / "report/dossiers/test_it-test_red-chromium.gmis.zip")
    assert bundle.snapshot
    state = bundle.snapshot["world"]
    tokens = [link["token"] for link in state["links"]]
    sessions = [session["id"] for session in state["sessions"]]
    assert tokens
    assert sessions
    html = (red[1] / "report/dossiers/test_it-test_red-chromium.html").read_text(encoding="utf-8")
    for secret in ("Clinic2025", "Posted2026", "Secret2026", *tokens, *sessions):
        assert secret not in html
        assert secret not in bundle.recording.model_dump_json()


def test_junit_says_what_it_always_said(red: tuple[str, Path]) -> None:
    (case,) = ET.parse(red[1] / "junit.xml").getroot().iter("testcase")  # noqa: S314 (our own file)
    assert [child.tag for child in case] == ["failure"]


def test_a_test_that_passes_the_second_time_is_flaky_and_stays_red(tmp_path: Path) -> None:
    ended = run(tmp_path, FLAKY)
    assert ended.returncode == 1
    assert "- dossier (flaky: run once more with the same seed) -" in ended.stdout
    html = (tmp_path / "report/dossiers/test_it-test_flaky-chromium.html").read_text(encoding="utf-8")
    assert "今度は成功した" in html


def test_a_test_that_passes_is_not_recorded(tmp_path: Path) -> None:
    ended = run(tmp_path, GREEN)
    assert ended.returncode == 0, ended.stdout
    assert not (tmp_path / "report").exists()


def test_no_dossier_leaves_the_second_run_out(tmp_path: Path) -> None:
    ended = run(tmp_path, RED, "--gmis-no-dossier")
    assert ended.returncode == 1
    assert "- dossier (" not in ended.stdout
    assert not (tmp_path / "report").exists()


def test_a_tests_worlds_have_the_same_seeds_in_every_run(tmp_path: Path) -> None:
    ended = run(tmp_path, SEEDS, "-s")
    said = re.findall(r"passwords First-\w+ First-\w+$", ended.stdout, re.MULTILINE)
    assert len(said) == 2
    assert said[0] == said[1]


@pytest.mark.parametrize(
    ("nodeid", "name"),
    [
        ("e2e/test_it.py::test_x[chromium-a b/c]", "e2e-test_it-test_x-chromium-a-b-c"),
        (
            "e2e/reported/junk.feature::受信トレイには届かない",
            "e2e-reported-junk.feature-受信トレイには届かない",
        ),
        ("a" * 300, "a" * 120),
    ],
)
def test_a_file_is_named_after_the_test(nodeid: str, name: str) -> None:
    assert file_name(nodeid) == name


def test_a_trace_that_was_asked_for_does_not_stand_in_the_way_of_the_second_run(tmp_path: Path) -> None:
    ended = run(tmp_path, RED, "--tracing", "retain-on-failure", "--output", "out")
    assert "- dossier (deterministic: run once more with the same seed) -" in ended.stdout
    assert list((tmp_path / "out").rglob("trace.zip"))
    html = (tmp_path / "report/dossiers/test_it-test_red-chromium.html").read_text(encoding="utf-8")
    assert "data:image/jpeg" in html


def test_a_dossier_of_an_earlier_run_is_not_taken_for_this_ones(tmp_path: Path) -> None:
    stale = tmp_path / "report/dossiers/test_it-test_red-chromium.html"
    stale.parent.mkdir(parents=True)
    stale.write_text("old")
    once = "from pathlib import Path\nimport pytest\n@pytest.fixture\ndef once():\n"
    once += "    assert not Path('seen').exists()\n    Path('seen').touch()\n"
    ended = run(tmp_path, f"{once}\ndef test_red(once, page):\n    assert False\n")
    assert ended.returncode == 1
    assert "could not be written: the test fails before it opens anything" in ended.stdout
    assert not stale.exists()


FEATURE = """\
# language: ja
機能: 届かないはずのメール
  利用者の申告: メールが届かない
  シナリオ: 届く
    もし パスワードリセットを申し込む
    ならば 再設定メールは届いていない
    かつ 記録に「password.changed」がある
"""


def test_a_scenario_that_fails_has_its_steps_in_the_dossier_and_its_line_in_the_report(tmp_path: Path) -> None:
    (tmp_path / "mine.feature").write_text(FEATURE, encoding="utf-8")
    ended = run(tmp_path, "", "-o", f"gmis_features={tmp_path}", "--gmis-seed", "7", "--junitxml", "junit.xml")
    assert ended.returncode == 1, ended.stdout
    assert "mine.feature:6: ならば 再設定メールは届いていない" in ended.stdout
    assert "届いていないはずのメールが1通あります。" in ended.stdout
    assert "- dossier (deterministic: run once more with the same seed) -" in ended.stdout
    bundle = read_bundle(tmp_path / "report/dossiers/mine.feature-届く.gmis.zip")
    assert bundle.snapshot
    assert bundle.snapshot["world"]["seed"] == 7
    recording = bundle.recording
    assert [(moment.keyword, moment.status) for moment in recording.moments] == [
        ("もし", "passed"), ("ならば", "failed"), ("かつ", "not-run")
    ]  # fmt: skip


def test_under_the_debugger_a_test_is_run_once(tmp_path: Path) -> None:
    ended = run(tmp_path, "def test_red(world):\n    assert False\n", "--pdb", typed="c\n" * 4)
    assert ended.stdout.lower().count("entering pdb") == 1, ended.stdout
    assert "- dossier (" not in ended.stdout
