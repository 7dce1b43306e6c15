"""What a recipient's side does with one message: an ordered list of rules, the first answer decides.

Every rule's answer is kept, so that "why did it not arrive" always has an answer.
"""

from dataclasses import dataclass
from typing import Any

from simulator.world.rules import AnyRule, BlockList, Incoming, SafeSenders, SenderLists, UnknownSender, VerdictName

PERSONAS: dict[str, list[AnyRule]] = {
    "plain": [BlockList(), SafeSenders()],
    "junk-unknown": [BlockList(), SafeSenders(), UnknownSender(verdict="junk")],
    "discard-unknown": [BlockList(), SafeSenders(), UnknownSender(verdict="discard")],
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """``rule`` is the rule that decided; ``trace`` holds ``{rule, verdict, reason}`` of every rule in order."""

    verdict: VerdictName
    rule: str
    trace: list[dict[str, Any]]


def judge(mail: Incoming, rules: list[AnyRule], lists: SenderLists) -> Verdict:
    """Ask every rule; the first answer decides, and where none answers the mail goes to the inbox."""
    answers: list[tuple[str, VerdictName | None, str]] = [(rule.rule, *rule.judge(mail, lists)) for rule in rules]
    answers.append(("default", "inbox", "どの規則にも当てはまらないので受信トレイに入れます"))
    trace = [{"rule": rule, "verdict": verdict, "reason": reason} for rule, verdict, reason in answers]
    return next(Verdict(verdict, rule, trace) for rule, verdict, _ in answers if verdict)
