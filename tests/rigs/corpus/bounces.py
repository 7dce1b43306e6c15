"""Reports that a mail was not delivered, as Postfix, Exchange, Sendmail, qmail and others write them."""

from collections.abc import Iterator

from tests.rigs.corpus.japanese_bytes import jis
from tests.rigs.corpus.letter import Mail, letter, nested, part

_ORIGINAL = (
    "From: desk@corpus.example\nTo: gone@clinic.example\nSubject: =?UTF-8?B?6Ki655mC?=\n"
    "Message-ID: <o@corpus.example>\n"
)
_STATUS = """Reporting-MTA: dns; mx.corpus.example
X-Queue-ID: 0A1B2C
Arrival-Date: Tue, 24 Nov 2026 10:00:00 +0900 (JST)

Final-Recipient: rfc822; gone@clinic.example
Original-Recipient: rfc822;gone@clinic.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.clinic.example
Diagnostic-Code: smtp; 550 5.1.1 <gone@clinic.example>: no such
    user here
"""


def mails() -> Iterator[Mail]:
    """Each from nobody, as reports are."""
    for mail in (*_reports(), *_others()):
        yield Mail(mail.name, mail.raw, sender="")


def _reports() -> Iterator[Mail]:
    status = part("message/delivery-status", _STATUS, "", "Content-Description: Delivery report\n")
    whole = part(
        "message/rfc822",
        f"{_ORIGINAL}Content-Type: text/plain; charset=utf-8\n\n本文\n",
        "8bit",
        "Content-Description: Undelivered Message\n",
    )
    heads = part("text/rfc822-headers", _ORIGINAL, "", "Content-Description: Undelivered Message Headers\n")
    postfix = (
        "This is the mail system at host mx.corpus.example.\n\n"
        "<gone@clinic.example>: host mx.clinic.example said: 550 5.1.1\n"
    )
    notice = part("text/plain; charset=us-ascii", postfix, "", "Content-Description: Notification\n")
    for name, parts in {
        "postfix": (notice, status, whole),
        "postfix-headers": (notice, status, heads),
        "sendmail": (
            part("", "The original message was received at Tue\nfrom localhost\n\n   ----- fatal errors -----\n"),
            status,
            whole,
        ),
        "no-original": (notice, status),
        "only-status": (status,),
        "global": (notice, part("message/global-delivery-status", _STATUS), part("message/global-headers", _ORIGINAL)),
        "feedback": (
            notice,
            part("message/feedback-report", "Feedback-Type: abuse\nUser-Agent: x/1\nVersion: 1\n"),
            whole,
        ),
        "read": (
            notice,
            part("message/disposition-notification", "Disposition: manual-action/MDN-sent-manually; displayed\n"),
            heads,
        ),
    }.items():
        kind, body = nested(*parts, kind="report; report-type=delivery-status", boundary="0A1B2C.1/mx.corpus.example")
        head = (
            b"Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\nContent-Type: "
            + kind.replace(b"; ", b";\r\n\t")
            + b"\r\n"
        )
        yield letter(f"bounce-{name}", head, b"This is a MIME-encapsulated message.\r\n\r\n" + body,
                     From="MAILER-DAEMON@mx.corpus.example (Mail Delivery System)",
                     Subject="Undelivered Mail Returned to Sender")  # fmt: skip
    html = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>'
        '<p><b><font color="#000066">'
    )
    html += (
        "gone@clinic.example</font></b> は見つかりませんでした。</p><table><tr><td>送信者</td><td>宛先</td></tr>"
        "</table></body></html>"
    )
    kind, inner = nested(
        part("text/plain; charset=utf-8", "見つかりませんでした。\n"),
        part("text/html; charset=utf-8", html),
        kind="alternative",
        boundary="alt",
    )
    kind, body = nested(part(kind, inner), status, whole, kind="report; report-type=delivery-status", boundary="ex")
    head = (
        b"Content-Language: ja-JP\r\nIn-Reply-To: <o@corpus.example>\r\nX-MS-Exchange-Message-Is-Ndr:\r\nContent-Type: "
        + kind
        + b"\r\n"
    )
    sender = "Microsoft Outlook\n\t<MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@corpus.example>"
    yield letter(
        "bounce-exchange", head, body, From=sender, Subject="=?utf-8?B?6YWN5L+h5LiN6IO9?=: =?utf-8?B?6Ki655mC?="
    )


def _others() -> Iterator[Mail]:
    qmail = (
        "Hi. This is the qmail-send program at corpus.example.\n\n<gone@clinic.example>:\n"
        "Sorry, no mailbox here by that name. (#5.1.1)\n\n"
    )
    yield letter(
        "bounce-qmail",
        body=f"{qmail}--- Below this line is a copy of the message.\n\n{_ORIGINAL}\nx\n",
        From="MAILER-DAEMON@corpus.example",
    )
    yield letter("bounce-from-empty", From="<>", Subject="failure notice")
    yield letter("bounce-no-sender", From=None, Subject="failure notice")
    carrier = "指定された宛先が見つかりません。\n\n<gone@clinic.example>\n"
    yield letter(
        "bounce-carrier",
        "Content-Type: text/plain; charset=iso-2022-jp\n",
        jis(carrier),
        From="Postmaster <postmaster@carrier.example>",
    )
    exim = "X-Failed-Recipients: gone@clinic.example\nAuto-Submitted: auto-replied\n"
    yield letter(
        "bounce-exim",
        exim,
        f"A message that you sent could not be delivered.\n\n------ This is a copy ------\n\n{_ORIGINAL}\nx\n",
    )
