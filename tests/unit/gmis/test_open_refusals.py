"""What `gmis open` refuses before anything is started."""

from pathlib import Path

from tests.rigs.bundles import bundle_of
from tests.rigs.commands import call


def test_without_a_display_it_says_so_and_how_to_do_without(tmp_path: Path) -> None:
    bundle = str(bundle_of(None, tmp_path))
    said = call("open", bundle, cwd=tmp_path, replaced={"sys.platform": "linux"}).in_one_sentence()
    assert "gmis open はブラウザーを表示するのでディスプレイが必要です" in said
    assert "--no-browser" in said


def test_a_file_that_is_not_there_is_told_before_a_display_is_asked_for(tmp_path: Path) -> None:
    said = call("open", "missing.gmis.zip", cwd=tmp_path, replaced={"sys.platform": "linux"}).in_one_sentence()
    assert "missing.gmis.zip: そのファイルはありません" in said


def test_what_is_no_bundle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.gmis.zip").write_text("no")
    said = call("open", "x.gmis.zip", "--no-browser", cwd=tmp_path).in_one_sentence()
    assert "記録の束(*.gmis.zip)として読めません" in said


def test_a_bundle_without_a_world_is_refused(tmp_path: Path) -> None:
    bundle = str(bundle_of(None, tmp_path))
    said = call("open", bundle, "--no-browser", cwd=tmp_path).in_one_sentence()
    assert f"{bundle}: 世界のスナップショットが入っていません" in said
