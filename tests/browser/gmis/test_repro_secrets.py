"""No secret is in the dossier of a report, however the mail and the password are shown in it."""

from urllib.parse import quote

import pytest

from pytest_gmis.evidence.bundle import read_bundle
from tests.rigs.one_engine import Command


@pytest.mark.parametrize("name", ["links-as-text", "scanner-spent-link", "autofilled-password", "locked-no-link"])
def test_no_secret_is_in_a_dossier_however_the_mail_and_the_password_are_shown(name: str, command: Command) -> None:
    assert command("repro", name, "--remedy").status == 0
    bundle = read_bundle(command.folder / f"report/repro/{name}.gmis.zip")
    assert bundle.snapshot
    state = bundle.snapshot["world"]
    secrets = {"Clinic2025", "Clinic2026", *(each["first_password"] for each in state["institutions"])}
    secrets |= {link["token"] for link in state["links"]} | {session["id"] for session in state["sessions"]}
    html = (command.folder / f"report/repro/{name}.html").read_text(encoding="utf-8")
    assert [secret for secret in secrets if secret in html or quote(secret, safe="") in html] == []
