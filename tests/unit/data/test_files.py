from pathlib import Path

import pytest

from gmis_simulator.data import PERSONAS
from gmis_simulator.data.files import read_personas
from gmis_simulator.world.personas import PersonaError

pytestmark = pytest.mark.usefixtures("english")

PLAIN = 'title = "ふつう"\nsource = "assumed"\nrules = [{ rule = "block-list" }]\n'


def test_every_file_of_a_folder_is_a_persona_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "plain.toml").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "alike.toml").write_text('like = "plain"\ntitle = "おなじ"', encoding="utf-8")
    (tmp_path / "README.md").write_text("no persona", encoding="utf-8")
    personas = read_personas(tmp_path)
    assert {name: persona.title for name, persona in personas.items()} == {"alike": "おなじ", "plain": "ふつう"}
    assert personas["alike"].rules == personas["plain"].rules


def test_a_later_folders_file_replaces_an_earlier_one_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "gmail.toml").write_text(PLAIN, encoding="utf-8")
    personas = read_personas(PERSONAS, tmp_path)
    assert personas["gmail"].title == "ふつう"
    assert personas["plain"] == read_personas(PERSONAS)["plain"]
    assert personas["forwarding"].forward_to == "gmail"


def test_a_later_folders_file_may_be_like_one_of_an_earlier_folder(tmp_path: Path) -> None:
    (tmp_path / "docomo-off.toml").write_text('like = "docomo-strong"\nsettings = { spoofing = "off" }')
    personas = read_personas(PERSONAS, tmp_path)
    assert personas["docomo-off"].switched()["spoofing"] == "off"
    assert personas["docomo-off"].rules == personas["docomo-strong"].rules


@pytest.mark.parametrize(
    ("content", "encoding", "message"),
    [
        ("title = ", "utf-8", r"odd\.toml: file = 'odd\.toml': is no TOML in UTF-8: Invalid value"),
        ("title = 'ふつう'", "cp932", r"odd\.toml: file = 'odd\.toml': is no TOML in UTF-8: .*utf-8"),
        ("a = 1\na = 2", "utf-8", r"odd\.toml: file = 'odd\.toml': is no TOML in UTF-8: "),
        ("", "utf-8", r"odd\.toml: title = None: Field required"),
        ('like = "plain"', "utf-8", r"odd\.toml: like = 'plain': persona 'plain' is unknown"),
    ],
)
def test_a_file_that_is_no_persona_is_named(tmp_path: Path, content: str, encoding: str, message: str) -> None:
    (tmp_path / "odd.toml").write_text(content, encoding)
    with pytest.raises(PersonaError, match=message):
        read_personas(tmp_path)


@pytest.mark.parametrize("name", ["Gmail", "my mail", "メール", "a_b", "a" * 41])
def test_a_file_whose_name_can_be_no_personas_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.toml").write_text(PLAIN, encoding="utf-8")
    with pytest.raises(PersonaError, match="must be 1 to 40 of a-z, 0-9 and '-'"):
        read_personas(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere is no folder: personas and presets are read"):
        read_personas(PERSONAS, tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("a = " + "[" * 10_000, "must not nest that deep"),
        ("a = " + "1" * 5000, "is no TOML in UTF-8: Exceeds the limit"),
        ("a" + ".a" * 50_000 + " = 1", "must have at most 32 KiB"),
        ('title = "' + "x" * 30_000 + '"', r"title = 'x+\.\.\.x+'"),
        ('like = "' + "x" * 30_000 + '"', r"like = 'x+\.\.\.x+'"),
        ("title = 1", "title = 1: "),
        ('title = "t"\nsource = "assumed"\nrules = [{ rule = "spam-score", threshold = nan }]', "finite number"),
        ('title = "t"\nsource = "assumed"\nrules = [1]', "rules.0 = 1: "),
    ],
    ids=lambda value: value[:20],
)
def test_a_file_that_nobody_wrote_by_hand_is_refused_in_a_short_sentence(
    tmp_path: Path, content: str, rule: str
) -> None:
    (tmp_path / "odd.toml").write_text(content, encoding="utf-8")
    with pytest.raises(PersonaError, match=rule) as caught:
        read_personas(tmp_path)
    assert str(caught.value).startswith("odd.toml: ")
    assert len(str(caught.value)) < 1000


def test_what_is_called_like_a_file_and_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").mkdir()
    with pytest.raises(PersonaError, match=r"odd\.toml: file = 'odd\.toml': cannot be read: Is a directory"):
        read_personas(tmp_path)
