"""`gmis grade`: anybody's command against a few defects, a suite of ours too, and what cannot be graded."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.rigs.commands import Ended
from tests.rigs.processes import start

SUITE = """
import os, sys, urllib.request, json, pathlib
url = os.environ["GMIS_SIMULATOR_URL"]
def call(path, body=None, form=False):
    data = None if body is None else body.encode()
    kind = "application/x-www-form-urlencoded" if form else "application/json"
    request = urllib.request.Request(url + path, data, {"Content-Type": kind})
    return urllib.request.urlopen(request).read().decode()
world = json.loads(call("/api/worlds", "{}"))["name"]
call(f"/{world}/s/login/ForgotPassword", "username=EX000000", form=True)
events = json.loads(call(f"/api/worlds/{world}/events"))
red = [e["data"]["outcome"] for e in events if e["kind"] == "reset.requested"] != ["mailed"]
failure = '<failure message="capitals"/>' if red else ""
case = f'<testcase classname="suite" name="capitals">{failure}</testcase>'
pathlib.Path("junit.xml").write_text(f"<testsuite>{case}</testsuite>")
sys.exit(red)
"""
OURS = """
import pytest

@pytest.mark.requirement("user-name")
def test_capitals_do_not_matter(world, http):
    http.post("/s/login/ForgotPassword", data={"username": "EX000000"})
    world.expect_event("reset.requested", outcome="mailed")

def test_capitals_do_not_matter_again(world, http):
    http.post("/s/login/ForgotPassword", data={"username": "EX000000"})
    world.expect_event("reset.requested", outcome="mailed")
