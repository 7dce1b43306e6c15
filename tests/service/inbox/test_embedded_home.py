"""The page at /: for people, in Japanese, and harmless whatever the mails say."""

import re

from tests.rigs.inbox import Inbox, somebody

BANNER = "これはシミュレーターです。<wbr>実在のシステムではありません。"


def test_an_empty_inbox_says_so(embedded: Inbox) -> None:
    page = embedded.ask("GET", "/").text
    assert "<title>内蔵受信箱</title>" in page
    assert BANNER in page
    assert "メールはまだ届いていません。" in page
    assert '<html lang="ja">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<meta name="viewport"' in page


def test_messages_are_listed_newest_first_with_their_links(embedded: Inbox) -> None:
    to = somebody()
    older = embedded.mail(to, subject="一通目", extra="X-Tags: junk\r\n")
    newer = embedded.send(f"To: {to}\r\nContent-Type: text/html\r\nSubject: two\r\n\r\n<p>x</p>\r\n", to)
    page = embedded.ask("GET", "/").text
    assert page.index("two") < page.index("一通目")
    assert page.count(to) == 2
    assert '<span class="tag">junk</span>' in page
    links = set(re.findall(r'href="([^"]+)"', page))
    assert links == {
        *(f"/view/{sent}" for sent in (older, newer)),
        *(f"/view/{sent}.txt" for sent in (older, newer)),
        *(f"/api/v1/message/{sent}/raw" for sent in (older, newer)),
        f"/view/{newer}.html",
    }
    assert all(embedded.ask("GET", link).status_code == 200 for link in links)


def test_looking_at_the_page_reads_no_message(embedded: Inbox) -> None:
    embedded.mail(somebody())
    embedded.ask("GET", "/")
    assert embedded.get("/messages")["unread"] == 1


def test_whatever_a_mail_says_is_text(embedded: Inbox) -> None:
    to = somebody()
    embedded.send(
        f'From: "<img src=x onerror=a()>" <a@ministry.example>\r\nTo: "<b>" <{to}>\r\n'
        'Subject: <script>alert(1)</script> & "quoted"\r\n\r\nbody\r\n',
        to,
    )
    answer = embedded.ask("GET", "/")
    assert "<script" not in answer.text
    assert "<img" not in answer.text
    assert "<b>" not in answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;quoted&#34;" in answer.text
    assert "script-src 'none'" in answer.headers["content-security-policy"]


def test_a_long_list_ends_with_how_many_are_left_out(embedded: Inbox) -> None:
    for _ in range(203):
        embedded.mail(somebody())
    assert "このほかに、これより古いメールが 3 通あります。" in embedded.ask("GET", "/").text
