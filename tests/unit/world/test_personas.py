from typing import Any

import pytest

from gmis_simulator.world.personas import PersonaError, Personas

pytestmark = pytest.mark.usefixtures("english")

ODD: dict[str, Any] = {"title": "変わったメールボックス", "source": "assumed", "rules": []}
SWITCH = {"title": "フィルター", "options": {"on": "オン", "off": "オフ"}}


def test_a_persona_takes_over_what_it_does_not_say_itself() -> None:
    first = ODD | {"note": "もと", "clutter": 3, "rules": [{"rule": "block-list"}]}
    personas = Personas(
        {"third": {"like": "second", "clutter": 5}, "second": {"like": "first", "note": ""}, "first": first}
    )
    assert list(personas) == ["third", "second", "first"]
    assert (personas["third"].note, personas["third"].clutter) == ("", 5)
    assert [rule.rule for rule in personas["third"].rules] == ["block-list"]
    assert (personas["first"].note, personas["first"].clutter) == ("もと", 3)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        # rules
        (
            {"rules": [{"rule": "block-list"}, {"rule": "safe-sender"}]},
            "odd.toml: rules.1.rule = 'safe-sender': rule 'safe-sender' is unknown; did you mean 'safe-senders'? "
            "allowed: address-book, block-list, challenge, dead-address, ",
        ),
        ({"rules": [{"rule": "zzzz"}]}, "odd.toml: rules.0.rule = 'zzzz': rule 'zzzz' is unknown; allowed: address"),
        ({"rules": [{"verdict": "junk"}]}, "odd.toml: rules.0 = {'verdict': 'junk'}: Unable to extract tag"),
        (
            {"rules": [{"rule": "block-list", "verdict": "bounce"}]},
            "odd.toml: rules.0.block-list.verdict = 'bounce': Input should be 'junk', 'discard' or 'reject'",
        ),
        (
            {"rules": [{"rule": "greylisting", "minutes": 0}]},
            "odd.toml: rules.0.greylisting.minutes = 0: Input should be greater than or equal to 1",
        ),
        (
            {"rules": [{"rule": "links", "host": ["deai.example"]}]},
            "odd.toml: rules.0.links.host = ['deai.example']: key 'host' is unknown; did you mean 'hosts'? allowed: ",
        ),
        (
            {"rules": [{"rule": "block-list"}, {"rule": "virus"}, {"rule": "full-mailbox"}, {"rule": "greylisting"}]},
            "odd.toml: rules.2.rule = 'full-mailbox': rules that answer at RCPT "
            "(dead-address, full-mailbox, greylisting) must come first",
        ),
        # keys of the persona
        ({"rules": "none"}, "odd.toml: rules = 'none': Input should be a valid list"),
        ({"clutter": "many"}, "odd.toml: clutter = 'many': Input should be a valid integer"),
        ({"clutter": -1}, "odd.toml: clutter = -1: Input should be greater than or equal to 0"),
        ({"titel": "x"}, "odd.toml: titel = 'x': key 'titel' is unknown; did you mean 'title'? allowed: like, "),
        ({"title": ""}, "odd.toml: title = '': String should have at least 1 character"),
        ({"links": "rewritten"}, "odd.toml: links = 'rewritten': Input should be 'kept', 'safe-links' or 'text'"),
        (
            {"source": "hearsay: a friend"},
            "odd.toml: source = 'hearsay: a friend': must begin with one of manual, platform, public, assumed, "
            "then a colon and where it is from",
        ),
        # lists and switches
        (
            {"lists": {"friends": "ともだち"}},
            "odd.toml: lists.friends.[key] = 'friends': Input should be 'safe_senders', ",
        ),
        (
            {"entries": {"safe_sender": []}},
            "odd.toml: entries.safe_sender = []: key 'safe_sender' is unknown; did you mean 'safe_senders'? allowed: ",
        ),
        ({"entries": {"safe_senders": ["?"]}}, "odd.toml: entries.safe_senders = ['?']: メールアドレスまたはドメイン"),
        (
            {"switches": {"filter": SWITCH}, "rules": [{"rule": "spam-score", "when": "fliter"}]},
            "odd.toml: rules.0.when = 'fliter': switch 'fliter' is unknown; did you mean 'filter'? allowed: filter",
        ),
        (
            {"switches": {"filter": SWITCH}, "rules": [{"rule": "spam-score", "when": "filter=strong"}]},
            "odd.toml: rules.0.when = 'filter=strong': switch 'filter' cannot be 'strong'; allowed: on, off",
        ),
        ({"settings": {"filter": "on"}}, "odd.toml: settings.filter = 'on': switch 'filter' is unknown; allowed: none"),
        (
            {"switches": {"filter": SWITCH}, "settings": {"filter": "maybe"}},
            "odd.toml: settings.filter = 'maybe': switch 'filter' cannot be 'maybe'; allowed: on, off",
        ),
        (
            {"switches": {"filter": SWITCH | {"defualt": "off"}}},
            "odd.toml: switches.filter.defualt = 'off': key 'defualt' is unknown; did you mean 'default'? allowed: ",
        ),
        ({"switches": {"filter": SWITCH | {"default": "maybe"}}}, "default 'maybe' must be one of on, off"),
        # other personas
        ({"like": "evn"}, "odd.toml: like = 'evn': persona 'evn' is unknown; did you mean 'even'?"),
        ({"like": "odd"}, "odd.toml: like = 'odd': must not lead back: odd → odd is a cycle"),
        ({"like": 1}, "odd.toml: like = 1: persona 1 is unknown"),
        ({"forward_to": "zzzz"}, "odd.toml: forward_to = 'zzzz': persona 'zzzz' is unknown"),
        ({"forward_to": "odd"}, "odd.toml: forward_to = 'odd': must not lead back: odd → odd is a cycle"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_file_key_value_and_rule(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(PersonaError) as caught:
        Personas({"even": ODD, "odd": ODD | wrong})
    assert message in str(caught.value)
    assert caught.value.name == "odd"


@pytest.mark.parametrize("key", ["title", "source", "rules"])
def test_a_key_that_must_be_there_is_missed(key: str) -> None:
    with pytest.raises(PersonaError, match=rf"odd\.toml: {key} = None: Field required"):
        Personas({"odd": {each: value for each, value in ODD.items() if each != key}})


@pytest.mark.parametrize("key", ["like", "forward_to"])
def test_a_way_that_leads_back_is_told_whole(key: str) -> None:
    documents = {"a": ODD | {key: "b"}, "b": ODD | {key: "c"}, "c": ODD | {key: "a"}}
    with pytest.raises(PersonaError, match=rf"c\.toml: {key} = 'a': must not lead back: a → b → c → a is a cycle"):
        Personas(documents)


def test_an_unknown_name_is_told_the_nearest_and_all_that_are_allowed() -> None:
    personas = Personas({"plain": ODD, "slow": ODD})
    assert personas.unknown("palin") == "persona 'palin' is unknown; did you mean 'plain'? allowed: plain, slow"
    assert personas.unknown("zzzz") == "persona 'zzzz' is unknown; allowed: plain, slow"
