"""Mails as services write them: carriers, lists, newsletters, tickets, invitations, signed and encrypted mail."""

from collections.abc import Iterator

from tests.rigs.corpus.encodings import encoded, word
from tests.rigs.corpus.japanese_bytes import jis
from tests.rigs.corpus.letter import Mail, letter, nested, part, recipient_of

_PDF = part("application/pdf; name=a.pdf", "cGRm\n", "base64", "Content-Disposition: attachment; filename=a.pdf\n")


def mails() -> Iterator[Mail]:
    """Each kind in a function of its own."""
    yield from _carriers()
    yield from _lists()
    yield from _newsletters()
    yield from _offices()
    yield from _signed()


def _carriers() -> Iterator[Mail]:
    sjis = (
        "再設定しました(^^)\uff5e ①\n".encode("cp932").replace(b"\n", b"\r\n") + b"\xf8\x9f\xf9\x40\r\n"
    )  # with pictograms
    subject = word("Shift_JIS", "予約の件①".encode("cp932"))
    yield letter(
        "carrier-docomo", 'Content-Type: text/plain; charset="Shift_JIS"\nX-MXL-NoteHash: 1\n', sjis, Subject=subject
    )
    yield letter(
        "carrier-au",
        "Content-Type: text/plain; charset=iso-2022-jp\n",
        jis("予約です") + b"\x1b$Bu)v1\x1b(B\r\n",
        Subject=jis("予約"),
    )
    softbank = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n"
    yield letter("carrier-softbank", softbank, encoded("予約です\ue001\ue415☀️".encode(), "quoted-printable"))
    kind, body = nested(
        part("text/plain; charset=Shift_JIS", encoded(sjis, "base64"), "base64"),
        part("text/html; charset=Shift_JIS", encoded("<font color=red>予約</font><img src=cid:01>".encode("cp932"), "base64"), "base64"),
        kind="alternative", boundary="__CONTENT_64656B6F__",
    )  # fmt: skip
    picture = part('image/gif; name="20261124.gif"', "R0lG\n", "base64", "Content-ID: <01>\n")
    kind, body = nested(part(kind, body), picture, kind="related", boundary="__DECOMAIL__")
    yield letter(
        "carrier-decomail",
        b"MIME-Version: 1.0\r\nContent-Type: " + kind + b"\r\n",
        body,
        From="hana..sato.@carrier.example",
    )
    yahoo = "X-YMail-OSG: abc\nContent-Type: text/plain; charset=ISO-2022-JP\nX-Rocket-MIMEInfo: 002.001\n"
    yield letter(
        "carrier-yahoo",
        yahoo,
        jis("承知しました。\n\n> 引用です\n"),
        From='"=?ISO-2022-JP?B?GyRCOjRGIxsoQg==?=" <hana@carrier.example>',
    )


def _lists() -> Iterator[Mail]:
    head = (
        "Precedence: list\nList-Id: =?utf-8?b?5Yy75LqL6Kqy?= <iji.corpus.example>\nList-Post: <mailto:iji@corpus.example>\n"
        "List-Unsubscribe: <https://corpus.example/options/iji>,\n <mailto:iji-request@corpus.example?subject=unsubscribe>\n"
        'Errors-To: iji-bounces@corpus.example\nSender: "iji" <iji-bounces@corpus.example>\nX-BeenThere: iji@corpus.example\n'
    )
    subject = "[iji 123] " + word("iso-2022-jp", jis("会議の件"))
    yield letter(
        "list-mailman",
        f'{head}Content-Type: text/plain; charset="iso-2022-jp"\n',
        jis("会議です\n____\niji mailing list\n"),
        Subject=subject,
    )
    footer = part(
        'text/plain; charset="iso-2022-jp"', jis("____\n一覧の案内\n"), "7bit", "Content-Disposition: inline\n"
    )
    kind, body = nested(
        part("text/plain; charset=utf-8", "会議です\n"), _PDF, footer, boundary="===============0123456789=="
    )
    yield letter(
        "list-mailman-footer", head.encode().replace(b"\n", b"\r\n") + b"Content-Type: " + kind + b"\r\n", body
    )
    fml = "X-ML-Name: iji\nX-Mail-Count: 00123\nX-MLServer: fml [fml 4.0.3]\nReply-To: iji@corpus.example\nContent-Type: text/plain; charset=iso-2022-jp\n"
    yield letter(
        "list-fml", fml, jis("会議です\n"), To="iji@corpus.example (iji ML)", From="hana@corpus.example (Hana Sato)"
    )
    digest, inner = nested(
        part("", "From: a@corpus.example\nSubject: one\n\none\n"),
        part("", "Subject: two\n\ntwo\n"),
        kind="digest",
        boundary="__--__--",
    )
    kind, body = nested(
        part("text/plain", "Topics:\n 1. one\n"),
        part(digest, inner, "", "Content-Description: digest\n"),
        boundary="----digest",
    )
    yield letter("list-digest", b"Content-Type: " + kind + b"\r\n", body)


