"""The dossier is one file that fetches nothing and in which nothing is live; two runs stand side by side."""

import re
from pathlib import Path

from gmis_api.language import spoken
from pytest_gmis.evidence.dossier import Headline, side_by_side, write_comparison, write_dossier
from pytest_gmis.evidence.recording import Line, Moment, Recording, Seen, Shown

HEADLINE = Headline("再現した", "利用者の申告のとおりになりました。", "warn")


def a_recording(world: str = "w-1", **last: object) -> Recording:
    page = Shown(browser="", url=f"http://h/{world}/s/", title="題", picture=b"\xff\xd8", words=f"- text: {world}")
    mail = Seen(
        folder="junk", subject="<b>件名", sender="a@b.test", to="c@d.test", text="本文", picture=b"", source="S:1"
    )
    event = {"seq": 1, "at": "2026-01-15T09:00:00.000+09:00", "kind": "reset.requested", "data": {"outcome": "<i>"}}
    first = Moment(keyword="もし", text="申し込む", pages=[page], mails=[mail], events=[event])
    first.lines = [Line(at=1, source="error", text="<script>alert(1)</script>")]
    second = Moment.model_validate({"keyword": "ならば", "text": "そうなる", **last})
    return Recording(name="it", title="題", started="now", world=world, moments=[first, second])


