import ipaddress
from collections.abc import Callable

import pytest

from gmis_simulator.world.hosts import Host, clinic_of, exchange_of, forwarder_of, mailer_of, office_of
from gmis_simulator.world.names import world_name_of_host

DOCUMENTATION = [ipaddress.ip_network(kept) for kept in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")]


@pytest.mark.parametrize(
    ("of", "name", "address"),
    [
        (mailer_of, "mailer.demo.example", "192.0.2.25"),
        (office_of, "office.demo.example", "203.0.113.25"),
        (clinic_of, "smtp.demo.example", "198.51.100.25"),
        (forwarder_of, "forward.demo.example", "198.51.100.77"),
    ],
)
def test_a_machine_has_its_worlds_name_in_its_own_and_an_address_kept_for_documentation(
    of: Callable[[str], Host], name: str, address: str
) -> None:
    host = of("demo")
    assert (host.name, host.address) == (name, address)
    assert world_name_of_host(host.name) == "demo"
    assert any(ipaddress.ip_address(host.address) in network for network in DOCUMENTATION)


def test_no_two_machines_of_a_world_have_one_name_or_one_address() -> None:
    hosts = [of("demo") for of in (mailer_of, office_of, clinic_of, forwarder_of)]
    assert len({host.name for host in hosts}) == len({host.address for host in hosts}) == len(hosts)


def test_the_recipients_mail_server_is_of_the_world_too() -> None:
    assert exchange_of("demo") == "mx.demo.example"
    assert world_name_of_host(exchange_of("demo")) == "demo"
