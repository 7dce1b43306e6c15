"""`gmis repro --print`: one A4 page; what cannot be printed is said before anything is run."""

import os
import re
from pathlib import Path

import pytest

from gmis_api.language import spoken
from pytest_gmis.browser.rig import Rig
from pytest_gmis.evidence.dossier import Headline
from pytest_gmis.evidence.printed import decisive, page_of, printed, symptom
from pytest_gmis.evidence.recording import Moment, Recording, Shown
from tests.rigs.one_engine import Command

A4 = (595, 842)  # points


@pytest.fixture
def printing(command: Command, standing: Rig) -> Command:
    """A command that has a Chromium."""
    if standing.browser.browser_type.name != "chromium":
        pytest.skip("only Chromium prints")
    return command


def sheets(pdf: bytes) -> list[tuple[int, ...]]:
    """The size of each page, in points."""
    pages = re.findall(rb"/Type\s*/Page\b(?!s).*?/MediaBox\s*\[([\d. ]+)\]", pdf, re.DOTALL)
    return [tuple(int(float(each)) for each in page.split()[2:]) for page in pages]


def a_recording(steps: int = 1, **more: object) -> Recording:
    data = {"username": "ex000000", "reason": "locked", "subject": "題" * 60}
    event = {"seq": 1, "at": "2026-01-15T09:00:00.000+09:00", "kind": "login.refused", "data": data}
    moments = [Moment(keyword="もし", text=f"{number}番目のことをする", events=[event]) for number in range(steps)]
    return Recording.model_validate({"name": "it", "title": "題", "started": "now", "moments": moments, **more})


HEADLINE = Headline("再現した", "利用者の申告のとおりになりました。", "warn")


@pytest.mark.parametrize("name", ["phone-report", "scanner-spent-link", "office-takes-weeks"])
def test_a_report_is_one_page_of_a4(printing: Command, name: str) -> None:
    ended = printing("repro", name, "--print", "it.pdf")
    assert ended.status == 0, ended.said
    assert f"印刷: {(printing.folder / 'it.pdf').resolve()}" in ended.out
    assert sheets((printing.folder / "it.pdf").read_bytes()) == [A4]


def test_what_is_long_is_drawn_smaller_and_stays_one_page(printing: Command, standing: Rig) -> None:
    assert printing
    long = a_recording(steps=150)
    assert sheets(printed(standing.browser, long, HEADLINE, {"原因": "なぜ" * 1000})) == [A4]


def test_one_that_is_there_is_written_anew_and_without_the_option_there_is_none(printing: Command) -> None:
    assert printing("repro", "fullwidth-username").status == 0
    assert not list(printing.folder.rglob("*.pdf"))
    (printing.folder / "it.pdf").write_text("old", encoding="utf-8")
    assert printing("repro", "fullwidth-username", "--print", "it.pdf").status == 0
    assert (printing.folder / "it.pdf").read_bytes().startswith(b"%PDF")
    assert list(printing.folder.rglob("*.part")) == []


def test_it_holds_verdict_facts_steps_symptom_decision_and_how_to_run_it_again() -> None:
    recording = a_recording(again="gmis repro it --seed 7", seed=7, versions={"playwright": "1.64"}, device="iPhone 15")
    recording.moments[0].pages = [Shown(browser="", url="u", title="画面の題", picture=b"\xff\xd8", words="")]
    with spoken("ja"):
        html = page_of(recording, HEADLINE, {"利用者の申告": "何も起きない", "原因": "なぜ", "見分け方": "こう"})
    order = ["再現した", "何も起きない", "なぜ", "こう", "0番目のことをする", "画面の題", "(login.refused)",
             "ロック中 (locked)", "gmis repro it --seed 7", "(iPhone 15)", "種 7", "playwright 1.64"]  # fmt: skip
    places = [html.index(said) for said in order]
    assert places == sorted(places)
    assert "<script" not in html


def test_the_decisive_events_are_the_last_that_decided_anything_with_their_reason() -> None:
    recording = a_recording(steps=9)
    trace = [{"rule": "virus", "verdict": "reject", "reason": "ウイルスです"}]
    last = {"kind": "mail.verdict", "at": "", "data": {"rule": "virus", "verdict": "reject", "trace": trace, "id": "x"}}
    recording.moments[-1].events += [last, {"kind": "page.answered", "at": "", "data": {}}]
    found = decisive(recording)
    assert [event["kind"] for event, _, _ in found] == ["login.refused"] * 5 + ["mail.verdict"]
    assert found[-1][2] == "ウイルスです"
    assert len(found[-1][1]) == 2


def test_the_picture_is_that_of_the_last_page_that_was_seen() -> None:
    recording = a_recording(steps=3)
    assert symptom(recording) is None
    for moment, title in zip(recording.moments, "ab", strict=False):
        moment.pages = [Shown(browser="", url="u", title=title, picture=b"", words="")]
    found = symptom(recording)
    assert found
    assert (found[0].text, found[1].title) == ("1番目のことをする", "b")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--print", "it.pdf", "--browser", "firefox"),
            "firefox ではPDFを印刷できません。印刷できるのはChromiumだけです",
        ),
        (("--print", "nowhere/it.pdf"), "nowhere がありません: 作るか、別の場所を選んでください"),
        (("--print", "."), ". はフォルダーです: その中のファイルの名前を書いてください"),
    ],
    ids=["another browser", "no folder", "a folder"],
)
def test_what_cannot_be_printed_is_refused_in_a_sentence_before_anything_is_run(
    command: Command, options: tuple[str, ...], said: str
) -> None:
    assert said in command("repro", "phone-report", *options).in_one_sentence()
    assert command.asked == []
    assert list(command.folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_refused_too(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: not (Path(path) == command.folder and mode == os.W_OK))
    said = command("repro", "phone-report", "--print", "it.pdf").in_one_sentence()
    assert f"フォルダー {command.folder} に書き込めません: 別の場所を選んでください" in said
    assert command.asked == []


def test_a_browser_that_is_shown_cannot_print(command: Command) -> None:
    said = command("repro", "phone-report", "--print", "it.pdf", "--headed", DISPLAY=":0").in_one_sentence()
    assert "--headed を外してください" in said
    assert command.asked == []


def test_a_file_that_cannot_be_written_costs_the_page_and_nothing_else(
    printing: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gmis.printing.write_whole", full)
    ended = printing("repro", "fullwidth-username", "--print", "it.pdf")
    assert ended.status == 2
    assert "再現した: 利用者の申告のとおりになりました。" in ended.out
    assert ended.err == "gmis: --print: it.pdf に書けません: No space left on device\n"
