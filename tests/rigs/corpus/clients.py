"""Mails as Outlook, Gmail, Apple Mail and Thunderbird write them."""

from collections.abc import Iterator

from tests.rigs.corpus.encodings import encoded, word
from tests.rigs.corpus.japanese_bytes import jis
from tests.rigs.corpus.letter import Mail, letter, nested, part

_TEXT = "いつもお世話になっております。\nパスワードの再設定の件、承知しました。\n\n-- \n医事課 佐藤\n"
_WORDS = "Re: " + word("ISO-2022-JP", jis("再設定の件")) + "\n " + word("ISO-2022-JP", jis("（診療所）"))


def mails() -> Iterator[Mail]:
    """Microsoft's, Google's, Apple's, Mozilla's."""
    yield from _outlook()
    yield from _gmail()
    yield from _apple()
    yield from _thunderbird()


def _outlook() -> Iterator[Mail]:
    html = (
        '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">\n<head>\n'
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-2022-jp">\n'
        "<!--[if !mso]><style>v\\:* {}</style>"
        '<![endif]--><style><!--\n/* Font Definitions */\n@font-face {font-family:"ＭＳ 明朝";}\n--></style></head>\n'
        '<body lang="JA" link="blue"><div class="WordSection1"><p class="MsoNormal"><span lang="JA">'
        "佐藤様<o:p></o:p></span>"
        '</p>\n<p class="MsoNormal"><span lang="EN-US"><o:p>&nbsp;</o:p></span></p>\n'
        '<p class="MsoNormal">承知しました①。</p>'
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Desk &lt;desk@corpus.example&gt;<br>'
        "<b>Sent:</b> Tuesday</p></div></div></body></html>\n"
    )
    parts = (
        part('text/plain; charset="iso-2022-jp"', encoded(jis(_TEXT), "quoted-printable"), "quoted-printable"),
        part('text/html; charset="iso-2022-jp"', encoded(jis(html), "quoted-printable"), "quoted-printable"),
    )
    kind, body = nested(*parts, kind="alternative", boundary="_000_TYAPR01MB0001corpus_")
    extra = (
        b"Received: from TYAPR01MB0001.corpus.example ([fe80::1%4]) by\r\n"
        b" TYAPR01MB0001.corpus.example with mapi id 15.20;\r\n"
        b" Tue, 24 Nov 2026 01:00:00 +0000\r\nThread-Topic: =?iso-2022-jp?B?GyRCOkZAX0RqGyhC?=\r\n"
        b"Thread-Index: AQHbPabc\r\n"
        b"Accept-Language: ja-JP, en-US\r\nContent-Language: ja-JP\r\nX-MS-Has-Attach:\r\nX-MS-TNEF-Correlator:\r\n"
        b"x-ms-exchange-messagesentrepresentingtype: 1\r\nContent-Type: "
        + kind.replace(b"; ", b";\r\n\t")
        + b"\r\nMIME-Version: 1.0\r\n"
    )
    sender = '"=?iso-2022-jp?B?GyRCOjRGIxsoQiAbJEIyVhsoQg==?=" <sato@corpus.example>'
    yield letter(
        "client-outlook", extra, body, Subject=_WORDS, From=sender, Message_ID=b"\r\n <TYAPR01MB0001@corpus.example>"
    )
    tnef = part(
        'application/ms-tnef; name="winmail.dat"',
        "eJ8+IgAA\n",
        "base64",
        'Content-Disposition: attachment; filename="winmail.dat"\n',
    )
    kind, body = nested(
        part('text/plain; charset="us-ascii"', "See the file.\n"), tnef, boundary="----=_NextPart_000_0001_01DB3E"
    )
    outlook = b"X-Mailer: Microsoft Outlook 16.0\r\nMIME-Version: 1.0\r\nContent-Type: " + kind + b"\r\n"
    yield letter("client-outlook-tnef", outlook, b"This is a multipart message in MIME format.\r\n\r\n" + body)


