"""A bundle is read whole, or refused with what is wrong and the remedy; nothing of it ever reaches the disk."""

import json
import zipfile
from pathlib import Path

import pytest

from pytest_gmis.evidence.bundle import State, WrongBundle, read_bundle, write_bundle
from pytest_gmis.evidence.recording import Moment, Recording

RECORDING = Recording(
    name="it", title="題", started="2026-01-15T09:00:00+09:00", moments=[Moment(keyword="もし", text="x")]
)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A good one."""
    dossier, feature = tmp_path / "it.html", tmp_path / "it.feature"
    dossier.write_text("<html>")
    feature.write_text("機能: 題")
    path = tmp_path / "it.gmis.zip"
    state = State("http://127.0.0.1:1", {"version": 1}, [], {"01.eml": b"Subject: x\r\n"})
    write_bundle(
        path, RECORDING, state, verdict=("再現した", "そうなりました。", "warn"), dossier=dossier, traces=[],
        feature=feature, browser="chromium",
    )  # fmt: skip
    return path


def rewritten(bundle: Path, name: str, content: str | bytes | None) -> Path:
    """``bundle`` with another content in one of its files; None: without it."""
    with zipfile.ZipFile(bundle) as old:
        files = {each: old.read(each) for each in old.namelist()}
    files.pop(name, None)
    other = bundle.with_name("other.gmis.zip")
    with zipfile.ZipFile(other, "w") as new:
        for each, data in files.items():
            new.writestr(each, data)
        if content is not None:
            new.writestr(name, content)
    return other


def test_what_was_written_is_read_again(bundle: Path) -> None:
    read = read_bundle(bundle)
    assert read.recording == RECORDING
    assert read.snapshot == {"version": 1}
    assert read.feature == "機能: 題"
    assert read.manifest.verdict == ("再現した", "そうなりました。", "warn")
    with zipfile.ZipFile(bundle) as archive:
        assert {"dossier.html", "mails/01.eml", "manifest.json"} <= set(archive.namelist())


@pytest.mark.parametrize("climbing", ["../x.json", "/etc/x.json", "a/../../x.json", "..\\x.json", "C:x.json"])
def test_a_path_that_climbs_out_is_refused(bundle: Path, climbing: str) -> None:
    with pytest.raises(WrongBundle, match="束の外に出るパスです"):
        read_bundle(rewritten(bundle, climbing, "{}"))


def test_another_version_is_refused_by_its_number(bundle: Path) -> None:
    with pytest.raises(WrongBundle, match="版99の束です。このgmisが読めるのは版1です"):
        read_bundle(rewritten(bundle, "manifest.json", json.dumps({"version": 99})))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("manifest.json", None, "'manifest.json' が入っていません"),
        ("recording.json", None, "'recording.json' が入っていません"),
        ("manifest.json", "[]", "中身が壊れています"),
        ("manifest.json", "{", "中身が壊れています"),
        ("recording.json", '{"version": 1}', "中身が壊れています"),
        ("snapshot.json", "{", "中身が壊れています"),
        ("snapshot.json", "[1]", "世界の記録ではありません"),
        pytest.param("manifest.json", "[" * 200_000, "中身が壊れています: maximum recursion", id="deep manifest"),
        pytest.param("snapshot.json", '{"a":' * 200_000, "中身が壊れています: maximum recursion", id="deep snapshot"),
        pytest.param("recording.json", '{"a":' * 200_000, "中身が壊れています", id="deep recording"),
        pytest.param("issue.feature", b"\xff", "中身が壊れています", id="no UTF-8"),
    ],
)
def test_a_damaged_file_in_it_is_refused(bundle: Path, name: str, content: str | bytes | None, said: str) -> None:
    with pytest.raises(WrongBundle, match=said):
        read_bundle(rewritten(bundle, name, content))


def test_what_is_no_bundle_is_refused(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "text.gmis.zip").write_text("no zip")
    (tmp_path / "half.gmis.zip").write_bytes(bundle.read_bytes()[:-200])
    whole = bytearray(bundle.read_bytes())
    whole[80:90] = b"0123456789"
    (tmp_path / "damaged.gmis.zip").write_bytes(whole)
    for name in ("text", "half", "damaged", "none"):
        with pytest.raises(WrongBundle, match=f"{name}.gmis.zip"):
            read_bundle(tmp_path / f"{name}.gmis.zip")


def test_a_file_that_is_in_it_twice_is_refused(bundle: Path) -> None:
    with zipfile.ZipFile(bundle, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("manifest.json", "{}")
    with pytest.raises(WrongBundle, match=r"「manifest\.json」が二つ入っています"):
        read_bundle(bundle)


def test_a_version_that_is_a_long_text_is_shown_in_part(bundle: Path) -> None:
    with pytest.raises(WrongBundle, match=r"版'9+\.\.\.9+'の束です") as caught:
        read_bundle(rewritten(bundle, "manifest.json", json.dumps({"version": "9" * 100_000})))
    assert len(str(caught.value)) < 1000


def test_what_says_that_it_is_smaller_than_it_is_is_refused(bundle: Path) -> None:
    large = rewritten(bundle, "snapshot.json", "0" * 1_000_000)
    large.write_bytes(large.read_bytes().replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(WrongBundle, match=r"other\.gmis\.zip"):
        read_bundle(large)
