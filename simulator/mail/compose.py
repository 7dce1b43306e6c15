"""The reset mail, as the help desk's system writes it."""

import html
import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from simulator.paths import INTERSTITIAL
from simulator.world.letter import Letter
from simulator.world.world import World

SENDER = Address("厚生労働省G-MIS事務局", addr_spec="helpdesk@gmis.mhlw.go.jp")  # manual

_PLACEHOLDER = re.compile(r"\{(name|username|url|hours)\}")


def compose(world: World, letter: Letter) -> EmailMessage:
    """A multipart message in UTF-8, text and HTML with the same words and the same link.

    Dated by the world's clock. Its Message-ID and boundary come from the world's random source, so that a
    seeded world sends the same bytes again. Subject and body are assumed, the sender is from the manual.
    """
    settings, institution = world.settings, letter.institution
    values = {
        "name": " ".join(institution.name.split()),
        "username": institution.username,
        "url": f"{world.url}{INTERSTITIAL}?r={letter.link.token}" if letter.link else "",
        "hours": str(settings.link_lifetime_hours),
    }
    template = settings.mail_text if letter.link else settings.locked_mail_text
    text = _fill(template, values)

    message = EmailMessage(policy=SMTP)
    message["From"] = SENDER
    message["To"] = letter.recipient
    message["Subject"] = settings.mail_subject
    message["Date"] = world.clock.now()
    message["Message-ID"] = f"<{world.tokens.token()}@{SENDER.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="base64")
    message.add_alternative(_as_html(template, values), subtype="html", cte="base64")
    message.set_boundary(f"=_{world.tokens.token()}")
    return message


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
