"""`gmis new` as its users run it; what it writes is run for real."""

import io
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gmis.cli import main
from gmis_simulator.data import PERSONAS
from gmis_simulator.data.files import read_personas
from gmis_simulator.server.running import SimulatorServer, running
from gmis_simulator.serving.in_thread import in_thread
from pytest_gmis.client.control import Control, Event
from pytest_gmis.client.mailpit import Mailpit
from pytest_gmis.reports.answers import STEPS
from pytest_gmis.reports.reading import read_issue
from pytest_gmis.reports.retold.story import retell
from pytest_gmis.reports.retold.world_seen import WorldSeen, look_at
from tests.rigs.clinic import REPORT, Clinic

GMIS = str(Path(sys.executable).with_name("gmis"))
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("GMIS_")}
MORNING = "2026-01-15T09:00:00+09:00"


@pytest.fixture(scope="module")
def server() -> Iterator[SimulatorServer]:
    with running("embedded") as found:
        yield found


@contextmanager
def clinic_in(server: SimulatorServer, **fields: Any) -> Iterator[Clinic]:
    """In a world of the test's own."""
    with Control(server.url) as control, Mailpit(server.inbox.url) as mailpit:
        given: dict[str, Any] = {"now": MORNING, "seed": 3, **fields}
        clinic = Clinic(control.create_world(**given), mailpit)
        yield clinic
        clinic.close()


def gmis(*arguments: str, cwd: Path, stdin: Any = subprocess.DEVNULL) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [GMIS, *arguments],
        env=ENVIRONMENT,
        cwd=cwd,
        stdin=stdin,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def write(name: str, *options: str, cwd: Path) -> Path:
    ended = gmis("new", name, *options, cwd=cwd)
    assert ended.returncode == 0, ended.stderr
    return cwd / f"{name}.feature"


