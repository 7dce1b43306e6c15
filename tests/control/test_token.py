import httpx

from simulator.app import make_app
from simulator.mail.system import MailSystem
from simulator.world.worlds import Worlds
from tests.running import run


def test_with_a_token_the_control_api_wants_it_and_the_pages_do_not() -> None:
    async def scenario() -> None:
        mail = MailSystem(Worlds(), "http://127.0.0.1:9", ("127.0.0.1", 9))
        app = make_app(Worlds(), mail, token="secret")
        app.state.url = "http://simulator.test"
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=app.state.url) as http:
            for header in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "secret"}):
                answer = await http.post("/api/worlds", headers=header)
                assert answer.status_code == 401
                assert answer.headers["content-type"] == "application/problem+json"
                assert "Authorization: Bearer TOKEN" in answer.json()["detail"]
            assert (await http.post("/api/worlds", headers={"Authorization": "Bearer secret"})).status_code == 201
            assert (await http.get("/")).status_code == 200
        await mail.stop()

    run(scenario())
