"""The reset mail, as the help desk's system writes it."""

import html
import re
from email.charset import BASE64, QP, Charset
from email.headerregistry import Address
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.utils import format_datetime

from gmis_api.mail_address import with_ascii_domain
from gmis_simulator.mail.signing import sign
from gmis_simulator.mail.writing import as_bytes, encoded
from gmis_simulator.mime.addresses import written
from gmis_simulator.world.addresses import spoiled
from gmis_simulator.world.hosts import HELPDESK
from gmis_simulator.world.letter import Letter
from gmis_simulator.world.paths import reset_url
from gmis_simulator.world.world import World

SENDER = Address("厚生労働省G-MIS事務局", addr_spec=HELPDESK)  # manual

_LONGEST_LINE = 998  # bytes (RFC 5322); a longer one no server takes, unless it is encoded
_PLACEHOLDER = re.compile(r"\{(name|username|url|hours)\}")


def reset_mail(world: World, letter: Letter) -> bytes:
    """The mail as it is sent, signed as the setting ``mail_authentication`` says."""
    raw = as_bytes(compose(world, letter))
    domain = {"aligned": SENDER.domain, "not-aligned": letter.sender.partition("@")[2]}
    signed_by = domain.get(world.settings.mail_authentication)
    return sign(world, raw, signed_by, world.clock.now()) if signed_by else raw


def compose(world: World, letter: Letter) -> MIMEMultipart:
    """A multipart message, text and HTML with the same words and the same link.

    Dated by the world's clock. Its Message-ID and boundary come from the world's random source, so that a
    seeded world sends the same bytes again. Subject and body are assumed, the sender is from the manual.
    """
    settings, institution = world.settings, letter.institution
    assert institution
    values = {
        "name": " ".join(institution.name.split()),
        "username": institution.username,
        "url": reset_url(world.url, letter.link.token) if letter.link else "",
        "hours": str(settings.link_lifetime_hours),
    }
    template = settings.mail_text if letter.link else settings.locked_mail_text
    charset = settings.mail_charset
    message_id = world.tokens.name()

    message = MIMEMultipart("alternative", boundary=f"=_{world.tokens.name()}")
    message["From"] = f"{encoded(SENDER.display_name, 'From', charset)} <{SENDER.addr_spec}>"
    message["To"] = written(with_ascii_domain(spoiled(letter.recipient, settings)))
    message["Subject"] = encoded(_within(charset, settings.mail_subject), "Subject", charset)
    message["Date"] = format_datetime(world.clock.now())
    message["Message-ID"] = f"<{message_id}@{SENDER.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    for subtype, text in (("plain", _fill(template, values)), ("html", _as_html(template, values))):
        message.attach(_part(_within(charset, text), subtype, charset, settings.mail_encoding))
    return message


def _part(text: str, subtype: str, charset: str, encoding: str) -> MIMENonMultipart:
    part = MIMENonMultipart("text", subtype, charset=charset)
    how = Charset(charset)  # iso-2022-jp is 7bit by itself, while its lines are short enough
    if charset == "utf-8" or max(map(len, text.encode(charset).splitlines()), default=0) > _LONGEST_LINE:
        how.body_encoding = QP if encoding == "quoted-printable" else BASE64
    part.set_payload(text.replace("\n", "\r\n"), how)
    return part


def _within(charset: str, text: str) -> str:
    """``text`` with a question mark for each sign that ``charset`` does not know."""
    if charset == "iso-2022-jp":
        text = text.replace("\x1b", "?")  # with which this charset itself changes its tables
    return text.encode(charset, "replace").decode(charset)


def _fill(template: str, values: dict[str, str]) -> str:
    # one pass, so that a name that holds "{url}" stays a name
    return _PLACEHOLDER.sub(lambda match: values[match[1]], template)


def _as_html(template: str, values: dict[str, str]) -> str:
    escaped = {name: html.escape(value) for name, value in values.items()}
    escaped["url"] = f'<a href="{escaped["url"]}">{escaped["url"]}</a>'
    paragraphs = [_fill(html.escape(part), escaped) for part in template.strip().split("\n\n")]
    body = "\n".join(f"<p>{part.replace(chr(10), '<br>' + chr(10))}</p>" for part in paragraphs)
    style = "font-family: sans-serif; line-height: 1.7; overflow-wrap: anywhere"
    return f'<!doctype html>\n<html lang="ja"><body style="{style}">\n{body}\n</body></html>\n'
