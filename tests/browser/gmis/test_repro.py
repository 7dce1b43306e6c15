"""`gmis repro`: verdict, exit status, dossier, bundle, bad input, Ctrl-C; each run for real."""

import contextlib
import os
import pty
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest

from pytest_gmis.evidence.bundle import read_bundle

GMIS = str(Path(sys.executable).with_name("gmis"))
FEATURE = """\
# language: ja
機能: 自作の報告
  利用者の申告: 届かない

  シナリオ: 一つ目
    前提 {given}
    もし {when}
    ならば {then}
"""
PLAIN = {
    "given": "メールボックスは「plain」である",
    "when": "パスワードリセットを申し込む",
    "then": "再設定メールは届いていない",
}


def repro(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("GMIS_", "PYTEST_", "DISPLAY"))}
    return subprocess.run(
        [GMIS, "repro", *arguments, "--inbox", "embedded"], cwd=folder, env=clean | environment,
        capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def written(folder: Path, **lines: str) -> str:
    (folder / "mine.feature").write_text(FEATURE.format(**(PLAIN | lines)), encoding="utf-8")
    return "mine.feature"


@pytest.fixture(scope="module")
def reproduced(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What a reported issue with its remedy printed, and where."""
    folder = tmp_path_factory.mktemp("repro")
    ended = repro(folder, "password-reused", "--remedy", "--seed", "7")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout, folder / "report" / "repro"


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


@pytest.mark.parametrize("name", ["links-as-text", "scanner-spent-link", "autofilled-password", "locked-no-link"])
def test_no_secret_is_in_a_dossier_however_the_mail_and_the_password_are_shown(name: str, tmp_path: Path) -> None:
    assert repro(tmp_path, name, "--remedy").returncode == 0
    bundle = read_bundle(tmp_path / f"report/repro/{name}.gmis.zip")
    assert bundle.snapshot
    state = bundle.snapshot["world"]
    secrets = {"Clinic2025", "Clinic2026", *(each["first_password"] for each in state["institutions"])}
    secrets |= {link["token"] for link in state["links"]} | {session["id"] for session in state["sessions"]}
    html = (tmp_path / f"report/repro/{name}.html").read_text(encoding="utf-8")
    assert [secret for secret in secrets if secret in html or quote(secret, safe="") in html] == []


def test_the_bundle_holds_trace_mails_snapshot_feature_and_dossier(reproduced: tuple[str, Path]) -> None:
    with zipfile.ZipFile(reproduced[1] / "password-reused.gmis.zip") as archive:
        names = set(archive.namelist())
        trace = archive.read("trace.zip")
        mail = archive.read("mails/01.eml")
    assert {"manifest.json", "recording.json", "snapshot.json", "issue.feature", "dossier.html"} <= names
    assert trace.startswith(b"PK")
    assert b"helpdesk@gmis.mhlw.go.jp" in mail


def test_a_bundle_is_run_again_and_set_beside_what_it_was(reproduced: tuple[str, Path], tmp_path: Path) -> None:
    ended = repro(tmp_path, str(reproduced[1] / "password-reused.gmis.zip"))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "前回「再現した」、今回「再現した」: 同じ結果です。" in ended.stdout
    html = (tmp_path / "report/repro/password-reused.compare.html").read_text(encoding="utf-8")
    assert "違いはありません。" in html
    assert "違い:" not in html, re.findall(r"違い: [^<]*", html)


def test_the_same_seed_gives_the_same_tokens(reproduced: tuple[str, Path], tmp_path: Path) -> None:
    repro(tmp_path, "password-reused", "--seed", "7")
    tokens = [
        [link["token"] for link in (read_bundle(folder / "password-reused.gmis.zip").snapshot or {})["world"]["links"]]
        for folder in (reproduced[1], tmp_path / "report" / "repro")
    ]
    assert tokens[0] == tokens[1] != []


def test_what_goes_well_is_not_reproduced(tmp_path: Path) -> None:
    ended = repro(tmp_path, written(tmp_path))
    assert ended.returncode == 1
    assert "再現しない: 申告のようにはならず、うまくいきました: mine.feature:8" in ended.stdout
    assert "届いていないはずのメールが1通あります。" in ended.stdout
    html = (tmp_path / "report/repro/mine.html").read_text(encoding="utf-8")
    assert "再現しない" in html
    assert "gmis repro mine.feature --seed 1 --browser chromium --inbox embedded" in html


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ({"given": "メールボックスは「softbannk」である"}, "mine.feature:6 .*softbannk.*did you mean 'softbank'"),
        ({"given": "故障「status-500」が起きている"}, "mine.feature:7 "),
        ({"given": "設定「interstital」は「false」である"}, "did you mean 'interstitial'"),
        ({"given": "「iPhone 155」を使っている"}, "近いもの: iPhone 15、"),
        (
            {"given": "利用者はユーザ名「ex000009」の担当者である"},
            "ユーザ名「ex000009」の医療機関はありません。あるもの: ex000000",
        ),
        ({"then": "おかしな画面の画面になる"}, "「おかしな画面」という画面はありません"),
    ],
)
def test_a_failure_elsewhere_is_told_with_its_line(tmp_path: Path, lines: dict[str, str], said: str) -> None:
    ended = repro(tmp_path, written(tmp_path, **lines))
    assert ended.returncode == 2
    assert re.search(f"別の失敗: 申告とは別のところで失敗しました: .*{said}", ended.stdout)
    assert "未実行" in (tmp_path / "report/repro/mine.html").read_text(encoding="utf-8") or "then" in lines


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["junk-foldr"], "「junk-foldr」という報告はありません。近いもの: junk-folder"),
        (["none.feature"], "UTF-8のファイルとして読めません"),
        (["none.gmis.zip"], "記録の束(*.gmis.zip)として読めません"),
        (["junk-folder", "--headed"], "needs a display and none is set"),
        (["junk-folder", "--pause"], "--pause waits for Enter, and there is no terminal"),
        (["junk-folder", "--device", "iPhone 155"], "端末「iPhone 155」はありません。近いもの: iPhone 15、"),
        (["junk-folder", "--browser", "netscape"], "'netscape' is not one of"),
    ],
)
def test_what_cannot_be_run_is_refused_with_the_remedy(tmp_path: Path, arguments: list[str], said: str) -> None:
    ended = repro(tmp_path, *arguments)
    assert (ended.returncode, "Traceback" in ended.stderr) == (2, False)
    assert said in ended.stderr
    assert not (tmp_path / "report").exists()


def test_a_feature_with_an_unknown_sentence_is_refused_with_file_line_and_the_nearest(tmp_path: Path) -> None:
    ended = repro(tmp_path, written(tmp_path, when="パスワードリセットを申し込みます"))
    assert ended.returncode == 2
    assert "mine.feature:7: 「パスワードリセットを申し込みます」という手順はありません。" in ended.stderr
    assert "\n    パスワードリセットを申し込む\n" in ended.stderr


def test_a_browser_that_is_not_there_is_named_with_the_remedy(tmp_path: Path) -> None:
    ended = repro(tmp_path, "junk-folder", GMIS_BROWSER="/nowhere/chromium")
    assert ended.returncode == 2
    assert "GMIS_BROWSER is '/nowhere/chromium', which is no program" in ended.stderr


def test_ctrl_c_leaves_nothing_behind_but_the_dossier_so_far(tmp_path: Path) -> None:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("GMIS_", "PYTEST_"))}
    said = []
    with subprocess.Popen(
        [GMIS, "repro", "too-many-requests", "--inbox", "embedded"], cwd=tmp_path, env=clean,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout
        for line in process.stdout:
            said.append(line)
            if line.startswith("シナリオ"):
                os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the browser and its driver get it too
        assert process.wait(timeout=30) == 130, "".join(said)
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    assert "中断: " in "".join(said)
    assert [path.name for path in (tmp_path / "report/repro").iterdir()] == ["too-many-requests.html"]
    assert "中断" in (tmp_path / "report/repro/too-many-requests.html").read_text(encoding="utf-8")


def test_pause_stops_at_the_symptom_until_enter_is_pressed(tmp_path: Path) -> None:
    terminal, theirs = pty.openpty()
    command = [GMIS, "repro", "rule-unmet", "--pause", "--inbox", "embedded"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        said, pressed = b"", False
        with contextlib.suppress(OSError):  # what Linux says at the end of a terminal
            while data := os.read(terminal, 4096):
                said += data
                if not pressed and "止めています。Enterで続けます".encode() in said:
                    assert b"/_ui/system/security/ChangePassword" in said
                    pressed = os.write(terminal, b"\n") > 0
        assert process.wait(timeout=20) == 0
    os.close(terminal)
    assert pressed
    assert "再現した: 利用者の申告のとおりになりました。".encode() in said