def _newsletters() -> Iterator[Mail]:
    html = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x"><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        '<meta name="viewport" content="width=device-width"/><style type="text/css">@media only screen{.a{width:100%!important}}'
        '</style></head><body><span style="display:none!important">今月のお知らせ&zwnj;&nbsp;&zwnj;&nbsp;</span><center><table '
        'role="presentation"><tr><td><!--[if mso]><table><tr><td width="600"><![endif]--><a href="https://corpus.example/v?id=1&amp;u=2'
        '" target="_blank"><img src="https://corpus.example/h.png" alt="医療だより" width="600"></a><h1>11月号</h1><ul><li>健診</li>'
        '<li>予防接種</li></ul><p>お申し込みは<a href="https://corpus.example/apply">こちら</a>から。</p><!--[if mso]></td></tr></table>'
        '<![endif]--></td></tr></table></center><img src="https://corpus.example/o.gif" width="1" height="1" alt=""></body></html>'
    )
    parts = (
        part(
            "text/plain; charset=UTF-8",
            encoded("医療だより 11月号\nhttps://corpus.example/v\n".encode(), "quoted-printable"),
            "quoted-printable",
        ),
        part("text/html; charset=UTF-8", encoded(html.encode(), "quoted-printable"), "quoted-printable"),
    )
    kind, body = nested(*parts, kind="alternative", boundary="_----------=_MCPart_1")
    head = (
        b"List-Unsubscribe: <https://corpus.example/u/1>, <mailto:u1@corpus.example>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
        b"Feedback-ID: 1:2:3\r\nX-Report-Abuse: Please report abuse to <abuse@corpus.example>\r\nPrecedence: bulk\r\nMIME-Version: 1.0\r\n"
    )
    for name, shown in {
        "alternative": (kind, body),
        "html": (b"text/html; charset=utf-8", html.encode() + b"\r\n"),
    }.items():
        yield letter(
            f"newsletter-{name}",
            head + b"Content-Type: " + shown[0] + b"\r\n",
            shown[1],
            From=f"{word('utf-8', '医療だより'.encode())} <n@corpus.example>",
        )
    yield letter(
        "newsletter-sjis",
        'Content-Type: text/html; charset="Shift_JIS"\nContent-Transfer-Encoding: 8bit\n',
        html.encode("cp932", "replace"),
    )
    alone = b"Content-Type: text/html\r\n"
    yield letter(
        "newsletter-meta-sjis", alone, html.replace("<meta", '<meta charset="Shift_JIS"><meta', 1).encode("cp932")
    )


