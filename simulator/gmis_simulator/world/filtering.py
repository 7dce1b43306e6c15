"""What a recipient's side does with one message: an ordered list of rules, the first answer decides.

Every rule's answer is kept, so that "why did it not arrive" always has an answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gmis_simulator.world.rules.rule import Answer, Incoming, Recipient, Rule, VerdictName


@dataclass(frozen=True, slots=True)
class Verdict:
    """``rule`` is the rule that decided; ``trace`` holds ``{rule, name, verdict, reason}`` of every rule in order."""

    verdict: VerdictName
    rule: str
    answer: Answer
    trace: list[dict[str, Any]]


def judge(mail: Incoming, rules: Sequence[Rule], recipient: Recipient, now: datetime) -> Verdict:
    """Ask every rule; the first answer decides, and where none answers the mail goes to the inbox."""
    asked = [(rule.rule, rule.called, rule.answer(mail, recipient, now)) for rule in rules]
    asked.append(("default", "既定の動作", Answer("inbox", "どの規則にも当てはまらないので受信トレイに入れます")))
    return next(verdict for verdict in _verdicts(asked))


def refuse(mail: Incoming, rules: Sequence[Rule], recipient: Recipient, now: datetime) -> Verdict | None:
    """What those rules decide at RCPT that need no more than the envelope, if one of them does."""
    asked = [(rule.rule, rule.called, rule.answer(mail, recipient, now)) for rule in rules if rule.stage == "envelope"]
    return next(_verdicts(asked), None)


def _verdicts(asked: list[tuple[str, str, Answer]]) -> Iterator[Verdict]:
    trace = [
        {"rule": rule, "name": name, "verdict": answer.verdict, "reason": answer.reason} for rule, name, answer in asked
    ]
    for rule, _, answer in asked:
        if answer.verdict is not None:
            yield Verdict(answer.verdict, rule, answer, trace)
