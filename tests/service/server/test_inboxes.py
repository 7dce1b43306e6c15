from pathlib import Path

import pytest

from gmis_simulator.inbox.embedded import EmbeddedInbox
from gmis_simulator.server import mailpit
from gmis_simulator.server.inboxes import choose_inbox
from gmis_simulator.server.mailpit import MailpitError, NamedMailpit, StartedMailpit
from tests.rigs.running import run

pytestmark = pytest.mark.usefixtures("english")

NAMED = {"GMIS_MAILPIT_URL": "http://127.0.0.1:8025"}


@pytest.fixture
def no_mailpit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without Mailpit; the folder that is its PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(mailpit, "BUILT", tmp_path / "nothing-built")
    return tmp_path


def test_a_mailpit_that_is_named_comes_first_and_its_smtp_side_may_be_left_out() -> None:
    chosen = choose_inbox("auto", NAMED)
    assert isinstance(chosen, NamedMailpit)
    assert chosen.smtp == ("127.0.0.1", 1025)


def test_a_mailpit_on_the_path_is_started(no_mailpit: Path) -> None:
    binary = no_mailpit / "mailpit"
    binary.touch(mode=0o755)
    assert isinstance(choose_inbox("auto", {}), StartedMailpit)
    assert mailpit.find_mailpit() == str(binary)


def test_without_any_the_embedded_inbox_serves(no_mailpit: Path) -> None:
    assert no_mailpit.is_dir()
    assert isinstance(choose_inbox("auto", {}), EmbeddedInbox)


def test_whoever_insists_on_mailpit_is_told_how_to_get_it(no_mailpit: Path) -> None:
    assert no_mailpit.is_dir()
    with pytest.raises(MailpitError, match="no Mailpit is found: scripts/mailpit builds it where Go is"):
        choose_inbox("mailpit", {})


def test_the_embedded_inbox_can_be_asked_for_although_a_mailpit_is_named() -> None:
    assert isinstance(choose_inbox("embedded", NAMED), EmbeddedInbox)


def test_a_program_that_is_no_mailpit_is_named(no_mailpit: Path) -> None:

    binary = no_mailpit / "mailpit"
    binary.write_text("#!/bin/sh\nexit 1\n")
    binary.chmod(0o755)
    with pytest.raises(MailpitError, match="does not start"):
        run(StartedMailpit(str(binary)).start())
