"""Invitations, tickets, automatic answers, faxes, signed and encrypted mail."""

from collections.abc import Iterator

from tests.rigs.corpus.encodings import encoded, word
from tests.rigs.corpus.japanese_bytes import jis
from tests.rigs.corpus.letter import Mail, letter, nested, part, recipient_of


def mails() -> Iterator[Mail]:
    """Each as small as it can be."""
    yield from _offices()
    yield from _signed()


def _offices() -> Iterator[Mail]:
    event = (
        "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:診療会議\nDTSTART:20261124T010000Z\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )
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
    ticket = (
        "Auto-Submitted: auto-generated\nX-Ticket: 4711\n"
        'Reply-To: "Desk [#4711]" <desk+4711@corpus.example>\nContent-Type: text/plain; charset=utf-8\n'
    )
    yield letter(
        "ticket",
        ticket,
        "##- Please type your reply above this line -##\n\n受付番号 4711\n",
        Subject="[#4711] " + word("UTF-8", "受付".encode(), "Q"),
    )
    away = (
        "Auto-Submitted: auto-replied\nX-Auto-Response-Suppress: All\nPrecedence: auto_reply\n"
        "Content-Type: text/plain; charset=iso-2022-jp\n"
    )
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
    yield letter("encrypted-smime", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; "
        "name=\"smime.p7m\"\n"
                 "Content-Transfer-Encoding: base64\n"
                     "Content-Disposition: attachment; filename=\"smime.p7m\"\n", "MIIB\n")  # fmt: skip
    version, data = (
        part("application/pgp-encrypted", "Version: 1\n"),
        part("application/octet-stream", "-----BEGIN PGP MESSAGE-----\n"),
    )
    kind, body = nested(version, data, kind='encrypted; protocol="application/pgp-encrypted"', boundary="enc")
    yield letter("encrypted-pgp", b"Content-Type: " + kind + b"\r\n", body)
    yield letter(
        "signed-inline-pgp",
        body="-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n- -- \ntext\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----\n",
    )
