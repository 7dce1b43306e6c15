"""While a picture is taken no token is on the page; before and after it, it is. It shows the page and no more."""

import pytest
from playwright.sync_api import Page

from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.browser.pages.webmail import Webmail
from pytest_gmis.client.control import World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.evidence import pictures
from pytest_gmis.evidence.jpeg import size_of


@pytest.mark.parametrize("persona", ["plain", "outlook", "hospital-gateway"])
def test_the_token_of_a_mail_that_is_shown_is_covered_for_the_picture_alone(
    page: Page, world: World, mailbox: Mailbox, webmail: Webmail, monkeypatch: pytest.MonkeyPatch, persona: str
) -> None:
    switches = {"quarantine": "off"} if persona == "hospital-gateway" else {}
    world.put_mailbox(mailbox.address, persona=persona, switches=switches)
    MedLogin(page, world.url).ask_for_a_reset(world.institution.username)
    mailbox.wait()
    webmail.open()
    webmail.open_message("パスワード再設定")
    (token,) = [link["token"] for link in world.snapshot()["world"]["links"]]

    def words(of: Page) -> str:
        return "\n".join(frame.locator("body").inner_text() for frame in of.frames)

    def take(of: Page) -> bytes:
        taken.append(words(of))
        return b"picture"

    taken: list[str] = []
    monkeypatch.setattr(pictures, "_jpeg", take)
    before = words(page)
    assert pictures.picture_of(page) == b"picture"
    assert token in before
    assert token not in taken[0]
    assert "●●●●" in taken[0]
    assert words(page) == before


@pytest.mark.parametrize(
    ("html", "ends"),
    [
        ("<p style='margin: 0; height: 100px'>short</p>", 124),
        ("<main style='min-height: 100vh'>fills the window</main>", 500),
        ("<p style='margin: 0; height: 900px'>long</p>", 900),
        ("<p>x</p><p style='position: absolute; top: 300px; height: 20px; margin: 0'>y", 344),
    ],
    ids=["short", "as high as the window", "longer", "something further down"],
)  # fmt: skip
def test_a_picture_ends_where_the_page_ends(page: Page, html: str, ends: int) -> None:
    page.set_viewport_size({"width": 700, "height": 500})
    page.set_content(f"<body style='margin: 0'>{html}")
    assert size_of(pictures.picture_of(page)) == (700, ends)
