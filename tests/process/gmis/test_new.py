"""`gmis new` in a terminal, where it asks."""

import os
import pty
from pathlib import Path

from pytest_gmis.reports.reading import read_issue
from tests.rigs.processes import start


def test_in_a_terminal_it_asks_and_asks_again_with_what_is_nearest(tmp_path: Path) -> None:
    terminal, slave = pty.openpty()
    try:
        os.write(terminal, "\n届かない\n9\n③\nsoftbnk\nsoftbank\niphone 15\niPhone 15\n".encode())
        ended = start("new", "asked", cwd=tmp_path, stdin=slave)
    finally:
        os.close(terminal)
        os.close(slave)
    assert ended.status == 0, ended.said
    for wrong in (
        "「9」という手順はありません",
        "近いもの: softbank",
        "「iphone 15」という端末はありません。近いもの: iPhone 15",
    ):
        assert wrong in ended.said
    issue = read_issue(tmp_path / "asked.feature")
    assert {"手順③", "メール", "携帯電話", "スマートフォン"} == set(issue.tags)
    assert [step.text for step in issue.symptom.steps[:2]] == [
        "「iPhone 15」を使っている",
        "メールボックスは「softbank」である",
    ]


def test_a_complaint_is_read_from_a_pipe_and_asks_nothing(tmp_path: Path) -> None:
    (tmp_path / "ticket").write_text("auの携帯に、許可したのに届きません。", encoding="utf-8")
    with (tmp_path / "ticket").open() as ticket:
        ended = start("new", "piped", "--complaint", "-", cwd=tmp_path, stdin=ticket)
    assert ended.status == 0, ended.said
    assert "gmis repro au-spoofing" in ended.said
    assert read_issue(tmp_path / "piped.feature").mailbox == "au"


def test_in_a_terminal_what_is_typed_first_brings_proposals_for_the_rest(tmp_path: Path) -> None:
    terminal, slave = pty.openpty()
    try:
        os.write(terminal, "手順③で、ソフトバンクに届かない\n\n\n\n".encode())
        ended = start("new", "typed", cwd=tmp_path, stdin=slave)
    finally:
        os.close(terminal)
        os.close(slave)
    assert ended.status == 0, ended.said
    assert "gmis repro softbank-links" in ended.said
    issue = read_issue(tmp_path / "typed.feature")
    assert (issue.leaflet_step, issue.mailbox) == ("③", "softbank")
