"""What `gmis up` refuses before it listens anywhere."""

from pathlib import Path

import pytest

from tests.rigs.commands import call


@pytest.mark.parametrize(
    ("variable", "value", "rule"),
    [
        ("GMIS_MAILPIT_URL", "127.0.0.1:8025", "http://127.0.0.1:8025 のようなURLにします"),
        ("GMIS_MAILPIT_SMTP", "1025", "127.0.0.1:1025 のような host:port にします"),
        ("GMIS_MAILPIT_SMTP", "127.0.0.1:x", "のような host:port にします"),
    ],
)
def test_a_broken_setting_is_named_with_its_value_and_rule(
    tmp_path: Path, variable: str, value: str, rule: str
) -> None:
    environment = {"GMIS_MAILPIT_URL": "http://127.0.0.1:9", variable: value}
    said = call("up", cwd=tmp_path, environment=environment).in_one_sentence()
    assert variable in said
    assert value in said
    assert rule in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["up", "--prot", "1"], "'--prot' というオプションはありません"),
        (["up", "--port", "x"], "'x' は integer range の値ではありません"),
        (["up", "--port", "70000"], "0<=x<=65535"),
        (["up", "--defects", "never-lockd"], "もしかして: 'never-locked'"),
        (["up", "--inbox", "none"], "'none' は書けません。書けるもの: 'auto', 'embedded', 'mailpit'"),
        (["up", "--workers", "0"], "1<=x<=64"),
        (["up", "--workers", "65"], "1<=x<=64"),
        (["up", "--worker", "2", "--peers", "http://a:1,http://b:1"], "--worker は 2、--peers は 2 個です"),
        (["up", "--peers", "http://a:1"], "--worker は None、--peers は 1 個です"),
        (["up", "--worker", "0", "--peers", "http://a:1,b:2"], "--peers b:2: "),
        (["up", "--workers", "2", "--smtp-port", "2525"], "--worker、--peers、--smtp-port は書かないでください"),
        (["up", "--workers", "2", "--worker", "0"], "--worker、--peers、--smtp-port は書かないでください"),
        (["up", "--url", "nonsense"], "--url nonsense: http://127.0.0.1:8000 のようなURLにしてください"),
        (["up", "--url", "ftp://host"], "--url ftp://host: "),
        (["upp"], "'upp' というコマンドはありません"),
    ],
)
def test_what_cannot_be_understood_is_one_sentence_and_status_2(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    assert said in call(*arguments, cwd=tmp_path).in_one_sentence()


def test_an_haproxy_that_is_too_old_is_named_with_the_remedy(tmp_path: Path) -> None:
    old = tmp_path / "haproxy"
    old.write_text("#!/bin/sh\necho HA-Proxy version 1.8.30")
    old.chmod(0o755)
    said = call("up", "--workers", "2", cwd=tmp_path, replaced={"gmis.up_workers.find_haproxy": lambda: str(old)})
    assert "HAProxy 1.8 は古すぎます。2.4 以降が必要です" in said.in_one_sentence()
