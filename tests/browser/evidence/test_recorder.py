"""The recorder takes down, step by step, what is new, and nothing twice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.browser.pages.webmail import Webmail
from pytest_gmis.client.control import World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.client.mailpit import Mailpit
from pytest_gmis.evidence.recorder import Recorder, readable_source


@pytest.fixture
def watching(new_context: Callable[..., BrowserContext], world: World, mailpit: Mailpit) -> tuple[Recorder, Page]:
    """A recorder, and a page that it watches."""
    recorder = Recorder("it", "題")
    context = new_context()
    recorder.watch(context)
    recorder.add_world(world, mailpit)
    return recorder, context.new_page()


def test_a_page_is_shown_when_it_changed_or_was_loaded_anew_and_only_then(
    watching: tuple[Recorder, Page], world: World
) -> None:
    recorder, page = watching
    med_login = MedLogin(page, world.url)
    with recorder.step("もし", "開く"):
        med_login.open()
    with recorder.step("もし", "見ている"):
        pass
    with recorder.step("もし", "再読み込み"):
        page.reload()
    with recorder.step("もし", "入力"):
        med_login.username.fill("ex000000")
    with recorder.step("もし", "打ち直し"):  # where the field was in focus before
        med_login.username.fill("ex000001")
    assert [len(moment.pages) for moment in recorder.recording.moments] == [1, 0, 1, 1, 1]
    assert 'heading "Med-Login"' in recorder.recording.moments[0].pages[0].words


def test_a_page_is_shown_again_when_what_changed_is_in_a_frame_of_it(
    watching: tuple[Recorder, Page], world: World
) -> None:
    recorder, page = watching
    MedLogin(page, world.url).ask_for_a_reset(world.institution.username)
    world.settle()
    webmail = Webmail(page, f"{world.url}/webmail", world.institution.registered_address)
    webmail.open()
    webmail.open_message("パスワード再設定")
    webmail.link.wait_for()
    with recorder.step("もし", "読む"):
        pass
    with recorder.step("もし", "まだ読んでいる"):
        pass
    with recorder.step("もし", "別の文面になる"):
        page.frames[-1].evaluate("document.body.textContent = '別の文面'")
    assert [len(moment.pages) for moment in recorder.recording.moments] == [1, 0, 1]


def test_mails_and_events_are_taken_down_in_the_step_in_which_they_came(
    watching: tuple[Recorder, Page], world: World, mailbox: Mailbox
) -> None:
    recorder, page = watching
    with recorder.step("もし", "申し込む"):
        MedLogin(page, world.url).ask_for_a_reset(world.institution.username)
        mailbox.wait()
    with recorder.step("ならば", "何もない"):
        pass
    first, second = recorder.recording.moments
    assert [mail.folder for mail in first.mails] == ["inbox"]
    assert {"link.issued", "mail.verdict"} <= {event["kind"] for event in first.events}
    assert (second.mails, second.events) == ([], [])


def test_a_token_is_in_no_word_of_the_recording_and_the_page_is_as_it_was(
    watching: tuple[Recorder, Page], world: World, mailbox: Mailbox
) -> None:
    recorder, page = watching
    webmail = Webmail(page, f"{world.url}/webmail", mailbox.address)
    with recorder.step("もし", "メールを開く"):
        MedLogin(page, world.url).ask_for_a_reset(world.institution.username)
        link = mailbox.wait().reset_link()
        webmail.open()
        webmail.open_message("パスワード再設定")
        webmail.link.wait_for()
    assert webmail.link.inner_text() == link  # it was covered for the picture alone
    recording = recorder.finish().model_dump_json()
    assert link.partition("?r=")[2] not in recording
    assert "?r=●●●●" in recording


def test_a_step_that_is_broken_off_asks_neither_browser_nor_world(watching: tuple[Recorder, Page]) -> None:
    recorder, page = watching
    recorder.begin("もし", "途中")
    page.context.close()
    (moment,) = recorder.finish().moments
    assert (moment.status, moment.pages, moment.events) == ("broken-off", [], [])


def test_a_mails_source_is_decoded_where_it_is_text() -> None:
    headers = b"Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
    raw = headers + b"\r\n5pys5paH\r\n"
    assert readable_source(raw).endswith("--- text/plain(復号済み)\n本文")
    assert readable_source(raw).startswith("Subject: x\n")
