"""`gmis open --no-browser`, started for real: it says where the world is until it is told to end."""

import re
import signal
from pathlib import Path

import httpx
import pytest

from gmis_simulator.server.running import running
from tests.rigs.bundles import bundle_of
from tests.rigs.clinic_in import clinic_in
from tests.rigs.processes import nothing_is_left_of, said_until, started


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a user who stands before ⑥, the link spent, the password not saved."""
    with running("embedded") as server, clinic_in(server) as clinic:
        clinic.ask()
        clinic.come_by_link()
        return bundle_of(clinic.world, tmp_path_factory.mktemp("open"), looking_at="_ui/system/security/ChangePassword")


@pytest.mark.parametrize(
    ("ctrl_c", "sign"),
    [("as usual", signal.SIGINT), ("ignored", signal.SIGINT), ("as usual", signal.SIGTERM)],
    ids=["Ctrl-C", "Ctrl-C, ignored before", "SIGTERM"],
)
def test_without_a_browser_it_says_where_the_world_is_until_it_is_told_to_end(
    bundle: Path, tmp_path: Path, ctrl_c: str, sign: signal.Signals
) -> None:
    command = ("open", str(bundle), "--no-browser", "--inbox", "embedded")
    with started(*command, cwd=tmp_path, ctrl_c=ctrl_c) as process:
        said = said_until(process, "Ctrl-Cですべて終わります。")
        page = re.search(r"画面: (\S+ChangePassword)", said)
        assert page
        assert httpx.get(page[1], follow_redirects=True, trust_env=False).status_code == 200
        process.send_signal(sign)
        assert process.stdout
        said += process.stdout.read()
        assert process.wait(timeout=20) == 0
    assert nothing_is_left_of(process)
    assert "結果: 再現した: 利用者の申告のとおりになりました。" in said
    assert said.endswith("終わります。\n")
