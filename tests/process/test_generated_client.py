"""The OpenAPI document is good enough: a client that is made out of it alone works, without a warning on the way."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gmis_simulator.control.openapi import document
from pytest_gmis.client.control import Control

USE = """
import sys
import httpx
from made import Client
from made.api.clock import move_clock
from made.api.mail import prove_absence, wait_for_mail
from made.api.worlds import create_world, delete_world
from made.models import AbsenceAnswer, ClockMove, MailAnswer, NewWorld, ProblemAnswer, WorldAnswer

with Client(base_url=sys.argv[1], httpx_args={"trust_env": False}) as client:
    world = create_world.sync(client=client, body=NewWorld(defects=["longer-tokens"]))
    assert isinstance(world, WorldAnswer), world
    to = world.institutions[0].registered_address
    assert isinstance(prove_absence.sync(world.name, client=client, to=to), AbsenceAnswer)
    form = {"username": world.institutions[0].username}
    httpx.post(world.urls["med_login"] + "ForgotPassword", data=form, trust_env=False)
    found = wait_for_mail.sync(world.name, client=client, to=to, wait="10s")
    assert isinstance(found, MailAnswer), found
    moved = move_clock.sync(world.name, client=client, body=ClockMove(advance="24h"))
    refused = move_clock.sync(world.name, client=client, body=ClockMove(advance="soon"))
    assert isinstance(moved, WorldAnswer) and isinstance(refused, ProblemAnswer), (moved, refused)
    delete_world.sync_detailed(world.name, client=client)
    print(world.settings.link_lifetime_hours, world.defects, found.mails[0].folder, len(found.mails[0].links))
    print(refused.errors[0].field)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, control: Control) -> Path:
    """The folder in which the package `made` is."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_text(json.dumps(document(control.url)), encoding="utf-8")
    (folder / "config.yml").write_text("post_hooks: []\n", encoding="utf-8")
    options = ["--path", "openapi.json", "--config", "config.yml", "--meta", "none", "--output-path", "made"]
    command = [sys.executable, "-m", "openapi_python_client", "generate", *options, "--fail-on-warning"]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return folder


def test_a_python_client_made_of_the_document_makes_worlds_waits_for_mail_and_reads_errors(
    made: Path, control: Control
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", USE, f"{control.url}/api"],
        cwd=made, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines() == ["24 ['longer-tokens'] inbox 1", "advance"]


def test_every_operation_became_a_function(made: Path, control: Control) -> None:
    operations = [each["operationId"] for path in document(control.url)["paths"].values() for each in path.values()]
    assert len(set(operations)) == len(operations) > 20
    files = {path.stem for path in (made / "made" / "api").glob("*/*.py")}
    assert set(operations) <= files
