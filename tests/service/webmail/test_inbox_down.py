from gmis_simulator.world.institution import Institution
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds
from tests.rigs.app import asking
from tests.rigs.running import run


def test_an_inbox_that_does_not_answer_is_named_and_nothing_is_lost() -> None:
    async def scenario() -> None:
        worlds = Worlds()
        world = World("demo", "http://simulator.test/demo")
        world.put_institution(Institution("ex000000", "見本クリニック", "info@demo.example", "First-1x"))
        worlds.add(world)
        async with asking(worlds) as http:
            answer = await http.get("/demo/webmail/info@demo.example/inbox/")
            assert answer.status_code == 502
            assert "http://127.0.0.1:9 does not answer: ConnectError" in answer.text
            assert "失われず、再送されます" in answer.text
            deleted = await http.delete("/api/worlds/demo")
            assert deleted.status_code == 204

    run(scenario())