def _gmail() -> Iterator[Mail]:
    html = '<div dir="ltr">承知しました。<div><br></div></div><br><div class="gmail_quote"><div class="gmail_attr">'
    html += (
        '2026年11月24日(火) 10:00 窓口 &lt;<a href="mailto:desk@corpus.example">desk@corpus.example</a>&gt;:<br></div>'
    )
    html += '<blockquote class="gmail_quote" style="margin:0px">ご確認ください。<br></blockquote></div>\n'
    plain = "承知しました。\n\n2026年11月24日(火) 10:00 窓口 <desk@corpus.example>:\n\n> ご確認ください。\n>\n"
    parts = (
        part('text/plain; charset="UTF-8"', encoded(plain.encode(), "base64"), "base64"),
        part('text/html; charset="UTF-8"', encoded(html.encode(), "base64"), "base64"),
    )
    kind, body = nested(*parts, kind="alternative", boundary="000000000000abcdef0123456789")
    extra = b"MIME-Version: 1.0\r\nReferences: <a@corpus.example>\r\nIn-Reply-To: <a@corpus.example>\r\nContent-Type: "
    yield letter("client-gmail", extra + kind + b"\r\n", body, From="=?UTF-8?B?5L2Q6Jek6Iqx?= <hana@corpus.example>")
    name = part('application/pdf; name="=?UTF-8?B?6KiY6Yyy?=.pdf"', "cGRm\n", "base64",
                "Content-Disposition: attachment; \n"
                "\tfilename=\"=?UTF-8?B?6KiY6Yyy?=.pdf\"\nContent-ID: <f_m3abc>\n"
                    "X-Attachment-Id: f_m3abc\n")  # fmt: skip
    inner = part(kind, body)
    kind, body = nested(inner, name, boundary="000000000000fedcba")
    yield letter("client-gmail-file", extra + kind + b"\r\n", body)


def _apple() -> Iterator[Mail]:
    kind, body = nested(
        part("text/plain;\n\tcharset=utf-8", encoded(_TEXT.encode(), "base64"), "base64"),
        part("application/pdf;\n\tname*=utf-8''%E8%A8%BA%E7%99%82.pdf", "cGRm\n", "base64",
             "Content-Disposition: attachment;\n"
             "\tfilename*=utf-8''%E8%A8%BA%E7%99%82.pdf\n"),
        part("text/plain;\n\tcharset=us-ascii", "\n\nSent from my iPhone\n", "7bit"),
        boundary="Apple-Mail=_01234567-89AB-CDEF",
    )  # fmt: skip
    head = (
        b"Mime-Version: 1.0 (Mac OS X Mail 16.0 \\(3774.600.62\\))\r\n"
        b"X-Mailer: Apple Mail (2.3774.600.62)\r\nContent-Type: "
    )
    yield letter("client-apple", head + kind.replace(b"; ", b";\r\n\t") + b"\r\n", body, Subject="=?utf-8?B?6Ki655mC?=")
    html = (
        '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body '
        'dir="auto">本文<br>'
    )
    html += '<div dir="ltr"><img src="cid:A1B2" alt="image0.jpeg"></div></body></html>'
    related, inner = nested(
        part("text/html;\n\tcharset=utf-8", encoded(html.encode(), "base64"), "base64"),
        part("image/jpeg; name=image0.jpeg; x-apple-part-url=A1B2", "aW1n\n", "base64", "Content-Disposition: inline; "
            "filename=image0.jpeg\nContent-Id: <A1B2>\n"),
        kind="related; type=\"text/html\"", boundary="Apple-Mail-2",
    )  # fmt: skip
    kind, body = nested(
        part("text/plain; charset=utf-8", "本文\n"), part(related, inner), kind="alternative", boundary="Apple-Mail-1"
    )
    yield letter("client-iphone", head + kind + b"\r\n", body)


def _thunderbird() -> Iterator[Mail]:
    flowed = "長い行が続きます。 \n次の行です。\n> 引用 \n> 続き\n-- \n署名\n"
    head = (
        "User-Agent: Mozilla Thunderbird\nContent-Language: ja\n"
        "Content-Type: text/plain; charset=UTF-8; format=flowed; delsp=yes\n"
    )
    yield letter("client-thunderbird", f"MIME-Version: 1.0\n{head}Content-Transfer-Encoding: 8bit\n", flowed)
    names = (
        "Content-Disposition: attachment;\n filename*0*=ISO-2022-JP''%1B%24%42%3F%47%4E%45%1B%28%42;"
        "\n filename*1*=%2E%70%64%66\n"
    )
    named = part('application/pdf;\n name="=?ISO-2022-JP?B?GyRCP0dORRsoQi5wZGY=?="', "cGRm\n", "base64", names)
    kind, body = nested(
        part("text/plain; charset=ISO-2022-JP", jis(_TEXT), "7bit"), named, boundary="------------0A1B2C"
    )
    old = b"User-Agent: Thunderbird 2.0.0.24 (Windows/20100228)\r\nMIME-Version: 1.0\r\nContent-Type: "
    yield letter(
        "client-thunderbird-2",
        old + kind + b"\r\n",
        b"This is a multi-part message in MIME format.\r\n" + body,
        Subject=_WORDS,
    )
