"""Mails as carriers of mobile phones, webmail and mailing lists write them."""

from collections.abc import Iterator

from tests.rigs.corpus.encodings import encoded, word
from tests.rigs.corpus.japanese_bytes import jis
from tests.rigs.corpus.letter import Mail, letter, nested, part

_PDF = part("application/pdf; name=a.pdf", "cGRm\n", "base64", "Content-Disposition: attachment; filename=a.pdf\n")


def mails() -> Iterator[Mail]:
    """Carriers, then lists."""
    yield from _carriers()
    yield from _lists()


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
        part("text/html; charset=Shift_JIS", encoded("<font color=red>予約</font><img "
            "src=cid:01>".encode("cp932"), "base64"), "base64"),
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
        "Precedence: list\nList-Id: =?utf-8?b?5Yy75LqL6Kqy?= <iji.corpus.example>\n"
        "List-Post: <mailto:iji@corpus.example>\n"
        "List-Unsubscribe: <https://corpus.example/options/iji>,\n"
        " <mailto:iji-request@corpus.example?subject=unsubscribe>\n"
        'Errors-To: iji-bounces@corpus.example\nSender: "iji" <iji-bounces@corpus.example>\n'
        "X-BeenThere: iji@corpus.example\n"
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
    fml = (
        "X-ML-Name: iji\nX-Mail-Count: 00123\nX-MLServer: fml [fml 4.0.3]\n"
        "Reply-To: iji@corpus.example\nContent-Type: text/plain; charset=iso-2022-jp\n"
    )
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