def _offices() -> Iterator[Mail]:
    event = "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:診療会議\nDTSTART:20261124T010000Z\nEND:VEVENT\nEND:VCALENDAR\n"
    kind, body = nested(
        part("text/plain; charset=utf-8", "招待です\n"), part("text/html; charset=utf-8", "<p>招待です</p>\n"),
        part('text/calendar; charset="UTF-8"; method=REQUEST', event), kind="alternative", boundary="inv",
    )  # fmt: skip
    ics = part(
        'application/ics; name="invite.ics"',
        encoded(event.encode(), "base64"),
        "base64",
        'Content-Disposition: attachment; filename="invite.ics"\n',
    )
    kind, body = nested(part(kind, body), ics, boundary="outer")
    yield letter(
        "invitation", b"Content-Class: urn:content-classes:calendarmessage\r\nContent-Type: " + kind + b"\r\n", body
    )
    yield letter(
        "invitation-whole", 'Content-Type: text/calendar; charset="utf-8"; method=REQUEST; name="m.ics"\n', event
    )
    ticket = 'Auto-Submitted: auto-generated\nX-Ticket: 4711\nReply-To: "Desk [#4711]" <desk+4711@corpus.example>\nContent-Type: text/plain; charset=utf-8\n'
    yield letter(
        "ticket",
        ticket,
        "##- Please type your reply above this line -##\n\n受付番号 4711\n",
        Subject="[#4711] " + word("UTF-8", "受付".encode(), "Q"),
    )
    away = "Auto-Submitted: auto-replied\nX-Auto-Response-Suppress: All\nPrecedence: auto_reply\nContent-Type: text/plain; charset=iso-2022-jp\n"
    plain = letter(
        "away",
        away,
        jis("休診です①\n"),
        Subject="=?ISO-2022-JP?B?" + "GyRCJUYlOSVIGyhC?=" + ": Re",
        Message_ID="<away@corpus.example>",
    )
    yield Mail(plain.name, plain.raw, sender="")
    code = "Content-Type: text/plain; charset=us-ascii\n"
    yield letter(
        "one-time-code", code, "123456 is your code.\n\n@corpus.example #123456\n", Subject="123456 is your code"
    )
    fax = part('image/tiff; name="fax.tif"', "SUkq\n", "base64", 'Content-Disposition: inline; filename="fax.tif"\n')
    kind, body = nested(part("text/plain; charset=ISO-2022-JP", jis("受信しました\n"), "7bit"), fax, boundary="fax")
    yield letter(
        "fax",
        b"Content-Type: " + kind + b"\r\n",
        body,
        From="FAX <0311112222@fax.corpus.example>",
        To=f'"FAX=0311112222" <{recipient_of("fax")}>',
    )
    protected = part(
        'application/zip; name="=?ISO-2022-JP?B?GyRCP0dORRsoQi56aXA=?="',
        "UEsD\n",
        "base64",
        "Content-Disposition: attachment\n",
    )
    kind, body = nested(
        part("text/plain; charset=ISO-2022-JP", jis("パスワードは別便で。\n"), "7bit"), protected, boundary="zip"
    )
    yield letter("password-by-another-mail", b"Content-Type: " + kind + b"\r\n", body)


def _signed() -> Iterator[Mail]:
    text = part("text/plain; charset=utf-8", encoded("署名した本文\n".encode(), "base64"), "base64")
    smime = part(
        'application/pkcs7-signature; name="smime.p7s"',
        "MIIB\n",
        "base64",
        'Content-Disposition: attachment; filename="smime.p7s"\n',
    )
    pgp = part(
        'application/pgp-signature; name="signature.asc"',
        "-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n",
    )
    for name, signature, protocol in (("smime", smime, "pkcs7-signature"), ("pgp", pgp, "pgp-signature")):
        kind, body = nested(
            text, signature, kind=f'signed; protocol="application/{protocol}"; micalg=sha-256', boundary="sig"
        )
        yield letter(f"signed-{name}", b"Content-Type: " + kind + b"\r\n", b"This is a signed message.\r\n" + body)
    yield letter("encrypted-smime", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=\"smime.p7m\"\n"
                 "Content-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"smime.p7m\"\n", "MIIB\n")  # fmt: skip
    version, data = (
        part("application/pgp-encrypted", "Version: 1\n"),
        part("application/octet-stream", "-----BEGIN PGP MESSAGE-----\n"),
    )
    kind, body = nested(version, data, kind='encrypted; protocol="application/pgp-encrypted"', boundary="enc")
    yield letter("encrypted-pgp", b"Content-Type: " + kind + b"\r\n", body)
    yield letter(
        "signed-inline-pgp",
        body="-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n- -- \ntext\n-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----\n",
    )
