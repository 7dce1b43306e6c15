"""What `gmis up` tells only once it is about to listen: one sentence, and status 2."""

import socket
from pathlib import Path

from tests.rigs.processes import start


def test_a_port_that_is_taken_is_named_with_the_remedy(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = start("up", "--port", str(port), "--inbox", "embedded", cwd=tmp_path).in_one_sentence()
    assert f"127.0.0.1 のポート {port} は使われています" in said
    assert "--port" in said


def test_a_host_that_is_another_machine_is_named(tmp_path: Path) -> None:
    ended = start("up", "--host", "203.0.113.1", "--inbox", "embedded", cwd=tmp_path, GMIS_TOKEN="t")
    assert "はこのコンピューターのアドレスではありません" in ended.in_one_sentence()


def test_a_mailpit_that_is_named_but_does_not_answer_is_named(tmp_path: Path) -> None:
    ended = start("up", "--port", "0", cwd=tmp_path, GMIS_MAILPIT_URL="http://127.0.0.1:9")
    assert "GMIS_MAILPIT_URL http://127.0.0.1:9 でMailpitが答えません" in ended.in_one_sentence()
