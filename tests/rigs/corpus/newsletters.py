"""Newsletters, with all that their HTML carries."""

from collections.abc import Iterator

from tests.rigs.corpus.encodings import encoded, word
from tests.rigs.corpus.letter import Mail, letter, nested, part


def mails() -> Iterator[Mail]:
    """The same one in several wrappings."""
    html = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x"><html '
        'xmlns="http://www.w3.org/1999/xhtml"><head>'
        '<meta name="viewport" content="width=device-width"/><style type="text/css">@media only '
        "screen{.a{width:100%!important}}"
        '</style></head><body><span style="display:none!important">今月のお知らせ&zwnj;&nbsp;&zwnj;&nbsp;</span>'
        "<center><table "
        'role="presentation"><tr><td><!--[if mso]><table><tr><td width="600"><![endif]--><a '
        'href="https://corpus.example/v?id=1&amp;u=2'
        '" target="_blank"><img src="https://corpus.example/h.png" alt="医療だより" width="600"></a><h1>'
        "11月号</h1><ul><li>健診</li>"
        '<li>予防接種</li></ul><p>お申し込みは<a href="https://corpus.example/apply">こちら</a>から。</p><!--[if mso]>'
        "</td></tr></table>"
        '<![endif]--></td></tr></table></center><img src="https://corpus.example/o.gif" width="1" '
        'height="1" alt=""></body></html>'
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
        b"List-Unsubscribe: <https://corpus.example/u/1>, <mailto:u1@corpus.example>\r\n"
        b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
        b"Feedback-ID: 1:2:3\r\nX-Report-Abuse: Please report abuse to <abuse@corpus.example>\r\n"
        b"Precedence: bulk\r\nMIME-Version: 1.0\r\n"
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
