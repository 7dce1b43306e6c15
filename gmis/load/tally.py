"""What became of a rush, by the worlds' own logs: resets, mails, and whether one of them is lost."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields

from gmis_api.answers import EventAnswer


@dataclass(slots=True)
class Tally:
    """``requests`` by outcome. ``mails`` by fate: delivered, bounced, discarded, waiting, lost, or there ``twice``."""

    requests: Counter[str] = field(default_factory=Counter)
    mails: Counter[str] = field(default_factory=Counter)
    completed: int = 0  # resets: a new password by way of a mail
    reports: int = 0  # 「定期報告」 opened
    sent: int = 0  # reset mails
    tried_again: int = 0  # tries that the recipient's side put off
    mistakes: int = 0  # of the simulator
    gone: int = 0  # worlds that could not be asked any more, so that nobody knows of their mails

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(
            self.requests + other.requests, self.mails + other.mails, self.completed + other.completed,
            self.reports + other.reports, self.sent + other.sent, self.tried_again + other.tried_again,
            self.mistakes + other.mistakes, self.gone + other.gone,
        )  # fmt: skip

    def as_json(self) -> dict[str, int | dict[str, int]]:
        """For programs; ``lost`` and ``twice`` stand there where they are 0, too."""
        counted = {each.name: getattr(self, each.name) for each in fields(self)}
        mails = {"lost": 0, "twice": 0, **self.mails}
        return {**counted, "requests": dict(self.requests), "mails": mails}


def tally(events: Iterable[EventAnswer], waiting: Collection[int] = ()) -> Tally:
    """One world's, of its whole log once it has settled; ``waiting``: the numbers of mails that are to be tried again.

    Each request that should bring a mail brings one, and each mail comes to an end that the log tells: it was
    delivered, or came back, or the carrier threw it away.
    """
    found = Tally()
    sent: dict[str, set[int]] = defaultdict(set)  # reset mails by recipient
    ended: dict[str, Counter[str]] = defaultdict(Counter)
    for event in events:
        data = event.data
        match event.kind:
            case "reset.requested":
                found.requests[data["outcome"]] += 1
            case "password.changed":
                found.completed += 1
            case "report.opened":
                found.reports += 1
            case "mail.queued" if "purpose" not in data:
                sent[data["to"]].add(data["mail"])
            case "mail.delivered":
                ended[data["to"]]["delivered"] += 1
            case "mail.verdict" if data["verdict"] == "discard":
                ended[data["to"]]["discarded"] += 1
            case "mail.bounced" if data["mail"] in sent[data["to"]]:
                ended[data["to"]]["bounced"] += 1
            case "mail.deferred":
                found.tried_again += 1
            case "mistake":
                found.mistakes += 1
    for address, numbers in sent.items():
        found.sent += len(numbers)
        fates = ended[address] + Counter(waiting=len(numbers & set(waiting)))
        missing = len(numbers) - fates.total()
        found.mails += fates + Counter(lost=missing) + Counter(twice=-missing)  # which drop what is not above 0
    unwritten = found.requests["mailed"] + found.requests["locked"] - found.sent
    found.mails += Counter(lost=unwritten) + Counter(twice=-unwritten)
    return found
