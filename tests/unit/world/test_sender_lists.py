import pytest
from pydantic import ValidationError

from gmis_simulator.world.sender_lists import LIST_NAMES, SenderLists, check_entry, is_address


@pytest.mark.parametrize(
    ("entry", "address"),
    [
        ("helpdesk@gmis.mhlw.go.jp", True),
        ("First.Last+tag_1%x-y@Demo.example", True),
        ("gmis.mhlw.go.jp", False),
        ("@gmis.mhlw.go.jp", False),
        ("g-mis.net", False),
    ],
)
def test_an_entry_is_an_address_or_a_domain(entry: str, address: bool) -> None:
    assert check_entry(f" {entry}\t") == entry
    assert is_address(entry) is address


@pytest.mark.parametrize(
    "entry",
    ["", " ", "helpdesk", "helpdesk@", "@", "a@b", "a@@b.example", "a b@c.example", ".jp", "a@b.example.", "ａ@b.jp"],
)
def test_what_is_neither_is_refused_in_words_for_its_owner(entry: str) -> None:
    with pytest.raises(ValueError, match="メールアドレスまたはドメインを半角で入力してください。"):
        check_entry(entry)


@pytest.mark.parametrize("name", LIST_NAMES)
def test_an_entry_stands_in_its_own_list_and_there_only_once(name: str) -> None:
    lists = SenderLists()
    for each in LIST_NAMES:
        if each == name:
            assert lists.add(each, " gmis.mhlw.go.jp ")
            assert not lists.add(each, "gmis.mhlw.go.jp")
    assert {each: lists.of(each) for each in LIST_NAMES if lists.of(each)} == {name: ["gmis.mhlw.go.jp"]}


def test_a_wrong_entry_is_not_added() -> None:
    lists = SenderLists()
    with pytest.raises(ValueError, match="半角で入力"):
        lists.add("safe_senders", "知らない人")
    assert lists == SenderLists()


def test_lists_are_checked_and_trimmed_when_they_are_made() -> None:
    assert SenderLists(blocked_senders=[" spam.example "]).of("blocked_senders") == ["spam.example"]
    with pytest.raises(ValidationError, match="must_receive"):
        SenderLists(must_receive=["?"])
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        SenderLists.model_validate({"friends": []})
