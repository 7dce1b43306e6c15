"""`gmis repro` of a reported issue: what it says, its dossier and its bundle; one run, looked at from many sides."""

import re
import zipfile
from pathlib import Path

import pytest

from pytest_gmis.browser.rig import Rig
from pytest_gmis.evidence.bundle import read_bundle
from tests.rigs.one_engine import Asked, Command


@pytest.fixture(scope="module")
def reproduced(standing: Rig, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What a reported issue with its remedy printed, and where."""
    command = Command(standing, tmp_path_factory.mktemp("repro"))
    ended = command("repro", "password-reused", "--remedy", "--seed", "7")
    assert ended.status == 0, ended.said
    assert command.asked == [Asked("auto", "chromium", headed=False, slow=False)]
    return ended.out, command.folder / "report" / "repro"


def test_every_step_is_told_and_then_the_verdict_and_where_the_evidence_is(reproduced: tuple[str, Path]) -> None:
    said = reproduced[0]
    assert said.splitlines()[0] == "最近使ったパスワードを入力した  利用者の申告「青いボタンを押したのに拒否された」"
    assert re.search(r"^  ✓ ならば 「パスワードを変更」のボタンは押せる  \(\d+\.\d\d秒\)$", said, re.MULTILINE)
    assert "再現した: 利用者の申告のとおりになりました。\n解決した: 対処すると解決しました。" in said
    assert f"記録: {reproduced[1].resolve() / 'password-reused.html'}" in said


def test_the_dossier_has_verdict_cause_and_remedy_on_top_and_both_scenarios(reproduced: tuple[str, Path]) -> None:
    html = (reproduced[1] / "password-reused.html").read_text(encoding="utf-8")
    order = ["再現した", "青いボタンを押したのに拒否された", "別のパスワードにしてもらう。",
             "前と同じパスワードは断られる", "別のパスワードなら変更できる",
             "gmis repro password-reused --seed 7 --browser chromium"]  # fmt: skip
    places = [html.index(said) for said in order]
    assert places == sorted(places)
    assert len(html) < 3 * 1024 * 1024
    assert html.count("data:image/jpeg") > 8


def test_no_secret_is_in_the_dossier(reproduced: tuple[str, Path]) -> None:
    bundle = read_bundle(reproduced[1] / "password-reused.gmis.zip")
    assert bundle.snapshot
    state = bundle.snapshot["world"]
    html = (reproduced[1] / "password-reused.html").read_text(encoding="utf-8")
    secrets = ["Clinic2025", "Clinic2026", *(link["token"] for link in state["links"])]
    secrets += [session["id"] for session in state["sessions"]]
    assert len(secrets) > 3
    for secret in secrets:
        assert secret not in html
        assert secret not in bundle.recording.model_dump_json()


def test_the_bundle_holds_trace_mails_snapshot_feature_and_dossier(reproduced: tuple[str, Path]) -> None:
    with zipfile.ZipFile(reproduced[1] / "password-reused.gmis.zip") as archive:
        names = set(archive.namelist())
        trace = archive.read("trace.zip")
        mail = archive.read("mails/01.eml")
    assert {"manifest.json", "recording.json", "snapshot.json", "issue.feature", "dossier.html"} <= names
    assert trace.startswith(b"PK")
    assert b"helpdesk@gmis.mhlw.go.jp" in mail


def test_a_bundle_is_run_again_and_set_beside_what_it_was(reproduced: tuple[str, Path], command: Command) -> None:
    ended = command("repro", str(reproduced[1] / "password-reused.gmis.zip"))
    assert ended.status == 0, ended.said
    assert "前回「再現した」、今回「再現した」: 同じ結果です。" in ended.out
    html = (command.folder / "report/repro/password-reused.compare.html").read_text(encoding="utf-8")
    assert "違いはありません。" in html
    assert "違い:" not in html, re.findall(r"違い: [^<]*", html)


def test_the_same_seed_gives_the_same_tokens(reproduced: tuple[str, Path], command: Command) -> None:
    command("repro", "password-reused", "--seed", "7")
    tokens = [
        [link["token"] for link in (read_bundle(folder / "password-reused.gmis.zip").snapshot or {})["world"]["links"]]
        for folder in (reproduced[1], command.folder / "report" / "repro")
    ]
    assert tokens[0] == tokens[1] != []
