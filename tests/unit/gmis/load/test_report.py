"""The verdict of a rush, and its page."""

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from gmis.load.outcome import MAIL, Failure, Outcome, Page
from gmis.load.report import FATES, REQUESTS, Load
from gmis.load.tally import Tally
from gmis_simulator.world.reset import Outcome as Requested
from tests.rigs.merged import Page as Read

LOGIN = Page("GET", "① /s/login/", 20, 0, 5, 12, 20)
CLICK_TO_MAIL = Page(*MAIL, 12, 0, 21, 43, 65)
OUTCOME = Outcome(done=20, seconds=10, pages=[LOGIN, CLICK_TO_MAIL], failures=[])
TALLY = Tally(Counter(mailed=12, limit=1), Counter(delivered=11, bounced=1), completed=10, reports=18, sent=12)
WELL = Load("first-day-rush", 20, 2, 1, 1.0, OUTCOME, TALLY)


def rows(told: Load, folder: Path) -> dict[str, list[list[str]]]:
    """The tables of its page, by their headings."""
    (folder / "index.html").write_text(told.page(), encoding="utf-8")
    found = Read(folder / "index.html").rows
    return {name: [[cell.strip() for cell in row] for row in table] for name, table in found.items()}


def test_where_no_mail_is_lost_and_nothing_failed_all_is_well() -> None:
    assert WELL.wrong == []
    assert WELL.headline.tone == "good"
    assert "利用者20人" in WELL.headline.sentence
    assert WELL.per_second == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (replace(WELL, tally=replace(TALLY, mails=Counter(lost=2))), "失われたメール: 2"),
        (replace(WELL, tally=replace(TALLY, mails=Counter(twice=3))), "二重に届いたメール: 3"),
        (replace(WELL, tally=replace(TALLY, gone=2)), "メールを数える前に失われた世界: 2"),
        (replace(WELL, tally=replace(TALLY, mistakes=1)), "シミュレーターの誤り: 1"),
        (replace(WELL, outcome=replace(OUTCOME, failures=[Failure("GET /", "500", 4)])), "エラー: 4"),
        (replace(WELL, outcome=replace(OUTCOME, done=19)), "終わらなかった利用者: 1"),
    ],
)
def test_each_thing_that_should_not_happen_is_said_by_its_number(changed: Load, said: str) -> None:
    assert changed.wrong == [said]
    assert (changed.headline.tone, changed.headline.sentence) == ("bad", said)


def test_the_page_tells_what_stands_beside_locusts_own_table(tmp_path: Path) -> None:
    tables, html = rows(WELL, tmp_path), " ".join(WELL.page().split())
    for told in ("10件（毎秒1.0件）", "p50 21 ms、p95 43 ms、p99 65 ms", "これはシミュレーターの記録です"):
        assert told in html
    assert re.search(r"「定期報告」[^<]*</dt><dd>18</dd>", html)
    assert tables["ページ"][1] == ["GET ① /s/login/", "20", "0", "5 ms", "12 ms", "20 ms"]
    assert len(tables["ページ"]) == 2  # the time to the mail is no page
    assert ["失われた", "0"] in tables["メール"]
    assert ["1日の上限により拒否", "1"] in tables["再設定の申し込み"]
    assert "エラー" not in tables


def test_errors_stand_on_the_page_as_they_were_and_harm_nobody(tmp_path: Path) -> None:
    failed = replace(WELL, outcome=replace(OUTCOME, failures=[Failure("POST ②", "500 <b>instead</b>", 2)]))
    assert rows(failed, tmp_path)["エラー"][1] == ["2", "POST ②", "500 <b>instead</b>"]
    assert "&lt;b&gt;" in failed.page()


def test_programs_read_the_same_numbers() -> None:
    told = json.loads(json.dumps(WELL.as_json()))
    assert (told["users"], told["wrong"], told["outcome"]["pages"][0]["p95"]) == (20, [], 12)
    assert told["tally"]["mails"] == {"lost": 0, "twice": 0, "delivered": 11, "bounced": 1}
    assert (told["tally"]["requests"]["limit"], told["tally"]["completed"]) == (1, 10)


@pytest.mark.usefixtures("english")
def test_in_english_it_says_so_in_english(tmp_path: Path) -> None:
    assert ["lost", "0"] in rows(WELL, tmp_path)["Mails"]
    assert "20 users, 10 passwords reset, 12 mails: none lost, no error." in WELL.headline.sentence


def test_every_outcome_of_a_request_has_its_words() -> None:
    assert set(REQUESTS) == {each.value for each in Requested}


def test_an_outcome_is_what_locust_has_in_its_table() -> None:
    line = SimpleNamespace(method="GET", name="① /s/login/", num_requests=20, num_failures=1)
    line.get_response_time_percentile = lambda part: part * 1000
    error = SimpleNamespace(method="GET", name="① /s/login/", error="500 instead of 200", occurrences=1)
    stats = SimpleNamespace(entries={1: line}, errors={1: error}, start_time=5, last_request_timestamp=15)
    found = Outcome.of(stats, [{"msg": "a sentence", "count": 2}], done=7)
    assert found.pages == [Page("GET", "① /s/login/", 20, 1, 500, 950, 990)]
    assert found.failures == [Failure("GET ① /s/login/", "500 instead of 200", 1), Failure("USER", "a sentence", 2)]
    assert (found.done, found.seconds) == (7, 10)


def test_an_outcome_is_read_as_it_was_written(tmp_path: Path) -> None:
    OUTCOME.write(tmp_path / "outcome.json")
    assert Outcome.read(tmp_path / "outcome.json") == OUTCOME
    assert {"delivered", "lost"} <= set(FATES)
