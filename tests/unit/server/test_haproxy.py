"""HAProxy's configuration, and which HAProxy is one."""

import re
from pathlib import Path

import pytest

from gmis_simulator.server.farm.haproxy import HaproxyError, check_version, configuration
from gmis_simulator.world.names import RESERVED

pytestmark = pytest.mark.usefixtures("english")

WORKERS = ["127.0.0.1:9001", "127.0.0.1:9002", "127.0.0.1:9003"]


def lines() -> list[str]:
    return [line.strip() for line in configuration("127.0.0.1:8000", WORKERS).splitlines()]


def test_each_worker_is_a_backend_of_its_own_so_that_one_that_is_gone_moves_no_world() -> None:
    for index, address in enumerate(WORKERS):
        for kind in ("pages", "api"):
            at = lines().index(f"backend {kind}{index} from {kind}")
            assert lines()[at + 1].startswith(f"server worker {address} track any/worker{index} ")


def test_the_worker_is_counted_from_the_name_of_the_world_by_their_number() -> None:
    assert "http-request set-var(txn.worker) var(txn.world),crc32,mod(3)" in lines()


def test_what_is_no_worlds_path_is_anybodys() -> None:
    (acl,) = (line for line in lines() if line.startswith("acl of_no_world path,"))
    assert set(acl.split("-m str ")[1].split()) == RESERVED


def test_the_sentences_are_said_in_both_languages_and_spoil_no_quotes() -> None:
    said = [line.split('"')[1] for line in lines() if re.search(r"set-var\(txn.(banner|gone|broken|metrics)\)", line)]
    assert len(set(said)) == 8
    for sentence in (each.removeprefix("str('").removesuffix("')") for each in said):
        assert not set(sentence) & set("'\"\\$%<>&")


def test_what_is_told_as_it_happens_is_not_kept_back_to_be_sent_together() -> None:
    # HAProxy's own figure is 200 ms; how late an event is now: bench/workers.py
    common = lines()[lines().index("defaults common") : lines().index("defaults pages from common")]
    assert "option http-no-delay" in common


def program(folder: Path, says: str) -> str:
    file = folder / "haproxy"
    file.write_text(f"#!/bin/sh\necho '{says}'\n")
    file.chmod(0o755)
    return str(file)


@pytest.mark.parametrize(
    ("says", "sentence"),
    [
        ("HA-Proxy version 1.8.30 2021/04/12", "HAProxy 1.8 is too old: it must be 2.4 or newer"),
        ("HAProxy version 2.3.0 2021/04/12", "HAProxy 2.3 is too old"),
        ("what?", "does not say its version: get another by"),
    ],
)
def test_one_that_is_too_old_or_none_is_told_with_the_remedy(tmp_path: Path, says: str, sentence: str) -> None:
    with pytest.raises(HaproxyError) as refused:
        check_version(program(tmp_path, says))
    assert sentence in str(refused.value)
    assert "apt-get install haproxy" in str(refused.value)


def test_one_that_is_new_enough_is_taken(tmp_path: Path) -> None:
    check_version(program(tmp_path, "HAProxy version 2.4.0 2021/04/12"))
    check_version(program(tmp_path, "HAProxy version 3.0.5-1 2024/04/12"))
