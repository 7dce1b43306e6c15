import pytest

from gmis_simulator.world.names import (
    check_name,
    forwarded,
    unknown,
    world_name_in,
    world_name_of_host,
)

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize("name", ["demo", "w-1", "a", "0", "a" * 40])
def test_a_name_is_a_plain_label(name: str) -> None:
    assert check_name(name) == name


@pytest.mark.parametrize(
    "name", ["", "Demo", "a_b", "-a", "a-", "a.b", "a/b", "日本", "a" * 41, "api", "static", "a\n"]
)
def test_what_cannot_be_a_path_segment_and_a_mail_domain_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot name a world"):
        check_name(name)


def test_the_world_of_an_address_is_the_label_before_its_reserved_ending() -> None:
    assert world_name_in("info@demo.example") == "demo"
    assert world_name_in("Info@clinic.DEMO.test") == "demo"
    assert world_name_in("kuri..nic.@docomo.demo.example") == "demo"
    assert world_name_in("info@見本.demo.example") == "demo"
    for address in (
        "info@demo.co.jp",
        "info@example",
        "demo.example",
        "a@.example",
        "a@demo .example",
        "a@demo.example\n",
    ):
        assert world_name_in(address) is None


def test_what_is_unknown_is_told_the_nearest_and_all_that_is_allowed() -> None:
    assert unknown("Dmeo", ["demo", "other"], "world") == (
        "world 'Dmeo' is unknown; did you mean 'demo'? allowed: demo, other"
    )
    assert unknown("zzzz", ["demo"], "world") == "world 'zzzz' is unknown; allowed: demo"
    assert unknown(1, [], "persona") == "persona 1 is unknown; allowed: none"


@pytest.mark.parametrize(
    ("host", "world"),
    [("mailer.demo.example", "demo"), ("demo.test", "demo"), ("mx.demo.jp", None), ("example", None), ("", None)],
)
def test_a_host_belongs_to_the_world_that_an_address_there_would_belong_to(host: str, world: str | None) -> None:
    assert world_name_of_host(host) == world


def test_mail_is_forwarded_to_the_same_name_elsewhere_in_its_world() -> None:
    assert forwarded("info@clinic.demo.test", "demo") == "info@forwarded.demo.example"


def test_more_names_than_anybody_reads_are_counted_not_listed() -> None:
    few, many = [f"name-{n:02}" for n in range(60)], [f"name-{n:02}" for n in range(61)]
    assert unknown("name-7", few, "defect").endswith(", name-59")
    assert unknown("other", many, "defect") == (
        "defect 'other' is unknown; allowed: 61 names, which GET /api/catalogue lists"
    )
    assert "did you mean 'name-17'? allowed: 61 names" in unknown("nam-17", many, "defect")
