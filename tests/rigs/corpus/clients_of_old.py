"""Mails as Becky!, Outlook Express and scripts write them: ISO-2022-JP, and bytes that name no charset."""

from collections.abc import Iterator

from tests.rigs.corpus.encodings import word
from tests.rigs.corpus.japanese_bytes import jis
from tests.rigs.corpus.letter import Mail, letter, nested, part

_TEXT = "いつもお世話になっております。\nパスワードの再設定の件、承知しました。\n\n-- \n医事課 佐藤\n"


def mails() -> Iterator[Mail]:
    """Clients, then scripts."""
    head = (
        "X-Mailer: Becky! ver. 2.81.06 [ja]\nMIME-Version: 1.0\n"
        'Content-Type: text/plain; charset="ISO-2022-JP"\nContent-Transfer-Encoding: 7bit\n'
    )
    yield letter("client-becky", head, jis(_TEXT), Subject=word("ISO-2022-JP", jis("再設定の件")))
    name = (
        b'Content-Type: application/octet-stream;\r\n name="'
        + jis("診療.xls")
        + b'"\r\nContent-Disposition: attachment;\r\n filename="'
        + jis("診療.xls")
    )
    file = name + b'"\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJj\r\n'
    kind, body = nested(
        part('text/plain; charset="ISO-2022-JP"', jis(_TEXT), "7bit"), file, boundary="------_4F5E6D7C_MULTIPART_MIXED_"
    )
    yield letter("client-becky-file", b"Content-Type: " + kind + b"\r\n", body)
    yield letter(
        "client-raw-jis-subject",
        "Content-Type: text/plain; charset=iso-2022-jp\n",
        jis(_TEXT),
        Subject=jis("再設定の件"),
    )
    yield letter("client-raw-sjis", "X-Mailer: script\n", _TEXT.encode("cp932"), Subject="再設定の件".encode("cp932"))
    express = (
        "X-Mailer: Microsoft Outlook Express 6.00.2900\nX-MimeOLE: Produced By Microsoft MimeOLE\n"
        'Content-Type: text/plain;\n\tformat=flowed;\n\tcharset="iso-2022-jp";\n\treply-type=original\n'
        "Content-Transfer-Encoding: 7bit\n"
    )
    yield letter(
        "client-outlook-express", express, jis("①㈱ｶﾅ\n" + _TEXT), Subject="=?iso-2022-jp?B?GyRCLSEtahsoQhsoSTY9GyhC?="
    )
    yield letter(
        "client-al-mail",
        "X-Mailer: AL-Mail32 Version 1.13\nMime-Version: 1.0\nContent-Type: text/plain; charset=iso-2022-jp\n",
        jis(_TEXT),
    )
    yield letter(
        "client-php",
        'Content-Type: text/plain; charset="UTF-8"\nX-PHP-Originating-Script: 0:form.php\n',
        _TEXT,
        Subject=f"{word('UTF-8', 'お問い合わせ'.encode())}",
    )
    lf = (
        "From: www@corpus.example\nTo: x@clinic.example\nSubject: cron\n"
        "Content-Type: text/plain; charset=UTF-8\n\nジョブ\n"
    )
    yield Mail("client-cron-lf", lf.encode())
