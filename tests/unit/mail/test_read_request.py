"""What the office reads in a request that is written in HTML."""

import pytest

from gmis_simulator.mail.staff import read_request


@pytest.mark.parametrize(
    "html",
    [
        "<p>ID: a</p><p>TEL: b</p>",
        "<div>ID: a</div><div>TEL: b</div>",
        "ID: a<br>TEL: b",
        "<ul><li>ID: a</li><li>TEL: b</li></ul>",
        "<table><tr><td>ID:</td><td> a</td></tr><tr><td>TEL:</td><td> b</td></tr></table>",
    ],
)
def test_what_stands_in_lines_of_its_own_is_read_in_lines_of_its_own(html: str) -> None:
    raw = f"From: a@b.example\r\nContent-Type: text/html\r\n\r\n{html}".encode()
    assert read_request(raw).text.split("\n")[:2] == ["ID: a", "TEL: b"]
