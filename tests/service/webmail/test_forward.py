"""転送: a mail as its owner sends it on; what is too long for the form is cut, and the form can be sent."""

import re
from html import unescape

import httpx

from gmis_simulator.server.app import make_app
from gmis_simulator.world.world import World
from tests.rigs.app import URL
from tests.rigs.mail_system import mail_system
from tests.rigs.running import run
from tests.rigs.worlds import world_with

LONG = f"From: a@stranger.example\r\nSubject: {'s' * 199}\r\n\r\n{'text ' * 2000}\r\n"


def test_a_long_mail_is_forwarded_as_far_as_the_form_takes_it() -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            await whole.send(LONG.encode())
            app = make_app(whole.worlds, whole.system, token=None)
            app.state.url = URL
            mailbox = world.mailboxes.get("info@demo.example")
            assert mailbox
            (mail,) = mailbox.delivered
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=URL) as http:
                form = "/demo/webmail/info@demo.example/compose"
                page = (await http.get(form, params={"forward": mail})).text
                subject = re.search(r'name="subject"[^>]*value="([^"]*)"', page)
                text = re.search(r"<textarea[^>]*>([^<]*)</textarea>", page)
                assert subject, page
                assert text, page
                filled = {"to": "shin@demo.example", "subject": subject[1], "text": unescape(text[1])}
                assert filled["subject"].startswith("Fwd: sss")
                assert "a@stranger.example" in filled["text"]
                assert (await http.post(form, data=filled)).status_code == 200

    run(scenario(world_with()))
