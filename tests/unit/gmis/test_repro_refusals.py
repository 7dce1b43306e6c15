"""What `gmis repro` refuses before anything is started."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.rigs.bundles import bundle_of
from tests.rigs.commands import call
from tests.rigs.written import written


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["junk-foldr"], "「junk-foldr」という報告はありません。近いもの: junk-folder"),
        (["none.feature"], "読めません: No such file"),
        (["none.gmis.zip"], "記録の束(*.gmis.zip)として読めません"),
        (["junk-folder", "--pause"], "--pause は Enter を待ちますが、それを押す端末がありません"),
        (["junk-folder", "--browser", "netscape"], "'netscape' は書けません。書けるもの: 'chromium'"),
    ],
)
def test_what_cannot_be_run_is_refused_with_the_remedy(tmp_path: Path, arguments: list[str], said: str) -> None:
    assert said in call("repro", *arguments, cwd=tmp_path).in_one_sentence()
    assert list(tmp_path.iterdir()) == []


def test_a_browser_cannot_be_shown_where_there_is_no_display(tmp_path: Path) -> None:
    ended = call("repro", "junk-folder", "--headed", cwd=tmp_path, replaced={"sys.platform": "linux"})
    assert "--headed にはディスプレイが必要ですが、設定されていません" in ended.in_one_sentence()
    assert list(tmp_path.iterdir()) == []


def test_a_feature_with_an_unknown_sentence_is_refused_with_file_line_and_the_nearest(tmp_path: Path) -> None:
    mine = written(tmp_path, when="パスワードリセットを申し込みます")
    ended = call("repro", mine, cwd=tmp_path)
    assert (ended.status, ended.out) == (2, "")
    assert "mine.feature:7: 「パスワードリセットを申し込みます」という手順はありません。" in ended.err
    assert "\n    パスワードリセットを申し込む\n" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == [mine]


def test_a_browser_that_is_not_there_is_named_with_the_remedy(tmp_path: Path) -> None:
    ended = call("repro", "junk-folder", cwd=tmp_path, environment={"GMIS_BROWSER": "/nowhere/chromium"})
    assert ended.status == 2
    assert ended.err.startswith("gmis: GMIS_BROWSER の '/nowhere/chromium' はプログラムではありません")
    assert len(ended.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b"], ids=["long", "NUL"])
def test_a_bundle_whose_name_is_no_files_name_is_refused(tmp_path: Path, name: str) -> None:
    path = bundle_of(None, tmp_path)
    with zipfile.ZipFile(path) as archive:
        files = {each: archive.read(each) for each in archive.namelist()} | {"issue.feature": b"x"}
    files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | {"name": name}).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in files.items():
            archive.writestr(each, content)
    assert "は、ファイルの名前になりません" in call("repro", path.name, cwd=tmp_path).in_one_sentence()
