"""The leaves of a message, with their content as Mailpit answers it."""

import hashlib
from dataclasses import dataclass

from gmis_simulator.mime.budget import Budget
from gmis_simulator.mime.charsets import is_utf8
from gmis_simulator.mime.entity import Entity
from gmis_simulator.mime.texts import decode_text


@dataclass(frozen=True)
class Part:
    """One leaf. `part_id` is its dotted path, "0" for the root.

    `content_type` is "" for a leaf inside a container that has no Content-Type. `content` is decoded; a text is in
    UTF-8, which is what Mailpit makes even of an attached one that names its charset. `checksums`: of the content.
    """

    part_id: str
    content_type: str
    disposition: str
    file_name: str
    content_id: str
    content: bytes
    checksums: dict[str, str]


def read_parts(raw: bytes, root: Entity, budget: Budget) -> tuple[str, list[Part]]:
    """The content type of ``root``, and all its leaves in document order. What is malformed is read as text."""
    if not root.type.startswith("multipart/"):
        return root.type, [_part(root, raw, budget, root.type)]
    if not root.parameters.get("boundary"):
        return "text/plain", [_part(root, raw, budget, "text/plain")]
    leaves = [leaf for leaf in root.leaves() if leaf is not root and not _is_empty(leaf)]
    return root.type, [_part(leaf, raw, budget, leaf.type) for leaf in leaves]


def _is_empty(leaf: Entity) -> bool:
    """Whether it is a container that holds nothing."""
    return leaf.type.startswith("multipart/") and bool(leaf.parameters.get("boundary"))


def _part(leaf: Entity, raw: bytes, budget: Budget, kind: str) -> Part:
    content = leaf.content(raw)
    is_bare = not leaf.type and leaf.part_id != "0"  # of a part without a type Mailpit reads no other header
    if kind.startswith("text/"):
        content = _text(leaf, content, kind, budget)
    return Part(
        part_id=leaf.part_id,
        content_type=kind,
        disposition="" if is_bare else leaf.disposition,
        file_name="" if is_bare else leaf.file_name,
        content_id="" if is_bare else leaf.content_id,
        content=content,
        checksums={
            "MD5": hashlib.md5(content, usedforsecurity=False).hexdigest(),
            "SHA1": hashlib.sha1(content, usedforsecurity=False).hexdigest(),
            "SHA256": hashlib.sha256(content).hexdigest(),
        },
    )


def _text(leaf: Entity, content: bytes, kind: str, budget: Budget) -> bytes:
    charset = leaf.charset
    if leaf.part_id == "0" and not leaf.header.get("Content-Type"):
        charset = "us-ascii"  # RFC 2045, 5.2
    if leaf.disposition == "attachment" and (not charset or is_utf8(charset)):
        return content  # a file, as it was sent
    if len(content) > budget.text:
        budget.exceeded("text", read=budget.text, all=len(content))
        content = content[: budget.text]
    budget.text -= len(content)
    return decode_text(content, charset, kind).encode("utf-8", "replace")
