"""Every text that the settings take makes a mail that comes, and says that text; the others are refused."""

from email import message_from_bytes, policy

import pytest
from pydantic import ValidationError

from gmis_simulator.world.rules.content import SpamScore
from gmis_simulator.world.settings import Settings
from tests.rigs.mail_system import mail_system
from tests.rigs.running import run
from tests.rigs.worlds import events, world_with

CONTROL = ["\x00", "\n", "\r", "\x0b", "\x0c", "\x1b", "\x1c", "\x1d", "\x1e", "\x7f", "\x85", "\u2028", "\u2029"]


def mail_of(settings: Settings) -> tuple[str, str]:
    """Subject and text of the reset mail, as a reader has them."""

    async def scenario() -> list[bytes]:
        world = world_with(settings=settings)
        async with mail_system(world) as whole:
            await whole.ask_for_reset(world)
            assert events(world, "mistake") == []
            return await whole.in_folder("inbox")

    (raw,) = run(scenario())
    message = message_from_bytes(raw, policy=policy.default)
    plain = message.get_body(("plain",))
    assert plain is not None
    return str(message["Subject"]), plain.get_content()


@pytest.mark.parametrize("sign", CONTROL, ids=ascii)
@pytest.mark.parametrize("around", ["a{}b", "日{}本", "{}", "a{}"])
def test_a_subject_is_one_line_without_control_characters(sign: str, around: str) -> None:
    with pytest.raises(ValidationError, match="mail_subject"):
        Settings(mail_subject=around.format(sign))
    with pytest.raises(ValidationError, match="mark"):
        SpamScore(mark=around.format(sign))


@pytest.mark.parametrize("charset", ["utf-8", "iso-2022-jp"])
@pytest.mark.parametrize(
    "subject",
    [
        "=?utf-",
        "=?",
        "a\tb",
        "日\t本",
        "a  b",
        "日  本",
        "x" * 200,
        "あ" * 200,
        '"<script>',
        "a: b",
        "日本\u3000",
        "=?utf-8?q?x?=",
        " a",
        "a ",
        " 日本 ",
        " ",
    ],
)
def test_every_other_subject_comes_as_it_is(subject: str, charset: str) -> None:
    assert mail_of(Settings(mail_subject=subject, mail_charset=charset))[0] == subject  # type: ignore[arg-type]


@pytest.mark.parametrize("charset", ["utf-8", "iso-2022-jp"])
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
@pytest.mark.parametrize(
    "text", ["\x00\x0b\x0c\x1c\x7f", "\x1b$B", "\x1b(I", "\x0e\x0f", "あ" * 15_000, "x" * 15_000, ".\n.", "From x",
     "\ufeff"],
    ids=lambda text: ascii(text[:5]),
)  # fmt: skip
def test_every_text_comes(text: str, charset: str, encoding: str) -> None:
    given = {"mail_charset": charset, "mail_encoding": encoding, "mail_text": f"あ\n{text}\n{{url}}\nend"}
    _, came = mail_of(Settings.model_validate(given))
    shown = text.replace("\ufeff", "?").replace("\x1b", "?") if charset == "iso-2022-jp" else text
    assert came.replace("\r\n", "\n").startswith(f"あ\n{shown}\nhttp://")
    assert came.rstrip().endswith("end")
