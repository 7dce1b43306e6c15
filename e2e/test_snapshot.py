"""A world that was saved and brought back goes on exactly where it was."""

import httpx
import pytest

from pytest_gmis.client.control import Control, World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.client.mailpit import Mailpit
from pytest_gmis.plugin.fixtures import NewWorld

NOON = "2026-01-15T12:00:00+09:00"
HELPDESK = "helpdesk@gmis.mhlw.go.jp"
CHANGE = "/_ui/system/security/ChangePassword"
FORGOT = "/s/login/ForgotPassword"


def back(world: World, control: Control) -> World:
    """The world after it was saved, deleted and brought back."""
    document = world.snapshot()
    world.delete()
    return control.restore(document)


def client(world: World, cookies: dict[str, str] | None = None) -> httpx.Client:
    return httpx.Client(base_url=world.url, cookies=cookies, follow_redirects=True, trust_env=False)


@pytest.mark.requirement("snapshot-whole")
def test_links_sessions_passwords_and_limits_are_as_they_were(new_world: NewWorld, control: Control) -> None:
    world = new_world(now=NOON, seed=3, institutions=[{"username": f"ex00000{n}"} for n in range(4)])
    first, second, *_ = world.institutions
    spent = world.at("⑥")
    with client(world, spent.cookies) as http:
        assert http.post(CHANGE, data={"newPassword": "Clinic2026", "verifyPassword": "Clinic2026"}).is_success
    signed_in = world.at("後")
    older, newer = (world.at("④", second.username).link or "" for _ in range(2))
    for _ in range(10):
        httpx.post(f"{world.url}/s/login/", data={"username": "ex000002", "password": "Wrong-1x"}, trust_env=False)
    for _ in range(5):
        world.at("④", "ex000003")
    world.settle()
    before, document = world.events(), world.snapshot()
    next_link = world.at("④", "ex000001").link
    world.delete()

    world = control.restore(document)
    assert httpx.get(older, trust_env=False).status_code == 410  # a revoked link
    assert httpx.get(newer, trust_env=False).status_code == 200
    assert world.at("④", "ex000001").link == next_link  # it goes on with the same tokens
    assert world.expect_event("link.issued").at == "2026-01-15T12:00:00.000+09:00"  # and its clock still stands
    assert [(each.seq, each.at, each.kind) for each in world.events()][: len(before)] == [
        (each.seq, each.at, each.kind) for each in before
    ]
    with client(world, signed_in.cookies) as http:
        assert http.get("/s/").url.path.endswith("/s/")
    with client(world) as http:
        assert http.post(spent.link or "").url.path.endswith(FORGOT)  # a spent link
        assert http.get(next_link or "").status_code == 200
        for username, password in ((first.username, first.password), ("ex000002", world.institutions[2].password)):
            answer = http.post("/s/login/", data={"username": username, "password": password})
            assert answer.status_code == 422
        http.post(FORGOT, data={"username": "ex000003"})
    world.expect_event("reset.requested", username="ex000003", outcome="limit")
    world.expect_event("login.refused", username="ex000002", reason="locked")
    again = world.at("⑥")
    with client(world, again.cookies) as http:
        refused = http.post(CHANGE, data={"newPassword": first.password, "verifyPassword": first.password})
    assert "過去3回" in refused.text  # the first password is one of the last
    assert again.link not in (spent.link, older, newer, next_link)


@pytest.mark.requirement("snapshot-whole")
def test_mailboxes_mails_on_their_way_office_and_faults_are_as_they_were(
    new_world: NewWorld, control: Control, mailpit: Mailpit
) -> None:
    addresses = {
        f"ex00000{n}": persona
        for n, persona in enumerate(("junk-unknown", "greylisting", "discard-unknown", "hospital-gateway"))
    }
    world = new_world(now=NOON, seed=3, institutions=[{"username": each, "name": each} for each in addresses])
    for username, persona in addresses.items():
        more = {"safe_senders": [HELPDESK]} if persona == "discard-unknown" else {}
        world.put_mailbox(f"{username}@{world.name}.example", persona=persona, **more)
        world.at("④", username)
    world.settle()
    text = (
        f"①医療機関名：{world.institution.name}\n②所在地：大阪府\n③ご担当者名：見本 花子\n"
        f"④変更後のメールアドレス：shin@{world.name}.example\n"
    )
    with client(world) as http:
        to_office = {"to": "teikihokoku@kosaido.co.jp", "subject": "変更", "text": text}
        http.post(f"/webmail/ex000002@{world.name}.example/compose", data=to_office)
    world.settle()
    world.add_fault("status-503", where="/gmis/", times=2)
    world.advance("2m")
    assert len(world.settle()) == 1

    world = back(world, control)
    junk, grey, safe, held = (Mailbox(mailpit, world, f"{username}@{world.name}.example") for username in addresses)
    assert [mail.folder for mail in junk.mails()] == ["junk"]
    assert junk.mails()[0].links()[0].startswith(world.url)
    assert [(fault.kind, fault.where, fault.times) for fault in world.faults()] == [("status-503", "/gmis/", 2)]
    assert grey.mails() == []
    world.advance("4m")
    assert len(grey.mails()) == 1  # it was put off at noon, and knows the sender by now
    world.at("④", "ex000002")
    world.settle()
    assert len(safe.mails(subject="パスワード再設定")) == 2
    with client(world) as http:
        http.post(f"/webmail/ex000002@{world.name}.example/compose", data=to_office)
    world.settle()
    assert [event.data["outcome"] for event in world.events("office.answered")] == ["accepted", "in-progress"]
    world.advance("20h")
    assert world.expect_event("mail.moved", to=held.address).at == "2026-01-16T08:00:00.000+09:00"
    world.advance("14d")
    assert len(world.events("address.changed", username=world.institution.username)) == 1