"""
INI = "[pytest]\ngmis_short_names = true\naddopts = -p no:cacheprovider -p no:randomly\n"


def grade(folder: Path, *arguments: str, **environment: str) -> Ended:
    return start("grade", "--output", "out", *arguments, cwd=folder, **environment)


def outcomes(folder: Path, output: str = "out") -> dict[str, str]:
    results = json.loads((folder / output / "grade.json").read_text(encoding="utf-8"))["results"]
    return {each["defect"]["name"]: each["outcome"] for each in results}


def python(folder: Path, source: str) -> list[str]:
    (folder / "suite.py").write_text(source, encoding="utf-8")
    return ["--", sys.executable, "suite.py"]


def test_a_command_in_any_language_is_graded_with_the_tests_that_noticed(tmp_path: Path) -> None:
    only = "capitals-matter,never-locked,longer-tokens"
    ended = grade(tmp_path, "--only", only, "--junit", "junit.xml", *python(tmp_path, SUITE))
    assert ended.status == 1, ended.said
    assert outcomes(tmp_path) == {
        "capitals-matter": "noticed",
        "never-locked": "unnoticed",
        "longer-tokens": "unnoticed",
    }
    assert "気づかない: never-locked 何度間違えてもロックされない" in ended.out
    assert "50%: 2件の不具合のうち1件に気づきました。無害な変更1件のうち、誤報は0件です" in ended.out
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "suite::capitals" in page or "capitals" in page
    assert page.index("何度間違えてもロックされない") < page.index("ユーザ名の大文字と小文字が区別される")


def test_what_there_is_goes_on_with_resume_and_shards_are_merged(tmp_path: Path) -> None:
    command = python(tmp_path, SUITE)
    assert grade(tmp_path, "--only", "capitals-matter", *command).status == 0
    again = grade(tmp_path, "--resume", "--only", "capitals-matter,never-locked", *command)
    assert again.out.startswith("1件(不具合 1、無害な変更 0)を試します")
    assert outcomes(tmp_path) == {"capitals-matter": "noticed", "never-locked": "unnoticed"}
    only = "never-locked,capitals-matter"
    for shard in ("1/2", "2/2"):
        start("grade", "--only", only, "--shard", shard, "--output", f"part-{shard[0]}", *command, cwd=tmp_path)
    merged = start("merge", "part-1", "part-2", "--output", "whole", cwd=tmp_path)
    assert merged.status == 1
    assert outcomes(tmp_path, "whole/grade") == {"capitals-matter": "noticed", "never-locked": "unnoticed"}
    assert "50%: 2件" in merged.out


def write_ours(folder: Path) -> None:
    (folder / "e2e").mkdir()
    (folder / "e2e" / "test_it.py").write_text(OURS, encoding="utf-8")
    (folder / "pytest.ini").write_text(INI, encoding="utf-8")


def test_a_suite_of_ours_runs_in_lanes_its_requirements_tests_first(tmp_path: Path) -> None:
    write_ours(tmp_path)
    ended = grade(tmp_path, "--only", "capitals-matter,never-locked,longer-tokens,another-id")
    assert outcomes(tmp_path) == {
        "capitals-matter": "noticed",
        "never-locked": "unnoticed",
        "longer-tokens": "unnoticed",
        "another-id": "unnoticed",
    }, ended.said
    assert "capitals-matter (e2e/test_it.py::test_capitals_do_not_matter)" in ended.out
    assert ended.out.count("不具合なし: 緑") == 2
    results = json.loads((tmp_path / "out" / "grade.json").read_text(encoding="utf-8"))["results"]
    assert [len(each["red"]) for each in results if each["outcome"] == "noticed"] == [1]


def test_in_full_every_test_of_ours_runs_against_every_defect(tmp_path: Path) -> None:
    write_ours(tmp_path)
    grade(tmp_path, "--only", "capitals-matter", "--full")
    (whole,) = json.loads((tmp_path / "out" / "grade.json").read_text(encoding="utf-8"))["results"]
    tests = [red["test"].rpartition("::")[2] for red in whole["red"]]
    assert tests == ["test_capitals_do_not_matter", "test_capitals_do_not_matter_again"]


def test_a_test_that_is_red_once_notices_nothing(tmp_path: Path) -> None:
    source = SUITE + "\n"
    flaky = source.replace(
        "sys.exit(red)",
        'seen = pathlib.Path("seen"); n = len(seen.read_text()) if seen.exists() else 0; '
        'seen.write_text("x" * (n + 1)); sys.exit(n == 2)',
    )
    assert grade(tmp_path, "--only", "never-locked", *python(tmp_path, flaky)).status == 1
    assert outcomes(tmp_path) == {"never-locked": "flaky"}


@pytest.mark.parametrize(
    ("source", "options", "said"),
    [
        ("raise SystemExit(1)", (), "不具合がないのに失敗します(終了コード 1)"),
        ("raise SystemExit(5)", (), "テストがひとつも実行されません"),
        ("import time; time.sleep(60)", ("--limit", "0.01"), "終わりません。--limit で時間を延ばすか"),
        ("", ("--junit", "none.xml"), "none.xml: コマンドは終わりましたが(終了コード 0)、JUnit XMLがありません"),
        (
            "open('junit.xml', 'w').write('<testsuite/>')",
            ("--junit", "junit.xml"),
            "テストがひとつも実行されません",
        ),
        ("open('junit.xml', 'w').write('<test')", ("--junit", "junit.xml"), "JUnit XMLとして読めません"),
    ],
    ids=["red", "no test", "endless", "no JUnit", "empty JUnit", "broken JUnit"],
)
def test_what_cannot_be_graded_is_told_in_one_sentence_and_gets_no_grade(
    tmp_path: Path, source: str, options: tuple[str, ...], said: str
) -> None:
    ended = grade(tmp_path, "--only", "never-locked", *options, *python(tmp_path, source))
    assert ended.status == 2, ended.said
    assert said in ended.err
    assert len(ended.err.strip().splitlines()) == 1
    assert "%" not in ended.out
    assert not (tmp_path / "out" / "index.html").exists()


def test_a_command_that_is_not_there_is_named(tmp_path: Path) -> None:
    ended = grade(tmp_path, "--only", "never-locked", "--", "no-such-program", "test")
    assert (ended.status, "no-such-program: 実行できません" in ended.err) == (2, True)


def test_a_defect_with_which_the_simulator_does_not_start_is_told_and_counts_nowhere(tmp_path: Path) -> None:
    broken: dict[str, Any] = {"PYTHONPATH": str(tmp_path)}
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys\n"
        "if 'never-locked' in sys.argv:\n"
        "    print('gmis: it broke', file=sys.stderr, flush=True)\n"
        "    os._exit(2)\n",
        encoding="utf-8",
    )
    ended = grade(tmp_path, "--only", "never-locked,capitals-matter", *python(tmp_path, SUITE), **broken)
    assert outcomes(tmp_path) == {"never-locked": "broken", "capitals-matter": "noticed"}, ended.said
    assert "起動しない: never-locked it broke" in ended.out
    assert "100%: 1件の不具合のうち1件" in ended.out