def test_it_fetches_nothing_and_escapes_what_it_shows(tmp_path: Path) -> None:
    write_dossier(tmp_path / "deep" / "it.html", [a_recording()], headline=HEADLINE, facts={"原因": "<u>"})
    html = (tmp_path / "deep" / "it.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in html
    assert not re.search(r"<(script|link|iframe|b>件名|i>|u>)", html)
    assert all(src.startswith("data:image/jpeg") for src in re.findall(r'(?:src|href)="([^"]*)"', html))
    assert list(tmp_path.rglob("*.part")) == []


def test_verdict_and_cause_stand_on_top_and_the_environment_at_the_end(tmp_path: Path) -> None:
    write_dossier(tmp_path / "it.html", [a_recording()], headline=HEADLINE, facts={"原因": "なぜ", "対処": "どう"})
    html = (tmp_path / "it.html").read_text(encoding="utf-8")
    places = [html.index(f">{word}") for word in ("再現した", "なぜ", "どう", "もし", "ならば", "環境")]
    assert places == sorted(places)


def test_runs_that_differ_in_nothing_but_their_worlds_are_the_same() -> None:
    assert [differs for _, _, differs in side_by_side(a_recording("w-1"), a_recording("w-2"))] == [[], []]


def test_what_differs_is_named(tmp_path: Path) -> None:
    before, after = a_recording(), a_recording(status="failed", error="違った")
    after.moments[0].pages[0].words = "- text: 別の画面"
    after.moments[0].mails, after.moments[0].events = [], []
    after.moments.append(Moment(keyword="かつ", text="もう一つ"))
    assert [differs for _, _, differs in side_by_side(before, after)] == [
        ["画面", "出来事", "メール"], ["結果"], ["手順の有無"]
    ]  # fmt: skip
    write_comparison(tmp_path / "it.html", before, after, headlines=(HEADLINE, HEADLINE))
    html = (tmp_path / "it.html").read_text(encoding="utf-8")
    for said in ("違い: 画面、出来事、メール", "違い: 結果", "この手順はありません。", "違った"):
        assert said in html


def test_pages_and_mails_that_only_came_in_another_order_are_no_difference() -> None:
    page, verdict, filed = ({"kind": kind} for kind in ("page.answered", "mail.verdict", "mail.delivered"))
    before, after, other = a_recording(), a_recording(), a_recording()
    before.moments[0].events, after.moments[0].events = [verdict, page, filed], [page, verdict, filed]
    other.moments[0].events = [page, filed, verdict]
    assert side_by_side(before, after)[0][2] == []
    assert side_by_side(before, other)[0][2] == ["出来事"]


def test_the_rule_that_decided_is_marked_and_what_comes_after_it_does_not_count(tmp_path: Path) -> None:
    trace = [
        {"rule": "spoofing", "name": "高", "verdict": None, "reason": "オフ"},
        {"rule": "spoofing", "name": "中", "verdict": "discard", "reason": "一致しない"},
        {"rule": "spoofing", "name": "低", "verdict": None, "reason": "オフ"},
        {"rule": "default", "name": "既定の動作", "verdict": "inbox", "reason": "受信トレイに入れます"},
    ]
    recording = a_recording()
    data = {"rule": "spoofing", "verdict": "discard", "trace": trace}
    recording.moments[0].events[0] |= {"kind": "mail.verdict", "data": data}
    write_dossier(tmp_path / "it.html", [recording], headline=HEADLINE)
    html = (tmp_path / "it.html").read_text(encoding="utf-8")
    rows = re.findall(r'<tr class="(\w+)"><th scope="row">(.*?)</th><td>(.*?)</td>', html)
    assert rows == [
        ("asked", "高 (spoofing)", "―"),
        ("decided", "中 (spoofing)", "破棄 (discard)"),
        ("late", "低 (spoofing)", "―"),
        ("late", "既定の動作 (default)", "受信トレイ (inbox)"),
    ]
    assert "受信トレイに入れます" not in html


JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


def test_in_english_nothing_japanese_is_left_but_what_was_recorded(tmp_path: Path) -> None:
    page = Shown(browser="1", url="http://h/s/", title="t", picture=b"\xff\xd8", words="- text")
    mail = Seen(folder="junk", subject="s", sender="a@b", to="c@d", text="t", picture=b"\xff\xd8", source="S")
    trace = [{"rule": "virus", "name": "", "verdict": None, "reason": "r"}]
    data = {"rule": "virus", "verdict": "junk", "persona": "plain", "settings": {"interstitial": True}, "trace": trace}
    event = {"seq": 1, "at": "2026-01-15T09:00:00.000+09:00", "kind": "mail.verdict", "data": data}
    everything = Moment(keyword="When", text="it is so", status="failed", error="no", standing="s", pages=[page])
    everything.mails, everything.events = [mail, mail.model_copy(update={"to": "bounce@x", "picture": b""})], [event]
    everything.lines = [Line(at=1, source="network", text="GET")]
    recording = Recording(name="it", title="t", started="now", seed=1, again="gmis repro it", device="iPhone 15")
    recording.moments, recording.versions = (
        [everything, Moment(keyword="And", text="x", status="not-run")],
        {"inbox": "1"},
    )
    headline = Headline("Reproduced", "It came out as the user said.", "warn")
    with spoken("en"):
        write_dossier(tmp_path / "it.html", [recording], headline=headline, facts={"原因": "c", "対処": "r"}, error="e")
        write_comparison(tmp_path / "both.html", recording, recording, headlines=(headline, headline))
    for name in ("it.html", "both.html"):
        html = (tmp_path / name).read_text(encoding="utf-8")
        assert '<html lang="en">' in html
        said = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
        assert not JAPANESE.search(said), said[max(0, JAPANESE.search(said).start() - 80) :][:160]  # type: ignore[union-attr]


def test_in_japanese_events_and_their_fields_are_named_and_their_names_stand_behind(tmp_path: Path) -> None:
    recording = a_recording()
    recording.moments[0].events[0]["data"] = {"outcome": "locked", "username": "ex000000"}
    with spoken("ja"):
        write_dossier(tmp_path / "it.html", [recording], headline=HEADLINE)
    html = (tmp_path / "it.html").read_text(encoding="utf-8")
    assert '<html lang="ja">' in html
    for said in (
        "パスワードリセットの申し込み (reset.requested)",
        "結果 (outcome)",
        "ロック中(URLのないメール) (locked)",
    ):
        assert said in html


def test_what_stood_there_is_in_the_box_of_the_error_once(tmp_path: Path) -> None:
    recording = a_recording(status="failed", error="違った", standing="そこにあるもの: 画面")
    write_dossier(tmp_path / "it.html", [recording], headline=HEADLINE)
    assert "違った\n\nそこにあるもの: 画面</pre>" in (tmp_path / "it.html").read_text(encoding="utf-8")
    recording.moments[1].error = "そこにあるもの: 画面\n違った"
    write_dossier(tmp_path / "it.html", [recording], headline=HEADLINE)
    assert (tmp_path / "it.html").read_text(encoding="utf-8").count("そこにあるもの: 画面") == 1


def test_a_step_of_a_phone_takes_half_the_width(tmp_path: Path) -> None:
    recording = a_recording()
    recording.moments[0].pages[0].picture = b"\xff\xd8\xff\xc0\x00\x11\x08\x02\x00\x01\x89\x03"  # 393 by 512
    write_dossier(tmp_path / "it.html", [recording], headline=HEADLINE)
    classes = re.findall(r'<article class="([^"]*)">', (tmp_path / "it.html").read_text(encoding="utf-8"))
    assert classes == ["passed phone", "passed"]
