"""Secrets leave evidence, wherever they stand; ordinary words stay."""

import pytest

from pytest_gmis.evidence.masking import MASK, Masking

URL = "http://127.0.0.1:1/w/_nc_external/identity/ui/login/ForgotPasswordInterstitial"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"{URL}?r=abc_-DEF= です", f"{URL}?r={MASK} です"),
        (f'<a href="{URL}?r=abc&amp;x=1">', f'<a href="{URL}?r={MASK}&amp;x=1">'),
        ("?url=http%3A%2F%2Fh%2Fp%3Fr%3Dabc%253D&sig=1", f"?url=http%3A%2F%2Fh%2Fp%3Fr%3D{MASK}&sig=1"),
        ("Set-Cookie: sid=abc123; Path=/", f"Set-Cookie: sid={MASK}; Path=/"),
        ("?url=http%3a%2f%2fh%2fp%3fr%3dabc", f"?url=http%3a%2f%2fh%2fp%3fr%3d{MASK}"),
        ("Cookie: a=1; gmis_token=abc123; b=2", f"Cookie: a=1; gmis_token={MASK}; b=2"),
        ("Authorization: Bearer abc.def", f"Authorization: Bearer {MASK}"),
        ("?rate=1&order=2 の後", "?rate=1&order=2 の後"),
    ],
)  # fmt: skip
def test_what_gives_itself_away_is_masked(text: str, masked: str) -> None:
    assert Masking()(text) == masked
    assert Masking()(masked) == masked


def test_what_is_known_is_masked_plain_and_as_a_url_has_it() -> None:
    masking = Masking()
    masking.learn("Clinic/2026", "abc")  # the second one is too short: it would take ordinary words with it
    assert masking("Clinic/2026 と Clinic%2F2026 と abc") == f"{MASK} と {MASK} と abc"


def test_the_longer_of_two_secrets_goes_first() -> None:
    masking = Masking()
    masking.learn("Clinic", "Clinic2026")
    assert masking("Clinic2026") == MASK


def test_passwords_are_told_apart_by_a_number() -> None:
    masking = Masking()
    masking.learn_passwords("Clinic2025", "Clinic2026", "Clinic2025")
    assert masking("Clinic2026、Clinic2025") == f"{MASK}2、{MASK}1"
    assert masking(masking("Clinic2026")) == f"{MASK}2"


def test_every_text_in_plain_data_is_masked_and_bytes_are_left_alone() -> None:
    masking = Masking()
    masking.learn("secret")
    data = {"a": ["secret", 1, None, b"secret"], "b": {"c": "no secret"}}
    assert masking.within(data) == {"a": [MASK, 1, None, b"secret"], "b": {"c": f"no {MASK}"}}
