"""The mail that is written to nobody."""

import pytest

from gmis_simulator.mail.without_sending import written_to_nobody
from gmis_simulator.world.password_hash import Hashes
from gmis_simulator.world.settings import Settings


def test_the_mail_to_nobody_hashes_no_password_at_the_worlds_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    make = Hashes.make

    def noted(self: Hashes, password: str) -> str:
        made.append(make(self, password))
        return made[-1]

    monkeypatch.setattr(Hashes, "make", noted)
    written_to_nobody(Settings(password_hash_passes=3, password_hash_memory_kib=4096))

    assert made
    assert all("$m=8,t=1,p=1$" in each for each in made)