class Here:
    """`gmis new` within this process, which is quicker; Playwright's loop runs here, so no loop of its own may."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._monkeypatch, self._capsys = folder, monkeypatch, capsys
        monkeypatch.chdir(folder)
        monkeypatch.delenv("GMIS_TOKEN", raising=False)
        monkeypatch.setattr("sys.stdin", io.StringIO())

    def new(self, *arguments: str) -> tuple[int, str]:
        """Exit status, and what stands on stderr."""
        self._monkeypatch.setattr("sys.argv", ["gmis", "new", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0), self._capsys.readouterr().err

    def retell(self, name: str, world: str, url: str, *options: str) -> Path:
        """The file that it wrote."""
        assert self.new(name, "--from-world", world, "--url", url, *options) == (0, "")
        return self.folder / f"{name}.feature"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    return Here(tmp_path, monkeypatch, capsys)


def assert_reproduced(path: Path) -> None:
    ended = gmis("repro", path.name, "--inbox", "embedded", "--output", "out", cwd=path.parent)
    assert ended.returncode == 0, f"{path.read_text(encoding='utf-8')}\n{ended.stdout}\n{ended.stderr}"
    assert "再現した" in ended.stdout


def steps_of(seen: WorldSeen) -> list[str]:
    return [line.text for line in retell(seen, None, None, None).lines if line.kind != "comment"]


def remarks_of(seen: WorldSeen) -> str:
    draft = retell(seen, None, None, None)
    return "\n".join([*(line.text for line in draft.lines if line.kind == "comment"), *draft.remarks])


def seen_in(server: SimulatorServer, clinic: Clinic) -> WorldSeen:
    return look_at(clinic.world.name, server.url, None, read_personas(PERSONAS))


# out of answers


@pytest.mark.parametrize(
    ("step", "options", "last"),
    [
        ("①", (), "ログインの画面になる"),
        ("②", ("--device", "iPad Mini"), "ユーザ名の入力の画面になる"),
        ("③", ("--mailbox", "hospital-gateway"), "「隔離」に再設定メールが届いている"),
        ("④", ("--mailbox", "forwarding"), "リセットの確認の画面になる"),
        ("⑤", ("--mailbox", "full"), "パスワード変更の画面になる"),
        ("⑥", (), "「パスワードを変更」のボタンは押せる"),
        ("⑦", ("--mailbox", "outlook"), "記録に「password.changed」がある"),
        ("後", ("--device", "iPhone 15"), "と表示される"),
    ],
    ids=STEPS,
)
def test_a_file_for_each_step_of_the_leaflet_runs_at_once(
    tmp_path: Path, step: str, options: tuple[str, ...], last: str
) -> None:
    path = write("trial", "--said", "うまくいかない", "--step", step, *options, cwd=tmp_path)
    issue = read_issue(path)
    assert (issue.said, issue.leaflet_step) == ("うまくいかない", step)
    assert issue.symptom.steps[-1].text.endswith(last)
    assert issue.facts["原因"] == "まだ分かっていません。"
    assert_reproduced(path)


def test_in_a_terminal_it_asks_and_asks_again_with_what_is_nearest(tmp_path: Path) -> None:
    terminal, slave = pty.openpty()
    try:
        os.write(terminal, "\n届かない\n9\n③\nsoftbnk\nsoftbank\niphone 15\niPhone 15\n".encode())
        ended = gmis("new", "asked", cwd=tmp_path, stdin=slave)
    finally:
        os.close(terminal)
        os.close(slave)
    assert ended.returncode == 0, ended.stderr
    said = ended.stdout + ended.stderr
    for wrong in (
        "「9」という手順はありません",
        "近いもの: softbank",
        "「iphone 15」という端末はありません。近いもの: iPhone 15",
    ):
        assert wrong in said
    issue = read_issue(tmp_path / "asked.feature")
    assert {"手順③", "メール", "携帯電話", "スマートフォン"} == set(issue.tags)
    assert [step.text for step in issue.symptom.steps[:2]] == [
        "「iPhone 15」を使っている",
        "メールボックスは「softbank」である",
    ]


def test_a_mailbox_that_lets_no_mail_in_ends_at_3_and_the_file_says_so(tmp_path: Path) -> None:
    path = write("dead", "--said", "URLが使えない", "--step", "4", "--mailbox", "dead", cwd=tmp_path)
    assert read_issue(path).symptom.steps[-1].text == "再設定メールは届いていない"
    assert "届かないので、③まで" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("said", ["@x シナリオ: 「押す」 <a> | #1: *", '"引用" \\ \t 空白', "改\n行"])
def test_whatever_the_user_said_stands_there_in_one_line(tmp_path: Path, said: str) -> None:
    path = write("said", "--said", said, "--step", "1", cwd=tmp_path)
    assert read_issue(path).said == " ".join(said.split())


def test_the_same_answers_give_the_same_file(tmp_path: Path) -> None:
    answers = ("--said", "届かない", "--step", "③", "--mailbox", "softbank")
    texts = {write(name, *answers, cwd=tmp_path).read_text(encoding="utf-8") for name in ("one", "two")}
    assert len(texts) == 1


def test_output_is_a_folder_that_is_made_or_a_file(tmp_path: Path) -> None:
    answers = ("--said", "x", "--step", "1")
    assert gmis("new", "a", *answers, "--output", "new/folder", cwd=tmp_path).returncode == 0
    assert gmis("new", "a", *answers, "--output", "new/b.feature", cwd=tmp_path).returncode == 0
    assert sorted(path.name for path in (tmp_path / "new").rglob("*.feature")) == ["a.feature", "b.feature"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["there", "--said", "x", "--step", "1"], "there.feature はすでにあります"),
        (["new/name", "--said", "x", "--step", "1"], "「new/name」はファイルの名前にできません"),
        (["..", "--said", "x", "--step", "1"], "「..」はファイルの名前にできません"),
        (["x"], "足りない答え: --said, --step"),
        (["x", "--step", "1"], "足りない答え: --said。"),
        (["x", "--said", " ", "--step", "1"], "利用者の申告が空です"),
        (["x", "--said", "x", "--step", "⑧"], "「⑧」という手順はありません"),
        (["x", "--said", "x", "--step", ""], "「」という手順はありません"),
        (["x", "--said", "x", "--step", "1", "--mailbox", "Softbank"], "近いもの: softbank"),
        (["x", "--from-world", "demo", "--mailbox", "plain"], "--from-world と一緒には使えません"),
        (["x", "--from-world", "demo", "--url", "http://127.0.0.1:9"], "シミュレーターが答えません"),
        (["x", "--from-world", "demo", "--url", "127.0.0.1"], "is no URL of a simulator"),
        (["x", "--from-world", "demo", "--url", "https://www.g-mis.net"], "belongs to a real system"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_status_2_and_nothing_is_written(
    here: Here, arguments: list[str], said: str
) -> None:
    there = here.folder / "there.feature"
    there.write_text("as it was", encoding="utf-8")
    status, stderr = here.new(*arguments)
    assert status == 2
    assert said in stderr
    assert len(stderr.strip().splitlines()) == 1
    assert [path.name for path in here.folder.iterdir()] == ["there.feature"]
    assert there.read_text(encoding="utf-8") == "as it was"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--step", "1", "--device", "iPhon 15"], "近いもの: iPhone 15"),
        (["--step", "1", "--output", "file/in"], "書けません"),
    ],
)
def test_so_is_what_shows_only_later(tmp_path: Path, arguments: list[str], said: str) -> None:
    (tmp_path / "file").touch()
    ended = gmis("new", "x", "--said", "x", *arguments, cwd=tmp_path)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


# out of a world


def expired(clinic: Clinic) -> None:
    clinic.ask()
    clinic.world.advance("24h")
    clinic.world.advance("1s")
    clinic.open(clinic.link())


def spent(clinic: Clinic) -> None:
    clinic.ask()
    clinic.come_by_link()
    clinic.come_by_link("another")


def passwords(clinic: Clinic) -> None:
    clinic.ask()
    clinic.come_by_link()
    for typed in (
        (clinic.world.institution.password, None),
        ("aaaaaaaa1", None),
        ("abc", None),
        ("Aa345678", "Aa345679"),
    ):
        clinic.change(*typed)
    clinic.change("Aa345678")
    clinic.browser().post("/s/logout")
    clinic.log_in("no")
    clinic.log_in("Aa345678")


def carrier(clinic: Clinic) -> None:
    clinic.world.put_mailbox(clinic.world.institution.registered_address, persona="softbank")
    clinic.ask()
    clinic.webmail("/lists/safe_senders", sender="helpdesk@gmis.mhlw.go.jp")
    clinic.ask()
    clinic.webmail("/switches", spoofing="on", links="receive", filter="on")
    clinic.ask()


def two_browsers(clinic: Clinic) -> None:
    clinic.log_in()
    clinic.ask(browser="another")
    clinic.come_by_link("another")
    clinic.change("Aa345678", browser="another")


def phone_without_right(clinic: Clinic) -> None:
    clinic.world.put_institution("ex000000", may_report=False)
    clinic.browser("phone", agent="Mozilla/5.0 (iPhone) Mobile")
    clinic.log_in(browser="phone")
    clinic.open(REPORT, "phone")
    clinic.log_in()
    clinic.open(REPORT)
    clinic.world.put_institution("ex000000", may_report=True)
    clinic.open(REPORT)


def scanner(clinic: Clinic) -> None:
    clinic.world.change_settings(interstitial=False)
    clinic.world.put_mailbox(clinic.world.institution.registered_address, persona="outlook")
    clinic.ask()
    clinic.world.advance("20s")
    clinic.open(clinic.link())


def faults(clinic: Clinic) -> None:
    clinic.world.add_fault("maintenance", where="/s/login/", lasts="10m")
    clinic.world.add_fault("smtp-4xx", times=2)
    clinic.open("/s/login/")
    clinic.world.advance("15m")
    clinic.ask()
    clinic.world.advance("30m")


def locked_and_moved(clinic: Clinic) -> None:
    clinic.world.put_mailbox(clinic.world.institution.registered_address, persona="junk-unknown")
    clinic.world.put_institution("ex000000", locked=True)
    clinic.ask()
    clinic.world.advance("16m")
    clinic.ask()
    mails = [event.data["id"] for event in clinic.world.events("mail.delivered")]
    clinic.webmail(f"/junk/{mails[0]}/move", to="inbox")
    clinic.webmail(f"/junk/{mails[1]}/delete")


@pytest.mark.parametrize(
    ("act", "holds"),
    [
        (expired, ["1日たつ", "1秒たつ", "記録に「link.opened」があり、「state」は「expired」である"]),
        (spent, ["画面に「このURLは使用済みです。」と表示される"]),
        (
            passwords,
            ["2つの欄に「clinic2026」と入力する", "2つの欄に「〈最初のパスワード〉」と入力する", "ログアウトする"],
        ),
        (carrier, ["受信設定の「受信許可リスト設定」に「helpdesk@gmis.mhlw.go.jp」を追加する"]),
        (two_browsers, ["ブラウザー「2台目のパソコン」に切り替える"]),
        (
            phone_without_right,
            ["「iPhone 15」を使っている", "定期報告を始める権限が付与される", "定期報告を始められる"],
        ),
        (scanner, ["設定「interstitial」は「false」である", "20秒たつ", "ユーザ名の入力の画面になる"]),
        (
            faults,
            [
                "故障「maintenance」が「/s/login/」で起きている",
                "故障「smtp-4xx」が2回起きる",
                "再設定メールは1通届いている",
            ],
        ),
        (locked_and_moved, ["アカウントがロックされている", "「迷惑メールではない」を押す", "メールを削除する"]),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_was_done_by_hand_in_a_world_happens_again(
    server: SimulatorServer, here: Here, act: Callable[[Clinic], None], holds: list[str]
) -> None:
    with clinic_in(server) as clinic:
        act(clinic)
        path = here.retell("retold", clinic.world.name, server.url)
    steps = [step.text for step in read_issue(path).symptom.steps]
    for text in holds:
        assert text in steps, path.read_text(encoding="utf-8")
    assert_reproduced(path)


def test_circumstances_that_the_world_was_made_with_are_said_first(server: SimulatorServer) -> None:
    with clinic_in(
        server,
        now="2026-02-01T01:30:00+09:00",
        settings={"sunday_maintenance_hours": [0, 4], "mail_subject": "【厚生労働省G-MIS事務局】パスワード再設定"},
        institutions=[{"username": "ab123456", "name": "甲医院", "registered_address": "info@{world}.example"}],
        mailboxes={"info@{world}.example": {"persona": "au", "safe_senders": ["helpdesk@gmis.mhlw.go.jp"]}},
        defects=["never-locked", "capitals-matter"],
    ) as clinic:
        clinic.ask("ab123456")
        assert steps_of(seen_in(server, clinic))[:9] == [
            "日時は「2026-02-01 01:30」である",
            "設定「mail_subject」は「【厚生労働省G-MIS事務局】パスワード再設定」である",
            "設定「sunday_maintenance_hours」は「[0, 4]」である",
            "不具合「never-locked、capitals-matter」がある",
            "医療機関「甲医院」(ユーザ名「ab123456」)がある",
            "利用者はユーザ名「ab123456」の担当者である",
            "登録メールアドレスは「info」である",
            "メールボックスは「au」である",
            "受信設定の「受信リスト設定」に「helpdesk@gmis.mhlw.go.jp」を追加する",
        ]


def test_a_world_before_the_morning_of_scenarios_is_told_on_the_same_day_of_the_week(server: SimulatorServer) -> None:
    with clinic_in(server, now="2025-02-02T01:30:00+09:00") as clinic:
        clinic.ask()
        assert steps_of(seen_in(server, clinic))[0] == "日時は「2053-02-02 01:30」である"


def test_an_office_that_took_its_random_time_takes_as_long_again(server: SimulatorServer) -> None:
    with clinic_in(server) as clinic:
        world = clinic.world
        text = (
            "①医療機関名: 見本クリニック\n②所在地: 大阪府見本市見本町1-1\n③ご担当者名: 花子\n④変更後のメールアドレス: "
        )
        office = {"to": "teikihokoku@kosaido.co.jp", "subject": "変更"}
        clinic.webmail("/compose", **office, text=f"{text}shin@{world.name}.example")
        world.settle()
        world.advance("14d")
        clinic.ask()
        steps = steps_of(seen_in(server, clinic))
        (changed,) = world.events("address.changed")
    assert "「shin」への変更を、4項目すべて書いて事務局に依頼する" in steps
    assert "14日たつ" in steps
    (days,) = (step for step in steps if "address_change_days" in step)
    assert days.endswith("である")
    assert f"[{(int(changed.at[8:10]) - 15)}" in days


def test_what_no_sentence_says_becomes_a_comment_that_names_it(server: SimulatorServer) -> None:
    with clinic_in(server) as clinic:
        clinic.ask()
        seen = seen_in(server, clinic)
    rose = Event(seq=len(seen.events) + 1, at=seen.events[-1].at, kind="moon.rose", data={})
    remarks = remarks_of(replace(seen, events=[*seen.events, rose]))
    assert f"書ける文がない出来事: moon.rose ({rose.at})" in remarks
    for kind in {event.kind for event in seen.events} - {"reset.requested"}:
        assert kind in remarks


def test_a_user_name_that_no_sentence_can_hold_becomes_a_comment(server: SimulatorServer) -> None:
    with clinic_in(server) as clinic:
        clinic.browser().post("/s/login/", data={"username": "二\n行", "password": "x"})
        seen = seen_in(server, clinic)
    assert "書ける文がない手順" in remarks_of(seen)
    assert not any("\n" in line.text for line in retell(seen, None, None, None).lines)


def test_the_page_that_was_last_looked_at_is_the_last_thing_seen(server: SimulatorServer, here: Here) -> None:
    with clinic_in(server) as clinic:
        clinic.log_in()
        clinic.open("/gmis/")
        home = steps_of(seen_in(server, clinic))
        clinic.open("/gmis/kakaritsukei/", "stranger")  # is led to the login page
        path = here.retell("wandered", clinic.world.name, server.url)
    assert home[1:3] == ["アドレス欄に「/gmis/」を入れて開く", "G-MISのホームの画面になる"]
    steps = [step.text for step in read_issue(path).symptom.steps]
    assert steps[1:4] == [
        "ブラウザー「2台目のパソコン」に切り替える",
        "アドレス欄に「/gmis/kakaritsukei/」を入れて開く",
        "ログインの画面になる",
    ]
    assert_reproduced(path)


def test_a_world_in_which_nothing_was_done_is_a_file_that_runs_all_the_same(server: SimulatorServer) -> None:
    with clinic_in(server) as clinic:
        assert steps_of(seen_in(server, clinic)) == ["ログイン画面を開く", "ログインの画面になる"]


def test_the_same_world_gives_the_same_file_and_what_is_said_and_the_step_are_taken(
    server: SimulatorServer, here: Here
) -> None:
    options = ("--said", "無効といわれる", "--step", "③")
    with clinic_in(server) as clinic:
        expired(clinic)
        paths = [here.retell(name, clinic.world.name, server.url, *options) for name in ("one", "two")]
    first, second = (path.read_text(encoding="utf-8") for path in paths)
    assert first == second
    assert clinic.world.name not in first
    issue = read_issue(paths[0])
    assert (issue.said, issue.leaflet_step) == ("無効といわれる", "③")


@pytest.mark.parametrize("name", ["no-such-world", "../worlds", "a/b", "世界"])
def test_a_world_that_is_not_there_is_named_with_those_that_are(server: SimulatorServer, here: Here, name: str) -> None:
    with clinic_in(server, name="is-there") as clinic:
        status, stderr = here.new("x", "--from-world", name, "--url", server.url)
        clinic.world.delete()
    assert status == 2
    assert f"世界「{name}」は" in stderr
    assert "is-there" in stderr
    assert not list(here.folder.iterdir())


def test_a_server_that_wants_a_token_gets_it_from_the_option_or_the_environment(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_thread(SimulatorServer(inbox="embedded", token="secret")) as server:
        with Control(server.url, "secret") as control:
            control.create_world(name="kept")
        status, stderr = here.new("x", "--from-world", "kept", "--url", server.url)
        assert status == 2
        assert "--token か GMIS_TOKEN" in stderr
        here.retell("by-option", "kept", server.url, "--token", "secret")
        monkeypatch.setenv("GMIS_TOKEN", "secret")
        here.retell("by-environment", "kept", server.url)
