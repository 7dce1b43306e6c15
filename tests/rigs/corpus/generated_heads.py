"""Subjects, addresses and dates as Hypothesis puts them together."""

from hypothesis import strategies as st

from tests.rigs.corpus.encodings import word
from tests.rigs.corpus.generated_charsets import CHARSETS
from tests.rigs.corpus.letter import Mail, letter, recipient_of

_ASCII = "ab Z09.,:;()<>@[]\"\\'=?_-+&%#*/"
_GAPS = st.sampled_from([" ", "  ", "\n ", "\n\t", " \n "])
_ADDRESSES = st.sampled_from(
    ["a@corpus.example", "hana.sato@corpus.example", "x+tag@corpus.example", '"a b"@corpus.example']
)
_DATES = st.sampled_from(
    ["Tue, 24 Nov 2026 10:00:00 +0900", "24 Nov 2026 10:00:00 GMT", "Tue, 24 Nov 26 10:00 -0500 (x)", "no"]
)


def written(name: str, head: dict[str, bytes], body: bytes) -> Mail:
    """The mail of what `heads` and `bodies` draw; `body` begins with header lines of its own."""
    lines = {key: value.replace(b"RECIPIENT", recipient_of(name).encode()) for key, value in head.items()}
    plain = letter(name, "MIME-Version: 1.0\n", "", **lines)
    return Mail(name, plain.raw.removesuffix(b"\r\n") + body)


def heads() -> st.SearchStrategy[dict[str, bytes]]:
    """Values of Subject, From, To and Date; RECIPIENT stands for whom the mail goes to."""
    return st.fixed_dictionaries(
        {
            "Subject": _unstructured().map(_wire),
            "From": _mailbox().map(_wire),
            "To": st.tuples(st.lists(_mailbox(), max_size=2), st.sampled_from([", ", ",\n ", ","])).map(_listed),
            "Date": _DATES.map(_wire),
        }
    )


def _words() -> st.SearchStrategy[str]:
    def of(label: str) -> st.SearchStrategy[str]:
        signs, encode = CHARSETS[label]
        texts = st.text(signs + "a ", min_size=1, max_size=8)
        return st.builds(lambda text, kind: word(label, encode(text), kind), texts, st.sampled_from("BQbq"))

    return st.sampled_from(sorted(CHARSETS)).flatmap(of)


def _unstructured() -> st.SearchStrategy[str]:
    # A word that does not end is known to differ: Mailpit leaves all words behind it as they stand.
    texts = st.text("abc診é.,:=?_", max_size=6).map(lambda text: text.replace("=?", "="))
    pieces = st.lists(st.tuples(st.one_of(_words(), texts), _GAPS), max_size=5)
    return pieces.map(lambda each: "".join(f"{piece}{gap}" for piece, gap in each).strip())


def _mailbox() -> st.SearchStrategy[str]:
    quoted = st.text(_ASCII + "診", max_size=8).map(
        lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
    names = st.one_of(_words(), quoted, st.sampled_from(["Hana", "Hana Sato", "診療", "O'Neil", ""]))
    comments = st.sampled_from(["", " (ward)", " (診)", " (=?UTF-8?B?6Ki6?=)"])
    return st.one_of(
        st.builds(lambda address, comment: address + comment, _ADDRESSES, comments),
        st.builds(
            lambda name, gap, address: f"{name}{gap}<{address}>", names, st.sampled_from([" ", "", "\n "]), _ADDRESSES
        ),
    )


def _listed(drawn: tuple[list[str], str]) -> bytes:
    others, between = drawn
    return _wire(between.join(["RECIPIENT", *others]))


def _wire(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()
