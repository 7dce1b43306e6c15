import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from gmis_simulator.mail.compose import reset_mail
from gmis_simulator.mail.spam_score import NotScored, SpamScorer
from gmis_simulator.world.hosts import mailer_of
from tests.rigs.free_port import free_port
from tests.rigs.mail_system import mail_system
from tests.rigs.running import run
from tests.rigs.worlds import events, world_with

pytestmark = pytest.mark.usefixtures("english")

GTUBE = b"XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"


@pytest.fixture(scope="session")
def spamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where SpamAssassin's spamd listens; it looks nothing up outside."""
    binary = shutil.which("spamd", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/bin"]))
    if binary is None and os.environ.get("GMIS_REQUIRE_SPAMD") == "1":
        pytest.fail("GMIS_REQUIRE_SPAMD is set and there is no spamd: apt-get install spamassassin spamd")
    if binary is None:
        pytest.skip("no spamd: apt-get install spamassassin spamd")
    said = tmp_path_factory.mktemp("spamd") / "said"
    port = free_port()
    command = [binary, "-L", "-p", str(port), "-i", "127.0.0.1", "-A", "127.0.0.1", "--nouser-config", "-x"]
    with subprocess.Popen([*command, "-s", "stderr"], stderr=subprocess.PIPE) as process:
        try:
            await_readiness(process, said)
            yield f"127.0.0.1:{port}"
        finally:
            process.terminate()


def await_readiness(process: subprocess.Popen[bytes], said: Path) -> None:
    """Return once it says that it listens and has its children."""
    assert process.stderr
    with said.open("wb") as log:
        for line in process.stderr:
            log.write(line)
            if b"server successfully spawned child process" in line:
                return
    pytest.fail(f"spamd does not start:\n{said.read_text()}")


def a_reset_mail() -> bytes:
    world = world_with()
    letter = world.resets.request("ex000000")
    assert letter
    return reset_mail(world, letter)


def spoiled(raw: bytes) -> bytes:
    """The mail as somebody writes it who knows no better."""
    head, _, body = raw.partition(b"\r\n\r\n")
    lines = head.replace(b"\r\n ", b" ").replace(b"\r\n\t", b" ").split(b"\r\n")
    spoiling = {
        b"from": b'From: "$$$ FREE MONEY $$$" <winner1234567@0-0-0.example>',
        b"subject": b"Subject: YOU HAVE WON!!! CLICK HERE NOW $$$ 100% FREE VIAGRA",
        b"date": b"Date: Mon, 1 Jan 2001 00:00:00 +0000",
    }
    dropped = (b"message-id", b"dkim-signature")
    kept = [line for line in lines if (name := line.partition(b":")[0].lower()) not in dropped and name not in spoiling]
    return b"\r\n".join([*spoiling.values(), *kept]) + b"\r\n\r\n" + body


def test_where_there_is_no_spamd_the_reason_says_how_to_get_one() -> None:
    for nowhere in (None, ""):
        with pytest.raises(NotScored, match=r"GMIS_SPAMD=127\.0\.0\.1:783"):
            run(SpamScorer(nowhere).score(b"Subject: one\r\n\r\n"))


@pytest.mark.parametrize("wrong", ["783", "127.0.0.1", "127.0.0.1:", ":783", "host:port", "host:0", "host:65536"])
def test_a_wrong_place_is_told_at_once(wrong: str) -> None:
    with pytest.raises(ValueError, match=f"GMIS_SPAMD is '{wrong}': it must be host:port"):
        SpamScorer(wrong)


def test_a_spamd_that_does_not_answer_is_said_to_be_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NotScored, match=rf"spamd \(127.0.0.1:{port}\) が応答しないため判定していません"):
        run(SpamScorer(f"127.0.0.1:{port}").score(b"Subject: one\r\n\r\n"))


def test_the_reset_mail_is_no_spam(spamd: str) -> None:
    assert run(SpamScorer(spamd).score(a_reset_mail())) < 5


def test_the_same_mail_spoiled_scores_higher_and_with_the_test_string_it_is_spam(spamd: str) -> None:
    raw = a_reset_mail()
    assert run(SpamScorer(spamd).score(spoiled(raw))) >= 5
    assert run(SpamScorer(spamd).score(b"Subject: one\r\n\r\n" + GTUBE + b"\r\n")) >= 1000
    assert run(SpamScorer(spamd).score(raw)) < 5


def test_a_mailbox_that_asks_for_the_score_notes_it_and_puts_spam_into_junk(spamd: str) -> None:
    async def scenario() -> None:
        world = world_with("gmail")
        async with mail_system(world, spamd=spamd) as whole:
            await whole.ask_for_reset(world)
            assert len(await whole.in_folder("inbox")) == 1
            raw = b"From: someone@mailer.demo.example\r\nSubject: one\r\n\r\n" + GTUBE
            assert await whole.send(raw, sender="bounce@mailer.demo.example", host=mailer_of("demo")) == "250 2.0.0 Ok"
            assert len(await whole.in_folder("junk")) == 1
        reasons = [
            rule["reason"]
            for each in events(world, "mail.verdict")
            for rule in each["trace"]
            if rule["rule"] == "spam-score"
        ]
        assert all(reason.startswith("点数は ") for reason in reasons)
        assert [each["verdict"] for each in events(world, "mail.verdict")] == ["inbox", "junk"]

    run(scenario())
