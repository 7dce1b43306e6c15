"""A site's folder is written whole or not at all, over an earlier site, and over nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pytest_gmis.reports.site.folder import MARKER, WrongFolder, written_whole


def write(folder: Path, text: str = "new", name: str = "index.html") -> None:
    with written_whole(folder) as unfinished:
        (unfinished / "deep").mkdir()
        (unfinished / "deep" / "page.html").write_text(text)
        (unfinished / name).write_text(text)


def test_a_folder_that_is_not_there_is_made_and_so_is_one_within_it(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b" / "index.html").read_text() == "new"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path / "empty")
    assert (tmp_path / "empty" / MARKER).exists()


def test_an_earlier_site_is_written_anew_and_nothing_of_it_is_left(tmp_path: Path) -> None:
    write(tmp_path / "site", "old", "gone.html")
    (tmp_path / "site" / "Thumbs.db").touch()  # which a file manager leaves
    write(tmp_path / "site")
    names = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert names == ["site/deep/page.html", f"site/{MARKER}", "site/index.html"]


FOREIGN: dict[str, Callable[[Path], object]] = {
    "a file beside": lambda site: (site / "notes.txt").write_text("mine"),
    "a file within": lambda site: (site / "deep" / "mine.txt").write_text("mine"),
    "an empty folder": lambda site: (site / "mine").mkdir(),
    "a link": lambda site: (site / "mine").symlink_to("/"),
    "no marker": lambda site: (site / MARKER).unlink(),
    "another marker": lambda site: (site / MARKER).write_text("[]"),
}


@pytest.mark.parametrize("change", FOREIGN.values(), ids=FOREIGN)
def test_a_folder_that_holds_anything_else_is_left_as_it_is(tmp_path: Path, change: Callable[[Path], object]) -> None:
    write(tmp_path / "site", "old")
    change(tmp_path / "site")
    with pytest.raises(WrongFolder, match="何も書きませんでした"):
        write(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_came_while_it_was_written_is_not_overwritten(tmp_path: Path) -> None:
    write(tmp_path / "site", "old")
    with pytest.raises(WrongFolder, match=r"notes\.txt"), written_whole(tmp_path / "site"):
        (tmp_path / "site" / "notes.txt").write_text("mine")
    assert (tmp_path / "site" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("raised", [KeyboardInterrupt, ValueError])
def test_where_it_is_broken_off_the_earlier_site_stays_and_no_half_of_one(
    tmp_path: Path, raised: type[BaseException]
) -> None:
    write(tmp_path / "site", "old")
    with pytest.raises(raised), written_whole(tmp_path / "site") as unfinished:  # noqa: PT012 - it is raised inside
        (unfinished / "index.html").write_text("half")
        raise raised
    assert (tmp_path / "site" / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(WrongFolder, match="フォルダーではありません"):
        write(tmp_path / "file")
    with pytest.raises(WrongFolder, match="書けません"):
        write(tmp_path / "file" / "in")
