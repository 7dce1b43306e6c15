"""A failed test is run once more, recorded, and its report says whether it failed again."""

import xml.etree.ElementTree as ET
from pathlib import Path

from pytest_gmis.evidence.bundle import read_bundle
from tests.process.plugin.project import DOSSIER, RED_STEP, STALE, STALE_PICTURE, Ran, run_alone

RED = "out/dossiers/test_dossier-test_red-chromium"
RED_ALONE = DOSSIER[: DOSSIER.index("def test_flaky_in")]


def report_of(said: str, name: str) -> str:
    """What is printed below that test's heading."""
    return said.partition(f"_ {name}")[2].partition("\n____")[0]


def test_a_test_that_fails_again_is_deterministic_and_its_dossier_is_named(ran: Ran) -> None:
    said = (
        report_of(ran.said, "test_red[chromium] _").partition("def test_red(page, world, med_login, mailbox")[2]
        or ran.said
    )
    assert "- 記録 (deterministic: 同じ種でもう一度実行) -" in said
    assert f"{RED}.html" in ran.said
    assert ran.said.count("FAILED test_dossier.py::test_red[chromium]") == 1


def test_its_dossier_holds_steps_pictures_mail_events_and_how_to_run_it_again(ran: Ran) -> None:
    html = ran.text(f"{RED}.html")
    for said in (
        "また失敗した",
        "ユーザ名",
        "data:image/jpeg",
        "利用者に届いたメール: 受信トレイ",
        "link.issued",
        "AssertionError",
    ):
        assert said in html
    assert "pytest &#39;test_dossier.py::test_red[chromium]&#39;" in html


def test_no_secret_is_in_the_dossier(ran: Ran) -> None:
    bundle = read_bundle(ran.folder / f"{RED}.gmis.zip")
    assert bundle.snapshot
    state = bundle.snapshot["world"]
    tokens = [link["token"] for link in state["links"]]
    sessions = [session["id"] for session in state["sessions"]]
    assert tokens
    assert sessions
    html = ran.text(f"{RED}.html")
    for secret in ("Clinic2025", "Posted2026", "Secret2026", *tokens, *sessions):
        assert secret not in html
        assert secret not in bundle.recording.model_dump_json()


def test_junit_says_what_it_always_said(ran: Ran) -> None:
    cases = ET.parse(ran.folder / "out/junit-a.xml").getroot().iter("testcase")  # noqa: S314 (our own file)
    (case,) = [
        each for each in cases if (each.get("classname"), each.get("name")) == ("test_dossier", "test_red[chromium]")
    ]
    assert [child.tag for child in case if child.tag != "properties"] == ["failure"]  # pytest-playwright's: pictures


def test_a_test_that_passes_the_second_time_is_flaky_and_stays_red(ran: Ran) -> None:
    assert "FAILED test_dossier.py::test_flaky_in_the_browser[chromium]" in ran.said
    said = report_of(ran.said, "test_flaky_in_the_browser[chromium]")
    assert "- 記録 (flaky: 同じ種でもう一度実行) -" in said
    assert "今度は成功した" in ran.text("out/dossiers/test_dossier-test_flaky_in_the_browser-chromium.html")


def test_a_test_that_passes_is_not_recorded(ran: Ran) -> None:
    assert "test_green_is_not_recorded" not in ran.said
    assert list((ran.folder / "out/dossiers").glob("*green*recorded*")) == []


def test_no_dossier_leaves_the_second_run_out(tmp_path: Path) -> None:
    ended = run_alone(tmp_path, RED_ALONE, "--gmis-no-dossier")
    assert ended.status == 1
    assert "- 記録 (" not in ended.said
    assert not (tmp_path / "report").exists()


def test_a_tests_worlds_have_the_same_seeds_in_every_run(ran: Ran) -> None:
    first, second = ran.text("seen/passwords").splitlines()
    assert first == second
    assert first.count("First-") == 2


def test_two_runs_of_the_same_tests_have_the_same_seeds(plain: Ran, under_xdist: Ran) -> None:
    assert plain.text("seen/passwords") == under_xdist.text("seen/passwords")


def test_a_trace_that_was_asked_for_does_not_stand_in_the_way_of_the_second_run(tmp_path: Path) -> None:
    ended = run_alone(tmp_path, RED_STEP, "--tracing", "retain-on-failure", "--output", "out")
    assert "- 記録 (deterministic: 同じ種でもう一度実行) -" in ended.said
    assert list((tmp_path / "out").rglob("trace.zip"))
    assert "data:image/jpeg" in ended.text("report/dossiers/test_it-test_red-chromium.html")


def test_a_dossier_of_an_earlier_run_is_not_taken_for_this_ones(ran: Ran) -> None:
    said = report_of(ran.said, "test_red_before_it_opens_anything[chromium]")
    assert "書けませんでした: テストは何も開かないうちに失敗します" in said
    assert not (ran.folder / STALE).exists()
    assert not (ran.folder / STALE_PICTURE).exists()
    assert "first-run.png" not in said


def test_a_scenario_that_fails_has_its_steps_in_the_dossier_and_its_line_in_the_report(ran: Ran) -> None:
    said = report_of(ran.said, "届く")
    assert "mine.feature:6: ならば 再設定メールは届いていない" in said
    assert "届いていないはずのメールが1通あります。" in said
    assert "- 記録 (deterministic: 同じ種でもう一度実行) -" in said
    bundle = read_bundle(ran.folder / "out/dossiers/mine.feature-届く.gmis.zip")
    assert bundle.snapshot
    assert bundle.snapshot["world"]["seed"] == 7
    recording = bundle.recording
    assert [(moment.keyword, moment.status) for moment in recording.moments] == [
        ("もし", "passed"), ("ならば", "failed"), ("かつ", "not-run")
    ]  # fmt: skip


def test_under_the_debugger_a_test_is_run_once(tmp_path: Path) -> None:
    ended = run_alone(tmp_path, "def test_red(world):\n    assert False\n", "--pdb", typed="c\n" * 4)
    assert ended.said.lower().count("entering pdb") == 1, ended.said
    assert "- 記録 (" not in ended.said
