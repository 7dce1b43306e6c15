"""Every requirement says where it comes from; a list of one's own is read and refused."""

import shutil
from pathlib import Path

import pytest

from gmis_api.nearest import nearest
from pytest_gmis.reports.requirements import Requirement, WrongList, read_requirements
from pytest_gmis.reports.tags import TAGS

PROJECT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def known() -> dict[str, Requirement]:
    """Every requirement."""
    return read_requirements().known


def test_every_requirement_says_where_it_comes_from_and_to_which_step_it_belongs(
    known: dict[str, Requirement],
) -> None:
    assert {requirement.kind for requirement in known.values()} == set(read_requirements().kinds)
    for requirement in known.values():
        assert requirement.source.split()[0] in ("manual", "platform", "public", "assumed"), requirement
        assert f"手順{requirement.step}" in TAGS or (requirement.kind, requirement.step) == ("simulator", ""), (
            requirement
        )
        assert requirement.title


def test_every_reported_issue_is_a_requirement(known: dict[str, Requirement]) -> None:
    reported = {path.stem for path in (PROJECT / "e2e" / "reported").glob("*.feature")}
    assert {name for name, requirement in known.items() if requirement.kind == "reported"} == reported
    assert known["idle-session"].title == "「途中で画面が戻された」: 2時間以上操作しなかった"


def test_a_misspelt_one_is_told_the_nearest(known: dict[str, Requirement]) -> None:
    assert nearest("forgot-lnik", known) == ["forgot-link"]
    assert nearest("zzz", known) == []


LIST = '[kinds]\nours = "私たちの要件"\n[ours.idle-session]\ntitle = "t"\nsource = "assumed"\n'


def test_a_list_of_ones_own_has_its_own_kinds_and_needs_no_steps(tmp_path: Path) -> None:
    file = tmp_path / "list.toml"
    file.write_text(LIST, encoding="utf-8")
    listed = read_requirements(file)
    assert listed.kinds == {"ours": "私たちの要件"}
    assert listed.known == {"idle-session": Requirement("idle-session", "ours", "t", "assumed", "")}


def test_an_id_that_is_taken_twice_is_refused(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "e2e" / "reported", tmp_path / "reported")
    twice = tmp_path / "requirements.toml"
    twice.write_text(f'reported = "reported"\n{LIST}', encoding="utf-8")
    with pytest.raises(WrongList, match=r"同じ名前の要件が2つあります.*: idle-session"):
        read_requirements(twice)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[ours", "要件の一覧\\(TOML、UTF-8\\)として読めません"),
        ("ours = 1", "ours は \\[ours.名前\\] の形の表で書きます"),
        ('[ours.x]\ntitle = "t"\n', "\\[ours.x\\] に書くのは title と source"),
        ('[ours.x]\ntitle = 1\nsource = "s"\n', "どれも文字列です"),
        ('[ours.x]\ntitle = "t"\nsource = "s"\nstep = "8"\n', "step = '8': 書けるもの: ① ②"),
        ('reported = "nowhere"\n', "reported = 'nowhere': そのフォルダーはありません"),
    ],
)
def test_a_list_that_is_wrong_is_refused_with_file_place_and_rule(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "list.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WrongList, match=rf"list\.toml: .*{said}"):
        read_requirements(file)
